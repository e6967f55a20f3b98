/* Rules: token patterns that state evidence about a span, compiled together into two automata, one a side of the span.
 *
 * A state is a run of steps that ends with the first one flagged NMK_STEP_LAST: the rules whose side is complete here, then the tests that lead
 * on. Left sides are read backwards from the span, right sides forwards; equal beginnings of different rules share their states. Automata have
 * no cycles, for repeats are bounded. RULE_INDEX says where to start:
 *   [side]               the first state of this side, NMK_NO_STEP where no rule asks for it
 *   [2 + end * sets + set]  index in RULE_INDEX of a list, how many and their numbers: the rules without sides that can hold of a span whose
 *                        last (end 0) or first (end 1) token has this attribute set; rules that ask for neither stand with the last
 *   [2 + 2 * sets ..]    the lists, equal ones shared
 * It is empty where there are no rules. Conditions on the span are steps too: each with its subject, tests of one condition in a row.
 *
 * Words and attribute sets that no state tells apart are of one class (RULE_WORDS, RULE_SETS), so that the matcher can keep what it found for
 * one of them and use it for all. */
#ifndef NEWSMARK_MODEL_RULES_H
#define NEWSMARK_MODEL_RULES_H

#include "model/image.h"

enum { NMK_SIDE_LEFT = 0, NMK_SIDE_RIGHT = 1, NMK_SIDES = 2 };

enum {
    NMK_RULE_REACH = 12,  /* tokens a side looks at */
    NMK_RULES_MOST = 4096 /* rules of a model */
};

typedef struct NmkRule {
    uint32_t name;
    uint32_t source;                /* nmk_source */
    uint32_t condition, conditions; /* steps */
    uint8_t sides[NMK_SIDES];       /* 1 where that side must match */
    int16_t weight[5];              /* inline weights, by NewsmarkType, tenths of a logit */
    uint32_t reserved;
} NmkRule;

typedef enum NmkStepKind {
    NMK_STEP_ACCEPT = 0,  /* operand: the rule whose side is complete */
    NMK_STEP_WORD = 1,    /* operand: id of the folded word */
    NMK_STEP_EXACT = 2,   /* operand: string, byte for byte, a final dot of the text apart */
    NMK_STEP_RANGE = 3,   /* operand: first attribute << 8 | last: one of them */
    NMK_STEP_CLASS = 4,   /* operand: NmkTokenClass */
    NMK_STEP_PHRASE = 5,  /* operand: NmkEntryKind << 24 | id, NMK_PHRASE_ANY for all of the kind */
    NMK_STEP_COUNT = 6,   /* condition: operand: least << 8 | most words */
    NMK_STEP_KINDS = 7
} NmkStepKind;

enum { NMK_PHRASE_ANY = 0xffffff };
enum { NMK_RULE_RANGE_BITS = 64 }; /* of a row of RULE_MASKS, first range lowest; where there are more ranges, a row is a number of its class */
#define NMK_NO_STEP UINT32_MAX
#define NMK_RULE_YEAR UINT32_MAX /* among RULE_RANGES: NMK_T_YEAR */

typedef enum NmkTokenClass {
    NMK_T_ANY = 0,      /* whatever is no line end */
    NMK_T_CAP = 1,      /* word with a capital first letter */
    NMK_T_UPPER = 2,    /* word in capitals, two letters or more */
    NMK_T_LOWER = 3,
    NMK_T_MIXED = 4,    /* "McCain" */
    NMK_T_INITIAL = 5,
    NMK_T_NUM = 6,
    NMK_T_YEAR = 7,
    NMK_T_WORD = 8,
    NMK_T_EDGE = 9,     /* a line end, or an end of the text */
    NMK_T_SENTENCE = 10, /* no token: a sentence starts here */
    NMK_TOKEN_CLASSES = 11
} NmkTokenClass;

/* flags of a step */
enum {
    NMK_STEP_LAST = 1, /* of its state */
    NMK_STEP_NOT = 2,  /* holds where its test fails on a token that is no line end */
    NMK_STEP_OR = 4,   /* condition: the next row is an alternative */
    NMK_STEP_SUBJECT = 3 /* condition: NmkSubject in the bits from here on */
};

/* What a condition is about. */
typedef enum NmkSubject {
    NMK_SUBJECT_FIRST = 0,
    NMK_SUBJECT_LAST = 1,
    NMK_SUBJECT_ANY = 2,
    NMK_SUBJECT_ALL = 3,   /* words only: marks of a nickname are passed over */
    NMK_SUBJECT_WHOLE = 4, /* the span is a phrase, or a single token that passes the test */
    NMK_SUBJECT_WORDS = 5, /* how many: hyphenated ones count once */
    NMK_SUBJECTS = 6
} NmkSubject;

typedef struct NmkRuleStep {
    uint8_t kind, flags;
    uint16_t row; /* first word test of a state, or of a condition about one end: how many stand in a row, by word; else 0 */
    uint32_t operand;
    uint32_t next; /* the state behind it */
} NmkRuleStep;

/* Of an attribute set: as states see it. */
typedef struct NmkRuleSetClass {
    uint16_t class;
    uint8_t phrases; /* bit side: a phrase that this side asks for can stand next to the span with a word of this set at its near end */
    uint8_t reserved;
} NmkRuleSetClass;

/* Open addressing by nmk_rule_word_hash, linear probing; a power of two; word 0, class 0: free, as of words that no state asks for. */
typedef struct NmkRuleWord {
    uint32_t word, class; /* class: less than 2^16 */
} NmkRuleWord;

static inline uint32_t nmk_rule_word_hash(uint32_t word) { return word * 2654435761u >> 8; }

static inline NmkSubject nmk_step_subject(const NmkRuleStep *step) { return (NmkSubject)(step->flags >> NMK_STEP_SUBJECT); }

#endif
