/* Terms of one phrase become one entry: a word that stands for four topics is one match in a text, and its terms are neighbouring rows of
 * PHRASE_TERMS. Phrases with the same terms ("jet", "jets") share their rows. */
#include "compile/builder_parts.h"
#include "model/topics.h"

enum { RUN_MAX = UINT8_MAX };

typedef struct Grouper {
    NmkBuilder *builder;
    const NmkTerm *terms;
    NmkIntern *runs;    /* rows as bytes */
    uint32_t *first_of; /* by number of the run: its first row */
    NmkPhraseTerm *rows;
    uint32_t n_rows, row_capacity, run_capacity;
} Grouper;

/* A topic takes a place once, for its first term, and none where one of its blocks stands: the others of that topic are left out. The flags of
 * the entries are the strengths of the terms. */
static uint32_t read_run(const Grouper *grouper, const NmkEntry *entries, uint32_t n, NmkPhraseTerm run[RUN_MAX]) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++) {
        const uint16_t topic = grouper->terms[entries[i].id].topic;
        const bool block = entries[i].flags == NMK_BLOCK;
        bool needed = true;
        for (uint32_t k = 0; k < n && needed; k++) {
            if (k == i || grouper->terms[entries[k].id].topic != topic) continue;
            const bool other = entries[k].flags == NMK_BLOCK;
            needed = block == other ? k > i : block;
        }
        if (needed) run[kept++] = (NmkPhraseTerm){.term = entries[i].id, .topic = topic, .strength = entries[i].flags};
    }
    for (uint32_t i = 0; i < kept; i++) run[i].more = (uint8_t)(kept - 1 - i);
    return kept;
}

static bool add_rows(Grouper *grouper, const NmkPhraseTerm *run, uint32_t n) {
    NmkArena *arena = &grouper->builder->arena;
    NmkPhraseTerm *rows = nmk_arena_grow(arena, grouper->rows, sizeof *rows, &grouper->row_capacity, grouper->n_rows + n);
    if (!rows) return false;
    grouper->rows = rows;
    memcpy(rows + grouper->n_rows, run, n * sizeof *rows);
    grouper->n_rows += n;
    return true;
}

/* The first row of a run, which is added where it is new; false when out of memory. */
static bool find_run(Grouper *grouper, const NmkPhraseTerm *run, uint32_t n, uint32_t *first) {
    const uint32_t known = nmk_intern_count(grouper->runs), number = nmk_intern(grouper->runs, nmk_slice((const char *)run, n * sizeof *run));
    if (number == NMK_INTERN_NONE) return false;
    uint32_t *first_of = nmk_arena_grow(&grouper->builder->arena, grouper->first_of, sizeof *first_of, &grouper->run_capacity, number + 1);
    if (!first_of) return false;
    grouper->first_of = first_of;
    if (number == known) {
        first_of[number] = grouper->n_rows;
        if (!add_rows(grouper, run, n)) return false;
    }
    *first = first_of[number];
    return true;
}

/* How many entries from entry on are terms that ask for the same case. */
static uint32_t run_length(const NmkEntry *entry, uint32_t n) {
    uint32_t length = 0;
    while (length < n && length < RUN_MAX && entry[length].kind == NMK_ENTRY_TERM && entry[length].need == entry->need) length++;
    return length;
}

/* Writes the entries of a node behind those of the nodes before it, which are not more than they were. */
static bool group_node(Grouper *grouper, NmkTrieTables *tables, NmkNode *node, uint32_t *written) {
    const uint32_t end = node->entry + node->entries, start = *written;
    if (!node->entries) return true;
    for (uint32_t i = node->entry, length; i < end; i += length) {
        NmkEntry entry = tables->entries[i];
        const uint32_t source = tables->sources[i];
        length = run_length(&tables->entries[i], end - i);
        if (length) {
            NmkPhraseTerm run[RUN_MAX];
            const uint32_t kept = read_run(grouper, &tables->entries[i], length, run);
            if (!find_run(grouper, run, kept, &entry.id)) return false;
            entry.flags = 0;
        }
        tables->sources[*written] = source;
        tables->entries[(*written)++] = entry;
        length += !length;
    }
    node->entry = start;
    node->entries = (uint16_t)(*written - start);
    return true;
}

bool nmk_group_terms(NmkBuilder *builder, NmkTrieTables *tables) {
    Grouper grouper = {.builder = builder, .terms = builder->sections[NMK_SECTION_TERMS].rows, .runs = nmk_intern_new()};
    bool grouped = grouper.runs != NULL;
    uint32_t written = 0;
    for (uint32_t node = 1; node < tables->n_nodes && grouped; node++) grouped = group_node(&grouper, tables, &tables->nodes[node], &written);
    if (grouped) {
        tables->n_entries = written;
        nmk_builder_section(builder, NMK_SECTION_PHRASE_TERMS, sizeof *grouper.rows, grouper.rows, grouper.n_rows);
    }
    nmk_intern_free(grouper.runs);
    return grouped;
}
