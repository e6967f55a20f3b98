/* Decoding: from sums of evidence to probabilities, and from those to the best set of spans that do not overlap. Integers only. */
#ifndef NEWSMARK_RECOGNIZE_DECODE_H
#define NEWSMARK_RECOGNIZE_DECODE_H

#include "recognize/candidates.h"

/* Of 65536. 0.4: what a span must be worth; less splits votes, more loses rare names. 0.98: what is likelier no name than that after pass 1 is none;
 * half of all candidates, of which the later passes would turn one in ten thousand. */
enum { NMK_THRESHOLD = 26214, NMK_HOPELESS = 64225 };

/* Tenths of a logit by which a hopeless candidate is likelier no name than any one other type: 0.98 and more in whatever way the rest is shared. */
enum { NMK_HOPELESS_LEAD = 53 };

/* Probabilities (of 65536), likeliest type and odds of one candidate from the five sums of a pass. */
void nmk_decode_probabilities(NmkCandidate *candidate, const int16_t z[NMK_TYPES]);

/* The same, but of the probabilities only that of the likeliest type and that of no name, unless the candidate is hopeless: for a pass that others
 * follow. */
void nmk_decode_likeliest(NmkCandidate *candidate, const int16_t z[NMK_TYPES]);

/* Whether a candidate is hopeless by far already; its probabilities then say just that. */
static inline bool nmk_decode_hopeless(NmkCandidate *candidate, const int16_t z[NMK_TYPES]) {
    for (int t = 0; t < NEWSMARK_NONE; t++)
        if (z[NEWSMARK_NONE] - z[t] < NMK_HOPELESS_LEAD) return false;
    candidate->p[NEWSMARK_NONE] = UINT16_MAX;
    return true;
}

/* Sets decided of every open candidate: in each run the set of spans with the largest sum of probability - threshold; of equals the longer, then the
 * earlier. */
NewsmarkStatus nmk_decode(NmkDoc *doc);

#endif
