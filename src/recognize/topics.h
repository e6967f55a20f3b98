/* Topics: from the terms that stand in a text to what it is about, with the terms as evidence. */
#ifndef NEWSMARK_RECOGNIZE_TOPICS_H
#define NEWSMARK_RECOGNIZE_TOPICS_H

#include "recognize/types.h"

typedef enum NmkTermPlace { NMK_TERM_IN_TEXT, NMK_TERM_IN_LEAD, NMK_TERM_IN_HEADLINE } NmkTermPlace;

/* Terms at a place where they count: accepted, not blocked, not hidden in a longer one. */
typedef struct NmkTermHit {
    uint32_t first, end; /* tokens */
    uint32_t sentence;
    uint32_t phrase;    /* in PHRASE_TERMS: its first row */
    uint8_t terms;      /* rows of the phrase, */
    uint8_t from, rows; /* and those that count */
    uint8_t place;      /* NmkTermPlace */
} NmkTermHit;

typedef struct NmkTermHits {
    NmkTermHit *at; /* by first, longer first */
    uint32_t count;
    uint32_t phrases, terms, blocks; /* of all phrases of the text: how many, and their rows */
    uint32_t words; /* of the parts of the text that count */
} NmkTermHits;

/* Finds the hits. Needs matches, lines, zones, sentences and mentions. */
NewsmarkStatus nmk_find_terms(NmkDoc *doc, NmkTermHits *hits);

/* Fills topics and terms of doc->result. Time is linear in tokens and matches. */
NewsmarkStatus nmk_score_topics(NmkDoc *doc);

#endif
