/* Symbols: the attribute of a token that is no word. */
#ifndef NEWSMARK_RECOGNIZE_SYMBOLS_H
#define NEWSMARK_RECOGNIZE_SYMBOLS_H

#include "model/attributes.h"
#include "text/token.h"

/* bytes: of the token */
NmkAttribute nmk_symbol_of(const NmkToken *token, const char *bytes);

#endif
