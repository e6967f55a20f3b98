/* Folding: the form of a word under which it is looked up. Full case folding, marks stripped (NFKD), letters with strokes and
 * ligatures spelled out (ø o, ł l, ß ss, æ ae, ı i), every apostrophe ', every hyphen -. A dotted acronym keeps its dots and
 * always ends in one ("U.S" and "U.S." are u.s.); a single final dot after a word or an initial is dropped ("Mr." mr, "J." j). */
#ifndef NEWSMARK_TEXT_FOLD_H
#define NEWSMARK_TEXT_FOLD_H

#include <stdint.h>

#include "base/slice.h"

enum { NMK_FOLD_MAX = 96 }; /* bytes of the longest folded word; longer words have no folded form */

/* Writes the folded form of one token and returns its length; 0 where it is longer than NMK_FOLD_MAX. */
size_t nmk_fold(NmkSlice word, char out[NMK_FOLD_MAX]);

/* The same for a word of length bytes that is given as numbers of eight bytes, the last filled up with NUL, which is written to out as well; false where
 * it needs nmk_fold. */
bool nmk_fold_plain(const uint64_t *written, size_t length, char out[NMK_FOLD_MAX]);

#endif
