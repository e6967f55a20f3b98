/* What the document is about: its countries, focus, topics, class, people and their roles. */
#include <stdlib.h>

#include "cli/scores.h"
#include "cli/spelling.h"

enum { SUBSTANCE = 25 };

/* The topics that gold files grade; others are neither right nor wrong. */
static const char *const GRADED[] = {
    "space",
    "cybersecurity",
    "artificial-intelligence",
    "quantum-technology",
    "climate-change",
    "environment-pollution",
    "defence",
    "missiles",
    "nuclear-weapons",
    "nuclear-power",
    "diplomacy",
    "sanctions",
    "trade",
    "economy",
    "companies",
    "markets",
    "energy",
    "semiconductors",
    "supply-chain",
    "technology",
    "elections",
    "government",
    "protests",
    "terrorism",
    "armed-conflict",
    "human-rights",
    "migration",
    "crime",
    "courts",
    "corruption",
    "health",
    "epidemics",
    "natural-disasters",
    "accidents",
    "weather",
    "education",
    "religion",
    "sport",
    "arts-entertainment",
    "media",
    "science",
    "agriculture",
    "transport",
    "labour",
    "gender",
};
enum { N_GRADED = sizeof GRADED / sizeof *GRADED };

static bool finds_country(const NewsmarkResult *result, NmkSlice code) {
    for (size_t i = 0; i < result->n_countries; i++)
        if (nmk_slice_is(code, result->countries[i].code)) return true;
    return false;
}

/* Countries that only weak evidence names are neither asked for nor wrong. */
static void score_countries(NmkScores *scores, const NmkGold *gold, const NewsmarkResult *result) {
    NmkScore *score = &scores->of[NMK_MEASURE_COUNTRIES];
    const char *path = nmk_gold_has(gold, "labels.mentioned", NMK_JSON_ARRAY) ? "labels.mentioned" : "countries";
    if (!nmk_gold_has(gold, "countries", NMK_JSON_ARRAY) && path[0] == 'c') return;
    NmkSlice code;
    for (uint32_t at = 0; nmk_gold_next(gold, path, &at, &code);) {
        score->wanted++;
        if (!finds_country(result, code)) nmk_score_mistake(scores, NMK_MEASURE_COUNTRIES, true, code);
    }
    for (size_t i = 0; i < result->n_countries; i++) {
        code = nmk_slice_of(result->countries[i].code);
        bool right = nmk_gold_lists(gold, path, code);
        if (!right && nmk_gold_lists(gold, "meta.countries_optional", code)) continue;
        score->found++;
        score->right += right;
        if (!right) nmk_score_mistake(scores, NMK_MEASURE_COUNTRIES, false, code);
    }
}

/* With labels.about the first one counts, and none where there is none; meta.focus lists what is acceptable. */
static void score_focus(NmkScores *scores, const NmkGold *gold, const NewsmarkResult *result) {
    NmkSlice found = result->n_focus ? nmk_slice_of(result->countries[0].code) : nmk_slice("", 0), first = {"", 0};
    uint32_t at = 0;
    if (nmk_gold_has(gold, "labels.about", NMK_JSON_ARRAY)) {
        nmk_gold_next(gold, "labels.about", &at, &first);
        nmk_score_answer(scores, NMK_MEASURE_FOCUS, nmk_slice_equal(found, first));
        if (!nmk_slice_equal(found, first)) nmk_score_mistake(scores, NMK_MEASURE_FOCUS, false, gold->id);
    } else if (nmk_gold_next(gold, "meta.focus", &at, &first)) {
        if (!result->n_focus && result->n_countries) found = nmk_slice_of(result->countries[0].code);
        nmk_score_answer(scores, NMK_MEASURE_FOCUS, nmk_gold_lists(gold, "meta.focus", found));
    }
}

static bool finds_topic(const NewsmarkResult *result, const char *slug) {
    for (size_t i = 0; i < result->n_topics; i++)
        if (result->topics[i].relevance >= SUBSTANCE && nmk_slice_is(result->topics[i].topic, slug)) return true;
    return false;
}

static void score_topics(NmkScores *scores, const NmkGold *gold, const NewsmarkResult *result) {
    NmkScore *score = &scores->of[NMK_MEASURE_TOPICS];
    uint32_t grades = nmk_json_path(gold->values, "labels.focus");
    if (grades == NMK_JSON_MISSING || gold->values[grades].kind != NMK_JSON_OBJECT) return;
    for (size_t i = 0; i < N_GRADED; i++) {
        uint32_t grade = nmk_json_member(gold->values, grades, nmk_slice_of(GRADED[i])), number = 0;
        bool wanted = grade != NMK_JSON_MISSING && nmk_json_count(&gold->values[grade], &number) && number >= 1;
        bool found = finds_topic(result, GRADED[i]);
        score->wanted += wanted;
        score->found += found;
        score->right += wanted && found;
        if (wanted != found) nmk_score_mistake(scores, NMK_MEASURE_TOPICS, wanted, nmk_slice_of(GRADED[i]));
    }
}

/* The first eight digits of "medtop:01000000" where it is a top-level class, else empty. */
static NmkSlice class_of(NmkSlice code) {
    bool top = code.length == 15 && memcmp(code.bytes, "medtop:", 7) == 0 && memcmp(code.bytes + 9, "000000", 6) == 0;
    return top && code.bytes[7] <= '1' ? nmk_slice(code.bytes + 7, 8) : nmk_slice("", 0);
}

static void score_class(NmkScores *scores, const NmkGold *gold, const NewsmarkResult *result) {
    if (!nmk_gold_has(gold, "labels.main", NMK_JSON_ARRAY)) return;
    NmkSlice found = {"", 0};
    for (size_t i = 0; i < result->n_topics && !found.length; i++) found = class_of(result->topics[i].code);
    bool right = nmk_gold_lists(gold, "labels.main", found);
    nmk_score_answer(scores, NMK_MEASURE_CLASS, right);
    if (!right) nmk_score_mistake(scores, NMK_MEASURE_CLASS, false, found.length ? found : nmk_slice_of("none"));
}

typedef struct Person {
    NmkSlice name;
    NmkSpelling spelling;
    bool used;
} Person;

static bool one_word(const NmkSpelling *spelling) {
    return !memchr(spelling->bytes, ' ', spelling->length);
}

/* The same spelling, or, where one of them is a single word, the same last word. */
static bool same_person(const NmkSpelling *a, const NmkSpelling *b, bool loose) {
    if (nmk_slice_equal(nmk_slice(a->bytes, a->length), nmk_slice(b->bytes, b->length))) return true;
    return loose && (one_word(a) || one_word(b)) && nmk_slice_equal(nmk_spelling_last(a), nmk_spelling_last(b));
}

/* Pairs each wanted person with at most one found, equal spellings first; persons are few, so every pair is looked at. */
static uint64_t pair_people(Person *wanted, size_t n_wanted, Person *found, size_t n_found) {
    uint64_t right = 0;
    for (int loose = 0; loose < 2; loose++)
        for (size_t i = 0; i < n_wanted; i++)
            for (size_t k = 0; k < n_found && !wanted[i].used; k++) {
                if (found[k].used || !same_person(&wanted[i].spelling, &found[k].spelling, loose)) continue;
                wanted[i].used = found[k].used = true;
                right++;
            }
    return right;
}

static size_t wanted_people(const NmkGold *gold, Person *people) {
    size_t n = 0;
    NmkSlice name;
    for (uint32_t at = 0; nmk_gold_next(gold, "labels.people", &at, &name);) {
        if (people) people[n] = (Person){.name = name, .spelling = nmk_spelling(name)};
        n++;
    }
    return n;
}

static size_t found_people(const NewsmarkResult *result, Person *people) {
    size_t n = 0;
    for (size_t i = 0; i < result->n_entities; i++) {
        if (result->entities[i].type != NEWSMARK_PERSON) continue;
        if (people) people[n] = (Person){.name = result->entities[i].name, .spelling = nmk_spelling(result->entities[i].name)};
        n++;
    }
    return n;
}

static void score_people(NmkScores *scores, const NmkGold *gold, const NewsmarkResult *result) {
    if (!nmk_gold_has(gold, "labels.people", NMK_JSON_ARRAY)) return;
    size_t n_wanted = wanted_people(gold, NULL), n_found = found_people(result, NULL);
    Person *wanted = malloc((n_wanted + n_found + 1) * sizeof *wanted), *found = wanted ? wanted + n_wanted : NULL;
    if (!wanted) {
        scores->failed = true;
        return;
    }
    wanted_people(gold, wanted);
    found_people(result, found);
    NmkScore *score = &scores->of[NMK_MEASURE_PEOPLE];
    score->right += pair_people(wanted, n_wanted, found, n_found);
    score->wanted += n_wanted;
    score->found += n_found;
    for (size_t i = 0; i < n_wanted + n_found; i++)
        if (!wanted[i].used) nmk_score_mistake(scores, NMK_MEASURE_PEOPLE, i < n_wanted, wanted[i].name);
    free(wanted);
}

static const NewsmarkEntity *person_named(const NewsmarkResult *result, NmkSlice name) {
    NmkSpelling wanted = nmk_spelling(name);
    for (size_t i = 0; i < result->n_entities; i++) {
        NmkSpelling found = nmk_spelling(result->entities[i].name);
        if (result->entities[i].type == NEWSMARK_PERSON && same_person(&wanted, &found, true)) return &result->entities[i];
    }
    return NULL;
}

static void score_roles(NmkScores *scores, const NmkGold *gold, const NewsmarkResult *result) {
    uint32_t roles = nmk_json_path(gold->values, "labels.roles");
    if (roles == NMK_JSON_MISSING || gold->values[roles].kind != NMK_JSON_OBJECT) return;
    NmkScore *score = &scores->of[NMK_MEASURE_ROLES];
    for (uint32_t i = roles + 1; i < gold->values[roles].after; i = gold->values[i].after) {
        const NewsmarkEntity *person = person_named(result, gold->values[i].key);
        bool right = person && nmk_same_spelling(person->role, gold->values[i].text);
        score->wanted++;
        score->right += right;
        if (!right) nmk_score_mistake(scores, NMK_MEASURE_ROLES, true, gold->values[i].text);
    }
    for (size_t i = 0; i < result->n_entities; i++) score->found += result->entities[i].type == NEWSMARK_PERSON && result->entities[i].role.length;
}

void nmk_score_labels(NmkScores *scores, const NmkGold *gold, const NewsmarkResult *result) {
    score_countries(scores, gold, result);
    score_focus(scores, gold, result);
    score_topics(scores, gold, result);
    score_class(scores, gold, result);
    score_people(scores, gold, result);
    score_roles(scores, gold, result);
}
