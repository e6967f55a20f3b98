/* The formula. Each term of a topic is worth its strength (6, 2, 1) times a value that grows slowly with how often it stands in the text, more in
 * the headline and in the lead. A topic's sum, scaled by length, plus its best sentence is what is said about it; divided by how much is said
 * about everything it is its score, of which related topics get a share. A class pools the terms of all topics below it. */
#include "recognize/topic_scorer.h"

enum {
    HEADLINE_BONUS = 4, LEAD_BONUS = 2, ONE_MENTION = 4, COUNT_MAX = 8,
    LENGTH_BASE = 400, LENGTH_SCALE = 800,   /* words of a usual text, and twice that */
    SHARE_BASE = 500, SHARE_WEIGHT = 16, SHARE_TOPICS = 45, /* the text's attention, over the shipped scored topics */
    ABOUT = 50, SUBSTANCE = 25
};

static const uint8_t count_value[COUNT_MAX + 1] = {0, 4, 8, 10, 12, 13, 14, 15, 16}; /* 4 (1 + log2 n) */
static const uint8_t strength_weight[] = {[NMK_BLOCK] = 0, [NMK_WEAK] = 1, [NMK_MEDIUM] = 2, [NMK_STRONG] = 6};

/* --- uses --- */

static inline NmkActiveTopic *active_of(NmkTopicScorer *scorer, uint32_t topic) {
    const uint32_t known = scorer->active_of[topic];
    if (known) return &scorer->active[known - 1];
    NmkActiveTopic *active = &scorer->active[scorer->n_active];
    *active = (NmkActiveTopic){.topic = (uint16_t)topic, .sentence = NMK_NO_NUMBER, .lender = NMK_NO_NUMBER};
    scorer->active_of[topic] = (uint16_t)++scorer->n_active;
    return active;
}

/* 1 + the new use */
static inline uint32_t new_use(NmkTopicScorer *scorer, const NmkTermHit *hit, const NmkPhraseTerm *row) {
    NmkActiveTopic *active = active_of(scorer, row->topic);
    active->uses++;
    if (row->strength == NMK_STRONG) active->strong = true;
    scorer->uses[scorer->n_uses] = (NmkTermUse){.term = row->term, .first = hit->first, .end = hit->end, .last_sentence = NMK_NO_NUMBER,
                                                .active = (uint16_t)(active - scorer->active), .strength = row->strength};
    return ++scorer->n_uses;
}

/* 1 + the use of a term that stands in several phrases */
static uint32_t shared_use(NmkTopicScorer *scorer, const NmkTermHit *hit, const NmkPhraseTerm *row) {
    uint32_t *chain = &scorer->chains[scorer->model->terms[row->term].key % NMK_USE_CHAINS];
    for (uint32_t u = *chain; u; u = scorer->uses[u - 1].next)
        if (scorer->uses[u - 1].term == row->term) return u;
    const uint32_t use = new_use(scorer, hit, row);
    scorer->uses[use - 1].next = *chain;
    return *chain = use;
}

static NmkPhraseUse *phrase_of(NmkTopicScorer *scorer, const NmkTermHit *hit) {
    uint32_t slot = hit->phrase * 2654435761u >> 12 & scorer->slot_mask;
    for (; scorer->slots[slot]; slot = (slot + 1) & scorer->slot_mask)
        if (scorer->phrases[scorer->slots[slot] - 1].row == hit->phrase) return &scorer->phrases[scorer->slots[slot] - 1];
    NmkPhraseUse *phrase = &scorer->phrases[scorer->n_phrases];
    *phrase = (NmkPhraseUse){.row = hit->phrase, .uses = scorer->n_use_of, .terms = hit->terms};
    scorer->n_use_of += hit->terms;
    scorer->slots[slot] = ++scorer->n_phrases;
    return phrase;
}

static void close_sentence(NmkActiveTopic *active) {
    uint64_t sum = (uint64_t)active->sure + (active->weak < active->sure ? active->weak : active->sure);
    if (sum > active->best) active->best = sum;
    active->sure = active->weak = 0;
}

/* In a sentence a term counts once. */
static inline void count_term(NmkTermUse *use, NmkActiveTopic *topics, uint32_t sentence, unsigned place) {
    use->count++;
    use->places = (uint8_t)(use->places | 1u << place);
    if (use->last_sentence == sentence) return;
    use->last_sentence = sentence;
    NmkActiveTopic *active = &topics[use->active];
    if (active->sentence != sentence) {
        close_sentence(active);
        active->sentence = sentence;
    }
    *(use->strength == NMK_WEAK ? &active->weak : &active->sure) += ONE_MENTION * strength_weight[use->strength];
}

static void count_hits(NmkTopicScorer *scorer) {
    NmkTermUse *const uses = scorer->uses;
    NmkActiveTopic *const active = scorer->active;
    for (const NmkTermHit *hit = scorer->hits.at, *end = hit + scorer->hits.count; hit < end; hit++) {
        const NmkPhraseTerm *row = &scorer->model->phrase_terms[hit->phrase + hit->from];
        uint32_t *use_of = &scorer->use_of[phrase_of(scorer, hit)->uses + hit->from];
        for (const NmkPhraseTerm *stop = row + hit->rows; row < stop; row++, use_of++) {
            if (!*use_of) *use_of = row->alone ? new_use(scorer, hit, row) : shared_use(scorer, hit, row);
            count_term(&uses[*use_of - 1], active, hit->sentence, hit->place);
        }
    }
}

static uint32_t value_of(const NmkTermUse *use) {
    static const uint8_t bonus[] = {[1u << NMK_TERM_IN_HEADLINE] = HEADLINE_BONUS, [1u << NMK_TERM_IN_LEAD] = LEAD_BONUS,
                                    [1u << NMK_TERM_IN_HEADLINE | 1u << NMK_TERM_IN_LEAD] = HEADLINE_BONUS + LEAD_BONUS};
    const uint32_t count = use->count < COUNT_MAX ? use->count : COUNT_MAX;
    return (uint32_t)(count_value[count] + bonus[use->places & ~(1u << NMK_TERM_IN_TEXT)]) * strength_weight[use->strength];
}

static void sum_uses(NmkTopicScorer *scorer) {
    NmkActiveTopic *const topics = scorer->active;
    for (NmkTermUse *use = scorer->uses, *end = use + scorer->n_uses; use < end; use++) {
        NmkActiveTopic *active = &topics[use->active];
        use->value = value_of(use);
        *(use->strength == NMK_WEAK ? &active->all_weak : &active->all_sure) += use->value;
    }
}

/* --- scores of topics --- */

static void sum_topic(const NmkTopicScorer *scorer, NmkActiveTopic *active) {
    if (active->all_sure == 0) return; /* weak terms alone say nothing */
    const uint64_t most = active->all_sure / 2;
    close_sentence(active);
    active->raw = active->all_sure + (active->all_weak < most ? active->all_weak : most);
    active->said = nmk_quotient(active->raw * LENGTH_SCALE, LENGTH_BASE + (uint64_t)scorer->hits.words) + active->best;
}

static void score_topics(NmkTopicScorer *scorer) {
    uint64_t attention = 0;
    for (uint32_t i = 0; i < scorer->n_active; i++) {
        sum_topic(scorer, &scorer->active[i]);
        if (scorer->model->topics[scorer->active[i].topic].flags & NMK_TOPIC_SCORED) attention += scorer->active[i].said;
    }
    uint64_t divisor = SHARE_BASE + SHARE_WEIGHT * (attention / SHARE_TOPICS);
    for (uint32_t i = 0; i < scorer->n_active; i++)
        if (scorer->active[i].said) scorer->active[i].score = nmk_quotient(scorer->active[i].said * 1000, divisor);
}

static void lend(NmkActiveTopic *to, uint32_t from, uint32_t share) {
    if (to->lender != NMK_NO_NUMBER && to->lent >= share) return;
    to->lender = from;
    to->lent = share;
}

static void follow_links(NmkTopicScorer *scorer) {
    uint32_t linking = scorer->n_active; /* those that links make active have no score of their own to give */
    for (uint32_t i = 0; i < linking; i++) {
        if (scorer->active[i].score == 0) continue;
        const NmkTopic *topic = &scorer->model->topics[scorer->active[i].topic];
        for (uint32_t k = 0; k < topic->n_links; k++) {
            const NmkTopicLink *link = &scorer->model->topic_links[topic->links + k];
            uint64_t share = scorer->active[i].score * link->weight / 16;
            if (share == 0) continue;
            NmkActiveTopic *other = active_of(scorer, link->topic);
            other->given += share;
            lend(other, i, (uint32_t)share);
        }
    }
    for (uint32_t i = 0; i < scorer->n_active; i++) scorer->active[i].score += scorer->active[i].given;
}

/* 25 at the threshold, 50 at 7/4 of it, and towards 100 */
static uint8_t relevance_of(uint64_t score, uint32_t threshold) {
    uint64_t about = 7 * (uint64_t)threshold / 4;
    if (score < threshold) return (uint8_t)nmk_quotient(SUBSTANCE * score, threshold);
    if (score < about) return (uint8_t)(SUBSTANCE + nmk_quotient(SUBSTANCE * (score - threshold), about - threshold));
    return (uint8_t)(ABOUT + nmk_quotient(ABOUT * (score - about), score));
}

/* --- what is listed --- */

static void rate_topics(NmkTopicScorer *scorer) {
    for (uint32_t i = 0; i < scorer->n_active; i++) {
        NmkActiveTopic *active = &scorer->active[i];
        if (active->score == 0) continue;
        const NmkTopic *topic = &scorer->model->topics[active->topic];
        if (active->topic < NMK_CLASSES && !(topic->flags & NMK_TOPIC_SCORED)) continue;
        uint8_t relevance = relevance_of(active->score, topic->threshold);
        if (relevance >= SUBSTANCE || active->strong) active->relevance = relevance;
    }
}

/* A topic above a listed one is listed: by its own score where it has a threshold, else as high as what lies below. The tree is a few levels deep. */
static void list_ancestors(NmkTopicScorer *scorer) {
    uint32_t listed = scorer->n_active;
    for (uint32_t i = 0; i < listed; i++) {
        if (scorer->active[i].relevance == 0) continue;
        uint8_t relevance = scorer->active[i].relevance;
        for (uint32_t t = scorer->model->topics[scorer->active[i].topic].broader; t != NMK_NO_TOPIC; t = scorer->model->topics[t].broader) {
            NmkActiveTopic *above = active_of(scorer, t);
            above->above = true;
            lend(above, i, relevance);
            if (t < NMK_CLASSES) break;
            if (!(scorer->model->topics[t].flags & NMK_TOPIC_SCORED)) {
                if (above->relevance < relevance) above->relevance = relevance;
            } else if (above->relevance == 0) {
                uint8_t own = relevance_of(above->score, scorer->model->topics[t].threshold);
                above->relevance = own == 0 ? 1 : own < SUBSTANCE ? own : SUBSTANCE - 1;
            }
        }
    }
}

/* A class is listed where the article is about it, or something below it is listed. One with a threshold is also a topic: up to 49 by its score. */
static void list_classes(NmkTopicScorer *scorer) {
    for (uint32_t c = 0; c < NMK_CLASSES; c++) {
        uint32_t relevance = scorer->class_relevance[c];
        bool known = scorer->active_of[c] != 0;
        if (relevance < ABOUT && !known) continue;
        NmkActiveTopic *active = active_of(scorer, c);
        if (relevance < ABOUT && scorer->model->topics[c].flags & NMK_TOPIC_SCORED)
            relevance = active->relevance < ABOUT ? active->relevance : ABOUT - 1;
        if (relevance < ABOUT && !active->above && !(scorer->model->topics[c].flags & NMK_TOPIC_SCORED)) relevance = 0;
        if (relevance == 0 && active->above) relevance = 1;
        active->relevance = (uint8_t)relevance;
    }
}

static NewsmarkStatus prepare(NmkTopicScorer *scorer) {
    NmkArena *arena = scorer->doc->arena;
    const uint32_t n_topics = scorer->model->count[NMK_SECTION_TOPICS], size = nmk_table_size(2 * scorer->hits.phrases);
    const size_t phrases = scorer->hits.phrases, terms = scorer->hits.terms;
    scorer->slot_mask = size - 1;
    scorer->slots = nmk_arena_zeros(arena, size, sizeof *scorer->slots);
    scorer->phrases = nmk_arena_take(arena, (phrases + 1) * sizeof *scorer->phrases);
    scorer->use_of = nmk_arena_zeros(arena, terms + 1, sizeof *scorer->use_of);
    scorer->uses = nmk_arena_take(arena, (terms + 1) * sizeof *scorer->uses);
    scorer->active = nmk_arena_take(arena, (n_topics + 1) * sizeof *scorer->active);
    scorer->active_of = nmk_arena_zeros(arena, n_topics + 1, sizeof *scorer->active_of);
    for (uint32_t c = 0; c < NMK_CLASSES; c++) scorer->classes[c].sure = scorer->classes[c].weak = scorer->classes[c].best.count = 0;
    memset(scorer->class_relevance, 0, sizeof scorer->class_relevance);
    memset(scorer->chains, 0, sizeof scorer->chains);
    if (!scorer->slots || !scorer->phrases || !scorer->use_of) return NEWSMARK_ERROR_MEMORY;
    return scorer->uses && scorer->active && scorer->active_of ? NEWSMARK_OK : NEWSMARK_ERROR_MEMORY;
}

NewsmarkStatus nmk_score_topics(NmkDoc *doc) {
    if (doc->model->count[NMK_SECTION_TOPICS] == 0) return NEWSMARK_OK;
    NmkTopicScorer *scorer = nmk_arena_take(doc->arena, sizeof *scorer);
    if (!scorer) return NEWSMARK_ERROR_MEMORY;
    scorer->doc = doc;
    scorer->model = doc->model;
    scorer->n_phrases = scorer->n_use_of = scorer->n_uses = scorer->n_active = scorer->n_topics = scorer->n_terms = 0;
    NEWSMARK_TRY(nmk_find_terms(doc, &scorer->hits));
    NEWSMARK_TRY(prepare(scorer));
    count_hits(scorer);
    sum_uses(scorer);
    score_topics(scorer);
    follow_links(scorer);
    nmk_score_classes(scorer);
    rate_topics(scorer);
    list_ancestors(scorer);
    list_classes(scorer);
    return nmk_list_topics(scorer);
}
