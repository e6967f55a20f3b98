/* A class pools the terms of all topics below it. Terms of equal letters that several topics have are one for it: the one of the best value counts,
 * of equal ones the stronger, then the earlier. */
#include "recognize/topic_scorer.h"

enum { ABOUT = 50 };

/* Of uses with equal letters the best for each class. */
typedef struct Choice {
    uint32_t use[NMK_CLASSES], value[NMK_CLASSES];
    uint32_t seen; /* classes, as bits */
} Choice;

static void consider(const NmkTopicScorer *scorer, Choice *choice, uint32_t number) {
    const NmkTermUse *use = &scorer->uses[number];
    const NmkTopic *topic = &scorer->model->topics[scorer->active[use->active].topic];
    const NmkTopicParent *parents = &scorer->model->topic_parents[topic->parents];
    for (uint32_t k = 0; k < topic->n_parents; k++) {
        const uint32_t c = parents[k].topic, own = use->value * parents[k].weight;
        if (choice->seen >> c & 1) {
            const uint32_t value = choice->value[c];
            const uint8_t other = scorer->uses[choice->use[c]].strength;
            if (own < value || (own == value && (use->strength < other || (use->strength == other && number > choice->use[c])))) continue;
        }
        choice->seen |= 1u << c;
        choice->use[c] = number;
        choice->value[c] = own;
    }
}

static inline void pool_use(NmkTopicScorer *scorer, uint32_t class, uint32_t number, uint32_t value) {
    const NmkTermUse *use = &scorer->uses[number];
    NmkClassPool *pool = &scorer->classes[class];
    *(use->strength == NMK_WEAK ? &pool->weak : &pool->sure) += value;
    nmk_best_add(&pool->best, number, use->value);
}

/* A term that no other has the letters of. */
static void pool_single(NmkTopicScorer *scorer, uint32_t number) {
    const NmkTermUse *use = &scorer->uses[number];
    const NmkTopic *topic = &scorer->model->topics[scorer->active[use->active].topic];
    const NmkTopicParent *parents = &scorer->model->topic_parents[topic->parents];
    for (uint32_t k = 0; k < topic->n_parents; k++) pool_use(scorer, parents[k].topic, number, use->value * parents[k].weight);
}

static void pool(NmkTopicScorer *scorer, const Choice *choice) {
    for (uint32_t rest = choice->seen; rest; rest &= rest - 1) {
        const uint32_t c = (uint32_t)__builtin_ctz(rest);
        pool_use(scorer, c, choice->use[c], choice->value[c]);
    }
}

/* Terms that stand alone have their letters for themselves. */
static void pool_phrases(NmkTopicScorer *scorer) {
    for (uint32_t i = 0; i < scorer->n_phrases; i++) {
        const NmkPhraseUse *phrase = &scorer->phrases[i];
        if (!scorer->model->phrase_terms[phrase->row].alone) continue;
        if (phrase->terms == 1) {
            pool_single(scorer, scorer->use_of[phrase->uses] - 1);
            continue;
        }
        Choice choice;
        choice.seen = 0;
        for (uint32_t k = 0; k < phrase->terms; k++)
            if (scorer->use_of[phrase->uses + k]) consider(scorer, &choice, scorer->use_of[phrase->uses + k] - 1);
        pool(scorer, &choice);
    }
}

static uint32_t key_of(const NmkTopicScorer *scorer, uint32_t use) { return scorer->model->terms[scorer->uses[use - 1].term].key; }

/* The others share a chain with those of equal letters. Each is compared with those before it in its chain, which are few. */
static void pool_chain(NmkTopicScorer *scorer, uint32_t chain) {
    for (uint32_t u = chain; u; u = scorer->uses[u - 1].next) {
        const uint32_t key = key_of(scorer, u);
        uint32_t first = chain;
        while (key_of(scorer, first) != key) first = scorer->uses[first - 1].next;
        if (first != u) continue;
        Choice choice;
        choice.seen = 0;
        for (uint32_t v = u; v; v = scorer->uses[v - 1].next)
            if (key_of(scorer, v) == key) consider(scorer, &choice, v - 1);
        pool(scorer, &choice);
    }
}

/* What the best topic of each class says. */
static void find_best_topics(const NmkTopicScorer *scorer, uint64_t best[NMK_CLASSES]) {
    for (uint32_t i = 0; i < scorer->n_active; i++) {
        const NmkActiveTopic *active = &scorer->active[i];
        if (active->raw == 0) continue;
        const NmkTopic *topic = &scorer->model->topics[active->topic];
        for (uint32_t k = 0; k < topic->n_parents; k++) {
            const NmkTopicParent *parent = &scorer->model->topic_parents[topic->parents + k];
            const uint64_t part = active->raw * parent->weight / 8;
            if (parent->topic != active->topic && part > best[parent->topic]) best[parent->topic] = part;
        }
    }
}

/* A class: all its terms, once more what is its own, and its best topic. Relevance 100 for the best class, 50 at 9/16 of it. */
void nmk_score_classes(NmkTopicScorer *scorer) {
    uint64_t score[NMK_CLASSES] = {0}, best = 0;
    pool_phrases(scorer);
    for (uint32_t i = 0; i < NMK_USE_CHAINS; i++)
        if (scorer->chains[i]) pool_chain(scorer, scorer->chains[i]);
    find_best_topics(scorer, score);
    for (uint32_t c = 0; c < NMK_CLASSES; c++) {
        const NmkClassPool *pool = &scorer->classes[c];
        const uint64_t pooled = pool->sure + (pool->weak < pool->sure / 2 ? pool->weak : pool->sure / 2);
        const uint64_t own = scorer->active_of[c] ? scorer->active[scorer->active_of[c] - 1].raw : 0;
        score[c] = (pooled / 8 + own + score[c]) * scorer->model->topics[c].factor / 16;
        if (score[c] > best) best = score[c];
    }
    for (uint32_t c = 0; c < NMK_CLASSES && best; c++) {
        const uint64_t mass = 16 * score[c], half = 9 * best;
        scorer->class_relevance[c] =
            (uint32_t)(mass < half ? nmk_quotient(ABOUT * mass, half) : ABOUT + nmk_quotient(ABOUT * (mass - half), 7 * best));
    }
}
