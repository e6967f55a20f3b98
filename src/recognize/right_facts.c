/* The facts of where a span ends: the words to the right by role, pronouns, an apposition, brackets, verbs of speech, the end of the line, the case of its
 * last word elsewhere. Looks at most 29 units ahead. */
#include "recognize/sides.h"

enum { PRONOUN_REACH = 28, APPOSITION_REACH = 6, SPEECH_REACH = 5 };

static void add(NmkFactList *list, NmkFamily family, uint32_t a, uint32_t b) { nmk_facts_add(list, nmk_fact(family, a, b, 0)); }

static void add_words(const NmkUnit *one, NmkFactList *list) {
    if (one->traits & NMK_T(line_end)) return;
    nmk_facts_add(list, nmk_neighbour_cell(one + 1, NMK_R_r2));
    if (!(one->traits & (NMK_T(comma) | NMK_T(conj) | NMK_T(ampersand) | NMK_T(of) | NMK_T(possessive) | NMK_T(open)))) return;
    NmkRoleOf role = one->traits & NMK_T(comma)                          ? NMK_R_r2_comma
                     : one->traits & (NMK_T(conj) | NMK_T(ampersand)) ? NMK_R_r2_and
                     : one->traits & NMK_T(of)                           ? NMK_R_r2_of
                     : one->traits & NMK_T(possessive)                   ? NMK_R_r2_poss
                                                                         : NMK_R_r2_open;
    nmk_facts_add(list, nmk_neighbour_cell(one + 1, role));
}

/* Pronouns that may refer to the name: in the rest of the sentence, and as the first word of the next one. */
static void add_pronouns(const NmkUnit *unit, NmkFactList *list) {
    bool he = false, it = false;
    for (const NmkUnit *stop = unit + PRONOUN_REACH; unit < stop; unit++) {
        if (!(unit->traits & (NMK_T(line_end) | NMK_T_STOP | NMK_T(he) | NMK_T(its)))) continue;
        if (unit->traits & NMK_T(line_end)) break;
        if (unit->traits & NMK_T_STOP) {
            if (unit[1].traits & NMK_T(he)) add(list, NMK_F_pronoun_next_sentence, 0, 0);
            else if (unit[1].traits & NMK_T(its)) add(list, NMK_F_pronoun_next_sentence, 1, 0);
            break;
        }
        he |= (unit->traits & NMK_T(he)) != 0;
        it |= (unit->traits & NMK_T(its)) && (unit->traits & NMK_T(poss));
    }
    if (he) add(list, NMK_F_pronoun_in_sentence, 0, 0);
    if (it) add(list, NMK_F_pronoun_in_sentence, 1, 0);
}

/* ", the finance minister," and ", 54,". */
static void add_apposition(const NmkUnit *one, NmkFactList *list) {
    if (one[1].traits & NMK_T(short_number)) add(list, NMK_F_age, 0, 0);
    for (uint32_t k = 1; k < APPOSITION_REACH; k++) {
        if (one[k].traits & (NMK_T(line_end) | NMK_T(comma) | NMK_T(period) | NMK_T(semicolon))) return;
        if (!nmk_is_role(&one[k])) continue;
        add(list, NMK_F_apposition_role, 0, 0);
        return;
    }
}

static void add_brackets(const NmkUnit *one, NmkRight *right, NmkFactList *list) {
    const bool closes = one[2].traits & NMK_T(close);
    if (closes && (one[1].traits & NMK_T(short_number))) add(list, NMK_F_age, 1, 0);
    if (one[1].traits & (NMK_T(country) | NMK_T(demonym))) add(list, NMK_F_bracket, 0, 0);
    right->acronym = closes && (one[1].flags & NMK_U_UPPER);
}

static void add_speech(const NmkUnit *one, NmkFactList *list) {
    for (uint32_t k = 0; k < SPEECH_REACH; k++) {
        if (one[k].traits & (NMK_T(line_end) | NMK_T(period) | NMK_T(semicolon))) return;
        if (!(one[k].traits & NMK_T(say))) continue;
        add(list, NMK_F_says_right, k > 0, 0);
        return;
    }
}

static void find_line_end(const NmkDoc *doc, const NmkUnit *last, NmkRight *right) {
    right->ends = last->end >= doc->lines[doc->line_of[last->end - 1]].end;
    right->number = !right->ends && doc->tokens.at[last->end].kind == NMK_NUMBER;
}

static void find_beside(const NmkUnit *one, bool touches, NmkRight *right) {
    for (uint32_t i = 0; i < 2; i++) right->beside[i] = touches ? nmk_beside(one, false, i == 0) : NMK_BESIDE_NOTHING;
    right->goes_on = touches && right->beside[0] != NMK_BESIDE_DATE && right->beside[0] != NMK_BESIDE_TITLE;
}

void nmk_right_facts(const NmkDoc *doc, uint32_t end, const NmkRun *run, NmkRight *right, NmkFactList *list) {
    const NmkUnit *one = &doc->candidates->units.at[end];
    *right = (NmkRight){.end = end, .quoted = one->traits & NMK_T_ANY_QUOTE};
    find_beside(one, end < run->end, right);
    if (right->beside[0] == right->beside[1]) add(list, NMK_F_right, right->beside[0], NMK_ANY);
    add_words(one, list);
    add_pronouns(one, list);
    if (one->traits & NMK_T(comma)) add_apposition(one, list);
    if ((one->traits & NMK_T(open)) && !(one[1].flags & NMK_U_OUTSIDE)) add_brackets(one, right, list);
    add_speech(one, list);
    find_line_end(doc, one - 1, right);
    if (right->ends) add(list, NMK_F_line_place, 0, 0);
    if (doc->candidates->cases[end - 1] & NMK_CASE_LOWER) add(list, NMK_F_lower_elsewhere, 1, 0);
}

void nmk_right_counted_facts(const NmkDoc *doc, const NmkRight *right, bool several, NmkFactList *list) {
    const NmkUnit *one = &doc->candidates->units.at[right->end], *last = one - 1;
    nmk_facts_add(list, nmk_neighbour_cell(one, several ? NMK_R_r1_many : NMK_R_r1_one));
    if (right->beside[0] == right->beside[1]) add(list, NMK_F_right, right->beside[0], several ? NMK_MANY_WORDS : NMK_ONE_WORD);
    if (!several) return;
    nmk_facts_add(list, nmk_cell(NMK_R_last, last->set));
    nmk_facts_add(list, nmk_shape_cell(NMK_R_last, last->shape));
}
