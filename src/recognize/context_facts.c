/* What stands around a span: the words to both sides by role, capitals that touch it, titles, pronouns, appositions, its line and zone, the case of
 * its words elsewhere, and the rules that hold of it. Looks at most 28 units ahead. */
#include "recognize/evidence.h"
#include "recognize/rules.h"

enum { ANY, ONE_WORD, MANY_WORDS }; /* labels of counts */
enum { BESIDE_NOTHING, BESIDE_TITLE, BESIDE_DEMONYM, BESIDE_DATE, BESIDE_ORG, BESIDE_GEO, BESIDE_START, BESIDE_UPPER, BESIDE_INITIAL, BESIDE_PLACE,
       BESIDE_CAPITAL, BESIDE_PARTICLE };

typedef struct Around {
    const NmkDoc *doc;
    const NmkUnits *units;
    const NmkCandidate *c;
    NmkFactList *list;
} Around;

/* Unit at a signed distance: NULL outside the text. */
static const NmkUnit *unit_at(const Around *a, int64_t i) { return i >= 0 && i < a->units->count ? &a->units->at[i] : NULL; }
static const NmkUnit *left(const Around *a, uint32_t distance) { return unit_at(a, (int64_t)a->c->first - distance); }
static const NmkUnit *right(const Around *a, uint32_t distance) { return unit_at(a, (int64_t)a->c->end - 1 + distance); }

static uint16_t set_of(const Around *a, const NmkUnit *unit) { return unit ? unit->set : a->doc->model->symbol_sets[NMK_A_line_end]; }
static bool has(const Around *a, const NmkUnit *unit, NmkAttribute attribute) {
    return nmk_set_has(&a->doc->model->sets[set_of(a, unit)], attribute);
}
static bool is_line_end(const Around *a, const NmkUnit *unit) { return has(a, unit, NMK_A_line_end) || has(a, unit, NMK_A_blank_line); }
static void add(const Around *a, NmkFamily family, uint32_t x, uint32_t y) { nmk_facts_add(a->list, nmk_fact(family, x, y, 0)); }
static uint32_t counts(const Around *a) { return a->c->end - a->c->first == 1 ? ONE_WORD : MANY_WORDS; }

/* A capitalised neighbour, unless it is a title or a date, speaks in a role of its own (the next one in NMK_ROLES). */
static void add_role(const Around *a, const NmkUnit *unit, NmkRoleOf role) {
    bool capital = unit && (unit->flags & NMK_U_CAPITAL) && !(unit->flags & (NMK_U_TITLE | NMK_U_DATE));
    nmk_facts_add(a->list, nmk_cell((uint32_t)role + capital, set_of(a, unit)));
}

static void add_left_words(const Around *a) {
    const NmkUnit *one = left(a, 1), *two = left(a, 2);
    bool capital = one && (one->flags & NMK_U_CAPITAL) && !(one->flags & (NMK_U_TITLE | NMK_U_DATE));
    NmkRoleOf role = counts(a) == ONE_WORD ? (capital ? NMK_R_l1_one_cap : NMK_R_l1_one) : capital ? NMK_R_l1_many_cap : NMK_R_l1_many;
    nmk_facts_add(a->list, nmk_cell(role, set_of(a, one)));
    if (is_line_end(a, one)) {
        if (one && a->doc->tokens.at[one->first].kind == NMK_BREAK && !has(a, one, NMK_A_blank_line)) add_role(a, two, NMK_R_l2_line);
        return;
    }
    add_role(a, two, NMK_R_l2);
    add_role(a, left(a, 3), NMK_R_l3);
    if (has(a, one, NMK_A_comma)) add_role(a, two, NMK_R_l2_comma);
    else if (has(a, one, NMK_A_conj) || has(a, one, NMK_A_ampersand)) add_role(a, two, NMK_R_l2_and);
    else if (has(a, one, NMK_A_art)) add_role(a, two, NMK_R_l2_the);
    else if (has(a, one, NMK_A_of)) add_role(a, two, NMK_R_l2_of);
    else if (has(a, one, NMK_A_possessive)) add_role(a, two, NMK_R_l2_poss);
    else if (has(a, one, NMK_A_open)) add_role(a, two, NMK_R_l2_open);
}

static void add_right_words(const Around *a) {
    const NmkUnit *one = right(a, 1), *two = right(a, 2);
    bool capital = one && (one->flags & NMK_U_CAPITAL) && !(one->flags & (NMK_U_TITLE | NMK_U_DATE));
    NmkRoleOf role = counts(a) == ONE_WORD ? (capital ? NMK_R_r1_one_cap : NMK_R_r1_one) : capital ? NMK_R_r1_many_cap : NMK_R_r1_many;
    nmk_facts_add(a->list, nmk_cell(role, set_of(a, one)));
    if (is_line_end(a, one)) return;
    add_role(a, two, NMK_R_r2);
    if (has(a, one, NMK_A_comma)) add_role(a, two, NMK_R_r2_comma);
    else if (has(a, one, NMK_A_conj) || has(a, one, NMK_A_ampersand)) add_role(a, two, NMK_R_r2_and);
    else if (has(a, one, NMK_A_of)) add_role(a, two, NMK_R_r2_of);
    else if (has(a, one, NMK_A_possessive)) add_role(a, two, NMK_R_r2_poss);
    else if (has(a, one, NMK_A_open)) add_role(a, two, NMK_R_r2_open);
}

static bool is_place(const Around *a, const NmkUnit *unit) {
    return has(a, unit, NMK_A_place0) || has(a, unit, NMK_A_place1) || has(a, unit, NMK_A_place2) || has(a, unit, NMK_A_place3) || has(a, unit, NMK_A_country) ||
           has(a, unit, NMK_A_region);
}

/* What the unit of the same run is that touches the span. */
static uint32_t beside(const Around *a, const NmkUnit *unit, bool on_left) {
    if (unit->flags & NMK_U_TITLE) return BESIDE_TITLE;
    if (has(a, unit, NMK_A_demonym)) return BESIDE_DEMONYM;
    if (unit->flags & NMK_U_DATE) return BESIDE_DATE;
    if (has(a, unit, NMK_A_orghead)) return BESIDE_ORG;
    if (has(a, unit, NMK_A_geohead)) return BESIDE_GEO;
    if (on_left && (unit->flags & NMK_U_START) && has(a, unit, NMK_A_sentence_start)) return BESIDE_START;
    bool short_upper = unit->shape == NMK_S_upper2 || unit->shape == NMK_S_upper3 || unit->shape == NMK_S_upper4;
    if (short_upper && !(a->units->at[a->c->first].flags & NMK_U_UPPER)) return BESIDE_UPPER;
    if (unit->shape == NMK_S_initial || unit->shape == NMK_S_acronym) return BESIDE_INITIAL;
    if (is_place(a, unit)) return BESIDE_PLACE;
    return unit->flags & NMK_U_CAPITAL ? BESIDE_CAPITAL : BESIDE_PARTICLE;
}

/* Capitals that touch the span within its run. Titles, dates and sentence starters on the outside count as outside. */
static void add_run(const Around *a) {
    const NmkRun *run = &a->doc->candidates->runs[a->c->run];
    bool in_left = a->c->first > run->first, in_right = a->c->end < run->end;
    uint32_t l = in_left ? beside(a, left(a, 1), true) : BESIDE_NOTHING, r = in_right ? beside(a, right(a, 1), false) : BESIDE_NOTHING;
    if (l == BESIDE_TITLE || l == BESIDE_START || l == BESIDE_DATE) in_left = false;
    if (r == BESIDE_DATE || r == BESIDE_TITLE) in_right = false;
    add(a, NMK_F_run, (uint32_t)in_left * 2 + in_right, 0);
    for (uint32_t k = 0; k < 2; k++) {
        add(a, NMK_F_left, l, k ? counts(a) : ANY);
        add(a, NMK_F_right, r, k ? counts(a) : ANY);
    }
    if (in_left && in_right) add(a, NMK_F_inside, 0, 0);
    if (l == BESIDE_TITLE) add(a, NMK_F_title_left, counts(a), in_right);
}

/* Pronouns that may refer to the name: in the rest of the sentence, and as the first word of the next one. */
static void add_pronouns(const Around *a) {
    bool he = false, it = false;
    for (uint32_t k = 1; k <= 28; k++) {
        const NmkUnit *unit = right(a, k);
        if (is_line_end(a, unit)) break;
        if (has(a, unit, NMK_A_period) || has(a, unit, NMK_A_question) || has(a, unit, NMK_A_exclamation)) {
            const NmkUnit *next = right(a, k + 1);
            if (has(a, next, NMK_A_male) || has(a, next, NMK_A_female)) add(a, NMK_F_pronoun_next_sentence, 0, 0);
            else if (has(a, next, NMK_A_itsthey)) add(a, NMK_F_pronoun_next_sentence, 1, 0);
            break;
        }
        he = he || has(a, unit, NMK_A_male) || has(a, unit, NMK_A_female);
        it = it || (has(a, unit, NMK_A_itsthey) && has(a, unit, NMK_A_poss));
    }
    if (he) add(a, NMK_F_pronoun_in_sentence, 0, 0);
    if (it) add(a, NMK_F_pronoun_in_sentence, 1, 0);
}

static bool is_role(const Around *a, const NmkUnit *unit) {
    if (!unit || !(unit->flags & NMK_U_WORD)) return false;
    if (has(a, unit, NMK_A_occup) || has(a, unit, NMK_A_office) || has(a, unit, NMK_A_kin) || has(a, unit, NMK_A_mil)) return true;
    return (unit->flags & NMK_U_LOWER) && has(a, unit, NMK_A_role_ending);
}

static void add_apposition(const Around *a) {
    const NmkUnit *one = right(a, 1), *two = right(a, 2), *three = right(a, 3);
    bool number = has(a, two, NMK_A_number2) || has(a, two, NMK_A_number1);
    if (has(a, one, NMK_A_comma)) {
        if (number) add(a, NMK_F_age, 0, 0);
        for (uint32_t k = 2; k <= 6; k++) {
            const NmkUnit *unit = right(a, k);
            if (is_line_end(a, unit) || has(a, unit, NMK_A_comma) || has(a, unit, NMK_A_period) || has(a, unit, NMK_A_semicolon)) break;
            if (!is_role(a, unit)) continue;
            add(a, NMK_F_apposition_role, 0, 0);
            break;
        }
    }
    if (!has(a, one, NMK_A_open) || !two) return;
    if (number && has(a, three, NMK_A_close)) add(a, NMK_F_age, 1, 0);
    if (has(a, two, NMK_A_country) || has(a, two, NMK_A_demonym)) add(a, NMK_F_bracket, 0, 0);
    if ((two->flags & NMK_U_UPPER) && has(a, three, NMK_A_close)) {
        const char *text = a->doc->text.bytes;
        const NmkUnit *first = &a->units->at[a->c->first];
        bool own = text[a->doc->tokens.at[two->first].start] == text[a->doc->tokens.at[first->first].start];
        add(a, NMK_F_bracket, own ? 2 : 1, 0);
    }
}

static void add_roles_near(const Around *a) {
    for (uint32_t k = 2; k <= 4; k++) {
        const NmkUnit *before = left(a, k - 1);
        bool stop = is_line_end(a, before) || has(a, before, NMK_A_period) || has(a, before, NMK_A_semicolon) || (k > 2 && has(a, before, NMK_A_comma));
        if (stop) break;
        if (!is_role(a, left(a, k))) continue;
        add(a, NMK_F_role_left, k - 2, 0);
        break;
    }
    for (uint32_t k = 1; k <= 5; k++) {
        const NmkUnit *unit = right(a, k);
        if (is_line_end(a, unit) || has(a, unit, NMK_A_period) || has(a, unit, NMK_A_semicolon)) break;
        if (!has(a, unit, NMK_A_say)) continue;
        add(a, NMK_F_says_right, k > 1, 0);
        break;
    }
}

static void add_quotes(const Around *a) {
    const NmkUnit *before = left(a, 1), *after = right(a, 1);
    if (!before || !(has(a, before, NMK_A_quote) || has(a, before, NMK_A_apostrophe))) return;
    add(a, NMK_F_quoted, after && (has(a, after, NMK_A_quote) || has(a, after, NMK_A_apostrophe)), 0);
}

static void add_line(const Around *a) {
    const NmkDoc *doc = a->doc;
    uint32_t first = a->units->at[a->c->first].first, end = a->units->at[a->c->end - 1].end;
    const NmkLine *line = &doc->lines[doc->line_of[first]];
    bool starts = first == line->first, ends = end >= line->end;
    static const uint16_t FLAGS[4] = {NMK_LINE_CAPITALS, NMK_LINE_TITLECASE, NMK_LINE_TABLE, NMK_LINE_SHORT};
    if (starts) add(a, NMK_F_line_start, 0, 0);
    for (uint32_t i = 0; i < 4; i++) {
        if (!(line->flags & FLAGS[i])) continue;
        add(a, NMK_F_line, i + 1, 0);
        if (starts) add(a, NMK_F_line_start, i + 1, 0);
    }
    if (ends) add(a, NMK_F_line_place, 0, 0);
    if (ends && starts) add(a, NMK_F_line_place, 1, 0);
    if (starts && !ends && doc->tokens.at[end].kind == NMK_NUMBER) add(a, NMK_F_line_place, 2, 0);
    bool rank = first > line->first && first <= line->first + 2 && doc->tokens.at[line->first].kind == NMK_NUMBER &&
                (first == line->first + 1 || has(a, left(a, 1), NMK_A_period) || has(a, left(a, 1), NMK_A_close));
    if (rank) add(a, NMK_F_line_place, 3, 0);
    add(a, NMK_F_zone, nmk_doc_zone(doc, first), 0);
}

static void add_case(const Around *a) {
    const NmkUnit *first = &a->units->at[a->c->first], *last = &a->units->at[a->c->end - 1];
    const uint8_t *cases = a->doc->candidates->cases;
    if (first->flags & NMK_U_START) {
        add(a, NMK_F_sentence_start, ANY, 0);
        add(a, NMK_F_sentence_start, counts(a), 0);
        if (!(cases[a->c->first] & NMK_CASE_MIDDLE)) add(a, NMK_F_only_at_starts, cases[a->c->first] & NMK_CASE_LOWER, 0);
    }
    if (cases[a->c->first] & NMK_CASE_LOWER) add(a, NMK_F_lower_elsewhere, 0, 0);
    if (cases[a->c->end - 1] & NMK_CASE_LOWER) add(a, NMK_F_lower_elsewhere, 1, 0);
    if (!(first->flags & NMK_U_UPPER) || !(last->flags & NMK_U_UPPER)) return;
    add(a, NMK_F_upper, ANY, 0);
    bool capitals = a->doc->lines[a->doc->line_of[first->first]].flags & NMK_LINE_CAPITALS;
    add(a, NMK_F_upper, capitals ? 1 : counts(a) + 1, 0);
}

static void add_rules(const Around *a) {
    uint32_t rules[32];
    uint32_t n = nmk_rules_of_span(a->doc, a->units->at[a->c->first].first, a->units->at[a->c->end - 1].end, rules, 32);
    uint32_t base = nmk_family_base(NMK_FAMILY_COUNT);
    for (uint32_t i = 0; i < n; i++) nmk_facts_add(a->list, base + rules[i]);
}

void nmk_context_facts(const NmkDoc *doc, const NmkCandidate *candidate, NmkFactList *list) {
    Around a = {doc, &doc->candidates->units, candidate, list};
    add_left_words(&a);
    add_right_words(&a);
    add_run(&a);
    add_pronouns(&a);
    add_apposition(&a);
    add_roles_near(&a);
    add_quotes(&a);
    add_line(&a);
    add_case(&a);
    add_rules(&a);
}
