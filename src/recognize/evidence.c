/* Sums and spells out lists of facts. Numbers: built-in facts, then rules, then for each prefix of roles all attributes, then for each
 * prefix all shapes (compile/evidence.c lays them out so). */
#include "recognize/evidence.h"

typedef uint16_t Lanes __attribute__((vector_size(16))); /* half a vector; unsigned: sums wrap, they never trap */

void nmk_codes_sum(const NmkModelView *model, const uint32_t *codes, uint32_t count, int16_t sum[16]) {
    const NmkVector *const tables[3] = {model->fact_vectors, model->cells, model->shape_cells};
    Lanes low, high;
    memcpy(&low, sum, sizeof low);
    memcpy(&high, sum + 8, sizeof high);
    for (uint32_t i = 0; i < count; i++) {
        const NmkVector *vector = &tables[codes[i] >> NMK_CODE_SHIFT][codes[i] & NMK_CODE_NUMBER];
        Lanes more;
        memcpy(&more, vector->weight, sizeof more);
        low += more;
        memcpy(&more, vector->weight + 8, sizeof more);
        high += more;
    }
    memcpy(sum, &low, sizeof low);
    memcpy(sum + 8, &high, sizeof high);
}

void nmk_facts_sum(const NmkModelView *model, const NmkFactList *list, int16_t sum[16]) { nmk_codes_sum(model, list->at, list->count, sum); }

void nmk_vector_add(int16_t sum[16], const int16_t more[16]) {
    Lanes a, b;
    for (int half = 0; half < 16; half += 8) {
        memcpy(&a, sum + half, sizeof a);
        memcpy(&b, more + half, sizeof b);
        a += b;
        memcpy(sum + half, &a, sizeof a);
    }
}

static void each_attribute(const NmkModelView *model, uint32_t prefix, uint32_t set, void (*visit)(void *, uint32_t), void *context) {
    uint32_t base = nmk_word_fact(model->count[NMK_SECTION_RULES], model->count[NMK_SECTION_ATTRIBUTES], prefix, 0);
    for (uint32_t word = 0; word < NMK_A_MAX / 64; word++)
        for (uint64_t bits = model->sets[set].bits[word]; bits; bits &= bits - 1) visit(context, base + word * 64 + (uint32_t)__builtin_ctzll(bits));
}

static void each_of_cell(const NmkModelView *model, uint32_t code, void (*visit)(void *, uint32_t), void *context) {
    const bool is_shape = code >> NMK_CODE_SHIFT == NMK_CODE_SHAPE;
    const uint32_t number = code & NMK_CODE_NUMBER, role = is_shape ? number / NMK_SHAPE_COUNT : number % NMK_ROLE_COUNT;
    const NmkRolePrefixes prefixes = nmk_role_prefixes((NmkRoleOf)role);
    const uint32_t prefix[2] = {prefixes.general, prefixes.particular};
    for (uint32_t i = 0; i < (prefix[0] == prefix[1] ? 1u : 2u); i++) {
        if (!is_shape) each_attribute(model, prefix[i], number / NMK_ROLE_COUNT, visit, context);
        else visit(context, nmk_shape_fact(model->count[NMK_SECTION_RULES], model->count[NMK_SECTION_ATTRIBUTES], prefix[i], number % NMK_SHAPE_COUNT));
    }
}

void nmk_code_each(const NmkModelView *model, uint32_t code, void (*visit)(void *context, uint32_t fact), void *context) {
    if (code >> NMK_CODE_SHIFT) each_of_cell(model, code, visit, context);
    else visit(context, code);
}

void nmk_facts_each(const NmkModelView *model, const NmkFactList *list, void (*visit)(void *context, uint32_t fact), void *context) {
    for (uint32_t i = 0; i < list->count; i++) nmk_code_each(model, list->at[i], visit, context);
}
