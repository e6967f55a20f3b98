/* Scores: how often what was found is right, by measure, and which mistakes are frequent. */
#ifndef NEWSMARK_CLI_SCORES_H
#define NEWSMARK_CLI_SCORES_H

#include "base/intern.h"
#include "cli/gold.h"

/* name for --min, label, is it an accuracy (right of all) and not precision and recall */
#define NMK_MEASURES(X)                                                                                                                              \
    X(PERSON, "person", "PERSON exact", false)                                                                                                       \
    X(ORGANIZATION, "organization", "ORG exact", false)                                                                                              \
    X(PLACE, "place", "LOC exact", false)                                                                                                            \
    X(DEMONYM, "demonym", "NORP exact", false)                                                                                                       \
    X(COUNTRY_MENTIONS, "country-mentions", "country mentions", false)                                                                               \
    X(COUNTRIES, "countries", "countries of documents", false)                                                                                       \
    X(FOCUS, "focus", "focus, first country", true)                                                                                                  \
    X(TOPICS, "topics", "topics", false)                                                                                                             \
    X(CLASS, "class", "main class", true)                                                                                                            \
    X(PEOPLE, "people", "people of documents", false)                                                                                                \
    X(ROLES, "roles", "roles of people", false)                                                                                                      \
    X(ZONES, "zones", "zones of lines", true)                                                                                                        \
    X(TITLE, "title", "title", true)                                                                                                                 \
    X(DATE, "date", "date", true)                                                                                                                    \
    X(SOURCE, "source", "source", true)                                                                                                              \
    X(AUTHORS, "authors", "authors", true)                                                                                                           \
    X(DATELINE, "dateline", "dateline", true)                                                                                                        \
    X(LANGUAGE, "language", "language", true)

typedef enum NmkMeasure {
#define X(name, key, label, accuracy) NMK_MEASURE_##name,
    NMK_MEASURES(X)
#undef X
        NMK_MEASURE_COUNT
} NmkMeasure;

typedef struct NmkScore {
    uint64_t right, found, wanted;
} NmkScore;

typedef struct NmkMistake {
    uint32_t count;
    uint8_t measure;
    bool missed; /* else found in vain */
} NmkMistake;

typedef struct NmkScores {
    NmkScore of[NMK_MEASURE_COUNT];
    uint64_t documents;
    size_t errors;    /* how many mistakes of a kind to list; 0: none are kept */
    NmkIntern *texts; /* of mistakes: measure, side, spelling, document */
    NmkMistake *mistakes;
    uint32_t mistakes_room;
    bool failed; /* memory ran out: something was not counted */
} NmkScores;

bool nmk_scores_init(NmkScores *scores, size_t errors);
void nmk_scores_free(NmkScores *scores);

/* One question, answered right or wrong. */
void nmk_score_answer(NmkScores *scores, NmkMeasure measure, bool right);

void nmk_score_mistake(NmkScores *scores, NmkMeasure measure, bool missed, NmkSlice text);

/* Compares a result with gold: mentions; what the document is about; how its page is built. */
void nmk_score_mentions(NmkScores *scores, const NmkGold *gold, const NewsmarkResult *result);
void nmk_score_labels(NmkScores *scores, const NmkGold *gold, const NewsmarkResult *result);
void nmk_score_details(NmkScores *scores, const NmkGold *gold, const NewsmarkResult *result);

/* Table and mistakes on standard output; false, and nothing there, where memory ran out. */
bool nmk_scores_print(const NmkScores *scores);

/* Checks "person=0.9,topics=0.7" against the F1 or accuracy; says on standard error what is below. false where something is, or where the
 * list cannot be read (*readable is false then). */
bool nmk_scores_reach(const NmkScores *scores, const char *list, bool *readable);

#endif
