/* The phrase trie while it grows. Nodes are numbered in order of appearance, so that a child's number is larger than its parent's. */
#ifndef NEWSMARK_COMPILE_TRIE_H
#define NEWSMARK_COMPILE_TRIE_H

#include "base/arena.h"
#include "model/phrases.h"

typedef struct NmkTrieNode {
    uint32_t parent, word; /* parent 0: the first word of phrases */
} NmkTrieNode;

/* An entry, where it ends, and the line it comes from. */
typedef struct NmkTrieEntry {
    uint32_t node, source;
    NmkEntry entry;
} NmkTrieEntry;

typedef struct NmkTrie {
    NmkArena *arena;
    NmkTrieNode *nodes; /* node 0 is none */
    uint32_t n_nodes, node_capacity;
    uint32_t *slots; /* child nodes by nmk_hash_pair(parent, word); open addressing, 0 free */
    uint32_t n_slots;
    NmkTrieEntry *entries;
    uint32_t n_entries, entry_capacity;
} NmkTrie;

/* The tables of the image. */
typedef struct NmkTrieTables {
    NmkNode *nodes;
    NmkEdge *edges;
    uint8_t *bits; /* of the edges */
    NmkEntry *entries;
    uint32_t *sources;
    uint16_t *small; /* by node, of first words: NmkWord.small */
    uint32_t n_nodes, n_edges, n_entries;
} NmkTrieTables;

/* false when out of memory, as below. */
bool nmk_trie_init(NmkTrie *trie, NmkArena *arena);

/* Adds a phrase of count words (at least one). root: the node of its first word, 0 where there is none yet; set then. */
bool nmk_trie_add(NmkTrie *trie, uint32_t *root, const uint32_t *words, uint32_t count, NmkEntry entry, uint32_t source);

/* Sorts the entries by node, kind, id and need, and merges equal ones: the first source stays, and what one of them leaves
 * unambiguous is unambiguous. Takes the tables from the arena. */
bool nmk_trie_tables(NmkTrie *trie, NmkTrieTables *tables);

#endif
