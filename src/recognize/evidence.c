/* Spells codes out. Numbers of facts: built-in facts, then rules, then for each prefix of roles all attributes, then for each prefix all shapes
 * (compile/evidence.c lays them out so). */
#include "recognize/evidence.h"

NewsmarkStatus nmk_codes_room(NmkDoc *doc, uint32_t count) {
    struct NmkCandidates *c = doc->candidates;
    if (c->n_codes + count <= c->codes_capacity) return NEWSMARK_OK;
    uint32_t *grown = nmk_arena_grow(doc->arena, c->codes, sizeof *grown, &c->codes_capacity, c->n_codes + count);
    if (!grown) return NEWSMARK_ERROR_MEMORY;
    c->codes = grown;
    return NEWSMARK_OK;
}

typedef struct Visit {
    const NmkModelView *model;
    void (*fact)(void *context, uint32_t fact);
    void *context;
} Visit;

static void each_attribute(const Visit *visit, uint32_t prefix, uint32_t set) {
    const NmkModelView *model = visit->model;
    const uint32_t base = nmk_word_fact(model->count[NMK_SECTION_RULES], model->count[NMK_SECTION_ATTRIBUTES], prefix, 0);
    for (uint32_t word = 0; word < NMK_A_MAX / 64; word++)
        for (uint64_t bits = model->sets[set].bits[word]; bits; bits &= bits - 1)
            visit->fact(visit->context, base + word * 64 + (uint32_t)__builtin_ctzll(bits));
}

static void each_of_cell(const Visit *visit, uint32_t cell) {
    const NmkRolePrefixes prefixes = nmk_role_prefixes((NmkRoleOf)(cell % NMK_ROLE_COUNT));
    each_attribute(visit, prefixes.general, cell / NMK_ROLE_COUNT);
    if (prefixes.particular != prefixes.general) each_attribute(visit, prefixes.particular, cell / NMK_ROLE_COUNT);
}

static void each_of_shape(const Visit *visit, uint32_t cell) {
    const uint32_t *count = visit->model->count, shape = cell % NMK_SHAPE_COUNT;
    const NmkRolePrefixes prefixes = nmk_role_prefixes((NmkRoleOf)(cell / NMK_SHAPE_COUNT));
    visit->fact(visit->context, nmk_shape_fact(count[NMK_SECTION_RULES], count[NMK_SECTION_ATTRIBUTES], prefixes.general, shape));
    if (prefixes.particular != prefixes.general)
        visit->fact(visit->context, nmk_shape_fact(count[NMK_SECTION_RULES], count[NMK_SECTION_ATTRIBUTES], prefixes.particular, shape));
}

static void each_of_bundle(const Visit *visit, uint32_t bundle) {
    uint32_t facts[NMK_BUNDLE_MAX];
    const uint32_t *count = visit->model->count, n = nmk_bundle_facts(count[NMK_SECTION_RULES], count[NMK_SECTION_ATTRIBUTES], bundle, facts);
    for (uint32_t i = 0; i < n; i++) visit->fact(visit->context, facts[i]);
}

void nmk_code_each(const NmkModelView *model, uint32_t code, void (*visit)(void *context, uint32_t fact), void *context) {
    const Visit v = {model, visit, context};
    const uint32_t cells_end = NMK_FIRST_CELL + model->count[NMK_SECTION_SETS] * NMK_ROLE_COUNT;
    if (code < NMK_BUILT_IN) visit(context, code);
    else if (code < NMK_FIRST_SHAPE_CELL) each_of_bundle(&v, code);
    else if (code < NMK_FIRST_CELL) each_of_shape(&v, code - NMK_FIRST_SHAPE_CELL);
    else if (code < cells_end) each_of_cell(&v, code - NMK_FIRST_CELL);
    else visit(context, code - cells_end + NMK_BUILT_IN);
}

void nmk_facts_each(const NmkModelView *model, const NmkFactList *list, void (*visit)(void *context, uint32_t fact), void *context) {
    for (uint32_t i = 0; i < list->count; i++) nmk_code_each(model, list->at[i], visit, context);
}
