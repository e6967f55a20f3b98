/* Traits: what the recognizers of names ask of a word's attributes, each question one bit, so that a test is one AND and tests that
 * stand together are one test. They are worked out for every set when the image is built. */
#ifndef NEWSMARK_MODEL_TRAITS_H
#define NEWSMARK_MODEL_TRAITS_H

#include "model/attributes.h"

/* trait(name, any of these attributes): no more than 64 */
#define NMK_TRAITS(X)                                                                                             \
    X(line_end, line_end, blank_line) X(blank_line, blank_line) X(period, period) X(question, question, exclamation) \
    X(comma, comma) X(semicolon, semicolon) X(quote, quote) X(apostrophe, apostrophe) X(open, open) X(close, close) \
    X(slash, slash) X(dash, dash) X(ampersand, ampersand) X(possessive, possessive) X(short_number, number1, number2) \
    X(conj, conj) X(art, art) X(of, of) X(say, say) X(he, male, female) X(its, itsthey) X(poss, poss)             \
    X(title, mr, mil, office, occup, kin) X(role, mil, office, occup, kin) X(role_ending, role_ending)            \
    X(hardtitle, hardtitle) X(date, month, wday) X(name_month, name_month) X(sentence_start, sentence_start)      \
    X(orghead, orghead) X(geohead, geohead) X(demonym, demonym) X(country, country) X(region, region)             \
    X(place, place0, place1, place2, place3) X(large_place, place3)                                               \
    X(particle, particle) X(particle_inner, particle_inner) X(glued_tail, glued_tail)                             \
    X(given, given1, given2, given3) X(rare_given, given0) X(surname, surname0, surname1, surname2)               \
    X(east, surname_chinese, surname_korean, surname_viet)                                                        \
    X(common, common10, common20, common35, common50) X(common50, common50) X(less_common, common60, common70) \
    X(pron, pron)

typedef enum NmkTraitBit {
#define X(name, ...) NMK_TB_##name,
    NMK_TRAITS(X)
#undef X
    NMK_TRAIT_COUNT
} NmkTraitBit;

typedef uint64_t NmkTraits;

#define NMK_T(name) ((NmkTraits)1 << NMK_TB_##name)
/* some that are asked for in more than one place */
#define NMK_T_NAME (NMK_T(given) | NMK_T(rare_given) | NMK_T(surname))
#define NMK_T_ANY_PLACE (NMK_T(place) | NMK_T(country) | NMK_T(region))
#define NMK_T_STOP (NMK_T(period) | NMK_T(question))
#define NMK_T_ANY_QUOTE (NMK_T(quote) | NMK_T(apostrophe))

NmkTraits nmk_traits_of(const NmkSet *set);

#endif
