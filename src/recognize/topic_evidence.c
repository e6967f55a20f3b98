/* What is listed: topics by relevance, each with the uses that are worth most. A topic without terms of its own shows those of the one that lent
 * it most. */
#include "recognize/topic_scorer.h"

static bool has_evidence(const NmkTopicScorer *scorer, const NmkActiveTopic *active) {
    if (active->topic >= NMK_CLASSES) return active->uses > 0;
    return active->relevance && scorer->classes[active->topic].best.count > 0;
}

/* Lenders are followed at most once for each level of the tree, and end at a topic with terms. */
static uint32_t find_shown(const NmkTopicScorer *scorer, uint32_t active) {
    for (uint32_t step = 0; step < NMK_CLASSES && !has_evidence(scorer, &scorer->active[active]); step++) {
        if (scorer->active[active].lender == NMK_NO_NUMBER) break;
        active = scorer->active[active].lender;
    }
    return active;
}

/* Finds whose evidence is shown. What classes pooled is ranked already. */
static NewsmarkStatus choose_shown(NmkTopicScorer *scorer) {
    for (uint32_t i = 0; i < scorer->n_active; i++) {
        if (!scorer->active[i].relevance) continue;
        const uint32_t shows = scorer->active[i].shows = find_shown(scorer, i);
        NmkActiveTopic *active = &scorer->active[shows];
        if (active->shown || !has_evidence(scorer, active)) continue;
        if (active->topic < NMK_CLASSES) active->shown = &scorer->classes[active->topic].best;
        else active->shown = nmk_arena_take(scorer->doc->arena, sizeof *active->shown);
        if (!active->shown) return NEWSMARK_ERROR_MEMORY;
        if (active->topic >= NMK_CLASSES) active->shown->count = 0;
        scorer->n_terms += active->topic < NMK_CLASSES ? active->shown->count : active->uses < NMK_EVIDENCE_MAX ? active->uses : NMK_EVIDENCE_MAX;
    }
    return NEWSMARK_OK;
}

static void rank_uses(NmkTopicScorer *scorer) {
    for (uint32_t u = 0; u < scorer->n_uses; u++) {
        const NmkActiveTopic *active = &scorer->active[scorer->uses[u].active];
        if (!active->shown || active->topic < NMK_CLASSES) continue;
        nmk_best_add(active->shown, u, scorer->uses[u].value);
        __builtin_prefetch(&scorer->model->terms[scorer->uses[u].term]); /* for write_evidence */
    }
}

static void write_evidence(NmkTopicScorer *scorer, NmkActiveTopic *active) {
    const NmkToken *tokens = scorer->doc->tokens.at;
    active->written = true;
    active->first_evidence = scorer->n_terms;
    active->n_evidence = active->shown->count;
    for (uint32_t i = 0; i < active->shown->count; i++) {
        const NmkTermUse *use = &scorer->uses[(uint32_t)~active->shown->at[i]];
        const NmkTerm *term = &scorer->model->terms[use->term];
        scorer->terms[scorer->n_terms++] =
            (NewsmarkTerm){.term = {nmk_text(scorer->model, term->text), term->text_length},
                           .source = {nmk_text(scorer->model, term->source), term->source_length}, .count = use->count,
                           .start = tokens[use->first].start, .end = tokens[use->end - 1].end, .strength = use->strength};
    }
}

/* Where the topic above stands in the result. */
static uint32_t listed_parent(const NmkTopicScorer *scorer, const NmkTopic *row) {
    const uint32_t known = row->broader == NMK_NO_TOPIC ? 0 : scorer->active_of[row->broader];
    return known && scorer->active[known - 1].relevance ? scorer->active[known - 1].listed : NEWSMARK_NO_TOPIC;
}

static void write_topic(NmkTopicScorer *scorer, const NmkActiveTopic *active) {
    const NmkTopic *row = &scorer->model->topics[active->topic];
    NmkActiveTopic *shows = &scorer->active[active->shows];
    if (shows->shown && !shows->written) write_evidence(scorer, shows);
    scorer->topics[scorer->n_topics++] =
        (NewsmarkTopic){.topic = nmk_string(scorer->model, row->slug), .code = nmk_string(scorer->model, row->code),
                        .relevance = active->relevance, .first_evidence = shows->first_evidence, .n_evidence = shows->n_evidence,
                        .parent = listed_parent(scorer, row)};
}

/* By relevance, of equal ones by slug. Insertion sort: topics are at most those of the model. */
static uint32_t sort_listed(const NmkTopicScorer *scorer, uint64_t *order) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < scorer->n_active; i++) {
        const NmkActiveTopic *active = &scorer->active[i];
        if (!active->relevance) continue;
        const uint64_t key = (uint64_t)(100u - active->relevance) << 48 | (uint64_t)scorer->model->topics[active->topic].order << 16 | i;
        uint32_t at = n++;
        for (; at > 0 && order[at - 1] > key; at--) order[at] = order[at - 1];
        order[at] = key;
    }
    return n;
}

NewsmarkStatus nmk_list_topics(NmkTopicScorer *scorer) {
    NmkArena *arena = scorer->doc->arena;
    uint64_t *order = nmk_arena_take(arena, (scorer->n_active + (size_t)1) * sizeof *order);
    if (!order) return NEWSMARK_ERROR_MEMORY;
    NEWSMARK_TRY(choose_shown(scorer));
    rank_uses(scorer);
    const uint32_t n = sort_listed(scorer, order);
    scorer->topics = nmk_arena_take(arena, (n + (size_t)1) * sizeof *scorer->topics);
    scorer->terms = nmk_arena_take(arena, (scorer->n_terms + (size_t)1) * sizeof *scorer->terms);
    if (!scorer->topics || !scorer->terms) return NEWSMARK_ERROR_MEMORY;
    scorer->n_terms = 0;
    for (uint32_t i = 0; i < n; i++) scorer->active[order[i] & 0xffff].listed = i;
    for (uint32_t i = 0; i < n; i++) write_topic(scorer, &scorer->active[order[i] & 0xffff]);
    NewsmarkResult *result = &scorer->doc->result;
    result->topics = scorer->topics;
    result->n_topics = scorer->n_topics;
    result->terms = scorer->terms;
    result->n_terms = scorer->n_terms;
    return NEWSMARK_OK;
}
