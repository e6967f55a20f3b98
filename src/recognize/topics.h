/* Topics: from the terms that stand in a text to what it is about, with the terms as evidence. */
#ifndef NEWSMARK_RECOGNIZE_TOPICS_H
#define NEWSMARK_RECOGNIZE_TOPICS_H

#include "recognize/types.h"

/* A term where it counts: accepted, not blocked, not hidden in a longer one. */
typedef struct NmkTermHit {
    uint32_t first, end; /* tokens */
    uint32_t term;
    uint32_t sentence;
    uint16_t topic;
    uint8_t strength; /* NmkStrength */
    uint8_t place;    /* NmkTermPlace */
} NmkTermHit;

typedef enum NmkTermPlace { NMK_TERM_IN_TEXT, NMK_TERM_IN_LEAD, NMK_TERM_IN_HEADLINE } NmkTermPlace;

typedef struct NmkTermHits {
    NmkTermHit *at; /* by first, longer first */
    uint32_t count;
    uint32_t words; /* of the parts of the text that count */
} NmkTermHits;

/* Finds the hits. Needs matches, lines, zones, sentences and mentions. */
NewsmarkStatus nmk_find_terms(NmkDoc *doc, NmkTermHits *hits);

/* Fills topics and terms of doc->result. Time is linear in tokens and matches. */
NewsmarkStatus nmk_score_topics(NmkDoc *doc);

#endif
