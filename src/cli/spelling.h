/* Spellings that count as the same when results are compared with gold: case of ASCII letters, dots and the amount of white space do
 * not matter. */
#ifndef NEWSMARK_CLI_SPELLING_H
#define NEWSMARK_CLI_SPELLING_H

#include "base/slice.h"

enum { NMK_SPELLING_ROOM = 256 };

typedef struct NmkSpelling {
    char bytes[NMK_SPELLING_ROOM]; /* small letters, single spaces; cut where longer */
    size_t length;
} NmkSpelling;

NmkSpelling nmk_spelling(NmkSlice text);

/* The last word. */
NmkSlice nmk_spelling_last(const NmkSpelling *spelling);

bool nmk_same_spelling(NmkSlice a, NmkSlice b);

#endif
