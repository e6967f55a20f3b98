/* A stream of bytes from memory that comes in pieces of a given size: the same whatever the size, tests say. */
#ifndef NEWSMARK_TESTS_CUT_H
#define NEWSMARK_TESTS_CUT_H

#include "io/window.h"

typedef struct Cut {
    NmkSlice rest;
    size_t size;
    bool fails; /* at the end */
} Cut;

static inline ptrdiff_t cut_pull(void *from, char *to, size_t room) {
    Cut *cut = from;
    size_t size = cut->rest.length < cut->size ? cut->rest.length : cut->size;
    if (size > room) size = room;
    if (!size && cut->fails) return -1;
    memcpy(to, cut->rest.bytes, size);
    cut->rest = nmk_slice(cut->rest.bytes + size, cut->rest.length - size);
    return (ptrdiff_t)size;
}

/* A small generator of numbers, the same on every machine. */
static inline uint32_t cut_random(uint64_t *state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

#endif
