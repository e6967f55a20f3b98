/* Sets of attributes: of words (what was marked, and what their ending says), of endings, of symbols. */
#include <stdlib.h>

#include "compile/builder_parts.h"
#include "model/model.h"

/* Attributes of which a word keeps the first it has, in the order of NmkAttribute: strongest first. */
static const struct {
    unsigned first, last;
} LADDERS[] = {{NMK_A_given3, NMK_A_given0}, {NMK_A_surname2, NMK_A_surname0}, {NMK_A_common10, NMK_A_common70}, {NMK_A_place3, NMK_A_place0}};

uint16_t nmk_builder_set(NmkBuilder *builder, const NmkSet *set) {
    uint32_t number = nmk_intern(builder->sets, nmk_slice((const char *)set, sizeof *set));
    NmkSet *rows = nmk_arena_grow(&builder->arena, builder->set_rows, sizeof *rows, &builder->set_capacity, nmk_intern_count(builder->sets));
    if (number >= UINT16_MAX || !rows) {
        builder->failed = true;
        return 0;
    }
    builder->set_rows = rows;
    rows[number] = *set;
    return (uint16_t)number;
}

void nmk_builder_suffix(NmkBuilder *builder, NmkSlice ending, unsigned attribute, uint32_t least) {
    if (attribute >= NMK_A_MAX || ending.length == 0 || ending.length > NMK_SUFFIX_MAX) return;
    const uint32_t known = nmk_intern_count(builder->endings), number = nmk_intern(builder->endings, ending);
    NmkSuffixState *at = nmk_arena_grow(&builder->arena, builder->suffixes, sizeof *at, &builder->suffix_capacity, known + 1);
    if (number == NMK_INTERN_NONE || number >= UINT16_MAX - 1 || !at) {
        builder->failed = true;
        return;
    }
    builder->suffixes = at;
    if (number == known) at[number] = (NmkSuffixState){.ending = nmk_intern_text(builder->endings, number), .least = least};
    nmk_set_add(&at[number].marks, attribute);
}

static void add_all(NmkSet *set, const NmkSet *more) {
    for (size_t i = 0; i < sizeof set->bits / sizeof *set->bits; i++) set->bits[i] |= more->bits[i];
}

static bool is_empty(const NmkSet *set) {
    uint64_t any = 0;
    for (size_t i = 0; i < sizeof set->bits / sizeof *set->bits; i++) any |= set->bits[i];
    return any == 0;
}

static void keep_strongest(NmkSet *set) {
    for (size_t i = 0; i < sizeof LADDERS / sizeof *LADDERS; i++) {
        bool found = false;
        for (unsigned a = LADDERS[i].first; a <= LADDERS[i].last; a++) {
            if (!nmk_set_has(set, a)) continue;
            if (found) set->bits[a / 64] &= ~((uint64_t)1 << (a % 64));
            found = true;
        }
    }
}

static int compare_endings(const void *left, const void *right) {
    const NmkSuffixState *a = left, *b = right;
    const uint64_t x = nmk_ending_of(a->ending.bytes, a->ending.length), y = nmk_ending_of(b->ending.bytes, b->ending.length);
    return (x > y) - (x < y);
}

/* Sorts the endings and makes their rows, still without sets. */
static void make_suffix_rows(NmkBuilder *builder) {
    uint32_t count = nmk_intern_count(builder->endings);
    builder->suffix_rows = nmk_arena_zeros(&builder->arena, count, sizeof *builder->suffix_rows);
    if (!builder->suffix_rows) {
        builder->failed = true;
        return;
    }
    if (count) qsort(builder->suffixes, count, sizeof *builder->suffixes, compare_endings);
    for (uint32_t i = 0; i < count; i++) {
        const NmkSuffixState *suffix = &builder->suffixes[i];
        builder->suffix_rows[i] = (NmkSuffix){.ending = nmk_ending_of(suffix->ending.bytes, suffix->ending.length),
                                              .length = (uint16_t)suffix->ending.length,
                                              .least = suffix->least};
    }
}

/* A view with just the endings, for nmk_word_guess: "sets" are row numbers from 1. */
static bool make_view(NmkBuilder *builder, NmkModelView *view) {
    uint32_t count = nmk_intern_count(builder->endings);
    NmkSuffix *rows = nmk_arena_zeros(&builder->arena, count, sizeof *rows);
    if (!rows) return false;
    for (uint32_t i = 0; i < count; i++) {
        rows[i] = builder->suffix_rows[i];
        rows[i].set = (uint16_t)(i + 1);
    }
    *view = (NmkModelView){.suffixes = rows};
    view->count[NMK_SECTION_SUFFIXES] = count;
    return true;
}

/* What is listed as a name needs no guess by its ending; without this there would be a third more sets. */
static bool is_listed_name(const NmkSet *set) {
    for (unsigned a = NMK_A_given3; a <= NMK_A_surname0; a++)
        if (nmk_set_has(set, a)) return true;
    for (unsigned a = NMK_A_country; a <= NMK_A_organization_word; a++)
        if (nmk_set_has(set, a)) return true;
    return false;
}

static void finish_words(NmkBuilder *builder) {
    NmkModelView view;
    if (!make_view(builder, &view)) {
        builder->failed = true;
        return;
    }
    for (uint32_t word = builder->n_final; word < builder->n_words && !builder->failed; word++) {
        NmkWordState *state = &builder->word[word];
        NmkSet set = state->marks;
        if (is_empty(&set)) nmk_set_add(&set, NMK_A_unknown);
        keep_strongest(&set);
        NmkSlice text = word ? nmk_intern_text(builder->words, word - 1) : nmk_slice("", 0);
        const uint16_t ending = is_listed_name(&set) ? 0 : nmk_word_guess(&view, text.bytes, text.length);
        if (ending) add_all(&set, &builder->suffixes[ending - 1].marks);
        state->set = nmk_builder_set(builder, &set);
    }
    builder->n_final = builder->n_words;
}

static void finish_symbols(NmkBuilder *builder) {
    builder->symbol_sets = nmk_arena_zeros(&builder->arena, NMK_SYMBOL_SETS, sizeof *builder->symbol_sets);
    if (!builder->symbol_sets) {
        builder->failed = true;
        return;
    }
    for (unsigned i = 0; i < NMK_SYMBOL_SETS - 1; i++) {
        NmkSet set = {{0}};
        nmk_set_add(&set, i);
        builder->symbol_sets[i] = nmk_builder_set(builder, &set);
    }
    NmkSet foreign = {{0}};
    nmk_set_add(&foreign, NMK_A_unknown);
    nmk_set_add(&foreign, NMK_A_foreign);
    builder->symbol_sets[NMK_SYMBOL_SETS - 1] = nmk_builder_set(builder, &foreign);
}

void nmk_builder_finish_sets(NmkBuilder *builder) {
    if (builder->symbol_sets && builder->n_final == builder->n_words) return; /* asked again and again while rules are compiled */
    if (!builder->suffix_rows) make_suffix_rows(builder);
    if (!builder->symbol_sets) finish_symbols(builder);
    if (builder->failed) return;
    for (uint32_t i = 0; i < nmk_intern_count(builder->endings); i++) {
        NmkSet set = builder->suffixes[i].marks;
        nmk_set_add(&set, NMK_A_unknown);
        builder->suffix_rows[i].set = nmk_builder_set(builder, &set);
    }
    finish_words(builder);
}

const NmkSet *nmk_builder_sets(NmkBuilder *builder, uint32_t *count) {
    nmk_builder_finish_sets(builder);
    *count = nmk_intern_count(builder->sets);
    return builder->set_rows;
}
