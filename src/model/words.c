/* Words by their endings, and the verifier of words, sets and suffixes. */
#include "model/model.h"

/* How many of the first rows, of count, are at most ending. */
static uint32_t rows_until(const NmkSuffix *rows, uint32_t count, uint64_t ending) {
    uint32_t low = 0;
    while (low < count) {
        const uint32_t middle = low + (count - low) / 2;
        if (rows[middle].ending <= ending) low = middle + 1;
        else count = middle;
    }
    return low;
}

/* The last row that is at most the word's ending begins, read backwards, with every row that ends the word. Where it does not end the word itself, or
 * the word is too short for it, the search goes on with a shorter ending: as far as the two agree, or one byte less. At most NMK_SUFFIX_MAX rounds. */
uint16_t nmk_word_guess(const NmkModelView *model, const char *folded, size_t length) {
    const NmkSuffix *rows = model->suffixes;
    const uint64_t ending = nmk_ending_of(folded, length);
    unsigned n = NMK_SUFFIX_MAX;
    for (uint32_t count = model->count[NMK_SECTION_SUFFIXES]; n;) {
        count = rows_until(rows, count, nmk_ending_part(ending, n));
        if (!count) return 0;
        const NmkSuffix *row = &rows[count - 1];
        if (nmk_ending_part(ending, row->length) == row->ending && row->length <= n) {
            if (length >= row->least) return row->set;
            n = row->length - 1u;
        } else {
            const unsigned common = (unsigned)__builtin_clzll((ending ^ row->ending) | 1) / 8;
            n = common < n ? common : n - 1;
        }
    }
    return 0;
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

static bool suffixes_valid(const NmkModelView *model) {
    const uint32_t count = model->count[NMK_SECTION_SUFFIXES];
    for (uint32_t i = 0; i < count; i++) {
        const NmkSuffix *suffix = &model->suffixes[i];
        if (!suffix->length || suffix->length > NMK_SUFFIX_MAX || suffix->set >= model->count[NMK_SECTION_SETS]) return false;
        if (nmk_ending_part(suffix->ending, suffix->length) != suffix->ending || (i && suffix[-1].ending >= suffix->ending)) return false;
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
