/* The parser of rules: where it stands in a line, and the small steps over its text. Included by the two halves of the parser alone. */
#ifndef NEWSMARK_COMPILE_RULE_PARSER_H
#define NEWSMARK_COMPILE_RULE_PARSER_H

#include "compile/rule_parts.h"

/* A part of a pattern, by atoms of the side. */
typedef struct NmkRuleFragment {
    uint64_t first, last;
    bool empty; /* it may match nothing */
} NmkRuleFragment;

typedef struct NmkRuleParser {
    NmkBuilder *builder;
    const NmkRuleSets *sets;
    const NmkSourceLine *line;
    size_t at;         /* in the line */
    NmkRuleSide *side; /* atoms go here, in the order of the text */
    uint32_t depth;
    bool condition; /* the pattern is a test of the span */
    bool failed;
} NmkRuleParser;

#define NMK_RULE_COMPLAIN(parser, at, ...)                                                                                        \
    do {                                                                                                                 \
        if (!(parser)->failed)                                                                                           \
            nmk_complain(nmk_builder_diagnostics((parser)->builder), NMK_NOTE_ERROR, (parser)->line, (at), __VA_ARGS__); \
        (parser)->failed = true;                                                                                         \
    } while (0)

static inline char nmk_rule_peek(const NmkRuleParser *p) {
    return p->at < p->line->text.length ? p->line->text.bytes[p->at] : '\0';
}

static inline void nmk_rule_skip_blanks(NmkRuleParser *p) {
    while (nmk_rule_peek(p) == ' ' || nmk_rule_peek(p) == '\t') p->at++;
}

static inline bool nmk_rule_take(NmkRuleParser *p, char c) {
    nmk_rule_skip_blanks(p);
    if (nmk_rule_peek(p) != c) return false;
    p->at++;
    return true;
}

static inline bool nmk_rule_is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
}

static inline NmkSlice nmk_rule_read_name(NmkRuleParser *p) {
    const size_t start = p->at;
    while (nmk_rule_is_name_byte(nmk_rule_peek(p))) p->at++;
    return nmk_slice(p->line->text.bytes + start, p->at - start);
}

static inline bool nmk_rule_read_number(NmkRuleParser *p, uint32_t max, uint32_t *number) {
    const size_t start = p->at;
    while (nmk_rule_peek(p) >= '0' && nmk_rule_peek(p) <= '9') p->at++;
    return nmk_source_number(nmk_slice(p->line->text.bytes + start, p->at - start), max, number);
}

/* rule_pattern.c: each reads as far as it goes and reports faults once. */
NmkRuleFragment nmk_rule_read_sequence(NmkRuleParser *p);
NmkRuleFragment nmk_rule_read_alternatives(NmkRuleParser *p);
NmkRuleFragment nmk_rule_read_test(NmkRuleParser *p); /* an atom, or ! and an atom */
bool nmk_rule_can_negate(const NmkRuleParser *p, const NmkRuleAtom *atom);
const NmkRuleSet *nmk_rule_find_set(const NmkRuleParser *p, NmkSlice name);
uint32_t nmk_rule_type(NmkSlice name); /* NewsmarkType by name; 5 where there is none */

#endif
