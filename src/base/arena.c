/* Blocks form a list from small to large; a reset starts at the first again. A block that is too small for a request
 * is skipped until the next reset, which keeps every take O(1) but for the walk over at most log2 blocks. What a huge
 * text needed beyond MOST_KEPT is given back by the reset after it. */
#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 32, FIRST_BLOCK = 64 * 1024, MOST_KEPT = 64 * 1024 * 1024 };

struct NmkArenaBlock {
    NmkArenaBlock *next;
    size_t size; /* usable bytes */
    char *bytes; /* aligned start */
};

static void *allocate_by_malloc(void *context, size_t size) {
    (void)context;
    return malloc(size);
}

static void release_by_free(void *context, void *block) {
    (void)context;
    free(block);
}

void nmk_arena_init(NmkArena *arena, const NmkAllocator *allocator) {
    static const NmkAllocator standard = {allocate_by_malloc, release_by_free, NULL};
    *arena = (NmkArena){.allocator = allocator ? *allocator : standard};
}

static NmkArenaBlock *new_block(NmkArena *arena, size_t size) {
    size_t all = sizeof(NmkArenaBlock) + ALIGNMENT + size;
    if (all < size) return NULL;
    NmkArenaBlock *block = arena->allocator.allocate(arena->allocator.context, all);
    if (!block) return NULL;
    uintptr_t start = (uintptr_t)(block + 1);
    block->bytes = (char *)(block + 1) + ((ALIGNMENT - start % ALIGNMENT) % ALIGNMENT);
    block->size = size;
    block->next = NULL;
    return block;
}

/* Moves to a block with room for size bytes, making one at the end of the list where none has it. */
static int next_block(NmkArena *arena, size_t size) {
    NmkArenaBlock *last = arena->current;
    NmkArenaBlock *block = last ? last->next : arena->first;
    while (block && block->size < size) {
        last = block;
        block = block->next;
    }
    if (!block) {
        size_t want = last ? 2 * last->size : FIRST_BLOCK;
        block = new_block(arena, want > size ? want : size);
        if (!block && want > size) block = new_block(arena, size);
        if (!block) return 0;
        if (last) last->next = block;
        else arena->first = block;
    }
    arena->current = block;
    arena->used = 0;
    return 1;
}

static size_t rounded(size_t size) {
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

void *nmk_arena_take(NmkArena *arena, size_t size) {
    if (size > SIZE_MAX / 4) return NULL;
    size = rounded(size);
    if (!arena->current || arena->current->size - arena->used < size) {
        if (!next_block(arena, size)) return NULL;
    }
    void *p = arena->current->bytes + arena->used;
    arena->used += size;
    return p;
}

void *nmk_arena_zeros(NmkArena *arena, size_t count, size_t size) {
    if (size && count > SIZE_MAX / size) return NULL;
    void *p = nmk_arena_take(arena, count * size);
    if (p) memset(p, 0, count * size);
    return p;
}

/* What was taken last can grow where it is. */
static int grow_in_place(NmkArena *arena, const char *old, size_t had, size_t want) {
    const NmkArenaBlock *block = arena->current;
    if (!old || !block || old + rounded(had) != block->bytes + arena->used) return 0;
    const size_t more = rounded(want) - rounded(had);
    if (more > block->size - arena->used) return 0;
    arena->used += more;
    return 1;
}

void *nmk_arena_grow(NmkArena *arena, void *old, size_t size, uint32_t *capacity, uint32_t need) {
    if (need <= *capacity && old) return old;
    uint64_t want = (uint64_t)*capacity * 2;
    if (want < need) want = need;
    if (want < 16) want = 16;
    if (want > UINT32_MAX || want > SIZE_MAX / 4 / size) return NULL;
    const size_t had = (size_t)*capacity * size, wanted = (size_t)want * size;
    char *p = grow_in_place(arena, old, had, wanted) ? old : nmk_arena_take(arena, wanted);
    if (!p) return NULL;
    if (old && p != old) memcpy(p, old, had);
    *capacity = (uint32_t)want;
    return p;
}

static void release_from(NmkArena *arena, NmkArenaBlock **from) {
    for (NmkArenaBlock *block = *from; block;) {
        NmkArenaBlock *next = block->next;
        arena->allocator.release(arena->allocator.context, block);
        block = next;
    }
    *from = NULL;
    arena->current = NULL;
    arena->used = 0;
}

void nmk_arena_reset(NmkArena *arena) {
    NmkArenaBlock **at = &arena->first;
    for (size_t kept = 0; *at && (kept += (*at)->size) <= MOST_KEPT;) at = &(*at)->next;
    release_from(arena, at);
}

void nmk_arena_free(NmkArena *arena) {
    release_from(arena, &arena->first);
}
