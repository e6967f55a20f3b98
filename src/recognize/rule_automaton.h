/* The automaton of rule sides: deterministic, and made while texts are read. A state stands for all steps that are alive and for the rules matched
 * so far; a move leads to the next one for all tokens that no rule tells apart. So most boundaries cost one look into a table a token. It is kept
 * from text to text with the document; when it is full it is forgotten and made anew, which changes nothing but time. */
#ifndef NEWSMARK_RECOGNIZE_RULE_AUTOMATON_H
#define NEWSMARK_RECOGNIZE_RULE_AUTOMATON_H

#include "recognize/types.h"

enum {
    NMK_RULE_STATES = 4096,
    NMK_RULE_SPOTS = 8192,
    NMK_RULE_LISTS = 4096,
    NMK_RULE_NUMBERS = 16384, /* of all lists */
    NMK_RULE_MOVES = 16384, /* at most half of them are used */
    NMK_RULE_PAIRS = 8192
};

/* A place in the automata of the model, and how many tokens of a phrase are yet to be passed over. */
typedef struct NmkRuleSpot {
    uint32_t step, wait;
} NmkRuleSpot;

/* What a state asks of a token: flags of its shape, attributes (as the masks of sets have them), words (a bit for all classes of the same low
 * bits). All else is left out of its moves. */
typedef struct NmkRuleAsks {
    uint64_t ranges, words;
    uint16_t shape;
    uint8_t flags;
} NmkRuleAsks;

typedef struct NmkRuleState {
    NmkRuleAsks asks;
    uint32_t first_spot;
    uint16_t n_spots, list; /* list: of the rules matched so far */
} NmkRuleState;

struct NmkRuleAutomaton {
    uint32_t generation; /* numbers of lists are good within one */
    bool ready;          /* false: it is forgotten before the next boundary */
    uint32_t n_states, n_spots, n_lists, n_numbers, n_moves, n_pairs;
    uint32_t start[2 * NMK_SIDES]; /* by side, and whether a sentence starts at the boundary */
    NmkRuleState states[NMK_RULE_STATES];
    NmkRuleSpot spots[NMK_RULE_SPOTS];
    uint32_t lists[NMK_RULE_LISTS];     /* where it starts in numbers: how many, then rules ascending; list 0 is empty */
    uint16_t numbers[NMK_RULE_NUMBERS];
    uint16_t state_slots[2 * NMK_RULE_STATES], list_slots[2 * NMK_RULE_LISTS]; /* by contents: 1 + number */
    uint64_t moves[NMK_RULE_MOVES]; /* open addressing, linear probing: hash of state and token; 0 free */
    uint16_t targets[NMK_RULE_MOVES]; /* the state that each move leads to */
    struct {
        uint32_t key, list; /* 1 + both lists; 0 free */
    } pairs[NMK_RULE_PAIRS]; /* of a left and a right side: the rules that match, a list in numbers */
};

/* Number of the list of rules whose side matches at the boundary. May forget all lists known before: the generation tells. */
uint32_t nmk_rule_list(const NmkDoc *doc, uint32_t side, uint32_t boundary);

/* Number of a list with these rules; there is room for it. */
uint32_t nmk_rule_list_of(NmkRuleAutomaton *automaton, const uint16_t *rules, uint32_t count);

/* Whether there is room for one more boundary on either side, and their pair. */
bool nmk_rule_has_room(const NmkRuleAutomaton *automaton);

static inline const uint16_t *nmk_rule_numbers(const NmkRuleAutomaton *automaton, uint32_t list, uint32_t *count) {
    const uint16_t *numbers = automaton->numbers + automaton->lists[list];
    *count = numbers[0];
    return numbers + 1;
}

#endif
