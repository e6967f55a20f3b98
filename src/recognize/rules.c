/* Matches rules on demand. The automaton tells which rules match at a boundary of a span by a number, which is kept, for the spans of a run share
 * their boundaries; for each pair of numbers it is known which rules both sides allow. What is left to see are the conditions on the span. No rule
 * sees what another found. */
#include "recognize/rules.h"

#include "recognize/rule_automaton.h"
#include "recognize/rule_tests.h"

enum { LEFT_KEPT = 8, RIGHT_KEPT = 32 };

/* What matches at one boundary. */
typedef struct Kept {
    uint32_t boundary; /* token number and 1; 0 none yet */
    uint32_t generation, list;
} Kept;

struct NmkRuleHits {
    Kept left[LEFT_KEPT], right[RIGHT_KEPT]; /* by the low bits of the boundary */
};

static uint32_t list_of(const NmkDoc *doc, uint32_t side, uint32_t boundary) {
    NmkRuleHits *hits = doc->rule_hits;
    Kept *kept = side == NMK_SIDE_LEFT ? &hits->left[boundary % LEFT_KEPT] : &hits->right[boundary % RIGHT_KEPT];
    if (kept->boundary != boundary + 1 || kept->generation != doc->rule_automaton->generation) {
        kept->list = nmk_rule_list(doc, side, boundary);
        kept->boundary = boundary + 1;
        kept->generation = doc->rule_automaton->generation;
    }
    return kept->list;
}

typedef struct Span {
    const NmkDoc *doc;
    uint32_t first, end;
} Span;

static bool word_count_fits(const Span *span, uint32_t operand) {
    uint32_t words = 0;
    for (uint32_t i = span->first; i < span->end; i++) {
        const NmkToken *token = &span->doc->tokens.at[i];
        words += token->kind == NMK_WORD && (i == span->first || !(token->flags & NMK_GLUED));
    }
    return words >= operand >> 8 && words <= (operand & 0xff);
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
    if (step->kind == NMK_STEP_COUNT) return word_count_fits(span, step->operand);
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
    if (!doc->model->count[NMK_SECTION_RULES]) return NEWSMARK_OK;
    doc->rule_hits = nmk_arena_zeros(doc->arena, 1, sizeof *doc->rule_hits);
    return doc->rule_hits ? NEWSMARK_OK : NEWSMARK_ERROR_MEMORY;
}

/* Rules whose sides match, those that ask for the left side before the others. Returns how many. */
static uint32_t match_sides(const NmkDoc *doc, uint32_t left, uint32_t right, uint16_t rules[2 * NMK_RULE_HITS]) {
    const NmkRule *rows = doc->model->rules;
    uint32_t n = 0, r = 0, n_left, n_right;
    const uint16_t *lefts = nmk_rule_numbers(doc->rule_automaton, left, &n_left), *rights = nmk_rule_numbers(doc->rule_automaton, right, &n_right);
    for (uint32_t l = 0; l < n_left; l++) {
        if (rows[lefts[l]].sides[NMK_SIDE_RIGHT]) {
            while (r < n_right && rights[r] < lefts[l]) r++;
            if (r == n_right || rights[r] != lefts[l]) continue;
        }
        rules[n++] = lefts[l];
    }
    for (r = 0; r < n_right; r++)
        if (!rows[rights[r]].sides[NMK_SIDE_LEFT]) rules[n++] = rights[r];
    return n;
}

/* The list of rules that both sides allow. */
static uint32_t pair_of(const NmkDoc *doc, uint32_t left, uint32_t right) {
    NmkRuleAutomaton *a = doc->rule_automaton;
    const uint32_t key = (left << 16 | right) + 1, mask = NMK_RULE_PAIRS - 1;
    uint32_t slot = key * 2654435761u >> 12 & mask;
    for (; a->pairs[slot].key; slot = (slot + 1) & mask)
        if (a->pairs[slot].key == key) return a->pairs[slot].list;
    uint16_t rules[2 * NMK_RULE_HITS];
    const uint32_t n = match_sides(doc, left, right, rules), list = nmk_rule_list_of(a, rules, n);
    a->pairs[slot].key = key;
    a->pairs[slot].list = list;
    a->n_pairs++;
    a->ready = a->ready && nmk_rule_has_room(a);
    return list;
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

uint32_t nmk_rules_of_span(const NmkDoc *doc, uint32_t first, uint32_t end, uint32_t *rules, uint32_t max) {
    const NmkModelView *model = doc->model;
    if (!model->count[NMK_SECTION_RULES]) return 0;
    uint32_t left = list_of(doc, NMK_SIDE_LEFT, first), count;
    const uint32_t generation = doc->rule_automaton->generation, right = list_of(doc, NMK_SIDE_RIGHT, end);
    if (generation != doc->rule_automaton->generation) left = list_of(doc, NMK_SIDE_LEFT, first); /* there is room for both now */
    const uint16_t *sided = nmk_rule_numbers(doc->rule_automaton, pair_of(doc, left, right), &count);
    const Span span = {doc, first, end};
    Found found = {rules, 0, max};
    for (uint32_t i = 0; i < count; i++) add_rule(&found, &span, sided[i]);
    const uint32_t *by_last = alone(doc, 0, doc->tokens.at[end - 1].set), *by_first = alone(doc, 1, doc->tokens.at[first].set);
    for (uint32_t i = 1; i <= by_last[0]; i++) add_rule(&found, &span, by_last[i]);
    for (uint32_t i = 1; i <= by_first[0]; i++) add_rule(&found, &span, by_first[i]);
    return found.count;
}
