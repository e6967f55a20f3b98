/* What a text says of each topic while it is summed up: shared by the files that score topics (topics.c) and that list them with their evidence
 * (topic_evidence.c), and by nothing else. */
#ifndef NEWSMARK_RECOGNIZE_TOPIC_SCORER_H
#define NEWSMARK_RECOGNIZE_TOPIC_SCORER_H

#include "recognize/topics.h"

/* No use, no topic, no sentence. */
#define NMK_NO_NUMBER UINT32_MAX

/* A distinct term in the text. */
typedef struct NmkTermUse {
    uint32_t term, key, active;
    uint32_t count, value;
    uint32_t first, end;    /* tokens of its first place */
    uint32_t last_sentence; /* the last one it was counted in */
    uint32_t next;          /* of the same topic */
    uint32_t same;          /* with the same key, of another topic */
    uint8_t strength, places; /* places: bit NmkTermPlace */
    bool head;                /* the first with its key */
} NmkTermUse;

/* A topic with evidence of its own or of others. */
typedef struct NmkActiveTopic {
    uint32_t topic;
    uint32_t first_use, last_use;      /* NMK_NO_NUMBER where it has none */
    uint32_t sentence, sure, weak;     /* sums of the sentence being read: medium and strong, weak */
    uint64_t best, raw, said, score, given; /* given: by links */
    uint32_t lender, lent;             /* the one whose evidence is shown where it has none, and how much it gave */
    uint32_t first_evidence, n_evidence;
    uint8_t relevance; /* 0 not listed */
    bool strong, above, shown; /* above: a listed topic lies below it; shown: its evidence is in terms */
} NmkActiveTopic;

/* The use that counts for a class, of those with its key. */
typedef struct NmkPooledTerm {
    uint32_t use, next; /* next: of the same class */
} NmkPooledTerm;

typedef struct NmkTopicScorer {
    NmkDoc *doc;
    const NmkModelView *model;
    NmkTermHits hits;
    NmkTermUse *uses;
    uint32_t n_uses;
    uint32_t *slots, slot_mask; /* by key: 1 + first use */
    uint32_t last;              /* the first use with the key of the hit before, NMK_NO_NUMBER at first */
    NmkActiveTopic *active;
    uint32_t n_active;
    uint16_t *active_of; /* by topic: 1 + number in active */
    NmkPooledTerm *pool;
    uint32_t n_pool, pool_of[NMK_CLASSES], pool_end[NMK_CLASSES]; /* by class: the first and the last pooled, NMK_NO_NUMBER where nothing is */
    uint64_t sure[NMK_CLASSES], weak[NMK_CLASSES]; /* sums of what is pooled */
    uint32_t class_relevance[NMK_CLASSES];
    NewsmarkTopic *topics;
    NewsmarkTerm *terms;
    uint32_t n_topics, n_terms;
} NmkTopicScorer;

/* Lists the topics that have a relevance, with the terms that speak for them, in the result of the document. */
NewsmarkStatus nmk_list_topics(NmkTopicScorer *scorer);

#endif
