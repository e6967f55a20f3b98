/* Per written name: counts by type, sum, two smallest and two largest odds of its decided mentions, so that leaving one out is O(1). Per single word: the same of
 * the decided longer names that end, or start, with it. "Owner" is the decided mention that covers a unit: the one to leave out. */
#include "recognize/pool.h"

#define NOBODY UINT32_MAX

typedef struct Tally {
    uint32_t count[4]; /* by type */
    uint32_t all;
    int64_t sum;
    int32_t low[2], high[2];      /* smallest two, largest two odds */
    uint32_t person_first[2];     /* first units of the two earliest persons */
} Tally;

struct NmkPool {
    Tally *same;   /* by name: its own decided mentions */
    Tally *ending; /* by name: longer decided names that end with it (single words, and names without their first one or two words) */
    Tally *starting; /* by name: longer decided names that start with it (single words, and names without their last word) */
    uint8_t *middle; /* by name of a single word: bit of each type of longer names that have it inside */
    uint32_t *whole; /* by name: how often it is a whole run */
    uint32_t *owner; /* by unit: decided candidate that covers it */
};

static void tally_add(Tally *t, int type, int32_t odds, uint32_t first) {
    if (t->all == 0) {
        t->low[0] = t->low[1] = INT32_MAX;
        t->high[0] = t->high[1] = INT32_MIN;
        t->person_first[0] = t->person_first[1] = NOBODY;
    }
    t->all++;
    t->count[type]++;
    t->sum += odds;
    if (odds < t->low[1]) t->low[1] = odds;
    if (t->low[1] < t->low[0]) { int32_t x = t->low[0]; t->low[0] = t->low[1]; t->low[1] = x; }
    if (odds > t->high[1]) t->high[1] = odds;
    if (t->high[1] > t->high[0]) { int32_t x = t->high[0]; t->high[0] = t->high[1]; t->high[1] = x; }
    if (type != NEWSMARK_PERSON) return;
    if (t->person_first[0] == NOBODY) t->person_first[0] = first;
    else if (t->person_first[1] == NOBODY) t->person_first[1] = first;
}

/* The tally without one mention that is known to be in it. */
static Tally tally_without(const Tally *t, int type, int32_t odds, uint32_t first) {
    Tally rest = *t;
    rest.all--;
    rest.count[type]--;
    rest.sum -= odds;
    if (odds == rest.low[0]) rest.low[0] = rest.low[1];
    if (odds == rest.high[0]) rest.high[0] = rest.high[1];
    if (rest.person_first[0] == first) rest.person_first[0] = rest.person_first[1];
    return rest;
}

/* Name of the single word of a unit; every unit with a capital has a candidate of its own. */
static uint32_t word_name(const struct NmkCandidates *c, uint32_t unit) {
    const uint32_t candidate = c->starting[unit]; /* the shortest that starts there */
    return candidate < c->starting[unit + 1] && c->at[candidate].end == unit + 1 ? c->at[candidate].name : NOBODY;
}

static NewsmarkStatus make_room(NmkDoc *doc) {
    struct NmkCandidates *c = doc->candidates;
    struct NmkPool *pool = c->pool;
    if (!pool) {
        pool = nmk_arena_zeros(doc->arena, 1, sizeof *pool);
        if (!pool) return NEWSMARK_ERROR_MEMORY;
        size_t names = c->n_names + 1u;
        *pool = (struct NmkPool){nmk_arena_take(doc->arena, names * sizeof(Tally)), nmk_arena_take(doc->arena, names * sizeof(Tally)),
                                 nmk_arena_take(doc->arena, names * sizeof(Tally)), nmk_arena_take(doc->arena, names),
                                 nmk_arena_zeros(doc->arena, names, sizeof(uint32_t)),
                                 nmk_arena_take(doc->arena, (c->units.count + 1u) * sizeof(uint32_t))};
        if (!pool->same || !pool->ending || !pool->starting || !pool->middle || !pool->whole || !pool->owner) return NEWSMARK_ERROR_MEMORY;
        c->pool = pool;
        for (uint32_t i = 0; i < c->count; i++) {
            const NmkRun *run = &c->runs[c->at[i].run];
            if (c->at[i].first == run->first && c->at[i].end == run->end) pool->whole[c->at[i].name]++;
        }
    }
    memset(pool->same, 0, c->n_names * sizeof(Tally));
    memset(pool->ending, 0, c->n_names * sizeof(Tally));
    memset(pool->starting, 0, c->n_names * sizeof(Tally));
    memset(pool->middle, 0, c->n_names);
    memset(pool->owner, 0xff, c->units.count * sizeof(uint32_t));
    return NEWSMARK_OK;
}

/* A name of three words or more is a longer form of what is left without its first, first two or last words. */
static void gather_parts(struct NmkCandidates *c, const NmkCandidate *m) {
    for (uint32_t skip = 1; skip <= 2 && m->end - m->first >= skip + 2; skip++) {
        uint32_t tail = nmk_candidate_at(c, m->first + skip, m->end);
        if (tail != UINT32_MAX) tally_add(&c->pool->ending[c->at[tail].name], m->decided, m->odds, m->first);
    }
    if (m->end - m->first < 3) return;
    uint32_t head = nmk_candidate_at(c, m->first, m->end - 1);
    if (head != UINT32_MAX) tally_add(&c->pool->starting[c->at[head].name], m->decided, m->odds, m->first);
}

NewsmarkStatus nmk_pool_gather(NmkDoc *doc) {
    NEWSMARK_TRY(make_room(doc));
    struct NmkCandidates *c = doc->candidates;
    struct NmkPool *pool = c->pool;
    for (uint32_t i = 0; i < c->count; i++) {
        NmkCandidate *m = &c->at[i];
        m->was_decided = m->decided;
        m->was_odds = m->odds;
        if (m->decided < 0) continue;
        for (uint32_t u = m->first; u < m->end; u++) pool->owner[u] = i;
        tally_add(&pool->same[m->name], m->decided, m->odds, m->first);
        if (m->end - m->first == 1) continue;
        uint32_t first = word_name(c, m->first), last = word_name(c, m->end - 1);
        if (last != NOBODY) tally_add(&pool->ending[last], m->decided, m->odds, m->first);
        if (first != NOBODY) tally_add(&pool->starting[first], m->decided, m->odds, m->first);
        gather_parts(c, m);
        for (uint32_t u = m->first + 1; u + 1 < m->end; u++) {
            uint32_t inner = word_name(c, u);
            if (inner != NOBODY && inner != first && inner != last) pool->middle[inner] |= (uint8_t)(1u << m->decided);
        }
    }
    return NEWSMARK_OK;
}

static uint32_t bucket(uint32_t n) { return n <= 2 ? n - 1 : n < 6 ? 2 : 3; }
static uint32_t bucket0(uint32_t n) { return n ? bucket(n) + 1 : 0; }

/* Tenths of a logit to labels -5 .. 5, rounded half away from zero. */
static uint32_t grade(int64_t tenths, int64_t unit) {
    int64_t g = (tenths >= 0 ? tenths + unit / 2 : tenths - unit / 2) / unit;
    return (uint32_t)((g < -5 ? -5 : g > 5 ? 5 : g) + 5);
}

typedef struct Asker {
    const NmkDoc *doc;
    const struct NmkCandidates *c;
    const struct NmkPool *pool;
    const NmkCandidate *me;
    uint32_t number;
    NmkFactList *list;
} Asker;

static void add(const Asker *a, NmkFamily family, uint32_t x, uint32_t y) { nmk_facts_add(a->list, nmk_fact(family, x, y, 0)); }

static void add_types(const Asker *a, NmkFamily family, const Tally *tally) {
    if (!tally->all) return;
    for (uint32_t t = 0; t < 4; t++)
        if (tally->count[t]) add(a, family, t, bucket(tally->count[t]));
}

static uint32_t commonest(const Tally *tally) {
    uint32_t best = 0;
    for (uint32_t t = 1; t < 4; t++)
        if (tally->count[t] > tally->count[best]) best = t;
    return best;
}

/* Place, given name, surname, capitals, common: what lists and case make of a single word. */
static uint32_t word_kind(const Asker *a) {
    const NmkUnit *unit = &a->c->units.at[a->me->first];
    uint32_t kind = 0;
    if (unit->traits & (NMK_T_ANY_PLACE | NMK_T(demonym))) kind |= 1u;
    if (unit->traits & NMK_T(given)) kind |= 2u;
    if (unit->traits & NMK_T(surname)) kind |= 4u;
    if (unit->flags & NMK_U_UPPER) kind |= 8u;
    if (unit->traits & NMK_T(common)) kind |= 16u;
    return kind;
}

/* A tally without the mention that owns a unit, where that mention is in it; rest is room for it. */
static const Tally *without_owner(const Asker *a, const Tally *tally, uint32_t owner, bool in_it, Tally *rest) {
    if (!in_it || owner == NOBODY || tally->all == 0) return tally;
    const NmkCandidate *o = &a->c->at[owner];
    *rest = tally_without(tally, o->was_decided, o->was_odds, o->first);
    return rest;
}

static void add_same(const Asker *a, bool single) {
    Tally rest;
    const Tally *t = without_owner(a, &a->pool->same[a->me->name], a->number, a->me->was_decided >= 0, &rest);
    uint32_t counts = single ? 1 : 2;
    add_types(a, NMK_F_pool, t);
    if (t->all == 0) {
        add(a, NMK_F_pool_none, 0, 0);
        add(a, NMK_F_pool_none, counts, 0);
    } else {
        uint32_t mean = grade(t->sum / (int64_t)t->all, 10);
        add(a, NMK_F_pool_mean, 0, mean);
        add(a, NMK_F_pool_mean, counts, mean);
        add(a, NMK_F_pool_max, grade(t->high[0], 10), 0);
        add(a, NMK_F_pool_min, grade(t->low[0], 10), 0);
        add(a, NMK_F_pool_sum, grade(t->sum, 20), 0);
        if (single) add(a, NMK_F_word_pool, word_kind(a), commonest(t));
    }
    const NmkRun *run = &a->c->runs[a->me->run];
    uint32_t alone = a->pool->whole[a->me->name] - (a->me->first == run->first && a->me->end == run->end);
    add(a, NMK_F_alone_elsewhere, counts, bucket0(alone));
}

/* A single word: longer decided names of other runs that end, start or go on with it. */
static void add_long(const Asker *a) {
    uint32_t owner = a->pool->owner[a->me->first];
    const NmkCandidate *o = owner == NOBODY ? NULL : &a->c->at[owner];
    bool longer = o && o->end - o->first > 1;
    Tally rest_ending, rest_starting;
    const Tally *ending = without_owner(a, &a->pool->ending[a->me->name], owner, longer && word_name(a->c, o->end - 1) == a->me->name, &rest_ending);
    const Tally *starting = without_owner(a, &a->pool->starting[a->me->name], owner, longer && word_name(a->c, o->first) == a->me->name, &rest_starting);
    uint32_t kind = word_kind(a);
    add_types(a, NMK_F_long_last, ending);
    add_types(a, NMK_F_long_first, starting);
    if (ending->all) add(a, NMK_F_long_last_odds, grade(ending->high[0], 10), 0);
    if (starting->all) add(a, NMK_F_long_first_odds, grade(starting->high[0], 10), 0);
    if (ending->count[NEWSMARK_PERSON] && ending->person_first[0] < a->me->first) add(a, NMK_F_long_last_before, 0, 0);
    if (starting->count[NEWSMARK_PERSON] && starting->person_first[0] < a->me->first) add(a, NMK_F_long_first_before, 0, 0);
    add(a, NMK_F_word_long_last, kind, ending->all ? commonest(ending) : 4);
    add(a, NMK_F_word_long_first, kind, starting->all ? commonest(starting) : 4);
    for (uint32_t t = 0; t < 4; t++)
        if (a->pool->middle[a->me->name] >> t & 1) add(a, NMK_F_long_middle, t, 0);
}

/* Several words: the last (or first) one standing alone elsewhere, and other longer names that share it. */
static void add_short(const Asker *a, uint32_t unit, const Tally *sharing, NmkFamily by_type, NmkFamily by_odds, NmkFamily shared) {
    uint32_t name = word_name(a->c, unit);
    if (name == NOBODY) return;
    uint32_t owner = a->pool->owner[unit];
    const NmkCandidate *o = owner == NOBODY ? NULL : &a->c->at[owner];
    Tally rest;
    const Tally *alone = without_owner(a, &a->pool->same[name], owner, o && o->name == name, &rest);
    add_types(a, by_type, alone);
    if (alone->all) add(a, by_odds, grade(alone->high[0], 10), 0);
    const Tally *same = &a->pool->same[a->me->name];
    bool ends = shared == NMK_F_share_last;
    bool owner_shares = o && o->name != a->me->name && o->end - o->first > 1 && word_name(a->c, ends ? o->end - 1 : o->first) == name;
    for (uint32_t t = 0; t < 4; t++) {
        uint32_t others = sharing[name].count[t] - (same->all ? same->count[t] : 0);
        if (owner_shares && o->was_decided == (int)t && others) others--;
        if (others) add(a, shared, t, 0);
    }
}

/* The same name without its first or last word stands decided elsewhere: where the boundary may be. */
static void add_core(const Asker *a, uint32_t first, uint32_t end, NmkFamily family) {
    if (end - first < 2) return;
    uint32_t core = nmk_candidate_at(a->c, first, end);
    if (core == UINT32_MAX) return;
    Tally rest;
    const Tally *t = without_owner(a, &a->pool->same[a->c->at[core].name], core, a->c->at[core].was_decided >= 0, &rest);
    for (uint32_t type = 0; type < 4; type++)
        if (t->count[type]) add(a, family, type, 0);
}

/* Several words that are the end, or the beginning, of longer decided names elsewhere: "bin Salman" after "Mohammed bin Salman". */
static void add_longer(const Asker *a) {
    uint32_t owner = a->pool->owner[a->me->first];
    const NmkCandidate *o = owner == NOBODY ? NULL : &a->c->at[owner];
    bool tail = o && o->end == a->me->end && o->first < a->me->first && a->me->first - o->first <= 2;
    bool head = o && o->first == a->me->first && o->end == a->me->end + 1;
    Tally rest_ending, rest_starting;
    const Tally *ending = without_owner(a, &a->pool->ending[a->me->name], owner, tail, &rest_ending);
    const Tally *starting = without_owner(a, &a->pool->starting[a->me->name], owner, head, &rest_starting);
    for (uint32_t t = 0; t < 4; t++) {
        if (ending->count[t]) add(a, NMK_F_tail, t, 0);
        if (starting->count[t]) add(a, NMK_F_head, t, 0);
    }
}

void nmk_pool_facts(const NmkDoc *doc, uint32_t candidate, NmkFactList *list) {
    const struct NmkCandidates *c = doc->candidates;
    Asker a = {doc, c, c->pool, &c->at[candidate], candidate, list};
    bool single = a.me->end - a.me->first == 1;
    add_same(&a, single);
    if (single) {
        add_long(&a);
        return;
    }
    add_short(&a, a.me->end - 1, a.pool->ending, NMK_F_short_last, NMK_F_short_last_odds, NMK_F_share_last);
    add_short(&a, a.me->first, a.pool->starting, NMK_F_short_first, NMK_F_short_first_odds, NMK_F_share_first);
    add_core(&a, a.me->first + 1, a.me->end, NMK_F_core_without_first);
    add_core(&a, a.me->first, a.me->end - 1, NMK_F_core_without_last);
    add_longer(&a);
}
