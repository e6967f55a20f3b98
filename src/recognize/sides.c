/* Candidates come by their first units, so the last left side is kept; the right sides of the units just ahead are kept in a ring. */
#include "recognize/sides.h"

#include "recognize/decode.h"

/* RING: more than the units of the longest span; AHEAD: runs. */
enum { RING = 16, AHEAD = 2 };
_Static_assert(RING > NMK_SPAN_MAX + 2, "a right side must not be lost while spans end there");

/* The facts of a side and what they weigh: those of all spans, and with them those of spans of one word, and of several. */
typedef struct Facts {
    NmkCodes general, counted[2];
    NmkSum general_sum, sum[2];
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

/* Codes are written behind all others, where there is room for them: what [at, end) of them weigh, and where they are kept. */
static NmkSum take(NmkDoc *doc, NmkSum sum, const uint32_t *end, NmkCodes *codes) {
    struct NmkCandidates *c = doc->candidates;
    const uint32_t *at = c->codes + c->n_codes;
    codes->at = c->n_codes;
    codes->end = c->n_codes += (uint32_t)(end - at);
    return nmk_sum_codes(doc->model, sum, at, end);
}

static uint32_t *behind(const NmkDoc *doc) { return doc->candidates->codes + doc->candidates->n_codes; }

static const Facts *read_left(NmkDoc *doc, const NmkCandidate *candidate, LeftSide *left, bool several) {
    Facts *facts = &left->facts;
    if (left->side.first != candidate->first) {
        facts->known[0] = facts->known[1] = false;
        const uint32_t *end = nmk_left_facts(doc, candidate->first, &doc->candidates->runs[candidate->run], &left->side, behind(doc));
        facts->general_sum = take(doc, (NmkSum){{0}, {0}}, end, &facts->general);
    }
    if (facts->known[several]) return facts;
    facts->known[several] = true;
    facts->sum[several] = take(doc, facts->general_sum, nmk_left_counted_facts(doc, &left->side, several, behind(doc)), &facts->counted[several]);
    return facts;
}

static const Facts *read_right(NmkDoc *doc, const NmkCandidate *candidate, RightSide *right, bool several) {
    Facts *facts = &right->facts;
    if (right->side.end != candidate->end) {
        facts->known[0] = facts->known[1] = false;
        const uint32_t *end = nmk_right_facts(doc, candidate->end, &doc->candidates->runs[candidate->run], &right->side, behind(doc));
        facts->general_sum = take(doc, (NmkSum){{0}, {0}}, end, &facts->general);
    }
    if (facts->known[several]) return facts;
    facts->known[several] = true;
    facts->sum[several] = take(doc, facts->general_sum, nmk_right_counted_facts(doc, &right->side, several, behind(doc)), &facts->counted[several]);
    return facts;
}

static void fetch(const NmkModelView *model, const NmkUnit *unit, NmkRoleOf role) {
    __builtin_prefetch(&model->vectors[nmk_cell(role, unit->set)]);
}

/* Asks for the cells of a run that will be read soon: those of two roles that follow each other share a line of memory. */
static void fetch_cells(const NmkDoc *doc, uint32_t number) {
    if (number >= doc->candidates->n_runs) return;
    const NmkRun *run = &doc->candidates->runs[number];
    const NmkUnit *first = &doc->candidates->units.at[run->first], *end = &doc->candidates->units.at[run->end];
    fetch(doc->model, first - 1, NMK_R_l1_one);
    fetch(doc->model, first - 2, NMK_R_l2);
    fetch(doc->model, first - 3, NMK_R_l3);
    for (const NmkUnit *unit = first; unit < end; unit++) fetch(doc->model, unit, NMK_R_only);
    fetch(doc->model, end, NMK_R_r1_one);
    fetch(doc->model, end + 1, NMK_R_r2);
    if (end - first == 1) return;
    fetch(doc->model, first - 1, NMK_R_l1_many);
    fetch(doc->model, end, NMK_R_r1_many);
    for (const NmkUnit *unit = first; unit < end; unit++) fetch(doc->model, unit, NMK_R_last);
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

/* Sums up one candidate. What is hopeless without the rules is not asked for them. */
static NewsmarkStatus weigh(NmkDoc *doc, uint32_t number, Sides *sides) {
    NEWSMARK_TRY(nmk_codes_room(doc, 2 * NMK_SIDE_CODES + NMK_SPAN_CODES));
    struct NmkCandidates *c = doc->candidates;
    NmkCandidate *candidate = &c->at[number];
    candidate->was_decided = -1;
    const bool several = candidate->end - candidate->first > 1;
    RightSide *right_side = &sides->rights[candidate->end % RING];
    const Facts *left = read_left(doc, candidate, &sides->left, several), *right = read_right(doc, candidate, right_side, several);
    const uint32_t *end = nmk_span_facts(doc, candidate, &sides->left.side, &right_side->side, behind(doc));
    NmkCodes span, rules;
    NmkSum sum = take(doc, (NmkSum){left->sum[several].low + right->sum[several].low, left->sum[several].high + right->sum[several].high}, end, &span);
    int16_t z[NMK_TYPES];
    nmk_sum_weights(&sum, 1, z);
    if (!nmk_decode_hopeless(candidate, z)) {
        sum = take(doc, sum, nmk_rule_facts(doc, candidate, behind(doc)), &rules);
        nmk_sum_weights(&sum, 1, z);
        nmk_decode_probabilities(candidate, z);
        if (candidate->p[NEWSMARK_NONE] < NMK_HOPELESS) {
            c->open[c->n_open++] = (NmkOpen){sum, number, left->general, left->counted[several], right->general, right->counted[several],
                                             {span.at, rules.end}, {0, 0}};
            return NEWSMARK_OK;
        }
    }
    c->n_codes = span.at;
    return NEWSMARK_OK;
}

NewsmarkStatus nmk_weigh_static(NmkDoc *doc) {
    struct NmkCandidates *c = doc->candidates;
    c->open = nmk_arena_take(doc->arena, (c->count + 1u) * sizeof *c->open);
    Sides *sides = new_sides(doc->arena);
    if (!c->open || !sides) return NEWSMARK_ERROR_MEMORY;
    for (uint32_t run = 0; run < AHEAD; run++) fetch_cells(doc, run);
    for (uint32_t run = 0; run < c->n_runs; run++) {
        fetch_cells(doc, run + AHEAD);
        for (uint32_t i = 0; i < c->runs[run].candidates; i++) NEWSMARK_TRY(weigh(doc, c->runs[run].candidate + i, sides));
    }
    return NEWSMARK_OK;
}

uint32_t *nmk_static_facts(const NmkDoc *doc, const NmkCandidate *candidate, uint32_t *to) {
    const NmkRun *run = &doc->candidates->runs[candidate->run];
    const bool several = candidate->end - candidate->first > 1;
    NmkLeft left;
    NmkRight right;
    to = nmk_left_facts(doc, candidate->first, run, &left, to);
    to = nmk_left_counted_facts(doc, &left, several, to);
    to = nmk_right_facts(doc, candidate->end, run, &right, to);
    to = nmk_right_counted_facts(doc, &right, several, to);
    to = nmk_span_facts(doc, candidate, &left, &right, to);
    return nmk_rule_facts(doc, candidate, to);
}
