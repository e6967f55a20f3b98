/* What encoding is this? Answers of its own for what bytes show by themselves, ICU's statistics for the rest. */
#ifndef NEWSMARK_IO_DETECT_H
#define NEWSMARK_IO_DETECT_H

#include "base/slice.h"

enum { NMK_DETECT_SAMPLE = 8192 };

/* By the byte order mark at its beginning: a name of ICU's, NULL where there is none. */
const char *nmk_detect_mark(NmkSlice text);

/* UTF-16 without a mark, by its NULs; NULL where it is not that. */
const char *nmk_detect_wide(NmkSlice text);

/* Length of the well-formed UTF-8 at the beginning. Adds its sequences of several bytes to *sequences, and stops there once they are
 * enough. *cut: what follows is the beginning of a sequence, at the end of the text. */
size_t nmk_detect_well_formed(NmkSlice text, size_t enough, size_t *sequences, bool *cut);

/* The encoding of a text that begins with bytes that are no UTF-8, where so many sequences were before it; NULL: it is UTF-8 all the
 * same, with faults. */
const char *nmk_detect_narrow(NmkSlice text, size_t sequences);

#endif
