/* Names and numbers of the built-in facts: computed from the table of families, so that nothing has to be kept in step by hand. */
#include "model/facts.h"

#include <stdio.h>
#include <string.h>

#define LABELS(name, ...) static const char *const name[] = {__VA_ARGS__, NULL}
LABELS(ONE, "");
LABELS(SIZES, "1", "2", "3", "4", "5+");
LABELS(KEYS, "given", "initial", "surname", "place", "unknown", "common");
LABELS(EASTS, "2", "3", "4+", "hyphen");
LABELS(HYPHENS, "plain", "hyphen");
LABELS(ALLS, "common", "names");
LABELS(WHOLES, "place0", "place1", "place2", "place3", "country", "region", "demonym", "institution", "organization", "organization?", "person", "list");
LABELS(ANYS, "orghead", "geohead", "demonym", "of");
LABELS(EDGES, "alone", "more-right", "more-left", "more-both");
LABELS(EDGE, "end", "more-right");
LABELS(BESIDES, "-", "title", "demonym", "date", "org", "geo", "start", "upper", "initial", "place", "capital", "particle");
LABELS(COUNTS, "any", "one", "many");
LABELS(PRONOUNS, "he", "it");
LABELS(QUOTES, "open", "closed");
LABELS(AGES, "comma", "bracket");
LABELS(BRACKETS, "country", "acronym", "own-acronym");
LABELS(NEAR, "1", "2", "3");
LABELS(SAYS, "next", "near");
LABELS(LINES, "any", "capitals", "titlecase", "table", "short");
LABELS(PLACES, "end", "whole", "before-number", "after-rank");
LABELS(ENDS, "first", "last");
LABELS(LOWERS, "plain", "lower-elsewhere");
LABELS(UPPERS, "any", "in-capitals", "alone-one", "alone-many");
LABELS(ZONES, "headline", "dek", "metadata", "byline", "dateline", "body", "tail");
LABELS(TYPES, "person", "organization", "place", "other");
LABELS(TYPES0, "person", "organization", "place", "other", "none");
LABELS(BUCKETS, "1", "2", "3-5", "6+");
LABELS(BUCKETS0, "0", "1", "2", "3-5", "6+");
LABELS(ODDS, "-5", "-4", "-3", "-2", "-1", "0", "1", "2", "3", "4", "5");
LABELS(WORDKINDS, "-", "P", "G", "PG", "S", "PS", "GS", "PGS", "U", "PU", "GU", "PGU", "SU", "PSU", "GSU", "PGSU", "c", "Pc", "Gc", "PGc", "Sc",
       "PSc", "GSc", "PGSc", "Uc", "PUc", "GUc", "PGUc", "SUc", "PSUc", "GSUc", "PGSUc");
LABELS(GAPS, "touching", "comma", "and", "comma-and", "slash", "dash", "open", "close", "of", "possessive", "semicolon", "with", "versus", "to", "number",
       "for", "by", "in", "at", "near", "far");
LABELS(QUARTERS, "0", "1", "2", "3", "4");
LABELS(TENTHS, "0", "1", "2", "3", "4", "5+");

typedef struct Family {
    const char *name;
    const char *const *labels[3];
} Family;

static const Family FAMILIES[NMK_FAMILY_COUNT] = {
#define X(name, a, b, c) {#name, {a, b, c}},
    NMK_FAMILIES(X)
#undef X
};

/* A list of labels ends with a NULL. */
#define X(name, count) _Static_assert(sizeof(name) / sizeof *(name) == (count) + 1, "facts.h counts the labels of " #name);
NMK_LABELS(X)
#undef X

uint32_t nmk_word_fact(uint32_t rules, uint32_t attributes, uint32_t prefix, uint32_t attribute) {
    return NMK_BUILT_IN + rules + prefix * attributes + attribute;
}

uint32_t nmk_shape_fact(uint32_t rules, uint32_t attributes, uint32_t prefix, uint32_t shape) {
    return NMK_BUILT_IN + rules + NMK_PREFIX_COUNT * attributes + prefix * NMK_SHAPE_COUNT + shape;
}

uint32_t nmk_fact_count(uint32_t rules, uint32_t attributes) { return nmk_shape_fact(rules, attributes, NMK_PREFIX_COUNT, 0); }

size_t nmk_fact_name(uint32_t fact, char out[64]) {
    uint32_t family = 0;
    while (family + 1 < NMK_FAMILY_COUNT && nmk_family((NmkFamily)(family + 1)).base <= fact) family++;
    const Family *f = &FAMILIES[family];
    const NmkFamilyNumbers numbers = nmk_family((NmkFamily)family);
    uint32_t rest = fact - numbers.base;
    uint32_t index[3] = {rest / numbers.inner, rest % numbers.inner / numbers.least, rest % numbers.least};
    int n = snprintf(out, 64, "%s", f->name);
    for (int i = 0; i < 3 && n > 0 && n < 64; i++)
        if (f->labels[i] != ONE) n += snprintf(out + n, (size_t)(64 - n), ":%s", f->labels[i][index[i]]);
    return n > 0 && n < 64 ? (size_t)n : strlen(out);
}

typedef struct Bundle {
    uint32_t *facts, count;
} Bundle;

static void add(Bundle *bundle, NmkFamily family, uint32_t a, uint32_t b) { bundle->facts[bundle->count++] = nmk_fact(family, a, b, 0); }

static void add_line(Bundle *bundle, uint32_t zone, bool starts, uint32_t flags) {
    if (starts) add(bundle, NMK_F_line_start, 0, 0);
    for (uint32_t i = 0; i < 4; i++) {
        if (!(flags >> i & 1)) continue;
        add(bundle, NMK_F_line, i + 1, 0);
        if (starts) add(bundle, NMK_F_line_start, i + 1, 0);
    }
    add(bundle, NMK_F_zone, zone, 0);
}

static void add_case(Bundle *bundle, uint32_t cases, uint32_t counts) {
    const uint32_t lower = cases & NMK_CASE_LOWER;
    if (cases & NMK_CASE_START) {
        add(bundle, NMK_F_sentence_start, NMK_ANY, 0);
        add(bundle, NMK_F_sentence_start, counts, 0);
        if (!(cases & NMK_CASE_MIDDLE)) add(bundle, NMK_F_only_at_starts, lower, 0);
    }
    if (lower) add(bundle, NMK_F_lower_elsewhere, 0, 0);
}

/* Whether capitals of the run that touch a span may belong to it. */
static bool goes_on(uint32_t beside) {
    return beside != NMK_BESIDE_NOTHING && beside != NMK_BESIDE_TITLE && beside != NMK_BESIDE_START && beside != NMK_BESIDE_DATE;
}

static void add_around(Bundle *bundle, uint32_t length, uint32_t left, uint32_t right) {
    const uint32_t counts = length ? NMK_MANY_WORDS : NMK_ONE_WORD;
    add(bundle, NMK_F_length, length, 0);
    add(bundle, NMK_F_run, goes_on(left) * 2u + goes_on(right), 0);
    if (goes_on(left) && goes_on(right)) add(bundle, NMK_F_inside, 0, 0);
    add(bundle, NMK_F_left, left, NMK_ANY);
    add(bundle, NMK_F_left, left, counts);
    add(bundle, NMK_F_right, right, NMK_ANY);
    add(bundle, NMK_F_right, right, counts);
    if (left == NMK_BESIDE_TITLE) add(bundle, NMK_F_title_left, counts, goes_on(right));
}

static uint32_t counts_of(uint32_t several) { return several ? NMK_MANY_WORDS : NMK_ONE_WORD; }

static void add_unpooled(Bundle *bundle, uint32_t alone, uint32_t counts) {
    add(bundle, NMK_F_pool_none, NMK_ANY, 0);
    add(bundle, NMK_F_pool_none, counts, 0);
    add(bundle, NMK_F_alone_elsewhere, counts, alone);
}

static void add_unheard(Bundle *bundle, uint32_t kind) {
    add(bundle, NMK_F_word_long_last, kind, NMK_N_TYPES0 - 1);
    add(bundle, NMK_F_word_long_first, kind, NMK_N_TYPES0 - 1);
}

static void add_mean(Bundle *bundle, uint32_t odds, uint32_t counts) {
    add(bundle, NMK_F_pool_mean, NMK_ANY, odds);
    add(bundle, NMK_F_pool_mean, counts, odds);
}

uint32_t nmk_bundle_facts(uint32_t rules, uint32_t attributes, uint32_t bundle, uint32_t facts[NMK_BUNDLE_MAX]) {
    Bundle b = {facts, 0};
    if (bundle <= NMK_BUNDLE_LAST_line) {
        const uint32_t number = bundle - NMK_BUNDLE_line;
        add_line(&b, number / 32, number / 16 % 2, number % 16);
    } else if (bundle <= NMK_BUNDLE_LAST_own) {
        const uint32_t number = bundle - NMK_BUNDLE_own;
        facts[b.count++] = nmk_shape_fact(rules, attributes, number % 2 ? NMK_P_first : NMK_P_only, number / 16);
        add_case(&b, number / 2 % 8, counts_of(number % 2));
    } else if (bundle <= NMK_BUNDLE_LAST_around) {
        const uint32_t number = bundle - NMK_BUNDLE_around;
        add_around(&b, number / NMK_N_BESIDES / NMK_N_BESIDES, number / NMK_N_BESIDES % NMK_N_BESIDES, number % NMK_N_BESIDES);
    } else if (bundle <= NMK_BUNDLE_LAST_unpooled) {
        add_unpooled(&b, (bundle - NMK_BUNDLE_unpooled) / 2, counts_of((bundle - NMK_BUNDLE_unpooled) % 2));
    } else if (bundle <= NMK_BUNDLE_LAST_unheard) {
        add_unheard(&b, bundle - NMK_BUNDLE_unheard);
    } else {
        add_mean(&b, (bundle - NMK_BUNDLE_mean) / 2, counts_of((bundle - NMK_BUNDLE_mean) % 2));
    }
    return b.count;
}

NmkRolePrefixes nmk_role_prefixes(NmkRoleOf role) {
    static const NmkRolePrefixes PREFIXES[NMK_ROLE_COUNT] = {
#define X(name, general, particular) {NMK_P_##general, NMK_P_##particular},
        NMK_ROLES(X)
#undef X
    };
    return PREFIXES[role];
}

const char *nmk_prefix_name(NmkPrefix prefix) {
    static const char *const NAMES[NMK_PREFIX_COUNT] = {
#define X(name, text) text,
        NMK_PREFIXES(X)
#undef X
    };
    return NAMES[prefix];
}

const char *nmk_shape_name(NmkShape shape) {
    static const char *const NAMES[NMK_SHAPE_COUNT] = {
#define X(name) #name,
        NMK_SHAPES(X)
#undef X
    };
    return NAMES[shape];
}
