/* The verifier of the phrase trie. */
#include "model/facts.h"
#include "model/model.h"

static bool edges_valid(const NmkModelView *model) {
    const uint32_t count = model->count[NMK_SECTION_EDGES], nodes = model->count[NMK_SECTION_NODES];
    if (count < 2 || (count & (count - 1)) || model->count[NMK_SECTION_EDGE_BITS] != count) return false;
    uint32_t used = 0;
    for (uint32_t i = 0; i < count; i++) {
        const NmkEdge *edge = &model->edges[i];
        if (!edge->child) continue;
        const uint64_t hash = nmk_hash_pair(edge->node, edge->word);
        if (!(model->edge_bits[nmk_edge_byte(hash, count)] >> nmk_edge_bit(hash) & 1)) return false;
        if (edge->child >= nodes || edge->node >= edge->child) return false; /* children come later: no cycles */
        used++;
    }
    return used < count; /* a probe ends at a free slot */
}

static uint32_t ids_of(const NmkModelView *model, unsigned kind) {
    switch ((NmkEntryKind)kind) {
    case NMK_ENTRY_LIST: return model->count[NMK_SECTION_LISTS];
    case NMK_ENTRY_COUNTRY_NAME: return model->count[NMK_SECTION_COUNTRY_NAMES];
    case NMK_ENTRY_REGION: return model->count[NMK_SECTION_REGIONS];
    case NMK_ENTRY_CITY: return model->count[NMK_SECTION_CITY_NAMES];
    case NMK_ENTRY_ORGANIZATION: return model->count[NMK_SECTION_ORGANIZATIONS];
    case NMK_ENTRY_PERSON: return model->count[NMK_SECTION_PEOPLE];
    case NMK_ENTRY_TERM: return model->count[NMK_SECTION_PHRASE_TERMS];
    case NMK_ENTRY_HOME: return model->count[NMK_SECTION_COUNTRIES] * 4;
    case NMK_ENTRY_KINDS: break;
    }
    return 0;
}

bool nmk_phrases_valid(const NmkModelView *model) {
    const uint32_t entries = model->count[NMK_SECTION_ENTRIES];
    if (model->count[NMK_SECTION_ENTRY_SOURCES] != entries) return false;
    for (uint32_t i = 0; i < model->count[NMK_SECTION_NODES]; i++)
        if ((uint64_t)model->nodes[i].entry + model->nodes[i].entries > entries) return false;
    for (uint32_t i = 0; i < entries; i++) {
        const NmkEntry *entry = &model->entries[i];
        if (entry->kind >= NMK_ENTRY_KINDS || entry->id >= ids_of(model, entry->kind)) return false;
        if (entry->kind == NMK_ENTRY_TERM &&
            nmk_entry_terms(entry) + nmk_entry_blocks(entry) > model->count[NMK_SECTION_PHRASE_TERMS] - entry->id)
            return false;
        if (nmk_entry_whole(entry) > NMK_N_WHOLES || !nmk_source_valid(model, model->entry_sources[i])) return false;
    }
    for (uint32_t i = 0; i < model->count[NMK_SECTION_LISTS]; i++)
        if (!nmk_string_valid(model, model->lists[i])) return false;
    return edges_valid(model);
}
