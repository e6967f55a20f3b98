/* The formula. Each term of a topic is worth its strength (6, 2, 1) times a value that grows slowly with how often it stands in the text, more in
 * the headline and in the lead. A topic's sum, scaled by length, plus its best sentence is what is said about it; divided by how much is said
 * about everything it is its score, of which related topics get a share. A class pools the terms of all topics below it. */
#include "recognize/topics.h"

#include "base/hash.h"

enum {
    HEADLINE_BONUS = 4, LEAD_BONUS = 2, ONE_MENTION = 4, COUNT_MAX = 8,
    LENGTH_BASE = 400, LENGTH_SCALE = 800,   /* words of a usual text, and twice that */
    SHARE_BASE = 500, SHARE_WEIGHT = 16, SHARE_TOPICS = 45, /* the text's attention, over the shipped scored topics */
    ABOUT = 50, SUBSTANCE = 25,
    EVIDENCE_MAX = 16 /* terms listed a topic */
};

static const uint32_t none = UINT32_MAX;

static const uint8_t count_value[COUNT_MAX + 1] = {0, 4, 8, 10, 12, 13, 14, 15, 16}; /* 4 (1 + log2 n) */
static const uint8_t strength_weight[] = {[NMK_BLOCK] = 0, [NMK_WEAK] = 1, [NMK_MEDIUM] = 2, [NMK_STRONG] = 6};

/* A distinct term in the text. */
typedef struct Use {
    uint32_t term, count, value;
    uint32_t first, end;    /* tokens of its first place */
    uint32_t last_sentence; /* the last one it was counted in */
    uint32_t next;          /* of the same topic */
    uint8_t strength, places; /* places: bit NmkTermPlace */
} Use;

/* A topic with evidence of its own or of others. */
typedef struct Active {
    uint32_t topic;
    uint32_t first_use, last_use;      /* none where it has none */
    uint32_t sentence, sure, weak;     /* sums of the sentence being read: medium and strong, weak */
    uint64_t best, raw, said, score, given; /* given: by links */
    uint32_t lender, lent;             /* the one whose evidence is shown where it has none, and how much it gave */
    uint32_t first_evidence, n_evidence;
    uint8_t relevance; /* 0 not listed */
    bool strong, above; /* above: a listed topic lies below it */
} Active;

/* The best value a term, whatever its topic, has for a class. */
typedef struct Pooled {
    uint32_t key, class, use, value; /* use none: free */
} Pooled;

typedef struct Scorer {
    NmkDoc *doc;
    const NmkModelView *model;
    NmkTermHits hits;
    Use *uses;
    uint32_t n_uses;
    uint32_t *slots, slot_mask; /* by term: 1 + use */
    Active *active;
    uint32_t n_active;
    uint16_t *active_of; /* by topic: 1 + number in active */
    Pooled *pool;
    uint32_t pool_mask;
    uint32_t class_relevance[NMK_CLASSES];
    NewsmarkTopic *topics;
    NewsmarkTerm *terms;
    uint32_t n_topics, n_terms;
} Scorer;

static uint32_t power_above(uint32_t n) {
    uint32_t power = 16;
    while (power < n) power *= 2;
    return power;
}

/* --- uses --- */

static Active *active_of(Scorer *scorer, uint32_t topic) {
    if (!scorer->active_of[topic]) {
        scorer->active[scorer->n_active] = (Active){.topic = topic, .first_use = none, .last_use = none, .sentence = none, .lender = none};
        scorer->active_of[topic] = (uint16_t)++scorer->n_active;
    }
    return &scorer->active[scorer->active_of[topic] - 1];
}

static Use *use_of(Scorer *scorer, const NmkTermHit *hit) {
    uint32_t slot = (uint32_t)nmk_hash_pair(hit->term, 0) & scorer->slot_mask;
    while (scorer->slots[slot]) {
        Use *use = &scorer->uses[scorer->slots[slot] - 1];
        if (use->term == hit->term) return use;
        slot = (slot + 1) & scorer->slot_mask;
    }
    uint32_t number = scorer->n_uses++;
    scorer->slots[slot] = number + 1;
    scorer->uses[number] = (Use){.term = hit->term, .first = hit->first, .end = hit->end, .last_sentence = none, .next = none};
    Active *active = active_of(scorer, hit->topic);
    if (active->first_use == none) active->first_use = number;
    else scorer->uses[active->last_use].next = number;
    active->last_use = number;
    return &scorer->uses[number];
}

static void close_sentence(Active *active) {
    uint64_t sum = (uint64_t)active->sure + (active->weak < active->sure ? active->weak : active->sure);
    if (sum > active->best) active->best = sum;
    active->sure = active->weak = 0;
}

static void count_hit(Scorer *scorer, const NmkTermHit *hit) {
    Use *use = use_of(scorer, hit);
    Active *active = active_of(scorer, hit->topic);
    use->count++;
    use->places |= (uint8_t)(1u << hit->place);
    if (hit->strength > use->strength) use->strength = hit->strength;
    if (hit->strength == NMK_STRONG) active->strong = true;
    if (active->sentence != hit->sentence) close_sentence(active);
    active->sentence = hit->sentence;
    if (use->last_sentence == hit->sentence) return;
    use->last_sentence = hit->sentence;
    uint32_t worth = ONE_MENTION * strength_weight[hit->strength];
    if (hit->strength == NMK_WEAK) active->weak += worth;
    else active->sure += worth;
}

static uint32_t value_of(const Use *use) {
    uint32_t value = count_value[use->count < COUNT_MAX ? use->count : COUNT_MAX];
    if (use->places & 1u << NMK_TERM_IN_HEADLINE) value += HEADLINE_BONUS;
    if (use->places & 1u << NMK_TERM_IN_LEAD) value += LEAD_BONUS;
    return value * strength_weight[use->strength];
}

/* --- scores of topics --- */

static void sum_topic(Scorer *scorer, Active *active) {
    uint64_t sure = 0, weak = 0;
    close_sentence(active);
    for (uint32_t u = active->first_use; u != none; u = scorer->uses[u].next) {
        scorer->uses[u].value = value_of(&scorer->uses[u]);
        if (scorer->uses[u].strength == NMK_WEAK) weak += scorer->uses[u].value;
        else sure += scorer->uses[u].value;
    }
    active->raw = sure + (weak < sure / 2 ? weak : sure / 2);
    active->said = active->raw * LENGTH_SCALE / (LENGTH_BASE + (uint64_t)scorer->hits.words) + active->best;
}

static void score_topics(Scorer *scorer) {
    uint64_t attention = 0;
    for (uint32_t i = 0; i < scorer->n_active; i++) {
        sum_topic(scorer, &scorer->active[i]);
        if (scorer->model->topics[scorer->active[i].topic].flags & NMK_TOPIC_SCORED) attention += scorer->active[i].said;
    }
    uint64_t divisor = SHARE_BASE + SHARE_WEIGHT * (attention / SHARE_TOPICS);
    for (uint32_t i = 0; i < scorer->n_active; i++) scorer->active[i].score = scorer->active[i].said * 1000 / divisor;
}

static void lend(Active *to, uint32_t from, uint32_t share) {
    if (to->lender != none && to->lent >= share) return;
    to->lender = from;
    to->lent = share;
}

static void follow_links(Scorer *scorer) {
    uint32_t linking = scorer->n_active; /* those that links make active have no score of their own to give */
    for (uint32_t i = 0; i < linking; i++) {
        const NmkTopic *topic = &scorer->model->topics[scorer->active[i].topic];
        for (uint32_t k = 0; k < topic->n_links; k++) {
            const NmkTopicLink *link = &scorer->model->topic_links[topic->links + k];
            uint64_t share = scorer->active[i].score * link->weight / 16;
            if (share == 0) continue;
            Active *other = active_of(scorer, link->topic);
            other->given += share;
            lend(other, i, (uint32_t)share);
        }
    }
    for (uint32_t i = 0; i < scorer->n_active; i++) scorer->active[i].score += scorer->active[i].given;
}

/* 25 at the threshold, 50 at 7/4 of it, and towards 100 */
static uint8_t relevance_of(uint64_t score, uint32_t threshold) {
    uint64_t about = 7 * (uint64_t)threshold / 4;
    if (score < threshold) return (uint8_t)(SUBSTANCE * score / threshold);
    if (score < about) return (uint8_t)(SUBSTANCE + SUBSTANCE * (score - threshold) / (about - threshold));
    return (uint8_t)(ABOUT + ABOUT * (score - about) / score);
}

/* --- classes --- */

static void pool_use(Scorer *scorer, uint32_t number, const NmkTopicParent *parent) {
    const Use *use = &scorer->uses[number];
    uint32_t key = scorer->model->terms[use->term].key, value = use->value * parent->weight;
    uint32_t slot = (uint32_t)nmk_hash_pair(key, parent->topic) & scorer->pool_mask;
    Pooled *pooled = &scorer->pool[slot];
    while (pooled->use != none && (pooled->key != key || pooled->class != parent->topic)) {
        slot = (slot + 1) & scorer->pool_mask;
        pooled = &scorer->pool[slot];
    }
    if (pooled->use != none) {
        const Use *other = &scorer->uses[pooled->use];
        if (pooled->value > value || (pooled->value == value && other->strength >= use->strength)) return;
    }
    *pooled = (Pooled){key, parent->topic, number, value};
}

static NewsmarkStatus pool_terms(Scorer *scorer) {
    uint32_t entries = 0;
    for (uint32_t i = 0; i < scorer->n_uses; i++)
        entries += scorer->model->topics[scorer->model->terms[scorer->uses[i].term].topic].n_parents;
    uint32_t size = power_above(2 * entries);
    scorer->pool_mask = size - 1;
    scorer->pool = nmk_arena_take(scorer->doc->arena, size * sizeof *scorer->pool);
    if (!scorer->pool) return NEWSMARK_ERROR_MEMORY;
    for (uint32_t i = 0; i < size; i++) scorer->pool[i].use = none;
    for (uint32_t i = 0; i < scorer->n_uses; i++) {
        const NmkTopic *topic = &scorer->model->topics[scorer->model->terms[scorer->uses[i].term].topic];
        for (uint32_t k = 0; k < topic->n_parents; k++) pool_use(scorer, i, &scorer->model->topic_parents[topic->parents + k]);
    }
    return NEWSMARK_OK;
}

/* A class: all its terms, once more what is its own, and its best topic. Relevance 100 for the best class, 50 at 9/16 of it. */
static void score_classes(Scorer *scorer) {
    uint64_t sure[NMK_CLASSES] = {0}, weak[NMK_CLASSES] = {0}, own[NMK_CLASSES] = {0}, child[NMK_CLASSES] = {0}, best = 0;
    for (uint32_t i = 0; i <= scorer->pool_mask; i++) {
        const Pooled *pooled = &scorer->pool[i];
        if (pooled->use == none) continue;
        if (scorer->uses[pooled->use].strength == NMK_WEAK) weak[pooled->class] += pooled->value;
        else sure[pooled->class] += pooled->value;
    }
    for (uint32_t i = 0; i < scorer->n_active; i++) {
        const Active *active = &scorer->active[i];
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
        scorer->class_relevance[c] = (uint32_t)(mass < half ? ABOUT * mass / half : ABOUT + ABOUT * (mass - half) / (7 * best));
    }
}

/* --- what is listed --- */

static void rate_topics(Scorer *scorer) {
    for (uint32_t i = 0; i < scorer->n_active; i++) {
        Active *active = &scorer->active[i];
        const NmkTopic *topic = &scorer->model->topics[active->topic];
        if (active->topic < NMK_CLASSES && !(topic->flags & NMK_TOPIC_SCORED)) continue;
        uint8_t relevance = relevance_of(active->score, topic->threshold);
        if (relevance >= SUBSTANCE || active->strong) active->relevance = relevance;
    }
}

/* A topic above a listed one is listed: by its own score where it has a threshold, else as high as what lies below. The tree is a few levels deep. */
static void list_ancestors(Scorer *scorer) {
    uint32_t listed = scorer->n_active;
    for (uint32_t i = 0; i < listed; i++) {
        if (scorer->active[i].relevance == 0) continue;
        uint8_t relevance = scorer->active[i].relevance;
        for (uint32_t t = scorer->model->topics[scorer->active[i].topic].broader; t != NMK_NO_TOPIC; t = scorer->model->topics[t].broader) {
            Active *above = active_of(scorer, t);
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
static void list_classes(Scorer *scorer) {
    for (uint32_t c = 0; c < NMK_CLASSES; c++) {
        uint32_t relevance = scorer->class_relevance[c];
        bool known = scorer->active_of[c] != 0;
        if (relevance < ABOUT && !known) continue;
        Active *active = active_of(scorer, c);
        if (relevance < ABOUT && scorer->model->topics[c].flags & NMK_TOPIC_SCORED)
            relevance = active->relevance < ABOUT ? active->relevance : ABOUT - 1;
        if (relevance < ABOUT && !active->above && !(scorer->model->topics[c].flags & NMK_TOPIC_SCORED)) relevance = 0;
        if (relevance == 0 && active->above) relevance = 1;
        active->relevance = (uint8_t)relevance;
    }
}

/* --- results --- */

static void add_evidence(Scorer *scorer, const uint32_t *uses, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        const Use *use = &scorer->uses[uses[i]];
        const NmkTerm *term = &scorer->model->terms[use->term];
        const NmkToken *tokens = scorer->doc->tokens.at;
        scorer->terms[scorer->n_terms++] =
            (NewsmarkTerm){.term = nmk_string(scorer->model, term->text), .source = nmk_string(scorer->model, term->source), .count = use->count,
                           .start = tokens[use->first].start, .end = tokens[use->end - 1].end, .strength = use->strength};
    }
}

/* keeps the EVIDENCE_MAX uses of most value, largest first; earlier before later of the same value */
static void rank_use(const Scorer *scorer, uint32_t *best, uint32_t *n, uint32_t use) {
    uint32_t at = *n < EVIDENCE_MAX ? (*n)++ : EVIDENCE_MAX;
    for (; at > 0; at--) {
        const Use *other = &scorer->uses[best[at - 1]], *this = &scorer->uses[use];
        if (other->value > this->value || (other->value == this->value && best[at - 1] < use)) break;
        if (at < EVIDENCE_MAX) best[at] = best[at - 1];
    }
    if (at < EVIDENCE_MAX) best[at] = use;
}

static void show_own_evidence(Scorer *scorer, Active *active) {
    uint32_t best[EVIDENCE_MAX], n = 0;
    if (active->topic < NMK_CLASSES) {
        for (uint32_t i = 0; i <= scorer->pool_mask; i++)
            if (scorer->pool[i].use != none && scorer->pool[i].class == active->topic) rank_use(scorer, best, &n, scorer->pool[i].use);
    } else {
        for (uint32_t u = active->first_use; u != none; u = scorer->uses[u].next) rank_use(scorer, best, &n, u);
    }
    active->first_evidence = scorer->n_terms;
    active->n_evidence = n;
    add_evidence(scorer, best, n);
}

/* Lenders are followed at most once for each level of the tree, and end at a topic with terms. */
static const Active *evidence_of(const Scorer *scorer, const Active *active) {
    for (uint32_t step = 0; step < NMK_CLASSES && active->n_evidence == 0 && active->lender != none; step++)
        active = &scorer->active[active->lender];
    return active;
}

static bool goes_before(const NewsmarkTopic *a, const NewsmarkTopic *b) {
    return a->relevance != b->relevance ? a->relevance > b->relevance : nmk_slice_compare(a->topic, b->topic) < 0;
}

/* insertion sort: topics are at most those of the model */
static void add_topic(Scorer *scorer, const Active *active) {
    const NmkTopic *row = &scorer->model->topics[active->topic];
    const Active *shown = evidence_of(scorer, active);
    NewsmarkTopic topic = {.topic = nmk_string(scorer->model, row->slug), .code = nmk_string(scorer->model, row->code),
                           .relevance = active->relevance, .first_evidence = shown->first_evidence, .n_evidence = shown->n_evidence};
    uint32_t at = scorer->n_topics++;
    for (; at > 0 && goes_before(&topic, &scorer->topics[at - 1]); at--) scorer->topics[at] = scorer->topics[at - 1];
    scorer->topics[at] = topic;
}

static NewsmarkStatus publish(Scorer *scorer) {
    NmkArena *arena = scorer->doc->arena;
    scorer->topics = nmk_arena_take(arena, (scorer->n_active + 1) * sizeof *scorer->topics);
    scorer->terms = nmk_arena_take(arena, ((size_t)scorer->n_active + 1) * EVIDENCE_MAX * sizeof *scorer->terms);
    if (!scorer->topics || !scorer->terms) return NEWSMARK_ERROR_MEMORY;
    for (uint32_t i = 0; i < scorer->n_active; i++) {
        Active *active = &scorer->active[i];
        bool lends = active->first_use != none && active->topic >= NMK_CLASSES;
        if (active->relevance || lends) show_own_evidence(scorer, active);
    }
    for (uint32_t i = 0; i < scorer->n_active; i++)
        if (scorer->active[i].relevance) add_topic(scorer, &scorer->active[i]);
    NewsmarkResult *result = &scorer->doc->result;
    result->topics = scorer->topics;
    result->n_topics = scorer->n_topics;
    result->terms = scorer->terms;
    result->n_terms = scorer->n_terms;
    return NEWSMARK_OK;
}

static NewsmarkStatus prepare(Scorer *scorer) {
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
    Scorer scorer = {.doc = doc, .model = doc->model};
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
    return publish(&scorer);
}
