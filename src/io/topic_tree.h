/* The topics of a result as a tree: each under the broader one, branches by their most relevant topic. */
#ifndef NEWSMARK_IO_TOPIC_TREE_H
#define NEWSMARK_IO_TOPIC_TREE_H

#include "newsmark.h"

#include <stdbool.h>

/* From here on an article is about a topic, or says something of substance about it. */
enum { NMK_TOPIC_ABOUT = 50, NMK_TOPIC_SUBSTANCE = 25 };

typedef struct NmkTopicRow {
    uint32_t topic; /* index into the topics of the result */
    uint32_t depth; /* 0: top level */
    bool borrowed;  /* its terms are those of a row below it in its branch */
} NmkTopicRow;

/* Rows in the order in which a tree is written, topics before those below them: topics of at least this relevance, and those above them. To
 * be freed; NULL when out of memory. */
NmkTopicRow *nmk_topic_tree(const NewsmarkResult *result, unsigned least, size_t *count);

#endif
