/* The tree of topics: order, depth, ancestors, whose terms are shown where. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "base/slice.h"
#include "io/topic_tree.h"

#define NONE NEWSMARK_NO_TOPIC

/* By relevance, as in a result: "space" below "science", which is less relevant; "war" and "talks" below "politics". */
static const NewsmarkTopic TOPICS[] = {
    {.relevance = 90, .first_evidence = 0, .n_evidence = 2, .parent = 4}, /* 0 space */
    {.relevance = 80, .first_evidence = 2, .n_evidence = 1, .parent = NONE}, /* 1 politics */
    {.relevance = 60, .first_evidence = 3, .n_evidence = 1, .parent = 1}, /* 2 talks */
    {.relevance = 40, .first_evidence = 4, .n_evidence = 1, .parent = 4}, /* 3 comets */
    {.relevance = 30, .first_evidence = 0, .n_evidence = 2, .parent = NONE}, /* 4 science, with the terms of space */
    {.relevance = 26, .first_evidence = 5, .n_evidence = 1, .parent = 1}, /* 5 war */
    {.relevance = 10, .first_evidence = 6, .n_evidence = 1, .parent = NONE}, /* 6 sport */
    {.relevance = 9, .first_evidence = 7, .n_evidence = 1, .parent = 6}, /* 7 chess */
};
static const NewsmarkResult RESULT = {.topics = TOPICS, .n_topics = 8};

static void expect_tree(unsigned least, size_t count, const uint32_t (*rows)[2]) {
    size_t n;
    NmkTopicRow *tree = nmk_topic_tree(&RESULT, least, &n);
    cr_assert_not_null(tree);
    cr_assert_eq(n, count, "%zu rows", n);
    for (size_t i = 0; i < n; i++) {
        cr_expect_eq(tree[i].topic, rows[i][0], "row %zu is topic %u", i, tree[i].topic);
        cr_expect_eq(tree[i].depth, rows[i][1], "row %zu is %u deep", i, tree[i].depth);
        cr_expect_eq(tree[i].borrowed, tree[i].topic == 4);
    }
    free(tree);
}

Test(topic_tree, branches_stand_by_their_best_topic) {
    expect_tree(25, 6, (const uint32_t[][2]){{4, 0}, {0, 1}, {3, 1}, {1, 0}, {2, 1}, {5, 1}});
}

Test(topic_tree, what_lies_above_is_there_whatever_its_relevance) {
    expect_tree(85, 2, (const uint32_t[][2]){{4, 0}, {0, 1}});
    expect_tree(9, 8, (const uint32_t[][2]){{4, 0}, {0, 1}, {3, 1}, {1, 0}, {2, 1}, {5, 1}, {6, 0}, {7, 1}});
}

Test(topic_tree, an_empty_result_has_an_empty_tree) {
    const NewsmarkResult empty = {.n_topics = 0};
    size_t n = 1;
    NmkTopicRow *tree = nmk_topic_tree(&empty, 0, &n);
    cr_expect_not_null(tree);
    cr_expect_eq(n, 0);
    free(tree);
}
