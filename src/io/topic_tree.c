/* Topics come by relevance. Each is put behind all that is there already of the topic above it, which goes before it where it is not there
 * yet: so branches stand by their best topic. Rows are moved as in an insertion sort: there are at most as many as the model has topics. */
#include "io/topic_tree.h"

#include <stdlib.h>
#include <string.h>

typedef struct Tree {
    const NewsmarkTopic *topics;
    NmkTopicRow *rows;
    size_t count;
} Tree;

/* count where it is not there */
static size_t place_of(const Tree *tree, uint32_t topic) {
    size_t at = 0;
    while (at < tree->count && tree->rows[at].topic != topic) at++;
    return at;
}

static bool is_placed(const Tree *tree, uint32_t topic) {
    return place_of(tree, topic) < tree->count;
}

/* Behind the last row of the branch of its parent, which is there. */
static void place(Tree *tree, uint32_t topic) {
    size_t at = tree->count;
    uint32_t depth = 0;
    if (tree->topics[topic].parent != NEWSMARK_NO_TOPIC) {
        at = place_of(tree, tree->topics[topic].parent);
        depth = tree->rows[at++].depth + 1;
        while (at < tree->count && tree->rows[at].depth >= depth) at++;
    }
    memmove(&tree->rows[at + 1], &tree->rows[at], (tree->count - at) * sizeof *tree->rows);
    tree->rows[at] = (NmkTopicRow){.topic = topic, .depth = depth};
    tree->count++;
}

static bool borrows(const Tree *tree, size_t row) {
    const NewsmarkTopic *topic = &tree->topics[tree->rows[row].topic];
    for (size_t i = row + 1; i < tree->count && tree->rows[i].depth > tree->rows[row].depth; i++)
        if (tree->topics[tree->rows[i].topic].first_evidence == topic->first_evidence) return true;
    return false;
}

NmkTopicRow *nmk_topic_tree(const NewsmarkResult *result, unsigned least, size_t *count) {
    Tree tree = {.topics = result->topics, .rows = malloc((result->n_topics + 1) * sizeof *tree.rows)};
    *count = 0;
    if (!tree.rows) return NULL;
    for (uint32_t i = 0; i < result->n_topics && result->topics[i].relevance >= least; i++) {
        while (!is_placed(&tree, i)) {
            uint32_t top = i; /* the highest that is missing; the tree is a few levels deep */
            while (tree.topics[top].parent != NEWSMARK_NO_TOPIC && !is_placed(&tree, tree.topics[top].parent)) top = tree.topics[top].parent;
            place(&tree, top);
        }
    }
    for (size_t i = 0; i < tree.count; i++) tree.rows[i].borrowed = borrows(&tree, i);
    *count = tree.count;
    return tree.rows;
}
