/* What is listed: topics by relevance, each with the uses that are worth most. A topic without terms of its own shows those of the one that lent
 * it most. */
#include "recognize/topic_scorer.h"

enum { EVIDENCE_MAX = 16 }; /* terms listed a topic */

static void add_evidence(NmkTopicScorer *scorer, const uint32_t *uses, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        const NmkTermUse *use = &scorer->uses[uses[i]];
        const NmkTerm *term = &scorer->model->terms[use->term];
        const NmkToken *tokens = scorer->doc->tokens.at;
        scorer->terms[scorer->n_terms++] =
            (NewsmarkTerm){.term = nmk_string(scorer->model, term->text), .source = nmk_string(scorer->model, term->source), .count = use->count,
                           .start = tokens[use->first].start, .end = tokens[use->end - 1].end, .strength = use->strength};
    }
}

/* The uses of most value, largest first; earlier before later of the same value. */
typedef struct Ranking {
    uint32_t use[EVIDENCE_MAX], value[EVIDENCE_MAX];
    uint32_t count;
} Ranking;

/* Uses come mostly in their order. */
static void rank_use(const NmkTopicScorer *scorer, Ranking *best, uint32_t use) {
    const uint32_t value = scorer->uses[use].value;
    uint32_t at = best->count;
    while (at > 0 && (best->value[at - 1] < value || (best->value[at - 1] == value && best->use[at - 1] > use))) at--;
    if (at == EVIDENCE_MAX) return;
    best->count += best->count < EVIDENCE_MAX;
    for (uint32_t i = best->count - 1; i > at; i--) {
        best->use[i] = best->use[i - 1];
        best->value[i] = best->value[i - 1];
    }
    best->use[at] = use;
    best->value[at] = value;
}

static void show_own_evidence(NmkTopicScorer *scorer, NmkActiveTopic *active) {
    Ranking best;
    best.count = 0;
    active->shown = true;
    if (active->topic < NMK_CLASSES) {
        for (uint32_t i = scorer->pool_of[active->topic]; i != NMK_NO_NUMBER; i = scorer->pool[i].next) rank_use(scorer, &best, scorer->pool[i].use);
    } else {
        for (uint32_t u = active->first_use; u != NMK_NO_NUMBER; u = scorer->uses[u].next) rank_use(scorer, &best, u);
    }
    active->first_evidence = scorer->n_terms;
    active->n_evidence = best.count;
    add_evidence(scorer, best.use, best.count);
}

static bool has_evidence(const NmkTopicScorer *scorer, const NmkActiveTopic *active) {
    if (active->topic >= NMK_CLASSES) return active->first_use != NMK_NO_NUMBER;
    return active->relevance && scorer->pool_of[active->topic] != NMK_NO_NUMBER;
}

/* Lenders are followed at most once for each level of the tree, and end at a topic with terms. */
static const NmkActiveTopic *evidence_of(NmkTopicScorer *scorer, NmkActiveTopic *active) {
    for (uint32_t step = 0; step < NMK_CLASSES && !has_evidence(scorer, active) && active->lender != NMK_NO_NUMBER; step++)
        active = &scorer->active[active->lender];
    if (!active->shown && has_evidence(scorer, active)) show_own_evidence(scorer, active);
    return active;
}

static bool goes_before(const NewsmarkTopic *a, const NewsmarkTopic *b) {
    return a->relevance != b->relevance ? a->relevance > b->relevance : nmk_slice_compare(a->topic, b->topic) < 0;
}

/* insertion sort: topics are at most those of the model */
static void add_topic(NmkTopicScorer *scorer, NmkActiveTopic *active) {
    const NmkTopic *row = &scorer->model->topics[active->topic];
    const NmkActiveTopic *shown = evidence_of(scorer, active);
    NewsmarkTopic topic = {.topic = nmk_string(scorer->model, row->slug), .code = nmk_string(scorer->model, row->code),
                           .relevance = active->relevance, .first_evidence = shown->first_evidence, .n_evidence = shown->n_evidence};
    uint32_t at = scorer->n_topics++;
    for (; at > 0 && goes_before(&topic, &scorer->topics[at - 1]); at--) scorer->topics[at] = scorer->topics[at - 1];
    scorer->topics[at] = topic;
}

NewsmarkStatus nmk_list_topics(NmkTopicScorer *scorer) {
    NmkArena *arena = scorer->doc->arena;
    scorer->topics = nmk_arena_take(arena, (scorer->n_active + 1) * sizeof *scorer->topics);
    scorer->terms = nmk_arena_take(arena, ((size_t)scorer->n_active + 1) * EVIDENCE_MAX * sizeof *scorer->terms);
    if (!scorer->topics || !scorer->terms) return NEWSMARK_ERROR_MEMORY;
    for (uint32_t i = 0; i < scorer->n_active; i++)
        if (scorer->active[i].relevance) add_topic(scorer, &scorer->active[i]);
    NewsmarkResult *result = &scorer->doc->result;
    result->topics = scorer->topics;
    result->n_topics = scorer->n_topics;
    result->terms = scorer->terms;
    result->n_terms = scorer->n_terms;
    return NEWSMARK_OK;
}
