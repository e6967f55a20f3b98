/* States of the automaton of rules: how they are made. A state that is not yet known is made by running the steps of the model over a token. */
#ifndef NEWSMARK_RECOGNIZE_RULE_STATES_H
#define NEWSMARK_RECOGNIZE_RULE_STATES_H

#include "recognize/rule_automaton.h"

/* Flags of a state: what it asks besides; alive: it asks something of the next token. */
enum { NMK_STATE_PHRASES = 1, /* << side, as in NmkRuleSetClass */ NMK_STATE_LETTERS = 4, NMK_STATE_ALIVE = 8 };

enum { NMK_TOO_FAR = NMK_BREAK + 1 }; /* a kind of token that is none; outside the text are line ends */

/* The next token as the automaton sees it. */
typedef struct NmkRuleNext {
    const NmkDoc *doc;
    uint32_t side, token, kind; /* token: the number of tokens or more where there is none */
    bool sentence;              /* one starts here, or a line ends */
} NmkRuleNext;

/* Makes the sets that the model alone decides and the states at the boundaries. Nothing else is known. */
void nmk_rule_states_begin(NmkRuleAutomaton *automaton, const NmkModelView *model);

/* Whether there is room for the moves of one more boundary. */
bool nmk_rule_states_fit(const NmkRuleAutomaton *automaton, const NmkModelView *model);

/* Number of the state that the token leads to. */
uint32_t nmk_rule_state_behind(NmkRuleAutomaton *automaton, const NmkRuleNext *next, uint32_t state);

/* What rules see of a token, in one number. */
static inline uint64_t nmk_rule_bits(const NmkToken *token) {
    uint64_t bits;
    _Static_assert(sizeof *token == offsetof(NmkToken, word) + sizeof bits, "word, set, kind and flags end a token");
    memcpy(&bits, (const char *)token + offsetof(NmkToken, word), sizeof bits);
    return bits;
}

/* The bit of a word among what a state asks. */
static inline uint64_t nmk_rule_word_bit(uint32_t word) { return (uint64_t)1 << (nmk_rule_word_hash(word) >> 18); }

#endif
