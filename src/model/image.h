/* The image: all knowledge as one block of bytes without pointers, mapped or embedded.
 *
 *   offset 0   NmkImageHeader   magic, version, byte order, size, checksum, digest, number of sections
 *          64  NmkImageSection  kind, element size, offset, count; one a section, by kind
 *          ..  sections         64-byte aligned arrays of fixed-size rows, u32 indexes; strings are offsets into STRINGS,
 *                               where each has two bytes of length (NMK_STRING_HEAD) before it and a NUL behind it
 *
 * Opening a file checks everything: header, checksum, section table, and by one function a section group every offset, id and
 * jump, so that the run side needs no checks. Raise NMK_IMAGE_VERSION with every change of a row. */
#ifndef NEWSMARK_MODEL_IMAGE_H
#define NEWSMARK_MODEL_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "newsmark.h"

enum { NMK_IMAGE_VERSION = 4, NMK_IMAGE_ALIGN = 64 };
enum { NMK_STRING_HEAD = sizeof(uint16_t), NMK_STRING_MAX = UINT16_MAX };
#define NMK_IMAGE_MAGIC "NEWSMRK\n"

typedef struct NmkImageHeader {
    char magic[8];
    uint32_t version;
    uint32_t byte_order; /* 0x01020304 as the compiler wrote it */
    uint64_t size;       /* of the whole image, bytes */
    uint64_t checksum;   /* nmk_checksum of everything after this field */
    char digest[17];     /* 16 hexadecimal digits of the sources' hash, and NUL */
    char reserved[11];
    uint32_t n_sections;
} NmkImageHeader;

typedef struct NmkImageSection {
    uint32_t kind, element; /* element: bytes of one row */
    uint64_t offset, count;
} NmkImageSection;

/* section, field of NmkModelView, row type. Rows are defined in the header of their group. */
#define NMK_IMAGE_SECTIONS(X)                                                                        \
    X(STRINGS, strings, char)                                                                        \
    X(FILES, files, uint32_t)           /* names of source files */                                  \
    /* words.h */                                                                                    \
    X(ATTRIBUTES, attributes, uint32_t)      /* name of each attribute */                            \
    X(SETS, sets, NmkSet)                                                                            \
    X(SYMBOL_SETS, symbol_sets, uint16_t)     /* words.h, NMK_SYMBOL_SETS */                         \
    X(WORDS, words, NmkWord)                                                                         \
    X(LANGUAGE_SETS, language_sets, uint32_t) /* bit n: language n of STOPWORD_LANGUAGES; row 0 none */ \
    X(SLOTS, slots, NmkSlot)                                                                         \
    X(SUFFIXES, suffixes, NmkSuffix)                                                                 \
    /* phrases.h */                                                                                  \
    X(NODES, nodes, NmkNode)                                                                         \
    X(EDGES, edges, NmkEdge)                                                                         \
    X(EDGE_BITS, edge_bits, uint8_t)                                                                 \
    X(ENTRIES, entries, NmkEntry)                                                                    \
    X(ENTRY_SOURCES, entry_sources, uint32_t)                                                        \
    X(LISTS, lists, uint32_t)           /* name of each list */                                      \
    /* gazetteer.h */                                                                                \
    X(COUNTRIES, countries, NmkCountry)                                                              \
    X(COUNTRY_NAMES, country_names, NmkCountryName)                                                  \
    X(REGIONS, regions, NmkRegion)                                                                   \
    X(CITIES, cities, NmkCity)                                                                       \
    X(CITY_NAMES, city_names, NmkCityName)                                                           \
    X(CITY_SENSES, city_senses, NmkCitySense)                                                        \
    X(ORGANIZATIONS, organizations, NmkOrganization)                                                 \
    X(PEOPLE, people, NmkPerson)                                                                     \
    X(ROLES, roles, NmkRole)                                                                         \
    X(STOPWORD_LANGUAGES, stopword_languages, uint32_t) /* language code of each language */         \
    /* evidence.h */                                                                                 \
    X(FACTS, facts, NmkFactRow)                                                                      \
    X(VECTORS, vectors, NmkVector)            /* facts.h */                                          \
    X(BUNDLE_BESTS, bundle_bests, NmkBundleBests) /* of each bundle */                               \
    X(SET_TRAITS, traits, NmkTraits)          /* of each set */                                      \
    /* rules.h */                                                                                    \
    X(RULES, rules, NmkRule)                                                                         \
    X(RULE_STEPS, rule_steps, NmkRuleStep)                                                           \
    X(RULE_INDEX, rule_index, uint32_t)                                                              \
    X(RULE_SETS, rule_sets, NmkRuleSetClass)  /* of each set */                                      \
    X(RULE_MASKS, rule_masks, uint64_t)       /* of each class of sets: the ranges that hold */      \
    X(RULE_RANGES, rule_ranges, uint32_t)     /* operands of NMK_STEP_RANGE, and NMK_RULE_YEAR */    \
    X(RULE_WORDS, rule_words, NmkRuleWord)                                                           \
    X(RULE_PHRASES, rule_phrases, uint32_t)   /* operands of NMK_STEP_PHRASE in the automata */      \
    X(RULE_LETTERS, rule_letters, uint32_t)   /* of NMK_STEP_EXACT */                                \
    /* topics.h */                                                                                   \
    X(TOPICS, topics, NmkTopic)                                                                      \
    X(TOPIC_PARENTS, topic_parents, NmkTopicParent)                                                  \
    X(TOPIC_LINKS, topic_links, NmkTopicLink)                                                        \
    X(TERMS, terms, NmkTerm)                                                                         \
    X(PHRASE_TERMS, phrase_terms, NmkPhraseTerm) /* what an entry of kind NMK_ENTRY_TERM means */

typedef enum NmkSectionKind {
#define X(name, field, row) NMK_SECTION_##name,
    NMK_IMAGE_SECTIONS(X)
#undef X
    NMK_SECTION_COUNT
} NmkSectionKind;

/* A place in the sources: file number in the upper 12 bits, line in the lower 20; 0 unknown. */
static inline uint32_t nmk_source(uint32_t file, uint32_t line) { return file << 20 | (line & 0xfffff); }

#endif
