/* The automaton of rule sides: deterministic, and made while texts are read. A state stands for all steps that are alive and for the rules that the
 * way to it has just completed; a move leads to the next one for all tokens that its state does not tell apart. So most boundaries cost one look
 * into a table a token. It is kept from text to text with the document; when it is full it is forgotten and made anew, which changes nothing but
 * time. */
#ifndef NEWSMARK_RECOGNIZE_RULE_AUTOMATON_H
#define NEWSMARK_RECOGNIZE_RULE_AUTOMATON_H

#include "recognize/types.h"

enum {
    NMK_RULE_STATES = 4096,
    NMK_RULE_SPOTS = 8192,
    NMK_RULE_WORDS = 16384, /* of all sets */
    NMK_RULE_MOVES = 16384, /* at most three quarters of them are used */
    NMK_RULE_COUNTS = 9     /* numbers of words that rules are sorted by, from none on; by more they are not */
};

/* Sets of rules that the model alone decides. */
enum {
    NMK_RULE_NONE = 0,
    NMK_RULE_ASKS_LEFT = 1, /* its left side */
    NMK_RULE_SIDED = 2,     /* and on: has sides, and as far as it counts words holds of a span of none, one ..; of NMK_RULE_COUNTS and more: all */
    NMK_RULE_ALONE = NMK_RULE_SIDED + NMK_RULE_COUNTS + 1, /* and on: the same of rules without sides */
    NMK_RULE_SETS = NMK_RULE_ALONE + NMK_RULE_COUNTS + 1
};

/* A place in the automata of the model, and how many tokens of a phrase are yet to be passed over. */
typedef struct NmkRuleSpot {
    uint32_t step, wait;
} NmkRuleSpot;

/* What a state asks of a token: attributes (as the masks of sets have them), words (a bit for all that share it), kind and flags (where they stand
 * in a token). All else is left out of its moves. */
typedef struct NmkRuleAsks {
    uint64_t ranges, words, shape;
} NmkRuleAsks;

typedef struct NmkRuleState {
    NmkRuleAsks asks;
    uint16_t rules; /* where their set starts among the words; 0 none */
    uint16_t first_spot;
    uint8_t n_spots, flags;
} NmkRuleState;

struct NmkRuleAutomaton {
    bool ready; /* false: it is forgotten before the next boundary */
    uint32_t n_states, n_spots, n_words, n_moves;
    uint32_t entry_kinds; /* a bit for each NmkEntryKind that rules ask for */
    uint32_t start[2 * NMK_SIDES]; /* by side, and whether a sentence starts at the boundary */
    NmkRuleState states[NMK_RULE_STATES];
    NmkRuleSpot spots[NMK_RULE_SPOTS];
    uint64_t words[NMK_RULE_WORDS]; /* sets of rules, a bit each: NMK_RULE_SETS, then those of states */
    uint16_t state_slots[2 * NMK_RULE_STATES]; /* by contents: 1 + number */
    uint64_t moves[NMK_RULE_MOVES]; /* open addressing, linear probing: the high bits of the hash of state and token, and the target; 0 free */
};

/* Words of a set of rules: some at once. */
enum { NMK_RULE_BLOCK = 4 };
static inline uint32_t nmk_rule_set_words(const NmkModelView *model) {
    return (model->count[NMK_SECTION_RULES] + 64 * NMK_RULE_BLOCK - 1) / (64 * NMK_RULE_BLOCK) * NMK_RULE_BLOCK;
}

/* One of NMK_RULE_SETS; they are there once nmk_rule_hits was called. */
static inline const uint64_t *nmk_rule_set(const NmkDoc *doc, uint32_t number) {
    return doc->rule_automaton->words + number * nmk_rule_set_words(doc->model);
}

/* The set of rules whose side matches at the boundary, or that do not ask for this side. */
void nmk_rule_hits(const NmkDoc *doc, uint32_t side, uint32_t boundary, uint64_t *hits);

#endif
