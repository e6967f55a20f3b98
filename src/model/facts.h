/* Facts: the built-in yes/no statements about a span, and the roles that words can have towards it.
 *
 * A family is a name with up to three lists of labels; its facts are all combinations ("pool:person:3-5"). Numbers are dense: built-in
 * facts first, rules after them, then ROLE:ATTRIBUTE and ROLE=SHAPE. The comments in the table say what a family means. */
#ifndef NEWSMARK_MODEL_FACTS_H
#define NEWSMARK_MODEL_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How many labels each list has; model/facts.c spells them out. */
#define NMK_LABELS(X)                                                                                        \
    X(ONE, 1) X(SIZES, 5) X(KEYS, 6) X(EASTS, 4) X(HYPHENS, 2) X(ALLS, 2) X(WHOLES, 12) X(ANYS, 4)          \
    X(EDGES, 4) X(EDGE, 2) X(BESIDES, 12) X(COUNTS, 3) X(PRONOUNS, 2) X(QUOTES, 2) X(AGES, 2) X(BRACKETS, 3) \
    X(NEAR, 3) X(SAYS, 2) X(LINES, 5) X(PLACES, 4) X(ENDS, 2) X(LOWERS, 2) X(UPPERS, 4) X(ZONES, 7)          \
    X(TYPES, 4) X(TYPES0, 5) X(BUCKETS, 4) X(BUCKETS0, 5) X(ODDS, 11) X(WORDKINDS, 32) X(GAPS, 21)           \
    X(QUARTERS, 5) X(TENTHS, 6)

/* family(name, labels, labels, labels) */
#define NMK_FAMILIES(X)                                                                                            \
    X(length, SIZES, ONE, ONE)            /* words of the span */                                                  \
    X(pair, KEYS, KEYS, ONE)              /* what first and last word are: given, initial, surname, place, unknown, common */ \
    X(triple, KEYS, KEYS, KEYS)           /* the first three words */                                              \
    X(east, EASTS, ONE, ONE)              /* begins with an East Asian surname, by length */                       \
    X(east_last, HYPHENS, ONE, ONE)                                                                                \
    X(all, ALLS, ONE, ONE)                /* every word is common; every word is a name */                         \
    X(whole, WHOLES, ONE, ONE)            /* the span is an entry of a lexicon */                                  \
    X(any, ANYS, ONE, ONE)                /* one of the words is */                                                \
    X(run, EDGES, ONE, ONE)               /* capitals go on to the left, to the right */                           \
    X(inside, ONE, ONE, ONE)                                                                                       \
    X(left, BESIDES, COUNTS, ONE)         /* the capitalised word that touches it */                               \
    X(right, BESIDES, COUNTS, ONE)                                                                                 \
    X(title_left, COUNTS, EDGE, ONE)      /* title to the left, capitals to the right or not */                    \
    X(pronoun_in_sentence, PRONOUNS, ONE, ONE)                                                                     \
    X(pronoun_next_sentence, PRONOUNS, ONE, ONE)                                                                   \
    X(quoted, QUOTES, ONE, ONE)                                                                                    \
    X(age, AGES, ONE, ONE)                                                                                         \
    X(apposition_role, ONE, ONE, ONE)     /* ", the finance minister," */                                         \
    X(bracket, BRACKETS, ONE, ONE)                                                                                 \
    X(role_left, NEAR, ONE, ONE)          /* a role one to three words before */                                   \
    X(says_right, SAYS, ONE, ONE)                                                                                  \
    X(line, LINES, ONE, ONE)                                                                                       \
    X(line_start, LINES, ONE, ONE)                                                                                 \
    X(line_place, PLACES, ONE, ONE)                                                                                \
    X(sentence_start, COUNTS, ONE, ONE)                                                                            \
    X(lower_elsewhere, ENDS, ONE, ONE)    /* its first, last word stands in lower case in the document */          \
    X(only_at_starts, LOWERS, ONE, ONE)   /* its first word is capitalised only where sentences start */           \
    X(upper, UPPERS, ONE, ONE)                                                                                     \
    X(zone, ZONES, ONE, ONE)                                                                                       \
    X(pool, TYPES, BUCKETS, ONE)          /* how other mentions of the same written name were decided */           \
    X(pool_none, COUNTS, ONE, ONE)                                                                                 \
    X(pool_mean, COUNTS, ODDS, ONE)                                                                                \
    X(pool_max, ODDS, ONE, ONE)                                                                                    \
    X(pool_min, ODDS, ONE, ONE)                                                                                    \
    X(pool_sum, ODDS, ONE, ONE)                                                                                    \
    X(alone_elsewhere, COUNTS, BUCKETS0, ONE) /* stands as a whole run elsewhere */                                \
    X(word_pool, WORDKINDS, TYPES, ONE)   /* what the single word is, and how its other mentions were decided */   \
    X(long_last, TYPES, BUCKETS, ONE)     /* a single word that ends a longer decided name */                      \
    X(long_last_odds, ODDS, ONE, ONE)                                                                              \
    X(long_last_before, ONE, ONE, ONE)                                                                             \
    X(long_first, TYPES, BUCKETS, ONE)                                                                             \
    X(long_first_odds, ODDS, ONE, ONE)                                                                             \
    X(long_first_before, ONE, ONE, ONE)                                                                            \
    X(long_middle, TYPES, ONE, ONE)                                                                                \
    X(word_long_last, WORDKINDS, TYPES0, ONE)                                                                      \
    X(word_long_first, WORDKINDS, TYPES0, ONE)                                                                     \
    X(short_last, TYPES, BUCKETS, ONE)    /* its last word stands alone, decided */                                \
    X(short_last_odds, ODDS, ONE, ONE)                                                                             \
    X(short_first, TYPES, BUCKETS, ONE)                                                                            \
    X(short_first_odds, ODDS, ONE, ONE)                                                                            \
    X(share_last, TYPES, ONE, ONE)        /* another longer name has the same last word */                         \
    X(share_first, TYPES, ONE, ONE)                                                                                \
    X(core_without_first, TYPES, ONE, ONE) /* the name without its first word stands decided elsewhere */          \
    X(core_without_last, TYPES, ONE, ONE)                                                                          \
    X(tail, TYPES, ONE, ONE)              /* a longer name goes on with it to the end: "bin Salman" */             \
    X(head, TYPES, ONE, ONE)              /* a longer name begins with it */                                       \
    X(previous, GAPS, TYPES, ONE)         /* the decided name before, and what stands between */                   \
    X(next, GAPS, TYPES, ONE)                                                                                      \
    X(line_above, TYPES, ONE, ONE)                                                                                 \
    X(line_below, TYPES, ONE, ONE)                                                                                 \
    X(line_both, TYPES, ONE, ONE)                                                                                  \
    X(line_persons, QUARTERS, ONE, ONE)                                                                            \
    X(document_persons, TENTHS, ONE, ONE)

typedef enum NmkFamily {
#define X(name, a, b, c) NMK_F_##name,
    NMK_FAMILIES(X)
#undef X
    NMK_FAMILY_COUNT
} NmkFamily;

/* Prefixes under which ROLE:ATTRIBUTE facts are named: what a word is to a span, part of it (only, first, middle, last) or beside it: l1 is the
 * next word to the left, r2 the second one to the right; with ".one" and ".many" said of spans of one word, and of more; with a mark or word behind it
 * ("l2,") only where that stands between. In capitals (L1) where the neighbour is capitalised and no title, month or weekday. */
#define NMK_PREFIXES(X)                                                                                             \
    X(only, "only") X(first, "first") X(middle, "middle") X(last, "last")                                           \
    X(l1, "l1") X(l1_one, "l1.one") X(l1_many, "l1.many") X(L1, "L1") X(L1_one, "L1.one") X(L1_many, "L1.many")     \
    X(r1, "r1") X(r1_one, "r1.one") X(r1_many, "r1.many") X(R1, "R1") X(R1_one, "R1.one") X(R1_many, "R1.many")     \
    X(l2, "l2") X(L2, "L2") X(l3, "l3") X(L3, "L3") X(r2, "r2") X(R2, "R2")                                         \
    X(l2_comma, "l2,") X(L2_comma, "L2,") X(l2_and, "l2&") X(L2_and, "L2&") X(l2_the, "l2the") X(L2_the, "L2the")   \
    X(l2_of, "l2of") X(L2_of, "L2of") X(l2_poss, "l2's") X(L2_poss, "L2's") X(l2_open, "l2(") X(L2_open, "L2(")     \
    X(l2_line, "l2nl") X(L2_line, "L2nl")                                                                           \
    X(r2_comma, "r2,") X(R2_comma, "R2,") X(r2_and, "r2&") X(R2_and, "R2&") X(r2_of, "r2of") X(R2_of, "R2of")       \
    X(r2_poss, "r2's") X(R2_poss, "R2's") X(r2_open, "r2(") X(R2_open, "R2(")

typedef enum NmkPrefix {
#define X(name, text) NMK_P_##name,
    NMK_PREFIXES(X)
#undef X
    NMK_PREFIX_COUNT
} NmkPrefix;

/* Roles: a role sums the facts of one or two prefixes. Two roles that follow each other share a line of memory, so those stand together that are asked
 * of a word at one time; the roles of a capitalised neighbour follow those of a plain one, in the same order. */
#define NMK_ROLES(X)                                                                                                \
    X(only, only, only) X(first, first, first) X(l1_one, l1, l1_one) X(l1_many, l1, l1_many)                        \
    X(r1_one, r1, r1_one) X(r1_many, r1, r1_many) X(l2, l2, l2) X(l3, l3, l3) X(r2, r2, r2)                         \
    X(r2_comma, r2_comma, r2_comma) X(l2_comma, l2_comma, l2_comma) X(l2_and, l2_and, l2_and)                       \
    X(l2_the, l2_the, l2_the) X(l2_of, l2_of, l2_of) X(l2_poss, l2_poss, l2_poss) X(l2_open, l2_open, l2_open)      \
    X(l2_line, l2_line, l2_line) X(r2_and, r2_and, r2_and) X(r2_of, r2_of, r2_of) X(r2_poss, r2_poss, r2_poss)      \
    X(r2_open, r2_open, r2_open) X(middle, middle, middle) X(l1_one_cap, L1, L1_one)                                \
    X(l1_many_cap, L1, L1_many) X(r1_one_cap, R1, R1_one) X(r1_many_cap, R1, R1_many) X(l2_cap, L2, L2)             \
    X(l3_cap, L3, L3) X(r2_cap, R2, R2) X(r2_comma_cap, R2_comma, R2_comma) X(l2_comma_cap, L2_comma, L2_comma)     \
    X(l2_and_cap, L2_and, L2_and) X(l2_the_cap, L2_the, L2_the) X(l2_of_cap, L2_of, L2_of)                          \
    X(l2_poss_cap, L2_poss, L2_poss) X(l2_open_cap, L2_open, L2_open) X(l2_line_cap, L2_line, L2_line)              \
    X(r2_and_cap, R2_and, R2_and) X(r2_of_cap, R2_of, R2_of) X(r2_poss_cap, R2_poss, R2_poss)                       \
    X(r2_open_cap, R2_open, R2_open) X(last, last, last)

typedef enum NmkRoleOf {
#define X(name, general, particular) NMK_R_##name,
    NMK_ROLES(X)
#undef X
    NMK_ROLE_COUNT
} NmkRoleOf;

/* From the role of a plain neighbour to that of a capitalised one. */
enum { NMK_ROLE_CAPITAL = NMK_R_l1_one_cap - NMK_R_l1_one };

/* How a word is written. */
#define NMK_SHAPES(X)                                                                                              \
    X(plain) X(initial) X(acronym) X(upper2) X(upper3) X(upper4) X(upper5) X(mixed) X(hyphen) X(hyphen_names) \
    X(hyphen_lower) X(apostrophe) X(lower) X(other)

typedef enum NmkShape {
#define X(name) NMK_S_##name,
    NMK_SHAPES(X)
#undef X
    NMK_SHAPE_COUNT
} NmkShape;

/* Labels of counts. */
enum { NMK_ANY, NMK_ONE_WORD, NMK_MANY_WORDS };

/* What an entry of the lexicons makes of a span that is just this entry: the labels of whole. */
typedef enum NmkWholeLabel {
    NMK_WHOLE_PLACE0, NMK_WHOLE_PLACE1, NMK_WHOLE_PLACE2, NMK_WHOLE_PLACE3, NMK_WHOLE_COUNTRY, NMK_WHOLE_REGION, NMK_WHOLE_DEMONYM, NMK_WHOLE_INSTITUTION,
    NMK_WHOLE_ORGANIZATION, NMK_WHOLE_ORGANIZATION_MAYBE, NMK_WHOLE_PERSON
} NmkWholeLabel;

/* What the unit of the same run is that touches a span: the labels of left and right. */
typedef enum NmkBesideLabel {
    NMK_BESIDE_NOTHING, NMK_BESIDE_TITLE, NMK_BESIDE_DEMONYM, NMK_BESIDE_DATE, NMK_BESIDE_ORG, NMK_BESIDE_GEO, NMK_BESIDE_START, NMK_BESIDE_UPPER,
    NMK_BESIDE_INITIAL, NMK_BESIDE_PLACE, NMK_BESIDE_CAPITAL, NMK_BESIDE_PARTICLE
} NmkBesideLabel;

/* The case of a word: in lower case somewhere in the document, with a capital where no sentence starts; here at the start of one. */
enum { NMK_CASE_LOWER = 1, NMK_CASE_MIDDLE = 2, NMK_CASE_START = 4 };

/* The two prefixes of a role; equal where it has only one. */
typedef struct NmkRolePrefixes {
    uint8_t general, particular;
} NmkRolePrefixes;
NmkRolePrefixes nmk_role_prefixes(NmkRoleOf role);

const char *nmk_prefix_name(NmkPrefix prefix);
const char *nmk_shape_name(NmkShape shape);

enum {
#define X(name, count) NMK_N_##name = count,
    NMK_LABELS(X)
#undef X
};

enum {
#define X(name, a, b, c) NMK_BASE_##name, NMK_LAST_##name = NMK_BASE_##name + NMK_N_##a * NMK_N_##b * NMK_N_##c - 1,
    NMK_FAMILIES(X)
#undef X
    NMK_BUILT_IN /* how many built-in facts there are */
};

/* Where the facts of a family start, and how far apart those are whose first, or second, labels are neighbours. */
typedef struct NmkFamilyNumbers {
    uint16_t base, inner, least;
} NmkFamilyNumbers;

static inline NmkFamilyNumbers nmk_family(NmkFamily family) { /* in sight of the compiler, so that it is arithmetic with constants */
    static const NmkFamilyNumbers NUMBERS[NMK_FAMILY_COUNT + 1] = {
#define X(name, a, b, c) {NMK_BASE_##name, NMK_N_##b * NMK_N_##c, NMK_N_##c},
        NMK_FAMILIES(X)
#undef X
        {NMK_BUILT_IN, 0, 0}};
    return NUMBERS[family];
}

/* Number of the fact of a family with label indexes a, b, c (0 where the family has no such labels). */
static inline uint32_t nmk_fact(NmkFamily family, uint32_t a, uint32_t b, uint32_t c) {
    const NmkFamilyNumbers numbers = nmk_family(family);
    return numbers.base + a * numbers.inner + b * numbers.least + c;
}

/* Bundles: facts that are told by the same few things, so that one vector, summed when the image is built, stands for them.
 *   line      zone (7), whether the span starts the line (2), bits of capitals, titlecase, table, short (16)
 *   own       shape of the first word (14); bits of: it starts a sentence, stands capitalised inside one, in lower case (8); one word or several (2)
 *   around    words, less one, at most 4 (5); what touches the span on the left (12), on the right (12)
 *   unpooled  no other mention of the name is decided: how often it is a whole run elsewhere (5); one word or several (2)
 *   unheard   a single word that begins, ends or goes on in no longer decided name: what it is (32)
 *   mean      the mean odds of other mentions (11); one word or several (2) */
#define NMK_BUNDLES(X)                                                                                              \
    X(line, NMK_N_ZONES, 2, 16) X(own, NMK_SHAPE_COUNT, 8, 2) X(around, 5, NMK_N_BESIDES, NMK_N_BESIDES)              \
    X(unpooled, NMK_N_BUCKETS0, 2, 1) X(unheard, NMK_N_WORDKINDS, 1, 1) X(mean, NMK_N_ODDS, 2, 1)

enum { /* vectors: built-in facts, bundles, cells of shapes, cells of sets, all other facts */
    NMK_BUNDLE_START = NMK_BUILT_IN - 1,
#define X(name, a, b, c) NMK_BUNDLE_##name, NMK_BUNDLE_LAST_##name = NMK_BUNDLE_##name + (a) * (b) * (c) - 1,
    NMK_BUNDLES(X)
#undef X
    NMK_FIRST_SHAPE_CELL,
    NMK_FIRST_CELL = (NMK_FIRST_SHAPE_CELL + NMK_ROLE_COUNT * NMK_SHAPE_COUNT + 1) / 2 * 2 /* even, for the lines of memory of NMK_ROLES */
};

static inline uint32_t nmk_line_bundle(uint32_t zone, bool starts, uint32_t flags) { return NMK_BUNDLE_line + (zone * 2 + starts) * 16 + flags; }
static inline uint32_t nmk_own_bundle(uint32_t shape, uint32_t cases, bool several) { return NMK_BUNDLE_own + (shape * 8 + cases) * 2 + several; }
static inline uint32_t nmk_around_bundle(uint32_t length, uint32_t left, uint32_t right) {
    return NMK_BUNDLE_around + (length * NMK_N_BESIDES + left) * NMK_N_BESIDES + right;
}

static inline uint32_t nmk_unpooled_bundle(uint32_t alone, bool several) { return NMK_BUNDLE_unpooled + alone * 2 + several; }
static inline uint32_t nmk_unheard_bundle(uint32_t kind) { return NMK_BUNDLE_unheard + kind; }
static inline uint32_t nmk_mean_bundle(uint32_t odds, bool several) { return NMK_BUNDLE_mean + odds * 2 + several; }

/* The facts of a bundle in a model with that many rules and attributes; returns how many. */
enum { NMK_BUNDLE_MAX = 12 };
uint32_t nmk_bundle_facts(uint32_t rules, uint32_t attributes, uint32_t bundle, uint32_t facts[NMK_BUNDLE_MAX]);

/* Number of ROLE:ATTRIBUTE and of ROLE=SHAPE facts by number of prefix, and of all facts. */
uint32_t nmk_word_fact(uint32_t rules, uint32_t attributes, uint32_t prefix, uint32_t attribute);
uint32_t nmk_shape_fact(uint32_t rules, uint32_t attributes, uint32_t prefix, uint32_t shape);
uint32_t nmk_fact_count(uint32_t rules, uint32_t attributes);

/* Number of the vector of a fact, in a model with that many sets. */
static inline uint32_t nmk_vector_of_fact(uint32_t sets, uint32_t fact) {
    return fact < NMK_BUILT_IN ? fact : NMK_FIRST_CELL + sets * NMK_ROLE_COUNT + fact - NMK_BUILT_IN;
}

/* Name of a built-in fact into out (NUL-terminated); returns its length. */
size_t nmk_fact_name(uint32_t fact, char out[64]);

#endif
