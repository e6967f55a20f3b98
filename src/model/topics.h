/* Topics: a tree of subjects, the terms that speak for them, and how subjects depend on each other.
 *
 * The first NMK_CLASSES rows are the classes (the top level of IPTC Media Topics, in the order of their codes), so that a class is
 * one bit of a mask. Every other topic has one broader topic, which stands before it, and belongs to one class or more with a weight. */
#ifndef NEWSMARK_MODEL_TOPICS_H
#define NEWSMARK_MODEL_TOPICS_H

#include "model/image.h"

enum { NMK_CLASSES = 17, NMK_NO_TOPIC = 0xffff };

enum {
    NMK_TOPIC_SCORED = 1 /* has a threshold of its own, and is one of those that share a text's attention */
};

typedef struct NmkTopic {
    uint32_t slug, code, name; /* code "medtop:20000739", "" where IPTC has none; name as IPTC writes it */
    uint32_t parents, links;   /* first in TOPIC_PARENTS, TOPIC_LINKS */
    uint32_t classes;          /* bit n: belongs to class n */
    uint16_t broader;          /* in TOPICS, before this one; NMK_NO_TOPIC of classes */
    uint16_t threshold;        /* score from which something of substance is said */
    uint8_t n_parents, n_links;
    uint8_t factor; /* of classes, in sixteenths */
    uint8_t flags;
    uint32_t order; /* its place among all topics by slug */
} NmkTopic;

typedef struct NmkTopicParent {
    uint16_t topic;  /* a class */
    uint16_t weight; /* eighths */
} NmkTopicParent;

/* The topic gives a share of what it scores to another one. */
typedef struct NmkTopicLink {
    uint16_t topic;  /* the one that gets it */
    uint16_t weight; /* sixteenths */
} NmkTopicLink;

typedef enum NmkStrength { NMK_BLOCK, NMK_WEAK, NMK_MEDIUM, NMK_STRONG } NmkStrength;

typedef struct NmkTerm {
    uint32_t text;   /* as the file writes it */
    uint32_t source; /* "topics/space.topics:12" */
    uint32_t key;    /* the same for terms of equal letters, whatever their topic; less than the number of terms */
    uint16_t topic;
    uint8_t text_length, source_length;
} NmkTerm;

/* What the text of a phrase means for topics: terms of different topics in neighbouring rows, blocks behind the others. The topic is that of the
 * term. alone: these terms, and terms of equal letters, stand in no other rows. */
typedef struct NmkPhraseTerm {
    uint32_t term;
    uint16_t topic;
    uint8_t strength; /* NmkStrength */
    uint8_t alone;
} NmkPhraseTerm;

#endif
