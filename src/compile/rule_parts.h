/* A rule on its way from text to steps; shared by the parts of the rule compiler alone.
 *
 * A side is an automaton over its atoms: which can come first, last, and behind each other, as bit masks. Repeats are written out, so that an
 * atom follows only earlier ones and the longest way through a side is known. */
#ifndef NEWSMARK_COMPILE_RULE_PARTS_H
#define NEWSMARK_COMPILE_RULE_PARTS_H

#include "compile/source.h"
#include "model/rules.h"

enum {
    NMK_SIDE_ATOMS = 64,  /* of one side, repeats and sets written out */
    NMK_RULE_TESTS = 48,  /* rows of conditions of one rule */
};

typedef struct NmkRuleAtom {
    uint8_t kind, flags; /* NmkStepKind, NMK_STEP_NOT */
    uint32_t operand;
    uint32_t word; /* of NMK_STEP_WORD and NMK_STEP_EXACT: id of the folded word */
} NmkRuleAtom;

typedef struct NmkRuleSide {
    NmkRuleAtom atoms[NMK_SIDE_ATOMS];
    uint64_t follow[NMK_SIDE_ATOMS]; /* atoms that can come next, farther from the span */
    uint64_t first, last;            /* first: next to the span */
    uint32_t count;                  /* 0: the rule does not ask for this side */
} NmkRuleSide;

typedef struct NmkRuleDraft {
    NmkSlice name;
    uint32_t source;
    NmkRuleSide sides[NMK_SIDES];
    NmkRuleStep tests[NMK_RULE_TESTS];
    uint32_t n_tests;
    int16_t weight[5];
} NmkRuleDraft;

/* set NAME = PATTERN: expanded where it is used, always below its own line */
typedef struct NmkRuleSet {
    NmkSlice name;
    NmkSourceLine line;
    size_t at; /* where the pattern starts in the line */
} NmkRuleSet;

typedef struct NmkRuleSets {
    NmkRuleSet *at;
    uint32_t count, capacity;
} NmkRuleSets;

/* Parses "NAME: PATTERN WEIGHTS". false where it has faults, which are reported. */
bool nmk_rule_parse(NmkBuilder *builder, const NmkRuleSets *sets, const NmkSourceLine *line, NmkRuleDraft *draft);

/* Parses "set NAME = PATTERN" and adds it. */
bool nmk_rule_set_parse(NmkBuilder *builder, NmkRuleSets *sets, const NmkSourceLine *line);

/* What a rule's text can name. false where there is no such thing. */
bool nmk_rule_list_atom(NmkBuilder *builder, NmkSlice name, NmkRuleAtom *atom);      /* @NAME */
bool nmk_rule_attribute_atom(NmkBuilder *builder, NmkSlice name, NmkRuleAtom *atom); /* <NAME> */
bool nmk_rule_class_atom(NmkSlice name, NmkRuleAtom *atom);

/* The atoms of a literal, one a token; exact: case matters. Returns how many, 0 where it has no words or more than max. */
uint32_t nmk_rule_literal_atoms(NmkBuilder *builder, NmkSlice text, bool exact, NmkRuleAtom *atoms, uint32_t max);

/* For each set marks whether a test can hold of a token that has it; fits: one byte a set, cleared. side: where the end of a phrase is that counts,
 * its last word on the left, its first on the right. */
void nmk_rule_mark_sets(NmkBuilder *builder, const NmkRuleStep *step, uint32_t side, uint8_t *fits);

/* The same for the operand of NMK_STEP_PHRASE alone. */
void nmk_rule_mark_phrases(NmkBuilder *builder, uint32_t operand, uint32_t side, uint8_t *fits);

/* Makes the sections of classes from the steps of both automata, [first, end). */
NewsmarkStatus nmk_rule_classes_emit(NmkBuilder *builder, const NmkRuleStep *steps, uint32_t first, uint32_t end);

/* Makes the sections of rules from all drafts. */
NewsmarkStatus nmk_rules_emit(NmkBuilder *builder, const NmkRuleDraft *const *drafts, uint32_t count);

#endif
