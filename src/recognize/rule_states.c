/* A state stands for the places in the automata of the model that are alive. They are collected in a draft, and the draft is looked up among what is
 * known. Whether a state can tell two tokens apart follows from the tests at its places. */
#include "recognize/rule_states.h"

#include <stdlib.h>

#include "recognize/rule_tests.h"

enum { MOST_SPOTS = 128 }; /* alive at once; further ones are not followed */

/* A state in the making. */
typedef struct Draft {
    NmkRuleSpot spots[MOST_SPOTS];
    uint32_t n_spots;
    uint64_t rules[NMK_RULES_MOST / 64]; /* as many words as the model's sets have */
} Draft;

/* --- drafts --- */

static void begin_draft(const NmkModelView *model, Draft *draft) {
    draft->n_spots = 0;
    memset(draft->rules, 0, nmk_rule_set_words(model) * sizeof *draft->rules);
}

static void add_rule(uint64_t *set, uint32_t rule) { set[rule / 64] |= (uint64_t)1 << rule % 64; }

static void add_spot(const NmkModelView *model, Draft *draft, uint32_t first, uint32_t wait) {
    if (draft->n_spots == MOST_SPOTS) return;
    for (uint32_t i = 0; i < draft->n_spots; i++)
        if (draft->spots[i].step == first && draft->spots[i].wait == wait) return;
    draft->spots[draft->n_spots++] = (NmkRuleSpot){first, wait};
    for (const NmkRuleStep *step = &model->rule_steps[first]; wait == 0 && step->kind == NMK_STEP_ACCEPT; step++) {
        add_rule(draft->rules, step->operand);
        if (step->flags & NMK_STEP_LAST) return;
    }
}

static bool asks_sentence(const NmkRuleStep *step) { return step->kind == NMK_STEP_CLASS && step->operand == NMK_T_SENTENCE; }

/* Where a sentence starts, the steps that ask for it are done. */
static void start_sentence(const NmkModelView *model, Draft *draft) {
    for (uint32_t i = 0; i < draft->n_spots; i++) {
        if (draft->spots[i].wait) continue;
        for (const NmkRuleStep *step = &model->rule_steps[draft->spots[i].step];; step++) {
            if (asks_sentence(step)) add_spot(model, draft, step->next, 0);
            if (step->flags & NMK_STEP_LAST) break;
        }
    }
}

/* Phrases from the token on, or back from it: one of up to NMK_PHRASE_MAX lengths each. */
static void follow_phrases(const NmkRuleNext *next, const NmkRuleStep *step, Draft *to) {
    const NmkDoc *doc = next->doc;
    uint32_t first = next->token;
    if (next->side == NMK_SIDE_LEFT) first = first >= NMK_PHRASE_MAX - 1 ? first - (NMK_PHRASE_MAX - 1) : 0;
    for (uint32_t m = doc->match_at[first]; m < doc->match_at[next->token + 1]; m++) {
        const NmkMatch *match = &doc->matches[m];
        if (next->side == NMK_SIDE_LEFT && match->end != next->token + 1) continue;
        if (nmk_rule_is_entry(doc, match, step->operand)) add_spot(doc->model, to, step->next, match->end - match->first - 1);
    }
}

static void follow(const NmkRuleNext *next, const NmkRuleStep *step, Draft *to) {
    const NmkModelView *model = next->doc->model;
    if (asks_sentence(step) || step->kind == NMK_STEP_ACCEPT) return;
    if (next->kind == NMK_BREAK) {
        const bool edge = step->kind == NMK_STEP_CLASS && step->operand == NMK_T_EDGE && !(step->flags & NMK_STEP_NOT);
        if (edge) add_spot(model, to, step->next, 0);
    } else if (step->kind == NMK_STEP_PHRASE) {
        follow_phrases(next, step, to);
    } else if (nmk_rule_holds(next->doc, next->token, step)) {
        add_spot(model, to, step->next, 0);
    }
}

static void follow_all(const NmkRuleNext *next, const Draft *from, Draft *to) {
    const NmkModelView *model = next->doc->model;
    const bool word = next->kind != NMK_BREAK;
    for (uint32_t i = 0; i < from->n_spots; i++) {
        if (from->spots[i].wait) {
            add_spot(model, to, from->spots[i].step, from->spots[i].wait - 1);
            continue;
        }
        for (const NmkRuleStep *step = &model->rule_steps[from->spots[i].step];; step++) {
            if (step->kind == NMK_STEP_WORD && step->row) {
                const NmkRuleStep *found = word ? nmk_rule_word_step(step, next->doc->tokens.at[next->token].word) : NULL;
                if (found) add_spot(model, to, found->next, 0);
                step += step->row - 1;
            } else {
                follow(next, step, to);
            }
            if (step->flags & NMK_STEP_LAST) break;
        }
    }
}

/* --- what a state asks --- */

/* Flags that the test of a class sees, besides the kind of token. */
static unsigned flags_of_class(uint32_t class) {
    switch ((NmkTokenClass)class) {
    case NMK_T_CAP: return NMK_CAPITAL;
    case NMK_T_UPPER: return NMK_UPPER;
    case NMK_T_LOWER: return NMK_LOWER;
    case NMK_T_MIXED: return NMK_MIXED;
    case NMK_T_INITIAL: return NMK_INITIAL;
    case NMK_T_NUM: case NMK_T_WORD: case NMK_T_ANY: case NMK_T_YEAR: case NMK_T_EDGE: case NMK_T_SENTENCE: case NMK_TOKEN_CLASSES: break;
    }
    return 0;
}

static bool sees_kind(uint32_t class) { return class == NMK_T_NUM || class == NMK_T_WORD || flags_of_class(class); }

/* The bit of a range in the masks of sets; where there are too many for bits, all. */
static uint64_t range_bit(const NmkModelView *model, uint32_t operand) {
    const uint32_t count = model->count[NMK_SECTION_RULE_RANGES];
    if (count > NMK_RULE_RANGE_BITS) return UINT64_MAX;
    for (uint32_t i = 0; i < count; i++)
        if (model->rule_ranges[i] == operand) return (uint64_t)1 << i;
    return UINT64_MAX;
}

static void ask(const NmkModelView *model, const NmkRuleStep *step, NmkRuleAsks *asks) {
    switch ((NmkStepKind)step->kind) {
    case NMK_STEP_WORD: asks->words |= nmk_rule_word_bit(step->operand); break;
    case NMK_STEP_RANGE: asks->ranges |= range_bit(model, step->operand); break;
    case NMK_STEP_CLASS:
        asks->shape |= nmk_rule_bits(&(NmkToken){.flags = flags_of_class(step->operand) & 0xfff, .kind = sees_kind(step->operand) ? 15 : 0});
        if (step->operand == NMK_T_YEAR) asks->ranges |= range_bit(model, NMK_RULE_YEAR);
        break;
    case NMK_STEP_ACCEPT: case NMK_STEP_EXACT: case NMK_STEP_PHRASE: case NMK_STEP_COUNT: case NMK_STEP_KINDS: break;
    }
}

/* Left sides have asked for the start of a sentence before. */
static bool is_alive(const NmkModelView *model, uint32_t side, NmkRuleSpot spot) {
    for (const NmkRuleStep *step = &model->rule_steps[spot.step];; step++) {
        if (spot.wait || (step->kind != NMK_STEP_ACCEPT && (side == NMK_SIDE_RIGHT || !asks_sentence(step)))) return true;
        if (step->flags & NMK_STEP_LAST) return false;
    }
}

static bool leads_to_sentence(const NmkModelView *model, uint32_t first) {
    for (const NmkRuleStep *step = &model->rule_steps[first];; step++) {
        if (asks_sentence(step)) return true;
        if (step->flags & NMK_STEP_LAST) return false;
    }
}

/* What the state asks. The start of a sentence leads left sides on behind the next token, right sides before it. */
static void find_asks(const NmkModelView *model, uint32_t side, const Draft *draft, NmkRuleState *state) {
    Draft all;
    bool sentence = false;
    begin_draft(model, &all);
    all.n_spots = draft->n_spots;
    memcpy(all.spots, draft->spots, draft->n_spots * sizeof *all.spots);
    if (side == NMK_SIDE_RIGHT) start_sentence(model, &all);
    for (uint32_t i = 0; i < all.n_spots; i++) {
        const NmkRuleSpot spot = all.spots[i];
        if (is_alive(model, side, spot)) state->flags |= NMK_STATE_ALIVE;
        if (spot.wait || side == NMK_SIDE_RIGHT) sentence = sentence || leads_to_sentence(model, spot.step);
        if (spot.wait) continue;
        for (const NmkRuleStep *step = &model->rule_steps[spot.step];; step++) {
            ask(model, step, &state->asks);
            if (step->kind == NMK_STEP_EXACT) state->flags |= NMK_STATE_LETTERS;
            if (step->kind == NMK_STEP_PHRASE) state->flags |= (uint8_t)(NMK_STATE_PHRASES << side);
            if (side == NMK_SIDE_LEFT && step->kind != NMK_STEP_ACCEPT) sentence = sentence || leads_to_sentence(model, step->next);
            if (step->flags & NMK_STEP_LAST) break;
        }
    }
    if (sentence) state->asks.shape |= nmk_rule_bits(&(NmkToken){.flags = NMK_SENTENCE});
}

/* --- what is known --- */

static uint32_t hash_of(const void *bytes, size_t size) { return (uint32_t)(nmk_hash(bytes, size) >> 20); }

static int by_step(const void *left, const void *right) {
    const NmkRuleSpot *a = left, *b = right;
    if (a->step != b->step) return a->step < b->step ? -1 : 1;
    return (a->wait > b->wait) - (a->wait < b->wait);
}

/* Where the set stands among the words: behind the last one; the empty set at 0. */
static uint16_t keep_rules(NmkRuleAutomaton *a, const NmkModelView *model, const uint64_t *rules) {
    const uint32_t words = nmk_rule_set_words(model), at = a->n_words;
    uint64_t any = 0;
    for (uint32_t i = 0; i < words; i++) any |= a->words[at + i] = rules[i];
    if (!any) return 0;
    a->n_words += words;
    return (uint16_t)at;
}

static bool is_state(const NmkRuleAutomaton *a, const NmkModelView *model, const NmkRuleState *state, const Draft *draft) {
    static const uint64_t NONE[NMK_RULES_MOST / 64];
    const uint64_t *rules = state->rules ? a->words + state->rules : NONE;
    if (state->n_spots != draft->n_spots || memcmp(rules, draft->rules, nmk_rule_set_words(model) * sizeof *rules) != 0) return false;
    return memcmp(a->spots + state->first_spot, draft->spots, draft->n_spots * sizeof *draft->spots) == 0;
}

/* Number of the state of a draft; spots that only matched are dropped. */
static uint32_t state_of(NmkRuleAutomaton *a, const NmkModelView *model, uint32_t side, Draft *draft) {
    const uint32_t mask = 2 * NMK_RULE_STATES - 1;
    uint32_t n = 0;
    for (uint32_t i = 0; i < draft->n_spots; i++)
        if (is_alive(model, side, draft->spots[i])) draft->spots[n++] = draft->spots[i];
    draft->n_spots = n;
    qsort(draft->spots, n, sizeof *draft->spots, by_step);
    const size_t size = n * sizeof *draft->spots;
    uint32_t slot = (hash_of(draft->spots, size) + hash_of(draft->rules, nmk_rule_set_words(model) * sizeof *draft->rules)) & mask;
    for (; a->state_slots[slot]; slot = (slot + 1) & mask)
        if (is_state(a, model, &a->states[a->state_slots[slot] - 1], draft)) return a->state_slots[slot] - 1u;
    NmkRuleState *state = &a->states[a->n_states];
    *state = (NmkRuleState){.first_spot = (uint16_t)a->n_spots, .n_spots = (uint8_t)n, .rules = keep_rules(a, model, draft->rules)};
    find_asks(model, side, draft, state);
    memcpy(a->spots + a->n_spots, draft->spots, size);
    a->n_spots += n;
    a->state_slots[slot] = (uint16_t)++a->n_states;
    return a->n_states - 1;
}

/* Left sides come to the start of a sentence behind its first word, right sides before it. */
uint32_t nmk_rule_state_behind(NmkRuleAutomaton *a, const NmkRuleNext *next, uint32_t state) {
    const NmkModelView *model = next->doc->model;
    const NmkRuleState *known = &a->states[state];
    Draft from, to;
    begin_draft(model, &from);
    from.n_spots = known->n_spots;
    memcpy(from.spots, a->spots + known->first_spot, known->n_spots * sizeof *from.spots);
    if (next->side == NMK_SIDE_RIGHT && next->sentence) start_sentence(model, &from);
    to.n_spots = 0;
    memcpy(to.rules, from.rules, nmk_rule_set_words(model) * sizeof *to.rules);
    if (next->kind != NMK_TOO_FAR) follow_all(next, &from, &to);
    if (next->side == NMK_SIDE_LEFT && next->sentence && next->kind != NMK_TOO_FAR) start_sentence(model, &to);
    return state_of(a, model, next->side, &to);
}

/* Whether the conditions of the rule that only count words hold of so many. */
static bool count_fits(const NmkModelView *model, const NmkRule *rule, uint32_t words) {
    const NmkRuleStep *steps = model->rule_steps + rule->condition;
    for (uint32_t i = 0; i < rule->conditions; i++) {
        const bool alone = !(steps[i].flags & NMK_STEP_OR) && (i == 0 || !(steps[i - 1].flags & NMK_STEP_OR));
        if (steps[i].kind == NMK_STEP_COUNT && alone && !nmk_rule_count_holds(&steps[i], words)) return false;
    }
    return true;
}

/* The sets that the model alone decides. */
static void make_sets(NmkRuleAutomaton *a, const NmkModelView *model) {
    const uint32_t words = nmk_rule_set_words(model);
    a->n_words = NMK_RULE_SETS * words;
    memset(a->words, 0, a->n_words * sizeof *a->words);
    for (uint32_t rule = 0; rule < model->count[NMK_SECTION_RULES]; rule++) {
        const NmkRule *row = &model->rules[rule];
        if (row->sides[NMK_SIDE_LEFT]) add_rule(a->words + NMK_RULE_ASKS_LEFT * words, rule);
        const uint32_t first = row->sides[NMK_SIDE_LEFT] || row->sides[NMK_SIDE_RIGHT] ? NMK_RULE_SIDED : NMK_RULE_ALONE;
        for (uint32_t n = 0; n <= NMK_RULE_COUNTS; n++)
            if (n == NMK_RULE_COUNTS || count_fits(model, row, n)) add_rule(a->words + (first + n) * words, rule);
    }
}

static void make_starts(NmkRuleAutomaton *a, const NmkModelView *model) {
    for (uint32_t side = 0; side < NMK_SIDES; side++) {
        for (uint32_t sentence = 0; sentence < 2; sentence++) {
            Draft draft;
            begin_draft(model, &draft);
            for (uint32_t rule = 0; rule < model->count[NMK_SECTION_RULES]; rule++)
                if (!model->rules[rule].sides[side]) add_rule(draft.rules, rule);
            if (model->rule_index[side] != NMK_NO_STEP) add_spot(model, &draft, model->rule_index[side], 0);
            if (sentence && side == NMK_SIDE_LEFT) start_sentence(model, &draft);
            a->start[2 * side + sentence] = state_of(a, model, side, &draft);
        }
    }
}

void nmk_rule_states_begin(NmkRuleAutomaton *a, const NmkModelView *model) {
    a->n_states = a->n_spots = 0;
    memset(a->state_slots, 0, sizeof a->state_slots);
    make_sets(a, model);
    make_starts(a, model);
}

_Static_assert((NMK_RULE_SETS + 2 * NMK_SIDES + NMK_RULE_REACH + 2) * (NMK_RULES_MOST / 64) <= NMK_RULE_WORDS, "room for the first boundary, whatever the model");
_Static_assert(MOST_SPOTS <= UINT8_MAX && (int)NMK_RULE_SPOTS <= UINT16_MAX && (int)NMK_RULE_WORDS <= UINT16_MAX, "numbers of states fit into their rows");

bool nmk_rule_states_fit(const NmkRuleAutomaton *a, const NmkModelView *model) {
    enum { MOVES = NMK_RULE_REACH + 1 };
    return a->n_states + MOVES <= NMK_RULE_STATES && a->n_spots + MOVES * MOST_SPOTS <= NMK_RULE_SPOTS &&
           a->n_words + (MOVES + 1) * nmk_rule_set_words(model) <= NMK_RULE_WORDS;
}
