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

static uint32_t power_above(uint32_t n) {
    uint32_t power = 16;
    while (power < n) power *= 2;
    return power;
}

/* Most numbers are small, and their quotient is found much sooner by half the width. */
static uint64_t quotient(uint64_t a, uint64_t b) { return (a | b) >> 32 ? a / b : (uint32_t)a / (uint32_t)b; }

/* --- uses --- */

static NmkActiveTopic *active_of(NmkTopicScorer *scorer, uint32_t topic) {
    if (!scorer->active_of[topic]) {
        scorer->active[scorer->n_active] = (NmkActiveTopic){
            .topic = topic, .first_use = NMK_NO_NUMBER, .last_use = NMK_NO_NUMBER, .sentence = NMK_NO_NUMBER, .lender = NMK_NO_NUMBER};
        scorer->active_of[topic] = (uint16_t)++scorer->n_active;
    }
    return &scorer->active[scorer->active_of[topic] - 1];
}

static uint32_t new_use(NmkTopicScorer *scorer, const NmkTermHit *hit, uint32_t key) {
    const uint32_t number = scorer->n_uses++;
    NmkActiveTopic *active = active_of(scorer, hit->topic);
    scorer->uses[number] = (NmkTermUse){.term = hit->term, .key = key, .active = (uint32_t)(active - scorer->active), .strength = hit->strength,
                                        .first = hit->first, .end = hit->end, .last_sentence = NMK_NO_NUMBER, .next = NMK_NO_NUMBER,
                                        .same = NMK_NO_NUMBER};
    if (active->first_use == NMK_NO_NUMBER) active->first_use = number;
    else scorer->uses[active->last_use].next = number;
    active->last_use = number;
    return number;
}

/* The first use with the key, which is made where there is none. Hits over the same words come in a row. */
static uint32_t head_of(NmkTopicScorer *scorer, const NmkTermHit *hit) {
    const uint32_t key = scorer->model->terms[hit->term].key;
    if (scorer->last != NMK_NO_NUMBER && scorer->uses[scorer->last].key == key) return scorer->last;
    uint32_t slot = key * 2654435761u >> 12 & scorer->slot_mask;
    while (scorer->slots[slot] && scorer->uses[scorer->slots[slot] - 1].key != key) slot = (slot + 1) & scorer->slot_mask;
    if (!scorer->slots[slot]) {
        scorer->slots[slot] = new_use(scorer, hit, key) + 1;
        scorer->uses[scorer->slots[slot] - 1].head = true;
    }
    return scorer->last = scorer->slots[slot] - 1;
}

static NmkTermUse *use_of(NmkTopicScorer *scorer, const NmkTermHit *hit) {
    const uint32_t head = head_of(scorer, hit);
    uint32_t at = head;
    while (at != NMK_NO_NUMBER && scorer->uses[at].term != hit->term) at = scorer->uses[at].same;
    if (at == NMK_NO_NUMBER) {
        at = new_use(scorer, hit, scorer->uses[head].key);
        scorer->uses[at].same = scorer->uses[head].same;
        scorer->uses[head].same = at;
    }
    return &scorer->uses[at];
}

static void close_sentence(NmkActiveTopic *active) {
    uint64_t sum = (uint64_t)active->sure + (active->weak < active->sure ? active->weak : active->sure);
    if (sum > active->best) active->best = sum;
    active->sure = active->weak = 0;
}

static void count_hit(NmkTopicScorer *scorer, const NmkTermHit *hit) {
    NmkTermUse *use = use_of(scorer, hit);
    NmkActiveTopic *active = &scorer->active[use->active];
    use->count++;
    use->places |= (uint8_t)(1u << hit->place);
    if (hit->strength == NMK_STRONG) active->strong = true;
    if (active->sentence != hit->sentence) close_sentence(active);
    active->sentence = hit->sentence;
    if (use->last_sentence == hit->sentence) return;
    use->last_sentence = hit->sentence;
    uint32_t worth = ONE_MENTION * strength_weight[hit->strength];
    if (hit->strength == NMK_WEAK) active->weak += worth;
    else active->sure += worth;
}

static uint32_t value_of(const NmkTermUse *use) {
    uint32_t value = count_value[use->count < COUNT_MAX ? use->count : COUNT_MAX];
    if (use->places & 1u << NMK_TERM_IN_HEADLINE) value += HEADLINE_BONUS;
    if (use->places & 1u << NMK_TERM_IN_LEAD) value += LEAD_BONUS;
    return value * strength_weight[use->strength];
}

/* --- scores of topics --- */

static void sum_topic(NmkTopicScorer *scorer, NmkActiveTopic *active) {
    uint64_t sure = 0, weak = 0;
    close_sentence(active);
    for (uint32_t u = active->first_use; u != NMK_NO_NUMBER; u = scorer->uses[u].next) {
        scorer->uses[u].value = value_of(&scorer->uses[u]);
        if (scorer->uses[u].strength == NMK_WEAK) weak += scorer->uses[u].value;
        else sure += scorer->uses[u].value;
    }
    active->raw = sure + (weak < sure / 2 ? weak : sure / 2);
    active->said = quotient(active->raw * LENGTH_SCALE, LENGTH_BASE + (uint64_t)scorer->hits.words) + active->best;
}

static void score_topics(NmkTopicScorer *scorer) {
    uint64_t attention = 0;
    for (uint32_t i = 0; i < scorer->n_active; i++) {
        sum_topic(scorer, &scorer->active[i]);
        if (scorer->model->topics[scorer->active[i].topic].flags & NMK_TOPIC_SCORED) attention += scorer->active[i].said;
    }
    uint64_t divisor = SHARE_BASE + SHARE_WEIGHT * (attention / SHARE_TOPICS);
    for (uint32_t i = 0; i < scorer->n_active; i++) scorer->active[i].score = quotient(scorer->active[i].said * 1000, divisor);
}

static void lend(NmkActiveTopic *to, uint32_t from, uint32_t share) {
    if (to->lender != NMK_NO_NUMBER && to->lent >= share) return;
    to->lender = from;
    to->lent = share;
}

static void follow_links(NmkTopicScorer *scorer) {
    uint32_t linking = scorer->n_active; /* those that links make active have no score of their own to give */
    for (uint32_t i = 0; i < linking; i++) {
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
    if (score < threshold) return (uint8_t)quotient(SUBSTANCE * score, threshold);
    if (score < about) return (uint8_t)(SUBSTANCE + quotient(SUBSTANCE * (score - threshold), about - threshold));
    return (uint8_t)(ABOUT + quotient(ABOUT * (score - about), score));
}

/* --- classes --- */

static void pool_use(NmkTopicScorer *scorer, uint32_t class, uint32_t number, uint32_t value) {
    if (scorer->uses[number].strength == NMK_WEAK) scorer->weak[class] += value;
    else scorer->sure[class] += value;
    scorer->pool[scorer->n_pool] = (NmkPooledTerm){number, NMK_NO_NUMBER};
    if (scorer->pool_of[class] == NMK_NO_NUMBER) scorer->pool_of[class] = scorer->n_pool;
    else scorer->pool[scorer->pool_end[class]].next = scorer->n_pool;
    scorer->pool_end[class] = scorer->n_pool++;
}

static const NmkTopic *topic_of(const NmkTopicScorer *scorer, const NmkTermUse *use) {
    return &scorer->model->topics[scorer->active[use->active].topic];
}

/* Terms of equal letters, in several topics: for a class the one of the best value counts, of equal ones the stronger, then the earlier. */
static void pool_same(NmkTopicScorer *scorer, uint32_t head) {
    uint32_t best[NMK_CLASSES], value[NMK_CLASSES], seen = 0; /* seen: classes, as bits */
    for (uint32_t u = head; u != NMK_NO_NUMBER; u = scorer->uses[u].same) {
        const NmkTermUse *use = &scorer->uses[u];
        const NmkTopic *topic = topic_of(scorer, use);
        for (uint32_t k = 0; k < topic->n_parents; k++) {
            const NmkTopicParent *parent = &scorer->model->topic_parents[topic->parents + k];
            const uint32_t c = parent->topic, own = use->value * parent->weight;
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
    uint32_t entries = 0;
    for (uint32_t i = 0; i < scorer->n_uses; i++) entries += topic_of(scorer, &scorer->uses[i])->n_parents;
    scorer->pool = nmk_arena_take(scorer->doc->arena, (entries + (size_t)1) * sizeof *scorer->pool);
    if (!scorer->pool) return NEWSMARK_ERROR_MEMORY;
    for (uint32_t c = 0; c < NMK_CLASSES; c++) scorer->pool_of[c] = NMK_NO_NUMBER;
    for (uint32_t i = 0; i < scorer->n_uses; i++) {
        const NmkTermUse *use = &scorer->uses[i];
        if (!use->head) continue;
        if (use->same != NMK_NO_NUMBER) {
            pool_same(scorer, i);
            continue;
        }
        const NmkTopic *topic = topic_of(scorer, use);
        const NmkTopicParent *parents = &scorer->model->topic_parents[topic->parents];
        for (uint32_t k = 0; k < topic->n_parents; k++) pool_use(scorer, parents[k].topic, i, use->value * parents[k].weight);
    }
    return NEWSMARK_OK;
}

/* A class: all its terms, once more what is its own, and its best topic. Relevance 100 for the best class, 50 at 9/16 of it. */
static void score_classes(NmkTopicScorer *scorer) {
    uint64_t own[NMK_CLASSES] = {0}, child[NMK_CLASSES] = {0}, best = 0;
    const uint64_t *sure = scorer->sure, *weak = scorer->weak;
    for (uint32_t i = 0; i < scorer->n_active; i++) {
        const NmkActiveTopic *active = &scorer->active[i];
        const NmkTopic *topic = &scorer->model->topics[active->topic];
        if (active->topic < NMK_CLASSES) own[active->topic] = active->raw;
        for (uint32_t k = 0; k < topic->n_parents; k++) {
            const NmkTopicParent *parent = &scorer->model->topic_parents[topic->parents + k];
            uint64_t part = active->raw * parent->weight / 8;
            if (parent->topic != active->topic && part > child[parent->topic]) child[parent->topic] = part;
        }
    }
    for (uint32_t c = 0; c < NMK_CLASSES; c++) {
        uint64_t pooled = sure[c] + (weak[c] < sure[c] / 2 ? weak[c] : sure[c] / 2);
        own[c] = (pooled / 8 + own[c] + child[c]) * scorer->model->topics[c].factor / 16;
        if (own[c] > best) best = own[c];
    }
    for (uint32_t c = 0; c < NMK_CLASSES && best; c++) {
        uint64_t mass = 16 * own[c], half = 9 * best;
        scorer->class_relevance[c] = (uint32_t)(mass < half ? quotient(ABOUT * mass, half) : ABOUT + quotient(ABOUT * (mass - half), 7 * best));
    }
}

/* --- what is listed --- */

static void rate_topics(NmkTopicScorer *scorer) {
    for (uint32_t i = 0; i < scorer->n_active; i++) {
        NmkActiveTopic *active = &scorer->active[i];
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
    uint32_t n_topics = scorer->model->count[NMK_SECTION_TOPICS], size = power_above(2 * scorer->hits.count);
    scorer->slot_mask = size - 1;
    scorer->slots = nmk_arena_zeros(arena, size, sizeof *scorer->slots);
    scorer->uses = nmk_arena_take(arena, (scorer->hits.count + 1) * sizeof *scorer->uses);
    scorer->active = nmk_arena_take(arena, (n_topics + 1) * sizeof *scorer->active);
    scorer->active_of = nmk_arena_zeros(arena, n_topics + 1, sizeof *scorer->active_of);
    return scorer->slots && scorer->uses && scorer->active && scorer->active_of ? NEWSMARK_OK : NEWSMARK_ERROR_MEMORY;
}

NewsmarkStatus nmk_score_topics(NmkDoc *doc) {
    if (doc->model->count[NMK_SECTION_TOPICS] == 0) return NEWSMARK_OK;
    NmkTopicScorer scorer = {.doc = doc, .model = doc->model, .last = NMK_NO_NUMBER};
    NEWSMARK_TRY(nmk_find_terms(doc, &scorer.hits));
    NEWSMARK_TRY(prepare(&scorer));
    for (uint32_t i = 0; i < scorer.hits.count; i++) count_hit(&scorer, &scorer.hits.at[i]);
    score_topics(&scorer);
    follow_links(&scorer);
    NEWSMARK_TRY(pool_terms(&scorer));
    score_classes(&scorer);
    rate_topics(&scorer);
    list_ancestors(&scorer);
    list_classes(&scorer);
    return nmk_list_topics(&scorer);
}
