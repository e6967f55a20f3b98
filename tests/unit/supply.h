/* An allocator that gives blocks until it is told to fail, and counts what it gave. */
#ifndef NEWSMARK_TESTS_SUPPLY_H
#define NEWSMARK_TESTS_SUPPLY_H

#include <stdlib.h>

/* Gives `left` blocks, then no more. */
typedef struct Supply {
    int left, given, live;
} Supply;

static void *allocate(void *context, size_t size) {
    Supply *supply = context;
    if (supply->left == 0) return NULL;
    supply->left--;
    supply->given++;
    supply->live++;
    return malloc(size);
}

static void release(void *context, void *block) {
    ((Supply *)context)->live--;
    free(block);
}

#endif
