/* Candidates: every span of words that could be a name. They are the sub-spans of runs of capitalised words; particles may stand inside a run
 * and start one, and First "Nick" Last is one run. No segmentation is chosen here; decoding picks the best set. */
#ifndef NEWSMARK_RECOGNIZE_CANDIDATES_H
#define NEWSMARK_RECOGNIZE_CANDIDATES_H

#include "model/facts.h"
#include "recognize/units.h"

enum { NMK_SPAN_MAX = 6 }; /* units of the longest span; two more where it holds a nickname in quotes */

typedef struct NmkCandidate {
    uint32_t first, end; /* units */
    uint32_t run;
    uint32_t name;       /* number of its written form in the document */
    int32_t odds;        /* person against the best other type, tenths of a logit; of the last pass made */
    uint16_t p[5];       /* probabilities by type, of 65536, of the last pass made */
    int8_t decided;      /* type chosen by decoding, or -1 */
    int8_t best;         /* likeliest of the four types */
    int8_t was_decided;  /* decided and odds when they were last pooled: what the facts of the next pass are about */
    int32_t was_odds;
} NmkCandidate;

typedef struct NmkRun {
    uint32_t first, end;           /* units */
    uint32_t candidate, candidates; /* first, how many; by first unit, then end */
} NmkRun;

/* Fifteen sums of weights and one place left over, as NmkVector, in two halves; unsigned: sums wrap, they never trap. */
typedef uint16_t NmkLanes __attribute__((vector_size(16)));
typedef struct NmkSum {
    NmkLanes low, high;
} NmkSum;

/* Part of the codes. */
typedef struct NmkCodes {
    uint32_t at, end;
} NmkCodes;

/* A candidate that may yet be a name after pass 1, and the facts found for it. */
typedef struct NmkOpen {
    NmkSum sum; /* of its words and surroundings, for all passes */
    uint32_t candidate;
    NmkCodes left, right, span; /* sides.h */
    NmkCodes later;             /* of the last pass */
} NmkOpen;

struct NmkCandidates {
    NmkUnits units;
    NmkRun *runs;
    NmkCandidate *at;
    uint32_t n_runs, count, n_names;
    uint8_t *cases;      /* per unit: NMK_CASE_LOWER and _MIDDLE of its word in the document */
    uint32_t *starting;  /* per unit, and one more: first candidate that starts there or later */
    NmkOpen *open;       /* names.c */
    uint32_t *codes;     /* evidence.h: one list after the other */
    uint32_t n_open, n_codes, codes_capacity; /* open ones stand in the order of candidates */
    struct NmkStep *steps; /* working memory of decoding */
    uint32_t n_steps;
    struct NmkPool *pool; /* pool.c: what decided mentions say, by written name */
    struct NmkBeside *beside; /* neighbours.c */
};

/* The candidate of units [first, end), UINT32_MAX where there is none. */
uint32_t nmk_candidate_at(const struct NmkCandidates *candidates, uint32_t first, uint32_t end);

NewsmarkStatus nmk_candidates_find(NmkDoc *doc, struct NmkCandidates *candidates);

#endif
