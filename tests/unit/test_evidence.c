/* Vectors against the facts that they stand for, and the short cuts of decoding against the long way. */
#include <criterion/criterion.h>

#include "model/model.h"
#include "recognize/decode.h"
#include "recognize/evidence.h"
#include "shipped.h"

TestSuite(evidence, .init = shipped_open, .fini = shipped_free, .timeout = 60);

static int32_t margin_of(const NmkModelView *view, uint32_t fact, uint32_t type, uint32_t rival) {
    const int16_t *weight = &nmk_fact_vector(view, fact)->weight[(NMK_PASSES - 1) * NMK_TYPES];
    return weight[type] - weight[rival];
}

static void check_sum(const NmkModelView *view, uint32_t code, const uint32_t *facts, uint32_t n) {
    int32_t sum[NMK_REACH] = {0};
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < NMK_REACH; k++) sum[k] += nmk_fact_vector(view, facts[i])->weight[k];
    for (uint32_t k = 0; k < NMK_REACH; k++) cr_assert_eq(view->vectors[code].weight[k], sum[k], "vector %u weighs something else than its %u facts", code, n);
}

static void check_reach(const NmkModelView *view, uint32_t code, const uint32_t *facts, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t type = 0; type < NEWSMARK_NONE; type++)
            for (uint32_t rival = 0; rival < NMK_TYPES; rival++)
                cr_assert(nmk_reach(&view->vectors[code], type) >= nmk_reach_of(margin_of(view, facts[i], type, rival)), "fact %u reaches beyond vector %u",
                          facts[i], code);
}

Test(evidence, vectors_are_the_sums_of_their_facts) {
    const NmkModelView *view = &model->view;
    uint32_t facts[NMK_CODE_FACTS_MAX], cells = 0;
    for (uint32_t code = 0; code < view->count[NMK_SECTION_VECTORS]; code++) {
        const bool between = code == NMK_FIRST_CELL - 1 && code >= NMK_FIRST_SHAPE_CELL + NMK_ROLE_COUNT * NMK_SHAPE_COUNT; /* makes cells even */
        if (between) continue;
        const uint32_t n = nmk_code_facts(view, code, facts);
        check_sum(view, code, facts, n);
        check_reach(view, code, facts, n);
        cells += n > 1;
    }
    cr_assert_gt(cells, view->count[NMK_SECTION_SETS]);
}

/* The long way: all facts of all codes. */
static uint32_t strongest_of(const NmkModelView *view, const uint32_t *codes, uint32_t n, uint32_t type, uint32_t rival) {
    uint32_t facts[NMK_CODE_FACTS_MAX], best = UINT32_MAX;
    int32_t most = 1;
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t count = nmk_code_facts(view, codes[i], facts);
        for (uint32_t k = 0; k < count; k++) {
            const int32_t margin = margin_of(view, facts[k], type, rival);
            if (margin < most || (margin == most && facts[k] >= best)) continue;
            most = margin;
            best = facts[k];
        }
    }
    return best;
}

static uint32_t next(uint64_t *state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

Test(evidence, the_strongest_fact_is_found) {
    const NmkModelView *view = &model->view;
    uint64_t state = 1;
    for (uint32_t round = 0; round < 20000; round++) {
        uint32_t codes[12];
        for (uint32_t i = 0; i < 12; i++) { /* a third of them bundles, as in real lists */
            const uint32_t bundle = NMK_BUILT_IN + next(&state) % (NMK_FIRST_SHAPE_CELL - NMK_BUILT_IN), any = next(&state) % (NMK_FIRST_CELL - 1);
            codes[i] = i % 3 == 0 ? bundle : i % 3 == 1 ? any : nmk_cell(next(&state) % NMK_ROLE_COUNT, next(&state) % view->count[NMK_SECTION_SETS]);
        }
        const uint32_t type = next(&state) % NEWSMARK_NONE, rival = (type + 1 + next(&state) % (NMK_TYPES - 1)) % NMK_TYPES;
        NmkStrongest found = {view, type, rival, UINT32_MAX, 1};
        nmk_find_strongest(&found, codes, codes + 5);
        nmk_find_strongest(&found, codes + 5, codes + 12);
        cr_assert_eq(found.fact, strongest_of(view, codes, 12, type, rival), "round %u", round);
    }
}

/* What a pass that others follow is asked, is what the last pass says. */
Test(evidence, short_decoding_agrees_with_the_long_one) {
    uint64_t state = 2;
    uint32_t certain = 0, hopeless = 0;
    for (uint32_t round = 0; round < 200000; round++) {
        int16_t z[NMK_TYPES];
        const uint32_t spread = 1 + next(&state) % 300;
        for (int t = 0; t < NMK_TYPES; t++) z[t] = (int16_t)((int32_t)(next(&state) % (2 * spread)) - (int32_t)spread);
        NmkCandidate all = {.first = 0}, some = {.first = 0};
        nmk_decode_probabilities(&all, z);
        nmk_decode_likeliest(&some, z);
        uint32_t sum = 0, best = 0;
        for (uint32_t t = 0; t < NMK_TYPES; t++) sum += all.p[t];
        for (uint32_t t = 1; t < NEWSMARK_NONE; t++) best = z[t] > z[best] ? t : best;
        cr_assert(sum <= 65536 && sum > 65536 - NMK_TYPES, "%u", sum);
        cr_assert_eq(all.best, (int8_t)best);
        cr_assert_eq(some.best, all.best);
        cr_assert_eq(some.odds, all.odds);
        cr_assert_eq(some.p[best], all.p[best]);
        cr_assert_eq(some.p[NEWSMARK_NONE], all.p[NEWSMARK_NONE]);
        if (nmk_decode_hopeless(&some, z)) cr_assert_geq(all.p[NEWSMARK_NONE], NMK_HOPELESS);
        certain += sum == UINT16_MAX;
        hopeless += all.p[NEWSMARK_NONE] >= NMK_HOPELESS;
    }
    cr_assert(certain > 100 && hopeless > 100);
}
