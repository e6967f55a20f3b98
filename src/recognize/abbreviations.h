/* Abbreviations: "Mr" "." is "Mr.". */
#ifndef NEWSMARK_RECOGNIZE_ABBREVIATIONS_H
#define NEWSMARK_RECOGNIZE_ABBREVIATIONS_H

#include "recognize/types.h"
#include "recognize/word_cache.h"

/* Drops the dot after an abbreviation and lets the word reach over it. marked: one bit a token, of words that may be abbreviations; starts: of each
 * token, moved with them. */
NewsmarkStatus nmk_join_abbreviations(NmkDoc *doc, NmkPhraseStart *starts, const uint64_t *marked);

#endif
