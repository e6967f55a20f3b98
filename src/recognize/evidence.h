/* Evidence of a candidate: the facts that hold of it, and their sum. A list holds codes, the numbers of vectors (model/facts.h): a fact, or a cell or
 * bundle, which stands for several facts at once. Summing adds one vector a code; explaining spells the codes out, so both always agree. */
#ifndef NEWSMARK_RECOGNIZE_EVIDENCE_H
#define NEWSMARK_RECOGNIZE_EVIDENCE_H

#include "model/facts.h"
#include "recognize/candidates.h"

/* The most codes of a side, of a span's words together with its rules, and of what the later passes add: functions that write codes need that much
 * room, and return where they stopped. */
enum { NMK_SIDE_CODES = 32, NMK_RULE_CODES = 32, NMK_SPAN_CODES = 48 + NMK_RULE_CODES, NMK_LATER_CODES = 80 };

typedef struct NmkFactList {
    uint32_t count;
    uint32_t at[2 * NMK_SIDE_CODES + NMK_SPAN_CODES + NMK_LATER_CODES];
} NmkFactList;

static inline uint32_t nmk_cell(uint32_t role, uint32_t set) { return NMK_FIRST_CELL + set * NMK_ROLE_COUNT + role; }
static inline uint32_t nmk_shape_cell(uint32_t role, uint32_t shape) { return NMK_FIRST_SHAPE_CELL + role * NMK_SHAPE_COUNT + shape; }

static inline const NmkVector *nmk_fact_vector(const NmkModelView *model, uint32_t fact) {
    return &model->vectors[nmk_vector_of_fact(model->count[NMK_SECTION_SETS], fact)];
}

/* The sum of sum and the vectors of codes [at, end). */
static inline NmkSum nmk_sum_codes(const NmkModelView *model, NmkSum sum, const uint32_t *at, const uint32_t *end) {
    for (const NmkVector *const vectors = model->vectors; at < end; at++) {
        NmkSum more;
        memcpy(&more, __builtin_assume_aligned(&vectors[*at], 32), sizeof more);
        sum.low += more.low;
        sum.high += more.high;
    }
    return sum;
}

/* The five weights of a pass (1 to 3). */
static inline void nmk_sum_weights(const NmkSum *sum, uint32_t pass, int16_t weights[NMK_TYPES]) {
    memcpy(weights, (const char *)sum + (pass - 1) * NMK_TYPES * sizeof *weights, NMK_TYPES * sizeof *weights);
}

/* Makes room for that many more codes among those of the candidates. */
NewsmarkStatus nmk_codes_grow(NmkDoc *doc, uint32_t count);
static inline NewsmarkStatus nmk_codes_room(NmkDoc *doc, uint32_t count) {
    const struct NmkCandidates *c = doc->candidates;
    return c->codes_capacity - c->n_codes >= count ? NEWSMARK_OK : nmk_codes_grow(doc, count);
}

/* The single facts of a code; returns how many. */
enum { NMK_CODE_FACTS_MAX = 2 * NMK_A_MAX };
uint32_t nmk_code_facts(const NmkModelView *model, uint32_t code, uint32_t facts[NMK_CODE_FACTS_MAX]);

/* Calls visit for every single fact of a list. */
void nmk_facts_each(const NmkModelView *model, const NmkFactList *list, void (*visit)(void *context, uint32_t fact), void *context);

/* The fact that speaks most for a type against its rival in the last pass, of equals the one with the lowest number. */
typedef struct NmkStrongest {
    const NmkModelView *model;
    uint32_t type, rival;
    uint32_t fact; /* UINT32_MAX: none yet */
    int32_t margin;
} NmkStrongest;

/* Goes on with the facts of codes [at, end). */
void nmk_find_strongest(NmkStrongest *strongest, const uint32_t *at, const uint32_t *end);

#endif
