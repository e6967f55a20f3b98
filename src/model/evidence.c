/* The verifier of facts, their vectors and cells: there are just as many as bundles, roles, shapes, sets, attributes and rules ask for. */
#include "model/facts.h"
#include "model/model.h"

bool nmk_evidence_valid(const NmkModelView *model) {
    const uint32_t facts = model->count[NMK_SECTION_FACTS], sets = model->count[NMK_SECTION_SETS];
    if (facts != nmk_fact_count(model->count[NMK_SECTION_RULES], model->count[NMK_SECTION_ATTRIBUTES])) return false;
    if (model->count[NMK_SECTION_VECTORS] != nmk_vector_of_fact(sets, facts)) return false;
    if (model->count[NMK_SECTION_BUNDLE_BESTS] != NMK_FIRST_SHAPE_CELL - NMK_BUILT_IN) return false;
    for (uint32_t i = 0; i < NMK_FIRST_SHAPE_CELL - NMK_BUILT_IN; i++)
        for (uint32_t k = 0; k < NEWSMARK_NONE * NMK_TYPES; k++)
            if (model->bundle_bests[i].fact[k / NMK_TYPES][k % NMK_TYPES] >= facts) return false;
    if (model->count[NMK_SECTION_SET_TRAITS] != sets) return false;
    for (uint32_t i = 0; i < sets; i++)
        if (model->traits[i] != nmk_traits_of(&model->sets[i])) return false;
    for (uint32_t i = 0; i < facts; i++) {
        const NmkFactRow *row = &model->facts[i];
        if (!nmk_string_valid(model, row->name) || !nmk_source_valid(model, row->source)) return false;
    }
    return true;
}
