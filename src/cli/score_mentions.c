/* Mentions: sets of spans, equal where start, end and, for countries, code are. What the result marks as a country by name counts as a
 * place too, by demonym as NORP, by its capital, a city or a region as a place, by an institution as an organization. */
#include <stdlib.h>

#include "cli/scores.h"

typedef struct Span {
    uint32_t start, end;
    char code[3];
} Span;

typedef struct Spans {
    Span *at;
    size_t count;
} Spans;

/* What is compared. */
typedef enum Question { SPANS_OF_TYPE, COUNTRY_NAMES, COUNTRY_WORDS, CODED } Question;

static int compare(const void *a, const void *b) {
    const Span *x = a, *y = b;
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    if (x->end != y->end) return x->end < y->end ? -1 : 1;
    return memcmp(x->code, y->code, 2);
}

static void sort_unique(Spans *spans) {
    size_t n = 0;
    if (spans->count) qsort(spans->at, spans->count, sizeof *spans->at, compare);
    for (size_t i = 0; i < spans->count; i++)
        if (!n || compare(&spans->at[n - 1], &spans->at[i]) != 0) spans->at[n++] = spans->at[i];
    spans->count = n;
}

static bool holds(const Spans *spans, const Span *span) {
    return spans->count && bsearch(span, spans->at, spans->count, sizeof *span, compare);
}

static bool answers(Question question, NmkGoldType wanted, NmkGoldType type, const char *code) {
    switch (question) {
    case SPANS_OF_TYPE: return type == wanted || (wanted == NMK_GOLD_LOC && type == NMK_GOLD_COUNTRY);
    case COUNTRY_NAMES: return type == NMK_GOLD_COUNTRY;
    case COUNTRY_WORDS: return type == NMK_GOLD_COUNTRY || (type == NMK_GOLD_NORP && code[0]);
    case CODED: return type == NMK_GOLD_COUNTRY || code[0];
    }
    return false;
}

static void add(Spans *spans, Question question, uint32_t start, uint32_t end, const char *code) {
    Span span = {.start = start, .end = end};
    if (question != SPANS_OF_TYPE) memcpy(span.code, code, 2);
    spans->at[spans->count++] = span;
}

static Spans gold_spans(const NmkGold *gold, Question question, NmkGoldType type, bool optional) {
    Spans spans = {.at = malloc((gold->n_ents + 1) * sizeof *spans.at)};
    for (size_t i = 0; spans.at && i < gold->n_ents; i++) {
        const NmkGoldEnt *ent = &gold->ents[i];
        if (ent->optional == optional && answers(question, type, ent->type, ent->code)) add(&spans, question, ent->start, ent->end, ent->code);
    }
    sort_unique(&spans);
    return spans;
}

static NmkGoldType type_of(const NewsmarkMention *mention) {
    switch (mention->type) {
    case NEWSMARK_PERSON: return NMK_GOLD_PERSON;
    case NEWSMARK_ORGANIZATION: return NMK_GOLD_ORG;
    case NEWSMARK_PLACE: return NMK_GOLD_LOC;
    case NEWSMARK_OTHER:
    case NEWSMARK_NONE: return NMK_GOLD_OTHER;
    case NEWSMARK_COUNTRY: break;
    }
    if (mention->kind == NEWSMARK_KIND_NAME) return NMK_GOLD_COUNTRY;
    if (mention->kind == NEWSMARK_KIND_DEMONYM) return NMK_GOLD_NORP;
    return mention->kind == NEWSMARK_KIND_INSTITUTION ? NMK_GOLD_ORG : NMK_GOLD_LOC;
}

static Spans found_spans(const NewsmarkResult *result, Question question, NmkGoldType type) {
    Spans spans = {.at = malloc((result->n_mentions + 1) * sizeof *spans.at)};
    for (size_t i = 0; spans.at && i < result->n_mentions; i++) {
        const NewsmarkMention *mention = &result->mentions[i];
        if (mention->zone == NEWSMARK_ZONE_METADATA) continue;
        if (answers(question, type, type_of(mention), mention->code)) add(&spans, question, mention->start, mention->end, mention->code);
    }
    sort_unique(&spans);
    return spans;
}

static void note(NmkScores *scores, NmkMeasure measure, bool missed, const NmkGold *gold, const Span *span) {
    nmk_score_mistake(scores, measure, missed, nmk_slice(gold->text.bytes + span->start, span->end - span->start));
}

static void compare_spans(NmkScores *scores, NmkMeasure measure, const NmkGold *gold, const Spans *wanted, const Spans *found,
                          const Spans *optional) {
    NmkScore *score = &scores->of[measure];
    score->wanted += wanted->count;
    for (size_t i = 0; i < wanted->count; i++)
        if (!holds(found, &wanted->at[i])) note(scores, measure, true, gold, &wanted->at[i]);
    for (size_t i = 0; i < found->count; i++) {
        bool right = holds(wanted, &found->at[i]);
        if (!right && holds(optional, &found->at[i])) continue;
        score->found++;
        score->right += right;
        if (!right) note(scores, measure, false, gold, &found->at[i]);
    }
}

static void score_question(NmkScores *scores, NmkMeasure measure, const NmkGold *gold, const NewsmarkResult *result, Question question,
                           NmkGoldType type) {
    Spans wanted = gold_spans(gold, question, type, false), found = found_spans(result, question, type);
    Spans optional = question == SPANS_OF_TYPE ? gold_spans(gold, question, type, true) : gold_spans(gold, CODED, type, false);
    if (wanted.at && found.at && optional.at)
        compare_spans(scores, measure, gold, &wanted, &found, &optional);
    else
        scores->failed = true;
    free(wanted.at);
    free(found.at);
    free(optional.at);
}

void nmk_score_mentions(NmkScores *scores, const NmkGold *gold, const NewsmarkResult *result) {
    static const struct {
        const char *name;
        NmkGoldType type;
        NmkMeasure measure;
    } TYPES[] = {
        {"PERSON", NMK_GOLD_PERSON, NMK_MEASURE_PERSON},
        {"ORG", NMK_GOLD_ORG, NMK_MEASURE_ORGANIZATION},
        {"LOC", NMK_GOLD_LOC, NMK_MEASURE_PLACE},
        {"NORP", NMK_GOLD_NORP, NMK_MEASURE_DEMONYM},
    };
    for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
        if (nmk_gold_lists(gold, "meta.scored", nmk_slice_of(TYPES[i].name)))
            score_question(scores, TYPES[i].measure, gold, result, SPANS_OF_TYPE, TYPES[i].type);
    NmkSlice mentions = nmk_json_string_at(gold->values, "meta.country_mentions");
    bool english = !nmk_gold_has(gold, "meta.language", NMK_JSON_STRING) || nmk_slice_is(nmk_json_string_at(gold->values, "meta.language"), "en");
    if (!mentions.bytes || !english) return;
    Question question = nmk_slice_is(mentions, "names") ? COUNTRY_NAMES : COUNTRY_WORDS;
    score_question(scores, NMK_MEASURE_COUNTRY_MENTIONS, gold, result, question, NMK_GOLD_COUNTRY);
}
