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

/* What decided mentions say about a written name: numbers of tallies, 0 where they say nothing. */
typedef struct Notes {
    uint32_t same;     /* its own decided mentions */
    uint32_t ending;   /* longer decided names that end with it (single words, and names without their first one or two words) */
    uint32_t starting; /* longer decided names that start with it (single words, and names without their last word) */
    uint32_t middle;   /* of a single word: bit of each type of longer names that have it inside */
} Notes;

/* Tallies that one decided mention can begin: its own, those of its first and last word, of its tails and its head. */
enum { TALLIES_OF_ONE = 6 };

struct NmkPool {
    Notes *notes;    /* by name */
    Tally *tallies;  /* number 0 is empty */
    uint32_t n_tallies;
    uint32_t *whole; /* by name: how often it is a whole run */
    uint32_t *owner; /* by unit: decided candidate that covers it */
};

/* Adds a mention to a tally by its number, a new one where that is 0. */
static void tally_add(struct NmkPool *pool, uint32_t *number, const NmkCandidate *m) {
    if (!*number) {
        *number = pool->n_tallies++;
        pool->tallies[*number] = (Tally){.low = {INT32_MAX, INT32_MAX}, .high = {INT32_MIN, INT32_MIN}, .person_first = {NOBODY, NOBODY}};
    }
    Tally *t = &pool->tallies[*number];
    const int32_t odds = m->was_odds;
    t->all++;
    t->count[m->was_decided]++;
    t->sum += odds;
    if (odds <= t->low[0]) t->low[1] = t->low[0], t->low[0] = odds;
    else if (odds < t->low[1]) t->low[1] = odds;
    if (odds >= t->high[0]) t->high[1] = t->high[0], t->high[0] = odds;
    else if (odds > t->high[1]) t->high[1] = odds;
    if (m->was_decided != NEWSMARK_PERSON) return;
    if (t->person_first[0] == NOBODY) t->person_first[0] = m->first;
    else if (t->person_first[1] == NOBODY) t->person_first[1] = m->first;
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

/* Counts the candidates that are whole runs. */
static void find_whole(const struct NmkCandidates *c, uint32_t *whole) {
    for (const NmkRun *run = c->runs, *end = run + c->n_runs; run < end; run++) {
        const uint32_t candidate = nmk_candidate_at(c, run->first, run->end);
        if (candidate != UINT32_MAX) whole[c->at[candidate].name]++;
    }
}

static NewsmarkStatus make_room(NmkDoc *doc) {
    struct NmkCandidates *c = doc->candidates;
    NmkArena *arena = doc->arena;
    if (!c->pool) {
        struct NmkPool *pool = nmk_arena_take(arena, sizeof *pool);
        if (!pool) return NEWSMARK_ERROR_MEMORY;
        const size_t names = c->n_names + 1u, tallies = (size_t)TALLIES_OF_ONE * c->n_open + 1;
        *pool = (struct NmkPool){.notes = nmk_arena_take(arena, names * sizeof *pool->notes), .tallies = nmk_arena_take(arena, tallies * sizeof *pool->tallies),
                                 .whole = nmk_arena_zeros(arena, names, sizeof *pool->whole),
                                 .owner = nmk_arena_take(arena, (c->units.count + 1u) * sizeof *pool->owner)};
        if (!pool->notes || !pool->tallies || !pool->whole || !pool->owner) return NEWSMARK_ERROR_MEMORY;
        find_whole(c, pool->whole);
        c->pool = pool;
    }
    memset(c->pool->notes, 0, c->n_names * sizeof *c->pool->notes);
    memset(c->pool->owner, 0xff, c->units.count * sizeof *c->pool->owner);
    c->pool->tallies[0] = (Tally){.all = 0};
    c->pool->n_tallies = 1;
    return NEWSMARK_OK;
}

/* A name of three words or more is a longer form of what is left without its first, first two or last words. */
static void gather_parts(struct NmkCandidates *c, const NmkCandidate *m) {
    struct NmkPool *pool = c->pool;
    for (uint32_t skip = 1; skip <= 2 && m->end - m->first >= skip + 2; skip++) {
        const uint32_t tail = nmk_candidate_at(c, m->first + skip, m->end);
        if (tail != UINT32_MAX) tally_add(pool, &pool->notes[c->at[tail].name].ending, m);
    }
    if (m->end - m->first < 3) return;
    const uint32_t head = nmk_candidate_at(c, m->first, m->end - 1);
    if (head != UINT32_MAX) tally_add(pool, &pool->notes[c->at[head].name].starting, m);
}

/* A name of two words or more is a longer form of its first and last word. */
static void gather_words(struct NmkCandidates *c, const NmkCandidate *m) {
    struct NmkPool *pool = c->pool;
    const uint32_t first = word_name(c, m->first), last = word_name(c, m->end - 1);
    if (last != NOBODY) tally_add(pool, &pool->notes[last].ending, m);
    if (first != NOBODY) tally_add(pool, &pool->notes[first].starting, m);
    for (uint32_t u = m->first + 1; u + 1 < m->end; u++) {
        const uint32_t inner = word_name(c, u);
        if (inner != NOBODY && inner != first && inner != last) pool->notes[inner].middle |= 1u << m->was_decided;
    }
}

NewsmarkStatus nmk_pool_gather(NmkDoc *doc) {
    NEWSMARK_TRY(make_room(doc));
    struct NmkCandidates *c = doc->candidates;
    struct NmkPool *pool = c->pool;
    for (uint32_t i = 0; i < c->n_open; i++) {
        const uint32_t number = c->open[i].candidate;
        NmkCandidate *m = &c->at[number];
        m->was_decided = m->decided;
        m->was_odds = m->odds;
        if (m->decided < 0) continue;
        for (uint32_t u = m->first; u < m->end; u++) pool->owner[u] = number;
        tally_add(pool, &pool->notes[m->name].same, m);
        if (m->end - m->first == 1) continue;
        gather_words(c, m);
        gather_parts(c, m);
    }
    return NEWSMARK_OK;
}

static uint32_t bucket(uint32_t n) { return n <= 2 ? n - 1 : n < 6 ? 2 : 3; }
static uint32_t bucket0(uint32_t n) { return n ? bucket(n) + 1 : 0; }

/* Tenths of a logit to labels -5 .. 5, rounded half away from zero; unit: tenths of a step. */
static uint32_t grade(int64_t tenths, int32_t unit) {
    const int32_t most = 5 * unit, t = tenths > most ? most : tenths < -most ? -most : (int32_t)tenths;
    return (uint32_t)((t >= 0 ? t + unit / 2 : t - unit / 2) / unit + 5);
}

typedef struct Asker {
    const struct NmkCandidates *c;
    const NmkCandidate *me;
    uint32_t *to;
} Asker;

static void add(Asker *a, NmkFamily family, uint32_t x, uint32_t y) { *a->to++ = nmk_fact(family, x, y, 0); }

static void add_types(Asker *a, NmkFamily family, const Tally *tally) {
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
static uint32_t word_kind(const NmkUnit *unit) {
    uint32_t kind = 0;
    if (unit->traits & (NMK_T_ANY_PLACE | NMK_T(demonym))) kind |= 1u;
    if (unit->traits & NMK_T(given)) kind |= 2u;
    if (unit->traits & NMK_T(surname)) kind |= 4u;
    if (unit->flags & NMK_U_UPPER) kind |= 8u;
    if (unit->traits & NMK_T(common)) kind |= 16u;
    return kind;
}

static const Tally *tally(const Asker *a, uint32_t number) { return &a->c->pool->tallies[number]; }

/* The decided mention that covers a unit, NULL where there is none. */
static const NmkCandidate *owner_of(const Asker *a, uint32_t unit) {
    const uint32_t owner = a->c->pool->owner[unit];
    return owner == NOBODY ? NULL : &a->c->at[owner];
}

/* A tally without a decided mention that is in it; rest is room for it. */
static inline const Tally *without(const Asker *a, const Tally *t, const NmkCandidate *o, Tally *rest) {
    if (t->all <= 1) return tally(a, 0);
    *rest = tally_without(t, o->was_decided, o->was_odds, o->first);
    return rest;
}

/* How often the name is a whole run elsewhere. */
static uint32_t alone_elsewhere(const Asker *a) {
    const NmkRun *run = &a->c->runs[a->me->run];
    return bucket0(a->c->pool->whole[a->me->name] - (a->me->first == run->first && a->me->end == run->end));
}

static void add_same(Asker *a, const Tally *others, bool several, uint32_t kind) {
    if (!others->all) {
        *a->to++ = nmk_unpooled_bundle(alone_elsewhere(a), several);
        return;
    }
    add_types(a, NMK_F_pool, others);
    *a->to++ = nmk_mean_bundle(grade(others->sum / (int64_t)others->all, 10), several);
    add(a, NMK_F_pool_max, grade(others->high[0], 10), 0);
    add(a, NMK_F_pool_min, grade(others->low[0], 10), 0);
    add(a, NMK_F_pool_sum, grade(others->sum, 20), 0);
    if (!several) add(a, NMK_F_word_pool, kind, commonest(others));
    add(a, NMK_F_alone_elsewhere, several ? NMK_MANY_WORDS : NMK_ONE_WORD, alone_elsewhere(a));
}

/* A single word: longer decided names of other runs that end, start or go on with it. */
static void add_long(Asker *a, const Notes *mine, uint32_t kind) {
    if (!mine->ending && !mine->starting && !mine->middle) { /* most words */
        *a->to++ = nmk_unheard_bundle(kind);
        return;
    }
    const NmkCandidate *o = owner_of(a, a->me->first);
    const bool longer = o && o->end - o->first > 1;
    Tally rest_ending, rest_starting;
    const Tally *ending = tally(a, mine->ending), *starting = tally(a, mine->starting);
    if (longer && word_name(a->c, o->end - 1) == a->me->name) ending = without(a, ending, o, &rest_ending);
    if (longer && word_name(a->c, o->first) == a->me->name) starting = without(a, starting, o, &rest_starting);
    add_types(a, NMK_F_long_last, ending);
    add_types(a, NMK_F_long_first, starting);
    if (ending->all) add(a, NMK_F_long_last_odds, grade(ending->high[0], 10), 0);
    if (starting->all) add(a, NMK_F_long_first_odds, grade(starting->high[0], 10), 0);
    if (ending->count[NEWSMARK_PERSON] && ending->person_first[0] < a->me->first) add(a, NMK_F_long_last_before, 0, 0);
    if (starting->count[NEWSMARK_PERSON] && starting->person_first[0] < a->me->first) add(a, NMK_F_long_first_before, 0, 0);
    add(a, NMK_F_word_long_last, kind, ending->all ? commonest(ending) : 4);
    add(a, NMK_F_word_long_first, kind, starting->all ? commonest(starting) : 4);
    for (uint32_t t = 0; t < 4; t++)
        if (mine->middle >> t & 1) add(a, NMK_F_long_middle, t, 0);
}

/* A word that stands alone elsewhere. */
static void add_alone(Asker *a, uint32_t name, const Tally *alone, const NmkCandidate *owner, NmkFamily by_type, NmkFamily by_odds) {
    Tally rest;
    if (owner && owner->name == name) alone = without(a, alone, owner, &rest);
    add_types(a, by_type, alone);
    if (alone->all) add(a, by_odds, grade(alone->high[0], 10), 0);
}

/* Names that share the last (or first) word: those of this very name do not count, nor does the one that covers the word here. */
static void add_shared(Asker *a, uint32_t word, const Tally *sharing, const NmkCandidate *owner, bool last) {
    const Tally *same = tally(a, a->c->pool->notes[a->me->name].same);
    if (memcmp(sharing->count, same->count, sizeof same->count) == 0) return;
    const bool owner_shares = owner && owner->name != a->me->name && owner->end - owner->first > 1 &&
                              word_name(a->c, last ? owner->end - 1 : owner->first) == word;
    for (uint32_t t = 0; t < 4; t++) {
        uint32_t others = sharing->count[t] - same->count[t];
        if (owner_shares && owner->was_decided == (int)t && others) others--;
        if (others) add(a, last ? NMK_F_share_last : NMK_F_share_first, t, 0);
    }
}

/* Several words: the last (or first) one standing alone elsewhere, and other longer names that share it. */
static void add_short(Asker *a, bool last) {
    const uint32_t unit = last ? a->me->end - 1 : a->me->first, word = word_name(a->c, unit);
    if (word == NOBODY) return;
    const Notes *notes = &a->c->pool->notes[word];
    const NmkCandidate *owner = owner_of(a, unit);
    if (notes->same && last) add_alone(a, word, tally(a, notes->same), owner, NMK_F_short_last, NMK_F_short_last_odds);
    if (notes->same && !last) add_alone(a, word, tally(a, notes->same), owner, NMK_F_short_first, NMK_F_short_first_odds);
    add_shared(a, word, tally(a, last ? notes->ending : notes->starting), owner, last);
}

/* The same name without its first or last word stands decided elsewhere: where the boundary may be. */
static void add_core(Asker *a, uint32_t first, uint32_t end, NmkFamily family) {
    if (end - first < 2) return;
    const uint32_t number = nmk_candidate_at(a->c, first, end);
    if (number == UINT32_MAX) return;
    const NmkCandidate *core = &a->c->at[number];
    Tally rest;
    const Tally *t = tally(a, a->c->pool->notes[core->name].same);
    if (core->was_decided >= 0) t = without(a, t, core, &rest);
    if (!t->all) return;
    for (uint32_t type = 0; type < 4; type++)
        if (t->count[type]) add(a, family, type, 0);
}

/* Several words that are the end, or the beginning, of longer decided names elsewhere: "bin Salman" after "Mohammed bin Salman". */
static void add_longer(Asker *a, const Notes *mine) {
    if (!mine->ending && !mine->starting) return;
    const NmkCandidate *o = owner_of(a, a->me->first);
    const bool tail = o && o->end == a->me->end && o->first < a->me->first && a->me->first - o->first <= 2;
    const bool head = o && o->first == a->me->first && o->end == a->me->end + 1;
    Tally rest_ending, rest_starting;
    const Tally *ending = tally(a, mine->ending), *starting = tally(a, mine->starting);
    if (tail) ending = without(a, ending, o, &rest_ending);
    if (head) starting = without(a, starting, o, &rest_starting);
    for (uint32_t t = 0; t < 4; t++) {
        if (ending->count[t]) add(a, NMK_F_tail, t, 0);
        if (starting->count[t]) add(a, NMK_F_head, t, 0);
    }
}

uint32_t *nmk_pool_facts(const NmkDoc *doc, uint32_t candidate, uint32_t *to) {
    const struct NmkCandidates *c = doc->candidates;
    Asker a = {c, &c->at[candidate], to};
    const Notes *mine = &c->pool->notes[a.me->name];
    Tally rest;
    const Tally *others = tally(&a, mine->same);
    if (a.me->was_decided >= 0) others = without(&a, others, a.me, &rest);
    if (a.me->end - a.me->first == 1) {
        const uint32_t kind = word_kind(&c->units.at[a.me->first]);
        add_same(&a, others, false, kind);
        add_long(&a, mine, kind);
        return a.to;
    }
    add_same(&a, others, true, 0);
    add_short(&a, true);
    add_short(&a, false);
    add_core(&a, a.me->first + 1, a.me->end, NMK_F_core_without_first);
    add_core(&a, a.me->first, a.me->end - 1, NMK_F_core_without_last);
    add_longer(&a, mine);
    return a.to;
}
