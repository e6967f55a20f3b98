/* Terms of one phrase become one entry: a word that stands for four topics is one match in a text, and its terms are neighbouring rows of
 * PHRASE_TERMS. Phrases with the same terms ("jet", "jets") share their rows. */
#include "compile/builder_parts.h"
#include "model/topics.h"

enum { RUN_MAX = 2 * NMK_ENTRY_TERMS_MAX };

/* The rows of a phrase: terms, then blocks. */
typedef struct Run {
    NmkPhraseTerm rows[RUN_MAX];
    uint32_t terms, blocks;
} Run;

typedef struct Grouper {
    NmkBuilder *builder;
    const NmkTerm *terms;
    NmkIntern *runs;    /* rows as bytes */
    uint32_t *first_of; /* by number of the run: its first row */
    uint32_t *run_of;   /* by row: its first row */
    NmkPhraseTerm *rows;
    uint32_t n_rows, row_capacity, run_of_capacity, run_capacity;
} Grouper;

/* A topic takes a place once, for its first term, and none where one of its blocks stands: the others of that topic are left out. The flags of
 * the entries are the strengths of the terms. */
static bool is_needed(const Grouper *grouper, const NmkEntry *entries, uint32_t n, uint32_t i) {
    const bool block = entries[i].flags == NMK_BLOCK;
    for (uint32_t k = 0; k < n; k++) {
        if (k == i || grouper->terms[entries[k].id].topic != grouper->terms[entries[i].id].topic) continue;
        const bool other = entries[k].flags == NMK_BLOCK;
        if (block == other ? k < i : other) return false;
    }
    return true;
}

/* Of n entries, NMK_ENTRY_TERMS_MAX at most. */
static void read_run(const Grouper *grouper, const NmkEntry *entries, uint32_t n, Run *run) {
    *run = (Run){.terms = 0};
    for (unsigned blocks = 0; blocks < 2; blocks++)
        for (uint32_t i = 0; i < n; i++) {
            if ((entries[i].flags == NMK_BLOCK) != blocks || !is_needed(grouper, entries, n, i)) continue;
            run->rows[run->terms + run->blocks] =
                (NmkPhraseTerm){.term = entries[i].id, .topic = grouper->terms[entries[i].id].topic, .strength = entries[i].flags};
            if (blocks) run->blocks++;
            else run->terms++;
        }
}

static bool add_rows(Grouper *grouper, const Run *run) {
    NmkArena *arena = &grouper->builder->arena;
    const uint32_t first = grouper->n_rows, n = run->terms + run->blocks;
    NmkPhraseTerm *rows = nmk_arena_grow(arena, grouper->rows, sizeof *rows, &grouper->row_capacity, first + n);
    uint32_t *run_of = nmk_arena_grow(arena, grouper->run_of, sizeof *run_of, &grouper->run_of_capacity, first + n);
    if (!rows || !run_of) return false;
    grouper->rows = rows;
    grouper->run_of = run_of;
    memcpy(rows + first, run->rows, n * sizeof *rows);
    for (uint32_t i = first; i < first + n; i++) run_of[i] = first;
    grouper->n_rows += n;
    return true;
}

/* The first row of a run, which is added where it is new; false when out of memory. */
static bool find_run(Grouper *grouper, const Run *run, uint32_t *first) {
    const NmkSlice bytes = nmk_slice((const char *)run->rows, (run->terms + run->blocks) * sizeof *run->rows);
    const uint32_t known = nmk_intern_count(grouper->runs), number = nmk_intern(grouper->runs, bytes);
    if (number == NMK_INTERN_NONE) return false;
    uint32_t *first_of = nmk_arena_grow(&grouper->builder->arena, grouper->first_of, sizeof *first_of, &grouper->run_capacity, number + 1);
    if (!first_of) return false;
    grouper->first_of = first_of;
    if (number == known) {
        first_of[number] = grouper->n_rows;
        if (!add_rows(grouper, run)) return false;
    }
    *first = first_of[number];
    return true;
}

/* How many entries from entry on are terms that ask for the same case. */
static uint32_t run_length(const NmkEntry *entry, uint32_t n) {
    uint32_t length = 0;
    while (length < n && length < NMK_ENTRY_TERMS_MAX && entry[length].kind == NMK_ENTRY_TERM && entry[length].need == entry->need) length++;
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
            Run run;
            read_run(grouper, &tables->entries[i], length, &run);
            if (!find_run(grouper, &run, &entry.id)) return false;
            entry.flags = (uint8_t)(run.terms | run.blocks << 4);
        }
        tables->sources[*written] = source;
        tables->entries[(*written)++] = entry;
        length += !length;
    }
    node->entry = start;
    node->entries = (uint16_t)(*written - start);
    return true;
}

/* Marks the rows of runs whose terms have one key that no other run has; blocks do not count. */
static bool mark_alone(Grouper *grouper) {
    size_t n_terms;
    nmk_builder_section_rows(grouper->builder, NMK_SECTION_TERMS, &n_terms);
    NmkArena *arena = &grouper->builder->arena;
    uint32_t *run_of_key = nmk_arena_zeros(arena, n_terms + 1, sizeof *run_of_key); /* 1 + first row, UINT32_MAX of several */
    bool *mixed = nmk_arena_zeros(arena, (size_t)grouper->n_rows + 1, sizeof *mixed); /* by first row of the run */
    if (!run_of_key || !mixed) return false;
    for (uint32_t i = 0; i < grouper->n_rows; i++) {
        if (grouper->rows[i].strength == NMK_BLOCK) continue;
        uint32_t *of = &run_of_key[grouper->terms[grouper->rows[i].term].key];
        *of = *of == 0 || *of == grouper->run_of[i] + 1 ? grouper->run_of[i] + 1 : UINT32_MAX;
    }
    for (uint32_t i = 0; i < grouper->n_rows; i++) {
        const uint32_t run = grouper->run_of[i], key = grouper->terms[grouper->rows[i].term].key;
        if (grouper->rows[i].strength == NMK_BLOCK) continue;
        if (run_of_key[key] == UINT32_MAX || key != grouper->terms[grouper->rows[run].term].key) mixed[run] = true;
    }
    for (uint32_t i = 0; i < grouper->n_rows; i++) grouper->rows[i].alone = !mixed[grouper->run_of[i]];
    return true;
}

bool nmk_group_terms(NmkBuilder *builder, NmkTrieTables *tables) {
    Grouper grouper = {.builder = builder, .terms = builder->sections[NMK_SECTION_TERMS].rows, .runs = nmk_intern_new()};
    bool grouped = grouper.runs != NULL;
    uint32_t written = 0;
    for (uint32_t node = 1; node < tables->n_nodes && grouped; node++) grouped = group_node(&grouper, tables, &tables->nodes[node], &written);
    if (grouped) {
        grouped = mark_alone(&grouper);
        tables->n_entries = written;
        nmk_builder_section(builder, NMK_SECTION_PHRASE_TERMS, sizeof *grouper.rows, grouper.rows, grouper.n_rows);
    }
    nmk_intern_free(grouper.runs);
    return grouped;
}
