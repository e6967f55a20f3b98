/* The facts of a span that depend on both its sides: what kind of words it has in order, whether the whole is an entry, the capitals around it, its line,
 * and the rules that hold of it. */
#include "recognize/rules.h"
#include "recognize/sides.h"

enum { GIVEN, INITIAL, SURNAME, PLACE, UNKNOWN, COMMON }; /* labels of pair and triple */
enum { RULES_MAX = 32 };

typedef struct Span {
    const NmkDoc *doc;
    const NmkUnit *first, *last;
    uint32_t words;
    NmkFactList *list;
} Span;

static void add(const Span *s, NmkFamily family, uint32_t a, uint32_t b) { nmk_facts_add(s->list, nmk_fact(family, a, b, 0)); }
static uint32_t counts(const Span *s) { return s->words == 1 ? NMK_ONE_WORD : NMK_MANY_WORDS; }

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

static void add_east(const Span *s) {
    const bool dashed = s->last->end - s->last->first > 1;
    if (s->first->traits & NMK_T(east)) add(s, NMK_F_east, dashed ? 3 : s->words > 3 ? 2 : s->words - 2, 0);
    if (s->last->traits & NMK_T(east)) add(s, NMK_F_east_last, s->first->end - s->first->first > 1, 0);
}

static bool is_name(const NmkUnit *unit) {
    return (unit->traits & (NMK_T_NAME | NMK_T(particle))) || unit->shape == NMK_S_initial || unit->shape == NMK_S_hyphen_names;
}

/* Facts about the words together; only of spans of two or more. */
static void add_combination(const Span *s) {
    add(s, NMK_F_length, s->words > 5 ? 4 : s->words - 1, 0);
    for (const NmkUnit *unit = s->first + 1; unit < s->last; unit++) {
        nmk_facts_add(s->list, nmk_cell(NMK_R_middle, unit->set));
        nmk_facts_add(s->list, nmk_shape_cell(NMK_R_middle, unit->shape));
    }
    const uint32_t key = key_of(s->first);
    add(s, NMK_F_pair, key, key_of(s->last));
    if (s->words > 2) nmk_facts_add(s->list, nmk_fact(NMK_F_triple, key, key_of(s->first + 1), key_of(s->first + 2)));
    if ((s->first->traits | s->last->traits) & NMK_T(east)) add_east(s);
    bool common = true, names = true;
    for (const NmkUnit *unit = s->first; unit <= s->last && (common || names); unit++) {
        common = common && (unit->traits & NMK_T(common));
        names = names && is_name(unit);
    }
    if (common) add(s, NMK_F_all, 0, 0);
    if (names) add(s, NMK_F_all, 1, 0);
}

static void add_any(const Span *s) {
    static const NmkTraits ANY[4] = {NMK_T(orghead), NMK_T(geohead), NMK_T(demonym), NMK_T(of)};
    NmkTraits traits = 0;
    for (const NmkUnit *unit = s->first; unit <= s->last; unit++) traits |= unit->traits;
    if (!(traits & (ANY[0] | ANY[1] | ANY[2] | ANY[3]))) return;
    for (uint32_t i = 0; i < 4; i++)
        if (traits & ANY[i]) add(s, NMK_F_any, i, 0);
}

/* Entries of the lexicons that are exactly this span. One word alone carries its place attributes already. */
static void add_whole(const Span *s, const NmkLeft *left) {
    const uint32_t tokens = s->last->end - s->first->first;
    if (tokens > NMK_PHRASE_MAX) return;
    for (uint32_t labels = left->whole[tokens - 1]; labels; labels &= labels - 1) add(s, NMK_F_whole, (uint32_t)__builtin_ctz(labels), 0);
}

/* Capitals that touch the span within its run. Titles, dates and sentence starters on the outside count as outside. */
static void add_run(const Span *s, const NmkLeft *left, const NmkRight *right) {
    add(s, NMK_F_run, (uint32_t)left->goes_on * 2 + right->goes_on, 0);
    if (left->goes_on && right->goes_on) add(s, NMK_F_inside, 0, 0);
    if (left->beside == NMK_BESIDE_TITLE) add(s, NMK_F_title_left, counts(s), right->goes_on);
    if (right->beside[0] == right->beside[1]) return;
    const uint32_t beside = right->beside[(s->first->flags & NMK_U_UPPER) != 0];
    add(s, NMK_F_right, beside, NMK_ANY);
    add(s, NMK_F_right, beside, counts(s));
}

static void add_line(const Span *s, const NmkLeft *left, const NmkRight *right) {
    if (left->starts && right->ends) add(s, NMK_F_line_place, 1, 0);
    if (left->starts && right->number) add(s, NMK_F_line_place, 2, 0);
    if (left->quoted) add(s, NMK_F_quoted, right->quoted, 0);
}

static void add_acronym(const Span *s) {
    const NmkToken *tokens = s->doc->tokens.at;
    const char *text = s->doc->text.bytes;
    const bool own = text[tokens[s->last[2].first].start] == text[tokens[s->first->first].start];
    add(s, NMK_F_bracket, own ? 2 : 1, 0);
}

static void add_upper(const Span *s) {
    if (!(s->first->flags & s->last->flags & NMK_U_UPPER)) return;
    const bool capitals = s->doc->lines[s->doc->line_of[s->first->first]].flags & NMK_LINE_CAPITALS;
    add(s, NMK_F_upper, 0, 0);
    add(s, NMK_F_upper, capitals ? 1 : counts(s) + 1, 0);
}

void nmk_span_facts(const NmkDoc *doc, const NmkCandidate *candidate, const NmkLeft *left, const NmkRight *right, NmkFactList *list) {
    const NmkUnit *units = doc->candidates->units.at;
    const Span s = {doc, &units[candidate->first], &units[candidate->end - 1], candidate->end - candidate->first, list};
    if (s.words > 1) add_combination(&s);
    else add(&s, NMK_F_length, 0, 0);
    add_any(&s);
    add_whole(&s, left);
    add_run(&s, left, right);
    if (left->starts || left->quoted) add_line(&s, left, right);
    if (right->acronym) add_acronym(&s);
    add_upper(&s);
}

void nmk_rule_facts(const NmkDoc *doc, const NmkCandidate *candidate, NmkFactList *list) {
    const NmkUnit *units = doc->candidates->units.at;
    uint32_t rules[RULES_MAX];
    const uint32_t n = nmk_rules_of_span(doc, units[candidate->first].first, units[candidate->end - 1].end, rules, RULES_MAX);
    for (uint32_t i = 0; i < n; i++) nmk_facts_add(list, NMK_BUILT_IN + rules[i]);
}
