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

/* Prefixes are numbered in order of first use by the roles. */
static void prefixes_of(NmkRoleOf role, uint32_t prefix[2], uint32_t *count) {
    const char *names[2] = {nmk_role_names(role).general, nmk_role_names(role).particular};
    *count = 0;
    for (int i = 0; i < 2 && names[i]; i++) prefix[(*count)++] = nmk_prefix_number(names[i]);
}

static void each_of_cell(const NmkModelView *model, uint32_t code, void (*visit)(void *, uint32_t), void *context) {
    uint32_t rules = model->count[NMK_SECTION_RULES], attributes = model->count[NMK_SECTION_ATTRIBUTES], index = code & 0xffff;
    uint32_t prefix[2], n;
    prefixes_of((NmkRoleOf)(code >> 16 & 0x3fff), prefix, &n);
    for (uint32_t i = 0; i < n; i++) {
        if (code >> 30 == 2) {
            visit(context, nmk_shape_fact(rules, attributes, prefix[i], index));
            continue;
        }
        for (uint32_t a = 0; a < attributes; a++)
            if (nmk_set_has(&model->sets[index], a)) visit(context, nmk_word_fact(rules, attributes, prefix[i], a));
    }
}

void nmk_facts_each(const NmkModelView *model, const NmkFactList *list, void (*visit)(void *context, uint32_t fact), void *context) {
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->at[i] >> 30) each_of_cell(model, list->at[i], visit, context);
        else visit(context, list->at[i]);
    }
}
