/* Candidates come by their first units, so the last left side is kept; the right sides of the units just ahead are kept in a ring. */
#include "recognize/sides.h"

#include "recognize/decode.h"

/* RING: more than the units of the longest span; AHEAD: runs; CHUNK: codes copied at once, whether they are there or not. */
enum { RING = 16, AHEAD = 2, CHUNK = 8 };
_Static_assert(RING > NMK_SPAN_MAX + 2, "a right side must not be lost while spans end there");
_Static_assert(NMK_FACTS_MAX % CHUNK == 0, "chunks end where lists end");

/* The facts of a side and what they weigh: those of all spans, and with them those of spans of one word, and of several. */
typedef struct Facts {
    NmkFactList general, counted[2];
    int16_t weight[2][16];
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

static void begin_facts(Facts *facts) {
    facts->general.count = 0;
    facts->known[0] = facts->known[1] = false;
}

static void weigh_general(const NmkModelView *model, Facts *facts) {
    memset(facts->weight[0], 0, sizeof facts->weight[0]);
    nmk_facts_sum(model, &facts->general, facts->weight[0]);
    memcpy(facts->weight[1], facts->weight[0], sizeof facts->weight[1]);
}

static void read_left(const NmkDoc *doc, const NmkCandidate *candidate, LeftSide *left, bool several) {
    Facts *facts = &left->facts;
    if (left->side.first != candidate->first) {
        begin_facts(facts);
        nmk_left_facts(doc, candidate->first, &doc->candidates->runs[candidate->run], &left->side, &facts->general);
        weigh_general(doc->model, facts);
    }
    if (facts->known[several]) return;
    facts->known[several] = true;
    facts->counted[several].count = 0;
    nmk_left_counted_facts(doc, &left->side, several, &facts->counted[several]);
    nmk_facts_sum(doc->model, &facts->counted[several], facts->weight[several]);
}

static void read_right(const NmkDoc *doc, const NmkCandidate *candidate, RightSide *right, bool several) {
    Facts *facts = &right->facts;
    if (right->side.end != candidate->end) {
        begin_facts(facts);
        nmk_right_facts(doc, candidate->end, &doc->candidates->runs[candidate->run], &right->side, &facts->general);
        weigh_general(doc->model, facts);
    }
    if (facts->known[several]) return;
    facts->known[several] = true;
    facts->counted[several].count = 0;
    nmk_right_counted_facts(doc, &right->side, several, &facts->counted[several]);
    nmk_facts_sum(doc->model, &facts->counted[several], facts->weight[several]);
}

NewsmarkStatus nmk_keep_codes(NmkDoc *doc, const NmkFactList *list, uint32_t *at) {
    struct NmkCandidates *c = doc->candidates;
    if (c->n_codes + list->count + CHUNK > c->codes_capacity) {
        uint32_t *grown = nmk_arena_grow(doc->arena, c->codes, sizeof *grown, &c->codes_capacity, c->n_codes + list->count + CHUNK);
        if (!grown) return NEWSMARK_ERROR_MEMORY;
        c->codes = grown;
    }
    *at = c->n_codes;
    for (uint32_t i = 0; i < list->count; i += CHUNK) memcpy(c->codes + c->n_codes + i, list->at + i, CHUNK * sizeof *list->at);
    c->n_codes += list->count;
    return NEWSMARK_OK;
}

static NewsmarkStatus keep_open(NmkDoc *doc, uint32_t candidate, const Facts *left, const Facts *right, const NmkFactList *span, bool several) {
    NmkOpen *open = &doc->candidates->open[doc->candidates->n_open++];
    uint32_t at;
    open->candidate = candidate;
    NEWSMARK_TRY(nmk_keep_codes(doc, span, &open->codes));
    NEWSMARK_TRY(nmk_keep_codes(doc, &left->general, &at));
    NEWSMARK_TRY(nmk_keep_codes(doc, &left->counted[several], &at));
    NEWSMARK_TRY(nmk_keep_codes(doc, &right->general, &at));
    NEWSMARK_TRY(nmk_keep_codes(doc, &right->counted[several], &at));
    open->n_codes = doc->candidates->n_codes - open->codes;
    return NEWSMARK_OK;
}

static void fetch(const NmkModelView *model, const NmkUnit *unit, NmkRoleOf role) {
    __builtin_prefetch(&model->cells[unit->set * NMK_ROLE_COUNT + role]);
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
    NmkCandidate *candidate = &doc->candidates->at[number];
    const bool several = candidate->end - candidate->first > 1;
    RightSide *right = &sides->rights[candidate->end % RING];
    read_left(doc, candidate, &sides->left, several);
    read_right(doc, candidate, right, several);
    NmkFactList list;
    list.count = 0;
    nmk_span_facts(doc, candidate, &sides->left.side, &right->side, &list);
    nmk_facts_sum(doc->model, &list, candidate->sum);
    nmk_vector_add(candidate->sum, sides->left.facts.weight[several]);
    nmk_vector_add(candidate->sum, right->facts.weight[several]);
    if (nmk_decode_hopeless(candidate)) return NEWSMARK_OK;
    const uint32_t before = list.count;
    nmk_rule_facts(doc, candidate, &list);
    nmk_codes_sum(doc->model, list.at + before, list.count - before, candidate->sum);
    nmk_decode_probabilities(candidate, candidate->sum);
    return candidate->p[NEWSMARK_NONE] < NMK_HOPELESS ? keep_open(doc, number, &sides->left.facts, &right->facts, &list, several) : NEWSMARK_OK;
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

void nmk_static_facts(const NmkDoc *doc, const NmkCandidate *candidate, NmkFactList *list) {
    const NmkRun *run = &doc->candidates->runs[candidate->run];
    const bool several = candidate->end - candidate->first > 1;
    NmkLeft left;
    NmkRight right;
    nmk_left_facts(doc, candidate->first, run, &left, list);
    nmk_left_counted_facts(doc, &left, several, list);
    nmk_right_facts(doc, candidate->end, run, &right, list);
    nmk_right_counted_facts(doc, &right, several, list);
    nmk_span_facts(doc, candidate, &left, &right, list);
    nmk_rule_facts(doc, candidate, list);
}
