/* Words by their endings, and the verifier of words, sets and suffixes. */
#include "model/model.h"

/* First row of [low, high) whose byte at depth from the end is at least (or, after: more than) byte; all have that byte. */
static uint32_t bound(const NmkModelView *model, uint32_t low, uint32_t high, uint32_t depth, unsigned char byte, bool after) {
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const NmkSuffix *suffix = &model->suffixes[middle];
        unsigned char c = (unsigned char)nmk_text(model, suffix->text)[suffix->length - 1 - depth];
        if (c < byte || (after && c == byte))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Narrows the rows byte by byte from the end; a row that is wholly read comes first among those that begin with it. */
uint16_t nmk_word_guess(const NmkModelView *model, const char *folded, size_t length) {
    uint32_t low = 0, high = model->count[NMK_SECTION_SUFFIXES];
    uint16_t set = 0;
    for (uint32_t depth = 0; depth < length && low < high; depth++) {
        unsigned char byte = (unsigned char)folded[length - 1 - depth];
        low = bound(model, low, high, depth, byte, false);
        if (low < high) high = bound(model, low, high, depth, byte, true);
        if (low == high || model->suffixes[low].length != depth + 1) continue;
        if (length >= model->suffixes[low].least) set = model->suffixes[low].set;
        low++;
    }
    return set;
}

static bool slots_valid(const NmkModelView *model) {
    const uint32_t count = model->count[NMK_SECTION_SLOTS];
    if (count < 2 || (count & (count - 1))) return false;
    uint32_t used = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (model->slots[i].word >= model->count[NMK_SECTION_WORDS]) return false;
        used += model->slots[i].word != 0;
    }
    return used < count; /* a probe ends at a free slot */
}

static bool word_valid(const NmkModelView *model, const NmkWord *word) {
    return word->set < model->count[NMK_SECTION_SETS] && word->node < model->count[NMK_SECTION_NODES] &&
           word->languages < model->count[NMK_SECTION_LANGUAGE_SETS];
}

/* The order that the search needs: bytes from the end, shorter first where one ends the other. */
static int compare_endings(const NmkModelView *model, const NmkSuffix *a, const NmkSuffix *b) {
    for (uint32_t i = 1; i <= a->length && i <= b->length; i++) {
        unsigned char x = (unsigned char)nmk_text(model, a->text)[a->length - i];
        unsigned char y = (unsigned char)nmk_text(model, b->text)[b->length - i];
        if (x != y) return x < y ? -1 : 1;
    }
    return (a->length > b->length) - (a->length < b->length);
}

static bool suffixes_valid(const NmkModelView *model) {
    const uint32_t count = model->count[NMK_SECTION_SUFFIXES];
    for (uint32_t i = 0; i < count; i++) {
        const NmkSuffix *suffix = &model->suffixes[i];
        if (!suffix->length || !nmk_string_valid(model, suffix->text) || nmk_string(model, suffix->text).length != suffix->length) return false;
        if (suffix->set >= model->count[NMK_SECTION_SETS]) return false;
        if (i && compare_endings(model, suffix - 1, suffix) >= 0) return false;
    }
    return true;
}

bool nmk_words_valid(const NmkModelView *model) {
    const uint32_t sets = model->count[NMK_SECTION_SETS];
    if (!sets || sets > UINT16_MAX || !model->count[NMK_SECTION_WORDS] || !model->count[NMK_SECTION_NODES]) return false;
    const uint32_t attributes = model->count[NMK_SECTION_ATTRIBUTES];
    if (attributes < NMK_A_FIXED || attributes > NMK_A_MAX) return false;
    for (uint32_t i = 0; i < attributes; i++)
        if (!nmk_string_valid(model, model->attributes[i])) return false;
    for (uint32_t i = 0; i < model->count[NMK_SECTION_FILES]; i++)
        if (!nmk_string_valid(model, model->files[i])) return false;
    const uint32_t language_sets = model->count[NMK_SECTION_LANGUAGE_SETS];
    if (!language_sets || language_sets > UINT16_MAX || model->language_sets[0]) return false;
    if (model->count[NMK_SECTION_SYMBOL_SETS] != NMK_SYMBOL_SETS) return false;
    for (uint32_t i = 0; i < NMK_SYMBOL_SETS; i++)
        if (model->symbol_sets[i] >= sets) return false;
    for (uint32_t i = 0; i < model->count[NMK_SECTION_WORDS]; i++)
        if (!word_valid(model, &model->words[i])) return false;
    return slots_valid(model) && suffixes_valid(model);
}
