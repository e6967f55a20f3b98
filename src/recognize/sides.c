/* Candidates come by their first units, so the last left side is kept; the right sides of the units just ahead are kept in a ring. */
#include "recognize/sides.h"

#include "recognize/decode.h"

/* RING: more than the units of the longest span; USUAL_CODES: of a candidate. */
enum { RING = 16, USUAL_CODES = 24 };
_Static_assert(RING > NMK_SPAN_MAX + 2, "a right side must not be lost while spans end there");

/* The codes of a side and their sums, for spans of one word and for spans of several. */
typedef struct Facts {
    NmkCodes codes[2];
    NmkSum sum[2];
    bool known[2];
} Facts;

typedef struct LeftSide {
    NmkLeft side;
    Facts facts;
} LeftSide;

typedef struct RightSide {
    NmkRight side;
    Facts facts;
} RightSide;

/* The facts of all spans, from the other list of the side. */
static uint32_t *repeat_general(const NmkDoc *doc, NmkCodes other, uint32_t general, uint32_t *to) {
    for (uint32_t i = 0; i < general; i++) *to++ = doc->candidates->codes[other.at + i];
    return to;
}

/* Codes [at, end) are those of a side. */
static inline void keep(const NmkDoc *doc, Facts *facts, bool several, const uint32_t *at, const uint32_t *end) {
    const uint32_t *codes = doc->candidates->codes;
    facts->known[several] = true;
    facts->sum[several] = nmk_sum_codes(doc->model, (NmkSum){{0}, {0}}, at, end);
    facts->codes[several] = (NmkCodes){(uint32_t)(at - codes), (uint32_t)(end - codes)};
}

static uint32_t *read_left(const NmkDoc *doc, const NmkCandidate *candidate, LeftSide *left, uint32_t *at) {
    const bool several = nmk_is_several(candidate);
    uint32_t *end;
    if (left->side.first != candidate->first) {
        left->facts.known[!several] = false;
        end = nmk_left_facts(doc, candidate, &left->side, at);
    } else {
        if (left->facts.known[several]) return at;
        end = repeat_general(doc, left->facts.codes[!several], left->side.general, at);
        end = nmk_left_counted_facts(doc, candidate->first, several, end);
    }
    keep(doc, &left->facts, several, at, end);
    return end;
}

static uint32_t *read_right(const NmkDoc *doc, const NmkCandidate *candidate, RightSide *right, uint32_t *at) {
    const bool several = nmk_is_several(candidate);
    uint32_t *end;
    if (right->side.end != candidate->end) {
        right->facts.known[!several] = false;
        end = nmk_right_facts(doc, candidate, &right->side, at);
    } else {
        if (right->facts.known[several]) return at;
        end = repeat_general(doc, right->facts.codes[!several], right->side.general, at);
        end = nmk_right_counted_facts(doc, candidate->end, several, end);
    }
    keep(doc, &right->facts, several, at, end);
    return end;
}

/* The sides of spans near the candidate at hand. */
typedef struct Sides {
    LeftSide left;
    RightSide rights[RING];
} Sides;

static Sides *new_sides(NmkArena *arena) {
    Sides *sides = nmk_arena_take(arena, sizeof *sides);
    if (!sides) return NULL;
    sides->left.side.first = UINT32_MAX;
    for (uint32_t i = 0; i < RING; i++) sides->rights[i].side.end = UINT32_MAX;
    return sides;
}

/* Sums up one candidate and lists it where it may yet be a name. What is hopeless without the rules is not asked for them. */
static NewsmarkStatus weigh(NmkDoc *doc, uint32_t number, Sides *sides) {
    NEWSMARK_TRY(nmk_codes_room(doc, 2 * NMK_SIDE_CODES + NMK_SPAN_CODES));
    struct NmkCandidates *c = doc->candidates;
    NmkCandidate *candidate = &c->at[number];
    const bool several = nmk_is_several(candidate);
    LeftSide *left = &sides->left;
    RightSide *right = &sides->rights[candidate->end % RING];
    uint32_t *span = read_right(doc, candidate, right, read_left(doc, candidate, left, c->codes + c->n_codes));
    c->n_codes = (uint32_t)(span - c->codes);
    const NmkSum *a = &left->facts.sum[several], *b = &right->facts.sum[several];
    uint32_t *rules = nmk_span_facts(doc, candidate, &left->side, &right->side, span);
    NmkSum sum = nmk_sum_codes(doc->model, (NmkSum){a->low + b->low, a->high + b->high}, span, rules);
    int16_t z[NMK_TYPES];
    nmk_sum_weights(&sum, 1, z);
    candidate->was_decided = -1;
    if (nmk_decode_hopeless(candidate, z)) return NEWSMARK_OK;
    const uint32_t *end = nmk_rule_facts(doc, candidate, rules);
    sum = nmk_sum_codes(doc->model, sum, rules, end);
    nmk_sum_weights(&sum, 1, z);
    nmk_decode_likeliest(candidate, z);
    if (candidate->p[NEWSMARK_NONE] >= NMK_HOPELESS) return NEWSMARK_OK;
    c->open[c->n_open++] = (NmkOpen){.sum = sum, .candidate = number, .left = left->facts.codes[several], .right = right->facts.codes[several],
                                     .span = {c->n_codes, (uint32_t)(end - c->codes)}};
    c->n_codes = (uint32_t)(end - c->codes);
    return NEWSMARK_OK;
}

NewsmarkStatus nmk_weigh_static(NmkDoc *doc) {
    struct NmkCandidates *c = doc->candidates;
    NEWSMARK_TRY(nmk_codes_room(doc, c->count * USUAL_CODES));
    c->open = nmk_arena_take(doc->arena, (c->count + 1u) * sizeof *c->open);
    Sides *sides = new_sides(doc->arena);
    if (!c->open || !sides) return NEWSMARK_ERROR_MEMORY;
    for (uint32_t i = 0; i < c->count; i++) NEWSMARK_TRY(weigh(doc, i, sides));
    return NEWSMARK_OK;
}

uint32_t *nmk_static_facts(const NmkDoc *doc, const NmkCandidate *candidate, uint32_t *to) {
    NmkLeft left;
    NmkRight right;
    to = nmk_left_facts(doc, candidate, &left, to);
    to = nmk_right_facts(doc, candidate, &right, to);
    to = nmk_span_facts(doc, candidate, &left, &right, to);
    return nmk_rule_facts(doc, candidate, to);
}
