/* Attributes: what is known of a word by itself. The ones listed here are known to the engine by number; every further
 * file of data/lists adds one. A word's attributes are a set; sets are interned, so that a token carries one small number. */
#ifndef NEWSMARK_MODEL_ATTRIBUTES_H
#define NEWSMARK_MODEL_ATTRIBUTES_H

#include <stdbool.h>
#include <stdint.h>

/* Marks, numbers and line ends have one of these alone. */
#define NMK_SYMBOLS(X) \
    X(line_end) X(blank_line) X(period) X(comma) X(colon) X(semicolon) X(question) X(exclamation) X(quote) X(apostrophe) \
    X(open) X(close) X(dash) X(slash) X(ampersand) X(currency_sign) X(percent) X(bullet) X(at_sign) X(hash_sign) X(mark) X(possessive) \
    X(number1) X(number2) X(year) X(number)

/* From the lexicons (first rows), and of unlisted words by their ending (data/lexicon/suffixes.tsv). */
#define NMK_LEXICAL(X) \
    X(given3) X(given2) X(given1) X(given0) X(male_given) X(female_given) X(surname2) X(surname1) X(surname0) \
    X(common10) X(common20) X(common35) X(common50) X(common60) X(common70) \
    X(country) X(demonym) X(region) X(place3) X(place2) X(place1) X(place0) X(organization_word) X(leader) \
    X(unknown) X(foreign) X(role_ending)

/* Lists of data/lists that the engine itself asks for. */
#define NMK_LISTED(X) \
    X(actverb) X(agentprep) X(art) X(arta) X(conj) X(copula) X(currency) X(determiner) X(ethnic) X(female) X(former) X(geohead) X(geonoun) \
    X(hardtitle) X(humanverb) X(itsthey) X(jr) X(kin) X(male) X(mil) X(month) X(mr) X(named) X(occup) X(office) X(org1) X(orghead) X(orgnoun) \
    X(orgverb) X(particle) X(persnoun) X(placeprep) X(poss) X(pron) X(psychverb) X(say) X(sport) X(surname_african) X(surname_arab) \
    X(surname_chinese) X(surname_indian) X(surname_korean) X(surname_viet) X(time) X(tofrom) X(wday) X(sentence_start) X(abbreviation) \
    X(street) X(not_city) X(person_country) X(role_prefix) \
    X(glued_tail) X(name_month) X(particle_inner) X(of) X(language_verb) X(language_thing) X(relation_verb)

typedef enum NmkAttribute {
#define X(name) NMK_A_##name,
    NMK_SYMBOLS(X) NMK_LEXICAL(X) NMK_LISTED(X)
#undef X
    NMK_A_FIXED, /* how many the engine knows */
    NMK_A_MAX = 256
} NmkAttribute;

typedef struct NmkSet {
    uint64_t bits[NMK_A_MAX / 64];
} NmkSet;

static inline bool nmk_set_has(const NmkSet *set, unsigned attribute) {
    return set->bits[attribute / 64] >> (attribute % 64) & 1;
}
static inline void nmk_set_add(NmkSet *set, unsigned attribute) { set->bits[attribute / 64] |= (uint64_t)1 << (attribute % 64); }

#endif
