/* The facts of where a span ends: the words to the right by role, pronouns, an apposition, brackets, verbs of speech, the end of the line, the case of its
 * last word elsewhere. Looks at most 29 units ahead. */
#include "recognize/sides.h"

enum { PRONOUN_REACH = 28, APPOSITION_REACH = 6, SPEECH_REACH = 5 };

static uint32_t *add_words(const NmkUnit *one, uint32_t *to) {
    if (one->traits & NMK_T(line_end)) return to;
    *to++ = nmk_neighbour_cell(one + 1, NMK_R_r2);
    if (!(one->traits & (NMK_T(comma) | NMK_T(conj) | NMK_T(ampersand) | NMK_T(of) | NMK_T(possessive) | NMK_T(open)))) return to;
    const NmkRoleOf role = one->traits & NMK_T(comma)                          ? NMK_R_r2_comma
                           : one->traits & (NMK_T(conj) | NMK_T(ampersand)) ? NMK_R_r2_and
                           : one->traits & NMK_T(of)                           ? NMK_R_r2_of
                           : one->traits & NMK_T(possessive)                   ? NMK_R_r2_poss
                                                                               : NMK_R_r2_open;
    *to++ = nmk_neighbour_cell(one + 1, role);
    return to;
}

/* Pronouns that may refer to the name: in the rest of the sentence, and as the first word of the next one. */
static uint32_t *add_pronouns(const NmkUnit *unit, uint32_t *to) {
    const NmkTraits ends = NMK_T(line_end) | NMK_T_STOP;
    const NmkUnit *const stop = unit + PRONOUN_REACH;
    bool he = false, it = false;
    for (; unit < stop; unit++) {
        if (!(unit->traits & (ends | NMK_T(he) | NMK_T(its)))) continue;
        if (unit->traits & ends) break;
        he |= (unit->traits & NMK_T(he)) != 0;
        it |= (unit->traits & NMK_T(its)) && (unit->traits & NMK_T(poss));
    }
    if (unit < stop && !(unit->traits & NMK_T(line_end)) && (unit[1].traits & (NMK_T(he) | NMK_T(its))))
        *to++ = nmk_fact(NMK_F_pronoun_next_sentence, unit[1].traits & NMK_T(he) ? 0 : 1, 0, 0);
    if (he) *to++ = nmk_fact(NMK_F_pronoun_in_sentence, 0, 0, 0);
    if (it) *to++ = nmk_fact(NMK_F_pronoun_in_sentence, 1, 0, 0);
    return to;
}

/* ", the finance minister," and ", 54,". */
static uint32_t *add_apposition(const NmkUnit *one, uint32_t *to) {
    if (one[1].traits & NMK_T(short_number)) *to++ = nmk_fact(NMK_F_age, 0, 0, 0);
    for (uint32_t k = 1; k < APPOSITION_REACH; k++) {
        if (one[k].traits & (NMK_T(line_end) | NMK_T(comma) | NMK_T(period) | NMK_T(semicolon))) return to;
        if (!nmk_is_role(&one[k])) continue;
        *to++ = nmk_fact(NMK_F_apposition_role, 0, 0, 0);
        return to;
    }
    return to;
}

static uint32_t *add_brackets(const NmkUnit *one, NmkRight *right, uint32_t *to) {
    const bool closes = one[2].traits & NMK_T(close);
    if (closes && (one[1].traits & NMK_T(short_number))) *to++ = nmk_fact(NMK_F_age, 1, 0, 0);
    if (one[1].traits & (NMK_T(country) | NMK_T(demonym))) *to++ = nmk_fact(NMK_F_bracket, 0, 0, 0);
    right->acronym = closes && (one[1].flags & NMK_U_UPPER);
    return to;
}

static uint32_t *add_speech(const NmkUnit *one, uint32_t *to) {
    for (uint32_t k = 0; k < SPEECH_REACH; k++) {
        if (!(one[k].traits & (NMK_T(line_end) | NMK_T(period) | NMK_T(semicolon) | NMK_T(say)))) continue;
        if (!(one[k].traits & (NMK_T(line_end) | NMK_T(period) | NMK_T(semicolon)))) *to++ = nmk_fact(NMK_F_says_right, k > 0, 0, 0);
        return to;
    }
    return to;
}

static void find_line_end(const NmkDoc *doc, const NmkUnit *last, NmkRight *right) {
    right->ends = last->end >= doc->lines[doc->line_of[last->end - 1]].end;
    right->number = !right->ends && doc->tokens.at[last->end].kind == NMK_NUMBER;
}

uint32_t *nmk_right_counted_facts(const NmkDoc *doc, uint32_t end, bool several, uint32_t *to) {
    const NmkUnit *one = &doc->candidates->units.at[end], *last = one - 1;
    *to++ = nmk_neighbour_cell(one, several ? NMK_R_r1_many : NMK_R_r1_one);
    if (!several) return to;
    *to++ = nmk_cell(NMK_R_last, last->set);
    *to++ = nmk_shape_cell(NMK_R_last, last->shape);
    return to;
}

uint32_t *nmk_right_facts(const NmkDoc *doc, const NmkCandidate *candidate, NmkRight *right, uint32_t *to) {
    const uint32_t end = candidate->end, *const from = to;
    const NmkUnit *one = &doc->candidates->units.at[end];
    right->end = end;
    right->quoted = one->traits & NMK_T_ANY_QUOTE;
    right->acronym = false;
    right->beside[0] = right->beside[1] = NMK_BESIDE_NOTHING;
    if (end < doc->candidates->runs[candidate->run].end)
        for (uint32_t i = 0; i < 2; i++) right->beside[i] = nmk_beside(one, false, i == 0);
    to = add_words(one, to);
    to = add_pronouns(one, to);
    if (one->traits & NMK_T(comma)) to = add_apposition(one, to);
    if ((one->traits & NMK_T(open)) && !(one[1].flags & NMK_U_OUTSIDE)) to = add_brackets(one, right, to);
    to = add_speech(one, to);
    find_line_end(doc, one - 1, right);
    if (right->ends) *to++ = nmk_fact(NMK_F_line_place, 0, 0, 0);
    if (doc->candidates->cases[end - 1] & NMK_CASE_LOWER) *to++ = nmk_fact(NMK_F_lower_elsewhere, 1, 0, 0);
    right->general = (uint32_t)(to - from);
    return nmk_right_counted_facts(doc, end, nmk_is_several(candidate), to);
}
