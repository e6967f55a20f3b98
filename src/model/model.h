/* A model: the opened image. The view is its sections as typed arrays; the run side reads nothing else. */
#ifndef NEWSMARK_MODEL_MODEL_H
#define NEWSMARK_MODEL_MODEL_H

#include "base/hash.h"
#include "base/slice.h"
#include "model/evidence.h"
#include "model/gazetteer.h"
#include "model/image.h"
#include "model/phrases.h"
#include "model/rules.h"
#include "model/topics.h"
#include "model/words.h"

struct NmkModelView {
#define X(name, field, row) const row *field;
    NMK_IMAGE_SECTIONS(X)
#undef X
    uint32_t count[NMK_SECTION_COUNT]; /* rows of each section */
    const NmkImageHeader *header;
};

struct NewsmarkModel {
    NmkModelView view;
    void *mapped; /* to be unmapped when freed, or NULL */
    size_t size;
};

/* The string at an offset of STRINGS, and its text alone, which ends in a NUL. Offset 0 is the empty string. */
static inline const char *nmk_text(const NmkModelView *model, uint32_t offset) { return model->strings + offset + NMK_STRING_HEAD; }
static inline NmkSlice nmk_string(const NmkModelView *model, uint32_t offset) {
    uint16_t length;
    memcpy(&length, model->strings + offset, sizeof length);
    return nmk_slice(nmk_text(model, offset), length);
}

/* Whether an offset is that of a string. */
static inline bool nmk_string_valid(const NmkModelView *model, uint32_t offset) {
    const uint64_t size = model->count[NMK_SECTION_STRINGS];
    if ((uint64_t)offset + NMK_STRING_HEAD >= size) return false;
    const NmkSlice string = nmk_string(model, offset);
    return offset + NMK_STRING_HEAD + string.length < size && string.bytes[string.length] == '\0';
}

static inline const NmkSet *nmk_set(const NmkModelView *model, uint16_t set) { return &model->sets[set]; }

/* Id of a folded word by its hash, 0 where unknown. */
static inline uint32_t nmk_word_of_hash(const NmkModelView *model, uint64_t hash) {
    const uint32_t mask = model->count[NMK_SECTION_SLOTS] - 1;
    const NmkSlot wanted = nmk_slot_of(0, hash);
    for (uint32_t i = (uint32_t)hash & mask;; i = (i + 1) & mask) {
        const NmkSlot slot = model->slots[i];
        if (!slot.word || (slot.tag == wanted.tag && slot.check == wanted.check)) return slot.word;
    }
}
static inline uint32_t nmk_word_find(const NmkModelView *model, const char *folded, size_t length) {
    return nmk_word_of_hash(model, nmk_hash(folded, length));
}

/* Whether there may be an edge from node by word, hash being nmk_hash_pair(node, word): for one in twelve pairs that are none. */
static inline bool nmk_edge_known(const NmkModelView *model, uint64_t hash) {
    return model->edge_bits[nmk_edge_byte(hash, model->count[NMK_SECTION_EDGE_BITS])] >> nmk_edge_bit(hash) & 1;
}

/* The node after node by word, 0 where no phrase goes on; of pairs that may be edges. */
static inline uint32_t nmk_edge_find(const NmkModelView *model, uint32_t node, uint32_t word) {
    const uint32_t mask = model->count[NMK_SECTION_EDGES] - 1;
    for (uint32_t i = (uint32_t)nmk_hash_pair(node, word) & mask;; i = (i + 1) & mask) {
        const NmkEdge *edge = &model->edges[i];
        if (!edge->child || (edge->node == node && edge->word == word)) return edge->child;
    }
}

/* The same of all pairs. */
static inline uint32_t nmk_phrase_step(const NmkModelView *model, uint32_t node, uint32_t word) {
    if (!(model->nodes[node].more & nmk_next_bit(word))) return 0;
    return nmk_edge_known(model, nmk_hash_pair(node, word)) ? nmk_edge_find(model, node, word) : 0;
}

/* Number of the list data/lists/NAME.txt, UINT32_MAX where the model has none. */
static inline uint32_t nmk_list_by_name(const NmkModelView *model, const char *name) {
    for (uint32_t i = 0; i < model->count[NMK_SECTION_LISTS]; i++) {
        const char *other = nmk_text(model, model->lists[i]);
        if (*other == *name && strcmp(other, name) == 0) return i;
    }
    return UINT32_MAX;
}

/* "rules/person.rules:12" into out (at most 128 bytes with its NUL); "" for source 0 */
void nmk_source_text(const NmkModelView *model, uint32_t source, char out[128]);

/* Whether nmk_source_text can name it. */
bool nmk_source_valid(const NmkModelView *model, uint32_t source);

/* Fills the view from an image that is known to be good: the embedded one, or one verified before. */
NewsmarkStatus nmk_view_of(const void *image, size_t size, NmkModelView *view, NewsmarkError *error);

/* Verifies an image of unknown origin completely, then fills the view. */
NewsmarkStatus nmk_view_verified(const void *image, size_t size, NmkModelView *view, NewsmarkError *error);

/* One verifier a group of sections, called by nmk_view_verified: false where an id, offset or jump does not hold. */
bool nmk_words_valid(const NmkModelView *model);
bool nmk_phrases_valid(const NmkModelView *model);
bool nmk_gazetteer_valid(const NmkModelView *model);
bool nmk_evidence_valid(const NmkModelView *model);
bool nmk_rules_valid(const NmkModelView *model);
bool nmk_topics_valid(const NmkModelView *model);

#endif
