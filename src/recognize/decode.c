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

static int32_t larger(int32_t a, int32_t b) { return a > b ? a : b; }

/* e / sum of 65536, at most UINT16_MAX; inverse: 2^32 / sum, rounded down. */
static uint16_t share(uint32_t e, uint32_t sum, uint32_t inverse) {
    uint32_t p = e * inverse >> 16;
    p += (e << 16) - p * sum >= sum; /* the inverse is less than one too small, e at most 2^16: p is too small by one at most */
    return (uint16_t)(p - (p >> 16));
}

/* The same as 2^32 / sum, for a sum that is no power of two; 65536 is one type's alone. */
static uint32_t inverse_of(uint32_t sum) { return sum == 65536 ? 65535 : UINT32_MAX / sum; }

/* The likeliest of the four types, of equals the first, and the odds. */
static inline int32_t find_best(NmkCandidate *candidate, const int16_t z[NMK_TYPES]) {
    const int32_t other = larger(larger(z[1] * 4 + 2, z[2] * 4 + 1), z[3] * 4), best = larger(z[0] * 4 + 3, other); /* number and type in one */
    candidate->best = (int8_t)(3 - (best & 3));
    candidate->odds = z[0] - (other >> 2);
    return best >> 2;
}

void nmk_decode_probabilities(NmkCandidate *candidate, const int16_t z[NMK_TYPES]) {
    const int32_t largest = larger(find_best(candidate, z), z[4]);
    const uint32_t e0 = exponential(largest - z[0]), e1 = exponential(largest - z[1]), e2 = exponential(largest - z[2]), e3 = exponential(largest - z[3]),
                   e4 = exponential(largest - z[4]), sum = e0 + e1 + e2 + e3 + e4, inverse = inverse_of(sum);
    candidate->p[0] = share(e0, sum, inverse);
    candidate->p[1] = share(e1, sum, inverse);
    candidate->p[2] = share(e2, sum, inverse);
    candidate->p[3] = share(e3, sum, inverse);
    candidate->p[4] = share(e4, sum, inverse);
}

void nmk_decode_likeliest(NmkCandidate *candidate, const int16_t z[NMK_TYPES]) {
    const int32_t best = find_best(candidate, z), largest = larger(best, z[4]);
    const uint32_t e_best = exponential(largest - best), e4 = exponential(largest - z[4]),
                   sum = exponential(largest - z[0]) + exponential(largest - z[1]) + exponential(largest - z[2]) + exponential(largest - z[3]) + e4;
    const uint32_t inverse = inverse_of(sum);
    candidate->p[candidate->best] = share(e_best, sum, inverse);
    candidate->p[NEWSMARK_NONE] = share(e4, sum, inverse);
    if (candidate->p[NEWSMARK_NONE] >= NMK_HOPELESS) nmk_decode_probabilities(candidate, z);
}

typedef struct NmkStep {
    int64_t value;    /* of the best set up to this unit */
    uint32_t chosen;  /* candidate that ends here, UINT32_MAX none */
} NmkStep;

static void relax(NmkStep *step, int64_t value, uint32_t chosen) {
    if (value > step->value) *step = (NmkStep){value, chosen};
}

/* Candidates come by first unit, so of equal sets the one with the longer last span is found first and stays. */
static NewsmarkStatus decode_run(NmkDoc *doc, const NmkRun *run, const NmkOpen *open, const NmkOpen *end) {
    struct NmkCandidates *c = doc->candidates;
    const uint32_t n = run->end - run->first;
    NmkStep *steps = nmk_arena_grow(doc->arena, c->steps, sizeof *steps, &c->n_steps, n + 1);
    if (!steps) return NEWSMARK_ERROR_MEMORY;
    c->steps = steps;
    for (uint32_t i = 0; i <= n; i++) steps[i] = (NmkStep){-1, UINT32_MAX};
    steps[0].value = 0;
    for (uint32_t i = 0; i < n; i++) {
        for (; open < end && c->at[open->candidate].first == run->first + i; open++) {
            const NmkCandidate *candidate = &c->at[open->candidate];
            const int32_t gain = (int32_t)candidate->p[candidate->best] - NMK_THRESHOLD;
            if (gain > 0) relax(&steps[candidate->end - run->first], steps[i].value + gain, open->candidate);
        }
        relax(&steps[i + 1], steps[i].value, UINT32_MAX);
    }
    for (uint32_t i = n; i > 0;) {
        const uint32_t chosen = steps[i].chosen;
        if (chosen == UINT32_MAX) {
            i--;
            continue;
        }
        c->at[chosen].decided = c->at[chosen].best;
        i = c->at[chosen].first - run->first;
    }
    return NEWSMARK_OK;
}

/* In most runs no more than one span is worth anything. */
NewsmarkStatus nmk_decode(NmkDoc *doc) {
    struct NmkCandidates *c = doc->candidates;
    for (const NmkOpen *open = c->open, *stop = open + c->n_open; open < stop;) {
        const NmkOpen *first = open;
        const uint32_t run = c->at[first->candidate].run;
        NmkCandidate *likely = NULL;
        uint32_t n = 0;
        for (; open < stop && c->at[open->candidate].run == run; open++) {
            NmkCandidate *candidate = &c->at[open->candidate];
            candidate->decided = -1;
            if (candidate->p[candidate->best] <= NMK_THRESHOLD) continue;
            likely = candidate;
            n++;
        }
        if (n == 1) likely->decided = likely->best;
        else if (n) NEWSMARK_TRY(decode_run(doc, &c->runs[run], first, open));
    }
    return NEWSMARK_OK;
}
