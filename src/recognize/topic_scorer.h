/* What a text says of each topic while it is summed up: shared by the files that score topics (topics.c), pool their terms in classes
 * (topic_classes.c) and list them with their evidence (topic_evidence.c), and by nothing else. */
#ifndef NEWSMARK_RECOGNIZE_TOPIC_SCORER_H
#define NEWSMARK_RECOGNIZE_TOPIC_SCORER_H

#include "recognize/topics.h"

/* No topic, no sentence, no use. */
#define NMK_NO_NUMBER UINT32_MAX

enum { NMK_EVIDENCE_MAX = 16 }; /* terms listed a topic */

/* A distinct term in the text; numbered in the order of their first places. */
typedef struct NmkTermUse {
    uint32_t term, count, value;
    uint32_t first, end;    /* tokens of its first place */
    uint32_t last_sentence; /* the last one it was counted in */
    uint32_t next;          /* in its chain, where others have its letters */
    uint16_t active;        /* its topic, in active */
    uint8_t strength, places; /* places: bit NmkTermPlace */
} NmkTermUse;

/* A distinct phrase in the text. */
typedef struct NmkPhraseUse {
    uint32_t row;  /* first in PHRASE_TERMS */
    uint32_t uses; /* of its rows: first in use_of */
    uint32_t terms;
} NmkPhraseUse;

/* Chains of uses whose terms do not stand alone, by key: they are one in twenty. */
enum { NMK_USE_CHAINS = 256 };

/* The uses of most value as value << 32 | ~use: largest first, earlier before later of the same value. */
typedef struct NmkBestUses {
    uint64_t at[NMK_EVIDENCE_MAX];
    uint32_t count;
} NmkBestUses;

/* A topic with evidence of its own or of others. */
typedef struct NmkActiveTopic {
    uint32_t sentence, sure, weak; /* sums of the sentence being read: medium and strong, weak */
    uint32_t uses;                 /* distinct terms */
    uint64_t best;                 /* sentence */
    uint64_t all_sure, all_weak;   /* sums of all terms */
    uint16_t topic;
    uint8_t relevance; /* 0 not listed */
    bool strong, above, written; /* above: a listed topic lies below it; written: its evidence is in terms */
    NmkBestUses *shown;    /* where its evidence is shown, by itself or by others */
    uint64_t raw, said, score, given; /* given: by links */
    uint32_t lender, lent; /* the one whose evidence is shown where it has none, and how much it gave */
    uint32_t shows;        /* the one whose evidence it shows */
    uint32_t first_evidence, n_evidence;
    uint32_t listed; /* where it stands in the result, if it is listed */
} NmkActiveTopic;

typedef struct NmkClassPool {
    uint64_t sure, weak; /* sums of what is pooled */
    NmkBestUses best;
} NmkClassPool;

typedef struct NmkTopicScorer {
    NmkDoc *doc;
    const NmkModelView *model;
    NmkTermHits hits;
    NmkTermUse *uses;
    uint32_t n_uses;
    NmkPhraseUse *phrases; /* in the order of their first places */
    uint32_t n_phrases;
    uint32_t *slots, slot_mask; /* by first row: 1 + phrase */
    uint32_t *use_of, n_use_of; /* by row of phrases: 1 + use, 0 none */
    uint32_t chains[NMK_USE_CHAINS]; /* 1 + first use, 0 none */
    NmkActiveTopic *active;
    uint32_t n_active;
    uint16_t *active_of; /* by topic: 1 + number in active */
    NmkClassPool classes[NMK_CLASSES];
    uint32_t class_relevance[NMK_CLASSES];
    NewsmarkTopic *topics;
    NewsmarkTerm *terms;
    uint32_t n_topics, n_terms;
} NmkTopicScorer;

/* A power of two, at least n and 16. */
static inline uint32_t nmk_table_size(uint32_t n) {
    uint32_t size = 16;
    while (size < n) size *= 2;
    return size;
}

/* Most numbers are small, and their quotient is found much sooner by half the width. */
static inline uint64_t nmk_quotient(uint64_t a, uint64_t b) { return (a | b) >> 32 ? a / b : (uint32_t)a / (uint32_t)b; }

static inline void nmk_best_add(NmkBestUses *best, uint32_t use, uint32_t value) {
    const uint64_t key = (uint64_t)value << 32 | (uint32_t)~use;
    uint32_t at = best->count;
    if (at < NMK_EVIDENCE_MAX) best->count++;
    else if (best->at[--at] > key) return;
    for (; at > 0 && best->at[at - 1] < key; at--) best->at[at] = best->at[at - 1];
    best->at[at] = key;
}

/* Fills classes and class_relevance. Uses have their values, active topics their sums. */
void nmk_score_classes(NmkTopicScorer *scorer);

/* Lists the topics that have a relevance, with the terms that speak for them, in the result of the document. */
NewsmarkStatus nmk_list_topics(NmkTopicScorer *scorer);

#endif
