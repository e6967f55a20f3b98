/* Building and writing the phrase trie. */
#include "compile/trie.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

enum { FIRST_SLOTS = 4096 };

bool nmk_trie_init(NmkTrie *trie, NmkArena *arena) {
    *trie = (NmkTrie){.arena = arena, .n_slots = FIRST_SLOTS};
    trie->slots = nmk_arena_zeros(arena, FIRST_SLOTS, sizeof *trie->slots);
    trie->nodes = nmk_arena_grow(arena, NULL, sizeof *trie->nodes, &trie->node_capacity, 1);
    if (!trie->slots || !trie->nodes) return false;
    trie->nodes[0] = (NmkTrieNode){0};
    trie->n_nodes = 1;
    return true;
}

/* The slot of a child, or the free one where it belongs. */
static uint32_t *slot_of(const NmkTrie *trie, uint32_t parent, uint32_t word) {
    const uint32_t mask = trie->n_slots - 1;
    uint32_t i = (uint32_t)nmk_hash_pair(parent, word) & mask;
    while (trie->slots[i] && (trie->nodes[trie->slots[i]].parent != parent || trie->nodes[trie->slots[i]].word != word)) i = (i + 1) & mask;
    return &trie->slots[i];
}

static bool double_slots(NmkTrie *trie) {
    uint32_t *slots = nmk_arena_zeros(trie->arena, (size_t)trie->n_slots * 2, sizeof *slots);
    if (!slots) return false;
    trie->slots = slots;
    trie->n_slots *= 2;
    for (uint32_t node = 1; node < trie->n_nodes; node++)
        if (trie->nodes[node].parent) *slot_of(trie, trie->nodes[node].parent, trie->nodes[node].word) = node;
    return true;
}

/* 0 when out of memory */
static uint32_t new_node(NmkTrie *trie, uint32_t parent, uint32_t word) {
    NmkTrieNode *nodes = nmk_arena_grow(trie->arena, trie->nodes, sizeof *nodes, &trie->node_capacity, trie->n_nodes + 1);
    if (!nodes) return 0;
    trie->nodes = nodes;
    nodes[trie->n_nodes] = (NmkTrieNode){.parent = parent, .word = word};
    return trie->n_nodes++;
}

static uint32_t child_of(NmkTrie *trie, uint32_t parent, uint32_t word) {
    if (trie->n_nodes >= trie->n_slots / 2 && !double_slots(trie)) return 0;
    uint32_t *slot = slot_of(trie, parent, word);
    if (!*slot) *slot = new_node(trie, parent, word);
    return *slot;
}

bool nmk_trie_add(NmkTrie *trie, uint32_t *root, const uint32_t *words, uint32_t count, NmkEntry entry, uint32_t source) {
    if (!*root) *root = new_node(trie, 0, words[0]);
    uint32_t node = *root;
    for (uint32_t i = 1; node && i < count; i++) node = child_of(trie, node, words[i]);
    NmkTrieEntry *entries = nmk_arena_grow(trie->arena, trie->entries, sizeof *entries, &trie->entry_capacity, trie->n_entries + 1);
    if (!node || !entries) return false;
    trie->entries = entries;
    entries[trie->n_entries++] = (NmkTrieEntry){.node = node, .source = source, .entry = entry};
    return true;
}

static int compare(uint32_t a, uint32_t b) {
    return (a > b) - (a < b);
}

/* The source comes last: of equal entries the one of the earliest line stands first. */
static int compare_entries(const void *left, const void *right) {
    const NmkTrieEntry *a = left, *b = right;
    int order = compare(a->entry.kind, b->entry.kind);
    if (!order) order = compare(a->entry.id, b->entry.id);
    if (!order) order = compare(a->entry.need, b->entry.need);
    return order ? order : compare(a->source, b->source);
}

static bool same_entry(const NmkTrieEntry *a, const NmkTrieEntry *b) {
    return a->node == b->node && a->entry.kind == b->entry.kind && a->entry.id == b->entry.id && a->entry.need == b->entry.need;
}

/* Brings the entries in the order of their nodes by counting, then sorts within each node. NULL when out of memory. */
static NmkTrieEntry *sorted_entries(NmkTrie *trie) {
    uint32_t *start = nmk_arena_zeros(trie->arena, (size_t)trie->n_nodes + 1, sizeof *start);
    NmkTrieEntry *sorted = nmk_arena_take(trie->arena, (size_t)trie->n_entries * sizeof *sorted);
    if (!start || !sorted) return NULL;
    for (uint32_t i = 0; i < trie->n_entries; i++) start[trie->entries[i].node + 1]++;
    for (uint32_t i = 0; i < trie->n_nodes; i++) start[i + 1] += start[i];
    for (uint32_t i = 0; i < trie->n_entries; i++) sorted[start[trie->entries[i].node]++] = trie->entries[i];
    for (uint32_t node = 1; node < trie->n_nodes; node++) { /* start[n] is now the end of n */
        uint32_t first = start[node - 1], count = start[node] - first;
        if (count > 1) qsort(&sorted[first], count, sizeof *sorted, compare_entries);
    }
    return sorted;
}

static bool write_entries(NmkTrie *trie, NmkTrieTables *tables) {
    NmkTrieEntry *sorted = sorted_entries(trie);
    tables->entries = nmk_arena_zeros(trie->arena, trie->n_entries, sizeof *tables->entries);
    tables->sources = nmk_arena_zeros(trie->arena, trie->n_entries, sizeof *tables->sources);
    if (!sorted || !tables->entries || !tables->sources) return false;
    uint32_t count = 0;
    for (uint32_t i = 0; i < trie->n_entries; i++) {
        if (i && same_entry(&sorted[i - 1], &sorted[i])) {
            tables->entries[count - 1].flags &= sorted[i].entry.flags;
            continue;
        }
        NmkNode *node = &tables->nodes[sorted[i].node];
        if (node->entries == UINT16_MAX) continue;
        if (!node->entries++) node->entry = count;
        tables->entries[count] = sorted[i].entry;
        tables->sources[count++] = sorted[i].source;
    }
    tables->n_entries = count;
    return true;
}

/* At most two thirds of the slots are taken. */
static bool write_edges(NmkTrie *trie, NmkTrieTables *tables) {
    uint32_t edges = 0;
    for (uint32_t node = 1; node < trie->n_nodes; node++) edges += trie->nodes[node].parent != 0;
    tables->n_edges = 2;
    while (tables->n_edges < edges + edges / 2 + 1) tables->n_edges *= 2;
    tables->edges = nmk_arena_zeros(trie->arena, tables->n_edges, sizeof *tables->edges);
    tables->bits = nmk_arena_zeros(trie->arena, tables->n_edges, sizeof *tables->bits);
    if (!tables->edges || !tables->bits) return false;
    for (uint32_t node = 1; node < trie->n_nodes; node++) {
        const NmkTrieNode *at = &trie->nodes[node];
        if (!at->parent) continue;
        const uint64_t hash = nmk_hash_pair(at->parent, at->word);
        uint32_t i = (uint32_t)hash & (tables->n_edges - 1);
        while (tables->edges[i].child) i = (i + 1) & (tables->n_edges - 1);
        uint8_t *byte = &tables->bits[nmk_edge_byte(hash, tables->n_edges)];
        *byte = (uint8_t)(*byte | 1u << nmk_edge_bit(hash));
        tables->edges[i] = (NmkEdge){.node = at->parent, .word = at->word, .child = node};
        tables->nodes[at->parent].more |= nmk_next_bit(at->word);
    }
    return true;
}

/* Which words go on from a first word in small letters: those with an entry behind them that asks nothing of its first word. */
static bool write_small(NmkTrie *trie, NmkTrieTables *tables) {
    bool *reached = nmk_arena_zeros(trie->arena, trie->n_nodes, sizeof *reached); /* such an entry ends at the node or behind it */
    tables->small = nmk_arena_zeros(trie->arena, trie->n_nodes, sizeof *tables->small);
    if (!reached || !tables->small) return false;
    for (uint32_t node = trie->n_nodes - 1; node > 0; node--) { /* children come after their parents */
        const NmkNode *row = &tables->nodes[node];
        for (uint32_t e = row->entry; e < row->entry + row->entries; e++) reached[node] |= (tables->entries[e].need & 3) == 0;
        if (!reached[node]) continue;
        reached[trie->nodes[node].parent] = true;
        tables->small[trie->nodes[node].parent] |= nmk_next_bit(trie->nodes[node].word);
    }
    tables->small[0] = 0; /* no word */
    return true;
}

bool nmk_trie_tables(NmkTrie *trie, NmkTrieTables *tables) {
    *tables = (NmkTrieTables){.n_nodes = trie->n_nodes};
    tables->nodes = nmk_arena_zeros(trie->arena, trie->n_nodes, sizeof *tables->nodes);
    return tables->nodes && write_entries(trie, tables) && write_edges(trie, tables) && write_small(trie, tables);
}
