/* Candidates come by their first units, so the last left side is kept; the right sides of the units just ahead are kept in a ring. */
#include "recognize/sides.h"

enum { RING = 16 }; /* more than the units of the longest span */
_Static_assert(RING > NMK_SPAN_MAX + 2, "a right side must not be lost while spans end there");

/* What the facts of a side weigh: the vector of spans of one word, and of several. */
typedef struct Weight {
    int16_t of[2][16];
    bool known[2];
} Weight;

typedef struct LeftSide {
    NmkLeft side;
    Weight weight;
} LeftSide;

typedef struct RightSide {
    NmkRight side;
    Weight weight;
} RightSide;

static void weigh_general(const NmkModelView *model, const NmkFactList *list, Weight *weight) {
    memset(weight, 0, sizeof *weight);
    nmk_facts_sum(model, list, weight->of[0]);
    memcpy(weight->of[1], weight->of[0], sizeof weight->of[1]);
}

static const int16_t *weight_of_left(const NmkDoc *doc, LeftSide *left, bool several) {
    if (!left->weight.known[several]) {
        NmkFactList list;
        list.count = 0;
        nmk_left_counted_facts(doc, &left->side, several, &list);
        nmk_facts_sum(doc->model, &list, left->weight.of[several]);
        left->weight.known[several] = true;
    }
    return left->weight.of[several];
}

static const int16_t *weight_of_right(const NmkDoc *doc, RightSide *right, bool several) {
    if (!right->weight.known[several]) {
        NmkFactList list;
        list.count = 0;
        nmk_right_counted_facts(doc, &right->side, several, &list);
        nmk_facts_sum(doc->model, &list, right->weight.of[several]);
        right->weight.known[several] = true;
    }
    return right->weight.of[several];
}

static void read_left(const NmkDoc *doc, const NmkCandidate *candidate, LeftSide *left) {
    NmkFactList list;
    list.count = 0;
    nmk_left_facts(doc, candidate->first, &doc->candidates->runs[candidate->run], &left->side, &list);
    weigh_general(doc->model, &list, &left->weight);
}

static void read_right(const NmkDoc *doc, const NmkCandidate *candidate, RightSide *right) {
    NmkFactList list;
    list.count = 0;
    nmk_right_facts(doc, candidate->end, &doc->candidates->runs[candidate->run], &right->side, &list);
    weigh_general(doc->model, &list, &right->weight);
}

static void add_vector(int16_t sum[16], const int16_t more[16]) {
    for (int i = 0; i < 16; i++) sum[i] = (int16_t)(uint16_t)((uint16_t)sum[i] + (uint16_t)more[i]);
}

void nmk_static_sums(NmkDoc *doc) {
    struct NmkCandidates *c = doc->candidates;
    LeftSide left = {.side = {.first = UINT32_MAX}};
    RightSide rights[RING];
    for (uint32_t i = 0; i < RING; i++) rights[i].side.end = UINT32_MAX;
    for (uint32_t i = 0; i < c->count; i++) {
        NmkCandidate *candidate = &c->at[i];
        RightSide *right = &rights[candidate->end % RING];
        if (left.side.first != candidate->first) read_left(doc, candidate, &left);
        if (right->side.end != candidate->end) read_right(doc, candidate, right);
        const bool several = candidate->end - candidate->first > 1;
        NmkFactList list;
        list.count = 0;
        nmk_span_facts(doc, candidate, &left.side, &right->side, &list);
        nmk_facts_sum(doc->model, &list, candidate->sum);
        add_vector(candidate->sum, weight_of_left(doc, &left, several));
        add_vector(candidate->sum, weight_of_right(doc, right, several));
    }
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
}
