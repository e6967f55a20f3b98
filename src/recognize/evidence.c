/* Spells codes out. Numbers of facts: built-in facts, then rules, then for each prefix of roles all attributes, then for each prefix all shapes
 * (compile/evidence.c lays them out so). */
#include "recognize/evidence.h"

NewsmarkStatus nmk_codes_grow(NmkDoc *doc, uint32_t count) {
    struct NmkCandidates *c = doc->candidates;
    uint32_t *grown = nmk_arena_grow(doc->arena, c->codes, sizeof *grown, &c->codes_capacity, c->n_codes + count);
    if (!grown) return NEWSMARK_ERROR_MEMORY;
    c->codes = grown;
    return NEWSMARK_OK;
}

static uint32_t *spell_attributes(const NmkModelView *model, uint32_t prefix, uint32_t set, uint32_t *to) {
    const uint32_t base = nmk_word_fact(model->count[NMK_SECTION_RULES], model->count[NMK_SECTION_ATTRIBUTES], prefix, 0);
    for (uint32_t word = 0; word < NMK_A_MAX / 64; word++)
        for (uint64_t bits = model->sets[set].bits[word]; bits; bits &= bits - 1) *to++ = base + word * 64 + (uint32_t)__builtin_ctzll(bits);
    return to;
}

static uint32_t *spell_cell(const NmkModelView *model, uint32_t cell, uint32_t *to) {
    const NmkRolePrefixes prefixes = nmk_role_prefixes((NmkRoleOf)(cell % NMK_ROLE_COUNT));
    to = spell_attributes(model, prefixes.general, cell / NMK_ROLE_COUNT, to);
    return prefixes.particular == prefixes.general ? to : spell_attributes(model, prefixes.particular, cell / NMK_ROLE_COUNT, to);
}

static uint32_t *spell_shape(const NmkModelView *model, uint32_t cell, uint32_t *to) {
    const uint32_t rules = model->count[NMK_SECTION_RULES], attributes = model->count[NMK_SECTION_ATTRIBUTES], shape = cell % NMK_SHAPE_COUNT;
    const NmkRolePrefixes prefixes = nmk_role_prefixes((NmkRoleOf)(cell / NMK_SHAPE_COUNT));
    *to++ = nmk_shape_fact(rules, attributes, prefixes.general, shape);
    if (prefixes.particular != prefixes.general) *to++ = nmk_shape_fact(rules, attributes, prefixes.particular, shape);
    return to;
}

uint32_t nmk_code_facts(const NmkModelView *model, uint32_t code, uint32_t facts[NMK_CODE_FACTS_MAX]) {
    const uint32_t cells_end = NMK_FIRST_CELL + model->count[NMK_SECTION_SETS] * NMK_ROLE_COUNT;
    if (code >= NMK_BUILT_IN && code < NMK_FIRST_SHAPE_CELL)
        return nmk_bundle_facts(model->count[NMK_SECTION_RULES], model->count[NMK_SECTION_ATTRIBUTES], code, facts);
    if (code >= NMK_FIRST_SHAPE_CELL && code < NMK_FIRST_CELL) return (uint32_t)(spell_shape(model, code - NMK_FIRST_SHAPE_CELL, facts) - facts);
    if (code >= NMK_FIRST_CELL && code < cells_end) return (uint32_t)(spell_cell(model, code - NMK_FIRST_CELL, facts) - facts);
    facts[0] = code < NMK_BUILT_IN ? code : code - cells_end + NMK_BUILT_IN;
    return 1;
}

void nmk_facts_each(const NmkModelView *model, const NmkFactList *list, void (*visit)(void *context, uint32_t fact), void *context) {
    uint32_t facts[NMK_CODE_FACTS_MAX];
    for (uint32_t i = 0; i < list->count; i++) {
        const uint32_t n = nmk_code_facts(model, list->at[i], facts);
        for (uint32_t k = 0; k < n; k++) visit(context, facts[k]);
    }
}

static inline void weigh_fact(NmkStrongest *s, uint32_t fact) {
    const int16_t *weight = &nmk_fact_vector(s->model, fact)->weight[(NMK_PASSES - 1) * NMK_TYPES];
    const int32_t margin = weight[s->type] - weight[s->rival];
    if (margin < s->margin || (margin == s->margin && fact >= s->fact)) return;
    s->margin = margin;
    s->fact = fact;
}

static void weigh_code(NmkStrongest *s, uint32_t code) {
    uint32_t facts[NMK_CODE_FACTS_MAX];
    const uint32_t n = nmk_code_facts(s->model, code, facts);
    for (uint32_t i = 0; i < n; i++) weigh_fact(s, facts[i]);
}

/* Most codes cannot reach the margin so far and are not looked into. */
void nmk_find_strongest(NmkStrongest *s, const uint32_t *at, const uint32_t *end) {
    const NmkVector *vectors = s->model->vectors;
    const uint32_t shift = 4 * s->type;
    uint32_t needed = nmk_reach_of(s->margin) << shift;
    for (; at < end; at++) {
        if (((uint16_t)vectors[*at].weight[NMK_REACH] & 15u << shift) < needed) continue;
        if (*at < NMK_BUILT_IN) weigh_fact(s, *at);
        else if (*at < NMK_FIRST_SHAPE_CELL) weigh_fact(s, s->model->bundle_bests[*at - NMK_BUILT_IN].fact[s->type][s->rival]);
        else weigh_code(s, *at);
        needed = nmk_reach_of(s->margin) << shift;
    }
}
