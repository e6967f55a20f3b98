/* The passes in order. The sums of words and surroundings are made once, for all passes; each pass adds its own facts to a fresh copy. */
#include "recognize/names.h"

#include "recognize/decode.h"
#include "recognize/neighbours.h"
#include "recognize/pool.h"
#include "recognize/sides.h"

static NewsmarkStatus begin(NmkDoc *doc) {
    doc->candidates = nmk_arena_zeros(doc->arena, 1, sizeof *doc->candidates);
    if (!doc->candidates) return NEWSMARK_ERROR_MEMORY;
    NEWSMARK_TRY(nmk_candidates_find(doc, doc->candidates));
    nmk_static_sums(doc);
    return NEWSMARK_OK;
}

static void later_facts(const NmkDoc *doc, uint32_t candidate, uint32_t pass, NmkFactList *list) {
    if (pass >= 2) nmk_pool_facts(doc, candidate, list);
    if (pass >= 3) nmk_neighbour_facts(doc, candidate, list);
}

/* Decides a pass. Facts of a pass read the decisions of the last one, so probabilities are written only when all facts are summed. */
static NewsmarkStatus decide(NmkDoc *doc, uint32_t pass) {
    struct NmkCandidates *c = doc->candidates;
    int16_t(*sums)[16] = nmk_arena_take(doc->arena, (c->count + 1u) * sizeof *sums);
    if (!sums) return NEWSMARK_ERROR_MEMORY;
    for (uint32_t i = 0; i < c->count; i++) {
        NmkFactList list;
        list.count = 0;
        later_facts(doc, i, pass, &list);
        memcpy(sums[i], c->at[i].sum, sizeof sums[i]);
        nmk_facts_sum(doc->model, &list, sums[i]);
    }
    for (uint32_t i = 0; i < c->count; i++) nmk_decode_probabilities(&c->at[i], &sums[i][(pass - 1) * NMK_TYPES]);
    return nmk_decode(doc);
}

NewsmarkStatus nmk_names_until(NmkDoc *doc, uint32_t pass) {
    NEWSMARK_TRY(begin(doc));
    for (uint32_t p = 1; p < pass; p++) {
        NEWSMARK_TRY(decide(doc, p));
        NEWSMARK_TRY(nmk_pool_gather(doc));
        if (p == 2) NEWSMARK_TRY(nmk_neighbours_gather(doc));
    }
    return NEWSMARK_OK;
}

void nmk_names_facts(const NmkDoc *doc, uint32_t candidate, uint32_t pass, NmkFactList *list) {
    nmk_static_facts(doc, &doc->candidates->at[candidate], list);
    later_facts(doc, candidate, pass, list);
}

/* The fact that speaks most for the decided type against the runner-up. */
typedef struct Strongest {
    const NmkModelView *model;
    uint32_t type, rival, fact;
    int32_t margin;
} Strongest;

static void weigh_fact(void *context, uint32_t fact) {
    Strongest *s = context;
    const int16_t *weight = &s->model->fact_vectors[fact].weight[(NMK_PASSES - 1) * NMK_TYPES];
    int32_t margin = weight[s->type] - weight[s->rival];
    if (margin > s->margin) {
        s->margin = margin;
        s->fact = fact;
    }
}

static uint32_t strongest_fact(const NmkDoc *doc, uint32_t candidate) {
    const NmkCandidate *c = &doc->candidates->at[candidate];
    Strongest s = {doc->model, (uint32_t)c->decided, c->decided == 0, UINT32_MAX, 0};
    for (uint32_t t = 0; t < NMK_TYPES; t++)
        if (t != s.type && c->p[t] > c->p[s.rival]) s.rival = t;
    NmkFactList list;
    list.count = 0;
    nmk_names_facts(doc, candidate, NMK_PASSES, &list);
    nmk_facts_each(doc->model, &list, weigh_fact, &s);
    return s.fact;
}

static NmkMention mention_of(const NmkDoc *doc, uint32_t candidate) {
    const NmkCandidate *c = &doc->candidates->at[candidate];
    const NmkUnit *units = doc->candidates->units.at;
    uint32_t first = units[c->first].first;
    return (NmkMention){.first = first, .end = units[c->end - 1].end, .fact = strongest_fact(doc, candidate), .entity = NEWSMARK_NO_ENTITY, .country = NMK_NO_COUNTRY,
                        .type = (uint8_t)c->decided, .kind = NEWSMARK_KIND_NONE, .zone = nmk_doc_zone(doc, first),
                        .score = (uint8_t)((uint32_t)c->p[c->decided] * 100 / 65536)};
}

NewsmarkStatus nmk_find_names(NmkDoc *doc) {
    NEWSMARK_TRY(nmk_names_until(doc, 3));
    NEWSMARK_TRY(decide(doc, 3));
    NmkMentions *mentions = &doc->mentions;
    for (uint32_t i = 0; i < doc->candidates->count; i++) {
        if (doc->candidates->at[i].decided < 0) continue;
        NmkMention *grown = nmk_arena_grow(doc->arena, mentions->at, sizeof *grown, &mentions->capacity, mentions->count + 1);
        if (!grown) return NEWSMARK_ERROR_MEMORY;
        mentions->at = grown;
        grown[mentions->count++] = mention_of(doc, i);
    }
    return NEWSMARK_OK;
}
