/* Decoding: from sums of evidence to probabilities, and from those to the best set of spans that do not overlap. Integers only. */
#ifndef NEWSMARK_RECOGNIZE_DECODE_H
#define NEWSMARK_RECOGNIZE_DECODE_H

#include "recognize/candidates.h"

enum { NMK_THRESHOLD = 26214 }; /* 0.4 of 65536: what a span must be worth; less splits votes, more loses rare names */

/* Probabilities (of 65536), likeliest type and odds of one candidate from the five sums of a pass. */
void nmk_decode_probabilities(NmkCandidate *candidate, const int16_t z[NMK_TYPES]);

/* Sets decided of every candidate: in each run the set of spans with the largest sum of probability - threshold; of equals the longer, then the
 * earlier. */
NewsmarkStatus nmk_decode(NmkDoc *doc);

#endif
