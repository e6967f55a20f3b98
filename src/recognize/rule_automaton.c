/* Tokens are told apart by their shape and by the classes of their word and attribute set, which the compiler of rules has made. Phrases and exact
 * letters count only in states that ask for them. Moves that are not known are made by running the steps of the model over the token. */
#include "recognize/rule_automaton.h"

#include <stdlib.h>

#include "recognize/rule_tests.h"

enum { ALIVE = 1, ASKS_PHRASES = 2, ASKS_LETTERS = 4 }; /* flags of a state */
enum { MOST_SPOTS = 128 };                              /* alive at once; further ones are not followed */

/* Kinds of token that are none. */
enum { OUTSIDE = 7, TOO_FAR = 6 };

/* The next token as the automaton sees it. */
typedef struct Next {
    const NmkDoc *doc;
    uint32_t side, token, kind; /* token: UINT32_MAX where there is none */
    bool sentence;              /* one starts here, or a line ends */
} Next;

/* A state in the making. */
typedef struct Draft {
    NmkRuleSpot spots[MOST_SPOTS];
    uint16_t rules[NMK_RULE_HITS];
    uint32_t n_spots, n_rules;
} Draft;

/* --- drafts --- */

/* Keeps the rules sorted, each once. */
static void add_rule(Draft *draft, uint32_t rule) {
    uint32_t at = draft->n_rules;
    while (at > 0 && draft->rules[at - 1] > rule) at--;
    if ((at > 0 && draft->rules[at - 1] == rule) || draft->n_rules == NMK_RULE_HITS) return;
    memmove(&draft->rules[at + 1], &draft->rules[at], (draft->n_rules - at) * sizeof *draft->rules);
    draft->rules[at] = (uint16_t)rule;
    draft->n_rules++;
}

static void add_spot(const NmkModelView *model, Draft *draft, uint32_t first, uint32_t wait) {
    if (draft->n_spots == MOST_SPOTS) return;
    for (uint32_t i = 0; i < draft->n_spots; i++)
        if (draft->spots[i].step == first && draft->spots[i].wait == wait) return;
    draft->spots[draft->n_spots++] = (NmkRuleSpot){first, wait};
    for (const NmkRuleStep *step = &model->rule_steps[first]; wait == 0 && step->kind == NMK_STEP_ACCEPT; step++) {
        add_rule(draft, step->operand);
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
static void follow_phrases(const Next *next, const NmkRuleStep *step, Draft *to) {
    const NmkDoc *doc = next->doc;
    uint32_t first = next->token;
    if (next->side == NMK_SIDE_LEFT) first = first >= NMK_PHRASE_MAX - 1 ? first - (NMK_PHRASE_MAX - 1) : 0;
    for (uint32_t m = doc->match_at[first]; m < doc->match_at[next->token + 1]; m++) {
        const NmkMatch *match = &doc->matches[m];
        if (next->side == NMK_SIDE_LEFT && match->end != next->token + 1) continue;
        if (nmk_rule_is_entry(doc, match, step->operand)) add_spot(doc->model, to, step->next, match->end - match->first - 1);
    }
}

static void follow(const Next *next, const NmkRuleStep *step, Draft *to) {
    const NmkModelView *model = next->doc->model;
    if (asks_sentence(step) || step->kind == NMK_STEP_ACCEPT) return;
    if (next->kind == NMK_BREAK || next->kind == OUTSIDE) {
        const bool edge = step->kind == NMK_STEP_CLASS && step->operand == NMK_T_EDGE && !(step->flags & NMK_STEP_NOT);
        if (edge) add_spot(model, to, step->next, 0);
    } else if (step->kind == NMK_STEP_PHRASE) {
        follow_phrases(next, step, to);
    } else if (nmk_rule_holds(next->doc, next->token, step)) {
        add_spot(model, to, step->next, 0);
    }
}

static void follow_all(const Next *next, const Draft *from, Draft *to) {
    const NmkModelView *model = next->doc->model;
    const bool word = next->kind != NMK_BREAK && next->kind != OUTSIDE;
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

/* Flags of the shape that the test of a class sees. Kinds of token are always told apart. */
static uint16_t shape_of_class(uint32_t class) {
    switch ((NmkTokenClass)class) {
    case NMK_T_CAP: return NMK_CAPITAL;
    case NMK_T_UPPER: return NMK_UPPER;
    case NMK_T_LOWER: return NMK_LOWER;
    case NMK_T_MIXED: return NMK_MIXED;
    case NMK_T_INITIAL: return NMK_INITIAL;
    case NMK_T_ANY: case NMK_T_NUM: case NMK_T_YEAR: case NMK_T_WORD: case NMK_T_EDGE: case NMK_T_SENTENCE: case NMK_TOKEN_CLASSES: break;
    }
    return 0;
}

/* The bit of a range in the masks of sets; where there are too many for bits, all. */
static uint64_t range_bit(const NmkModelView *model, uint32_t operand) {
    const uint32_t count = model->count[NMK_SECTION_RULE_RANGES];
    if (count > NMK_RULE_RANGE_BITS) return UINT64_MAX;
    for (uint32_t i = 0; i < count; i++)
        if (model->rule_ranges[i] == operand) return (uint64_t)1 << i;
    return UINT64_MAX;
}

static uint32_t word_class(const NmkModelView *model, uint32_t word) {
    const uint32_t mask = model->count[NMK_SECTION_RULE_WORDS] - 1;
    uint32_t slot = nmk_rule_word_hash(word) & mask;
    while (model->rule_words[slot].word && model->rule_words[slot].word != word) slot = (slot + 1) & mask;
    return model->rule_words[slot].class;
}

static void ask(const NmkModelView *model, const NmkRuleStep *step, NmkRuleAsks *asks) {
    switch ((NmkStepKind)step->kind) {
    case NMK_STEP_WORD: asks->words |= (uint64_t)1 << word_class(model, step->operand) % 64; break;
    case NMK_STEP_EXACT: asks->flags |= ASKS_LETTERS; break;
    case NMK_STEP_PHRASE: asks->flags |= ASKS_PHRASES; break;
    case NMK_STEP_RANGE: asks->ranges |= range_bit(model, step->operand); break;
    case NMK_STEP_CLASS:
        asks->shape |= shape_of_class(step->operand);
        if (step->operand == NMK_T_YEAR) asks->ranges |= range_bit(model, NMK_RULE_YEAR);
        break;
    case NMK_STEP_ACCEPT: case NMK_STEP_COUNT: case NMK_STEP_KINDS: break;
    }
}

/* Left sides have asked for the start of a sentence before. */
static bool is_alive(const NmkModelView *model, uint32_t side, NmkRuleSpot spot) {
    for (const NmkRuleStep *step = &model->rule_steps[spot.step];; step++) {
        if (spot.wait || (step->kind != NMK_STEP_ACCEPT && (side == NMK_SIDE_RIGHT || !asks_sentence(step)))) return true;
        if (step->flags & NMK_STEP_LAST) return false;
    }
}

/* The start of a sentence may lead right sides on before the next token is read. */
static NmkRuleAsks asks_of(const NmkModelView *model, uint32_t side, const Draft *draft) {
    NmkRuleAsks asks = {.shape = NMK_SENTENCE};
    Draft all = *draft;
    if (side == NMK_SIDE_RIGHT) start_sentence(model, &all);
    for (uint32_t i = 0; i < all.n_spots; i++) {
        if (is_alive(model, side, all.spots[i])) asks.flags |= ALIVE;
        if (all.spots[i].wait) continue;
        for (const NmkRuleStep *step = &model->rule_steps[all.spots[i].step];; step++) {
            ask(model, step, &asks);
            if (step->flags & NMK_STEP_LAST) break;
        }
    }
    return asks;
}

/* --- what is known --- */

static uint32_t hash_of(const void *bytes, size_t size, uint32_t seed) { return (uint32_t)(nmk_hash(bytes, size) >> 20) + seed * 2654435761u; }

uint32_t nmk_rule_list_of(NmkRuleAutomaton *a, const uint16_t *rules, uint32_t count) {
    static const uint16_t NONE[1] = {0}; /* an empty list may come without an address, which memcmp and memcpy do not allow */
    const uint32_t mask = 2 * NMK_RULE_LISTS - 1;
    if (count == 0) rules = NONE;
    uint32_t slot = hash_of(rules, count * sizeof *rules, count) & mask;
    for (; a->list_slots[slot]; slot = (slot + 1) & mask) {
        const uint16_t *known = a->numbers + a->lists[a->list_slots[slot] - 1];
        if (known[0] == count && memcmp(known + 1, rules, count * sizeof *rules) == 0) return a->list_slots[slot] - 1u;
    }
    a->lists[a->n_lists] = a->n_numbers;
    a->numbers[a->n_numbers++] = (uint16_t)count;
    memcpy(a->numbers + a->n_numbers, rules, count * sizeof *rules);
    a->n_numbers += count;
    a->list_slots[slot] = (uint16_t)++a->n_lists;
    return a->n_lists - 1;
}

static int by_step(const void *left, const void *right) {
    const NmkRuleSpot *a = left, *b = right;
    if (a->step != b->step) return a->step < b->step ? -1 : 1;
    return (a->wait > b->wait) - (a->wait < b->wait);
}

/* Number of the state of a draft; spots that only matched are dropped. */
static uint32_t state_of(NmkRuleAutomaton *a, const NmkModelView *model, uint32_t side, Draft *draft) {
    const uint32_t mask = 2 * NMK_RULE_STATES - 1;
    uint32_t n = 0;
    for (uint32_t i = 0; i < draft->n_spots; i++)
        if (is_alive(model, side, draft->spots[i])) draft->spots[n++] = draft->spots[i];
    draft->n_spots = n;
    qsort(draft->spots, n, sizeof *draft->spots, by_step);
    const uint32_t list = nmk_rule_list_of(a, draft->rules, draft->n_rules);
    const size_t size = n * sizeof *draft->spots;
    uint32_t slot = hash_of(draft->spots, size, list) & mask;
    for (; a->state_slots[slot]; slot = (slot + 1) & mask) {
        const NmkRuleState *known = &a->states[a->state_slots[slot] - 1];
        const bool same = known->list == list && known->n_spots == n;
        if (same && memcmp(a->spots + known->first_spot, draft->spots, size) == 0) return a->state_slots[slot] - 1u;
    }
    a->states[a->n_states] = (NmkRuleState){asks_of(model, side, draft), a->n_spots, (uint16_t)n, (uint16_t)list};
    memcpy(a->spots + a->n_spots, draft->spots, size);
    a->n_spots += n;
    a->state_slots[slot] = (uint16_t)++a->n_states;
    return a->n_states - 1;
}

static void make_starts(NmkRuleAutomaton *a, const NmkModelView *model) {
    for (uint32_t side = 0; side < NMK_SIDES; side++) {
        for (uint32_t sentence = 0; sentence < 2; sentence++) {
            Draft draft;
            draft.n_spots = draft.n_rules = 0;
            if (model->rule_index[side] != NMK_NO_STEP) add_spot(model, &draft, model->rule_index[side], 0);
            if (sentence && side == NMK_SIDE_LEFT) start_sentence(model, &draft);
            a->start[2 * side + sentence] = state_of(a, model, side, &draft);
        }
    }
}

/* Forgets everything. */
static void begin(NmkRuleAutomaton *a, const NmkModelView *model) {
    a->generation++;
    a->ready = true;
    a->n_states = a->n_spots = a->n_lists = a->n_numbers = a->n_moves = a->n_pairs = 0;
    memset(a->state_slots, 0, sizeof a->state_slots);
    memset(a->list_slots, 0, sizeof a->list_slots);
    memset(a->moves, 0, sizeof a->moves);
    memset(a->pairs, 0, sizeof a->pairs);
    nmk_rule_list_of(a, NULL, 0);
    make_starts(a, model);
}

bool nmk_rule_has_room(const NmkRuleAutomaton *a) {
    enum { MOVES = 2 * (NMK_RULE_REACH + 1) };
    return a->n_states + MOVES <= NMK_RULE_STATES && a->n_spots + MOVES * MOST_SPOTS <= NMK_RULE_SPOTS && a->n_lists + MOVES + 1 <= NMK_RULE_LISTS &&
           a->n_numbers + (MOVES + 2) * (NMK_RULE_HITS + 1) <= NMK_RULE_NUMBERS && a->n_moves + MOVES <= NMK_RULE_MOVES / 2 &&
           a->n_pairs + 1 <= NMK_RULE_PAIRS / 2;
}

/* --- moves --- */

/* One number for all phrases of rules that start at the token, or end there. */
static uint64_t phrases_at(const Next *next) {
    const NmkDoc *doc = next->doc;
    const NmkModelView *model = doc->model;
    uint64_t sum = 0;
    uint32_t first = next->token;
    if (next->side == NMK_SIDE_LEFT) first = first >= NMK_PHRASE_MAX - 1 ? first - (NMK_PHRASE_MAX - 1) : 0;
    for (uint32_t m = doc->match_at[first]; m < doc->match_at[next->token + 1]; m++) {
        const NmkMatch *match = &doc->matches[m];
        if (next->side == NMK_SIDE_LEFT && match->end != next->token + 1) continue;
        for (uint32_t i = 0; i < model->count[NMK_SECTION_RULE_PHRASES]; i++)
            if (nmk_rule_is_entry(doc, match, model->rule_phrases[i])) sum += nmk_hash_pair(i, match->end - match->first);
    }
    return sum;
}

/* The same for what is written exactly; no number of the one is one of the other. */
static uint64_t letters_at(const Next *next) {
    const NmkModelView *model = next->doc->model;
    uint64_t sum = 0;
    for (uint32_t i = 0; i < model->count[NMK_SECTION_RULE_LETTERS]; i++)
        if (nmk_rule_is_exact(next->doc, &next->doc->tokens.at[next->token], model->rule_letters[i])) sum += nmk_hash_pair(i, UINT32_MAX);
    return sum;
}

/* Sets say whether words with them begin or end a phrase; those of numbers, marks and the possessive do not tell. */
static uint64_t rest_of(const Next *next, unsigned flags, const NmkRuleSetClass *set) {
    uint64_t rest = 0;
    if ((flags & ASKS_PHRASES) && (next->kind != NMK_WORD || (set->phrases >> next->side & 1))) rest = phrases_at(next);
    if (flags & ASKS_LETTERS) rest += letters_at(next);
    return rest;
}

static uint64_t hash_move(uint64_t token, uint64_t ranges, uint64_t rest) {
    const uint64_t hash = nmk_mix(token ^ 0xa0761d6478bd642fULL, ranges ^ rest ^ 0xe7037ed1a0b428dbULL);
    return hash ? hash : 1;
}

/* The move by all that its state asks of the token. Sums of phrases are hashes themselves. */
static uint64_t move_of(const Next *next, uint32_t state, const NmkRuleAsks *asks) {
    const NmkModelView *model = next->doc->model;
    if (next->kind >= NMK_BREAK) return hash_move(state | (uint64_t)(next->kind << 12 | next->sentence) << 16, 0, 0);
    const NmkToken *token = &next->doc->tokens.at[next->token];
    const NmkRuleSetClass *set = &model->rule_sets[token->set];
    const uint64_t shape = (token->flags & asks->shape) | (uint64_t)token->kind << 12;
    const uint64_t class = asks->words ? word_class(model, token->word) : 0;
    const uint64_t asked = asks->words >> class % 64 & 1 ? class : 0;
    const uint64_t rest = asks->flags & (ASKS_PHRASES | ASKS_LETTERS) ? rest_of(next, asks->flags, set) : 0;
    return hash_move(state | shape << 16 | asked << 32, model->rule_masks[set->class] & asks->ranges, rest);
}

static Next next_of(const NmkDoc *doc, uint32_t side, uint32_t boundary, uint32_t read) {
    Next next = {.doc = doc, .side = side, .token = UINT32_MAX, .kind = OUTSIDE, .sentence = true};
    if (side == NMK_SIDE_LEFT) next.token = boundary > read ? boundary - 1 - read : UINT32_MAX;
    else if ((uint64_t)boundary + read < doc->tokens.count) next.token = boundary + read;
    if (next.token != UINT32_MAX) {
        next.kind = doc->tokens.at[next.token].kind;
        next.sentence = next.kind == NMK_BREAK || (doc->tokens.at[next.token].flags & NMK_SENTENCE);
    }
    if (read == NMK_RULE_REACH) next.kind = TOO_FAR;
    return next;
}

/* Left sides come to the start of a sentence behind its first word, right sides before it. */
static uint32_t make_state(NmkRuleAutomaton *a, const Next *next, uint32_t state) {
    const NmkModelView *model = next->doc->model;
    const NmkRuleState *known = &a->states[state];
    uint32_t count;
    const uint16_t *rules = nmk_rule_numbers(a, known->list, &count);
    Draft from, to;
    from.n_spots = known->n_spots;
    memcpy(from.spots, a->spots + known->first_spot, known->n_spots * sizeof *from.spots);
    from.n_rules = count;
    memcpy(from.rules, rules, count * sizeof *rules);
    if (next->side == NMK_SIDE_RIGHT && next->sentence) start_sentence(model, &from);
    to.n_spots = 0;
    to.n_rules = from.n_rules;
    memcpy(to.rules, from.rules, from.n_rules * sizeof *to.rules);
    if (next->kind != TOO_FAR) follow_all(next, &from, &to);
    if (next->side == NMK_SIDE_LEFT && next->sentence && next->kind != TOO_FAR) start_sentence(model, &to);
    return state_of(a, model, next->side, &to);
}

static uint32_t next_state(NmkRuleAutomaton *a, const Next *next, uint32_t state) {
    const uint64_t move = move_of(next, state, &a->states[state].asks);
    const uint32_t mask = NMK_RULE_MOVES - 1;
    uint32_t slot = (uint32_t)(move >> 32) & mask;
    for (; a->moves[slot]; slot = (slot + 1) & mask)
        if (a->moves[slot] == move) return a->targets[slot];
    a->moves[slot] = move;
    a->targets[slot] = (uint16_t)make_state(a, next, state);
    a->n_moves++;
    return a->targets[slot];
}

uint32_t nmk_rule_list(const NmkDoc *doc, uint32_t side, uint32_t boundary) {
    NmkRuleAutomaton *a = doc->rule_automaton;
    if (!a->ready) begin(a, doc->model);
    bool sentence = true;
    if (side == NMK_SIDE_LEFT && boundary < doc->tokens.count)
        sentence = doc->tokens.at[boundary].kind == NMK_BREAK || (doc->tokens.at[boundary].flags & NMK_SENTENCE);
    const uint32_t known = a->n_moves;
    uint32_t state = a->start[2 * side + sentence];
    for (uint32_t read = 0; read <= NMK_RULE_REACH && (a->states[state].asks.flags & ALIVE); read++) {
        const Next next = next_of(doc, side, boundary, read);
        state = next_state(a, &next, state);
    }
    if (a->n_moves != known) a->ready = nmk_rule_has_room(a);
    return a->states[state].list;
}
