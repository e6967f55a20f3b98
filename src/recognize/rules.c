/* Matches rules on demand. The automaton tells which rules match at a boundary of a span, which is kept, for the spans of a run share their
 * boundaries. What both sides allow is one intersection of sets; what is left to see are the conditions on the span. No rule sees what another
 * found. */
#include "recognize/rules.h"

#include "recognize/rule_automaton.h"
#include "recognize/rule_tests.h"

enum { KEPT = 17 }; /* boundaries: spans come by their first token, so that one on the left is enough */

struct NmkRuleHits {
    uint32_t boundary[KEPT]; /* token number and 1; 0 none yet */
    uint64_t *sets;          /* the rules that match at each */
};

static inline const uint64_t *hits_at(const NmkDoc *doc, uint32_t side, uint32_t boundary) {
    NmkRuleHits *kept = doc->rule_hits;
    const uint32_t at = side == NMK_SIDE_LEFT ? 0 : 1 + boundary % (KEPT - 1);
    uint64_t *hits = kept->sets + at * nmk_rule_set_words(doc->model);
    if (kept->boundary[at] != boundary + 1) {
        nmk_rule_hits(doc, side, boundary, hits);
        kept->boundary[at] = boundary + 1;
    }
    return hits;
}

typedef struct Span {
    const NmkDoc *doc;
    uint32_t first, end;
    uint32_t words; /* compounds count once */
} Span;

static uint32_t count_words(const NmkDoc *doc, uint32_t first, uint32_t end) {
    uint32_t words = 0;
    for (uint32_t i = first; i < end; i++) {
        const NmkToken *token = &doc->tokens.at[i];
        words += token->kind == NMK_WORD && (i == first || !(token->flags & NMK_GLUED));
    }
    return words;
}

/* Whether a phrase fills the tokens from first up to end, or just begins (end 0) or ends there. */
static bool is_phrase(const Span *span, const NmkRuleStep *step) {
    const NmkDoc *doc = span->doc;
    for (uint32_t m = doc->match_at[span->first]; m < doc->match_at[span->end]; m++) {
        const NmkMatch *match = &doc->matches[m];
        const bool starts = match->first == span->first, ends = match->end == span->end;
        if (match->end > span->end || !nmk_rule_is_entry(doc, match, step->operand)) continue;
        switch (nmk_step_subject(step)) {
        case NMK_SUBJECT_FIRST: if (starts) return true; break;
        case NMK_SUBJECT_LAST: if (ends) return true; break;
        case NMK_SUBJECT_WHOLE: if (starts && ends) return true; break;
        case NMK_SUBJECT_ANY: return true;
        case NMK_SUBJECT_ALL: case NMK_SUBJECT_WORDS: case NMK_SUBJECTS: break;
        }
    }
    return false;
}

static bool token_holds(const Span *span, const NmkRuleStep *step) {
    const NmkDoc *doc = span->doc;
    switch (nmk_step_subject(step)) {
    case NMK_SUBJECT_FIRST: return nmk_rule_holds(doc, span->first, step);
    case NMK_SUBJECT_LAST: return nmk_rule_holds(doc, span->end - 1, step);
    case NMK_SUBJECT_WHOLE: return span->end - span->first == 1 && nmk_rule_holds(doc, span->first, step);
    case NMK_SUBJECT_ANY:
        for (uint32_t i = span->first; i < span->end; i++)
            if (nmk_rule_holds(doc, i, step)) return true;
        return false;
    case NMK_SUBJECT_ALL:
        for (uint32_t i = span->first; i < span->end; i++)
            if (doc->tokens.at[i].kind == NMK_WORD && !nmk_rule_holds(doc, i, step)) return false;
        return true;
    case NMK_SUBJECT_WORDS: case NMK_SUBJECTS: break;
    }
    return false;
}

static bool condition_holds(const Span *span, const NmkRuleStep *step) {
    if (step->kind == NMK_STEP_COUNT) return nmk_rule_count_holds(step, span->words);
    if (step->kind == NMK_STEP_PHRASE) return is_phrase(span, step) != ((step->flags & NMK_STEP_NOT) != 0);
    return token_holds(span, step);
}

/* Words of an end of the span, as alternatives. */
static bool word_in_row(const Span *span, const NmkRuleStep *row) {
    const uint32_t token = nmk_step_subject(row) == NMK_SUBJECT_FIRST ? span->first : span->end - 1;
    return nmk_rule_word_step(row, span->doc->tokens.at[token].word) != NULL;
}

static bool conditions_hold(const Span *span, const NmkRule *rule) {
    const NmkRuleStep *steps = span->doc->model->rule_steps + rule->condition;
    bool any = false;
    for (uint32_t i = 0; i < rule->conditions; i++) {
        if (steps[i].row) {
            any = any || word_in_row(span, &steps[i]);
            i += steps[i].row - 1u;
        } else {
            any = any || condition_holds(span, &steps[i]);
        }
        if (steps[i].flags & NMK_STEP_OR) continue;
        if (!any) return false;
        any = false;
    }
    return true;
}

NewsmarkStatus nmk_rules_prepare(NmkDoc *doc) {
    const uint32_t words = nmk_rule_set_words(doc->model);
    if (!words) return NEWSMARK_OK;
    doc->rule_hits = nmk_arena_zeros(doc->arena, 1, sizeof *doc->rule_hits);
    if (!doc->rule_hits) return NEWSMARK_ERROR_MEMORY;
    doc->rule_hits->sets = nmk_arena_take(doc->arena, KEPT * words * sizeof *doc->rule_hits->sets);
    return doc->rule_hits->sets ? NEWSMARK_OK : NEWSMARK_ERROR_MEMORY;
}

/* Rules without sides: part 0 of the index knows them by the span's last token, part 1 by its first. */
static const uint32_t *alone(const NmkDoc *doc, uint32_t part, uint16_t set) {
    const NmkModelView *model = doc->model;
    return &model->rule_index[model->rule_index[2 + part * model->count[NMK_SECTION_SETS] + set]];
}

typedef struct Found {
    uint32_t *rules;
    uint32_t count, max;
} Found;

static void add_rule(Found *found, const Span *span, uint32_t rule) {
    if (found->count < found->max && conditions_hold(span, &span->doc->model->rules[rule])) found->rules[found->count++] = rule;
}

/* Rules of one word of a set. */
static void add_rules(Found *found, const Span *span, uint64_t rules, uint32_t first) {
    for (; rules; rules &= rules - 1) add_rule(found, span, first + (uint32_t)__builtin_ctzll(rules));
}

/* Rules whose sides match, those that ask for the left side before the others. */
static void add_sided(Found *found, const Span *span, const uint64_t *sized) {
    const NmkDoc *doc = span->doc;
    const uint64_t *left = hits_at(doc, NMK_SIDE_LEFT, span->first), *right = hits_at(doc, NMK_SIDE_RIGHT, span->end);
    const uint64_t *asks_left = nmk_rule_set(doc, NMK_RULE_ASKS_LEFT);
    const uint32_t words = nmk_rule_set_words(doc->model);
    uint64_t others = 0;
    for (uint32_t i = 0; i < words; i++) {
        const uint64_t rules = left[i] & right[i] & sized[i];
        if (!rules) continue;
        add_rules(found, span, rules & asks_left[i], i * 64);
        others |= rules & ~asks_left[i];
    }
    for (uint32_t i = 0; others && i < words; i++) add_rules(found, span, left[i] & right[i] & sized[i] & ~asks_left[i], i * 64);
}

static void add_alone(Found *found, const Span *span, const uint32_t *list, const uint64_t *sized) {
    for (uint32_t i = 1; i <= list[0]; i++)
        if (sized[list[i] / 64] >> list[i] % 64 & 1) add_rule(found, span, list[i]);
}

uint32_t nmk_rules_of_span(const NmkDoc *doc, uint32_t first, uint32_t end, uint32_t *rules, uint32_t max) {
    if (!doc->model->count[NMK_SECTION_RULES]) return 0;
    const Span span = {doc, first, end, count_words(doc, first, end)};
    Found found = {rules, 0, max};
    const uint32_t size = span.words < NMK_RULE_COUNTS ? span.words : NMK_RULE_COUNTS;
    add_sided(&found, &span, nmk_rule_set(doc, NMK_RULE_SIDED + size));
    const uint64_t *sized = nmk_rule_set(doc, NMK_RULE_ALONE + size);
    add_alone(&found, &span, alone(doc, 0, doc->tokens.at[end - 1].set), sized);
    add_alone(&found, &span, alone(doc, 1, doc->tokens.at[first].set), sized);
    return found.count;
}
