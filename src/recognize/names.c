/* The passes in order. The sums of words and surroundings are made once, for all passes; each pass adds its own facts to a fresh copy. The later
 * passes look only at candidates that are not hopeless after the first. */
#include "recognize/names.h"

#include "recognize/decode.h"
#include "recognize/neighbours.h"
#include "recognize/pool.h"
#include "recognize/sides.h"

static NewsmarkStatus begin(NmkDoc *doc) {
    doc->candidates = nmk_arena_zeros(doc->arena, 1, sizeof *doc->candidates);
    if (!doc->candidates) return NEWSMARK_ERROR_MEMORY;
    NEWSMARK_TRY(nmk_candidates_find(doc, doc->candidates));
    return nmk_weigh_static(doc);
}

static uint32_t *later_facts(const NmkDoc *doc, uint32_t candidate, uint32_t pass, uint32_t *to) {
    if (pass >= 2) to = nmk_pool_facts(doc, candidate, to);
    return pass >= 3 ? nmk_neighbour_facts(doc, candidate, to) : to;
}

/* Probabilities of a later pass, of the candidates that the last one did not find hopeless. Facts read what the last pass decided, which stays as it
 * was gathered. The codes of the last pass are kept. */
static NewsmarkStatus weigh_again(NmkDoc *doc, uint32_t pass) {
    struct NmkCandidates *c = doc->candidates;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < c->n_open; i++) {
        NmkCandidate *candidate = &c->at[c->open[i].candidate];
        if (candidate->p[NEWSMARK_NONE] >= NMK_HOPELESS) continue;
        if (kept < i) c->open[kept] = c->open[i];
        NmkOpen *open = &c->open[kept++];
        NEWSMARK_TRY(nmk_codes_room(doc, NMK_LATER_CODES));
        const uint32_t *codes = c->codes + c->n_codes, *end = later_facts(doc, open->candidate, pass, c->codes + c->n_codes);
        const NmkSum sum = nmk_sum_codes(doc->model, open->sum, codes, end);
        int16_t z[NMK_TYPES];
        nmk_sum_weights(&sum, pass, z);
        if (pass < NMK_PASSES) {
            nmk_decode_likeliest(candidate, z);
            continue;
        }
        nmk_decode_probabilities(candidate, z);
        open->later = (NmkCodes){c->n_codes, (uint32_t)(end - c->codes)};
        c->n_codes = open->later.end;
    }
    c->n_open = kept;
    return NEWSMARK_OK;
}

static NewsmarkStatus decide(NmkDoc *doc, uint32_t pass) {
    if (pass > 1) NEWSMARK_TRY(weigh_again(doc, pass));
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
    const uint32_t *end = later_facts(doc, candidate, pass, nmk_static_facts(doc, &doc->candidates->at[candidate], list->at));
    list->count = (uint32_t)(end - list->at);
}

/* The fact that speaks most for the decided type against the runner-up. */
static uint32_t strongest_fact(const NmkDoc *doc, const NmkOpen *open) {
    const struct NmkCandidates *c = doc->candidates;
    const NmkCandidate *candidate = &c->at[open->candidate];
    NmkStrongest s = {doc->model, (uint32_t)candidate->decided, candidate->decided == 0, UINT32_MAX, 1};
    for (uint32_t t = 0; t < NMK_TYPES; t++)
        if (t != s.type && candidate->p[t] > candidate->p[s.rival]) s.rival = t;
    nmk_find_strongest(&s, c->codes + open->span.at, c->codes + open->span.end);
    nmk_find_strongest(&s, c->codes + open->later.at, c->codes + open->later.end);
    nmk_find_strongest(&s, c->codes + open->right.at, c->codes + open->right.end);
    nmk_find_strongest(&s, c->codes + open->left.at, c->codes + open->left.end);
    return s.fact;
}

static NmkMention mention_of(const NmkDoc *doc, const NmkOpen *open) {
    const NmkCandidate *c = &doc->candidates->at[open->candidate];
    const NmkUnit *units = doc->candidates->units.at;
    uint32_t first = units[c->first].first;
    return (NmkMention){.first = first, .end = units[c->end - 1].end, .fact = strongest_fact(doc, open), .entity = NEWSMARK_NO_ENTITY, .country = NMK_NO_COUNTRY,
                        .type = (uint8_t)c->decided, .kind = NEWSMARK_KIND_NONE, .zone = nmk_doc_zone(doc, first),
                        .score = (uint8_t)((uint32_t)c->p[c->decided] * 100 / 65536)};
}

NewsmarkStatus nmk_find_names(NmkDoc *doc) {
    NEWSMARK_TRY(nmk_names_until(doc, NMK_PASSES));
    NEWSMARK_TRY(decide(doc, NMK_PASSES));
    const struct NmkCandidates *c = doc->candidates;
    NmkMentions *mentions = &doc->mentions;
    NmkMention *room = nmk_arena_grow(doc->arena, mentions->at, sizeof *room, &mentions->capacity, mentions->count + c->n_open);
    if (!room) return NEWSMARK_ERROR_MEMORY;
    mentions->at = room;
    for (const NmkOpen *open = c->open, *end = open + c->n_open; open < end; open++)
        if (c->at[open->candidate].decided >= 0) room[mentions->count++] = mention_of(doc, open);
    return NEWSMARK_OK;
}
