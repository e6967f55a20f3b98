/* The facts of a span that depend on both its sides: what kind of words it has in order, whether the whole is an entry, the capitals around it, its line,
 * and the rules that hold of it. */
#include "recognize/rules.h"
#include "recognize/sides.h"

enum { GIVEN, INITIAL, SURNAME, PLACE, UNKNOWN, COMMON }; /* labels of pair and triple */

typedef struct Span {
    const NmkDoc *doc;
    const NmkUnit *first, *last;
    uint32_t words;
} Span;

uint8_t nmk_beside(const NmkUnit *unit, bool on_left, bool may_be_upper) {
    if (unit->flags & NMK_U_TITLE) return NMK_BESIDE_TITLE;
    if (unit->traits & NMK_T(demonym)) return NMK_BESIDE_DEMONYM;
    if (unit->flags & NMK_U_DATE) return NMK_BESIDE_DATE;
    if (unit->traits & NMK_T(orghead)) return NMK_BESIDE_ORG;
    if (unit->traits & NMK_T(geohead)) return NMK_BESIDE_GEO;
    if (on_left && (unit->flags & NMK_U_START) && (unit->traits & NMK_T(sentence_start))) return NMK_BESIDE_START;
    if (may_be_upper && unit->shape >= NMK_S_upper2 && unit->shape <= NMK_S_upper4) return NMK_BESIDE_UPPER;
    if (unit->shape == NMK_S_initial || unit->shape == NMK_S_acronym) return NMK_BESIDE_INITIAL;
    if (unit->traits & NMK_T_ANY_PLACE) return NMK_BESIDE_PLACE;
    return unit->flags & NMK_U_CAPITAL ? NMK_BESIDE_CAPITAL : NMK_BESIDE_PARTICLE;
}

static uint32_t key_of(const NmkUnit *unit) {
    if (unit->shape == NMK_S_initial || unit->shape == NMK_S_acronym) return INITIAL;
    if (unit->traits & NMK_T(given)) return GIVEN;
    if ((unit->traits & NMK_T(surname)) || unit->shape == NMK_S_hyphen_names) return SURNAME;
    if (unit->traits & NMK_T_ANY_PLACE) return PLACE;
    return unit->traits & (NMK_T(common) | NMK_T(less_common)) ? COMMON : UNKNOWN;
}

static uint32_t *add_east(const Span *s, uint32_t *to) {
    const bool dashed = s->last->end - s->last->first > 1;
    if (s->first->traits & NMK_T(east)) *to++ = nmk_fact(NMK_F_east, dashed ? 3 : s->words > 3 ? 2 : s->words - 2, 0, 0);
    if (s->last->traits & NMK_T(east)) *to++ = nmk_fact(NMK_F_east_last, s->first->end - s->first->first > 1, 0, 0);
    return to;
}

static bool is_name(const NmkUnit *unit) {
    return (unit->traits & (NMK_T_NAME | NMK_T(particle))) || unit->shape == NMK_S_initial || unit->shape == NMK_S_hyphen_names;
}

/* Facts about the words together; only of spans of two or more. */
static uint32_t *add_combination(const Span *s, uint32_t *to) {
    for (const NmkUnit *unit = s->first + 1; unit < s->last; unit++) {
        *to++ = nmk_cell(NMK_R_middle, unit->set);
        *to++ = nmk_shape_cell(NMK_R_middle, unit->shape);
    }
    const uint32_t key = key_of(s->first);
    *to++ = nmk_fact(NMK_F_pair, key, key_of(s->last), 0);
    if (s->words > 2) *to++ = nmk_fact(NMK_F_triple, key, key_of(s->first + 1), key_of(s->first + 2));
    if ((s->first->traits | s->last->traits) & NMK_T(east)) to = add_east(s, to);
    bool common = true, names = true;
    for (const NmkUnit *unit = s->first; unit <= s->last && (common || names); unit++) {
        common = common && (unit->traits & NMK_T(common));
        names = names && is_name(unit);
    }
    if (common) *to++ = nmk_fact(NMK_F_all, 0, 0, 0);
    if (names) *to++ = nmk_fact(NMK_F_all, 1, 0, 0);
    return to;
}

static uint32_t *add_any(const Span *s, uint32_t *to) {
    NmkTraits traits = 0;
    for (const NmkUnit *unit = s->first; unit <= s->last; unit++) traits |= unit->traits;
    if (!(traits & (NMK_T(orghead) | NMK_T(geohead) | NMK_T(demonym) | NMK_T(of)))) return to;
    if (traits & NMK_T(orghead)) *to++ = nmk_fact(NMK_F_any, 0, 0, 0);
    if (traits & NMK_T(geohead)) *to++ = nmk_fact(NMK_F_any, 1, 0, 0);
    if (traits & NMK_T(demonym)) *to++ = nmk_fact(NMK_F_any, 2, 0, 0);
    if (traits & NMK_T(of)) *to++ = nmk_fact(NMK_F_any, 3, 0, 0);
    return to;
}

/* Entries of the lexicons that are exactly this span. One word alone carries its place attributes already. */
static uint32_t *add_whole(const Span *s, const NmkLeft *left, uint32_t *to) {
    const uint32_t tokens = s->last->end - s->first->first;
    if (tokens > NMK_PHRASE_MAX) return to;
    for (uint32_t labels = left->whole[tokens - 1]; labels; labels &= labels - 1)
        *to++ = nmk_fact(NMK_F_whole, (uint32_t)__builtin_ctz(labels), 0, 0);
    return to;
}

static uint32_t *add_line(const NmkLeft *left, const NmkRight *right, uint32_t *to) {
    if (left->starts && right->ends) *to++ = nmk_fact(NMK_F_line_place, 1, 0, 0);
    if (left->starts && right->number) *to++ = nmk_fact(NMK_F_line_place, 2, 0, 0);
    if (left->quoted) *to++ = nmk_fact(NMK_F_quoted, right->quoted, 0, 0);
    return to;
}

static uint32_t *add_acronym(const Span *s, uint32_t *to) {
    const NmkToken *tokens = s->doc->tokens.at;
    const char *text = s->doc->text.bytes;
    const bool own = text[tokens[s->last[2].first].start] == text[tokens[s->first->first].start];
    *to++ = nmk_fact(NMK_F_bracket, own ? 2 : 1, 0, 0);
    return to;
}

static uint32_t *add_upper(const Span *s, uint32_t *to) {
    const bool capitals = s->doc->lines[s->doc->line_of[s->first->first]].flags & NMK_LINE_CAPITALS;
    *to++ = nmk_fact(NMK_F_upper, 0, 0, 0);
    *to++ = nmk_fact(NMK_F_upper, capitals ? 1 : s->words > 1 ? 3 : 2, 0, 0);
    return to;
}

uint32_t *nmk_span_facts(const NmkDoc *doc, const NmkCandidate *candidate, const NmkLeft *left, const NmkRight *right, uint32_t *to) {
    const NmkUnit *units = doc->candidates->units.at;
    const Span s = {doc, &units[candidate->first], &units[candidate->end - 1], candidate->end - candidate->first};
    if (s.words > 1) to = add_combination(&s, to);
    to = add_any(&s, to);
    to = add_whole(&s, left, to);
    *to++ = nmk_around_bundle(s.words > 5 ? 4 : s.words - 1, left->beside, right->beside[(s.first->flags & NMK_U_UPPER) != 0]);
    if (left->starts || left->quoted) to = add_line(left, right, to);
    if (right->acronym) to = add_acronym(&s, to);
    return s.first->flags & s.last->flags & NMK_U_UPPER ? add_upper(&s, to) : to;
}

uint32_t *nmk_rule_facts(const NmkDoc *doc, const NmkCandidate *candidate, uint32_t *to) {
    const NmkUnit *units = doc->candidates->units.at;
    const uint32_t n = nmk_rules_of_span(doc, units[candidate->first].first, units[candidate->end - 1].end, to, NMK_RULE_CODES);
    const uint32_t rules = nmk_vector_of_fact(doc->model->count[NMK_SECTION_SETS], NMK_BUILT_IN);
    for (uint32_t i = 0; i < n; i++) to[i] += rules;
    return to + n;
}
