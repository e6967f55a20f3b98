/* An arena: memory of one lifetime, bump-allocated from blocks that a reset keeps, so that a document reused from
 * text to text allocates nothing in the steady state. */
#ifndef NEWSMARK_BASE_ARENA_H
#define NEWSMARK_BASE_ARENA_H

#include <stddef.h>
#include <stdint.h>

typedef struct NmkArenaBlock NmkArenaBlock;

/* Where blocks come from; tests put a failing one here. */
typedef struct NmkAllocator {
    void *(*allocate)(void *context, size_t size);
    void (*release)(void *context, void *block);
    void *context;
} NmkAllocator;

typedef struct NmkArena {
    NmkAllocator allocator;
    NmkArenaBlock *first, *current;
    size_t used; /* bytes of the current block */
} NmkArena;

/* allocator may be NULL: malloc and free. Allocates nothing yet. */
void nmk_arena_init(NmkArena *arena, const NmkAllocator *allocator);

/* size bytes, aligned to 32, not cleared; NULL when out of memory. size 0 gives a valid pointer. */
void *nmk_arena_take(NmkArena *arena, size_t size);

/* count elements, cleared; NULL when out of memory or where count * size overflows. */
void *nmk_arena_zeros(NmkArena *arena, size_t count, size_t size);

/* Returns room for at least need elements: old itself where *capacity suffices or there is room behind it, else a copy of
 * twice the capacity (the old room stays until the reset). NULL when out of memory; old is then untouched. */
void *nmk_arena_grow(NmkArena *arena, void *old, size_t size, uint32_t *capacity, uint32_t need);

/* Forgets everything and keeps the blocks, but for those that go beyond 64 MiB together. */
void nmk_arena_reset(NmkArena *arena);
void nmk_arena_free(NmkArena *arena);

#endif
