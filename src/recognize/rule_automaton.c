/* Tokens are told apart by kind and flags and by the classes of their word and attribute set, which the compiler of rules has made. Phrases and exact
 * letters count only in states that ask for them. */
#include "recognize/rule_states.h"
#include "recognize/rule_tests.h"

/* Kept out of the loop over tokens, which has few variables then. */
#define NOT_INLINE __attribute__((noinline))

static uint32_t word_class(const NmkModelView *model, uint32_t word) {
    const uint32_t mask = model->count[NMK_SECTION_RULE_WORDS] - 1;
    uint32_t slot = nmk_rule_word_hash(word) & mask;
    while (model->rule_words[slot].word && model->rule_words[slot].word != word) slot = (slot + 1) & mask;
    return model->rule_words[slot].class;
}

/* One number for the phrase, if rules ask for it. */
static inline uint64_t phrase_hash(const NmkDoc *doc, const NmkMatch *match) {
    const NmkModelView *model = doc->model;
    uint64_t sum = 0;
    if (!(doc->rule_automaton->entry_kinds >> model->entries[match->entry].kind & 1)) return 0;
    for (uint32_t i = 0; i < model->count[NMK_SECTION_RULE_PHRASES]; i++)
        if (nmk_rule_is_entry(doc, match, model->rule_phrases[i])) sum += nmk_hash_pair(i, match->end - match->first);
    return sum;
}

/* One number for all phrases of rules that start at the token, or end there. */
static NOT_INLINE uint64_t phrases_at(const NmkDoc *doc, uint32_t side, uint32_t token) {
    const NmkMatch *end = doc->matches + doc->match_at[token + 1];
    uint64_t sum = 0;
    if (side == NMK_SIDE_RIGHT) {
        for (const NmkMatch *match = doc->matches + doc->match_at[token]; match < end; match++) sum += phrase_hash(doc, match);
    } else {
        const uint32_t first = token >= NMK_PHRASE_MAX - 1 ? token - (NMK_PHRASE_MAX - 1) : 0;
        for (const NmkMatch *match = doc->matches + doc->match_at[first]; match < end; match++)
            if (match->end == token + 1) sum += phrase_hash(doc, match);
    }
    return sum;
}

/* The same for what is written exactly; no number of the one is one of the other. */
static NOT_INLINE uint64_t letters_at(const NmkDoc *doc, uint32_t token) {
    const NmkModelView *model = doc->model;
    uint64_t sum = 0;
    for (uint32_t i = 0; i < model->count[NMK_SECTION_RULE_LETTERS]; i++)
        if (nmk_rule_is_exact(doc, &doc->tokens.at[token], model->rule_letters[i])) sum += nmk_hash_pair(i, UINT32_MAX);
    return sum;
}

/* The move by all that its state asks of the token, as a hash. Sums of phrases are hashes themselves. Kind and flags are the first or the last 16
 * bits, as the machine has it; state and word are put between them. */
static inline uint64_t hash_token(const NmkDoc *doc, uint32_t side, uint32_t number, uint32_t state, const NmkRuleState *known) {
    const NmkModelView *model = doc->model;
    const NmkToken *token = &doc->tokens.at[number];
    const NmkRuleSetClass *set = &model->rule_sets[token->set];
    uint64_t move = (nmk_rule_bits(token) & known->asks.shape) | (uint64_t)(state + 1) << 16;
    uint64_t rest = model->rule_masks[set->class] & known->asks.ranges;
    if (known->asks.words & nmk_rule_word_bit(token->word)) move |= (uint64_t)word_class(model, token->word) << 32;
    if (known->flags & set->phrases) rest ^= phrases_at(doc, side, number);
    if (known->flags & NMK_STATE_LETTERS) rest ^= letters_at(doc, number);
    return nmk_mix(move, rest ^ 0xe7037ed1a0b428dbULL);
}

/* The same for what is no token. */
static uint64_t hash_edge(const NmkRuleNext *next, uint32_t state) {
    return nmk_mix((uint64_t)(state + 1) << 16, (next->kind << 1 | next->sentence) ^ 0x8ebc6af09c88c6e3ULL);
}

static bool starts_sentence(const NmkDoc *doc, uint32_t token) {
    return token >= doc->tokens.count || doc->tokens.at[token].kind == NMK_BREAK || (doc->tokens.at[token].flags & NMK_SENTENCE);
}

/* Outside the text are line ends. */
static NmkRuleNext next_of(const NmkDoc *doc, uint32_t side, uint32_t number, uint32_t read) {
    NmkRuleNext next = {.doc = doc, .side = side, .token = number, .kind = NMK_BREAK, .sentence = starts_sentence(doc, number)};
    if (number < doc->tokens.count) next.kind = doc->tokens.at[number].kind;
    if (read == NMK_RULE_REACH) next.kind = NMK_TOO_FAR;
    return next;
}

/* A move is the hash, in its low bits the target, and a bit that is always set; of the hash these bits choose the slot. */
enum { TARGET = 0xffff, IS_MOVE = 1 << 16, MOVE_HASH = 17 };
_Static_assert((int)NMK_RULE_STATES <= (int)TARGET && NMK_RULE_MOVES <= 1 << MOVE_HASH, "a number of a state, and a slot, fit beside the hash");

/* Where the move stands, or will stand. */
static inline uint32_t slot_of(const NmkRuleAutomaton *a, uint64_t hash) {
    uint32_t slot = hash & (NMK_RULE_MOVES - 1);
    while (a->moves[slot] && (a->moves[slot] ^ hash) >> MOVE_HASH) slot = (slot + 1) & (NMK_RULE_MOVES - 1);
    return slot;
}

static NOT_INLINE uint32_t make_move(NmkRuleAutomaton *a, const NmkRuleNext *next, uint32_t state, uint64_t hash) {
    const uint32_t target = nmk_rule_state_behind(a, next, state);
    a->moves[slot_of(a, hash)] = hash >> MOVE_HASH << MOVE_HASH | IS_MOVE | target;
    a->n_moves++;
    a->ready = a->n_moves + NMK_RULE_REACH < NMK_RULE_MOVES / 4 * 3 && nmk_rule_states_fit(a, next->doc->model);
    return target;
}

static NOT_INLINE uint32_t follow_edge(const NmkDoc *doc, uint32_t side, uint32_t number, uint32_t read, uint32_t state) {
    NmkRuleAutomaton *a = doc->rule_automaton;
    const NmkRuleNext next = next_of(doc, side, number, read);
    const uint64_t hash = hash_edge(&next, state), move = a->moves[slot_of(a, hash)];
    return move ? move & TARGET : make_move(a, &next, state, hash);
}

static inline uint32_t follow_token(const NmkDoc *doc, uint32_t side, uint32_t number, uint32_t state) {
    NmkRuleAutomaton *a = doc->rule_automaton;
    const uint64_t hash = hash_token(doc, side, number, state, &a->states[state]), move = a->moves[slot_of(a, hash)];
    if (move) return move & TARGET;
    const NmkRuleNext next = next_of(doc, side, number, 0);
    return make_move(a, &next, state, hash);
}

static inline void unite(uint64_t *to, const uint64_t *one, const uint64_t *other, uint32_t words) {
    for (uint32_t i = 0; i < words; i += NMK_RULE_BLOCK)
        for (uint32_t k = 0; k < NMK_RULE_BLOCK; k++) to[i + k] = one[i + k] | other[i + k];
}

/* Forgets everything. */
static void begin(NmkRuleAutomaton *a, const NmkModelView *model) {
    a->ready = true;
    a->n_moves = 0;
    memset(a->moves, 0, sizeof a->moves);
    a->entry_kinds = 0;
    for (uint32_t i = 0; i < model->count[NMK_SECTION_RULE_PHRASES]; i++) a->entry_kinds |= 1u << (model->rule_phrases[i] >> 24);
    nmk_rule_states_begin(a, model);
}

/* Numbers of tokens before the first one are beyond the last one. */
void nmk_rule_hits(const NmkDoc *doc, uint32_t side, uint32_t boundary, uint64_t *hits) {
    NmkRuleAutomaton *a = doc->rule_automaton;
    const bool left = side == NMK_SIDE_LEFT;
    const uint32_t words = nmk_rule_set_words(doc->model), there = left ? boundary : doc->tokens.count - boundary;
    const uint32_t most = there < NMK_RULE_REACH ? there : NMK_RULE_REACH;
    if (!a->ready) begin(a, doc->model);
    uint32_t state = a->start[2 * side + starts_sentence(doc, boundary)], token = left ? boundary - 1 : boundary;
    const uint64_t *so_far = a->words + a->states[state].rules;
    for (uint32_t read = 0; a->states[state].flags & NMK_STATE_ALIVE; read++, token += left ? UINT32_MAX : 1) {
        if (read < most && doc->tokens.at[token].kind != NMK_BREAK) state = follow_token(doc, side, token, state);
        else state = follow_edge(doc, side, token, read, state);
        if (!a->states[state].rules) continue;
        unite(hits, so_far, a->words + a->states[state].rules, words);
        so_far = hits;
    }
    if (so_far != hits) unite(hits, so_far, a->words, words); /* there the empty set stands */
}
