/* Sides: what a span's place in the text says. Most of it depends on where the span starts alone, or on where it ends alone, and holds of all
 * spans that start, or end, there: so it is found once a side, and what depends on both once a span. Some facts of a side differ for spans of one
 * word and of several. Functions of facts write codes from to on and return where they stopped; nmk_weigh_static adds up their vectors, explaining
 * spells them out. */
#ifndef NEWSMARK_RECOGNIZE_SIDES_H
#define NEWSMARK_RECOGNIZE_SIDES_H

#include "recognize/evidence.h"

typedef struct NmkLeft {
    uint32_t first;                  /* unit */
    uint32_t general;                /* how many of its codes are those of all spans; they come first */
    uint16_t whole[NMK_PHRASE_MAX];  /* by tokens of the span, less one: labels of whole that hold, as bits */
    uint8_t beside;
    bool starts;   /* it starts its line */
    bool quoted;   /* a quotation mark before it */
} NmkLeft;

typedef struct NmkRight {
    uint32_t end;       /* unit */
    uint32_t general;
    uint8_t beside[2];  /* for spans that start with a word not in capitals, and in capitals */
    bool ends, quoted;
    bool number;        /* a number of its line follows */
    bool acronym;       /* capitals in brackets follow */
} NmkRight;

/* All facts of a side, for spans of one word or of several; and only those that differ between the two. */
uint32_t *nmk_left_facts(const NmkDoc *doc, const NmkCandidate *candidate, NmkLeft *left, uint32_t *to);
uint32_t *nmk_left_counted_facts(const NmkDoc *doc, uint32_t first, bool several, uint32_t *to);
uint32_t *nmk_right_facts(const NmkDoc *doc, const NmkCandidate *candidate, NmkRight *right, uint32_t *to);
uint32_t *nmk_right_counted_facts(const NmkDoc *doc, uint32_t end, bool several, uint32_t *to);

/* The rules that hold of the span. */
uint32_t *nmk_rule_facts(const NmkDoc *doc, const NmkCandidate *candidate, uint32_t *to);

/* What depends on both sides: the words together, the line. */
uint32_t *nmk_span_facts(const NmkDoc *doc, const NmkCandidate *candidate, const NmkLeft *left, const NmkRight *right, uint32_t *to);

/* A unit beside a span, as a label; may_be_upper: whether short capitals are told from it. */
uint8_t nmk_beside(const NmkUnit *unit, bool on_left, bool may_be_upper);

/* A capitalised neighbour, unless it is a title or a date, speaks in a role of its own. */
static inline uint32_t nmk_neighbour_cell(const NmkUnit *unit, NmkRoleOf role) {
    const bool capital = (unit->flags & (NMK_U_CAPITAL | NMK_U_TITLE | NMK_U_DATE)) == NMK_U_CAPITAL;
    return nmk_cell(role + (capital ? NMK_ROLE_CAPITAL : 0u), unit->set);
}

/* A person's role: a listed one, or a word in small letters with an ending of roles. */
static inline bool nmk_is_role(const NmkUnit *unit) {
    return (unit->flags & NMK_U_WORD) && (unit->traits & (unit->flags & NMK_U_LOWER ? NMK_T(role) | NMK_T(role_ending) : NMK_T(role)));
}

static inline bool nmk_is_several(const NmkCandidate *candidate) { return candidate->end - candidate->first > 1; }

/* All of the above for one candidate. */
uint32_t *nmk_static_facts(const NmkDoc *doc, const NmkCandidate *candidate, uint32_t *to);

/* Sums up every candidate, sets its probabilities of pass 1, and lists those that may yet be names, with their codes. */
NewsmarkStatus nmk_weigh_static(NmkDoc *doc);

#endif
