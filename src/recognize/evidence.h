/* Evidence of a candidate: the facts that hold of it, and their sum. A list holds codes: the number of a built-in or rule fact, or a cell, which
 * stands for all ROLE:ATTRIBUTE facts of a word at once. Summing adds one vector a code; explaining spells the cells out, so both always agree. */
#ifndef NEWSMARK_RECOGNIZE_EVIDENCE_H
#define NEWSMARK_RECOGNIZE_EVIDENCE_H

#include "model/facts.h"
#include "recognize/candidates.h"

enum { NMK_FACTS_MAX = 240 };

typedef struct NmkFactList {
    uint32_t count; /* facts beyond NMK_FACTS_MAX are not added; no span comes near */
    uint32_t at[NMK_FACTS_MAX];
} NmkFactList;

/* Codes: where the vector stands, in the upper two bits which table (a fact, a cell, a cell of a shape), in the others its number there. */
enum { NMK_CODE_SHIFT = 30, NMK_CODE_CELL = 1, NMK_CODE_SHAPE = 2, NMK_CODE_NUMBER = (1 << NMK_CODE_SHIFT) - 1 };

static inline void nmk_facts_add(NmkFactList *list, uint32_t code) {
    if (list->count < NMK_FACTS_MAX) list->at[list->count++] = code;
}
static inline uint32_t nmk_cell(uint32_t role, uint32_t set) { return (uint32_t)NMK_CODE_CELL << NMK_CODE_SHIFT | (set * NMK_ROLE_COUNT + role); }
static inline uint32_t nmk_shape_cell(uint32_t role, uint32_t shape) {
    return (uint32_t)NMK_CODE_SHAPE << NMK_CODE_SHIFT | (role * NMK_SHAPE_COUNT + shape);
}

/* Adds the vectors of all codes to sum. */
void nmk_codes_sum(const NmkModelView *model, const uint32_t *codes, uint32_t count, int16_t sum[16]);
void nmk_facts_sum(const NmkModelView *model, const NmkFactList *list, int16_t sum[16]);
void nmk_vector_add(int16_t sum[16], const int16_t more[16]);

/* Calls visit for every single fact of a code, of the list, cells spelled out. */
void nmk_code_each(const NmkModelView *model, uint32_t code, void (*visit)(void *context, uint32_t fact), void *context);
void nmk_facts_each(const NmkModelView *model, const NmkFactList *list, void (*visit)(void *context, uint32_t fact), void *context);

#endif
