/* z = sum of weights in tenths of a logit; p = e(z - largest) / sum of e over the five types. */
#include "recognize/decode.h"

/* 65536 * exp(-d / 10), rounded; nothing beyond 12.7 logits. */
static const uint32_t EXP[128] = {
    65536, 59299, 53656, 48550, 43930, 39750, 35967, 32544, 29447, 26645, 24109, 21815, 19739, 17861, 16161, 14623,
    13231, 11972, 10833, 9802, 8869, 8025, 7262, 6571, 5945, 5380, 4868, 4404, 3985, 3606, 3263, 2952,
    2671, 2417, 2187, 1979, 1791, 1620, 1466, 1327, 1200, 1086, 983, 889, 805, 728, 659, 596,
    539, 488, 442, 400, 362, 327, 296, 268, 242, 219, 198, 180, 162, 147, 133, 120,
    109, 99, 89, 81, 73, 66, 60, 54, 49, 44, 40, 36, 33, 30, 27, 24,
    22, 20, 18, 16, 15, 13, 12, 11, 10, 9, 8, 7, 7, 6, 5, 5,
    4, 4, 4, 3, 3, 3, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
};

static uint32_t exponential(int32_t below) { return EXP[below < 127 ? below : 127]; } /* the last is 0 */

/* e / sum of 65536, at most UINT16_MAX; inverse: 2^32 / sum, rounded down. */
static uint16_t share(uint32_t e, uint32_t sum, uint32_t inverse) {
    const uint64_t wide = (uint64_t)e << 16;
    uint64_t p = (uint64_t)e * inverse >> 16;
    p += wide - p * sum >= sum; /* the inverse is less than one too small, e at most 2^16: p is too small by one at most */
    return (uint16_t)(p > UINT16_MAX ? UINT16_MAX : p);
}

void nmk_decode_probabilities(NmkCandidate *candidate, const int16_t z[NMK_TYPES]) {
    int32_t largest = z[0], other = z[1];
    uint32_t e[NMK_TYPES], sum = 0;
    for (int t = 1; t < NMK_TYPES; t++) largest = z[t] > largest ? z[t] : largest;
    for (int t = 0; t < NMK_TYPES; t++) sum += e[t] = exponential(largest - z[t]);
    const uint32_t inverse = sum == 65536 ? 65536 : UINT32_MAX / sum; /* the same as 2^32 / sum, for a sum that is no power of two */
    for (int t = 0; t < NMK_TYPES; t++) candidate->p[t] = share(e[t], sum, inverse);
    for (int t = 2; t < NEWSMARK_NONE; t++) other = z[t] > other ? z[t] : other;
    candidate->odds = z[NEWSMARK_PERSON] - other;
    candidate->best = 0;
    for (int8_t t = 1; t < NEWSMARK_NONE; t++)
        if (candidate->p[t] > candidate->p[candidate->best]) candidate->best = t;
}

bool nmk_decode_hopeless(NmkCandidate *candidate) {
    const int16_t *z = candidate->sum;
    int32_t other = z[1];
    for (int t = 2; t < NEWSMARK_NONE; t++) other = z[t] > other ? z[t] : other;
    const int32_t best = z[0] > other ? z[0] : other;
    if (z[NEWSMARK_NONE] - best < NMK_HOPELESS_LEAD) return false;
    candidate->odds = z[NEWSMARK_PERSON] - other;
    candidate->p[NEWSMARK_NONE] = UINT16_MAX;
    return true;
}

typedef struct Step {
    int64_t value;    /* of the best set up to this unit */
    uint32_t chosen;  /* candidate that ends here, UINT32_MAX none */
} Step;

static void relax(Step *step, int64_t value, uint32_t chosen) {
    if (value > step->value) *step = (Step){value, chosen};
}

/* Candidates come by first unit, so of equal sets the one with the longer last span is found first and stays. */
static void decode_run(struct NmkCandidates *c, const NmkRun *run, Step *steps) {
    if (run->candidates == 1) { /* most runs are one word */
        NmkCandidate *only = &c->at[run->candidate];
        if (only->p[only->best] > NMK_THRESHOLD) only->decided = only->best;
        return;
    }
    uint32_t n = run->end - run->first, next = run->candidate, stop = run->candidate + run->candidates;
    for (uint32_t i = 0; i <= n; i++) steps[i] = (Step){-1, UINT32_MAX};
    steps[0].value = 0;
    for (uint32_t i = 0; i < n; i++) {
        for (; next < stop && c->at[next].first == run->first + i; next++) {
            const NmkCandidate *candidate = &c->at[next];
            int32_t gain = (int32_t)candidate->p[candidate->best] - NMK_THRESHOLD;
            if (gain > 0) relax(&steps[candidate->end - run->first], steps[i].value + gain, next);
        }
        relax(&steps[i + 1], steps[i].value, UINT32_MAX);
    }
    for (uint32_t i = n; i > 0;) {
        uint32_t chosen = steps[i].chosen;
        if (chosen == UINT32_MAX) {
            i--;
            continue;
        }
        c->at[chosen].decided = c->at[chosen].best;
        i = c->at[chosen].first - run->first;
    }
}

NewsmarkStatus nmk_decode(NmkDoc *doc) {
    struct NmkCandidates *c = doc->candidates;
    if (!c->steps) {
        uint32_t longest = 0;
        for (uint32_t r = 0; r < c->n_runs; r++) {
            uint32_t length = c->runs[r].end - c->runs[r].first;
            longest = length > longest ? length : longest;
        }
        c->steps = nmk_arena_take(doc->arena, ((size_t)longest + 1) * sizeof(Step));
        if (!c->steps) return NEWSMARK_ERROR_MEMORY;
    }
    for (uint32_t i = 0; i < c->count; i++) c->at[i].decided = -1;
    for (uint32_t r = 0; r < c->n_runs; r++) decode_run(c, &c->runs[r], c->steps);
    return NEWSMARK_OK;
}
