/* Matches rules on demand. For a boundary of a span the automaton of its side is run over at most NMK_RULE_REACH tokens by keeping all states that
 * are alive, so that nothing is tried twice; the neighbour's attribute set picks the few first steps that can hold at all. Which rules match
 * at a boundary is kept, for the spans of a run share theirs; a span's rules are then the intersection of two short sorted lists, and their
 * conditions. No rule sees what another found. */
#include "recognize/rules.h"

enum { LEFT_KEPT = 8, RIGHT_KEPT = 32, MOST_SPOTS = 128 };

/* Rules that match at one boundary, ascending. */
typedef struct Hits {
    uint32_t boundary; /* token number and 1; 0 none yet */
    uint32_t count;
    uint16_t rules[NMK_RULE_HITS];
} Hits;

struct NmkRuleHits {
    Hits left[LEFT_KEPT], right[RIGHT_KEPT]; /* by the low bits of the boundary */
};

/* A state that is alive, and how many tokens were read to get there. */
typedef struct Spot {
    uint32_t state, read;
} Spot;

typedef struct Run {
    const NmkDoc *doc;
    Hits *hits;
    uint32_t boundary, side;
    uint32_t count; /* spots: at most MOST_SPOTS, further ones are not followed */
    Spot spots[MOST_SPOTS];
} Run;

/* The token behind those read; UINT32_MAX outside the text. */
static uint32_t token_behind(const Run *run, uint32_t read) {
    if (run->side == NMK_SIDE_LEFT) return run->boundary > read ? run->boundary - 1 - read : UINT32_MAX;
    const uint64_t token = (uint64_t)run->boundary + read;
    return token < run->doc->tokens.count ? (uint32_t)token : UINT32_MAX;
}

static bool is_edge(const NmkDoc *doc, uint32_t token) {
    return token == UINT32_MAX || doc->tokens.at[token].kind == NMK_BREAK;
}

/* Whether a sentence starts between the tokens read and the rest. */
static bool sentence_starts(const Run *run, uint32_t read) {
    const uint32_t token = run->side == NMK_SIDE_LEFT ? run->boundary - read : run->boundary + read;
    if (token >= run->doc->tokens.count) return true;
    return run->doc->tokens.at[token].flags & NMK_SENTENCE || run->doc->tokens.at[token].kind == NMK_BREAK;
}

static bool is_class(const NmkDoc *doc, const NmkToken *token, uint32_t class) {
    const bool word = token->kind == NMK_WORD;
    switch ((NmkTokenClass)class) {
    case NMK_T_ANY: return true;
    case NMK_T_CAP: return word && (token->flags & NMK_CAPITAL);
    case NMK_T_UPPER: return word && (token->flags & NMK_UPPER);
    case NMK_T_LOWER: return word && (token->flags & NMK_LOWER);
    case NMK_T_MIXED: return word && (token->flags & NMK_MIXED);
    case NMK_T_INITIAL: return word && (token->flags & NMK_INITIAL);
    case NMK_T_NUM: return token->kind == NMK_NUMBER;
    case NMK_T_YEAR: return token->set == doc->model->symbol_sets[NMK_A_year];
    case NMK_T_WORD: return word;
    case NMK_T_EDGE: case NMK_T_SENTENCE: case NMK_TOKEN_CLASSES: break;
    }
    return false;
}

/* A final dot of the text is no part of what must be exact: "Gen" stands in "Gen.". */
static bool is_exact(const NmkDoc *doc, const NmkToken *token, uint32_t string) {
    const char *wanted = doc->model->strings + string, *text = doc->text.bytes + token->start;
    const size_t length = token->end - token->start, least = strlen(wanted);
    if (length < least || length > least + 1 || memcmp(text, wanted, least) != 0) return false;
    return length == least || text[least] == '.';
}

static bool in_range(const NmkDoc *doc, const NmkToken *token, uint32_t range) {
    const NmkSet *set = nmk_set(doc->model, token->set);
    for (uint32_t a = range >> 8; a <= (range & 0xff); a++)
        if (nmk_set_has(set, a)) return true;
    return false;
}

/* Whether the test of the step holds of a token that is no edge. */
static bool holds(const NmkDoc *doc, uint32_t number, const NmkRuleStep *step) {
    const NmkToken *token = &doc->tokens.at[number];
    bool found = false;
    switch ((NmkStepKind)step->kind) {
    case NMK_STEP_WORD: found = token->word == step->operand; break;
    case NMK_STEP_EXACT: found = is_exact(doc, token, step->operand); break;
    case NMK_STEP_RANGE: found = in_range(doc, token, step->operand); break;
    case NMK_STEP_CLASS: found = is_class(doc, token, step->operand); break;
    case NMK_STEP_ACCEPT: case NMK_STEP_PHRASE: case NMK_STEP_COUNT: case NMK_STEP_KINDS: break;
    }
    return found != ((step->flags & NMK_STEP_NOT) != 0);
}

static bool is_entry(const NmkDoc *doc, const NmkMatch *match, uint32_t operand) {
    const NmkEntry *entry = &doc->model->entries[match->entry];
    return entry->kind == operand >> 24 && ((operand & NMK_PHRASE_ANY) == NMK_PHRASE_ANY || entry->id == (operand & NMK_PHRASE_ANY));
}

static void add_spot(Run *run, uint32_t state, uint32_t read) {
    if (read > NMK_RULE_REACH || run->count == MOST_SPOTS) return;
    for (uint32_t i = 0; i < run->count; i++)
        if (run->spots[i].state == state && run->spots[i].read == read) return;
    run->spots[run->count++] = (Spot){state, read};
}

/* Phrases from the token on, or back from it: one of up to NMK_PHRASE_MAX lengths each. */
static void follow_phrases(Run *run, const NmkRuleStep *step, uint32_t token, uint32_t read) {
    const NmkDoc *doc = run->doc;
    uint32_t first = token;
    if (run->side == NMK_SIDE_LEFT) first = token >= NMK_PHRASE_MAX - 1 ? token - (NMK_PHRASE_MAX - 1) : 0;
    for (uint32_t m = doc->match_at[first]; m < doc->match_at[token + 1]; m++) {
        const NmkMatch *match = &doc->matches[m];
        if (run->side == NMK_SIDE_LEFT && match->end != token + 1) continue;
        if (is_entry(doc, match, step->operand)) add_spot(run, step->next, read + match->end - match->first);
    }
}

static void follow(Run *run, const NmkRuleStep *step, uint32_t read) {
    const uint32_t token = token_behind(run, read);
    if (step->kind == NMK_STEP_CLASS && step->operand == NMK_T_SENTENCE) {
        if (sentence_starts(run, read)) add_spot(run, step->next, read);
    } else if (is_edge(run->doc, token)) {
        const bool edge = step->kind == NMK_STEP_CLASS && step->operand == NMK_T_EDGE && !(step->flags & NMK_STEP_NOT);
        if (edge) add_spot(run, step->next, read + 1);
    } else if (step->kind == NMK_STEP_PHRASE) {
        follow_phrases(run, step, token, read);
    } else if (holds(run->doc, token, step)) {
        add_spot(run, step->next, read + 1);
    }
}

/* Keeps the rules sorted, each once. */
static void add_hit(Hits *hits, uint32_t rule) {
    uint32_t at = hits->count;
    while (at > 0 && hits->rules[at - 1] > rule) at--;
    if ((at > 0 && hits->rules[at - 1] == rule) || hits->count == NMK_RULE_HITS) return;
    memmove(&hits->rules[at + 1], &hits->rules[at], (hits->count - at) * sizeof *hits->rules);
    hits->rules[at] = (uint16_t)rule;
    hits->count++;
}

/* Word tests in a row are sorted: the one of this token by halving. Returns the last of the row. */
static const NmkRuleStep *follow_words(Run *run, const NmkRuleStep *row, uint32_t read) {
    const uint32_t token = token_behind(run, read), word = is_edge(run->doc, token) ? 0 : run->doc->tokens.at[token].word;
    uint32_t low = 0, high = row->row;
    while (low < high) {
        const uint32_t middle = (low + high) / 2;
        if (row[middle].operand < word) low = middle + 1;
        else high = middle;
    }
    if (word && low < row->row && row[low].operand == word) add_spot(run, row[low].next, read + 1);
    return row + (row->row - 1);
}

static void visit(Run *run, Spot spot) {
    for (const NmkRuleStep *step = &run->doc->model->rule_steps[spot.state];; step++) {
        if (step->kind == NMK_STEP_ACCEPT)
            add_hit(run->hits, step->operand);
        else if (step->kind == NMK_STEP_WORD && step->row)
            step = follow_words(run, step, spot.read);
        else
            follow(run, step, spot.read);
        if (step->flags & NMK_STEP_LAST) return;
    }
}

static void match_side(const NmkDoc *doc, uint32_t side, uint32_t boundary, Hits *hits) {
    const NmkModelView *model = doc->model;
    Run run; /* its spots are not cleared */
    run.doc = doc;
    run.hits = hits;
    run.boundary = boundary;
    run.side = side;
    run.count = 0;
    hits->boundary = boundary + 1;
    hits->count = 0;
    const uint32_t token = token_behind(&run, 0);
    const uint16_t set = token == UINT32_MAX ? model->symbol_sets[NMK_A_line_end] : doc->tokens.at[token].set;
    const uint32_t *list = &model->rule_index[model->rule_index[side * model->count[NMK_SECTION_SETS] + set]];
    for (uint32_t i = 1; i <= list[0]; i++) follow(&run, &model->rule_steps[list[i]], 0);
    for (uint32_t i = 0; i < run.count; i++) visit(&run, run.spots[i]);
}

static const Hits *hits_of(const NmkDoc *doc, uint32_t side, uint32_t boundary) {
    NmkRuleHits *kept = doc->rule_hits;
    Hits *hits = side == NMK_SIDE_LEFT ? &kept->left[boundary % LEFT_KEPT] : &kept->right[boundary % RIGHT_KEPT];
    if (hits->boundary != boundary + 1) match_side(doc, side, boundary, hits);
    return hits;
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
        if (match->end > span->end || !is_entry(doc, match, step->operand)) continue;
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
    case NMK_SUBJECT_FIRST: return holds(doc, span->first, step);
    case NMK_SUBJECT_LAST: return holds(doc, span->end - 1, step);
    case NMK_SUBJECT_WHOLE: return span->end - span->first == 1 && holds(doc, span->first, step);
    case NMK_SUBJECT_ANY:
        for (uint32_t i = span->first; i < span->end; i++)
            if (holds(doc, i, step)) return true;
        return false;
    case NMK_SUBJECT_ALL:
        for (uint32_t i = span->first; i < span->end; i++)
            if (doc->tokens.at[i].kind == NMK_WORD && !holds(doc, i, step)) return false;
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

static bool conditions_hold(const Span *span, const NmkRule *rule) {
    const NmkRuleStep *steps = span->doc->model->rule_steps + rule->condition;
    bool any = false;
    for (uint32_t i = 0; i < rule->conditions; i++) {
        any = any || condition_holds(span, &steps[i]);
        if (steps[i].flags & NMK_STEP_OR) continue;
        if (!any) return false;
        any = false;
    }
    return true;
}

NewsmarkStatus nmk_rules_prepare(NmkDoc *doc) {
    if (!doc->model->count[NMK_SECTION_RULES]) return NEWSMARK_OK;
    doc->rule_hits = nmk_arena_take(doc->arena, sizeof *doc->rule_hits);
    if (!doc->rule_hits) return NEWSMARK_ERROR_MEMORY;
    for (uint32_t i = 0; i < LEFT_KEPT; i++) doc->rule_hits->left[i].boundary = 0;
    for (uint32_t i = 0; i < RIGHT_KEPT; i++) doc->rule_hits->right[i].boundary = 0;
    return NEWSMARK_OK;
}

typedef struct Found {
    uint32_t *rules;
    uint32_t count, max;
} Found;

static void add_rule(Found *found, const Span *span, uint32_t rule) {
    if (found->count < found->max && conditions_hold(span, &span->doc->model->rules[rule])) found->rules[found->count++] = rule;
}

/* Rules that ask for the left side, and for the right one where they ask for it. */
static void add_left(Found *found, const Span *span, const Hits *left, const Hits *right) {
    uint32_t r = 0;
    for (uint32_t l = 0; l < left->count; l++) {
        const uint32_t rule = left->rules[l];
        if (span->doc->model->rules[rule].sides[NMK_SIDE_RIGHT]) {
            while (r < right->count && right->rules[r] < rule) r++;
            if (r == right->count || right->rules[r] != rule) continue;
        }
        add_rule(found, span, rule);
    }
}

/* Rules without sides: part 2 of the index knows them by the span's last token, part 3 by its first. */
static void add_alone(Found *found, const Span *span, uint32_t part, uint16_t set) {
    const NmkModelView *model = span->doc->model;
    const uint32_t *list = &model->rule_index[model->rule_index[part * model->count[NMK_SECTION_SETS] + set]];
    for (uint32_t i = 1; i <= list[0]; i++) add_rule(found, span, list[i]);
}

uint32_t nmk_rules_of_span(const NmkDoc *doc, uint32_t first, uint32_t end, uint32_t *rules, uint32_t max) {
    const NmkModelView *model = doc->model;
    if (!model->count[NMK_SECTION_RULES]) return 0;
    const Hits *left = hits_of(doc, NMK_SIDE_LEFT, first), *right = hits_of(doc, NMK_SIDE_RIGHT, end);
    const Span span = {doc, first, end};
    Found found = {rules, 0, max};
    if (left->count) add_left(&found, &span, left, right);
    for (uint32_t r = 0; r < right->count; r++)
        if (!model->rules[right->rules[r]].sides[NMK_SIDE_LEFT]) add_rule(&found, &span, right->rules[r]);
    add_alone(&found, &span, 2, doc->tokens.at[end - 1].set);
    add_alone(&found, &span, 3, doc->tokens.at[first].set);
    return found.count;
}
