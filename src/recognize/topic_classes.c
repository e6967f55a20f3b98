/* A class pools the terms of all topics below it. Terms of equal letters that several topics have are one for it: the one of the best value counts,
 * of equal ones the stronger, then the earlier. */
#include "recognize/topic_scorer.h"

enum { ABOUT = 50 };

static const NmkTopic *topic_of(const NmkTopicScorer *scorer, const NmkTermUse *use) {
    return &scorer->model->topics[scorer->active[use->active].topic];
}

static void pool_use(NmkTopicScorer *scorer, uint32_t class, uint32_t use, uint32_t value) {
    NmkClassPool *pool = &scorer->classes[class];
    if (scorer->uses[use].strength == NMK_WEAK) pool->weak += value;
    else pool->sure += value;
    nmk_best_add(&pool->best, use, scorer->uses[use].value);
}

/* Uses of equal letters as chains. */
typedef struct Chains {
    uint32_t *next;        /* by use */
    uint32_t *slots, mask; /* by key: 1 + first use */
    uint32_t *heads, count;
} Chains;

/* The first use with the key of this one, itself where it is that. Uses over the same words come in a row. */
static uint32_t head_of(const NmkTopicScorer *scorer, Chains *chains, uint32_t key, uint32_t use) {
    const NmkTerm *terms = scorer->model->terms;
    uint32_t slot = key * 2654435761u >> 12 & chains->mask;
    while (chains->slots[slot] && terms[scorer->uses[chains->slots[slot] - 1].term].key != key) slot = (slot + 1) & chains->mask;
    if (!chains->slots[slot]) {
        chains->slots[slot] = use + 1;
        chains->heads[chains->count++] = use;
    }
    return chains->slots[slot] - 1;
}

static NewsmarkStatus make_chains(const NmkTopicScorer *scorer, Chains *chains) {
    NmkArena *arena = scorer->doc->arena;
    const uint32_t n = scorer->n_uses, size = nmk_table_size(2 * n);
    *chains = (Chains){.next = nmk_arena_take(arena, (n + (size_t)1) * sizeof *chains->next), .mask = size - 1,
                       .slots = nmk_arena_zeros(arena, size, sizeof *chains->slots),
                       .heads = nmk_arena_take(arena, (n + (size_t)1) * sizeof *chains->heads)};
    if (!chains->next || !chains->slots || !chains->heads) return NEWSMARK_ERROR_MEMORY;
    uint32_t last = NMK_NO_NUMBER, head = NMK_NO_NUMBER; /* key and head of the use before */
    for (uint32_t use = 0; use < n; use++) {
        const uint32_t key = scorer->model->terms[scorer->uses[use].term].key;
        if (key != last) head = head_of(scorer, chains, key, use);
        last = key;
        if (head == use) {
            chains->next[use] = NMK_NO_NUMBER;
            continue;
        }
        chains->next[use] = chains->next[head];
        chains->next[head] = use;
    }
    return NEWSMARK_OK;
}

static void pool_single(NmkTopicScorer *scorer, uint32_t use) {
    const NmkTopic *topic = topic_of(scorer, &scorer->uses[use]);
    const NmkTopicParent *parents = &scorer->model->topic_parents[topic->parents];
    for (uint32_t k = 0; k < topic->n_parents; k++) pool_use(scorer, parents[k].topic, use, scorer->uses[use].value * parents[k].weight);
}

static void pool_chain(NmkTopicScorer *scorer, const Chains *chains, uint32_t head) {
    uint32_t best[NMK_CLASSES], value[NMK_CLASSES], seen = 0; /* seen: classes, as bits */
    for (uint32_t u = head; u != NMK_NO_NUMBER; u = chains->next[u]) {
        const NmkTermUse *use = &scorer->uses[u];
        const NmkTopic *topic = topic_of(scorer, use);
        const NmkTopicParent *parents = &scorer->model->topic_parents[topic->parents];
        for (uint32_t k = 0; k < topic->n_parents; k++) {
            const uint32_t c = parents[k].topic, own = use->value * parents[k].weight;
            if (seen >> c & 1) {
                const uint8_t other = scorer->uses[best[c]].strength;
                if (own < value[c] || (own == value[c] && (use->strength < other || (use->strength == other && u > best[c])))) continue;
            }
            seen |= 1u << c;
            best[c] = u;
            value[c] = own;
        }
    }
    for (; seen; seen &= seen - 1) {
        const uint32_t c = (uint32_t)__builtin_ctz(seen);
        pool_use(scorer, c, best[c], value[c]);
    }
}

static NewsmarkStatus pool_terms(NmkTopicScorer *scorer) {
    Chains chains;
    NEWSMARK_TRY(make_chains(scorer, &chains));
    for (uint32_t i = 0; i < chains.count; i++) {
        if (chains.next[chains.heads[i]] == NMK_NO_NUMBER) pool_single(scorer, chains.heads[i]);
        else pool_chain(scorer, &chains, chains.heads[i]);
    }
    return NEWSMARK_OK;
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
NewsmarkStatus nmk_score_classes(NmkTopicScorer *scorer) {
    uint64_t score[NMK_CLASSES] = {0}, best = 0;
    NEWSMARK_TRY(pool_terms(scorer));
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
    return NEWSMARK_OK;
}
