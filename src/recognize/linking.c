/* Drafts, and the table that finds them by hash. Two names of one hash would be taken for one: 64 bits make that a matter of malice, and it does no
 * harm. */
#include "recognize/linking.h"

enum { FIRST_SLOTS = 32 };

static NewsmarkStatus index_room(NmkIndex *index, uint32_t size) {
    index->keys = nmk_arena_zeros(index->arena, size, sizeof *index->keys);
    index->values = nmk_arena_take(index->arena, (size_t)size * sizeof *index->values);
    index->mask = size - 1;
    return index->keys && index->values ? NEWSMARK_OK : NEWSMARK_ERROR_MEMORY;
}

NmkIndex nmk_index_in(NmkArena *arena) { return (NmkIndex){.arena = arena}; }

static uint32_t slot_of(const NmkIndex *index, uint64_t key) {
    uint32_t i = (uint32_t)(key ^ key >> 32) & index->mask;
    while (index->keys[i] && index->keys[i] != key) i = (i + 1) & index->mask;
    return i;
}

static NewsmarkStatus grow(NmkIndex *index) {
    const NmkIndex old = *index;
    NEWSMARK_TRY(index_room(index, old.keys ? 2 * (old.mask + 1) : FIRST_SLOTS));
    for (uint32_t i = 0; old.keys && i <= old.mask; i++) {
        if (!old.keys[i]) continue;
        const uint32_t slot = slot_of(index, old.keys[i]);
        index->keys[slot] = old.keys[i];
        index->values[slot] = old.values[i];
    }
    return NEWSMARK_OK;
}

uint32_t *nmk_index_at(NmkIndex *index, uint64_t key, bool *fresh) {
    key += !key;
    if (2 * index->count >= index->mask && grow(index) != NEWSMARK_OK) return NULL;
    const uint32_t slot = slot_of(index, key);
    *fresh = !index->keys[slot];
    if (*fresh) {
        index->keys[slot] = key;
        index->values[slot] = NMK_NONE;
        index->count++;
    }
    return &index->values[slot];
}

uint32_t nmk_index_find(const NmkIndex *index, uint64_t key) {
    if (!index->count) return NMK_NONE;
    key += !key;
    const uint32_t slot = slot_of(index, key);
    return index->keys[slot] ? index->values[slot] : NMK_NONE;
}

uint64_t nmk_form_of(const NmkDoc *doc, const NmkMention *mention) {
    uint64_t hash = 0;
    for (uint32_t i = mention->first; i < mention->end; i++) {
        if (i == mention->first && mention->end - i > 1 && nmk_token_is(doc, i, "the")) continue;
        if (doc->tokens.at[i].kind == NMK_WORD || doc->tokens.at[i].kind == NMK_NUMBER) hash = nmk_chain(hash, doc->hashes[i]);
    }
    return hash;
}

uint32_t nmk_entry_of(const NmkDoc *doc, const NmkMention *mention, uint8_t kind) {
    uint32_t id = NMK_NONE;
    for (uint32_t m = doc->match_at[mention->first]; m < doc->n_matches && doc->matches[m].first == mention->first; m++) {
        const NmkEntry *entry = &doc->model->entries[doc->matches[m].entry];
        if (doc->matches[m].end != mention->end || entry->kind != kind || id == entry->id) continue;
        if (id != NMK_NONE) return NMK_NONE;
        id = entry->id;
    }
    return id;
}

uint32_t nmk_draft_new(NmkLinking *linking, uint32_t mention) {
    NmkDraft *grown = nmk_arena_grow(linking->doc->arena, linking->drafts, sizeof *grown, &linking->capacity, linking->n_drafts + 1);
    if (!grown) return NMK_NONE;
    linking->drafts = grown;
    grown[linking->n_drafts] = (NmkDraft){.mention = mention,
                                          .lent = NMK_NONE,
                                          .person = NMK_NONE,
                                          .affiliation = NMK_NONE,
                                          .seen = NMK_NONE,
                                          .country = linking->doc->mentions.at[mention].country,
                                          .type = linking->doc->mentions.at[mention].type};
    if (grown[linking->n_drafts].type == NEWSMARK_PERSON) grown[linking->n_drafts].country = NMK_NO_COUNTRY;
    return linking->n_drafts++;
}
