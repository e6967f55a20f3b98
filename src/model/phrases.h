/* Phrases: one trie over word ids that holds every list entry, name and topic term. A node's entries are what ends there. */
#ifndef NEWSMARK_MODEL_PHRASES_H
#define NEWSMARK_MODEL_PHRASES_H

#include "model/image.h"

typedef struct NmkModelView NmkModelView;

typedef enum NmkEntryKind {
    NMK_ENTRY_LIST = 0,         /* id in LISTS */
    NMK_ENTRY_COUNTRY_NAME = 1, /* id in COUNTRY_NAMES */
    NMK_ENTRY_REGION = 2,       /* id in REGIONS */
    NMK_ENTRY_CITY = 3,         /* id in CITY_NAMES */
    NMK_ENTRY_ORGANIZATION = 4, /* id in ORGANIZATIONS */
    NMK_ENTRY_PERSON = 5,       /* id in PEOPLE */
    NMK_ENTRY_TERM = 6,         /* id in PHRASE_TERMS: the first of the terms that are written so; flags: how many, see nmk_entry_terms */
    NMK_ENTRY_HOME = 7,         /* id: country * 4 + points; a word that tells the home of the source */
    NMK_ENTRY_KINDS = 8
} NmkEntryKind;

enum {
    NMK_ENTRY_AMBIGUOUS = 1,  /* flag: needs context (a trailing ? in the source) */
    NMK_ENTRY_WHOLE_SHIFT = 4 /* the upper four bits: see nmk_entry_whole */
};
enum { NMK_PHRASE_MAX = 8 };      /* words of the longest phrase */

typedef struct NmkEntry {
    uint32_t id;
    uint8_t kind, flags;
    uint16_t need; /* two bits a word, first word lowest: 0 any case, 1 a capital, 2 all capitals */
} NmkEntry;

/* Of an entry of kind NMK_ENTRY_TERM: how many rows of PHRASE_TERMS stand for topics, and how many behind those block them. */
enum { NMK_ENTRY_TERMS_MAX = 15 };
static inline uint32_t nmk_entry_terms(const NmkEntry *entry) { return entry->flags & NMK_ENTRY_TERMS_MAX; }
static inline uint32_t nmk_entry_blocks(const NmkEntry *entry) { return entry->flags >> 4; }

/* What the entry makes of a span that is just this entry: NmkWholeLabel and one; 0 nothing. */
static inline uint32_t nmk_entry_whole(const NmkEntry *entry) { return entry->kind == NMK_ENTRY_TERM ? 0 : (uint32_t)entry->flags >> NMK_ENTRY_WHOLE_SHIFT; }

typedef struct NmkNode {
    uint32_t entry;   /* first of its entries */
    uint16_t entries; /* how many end here */
    uint16_t more;    /* nmk_next_bit of each word that goes on from here; 0 where none does */
} NmkNode;

/* One of sixteen bits a word: most words that do not go on from a node are told by it, without a look at EDGES. */
static inline uint16_t nmk_next_bit(uint32_t word) { return (uint16_t)(1u << (word * 2654435761u >> 28)); }

/* Open addressing by nmk_hash_pair(node, word), linear probing; child 0 marks a free slot. EDGE_BITS has a byte a slot, and in all of them together
 * one bit set for each edge, by other bits of the hash: a table so small that it stays near the core tells nearly all pairs that are no edge. */
typedef struct NmkEdge {
    uint32_t node, word, child;
} NmkEdge;

/* The bit of a pair among those of size bytes, a power of two: its byte, and the bit in it. */
static inline uint32_t nmk_edge_byte(uint64_t hash, uint32_t size) { return (uint32_t)(hash >> 35) & (size - 1); }
static inline unsigned nmk_edge_bit(uint64_t hash) { return (unsigned)(hash >> 32) & 7; }

/* nmk_phrase_step stands in model.h: it is inlined into the lookup. A child's number is larger than its parent's. */

#endif
