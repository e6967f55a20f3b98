/* Runs first, then their sub-spans, then the written forms. Spans are bounded by NMK_SPAN_MAX, so their number is linear in the text.
 * Written forms are numbered through a table of hashes of this document. */
#include "recognize/candidates.h"

#include "base/hash.h"
#include "model/facts.h"

typedef struct Finder {
    NmkDoc *doc;
    struct NmkCandidates *out;
    uint32_t capacity;
} Finder;

static bool flagged(const Finder *f, uint32_t i, uint16_t flags) { return f->out->units.at[i].flags & flags; }
static bool has(const Finder *f, uint32_t i, NmkTraits traits) { return f->out->units.at[i].traits & traits; }

static uint32_t start_byte(const Finder *f, uint32_t i) { return f->doc->tokens.at[f->out->units.at[i].first].start; }
static uint32_t end_byte(const Finder *f, uint32_t i) { return f->doc->tokens.at[f->out->units.at[i].end - 1].end; }

static bool opens(const Finder *f, uint32_t i) { return has(f, i, NMK_T_ANY_QUOTE | NMK_T(open)); }
static bool closes(const Finder *f, uint32_t i) { return has(f, i, NMK_T_ANY_QUOTE | NMK_T(close)); }

/* Unit i opens a nickname inside a name (First "Nick" Last): the unit after the closing mark, else 0. At most three words. */
static uint32_t nickname_end(const Finder *f, uint32_t i) {
    if (!opens(f, i) || start_byte(f, i) == end_byte(f, i - 1)) return 0;
    uint32_t k = i + 1;
    while (k < i + 4 && (flagged(f, k, NMK_U_CAPITAL) || has(f, k, NMK_T(art)))) k++;
    if (k == i + 1 || !closes(f, k) || !flagged(f, k + 1, NMK_U_CAPITAL)) return 0;
    bool tight = end_byte(f, i) == start_byte(f, i + 1) && end_byte(f, k - 1) == start_byte(f, k) && start_byte(f, k + 1) == end_byte(f, k) + 1;
    bool bracket = has(f, i, NMK_T(open)) && (flagged(f, i + 1, NMK_U_UPPER) || has(f, i + 1, NMK_T(country)));
    return tight && !bracket ? k + 1 : 0;
}

static bool particle(const Finder *f, uint32_t i) { return flagged(f, i, NMK_U_PARTICLE | NMK_U_INNER); }

/* The run that starts at unit i: [i, returned). */
static uint32_t run_end(const Finder *f, uint32_t i) {
    uint32_t end = i, at = i;
    while (at < f->out->units.count) {
        if (flagged(f, at, NMK_U_CAPITAL)) end = ++at;
        else if (particle(f, at) && (flagged(f, at + 1, NMK_U_CAPITAL) || (particle(f, at + 1) && flagged(f, at + 2, NMK_U_CAPITAL)))) at++;
        else {
            uint32_t after = at > i ? nickname_end(f, at) : 0;
            if (!after) break;
            at = after;
        }
    }
    return end;
}

static NewsmarkStatus add(Finder *f, uint32_t first, uint32_t end) {
    struct NmkCandidates *out = f->out;
    if (out->count == f->capacity) {
        NmkCandidate *grown = nmk_arena_grow(f->doc->arena, out->at, sizeof *grown, &f->capacity, out->count + 1);
        if (!grown) return NEWSMARK_ERROR_MEMORY;
        out->at = grown;
    }
    NmkCandidate *candidate = &out->at[out->count++];
    memset(candidate, 0, sizeof *candidate);
    candidate->first = first;
    candidate->end = end;
    candidate->run = out->n_runs;
    candidate->decided = -1;
    return NEWSMARK_OK;
}

/* "He" and "I" are pronouns with a capital, unless a title says that they are names ("Mr He"). */
static bool is_pronoun(const Finder *f, uint32_t i) {
    uint8_t shape = f->out->units.at[i].shape;
    return has(f, i, NMK_T(pron)) && (shape == NMK_S_plain || shape == NMK_S_initial) && !(f->out->units.at[(int64_t)i - 1].flags & NMK_U_TITLE);
}

/* The spans of a run that start at unit i. A title that only ever precedes a name cannot begin one, unless an organization or place follows
 * ("General Motors"). */
static NewsmarkStatus add_spans_from(Finder *f, uint32_t i, uint32_t run_stop) {
    const bool hard_title = has(f, i, NMK_T(hardtitle));
    bool follows = false;
    uint32_t marks = 0;
    for (uint32_t j = i; j < run_stop && j - i < NMK_SPAN_MAX + 2; j++) {
        if (j > i) follows |= has(f, j, NMK_T(orghead) | NMK_T(geohead) | NMK_T(of));
        marks += !flagged(f, j, NMK_U_WORD);
        if (!flagged(f, j, NMK_U_CAPITAL)) continue;
        if (j - i >= NMK_SPAN_MAX + (marks ? 2 : 0) || marks % 2) continue;
        if (hard_title && j > i && !follows) continue;
        if (j == i && is_pronoun(f, i)) continue;
        NEWSMARK_TRY(add(f, i, j + 1));
    }
    return NEWSMARK_OK;
}

static NewsmarkStatus add_spans(Finder *f, uint32_t run_first, uint32_t run_stop) {
    for (uint32_t i = run_first; i < run_stop; i++)
        if (flagged(f, i, NMK_U_CAPITAL | NMK_U_PARTICLE)) NEWSMARK_TRY(add_spans_from(f, i, run_stop));
    return NEWSMARK_OK;
}

static NewsmarkStatus add_run(Finder *f, uint32_t first, uint32_t end) {
    struct NmkCandidates *out = f->out;
    const uint32_t candidate = out->count;
    NEWSMARK_TRY(add_spans(f, first, end));
    out->runs[out->n_runs++] = (NmkRun){first, end, candidate, out->count - candidate};
    return NEWSMARK_OK;
}

/* A run starts at a capital, or at the particle before it; so there are no more runs than capitals. */
static NewsmarkStatus find_runs(Finder *f) {
    const NmkUnits *units = &f->out->units;
    f->out->runs = nmk_arena_take(f->doc->arena, units->n_capitals * sizeof *f->out->runs);
    if (!f->out->runs) return NEWSMARK_ERROR_MEMORY;
    for (uint32_t i = 0, past = 0; i < units->n_capitals; i++) {
        uint32_t first = units->capitals[i];
        if (first < past) continue;
        if (first > past && flagged(f, first - 1, NMK_U_PARTICLE)) first--;
        past = run_end(f, first);
        NEWSMARK_TRY(add_run(f, first, past));
    }
    return NEWSMARK_OK;
}

/* Open addressing by 64-bit hash (two different words in one slot: odds of 2^-40 in the largest text). */
typedef struct Table {
    uint64_t *keys;
    uint32_t *values;
    uint32_t mask;
} Table;

static NewsmarkStatus table_make(NmkDoc *doc, uint32_t entries, Table *table) {
    uint32_t size = 64;
    while (size < entries * 2) size *= 2; /* at most half of it is taken */
    *table = (Table){nmk_arena_zeros(doc->arena, size, sizeof *table->keys), nmk_arena_zeros(doc->arena, size, sizeof *table->values), size - 1};
    return table->keys && table->values ? NEWSMARK_OK : NEWSMARK_ERROR_MEMORY;
}

static uint32_t table_slot(const Table *table, uint64_t key) {
    uint32_t slot = (uint32_t)(key >> 7) & table->mask;
    while (table->keys[slot] && table->keys[slot] != key) slot = (slot + 1) & table->mask;
    return slot;
}

/* Candidates of one start come by end, so that the hash of a span goes on from that of the one before. */
static NewsmarkStatus number_names(Finder *f) {
    struct NmkCandidates *out = f->out;
    Table table;
    NEWSMARK_TRY(table_make(f->doc, out->count, &table));
    uint64_t key = 0;
    uint32_t first = UINT32_MAX, end = 0;
    for (uint32_t c = 0; c < out->count; c++) {
        if (out->at[c].first != first) {
            key = 0x2545f4914f6cdd1dULL;
            first = end = out->at[c].first;
        }
        for (; end < out->at[c].end; end++) key = nmk_mix(key ^ out->units.at[end].hash, 0x9e3779b97f4a7c15ULL) | 1;
        uint32_t slot = table_slot(&table, key);
        if (!table.keys[slot]) {
            table.keys[slot] = key;
            table.values[slot] = out->n_names++;
        }
        out->at[c].name = table.values[slot];
    }
    return NEWSMARK_OK;
}

/* By a few bits of their hashes, whether a capitalised word may be the same: most words in small letters are dismissed by it. */
enum { FILTER = 4096 };
static uint32_t filter_slot(uint64_t hash) { return hash >> 12 & (FILTER - 1); }

/* For every unit that can be part of a name: whether its word stands in lower case, or with a capital inside sentences. */
static NewsmarkStatus find_cases(Finder *f) {
    struct NmkCandidates *out = f->out;
    const NmkUnit *units = out->units.at, *end = units + out->units.count;
    const uint32_t *capitals = out->units.capitals, n = out->units.n_capitals;
    Table table;
    bool filter[FILTER] = {false};
    NEWSMARK_TRY(table_make(f->doc, n, &table));
    out->cases = nmk_arena_zeros(f->doc->arena, out->units.count + 1, 1);
    if (!out->cases) return NEWSMARK_ERROR_MEMORY;
    for (uint32_t i = 0; i < n; i++) {
        const NmkUnit *unit = &units[capitals[i]];
        uint32_t slot = table_slot(&table, unit->hash | 1);
        table.keys[slot] = unit->hash | 1;
        if (!(unit->flags & NMK_U_START)) table.values[slot] |= NMK_CASE_MIDDLE;
        filter[filter_slot(unit->hash)] = true;
    }
    for (const NmkUnit *unit = units; unit < end; unit++) {
        if (!filter[filter_slot(unit->hash)] || (unit->flags & (NMK_U_LOWER | NMK_U_CAPITAL)) != NMK_U_LOWER) continue;
        uint32_t slot = table_slot(&table, unit->hash | 1);
        if (table.keys[slot]) table.values[slot] |= NMK_CASE_LOWER;
    }
    for (uint32_t i = 0; i < n; i++) out->cases[capitals[i]] = (uint8_t)table.values[table_slot(&table, units[capitals[i]].hash | 1)];
    return NEWSMARK_OK;
}

static NewsmarkStatus index_starts(Finder *f) {
    struct NmkCandidates *out = f->out;
    const uint32_t end = out->units.count + 2;
    uint32_t *starting = nmk_arena_take(f->doc->arena, end * sizeof *starting), unit = 0;
    out->starting = starting;
    if (!starting) return NEWSMARK_ERROR_MEMORY;
    for (uint32_t c = 0; c < out->count; c++)
        for (const uint32_t first = out->at[c].first; unit <= first; unit++) starting[unit] = c;
    for (; unit < end; unit++) starting[unit] = out->count;
    return NEWSMARK_OK;
}

uint32_t nmk_candidate_at(const struct NmkCandidates *candidates, uint32_t first, uint32_t end) {
    for (uint32_t c = candidates->starting[first]; c < candidates->starting[first + 1]; c++)
        if (candidates->at[c].end == end) return c;
    return UINT32_MAX;
}

NewsmarkStatus nmk_candidates_find(NmkDoc *doc, struct NmkCandidates *candidates) {
    Finder f = {.doc = doc, .out = candidates};
    NEWSMARK_TRY(nmk_units_make(doc, &candidates->units));
    f.capacity = candidates->units.count / 2 + 16; /* of news a quarter is enough */
    candidates->at = nmk_arena_take(doc->arena, f.capacity * sizeof *candidates->at);
    if (!candidates->at) return NEWSMARK_ERROR_MEMORY;
    NEWSMARK_TRY(find_runs(&f));
    NEWSMARK_TRY(index_starts(&f));
    NEWSMARK_TRY(number_names(&f));
    return find_cases(&f);
}
