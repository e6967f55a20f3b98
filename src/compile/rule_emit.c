/* From drafts to the sections of the image. All sides of one direction become one automaton: a state stands for the atoms, of whatever rules, that
 * can come next after the same tests, so that rules share what they have in common. Its size is at most the sum of the rules'. */
#include <stdlib.h>

#include "compile/builder_parts.h"
#include "compile/rule_parts.h"

/* An atom that can come next: rule << 6 | atom. */
typedef uint32_t Item;

typedef struct Emitter {
    NmkBuilder *builder;
    const NmkRuleDraft *const *drafts;
    uint32_t count;
    NmkRuleStep *steps;
    uint32_t n_steps, step_capacity;
    NmkIntern *states; /* of one side: accepted rules and items, each a run of numbers behind its length */
    uint32_t *index;
    uint32_t n_index, index_capacity;
    NmkIntern *lists; /* of the index, by contents */
    uint32_t *list_at;
    uint32_t list_capacity;
    uint32_t start[NMK_SIDES];
} Emitter;

typedef struct Choice {
    NmkRuleAtom atom;
    Item item;
} Choice;

static const NmkRuleSide *side_of(const Emitter *e, uint32_t side, Item item) {
    return &e->drafts[item >> 6]->sides[side];
}

static int compare_choices(const void *left, const void *right) {
    const Choice *a = left, *b = right;
    if ((a->atom.flags ^ b->atom.flags) & NMK_STEP_NOT) return a->atom.flags & NMK_STEP_NOT ? 1 : -1;
    if (a->atom.kind != b->atom.kind) return a->atom.kind < b->atom.kind ? -1 : 1;
    if (a->atom.operand != b->atom.operand) return a->atom.operand < b->atom.operand ? -1 : 1;
    return (a->item > b->item) - (a->item < b->item);
}

static bool same_atom(const Choice *a, const Choice *b) {
    return a->atom.kind == b->atom.kind && a->atom.operand == b->atom.operand && a->atom.flags == b->atom.flags;
}

static bool add_step(Emitter *e, NmkRuleStep step) {
    NmkRuleStep *at = nmk_arena_grow(nmk_builder_arena(e->builder), e->steps, sizeof *at, &e->step_capacity, e->n_steps + 1);
    if (!at) return false;
    e->steps = at;
    at[e->n_steps++] = step;
    return true;
}

/* Number of the state with these accepted rules and items. */
static uint32_t state_of(Emitter *e, const uint32_t *accepts, uint32_t n_accepts, const Item *items, uint32_t n_items) {
    uint32_t *key = nmk_arena_take(nmk_builder_arena(e->builder), (2u + n_accepts + n_items) * sizeof *key);
    if (!key) return NMK_INTERN_NONE;
    key[0] = n_accepts;
    if (n_accepts) memcpy(key + 1, accepts, n_accepts * sizeof *key);
    key[1 + n_accepts] = n_items;
    if (n_items) memcpy(key + 2 + n_accepts, items, n_items * sizeof *key);
    return nmk_intern(e->states, nmk_slice((const char *)key, (2u + n_accepts + n_items) * sizeof *key));
}

/* Where one group of choices with the same atom leads: the rules it completes, and the atoms that follow. */
static uint32_t state_behind(Emitter *e, uint32_t side, const Choice *choices, uint32_t count) {
    NmkArena *arena = nmk_builder_arena(e->builder);
    uint32_t *accepts = nmk_arena_take(arena, count * sizeof *accepts);
    Item *items = nmk_arena_take(arena, (size_t)count * NMK_SIDE_ATOMS * sizeof *items);
    if (!accepts || !items) return NMK_INTERN_NONE;
    uint32_t n_accepts = 0, n_items = 0;
    for (uint32_t i = 0; i < count;) {
        const uint32_t rule = choices[i].item >> 6;
        const NmkRuleSide *of = side_of(e, side, choices[i].item);
        uint64_t next = 0;
        bool done = false;
        for (; i < count && choices[i].item >> 6 == rule; i++) {
            next |= of->follow[choices[i].item & 63];
            done = done || (of->last >> (choices[i].item & 63) & 1);
        }
        if (done) accepts[n_accepts++] = rule;
        for (uint32_t a = 0; a < of->count; a++)
            if (next >> a & 1) items[n_items++] = rule << 6 | a;
    }
    return state_of(e, accepts, n_accepts, items, n_items);
}

/* Tells the first word test of a state how many there are; they stand in a row, sorted. */
static void count_words(Emitter *e, uint32_t first) {
    while (first < e->n_steps && (e->steps[first].kind != NMK_STEP_WORD || (e->steps[first].flags & NMK_STEP_NOT))) first++;
    uint32_t end = first;
    while (end < e->n_steps && end - first < UINT16_MAX && e->steps[end].kind == NMK_STEP_WORD && !(e->steps[end].flags & NMK_STEP_NOT)) end++;
    if (end > first) e->steps[first].row = (uint16_t)(end - first);
}

/* The steps of one state; next is still a number of a state. */
static bool emit_state(Emitter *e, uint32_t side, const uint32_t *key) {
    const uint32_t n_accepts = key[0], n_items = key[1 + n_accepts], first = e->n_steps;
    for (uint32_t i = 0; i < n_accepts; i++)
        if (!add_step(e, (NmkRuleStep){.kind = NMK_STEP_ACCEPT, .operand = key[1 + i]})) return false;
    Choice *choices = nmk_arena_take(nmk_builder_arena(e->builder), (n_items + 1u) * sizeof *choices);
    if (!choices) return false;
    for (uint32_t i = 0; i < n_items; i++) {
        const Item item = key[2 + n_accepts + i];
        choices[i] = (Choice){side_of(e, side, item)->atoms[item & 63], item};
    }
    if (n_items) qsort(choices, n_items, sizeof *choices, compare_choices);
    for (uint32_t i = 0, end; i < n_items; i = end) {
        for (end = i + 1; end < n_items && same_atom(&choices[i], &choices[end]);) end++;
        const uint32_t next = state_behind(e, side, &choices[i], end - i);
        const NmkRuleAtom *atom = &choices[i].atom;
        if (next == NMK_INTERN_NONE) return false;
        if (!add_step(e, (NmkRuleStep){.kind = atom->kind, .flags = atom->flags, .operand = atom->operand, .next = next})) return false;
    }
    if (n_accepts || n_items) e->steps[e->n_steps - 1].flags |= NMK_STEP_LAST;
    count_words(e, first);
    return true;
}

static uint32_t first_state(Emitter *e, uint32_t side) {
    Item *items = nmk_arena_take(nmk_builder_arena(e->builder), ((size_t)e->count * NMK_SIDE_ATOMS + 1) * sizeof *items);
    uint32_t n = 0;
    if (!items) return NMK_INTERN_NONE;
    for (uint32_t rule = 0; rule < e->count; rule++) {
        const NmkRuleSide *of = &e->drafts[rule]->sides[side];
        for (uint32_t a = 0; a < of->count; a++)
            if (of->first >> a & 1) items[n++] = rule << 6 | a;
    }
    return state_of(e, NULL, 0, items, n);
}

/* States are emitted in order of their numbers; new ones appear on the way. */
static bool emit_side(Emitter *e, uint32_t side) {
    e->states = nmk_intern_new();
    uint32_t *at = NULL, capacity = 0;
    bool good = e->states && first_state(e, side) == 0;
    const uint32_t first = e->n_steps;
    for (uint32_t state = 0; good && state < nmk_intern_count(e->states); state++) {
        uint32_t *grown = nmk_arena_grow(nmk_builder_arena(e->builder), at, sizeof *at, &capacity, state + 1);
        if (!grown) good = false;
        if (!good) break;
        at = grown;
        at[state] = e->n_steps;
        const NmkSlice text = nmk_intern_text(e->states, state);
        uint32_t *key = nmk_arena_take(nmk_builder_arena(e->builder), text.length);
        good = key != NULL;
        if (good) memcpy(key, text.bytes, text.length);
        good = good && emit_state(e, side, key);
    }
    e->start[side] = e->n_steps > first ? first : NMK_NO_STEP;
    for (uint32_t i = first; good && i < e->n_steps; i++)
        if (e->steps[i].kind != NMK_STEP_ACCEPT) e->steps[i].next = at[e->steps[i].next];
    nmk_intern_free(e->states);
    return good;
}

/* Where a list of numbers stands in the index; equal lists stand there once. */
static uint32_t list_of(Emitter *e, const uint32_t *numbers, uint32_t count) {
    const uint32_t known = nmk_intern_count(e->lists);
    const uint32_t number = nmk_intern(e->lists, nmk_slice((const char *)numbers, count * sizeof *numbers));
    NmkArena *arena = nmk_builder_arena(e->builder);
    uint32_t *at = nmk_arena_grow(arena, e->list_at, sizeof *at, &e->list_capacity, known + 1);
    uint32_t *index = nmk_arena_grow(arena, e->index, sizeof *index, &e->index_capacity, e->n_index + count + 1);
    if (number == NMK_INTERN_NONE || !at || !index) {
        nmk_builder_fail(e->builder);
        return 0;
    }
    e->list_at = at;
    e->index = index;
    if (number < known) return at[number];
    at[number] = e->n_index;
    index[e->n_index++] = count;
    if (count) memcpy(index + e->n_index, numbers, count * sizeof *numbers);
    e->n_index += count;
    return at[number];
}

/* The rows of the condition about one end of the span; false where the rule has none. */
static bool condition_of(const NmkRuleDraft *draft, NmkSubject end, uint32_t *first, uint32_t *stop) {
    for (uint32_t i = 0; i < draft->n_tests; i = *stop) {
        *first = i;
        for (*stop = i; draft->tests[*stop].flags & NMK_STEP_OR;) ++*stop;
        ++*stop;
        if (nmk_step_subject(&draft->tests[i]) == end && draft->tests[i].kind != NMK_STEP_COUNT) return true;
    }
    return false;
}

/* For each set whether a rule without sides can hold of a span with it at this end. */
static bool mark_alone(const Emitter *e, uint32_t rule, uint32_t end, uint32_t n_sets, uint8_t *fits) {
    const NmkRuleDraft *draft = e->drafts[rule];
    uint32_t first = 0, stop = 0;
    if (draft->sides[0].count || draft->sides[1].count) return true;
    const bool last = condition_of(draft, NMK_SUBJECT_LAST, &first, &stop);
    if (!last && !condition_of(draft, NMK_SUBJECT_FIRST, &first, &stop)) {
        if (end == 0) memset(fits, 1, n_sets);
        return true;
    }
    if ((end == 0) != last) return true;
    uint8_t *one = nmk_arena_take(nmk_builder_arena(e->builder), n_sets);
    for (uint32_t i = first; one && i < stop; i++) {
        memset(one, 0, n_sets);
        nmk_rule_mark_sets(e->builder, &draft->tests[i], last ? NMK_SIDE_LEFT : NMK_SIDE_RIGHT, one);
        for (uint32_t s = 0; s < n_sets; s++) fits[s] |= one[s];
    }
    return one != NULL;
}

static bool index_alone(Emitter *e, uint32_t end, uint32_t n_sets) {
    NmkArena *arena = nmk_builder_arena(e->builder);
    uint8_t *fits = nmk_arena_zeros(arena, (size_t)e->count * n_sets + 1, 1);
    uint32_t *numbers = nmk_arena_take(arena, (e->count + 1u) * sizeof *numbers);
    bool good = fits && numbers;
    for (uint32_t i = 0; good && i < e->count; i++) good = mark_alone(e, i, end, n_sets, fits + (size_t)i * n_sets);
    for (uint32_t s = 0; good && s < n_sets; s++) {
        uint32_t count = 0;
        for (uint32_t i = 0; i < e->count; i++)
            if (fits[(size_t)i * n_sets + s]) numbers[count++] = i;
        const uint32_t at = list_of(e, numbers, count);
        e->index[2 + end * n_sets + s] = at;
    }
    return good;
}

static bool make_index(Emitter *e) {
    uint32_t n_sets;
    nmk_builder_sets(e->builder, &n_sets);
    e->index = nmk_arena_grow(nmk_builder_arena(e->builder), NULL, sizeof *e->index, &e->index_capacity, 2 + 2 * n_sets);
    e->lists = nmk_intern_new();
    bool good = e->index && e->lists;
    e->n_index = 2 + 2 * n_sets;
    for (uint32_t i = 0; good && i < NMK_SIDES; i++) e->index[i] = e->start[i];
    for (uint32_t i = 0; good && i < 2; i++) good = index_alone(e, i, n_sets);
    nmk_intern_free(e->lists);
    return good;
}

static int compare_tests(const void *left, const void *right) {
    const NmkRuleStep *a = left, *b = right;
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    return (a->operand > b->operand) - (a->operand < b->operand);
}

/* Sorts the alternatives of a condition about one end of the span, so that words stand in a row; false where the condition is another one. */
static bool sort_tests(NmkRuleStep *tests, uint32_t count) {
    const NmkSubject subject = nmk_step_subject(tests);
    bool plain = subject == NMK_SUBJECT_FIRST || subject == NMK_SUBJECT_LAST;
    for (uint32_t i = 0; i < count; i++) plain = plain && nmk_step_subject(&tests[i]) == subject && !(tests[i].flags & NMK_STEP_NOT);
    if (!plain) return false;
    qsort(tests, count, sizeof *tests, compare_tests);
    for (uint32_t i = 0; i < count; i++) {
        tests[i].flags = (uint8_t)((tests[i].flags & ~NMK_STEP_OR) | (i + 1 < count ? NMK_STEP_OR : 0));
    }
    return true;
}

static bool add_tests(Emitter *e, const NmkRuleDraft *draft) {
    NmkRuleStep tests[NMK_RULE_TESTS];
    memcpy(tests, draft->tests, draft->n_tests * sizeof *tests);
    for (uint32_t i = 0, end; i < draft->n_tests; i = end) {
        const uint32_t first = e->n_steps;
        for (end = i; tests[end].flags & NMK_STEP_OR;) end++;
        end++;
        const bool sorted = sort_tests(tests + i, end - i);
        for (uint32_t t = i; t < end; t++)
            if (!add_step(e, tests[t])) return false;
        if (sorted) count_words(e, first);
    }
    return true;
}

/* The rows of rules, and their conditions, which stand before the automata. */
static NmkRule *make_rules(Emitter *e) {
    NmkRule *rules = nmk_arena_zeros(nmk_builder_arena(e->builder), e->count, sizeof *rules);
    for (uint32_t i = 0; rules && i < e->count; i++) {
        const NmkRuleDraft *draft = e->drafts[i];
        rules[i] = (NmkRule){.name = nmk_builder_string(e->builder, draft->name), .source = draft->source, .condition = e->n_steps,
                             .conditions = draft->n_tests, .sides = {draft->sides[0].count > 0, draft->sides[1].count > 0}};
        memcpy(rules[i].weight, draft->weight, sizeof rules[i].weight);
        if (!add_tests(e, draft)) return NULL;
    }
    if (rules && e->n_steps) e->steps[e->n_steps - 1].flags |= NMK_STEP_LAST; /* whatever the steps are, they end */
    return rules;
}

NewsmarkStatus nmk_rules_emit(NmkBuilder *builder, const NmkRuleDraft *const *drafts, uint32_t count) {
    Emitter e = {.builder = builder, .drafts = drafts, .count = count};
    const NmkRule *rules = make_rules(&e);
    const uint32_t first = e.n_steps; /* of the automata, behind the conditions */
    if (!rules || !emit_side(&e, NMK_SIDE_LEFT) || !emit_side(&e, NMK_SIDE_RIGHT) || !make_index(&e)) return NEWSMARK_ERROR_MEMORY;
    nmk_builder_section(builder, NMK_SECTION_RULES, sizeof *rules, rules, count);
    nmk_builder_section(builder, NMK_SECTION_RULE_STEPS, sizeof *e.steps, e.steps, e.n_steps);
    nmk_builder_section(builder, NMK_SECTION_RULE_INDEX, sizeof *e.index, e.index, e.n_index);
    return nmk_rule_classes_emit(builder, e.steps, first, e.n_steps);
}
