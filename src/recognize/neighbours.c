/* Two arrays over the units give the nearest decided name that ends before, and that starts after; a table over the lines counts decided
 * names by type. Gaps of more than eight units say nothing. */
#include "recognize/neighbours.h"

#define NOBODY UINT32_MAX

enum { TOUCHING, COMMA, AND, COMMA_AND, SLASH, DASH, OPEN, CLOSE, OF, POSSESSIVE, SEMICOLON, WITH, VERSUS, TO, NUMBER, FOR, BY, IN, AT, NEAR, FAR };

typedef struct LineNames {
    uint32_t count[4];
    int8_t first; /* type of its first decided name, -1 none */
} LineNames;

struct NmkBeside {
    uint32_t *ended;  /* by unit: last decided candidate that ends at it or before */
    uint32_t *begins; /* by unit: first decided candidate that starts at it or after */
    LineNames *lines;
    uint32_t persons, decided;
};

static uint32_t line_of_unit(const NmkDoc *doc, uint32_t unit) { return doc->line_of[doc->candidates->units.at[unit].first]; }

static NewsmarkStatus make_room(NmkDoc *doc) {
    struct NmkCandidates *c = doc->candidates;
    if (c->beside) return NEWSMARK_OK;
    struct NmkBeside *b = nmk_arena_zeros(doc->arena, 1, sizeof *b);
    if (!b) return NEWSMARK_ERROR_MEMORY;
    b->ended = nmk_arena_take(doc->arena, (c->units.count + 2u) * sizeof(uint32_t));
    b->begins = nmk_arena_take(doc->arena, (c->units.count + 2u) * sizeof(uint32_t));
    b->lines = nmk_arena_take(doc->arena, (doc->n_lines + 1u) * sizeof(LineNames));
    if (!b->ended || !b->begins || !b->lines) return NEWSMARK_ERROR_MEMORY;
    c->beside = b;
    return NEWSMARK_OK;
}

NewsmarkStatus nmk_neighbours_gather(NmkDoc *doc) {
    NEWSMARK_TRY(make_room(doc));
    struct NmkCandidates *c = doc->candidates;
    struct NmkBeside *b = c->beside;
    uint32_t n = c->units.count;
    memset(b->ended, 0xff, (n + 2u) * sizeof(uint32_t));
    memset(b->begins, 0xff, (n + 2u) * sizeof(uint32_t));
    for (uint32_t l = 0; l < doc->n_lines; l++) b->lines[l] = (LineNames){.first = -1};
    b->persons = b->decided = 0;
    for (uint32_t i = 0; i < c->count; i++) {
        const NmkCandidate *m = &c->at[i];
        if (m->decided < 0) continue;
        b->ended[m->end] = b->begins[m->first] = i;
        b->decided++;
        b->persons += m->decided == NEWSMARK_PERSON;
        LineNames *line = &b->lines[line_of_unit(doc, m->first)];
        if (line->first < 0) line->first = m->decided;
        line->count[m->decided]++;
    }
    for (uint32_t u = 1; u <= n; u++)
        if (b->ended[u] == NOBODY) b->ended[u] = b->ended[u - 1];
    for (uint32_t u = n; u-- > 0;)
        if (b->begins[u] == NOBODY) b->begins[u] = b->begins[u + 1];
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
    const NmkSlice text = nmk_doc_token(gap->doc, gap->at[i].first);
    uint32_t word = 0;
    if (text.length > 4) return 0;
    for (uint32_t k = 0; k < text.length; k++) word |= (uint32_t)(unsigned char)text.bytes[k] << 8 * k;
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

static void add_gap(const NmkDoc *doc, uint32_t from, uint32_t to, int type, NmkFamily family, NmkFactList *list) {
    if (to - from > 8) return;
    Gap gap = {doc, &doc->candidates->units.at[from], to - from};
    for (uint32_t i = 0; i < gap.count; i++)
        if (doc->tokens.at[gap.at[i].first].kind == NMK_BREAK) return;
    nmk_facts_add(list, nmk_fact(family, gap_label(&gap), (uint32_t)type, 0));
}

static void add_bits(NmkFamily family, uint32_t types, NmkFactList *list) {
    for (uint32_t t = 0; t < 4; t++)
        if (types >> t & 1) nmk_facts_add(list, nmk_fact(family, t, 0, 0));
}

/* The first names of the lines around, for a name at the start of its own line. */
static void add_lines(const NmkDoc *doc, const NmkCandidate *me, NmkFactList *list) {
    const struct NmkBeside *b = doc->candidates->beside;
    uint32_t token = doc->candidates->units.at[me->first].first, line = doc->line_of[token];
    if (token > doc->lines[line].first + 2) return;
    uint32_t above = 0, below = 0;
    for (uint32_t d = 1; d <= 2; d++) {
        if (line >= d && b->lines[line - d].first >= 0) above |= 1u << b->lines[line - d].first;
        if (line + d < doc->n_lines && b->lines[line + d].first >= 0) below |= 1u << b->lines[line + d].first;
    }
    add_bits(NMK_F_line_above, above, list);
    add_bits(NMK_F_line_below, below, list);
    uint32_t both = above | below;
    if (above && below && (both & (both - 1)) == 0) add_bits(NMK_F_line_both, both, list);
}

void nmk_neighbour_facts(const NmkDoc *doc, uint32_t candidate, NmkFactList *list) {
    const struct NmkCandidates *c = doc->candidates;
    const struct NmkBeside *b = c->beside;
    const NmkCandidate *me = &c->at[candidate];
    uint32_t before = b->ended[me->first], after = b->begins[me->end];
    if (before != NOBODY) add_gap(doc, c->at[before].end, me->first, c->at[before].was_decided, NMK_F_previous, list);
    if (after != NOBODY) add_gap(doc, me->end, c->at[after].first, c->at[after].was_decided, NMK_F_next, list);
    add_lines(doc, me, list);
    LineNames line = b->lines[line_of_unit(doc, me->first)];
    if (me->was_decided >= 0) line.count[me->was_decided]--;
    uint32_t all = line.count[0] + line.count[1] + line.count[2] + line.count[3];
    if (all >= 3) nmk_facts_add(list, nmk_fact(NMK_F_line_persons, (4 * line.count[0] + all / 2) / all, 0, 0));
    uint32_t tenths = b->decided ? (10 * b->persons + b->decided / 2) / b->decided : 0;
    nmk_facts_add(list, nmk_fact(NMK_F_document_persons, tenths > 5 ? 5 : tenths, 0, 0));
}
