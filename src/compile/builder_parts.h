/* The inside of the builder, for the files that make it up: builder.c (strings, names, sections), word_sets.c, phrase_words.c,
 * phrase_terms.c and image_write.c. Others include compile/builder.h. */
#ifndef NEWSMARK_COMPILE_BUILDER_PARTS_H
#define NEWSMARK_COMPILE_BUILDER_PARTS_H

#include "base/intern.h"
#include "compile/builder.h"
#include "compile/trie.h"
#include "model/words.h"

typedef struct NmkWordState {
    NmkSet marks;       /* attributes given so far */
    uint32_t languages; /* bits, as in LANGUAGE_SETS */
    uint32_t node;      /* in the trie, 0 none */
    uint32_t set;       /* once final */
} NmkWordState;

typedef struct NmkSuffixState {
    NmkSlice ending;
    NmkSet marks;
    uint32_t least;
} NmkSuffixState;

typedef struct NmkSectionState {
    const void *rows;
    size_t element, count;
} NmkSectionState;

struct NmkBuilder {
    NmkArena arena, scratch; /* scratch: of one call */
    NmkDiagnostics *diagnostics;
    bool failed; /* out of memory */
    NmkIntern *strings, *files, *words, *attributes, *lists, *sets, *endings;

    uint32_t *string_at; /* offset of each string */
    uint32_t string_capacity, strings_size;

    NmkWordState *word; /* by id; word 0 is none */
    uint32_t n_words, word_capacity;
    uint32_t n_final; /* words whose set is final */

    NmkSuffixState *suffixes; /* by number in endings */
    uint32_t suffix_capacity;
    NmkSuffix *suffix_rows; /* final, sorted */
    NmkSet *set_rows;       /* by number in sets */
    uint32_t set_capacity;
    uint16_t *symbol_sets;

    NmkTrie trie;
    NmkSectionState sections[NMK_SECTION_COUNT];
};

/* Makes the terms of each node one entry, and PHRASE_TERMS of what they were (phrase_terms.c). false when out of memory. */
bool nmk_group_terms(NmkBuilder *builder, NmkTrieTables *tables);

/* Writes into entries of lexicons what they make of a span; once all sections of the gazetteer are there. */
void nmk_label_entries(const NmkBuilder *builder, NmkEntry *entries, uint32_t count);

/* Gives every word, ending and symbol its set. May be called again after more words were added. */
void nmk_builder_finish_sets(NmkBuilder *builder);

#endif
