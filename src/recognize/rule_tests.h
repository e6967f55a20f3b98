/* The tests of rules: what a step asks of one token. Shared by the files that match rules. */
#ifndef NEWSMARK_RECOGNIZE_RULE_TESTS_H
#define NEWSMARK_RECOGNIZE_RULE_TESTS_H

#include "recognize/types.h"

/* Whether the test of the step, which asks for a token, holds of this one, which is no edge. */
bool nmk_rule_holds(const NmkDoc *doc, uint32_t token, const NmkRuleStep *step);

/* Whether the token is written as the string of the model is. */
bool nmk_rule_is_exact(const NmkDoc *doc, const NmkToken *token, uint32_t string);

/* Whether a match is of the phrases that the operand of NMK_STEP_PHRASE names. */
static inline bool nmk_rule_is_entry(const NmkDoc *doc, const NmkMatch *match, uint32_t operand) {
    const NmkEntry *entry = &doc->model->entries[match->entry];
    return entry->kind == operand >> 24 && ((operand & NMK_PHRASE_ANY) == NMK_PHRASE_ANY || entry->id == (operand & NMK_PHRASE_ANY));
}

/* Whether a span of so many words is of the size that a step of NMK_STEP_COUNT asks for. */
static inline bool nmk_rule_count_holds(const NmkRuleStep *step, uint32_t words) { return words >= step->operand >> 8 && words <= (step->operand & 0xff); }

/* Where a word stands in a row of word tests, which are sorted: its step, NULL where none asks for it. */
const NmkRuleStep *nmk_rule_word_step(const NmkRuleStep *row, uint32_t word);

#endif
