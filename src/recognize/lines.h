/* Lines: the text as the reader sees it, with hard-wrapped paragraphs put together again. */
#ifndef NEWSMARK_RECOGNIZE_LINES_H
#define NEWSMARK_RECOGNIZE_LINES_H

#include "recognize/types.h"

/* Fills doc->lines and doc->line_of and takes the NMK_BREAK tokens inside wrapped paragraphs out of doc->tokens.
 * The NMK_BREAK between two lines stays and belongs to the line it ends. There is a line wherever there is a token. */
NewsmarkStatus nmk_find_lines(NmkDoc *doc);

#endif
