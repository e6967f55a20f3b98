/* From the builder's tables to the bytes of the image. */
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/status.h"
#include "compile/builder_parts.h"
#include "model/model.h"

/* Bytes of a row by section kind. */
static const uint32_t ELEMENTS[] = {
#define X(name, field, row) sizeof(row),
    NMK_IMAGE_SECTIONS(X)
#undef X
};

/* Room for count rows of a section; NULL when out of memory. */
static void *new_rows(NmkBuilder *builder, NmkSectionKind kind, size_t count) {
    void *rows = nmk_arena_zeros(&builder->arena, count, ELEMENTS[kind]);
    if (!rows) builder->failed = true;
    builder->sections[kind] = (NmkSectionState){.rows = rows, .element = ELEMENTS[kind], .count = count};
    return rows;
}

static void write_names(NmkBuilder *builder, NmkSectionKind kind, const NmkIntern *names) {
    uint32_t count = nmk_intern_count(names);
    uint32_t *rows = new_rows(builder, kind, count);
    for (uint32_t i = 0; rows && i < count; i++) rows[i] = nmk_builder_string(builder, nmk_intern_text(names, i));
}

/* At most two thirds of the slots are taken; eight of them share a cache line. */
static void write_slots(NmkBuilder *builder) {
    uint32_t count = 4;
    while (count < builder->n_words + builder->n_words / 2) count *= 2;
    NmkSlot *slots = new_rows(builder, NMK_SECTION_SLOTS, count);
    for (uint32_t word = 1; slots && word < builder->n_words; word++) {
        NmkSlice text = nmk_intern_text(builder->words, word - 1);
        uint64_t hash = nmk_hash(text.bytes, text.length);
        uint32_t i = (uint32_t)hash & (count - 1);
        while (slots[i].word) i = (i + 1) & (count - 1);
        slots[i] = nmk_slot_of(word, hash);
    }
}

/* small: of each node, as in NmkTrieTables. Sets of languages past the 65,535th are dropped: there are a few hundred. */
static void write_rows_of_words(NmkBuilder *builder, NmkIntern *sets, const uint16_t *small) {
    NmkWord *rows = new_rows(builder, NMK_SECTION_WORDS, builder->n_words);
    for (uint32_t word = 1; rows && word < builder->n_words; word++) {
        const NmkWordState *state = &builder->word[word];
        const uint32_t languages = nmk_intern(sets, nmk_slice((const char *)&state->languages, sizeof state->languages));
        if (languages == NMK_INTERN_NONE) builder->failed = true;
        rows[word] = (NmkWord){.set = (uint16_t)state->set,
                               .node = state->node,
                               .languages = languages < UINT16_MAX ? (uint16_t)languages : 0,
                               .small = small[state->node]};
    }
}

static void write_words(NmkBuilder *builder, const uint16_t *small) {
    static const uint32_t NONE = 0;
    NmkIntern *sets = nmk_intern_new();
    if (!sets || nmk_intern(sets, nmk_slice((const char *)&NONE, sizeof NONE)) != 0) builder->failed = true;
    if (!builder->failed) write_rows_of_words(builder, sets, small);
    uint32_t count = builder->failed ? 0 : nmk_intern_count(sets);
    if (count > UINT16_MAX) count = UINT16_MAX;
    uint32_t *rows = new_rows(builder, NMK_SECTION_LANGUAGE_SETS, count);
    for (uint32_t i = 0; rows && i < count; i++) memcpy(&rows[i], nmk_intern_text(sets, i).bytes, sizeof *rows);
    nmk_intern_free(sets);
}

/* Interned strings follow each other in the order of their numbers, as nmk_builder_string gave out their offsets. */
static void write_strings(NmkBuilder *builder) {
    char *at = new_rows(builder, NMK_SECTION_STRINGS, builder->strings_size);
    for (uint32_t i = 0; at && i < nmk_intern_count(builder->strings); i++) {
        NmkSlice text = nmk_intern_text(builder->strings, i);
        const uint16_t length = (uint16_t)text.length;
        memcpy(at, &length, NMK_STRING_HEAD);
        memcpy(at + NMK_STRING_HEAD, text.bytes, text.length + 1);
        at += NMK_STRING_HEAD + text.length + 1;
    }
}

static void set_section(NmkBuilder *builder, NmkSectionKind kind, const void *rows, size_t count) {
    builder->sections[kind] = (NmkSectionState){.rows = rows, .element = ELEMENTS[kind], .count = count};
}

/* Returns what write_words needs; NULL when out of memory. */
static const uint16_t *write_phrases(NmkBuilder *builder) {
    NmkTrieTables tables;
    if (!nmk_trie_tables(&builder->trie, &tables) || !nmk_group_terms(builder, &tables)) {
        builder->failed = true;
        return NULL;
    }
    nmk_label_entries(builder, tables.entries, tables.n_entries);
    set_section(builder, NMK_SECTION_NODES, tables.nodes, tables.n_nodes);
    set_section(builder, NMK_SECTION_EDGES, tables.edges, tables.n_edges);
    set_section(builder, NMK_SECTION_EDGE_BITS, tables.bits, tables.n_edges);
    set_section(builder, NMK_SECTION_ENTRIES, tables.entries, tables.n_entries);
    set_section(builder, NMK_SECTION_ENTRY_SOURCES, tables.sources, tables.n_entries);
    return tables.small;
}

static void write_own_sections(NmkBuilder *builder) {
    nmk_builder_finish_sets(builder);
    if (builder->failed) return;
    const uint16_t *small = write_phrases(builder);
    write_names(builder, NMK_SECTION_FILES, builder->files);
    write_names(builder, NMK_SECTION_ATTRIBUTES, builder->attributes);
    write_names(builder, NMK_SECTION_LISTS, builder->lists);
    set_section(builder, NMK_SECTION_SETS, builder->set_rows, nmk_intern_count(builder->sets));
    set_section(builder, NMK_SECTION_SYMBOL_SETS, builder->symbol_sets, NMK_SYMBOL_SETS);
    set_section(builder, NMK_SECTION_SUFFIXES, builder->suffix_rows, nmk_intern_count(builder->endings));
    write_slots(builder);
    if (small) write_words(builder, small);
    write_strings(builder);
}

static uint64_t align(uint64_t offset) {
    return (offset + NMK_IMAGE_ALIGN - 1) / NMK_IMAGE_ALIGN * NMK_IMAGE_ALIGN;
}

/* Lays the sections out; returns the size of the image, a multiple of its alignment. */
static uint64_t lay_out(const NmkBuilder *builder, NmkImageSection table[NMK_SECTION_COUNT]) {
    uint64_t at = align(sizeof(NmkImageHeader) + NMK_SECTION_COUNT * sizeof *table);
    for (uint32_t i = 0; i < NMK_SECTION_COUNT; i++) {
        table[i] = (NmkImageSection){.kind = i, .element = ELEMENTS[i], .offset = at, .count = builder->sections[i].count};
        at = align(at + table[i].count * table[i].element);
    }
    return at;
}

static void write_header(char *image, uint64_t size, uint64_t digest) {
    NmkImageHeader header = {.version = NMK_IMAGE_VERSION, .byte_order = 0x01020304, .size = size, .n_sections = NMK_SECTION_COUNT};
    memcpy(header.magic, NMK_IMAGE_MAGIC, sizeof header.magic);
    snprintf(header.digest, sizeof header.digest, "%016llx", (unsigned long long)digest);
    memcpy(image, &header, sizeof header);
    size_t from = offsetof(NmkImageHeader, checksum) + sizeof header.checksum;
    header.checksum = nmk_checksum(image + from, size - from);
    memcpy(image, &header, sizeof header);
}

/* A section of another row size than the image's is a mistake of the program, not of the data. */
static bool sections_fit(const NmkBuilder *builder) {
    for (uint32_t i = 0; i < NMK_SECTION_COUNT; i++)
        if (builder->sections[i].count && builder->sections[i].element != ELEMENTS[i]) return false;
    return true;
}

NewsmarkStatus nmk_builder_write(NmkBuilder *builder, uint64_t digest, void **image, size_t *size) {
    write_own_sections(builder);
    if (builder->failed) return NEWSMARK_ERROR_MEMORY;
    if (!sections_fit(builder)) return NEWSMARK_ERROR_ARGUMENT;
    NmkImageSection table[NMK_SECTION_COUNT];
    uint64_t all = lay_out(builder, table);
    char *bytes = aligned_alloc(NMK_IMAGE_ALIGN, all);
    if (!bytes) return NEWSMARK_ERROR_MEMORY;
    memset(bytes, 0, all);
    for (uint32_t i = 0; i < NMK_SECTION_COUNT; i++)
        if (table[i].count) memcpy(bytes + table[i].offset, builder->sections[i].rows, table[i].count * table[i].element);
    memcpy(bytes + sizeof(NmkImageHeader), table, sizeof table);
    write_header(bytes, all, digest);
    *image = bytes;
    *size = all;
    return NEWSMARK_OK;
}
