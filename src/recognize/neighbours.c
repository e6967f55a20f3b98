/* The decided names in order, and where those of each run begin among them; a table over the lines counts them by type. Gaps of more than eight units
 * say nothing. */
#include "recognize/neighbours.h"

enum { TOUCHING, COMMA, AND, COMMA_AND, SLASH, DASH, OPEN, CLOSE, OF, POSSESSIVE, SEMICOLON, WITH, VERSUS, TO, NUMBER, FOR, BY, IN, AT, NEAR, FAR };

typedef struct LineNames {
    uint32_t count[4];
    int8_t first; /* type of its first decided name, -1 none */
} LineNames;

struct NmkBeside {
    uint32_t *names;    /* decided candidates */
    uint32_t *run_names; /* by run: the first of names that is of this run or a later one */
    LineNames *lines;
    uint32_t count, persons;
    uint32_t share; /* code of the share of persons among them */
};

static uint32_t line_of_unit(const NmkDoc *doc, uint32_t unit) { return doc->line_of[doc->candidates->units.at[unit].first]; }

static NewsmarkStatus make_room(NmkDoc *doc) {
    struct NmkCandidates *c = doc->candidates;
    if (c->beside) return NEWSMARK_OK;
    struct NmkBeside *b = nmk_arena_zeros(doc->arena, 1, sizeof *b);
    if (!b) return NEWSMARK_ERROR_MEMORY;
    b->names = nmk_arena_take(doc->arena, (c->n_open + 1u) * sizeof *b->names);
    b->run_names = nmk_arena_take(doc->arena, (c->n_runs + 1u) * sizeof *b->run_names);
    b->lines = nmk_arena_take(doc->arena, (doc->n_lines + 1u) * sizeof *b->lines);
    if (!b->names || !b->run_names || !b->lines) return NEWSMARK_ERROR_MEMORY;
    c->beside = b;
    return NEWSMARK_OK;
}

static void gather_name(const NmkDoc *doc, struct NmkBeside *b, uint32_t number) {
    const NmkCandidate *m = &doc->candidates->at[number];
    b->names[b->count++] = number;
    b->persons += m->decided == NEWSMARK_PERSON;
    LineNames *line = &b->lines[line_of_unit(doc, m->first)];
    if (line->first < 0) line->first = m->decided;
    line->count[m->decided]++;
}

NewsmarkStatus nmk_neighbours_gather(NmkDoc *doc) {
    NEWSMARK_TRY(make_room(doc));
    const struct NmkCandidates *c = doc->candidates;
    struct NmkBeside *b = c->beside;
    for (uint32_t l = 0; l < doc->n_lines; l++) b->lines[l] = (LineNames){.first = -1};
    b->count = b->persons = 0;
    uint32_t runs = 0;
    for (uint32_t i = 0; i < c->n_open; i++) {
        const NmkCandidate *m = &c->at[c->open[i].candidate];
        if (m->decided < 0) continue;
        while (runs <= m->run) b->run_names[runs++] = b->count;
        gather_name(doc, b, c->open[i].candidate);
    }
    while (runs <= c->n_runs) b->run_names[runs++] = b->count;
    const uint32_t tenths = b->count ? (10 * b->persons + b->count / 2) / b->count : 0;
    b->share = nmk_fact(NMK_F_document_persons, tenths > 5 ? 5 : tenths, 0, 0);
    return NEWSMARK_OK;
}

typedef struct Gap {
    const NmkDoc *doc;
    const NmkUnit *at; /* the units between two names */
    uint32_t count;
} Gap;

static bool is(const Gap *gap, uint32_t i, NmkTraits traits) { return i < gap->count && (gap->at[i].traits & traits); }

static bool is_number(const Gap *gap, uint32_t i) { return i < gap->count && gap->doc->tokens.at[gap->at[i].first].kind == NMK_NUMBER; }

/* A word of up to four letters as a number, the first letter lowest. */
#define WORD(a, b, c, d) ((uint32_t)(a) | (uint32_t)(b) << 8 | (uint32_t)(c) << 16 | (uint32_t)(d) << 24)

/* What is written at unit i, as such a number; 0 where it is longer. */
static uint32_t short_word(const Gap *gap, uint32_t i) {
    const NmkToken *token = &gap->doc->tokens.at[gap->at[i].first];
    const char *bytes = gap->doc->text.bytes + token->start;
    const uint32_t length = token->end - token->start;
    if (length > 4) return 0;
    uint32_t word = (uint8_t)bytes[0];
    for (uint32_t k = 1; k < length; k++) word |= (uint32_t)(uint8_t)bytes[k] << 8 * k;
    return word;
}

static bool is_and(const Gap *gap, uint32_t i) {
    if (i >= gap->count) return false;
    if (gap->at[i].traits & NMK_T(ampersand)) return true;
    const uint32_t word = short_word(gap, i);
    return word == WORD('a', 'n', 'd', 0) || word == WORD('o', 'r', 0, 0);
}

static uint32_t word_between(const Gap *gap) {
    switch (short_word(gap, 0)) {
    case WORD('o', 'f', 0, 0): return OF;
    case WORD('w', 'i', 't', 'h'): return WITH;
    case WORD('v', 0, 0, 0): case WORD('v', 's', 0, 0): return VERSUS;
    case WORD('t', 'o', 0, 0): return TO;
    case WORD('f', 'o', 'r', 0): return FOR;
    case WORD('b', 'y', 0, 0): return BY;
    case WORD('i', 'n', 0, 0): return IN;
    case WORD('a', 't', 0, 0): return AT;
    default: return NEAR;
    }
}

/* What stands between: at most three units have a label of their own. */
static uint32_t gap_label(const Gap *gap) {
    if (gap->count == 0) return TOUCHING;
    if (gap->count > 3) return FAR;
    bool one = gap->count == 1;
    if (is_and(gap, 0)) return one ? AND : NEAR;
    if (is(gap, 0, NMK_T(comma))) return one ? COMMA : gap->count == 2 && is_and(gap, 1) ? COMMA_AND : is_number(gap, 1) ? NUMBER : NEAR;
    if (is_number(gap, 0)) return NUMBER;
    if (is(gap, 0, NMK_T(close))) return CLOSE;
    if (!one) return NEAR;
    if (is(gap, 0, NMK_T(slash))) return SLASH;
    if (is(gap, 0, NMK_T(dash))) return DASH;
    if (is(gap, 0, NMK_T(open))) return OPEN;
    if (is(gap, 0, NMK_T(possessive))) return POSSESSIVE;
    if (is(gap, 0, NMK_T(semicolon))) return SEMICOLON;
    return word_between(gap);
}

static uint32_t *add_gap(const NmkDoc *doc, uint32_t from, uint32_t to_unit, int type, NmkFamily family, uint32_t *to) {
    if (to_unit - from > 8) return to;
    const Gap gap = {doc, &doc->candidates->units.at[from], to_unit - from};
    for (uint32_t i = 0; i < gap.count; i++)
        if (gap.at[i].traits & NMK_T(line_end)) return to;
    *to++ = nmk_fact(family, gap_label(&gap), (uint32_t)type, 0);
    return to;
}

static uint32_t *add_bits(NmkFamily family, uint32_t types, uint32_t *to) {
    for (uint32_t t = 0; t < 4; t++)
        if (types >> t & 1) *to++ = nmk_fact(family, t, 0, 0);
    return to;
}

/* The nearest decided names around; those of the run of me come first. */
static uint32_t *add_nearest(const NmkDoc *doc, const NmkCandidate *me, uint32_t *to) {
    const struct NmkCandidates *c = doc->candidates;
    const struct NmkBeside *b = c->beside;
    uint32_t next = b->run_names[me->run];
    while (next < b->count && c->at[b->names[next]].end <= me->first) next++;
    if (next > 0) {
        const NmkCandidate *before = &c->at[b->names[next - 1]];
        to = add_gap(doc, before->end, me->first, before->was_decided, NMK_F_previous, to);
    }
    while (next < b->count && c->at[b->names[next]].first < me->end) next++;
    if (next == b->count) return to;
    const NmkCandidate *after = &c->at[b->names[next]];
    return add_gap(doc, me->end, after->first, after->was_decided, NMK_F_next, to);
}

/* The first names of the lines around, for a name at the start of its own line. */
static uint32_t *add_lines(const NmkDoc *doc, const NmkCandidate *me, uint32_t *to) {
    const struct NmkBeside *b = doc->candidates->beside;
    uint32_t token = doc->candidates->units.at[me->first].first, line = doc->line_of[token];
    if (token > doc->lines[line].first + 2) return to;
    uint32_t above = 0, below = 0;
    for (uint32_t d = 1; d <= 2; d++) {
        if (line >= d && b->lines[line - d].first >= 0) above |= 1u << b->lines[line - d].first;
        if (line + d < doc->n_lines && b->lines[line + d].first >= 0) below |= 1u << b->lines[line + d].first;
    }
    to = add_bits(NMK_F_line_above, above, to);
    to = add_bits(NMK_F_line_below, below, to);
    uint32_t both = above | below;
    return above && below && (both & (both - 1)) == 0 ? add_bits(NMK_F_line_both, both, to) : to;
}

uint32_t *nmk_neighbour_facts(const NmkDoc *doc, uint32_t candidate, uint32_t *to) {
    const struct NmkBeside *b = doc->candidates->beside;
    const NmkCandidate *me = &doc->candidates->at[candidate];
    to = add_nearest(doc, me, to);
    to = add_lines(doc, me, to);
    LineNames line = b->lines[line_of_unit(doc, me->first)];
    if (me->was_decided >= 0) line.count[me->was_decided]--;
    const uint32_t all = line.count[0] + line.count[1] + line.count[2] + line.count[3];
    if (all >= 3) *to++ = nmk_fact(NMK_F_line_persons, (4 * line.count[0] + all / 2) / all, 0, 0);
    *to++ = b->share;
    return to;
}
