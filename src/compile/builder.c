/* The builder's tables of strings, files, words, attributes, lists and phrases. */
#include "compile/builder_parts.h"

#include <stdlib.h>

#define X(name) #name,
static const char *const FIXED_ATTRIBUTES[] = {NMK_SYMBOLS(X) NMK_LEXICAL(X) NMK_LISTED(X)};
#undef X

static bool make_tables(NmkBuilder *builder) {
    NmkIntern **tables[] = {&builder->strings, &builder->files, &builder->words,  &builder->attributes,
                            &builder->lists,   &builder->sets,  &builder->endings};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        *tables[i] = nmk_intern_new();
        if (!*tables[i]) return false;
    }
    return nmk_trie_init(&builder->trie, &builder->arena);
}

/* The empty string at offset 0, word 0, set 0 and the attributes of the engine. */
static void fill_tables(NmkBuilder *builder) {
    nmk_builder_string(builder, nmk_slice("", 0));
    builder->word = nmk_arena_grow(&builder->arena, NULL, sizeof *builder->word, &builder->word_capacity, 1);
    if (builder->word)
        builder->word[builder->n_words++] = (NmkWordState){0};
    else
        builder->failed = true;
    for (unsigned i = 0; i < NMK_A_FIXED; i++) nmk_builder_attribute(builder, nmk_slice_of(FIXED_ATTRIBUTES[i]));
    NmkSet unknown = {{0}};
    nmk_set_add(&unknown, NMK_A_unknown);
    nmk_builder_set(builder, &unknown);
}

NmkBuilder *nmk_builder_new(NmkDiagnostics *diagnostics) {
    NmkBuilder *builder = calloc(1, sizeof *builder);
    if (!builder) return NULL;
    builder->diagnostics = diagnostics;
    nmk_arena_init(&builder->arena, NULL);
    nmk_arena_init(&builder->scratch, NULL);
    if (make_tables(builder))
        fill_tables(builder);
    else
        builder->failed = true;
    if (!builder->failed) return builder;
    nmk_builder_free(builder);
    return NULL;
}

void nmk_builder_free(NmkBuilder *builder) {
    if (!builder) return;
    NmkIntern *tables[] = {builder->strings, builder->files, builder->words, builder->attributes, builder->lists, builder->sets, builder->endings};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) nmk_intern_free(tables[i]);
    nmk_arena_free(&builder->arena);
    nmk_arena_free(&builder->scratch);
    free(builder);
}

void nmk_builder_fail(NmkBuilder *builder) {
    builder->failed = true;
}

bool nmk_builder_failed(const NmkBuilder *builder) {
    return builder->failed;
}

NmkArena *nmk_builder_arena(NmkBuilder *builder) {
    return &builder->arena;
}
NmkDiagnostics *nmk_builder_diagnostics(NmkBuilder *builder) {
    return builder->diagnostics;
}

/* Number in a table; 0 and remembered when out of memory. */
static uint32_t number_in(NmkBuilder *builder, NmkIntern *table, NmkSlice text) {
    uint32_t number = nmk_intern(table, text);
    if (number != NMK_INTERN_NONE) return number;
    builder->failed = true;
    return 0;
}

uint32_t nmk_builder_string(NmkBuilder *builder, NmkSlice text) {
    const char *nul = text.length ? memchr(text.bytes, '\0', text.length) : NULL;
    if (nul) text.length = (size_t)(nul - text.bytes);
    if (text.length > NMK_STRING_MAX) text.length = NMK_STRING_MAX;
    const uint32_t known = nmk_intern_count(builder->strings), number = number_in(builder, builder->strings, text);
    uint32_t *at = nmk_arena_grow(&builder->arena, builder->string_at, sizeof *at, &builder->string_capacity, number + 1);
    if (!at || builder->failed || builder->strings_size + (uint64_t)text.length >= UINT32_MAX - 2 * NMK_STRING_HEAD) {
        builder->failed = true;
        return 0;
    }
    builder->string_at = at;
    if (number == known) {
        at[number] = builder->strings_size;
        builder->strings_size += NMK_STRING_HEAD + (uint32_t)text.length + 1;
    }
    return at[number];
}

uint32_t nmk_builder_file(NmkBuilder *builder, NmkSlice path) {
    return number_in(builder, builder->files, path);
}
uint32_t nmk_builder_list(NmkBuilder *builder, NmkSlice name) {
    return number_in(builder, builder->lists, name);
}

uint32_t nmk_builder_word(NmkBuilder *builder, NmkSlice folded) {
    uint32_t word = number_in(builder, builder->words, folded) + 1;
    if (builder->failed || word < builder->n_words) return builder->failed ? 0 : word;
    NmkWordState *at = nmk_arena_grow(&builder->arena, builder->word, sizeof *at, &builder->word_capacity, word + 1);
    if (!at || word >= NMK_WORDS) {
        builder->failed = true;
        return 0;
    }
    builder->word = at;
    at[builder->n_words++] = (NmkWordState){0};
    return word;
}

unsigned nmk_builder_attribute(NmkBuilder *builder, NmkSlice name) {
    uint32_t number = nmk_intern_find(builder->attributes, name);
    if (number != NMK_INTERN_NONE) return number;
    if (nmk_intern_count(builder->attributes) >= NMK_A_MAX) return NMK_A_MAX;
    return number_in(builder, builder->attributes, name);
}

void nmk_builder_mark(NmkBuilder *builder, uint32_t word, unsigned attribute) {
    if (word && attribute < NMK_A_MAX) nmk_set_add(&builder->word[word].marks, attribute);
}

bool nmk_builder_marked(const NmkBuilder *builder, uint32_t word, unsigned attribute) {
    return word && attribute < NMK_A_MAX && nmk_set_has(&builder->word[word].marks, attribute);
}

void nmk_builder_language(NmkBuilder *builder, uint32_t word, unsigned language) {
    if (word && language < 32) builder->word[word].languages |= (uint32_t)1 << language;
}

bool nmk_builder_phrase_of(NmkBuilder *builder, const uint32_t *words, uint32_t count, NmkEntry entry, uint32_t source) {
    if (count == 0 || count > NMK_PHRASE_MAX) return false;
    if (builder->failed) return true;
    if (!nmk_trie_add(&builder->trie, &builder->word[words[0]].node, words, count, entry, source)) builder->failed = true;
    return true;
}

bool nmk_builder_phrase(NmkBuilder *builder, NmkSlice text, NmkEntryKind kind, uint32_t id, uint8_t flags, uint32_t source) {
    uint32_t words[NMK_PHRASE_MAX];
    uint16_t need;
    uint32_t count = nmk_builder_words_of(builder, text, words, &need);
    NmkEntry entry = {.id = id, .kind = (uint8_t)kind, .flags = flags, .need = need};
    return nmk_builder_phrase_of(builder, words, count, entry, source);
}

void nmk_builder_section(NmkBuilder *builder, NmkSectionKind kind, size_t element, const void *rows, size_t count) {
    char *copy = nmk_arena_take(&builder->arena, element * count);
    if (!copy) {
        builder->failed = true;
        return;
    }
    if (count) memcpy(copy, rows, element * count);
    builder->sections[kind] = (NmkSectionState){.rows = copy, .element = element, .count = count};
}

const void *nmk_builder_section_rows(const NmkBuilder *builder, NmkSectionKind kind, size_t *count) {
    *count = builder->sections[kind].count;
    return builder->sections[kind].rows;
}

uint32_t nmk_builder_attributes(const NmkBuilder *builder) {
    return nmk_intern_count(builder->attributes);
}

NmkSlice nmk_builder_attribute_name(const NmkBuilder *builder, uint32_t attribute) {
    return nmk_intern_text(builder->attributes, attribute);
}

/* Offsets rise with the numbers of strings. */
NmkSlice nmk_builder_text(const NmkBuilder *builder, uint32_t offset) {
    uint32_t low = 0, high = nmk_intern_count(builder->strings);
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (builder->string_at[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return nmk_intern_text(builder->strings, low);
}
