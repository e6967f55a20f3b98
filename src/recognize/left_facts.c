/* The facts of where a span starts: the words to the left by role, a role a few words before, its place in the line, the case of its first word
 * elsewhere, and which entries of the lexicons start there. Looks at most four units back. */
#include "recognize/sides.h"

static uint32_t *add_words(const NmkUnit *first, uint32_t *to) {
    const NmkUnit *one = first - 1, *two = first - 2;
    if (one->traits & NMK_T(line_end)) {
        if (!(one->flags & NMK_U_OUTSIDE) && !(one->traits & NMK_T(blank_line))) *to++ = nmk_neighbour_cell(two, NMK_R_l2_line);
        return to;
    }
    *to++ = nmk_neighbour_cell(two, NMK_R_l2);
    *to++ = nmk_neighbour_cell(first - 3, NMK_R_l3);
    if (!(one->traits & (NMK_T(comma) | NMK_T(conj) | NMK_T(ampersand) | NMK_T(art) | NMK_T(of) | NMK_T(possessive) | NMK_T(open)))) return to;
    const NmkRoleOf role = one->traits & NMK_T(comma)                          ? NMK_R_l2_comma
                           : one->traits & (NMK_T(conj) | NMK_T(ampersand)) ? NMK_R_l2_and
                           : one->traits & NMK_T(art)                          ? NMK_R_l2_the
                           : one->traits & NMK_T(of)                           ? NMK_R_l2_of
                           : one->traits & NMK_T(possessive)                   ? NMK_R_l2_poss
                                                                               : NMK_R_l2_open;
    *to++ = nmk_neighbour_cell(two, role);
    return to;
}

static uint32_t *add_role_before(const NmkUnit *first, uint32_t *to) {
    NmkTraits stops = NMK_T(line_end) | NMK_T(period) | NMK_T(semicolon);
    for (uint32_t k = 2; k <= 4; k++) {
        if (first[1 - (int)k].traits & stops) return to;
        stops |= NMK_T(comma);
        if (!nmk_is_role(first - k)) continue;
        *to++ = nmk_fact(NMK_F_role_left, k - 2, 0, 0);
        return to;
    }
    return to;
}

_Static_assert(NMK_LINE_CAPITALS == 1 && NMK_LINE_TITLECASE == 2 && NMK_LINE_TABLE == 4 && NMK_LINE_SHORT == 8, "the bits of the bundle of lines");

static uint32_t *add_line(const NmkDoc *doc, const NmkUnit *first, NmkLeft *left, uint32_t *to) {
    const NmkLine *line = &doc->lines[doc->line_of[first->first]];
    left->starts = first->first == line->first;
    *to++ = nmk_line_bundle(nmk_doc_zone(doc, first->first), left->starts, line->flags & 15);
    const bool rank = !left->starts && first->first <= line->first + 2 && doc->tokens.at[line->first].kind == NMK_NUMBER &&
                      (first->first == line->first + 1 || (first[-1].traits & (NMK_T(period) | NMK_T(close))));
    if (rank) *to++ = nmk_fact(NMK_F_line_place, 3, 0, 0);
    return to;
}

/* Entries of the lexicons that start at the first word, by their length in tokens. */
static void find_whole(const NmkDoc *doc, uint32_t token, uint16_t whole[NMK_PHRASE_MAX]) {
    memset(whole, 0, NMK_PHRASE_MAX * sizeof *whole);
    for (uint32_t m = doc->match_at[token]; m < doc->match_at[token + 1]; m++) {
        const uint32_t label = nmk_entry_whole(&doc->model->entries[doc->matches[m].entry]);
        if (label) whole[doc->matches[m].end - token - 1] |= (uint16_t)(1u << (label - 1));
    }
}

uint32_t *nmk_left_counted_facts(const NmkDoc *doc, uint32_t first, bool several, uint32_t *to) {
    const NmkUnit *unit = &doc->candidates->units.at[first];
    const uint32_t cases = doc->candidates->cases[first] | (unit->flags & NMK_U_START ? NMK_CASE_START : 0u);
    *to++ = nmk_neighbour_cell(unit - 1, several ? NMK_R_l1_many : NMK_R_l1_one);
    *to++ = nmk_cell(several ? NMK_R_first : NMK_R_only, unit->set);
    *to++ = nmk_own_bundle(unit->shape, cases, several);
    return to;
}

uint32_t *nmk_left_facts(const NmkDoc *doc, const NmkCandidate *candidate, NmkLeft *left, uint32_t *to) {
    const uint32_t first = candidate->first, *const from = to;
    const NmkUnit *unit = &doc->candidates->units.at[first];
    const bool touched = first > doc->candidates->runs[candidate->run].first;
    left->first = first;
    left->quoted = unit[-1].traits & NMK_T_ANY_QUOTE;
    left->beside = touched ? nmk_beside(unit - 1, true, !(unit->flags & NMK_U_UPPER)) : NMK_BESIDE_NOTHING;
    find_whole(doc, unit->first, left->whole);
    to = add_words(unit, to);
    to = add_role_before(unit, to);
    to = add_line(doc, unit, left, to);
    left->general = (uint32_t)(to - from);
    return nmk_left_counted_facts(doc, first, nmk_is_several(candidate), to);
}
