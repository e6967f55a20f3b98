/* The facts of where a span starts: the words to the left by role, a role a few words before, its place in the line, the case of its first word
 * elsewhere, and which entries of the lexicons start there. Looks at most four units back. */
#include "recognize/sides.h"

enum { WHOLE_PLACE0, WHOLE_COUNTRY = 4, WHOLE_REGION, WHOLE_DEMONYM, WHOLE_INSTITUTION, WHOLE_ORGANIZATION, WHOLE_ORGANIZATION_MAYBE, WHOLE_PERSON };

static void add(NmkFactList *list, NmkFamily family, uint32_t a, uint32_t b) { nmk_facts_add(list, nmk_fact(family, a, b, 0)); }

static void add_words(const NmkUnit *first, NmkFactList *list) {
    const NmkUnit *one = first - 1, *two = first - 2;
    if (one->traits & NMK_T(line_end)) {
        if (!(one->flags & NMK_U_OUTSIDE) && !(one->traits & NMK_T(blank_line))) nmk_facts_add(list, nmk_neighbour_cell(two, NMK_R_l2_line));
        return;
    }
    nmk_facts_add(list, nmk_neighbour_cell(two, NMK_R_l2));
    nmk_facts_add(list, nmk_neighbour_cell(first - 3, NMK_R_l3));
    if (!(one->traits & (NMK_T(comma) | NMK_T(conj) | NMK_T(ampersand) | NMK_T(art) | NMK_T(of) | NMK_T(possessive) | NMK_T(open)))) return;
    NmkRoleOf role = one->traits & NMK_T(comma)                          ? NMK_R_l2_comma
                     : one->traits & (NMK_T(conj) | NMK_T(ampersand)) ? NMK_R_l2_and
                     : one->traits & NMK_T(art)                          ? NMK_R_l2_the
                     : one->traits & NMK_T(of)                           ? NMK_R_l2_of
                     : one->traits & NMK_T(possessive)                   ? NMK_R_l2_poss
                                                                         : NMK_R_l2_open;
    nmk_facts_add(list, nmk_neighbour_cell(two, role));
}

static void add_role_before(const NmkUnit *first, NmkFactList *list) {
    NmkTraits stops = NMK_T(line_end) | NMK_T(period) | NMK_T(semicolon);
    for (uint32_t k = 2; k <= 4; k++) {
        if (first[1 - (int)k].traits & stops) return;
        stops |= NMK_T(comma);
        if (!nmk_is_role(first - k)) continue;
        add(list, NMK_F_role_left, k - 2, 0);
        return;
    }
}

static void add_line(const NmkDoc *doc, const NmkUnit *first, NmkLeft *left, NmkFactList *list) {
    const NmkLine *line = &doc->lines[doc->line_of[first->first]];
    static const uint16_t FLAGS[4] = {NMK_LINE_CAPITALS, NMK_LINE_TITLECASE, NMK_LINE_TABLE, NMK_LINE_SHORT};
    left->starts = first->first == line->first;
    if (left->starts) add(list, NMK_F_line_start, 0, 0);
    for (uint32_t i = 0; i < 4; i++) {
        if (!(line->flags & FLAGS[i])) continue;
        add(list, NMK_F_line, i + 1, 0);
        if (left->starts) add(list, NMK_F_line_start, i + 1, 0);
    }
    bool rank = !left->starts && first->first <= line->first + 2 && doc->tokens.at[line->first].kind == NMK_NUMBER &&
                (first->first == line->first + 1 || (first[-1].traits & (NMK_T(period) | NMK_T(close))));
    if (rank) add(list, NMK_F_line_place, 3, 0);
    add(list, NMK_F_zone, nmk_doc_zone(doc, first->first), 0);
}

static void add_case(const NmkUnit *first, uint8_t cases, NmkFactList *list) {
    if (first->flags & NMK_U_START) {
        add(list, NMK_F_sentence_start, NMK_ANY, 0);
        if (!(cases & NMK_CASE_MIDDLE)) add(list, NMK_F_only_at_starts, cases & NMK_CASE_LOWER, 0);
    }
    if (cases & NMK_CASE_LOWER) add(list, NMK_F_lower_elsewhere, 0, 0);
}

static uint32_t place_tier(const NmkModelView *model, uint32_t name) {
    uint32_t population = model->city_senses[model->city_names[name].first].population;
    return WHOLE_PLACE0 + (population >= 500000 ? 3 : population >= 100000 ? 2 : population >= 15000 ? 1 : 0);
}

static uint32_t country_name_label(const NmkCountryName *name) {
    switch ((NmkNameKind)name->kind) {
    case NMK_NAME_NAME: return WHOLE_COUNTRY;
    case NMK_NAME_ADJECTIVE: case NMK_NAME_DEMONYM: return WHOLE_DEMONYM;
    case NMK_NAME_REGION: case NMK_NAME_POST: return WHOLE_REGION;
    case NMK_NAME_SEAT: case NMK_NAME_INSTITUTION: case NMK_NAME_FIRM: case NMK_NAME_SPORT: case NMK_NAME_KINDS: break;
    }
    return WHOLE_INSTITUTION;
}

/* Entries of the lexicons that start at the first word, by their length in tokens. */
static void find_whole(const NmkDoc *doc, uint32_t token, uint16_t whole[NMK_PHRASE_MAX]) {
    const NmkModelView *model = doc->model;
    memset(whole, 0, NMK_PHRASE_MAX * sizeof *whole);
    for (uint32_t m = doc->match_at[token]; m < doc->match_at[token + 1]; m++) {
        const NmkEntry *entry = &model->entries[doc->matches[m].entry];
        uint32_t label;
        switch ((NmkEntryKind)entry->kind) {
        case NMK_ENTRY_COUNTRY_NAME: label = country_name_label(&model->country_names[entry->id]); break;
        case NMK_ENTRY_REGION: label = WHOLE_REGION; break;
        case NMK_ENTRY_CITY: label = place_tier(model, entry->id); break;
        case NMK_ENTRY_ORGANIZATION: label = entry->flags & NMK_ENTRY_AMBIGUOUS ? WHOLE_ORGANIZATION_MAYBE : WHOLE_ORGANIZATION; break;
        case NMK_ENTRY_PERSON: label = WHOLE_PERSON; break;
        default: continue;
        }
        whole[doc->matches[m].end - token - 1] |= (uint16_t)(1u << label);
    }
}

void nmk_left_facts(const NmkDoc *doc, uint32_t first, const NmkRun *run, NmkLeft *left, NmkFactList *list) {
    const NmkUnit *unit = &doc->candidates->units.at[first];
    left->first = first;
    left->quoted = unit[-1].traits & NMK_T_ANY_QUOTE;
    left->beside = first > run->first ? nmk_beside(unit - 1, true, !(unit->flags & NMK_U_UPPER)) : NMK_BESIDE_NOTHING;
    left->goes_on = first > run->first && left->beside != NMK_BESIDE_TITLE && left->beside != NMK_BESIDE_START && left->beside != NMK_BESIDE_DATE;
    add(list, NMK_F_left, left->beside, NMK_ANY);
    add_words(unit, list);
    add_role_before(unit, list);
    add_line(doc, unit, left, list);
    add_case(unit, doc->candidates->cases[first], list);
    find_whole(doc, unit->first, left->whole);
}

void nmk_left_counted_facts(const NmkDoc *doc, const NmkLeft *left, bool several, NmkFactList *list) {
    const NmkUnit *unit = &doc->candidates->units.at[left->first];
    const uint32_t counts = several ? NMK_MANY_WORDS : NMK_ONE_WORD;
    nmk_facts_add(list, nmk_neighbour_cell(unit - 1, several ? NMK_R_l1_many : NMK_R_l1_one));
    nmk_facts_add(list, nmk_cell(several ? NMK_R_first : NMK_R_only, unit->set));
    nmk_facts_add(list, nmk_shape_cell(several ? NMK_R_first : NMK_R_only, unit->shape));
    add(list, NMK_F_left, left->beside, counts);
    if (unit->flags & NMK_U_START) add(list, NMK_F_sentence_start, counts, 0);
}
