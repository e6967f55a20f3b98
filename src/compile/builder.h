/* The builder: where the compilers of the data files put what they read, and the writer of the image. One builder an image.
 *
 * Running out of memory is remembered and reported once, by nmk_builder_write; until then the functions below return 0.
 * Same sources, same bytes: files are read in order of their paths, ids are given in order of appearance. */
#ifndef NEWSMARK_COMPILE_BUILDER_H
#define NEWSMARK_COMPILE_BUILDER_H

#include "base/arena.h"
#include "base/slice.h"
#include "compile/diagnostics.h"
#include "model/attributes.h"
#include "model/image.h"
#include "model/phrases.h"

typedef struct NmkBuilder NmkBuilder;

NmkBuilder *nmk_builder_new(NmkDiagnostics *diagnostics);
void nmk_builder_free(NmkBuilder *builder);
void nmk_builder_fail(NmkBuilder *builder); /* remembers that memory ran out */
bool nmk_builder_failed(const NmkBuilder *builder);
NmkArena *nmk_builder_arena(NmkBuilder *builder); /* lives as long as the builder */
NmkDiagnostics *nmk_builder_diagnostics(NmkBuilder *builder);

/* Offset in STRINGS of a copy, the same for equal strings. A NUL inside ends the string, and so does NMK_STRING_MAX. */
uint32_t nmk_builder_string(NmkBuilder *builder, NmkSlice text);

/* Number of a source file, by its path within the data folder ("lists/mr.txt"). */
uint32_t nmk_builder_file(NmkBuilder *builder, NmkSlice path);

/* Id (1 or more) of a folded word; made where new. */
uint32_t nmk_builder_word(NmkBuilder *builder, NmkSlice folded);

/* Number of an attribute by name; made where new (NMK_A_FIXED or more). NMK_A_MAX where there are too many. */
unsigned nmk_builder_attribute(NmkBuilder *builder, NmkSlice name);
void nmk_builder_mark(NmkBuilder *builder, uint32_t word, unsigned attribute);
bool nmk_builder_marked(const NmkBuilder *builder, uint32_t word, unsigned attribute);
void nmk_builder_language(NmkBuilder *builder, uint32_t word, unsigned language); /* 0-31: function word of it */

/* Id of the set of words with just these attributes. */
uint16_t nmk_builder_set(NmkBuilder *builder, const NmkSet *set);

/* An ending and an attribute of words that end so and have at least the given length in bytes: unlisted ones, and listed ones that are no
 * name, place or organization. */
void nmk_builder_suffix(NmkBuilder *builder, NmkSlice ending, unsigned attribute, uint32_t least);

/* Tokenises and folds text as the engine does (hyphens are spaces; dots after a word are dropped; possessives stay words) into word ids,
 * at most NMK_PHRASE_MAX; returns how many, 0 where there are none or too many. need: two bits a word by the case rule of data/README.md. */
uint32_t nmk_builder_words_of(NmkBuilder *builder, NmkSlice text, uint32_t words[NMK_PHRASE_MAX], uint16_t *need);

/* Adds a phrase to the trie. false where it has no words or more than NMK_PHRASE_MAX (reported by the caller). */
bool nmk_builder_phrase(NmkBuilder *builder, NmkSlice text, NmkEntryKind kind, uint32_t id, uint8_t flags, uint32_t source);
bool nmk_builder_phrase_of(NmkBuilder *builder, const uint32_t *words, uint32_t count, NmkEntry entry, uint32_t source);

/* Number of a list by name, made where new. */
uint32_t nmk_builder_list(NmkBuilder *builder, NmkSlice name);

/* Sets a section: count rows of element bytes, copied. Sections of words, phrases, strings, lists and files are the builder's own. */
void nmk_builder_section(NmkBuilder *builder, NmkSectionKind kind, size_t element, const void *rows, size_t count);
const void *nmk_builder_section_rows(const NmkBuilder *builder, NmkSectionKind kind, size_t *count);

/* How many attributes there are so far, the name of each, and the string at an offset. */
uint32_t nmk_builder_attributes(const NmkBuilder *builder);
NmkSlice nmk_builder_attribute_name(const NmkBuilder *builder, uint32_t attribute);
NmkSlice nmk_builder_text(const NmkBuilder *builder, uint32_t offset);

/* Interned sets, final once the last word is marked: for summing cells. */
const NmkSet *nmk_builder_sets(NmkBuilder *builder, uint32_t *count);

/* Finishes the image: *image is malloc'ed, 64-byte aligned, the caller frees. digest: of the sources. */
NewsmarkStatus nmk_builder_write(NmkBuilder *builder, uint64_t digest, void **image, size_t *size);

#endif
