/* Sums and spells out lists of facts. Numbers: built-in facts, then rules, then for each prefix of roles all attributes, then for each
 * prefix all shapes (compile/evidence.c lays them out so). */
#include "recognize/evidence.h"

typedef uint16_t Lanes __attribute__((vector_size(32))); /* unsigned: sums wrap, they never trap */

static const NmkVector *vector_of(const NmkModelView *model, uint32_t code) {
    uint32_t role = code >> 16 & 0x3fff, index = code & 0xffff;
    switch (code >> 30) {
    case 1: return &model->cells[role * model->count[NMK_SECTION_SETS] + index];
    case 2: return &model->shape_cells[role * NMK_SHAPE_COUNT + index];
    default: return &model->fact_vectors[code];
    }
}

void nmk_facts_sum(const NmkModelView *model, const NmkFactList *list, int16_t sum[16]) {
    Lanes total;
    memcpy(&total, sum, sizeof total);
    for (uint32_t i = 0; i < list->count; i++) {
        Lanes lanes;
        memcpy(&lanes, vector_of(model, list->at[i]), sizeof lanes);
        total += lanes;
    }
    memcpy(sum, &total, sizeof total);
}

static void each_attribute(const NmkModelView *model, uint32_t prefix, uint32_t set, void (*visit)(void *, uint32_t), void *context) {
    uint32_t base = nmk_word_fact(model->count[NMK_SECTION_RULES], model->count[NMK_SECTION_ATTRIBUTES], prefix, 0);
    for (uint32_t word = 0; word < NMK_A_MAX / 64; word++)
        for (uint64_t bits = model->sets[set].bits[word]; bits; bits &= bits - 1) visit(context, base + word * 64 + (uint32_t)__builtin_ctzll(bits));
}

static void each_of_cell(const NmkModelView *model, uint32_t code, void (*visit)(void *, uint32_t), void *context) {
    NmkRolePrefixes role = nmk_role_prefixes((NmkRoleOf)(code >> 16 & 0x3fff));
    uint32_t prefix[2] = {role.general, role.particular}, index = code & 0xffff;
    for (uint32_t i = 0; i < (prefix[0] == prefix[1] ? 1u : 2u); i++) {
        if (code >> 30 == 2) visit(context, nmk_shape_fact(model->count[NMK_SECTION_RULES], model->count[NMK_SECTION_ATTRIBUTES], prefix[i], index));
        else each_attribute(model, prefix[i], index, visit, context);
    }
}

void nmk_facts_each(const NmkModelView *model, const NmkFactList *list, void (*visit)(void *context, uint32_t fact), void *context) {
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->at[i] >> 30) each_of_cell(model, list->at[i], visit, context);
        else visit(context, list->at[i]);
    }
}
