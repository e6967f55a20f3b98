/* The arena: alignment, growth, reuse without allocation, and what happens when memory ends. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "supply.h"

static NmkArena arena_of(Supply *supply) {
    NmkArena arena;
    NmkAllocator allocator = {allocate, release, supply};
    nmk_arena_init(&arena, &allocator);
    return arena;
}

Test(arena, allocates_nothing_before_it_is_used) {
    Supply supply = {100, 0, 0};
    NmkArena arena = arena_of(&supply);
    cr_expect_eq(supply.given, 0);
    nmk_arena_free(&arena);
    cr_expect_eq(supply.live, 0);
}

Test(arena, takes_are_aligned_and_apart) {
    Supply supply = {100, 0, 0};
    NmkArena arena = arena_of(&supply);
    char *before = NULL;
    size_t size_before = 0;
    for (size_t size = 0; size < 3000; size += 7) {
        char *p = nmk_arena_take(&arena, size);
        cr_assert_not_null(p);
        cr_assert_eq((uintptr_t)p % 32, 0);
        memset(p, 0xAB, size);
        if (before && p > before) cr_assert_geq((size_t)(p - before), size_before);
        before = p;
        size_before = size;
    }
    nmk_arena_free(&arena);
    cr_expect_eq(supply.live, 0);
}

/* The same work after a reset needs no new block, whatever the sizes. */
Test(arena, steady_state_allocates_nothing) {
    Supply supply = {1000, 0, 0};
    NmkArena arena = arena_of(&supply);
    int given = 0;
    for (int round = 0; round < 5; round++) {
        for (size_t size = 1; size < 4000000; size *= 3) cr_assert_not_null(nmk_arena_take(&arena, size));
        if (round == 0) given = supply.given;
        cr_assert_eq(supply.given, given, "round %d", round);
        nmk_arena_reset(&arena);
    }
    nmk_arena_free(&arena);
    cr_expect_eq(supply.live, 0);
}

Test(arena, zeros_are_zero_after_reuse) {
    Supply supply = {100, 0, 0};
    NmkArena arena = arena_of(&supply);
    memset(nmk_arena_take(&arena, 4096), 0xFF, 4096);
    nmk_arena_reset(&arena);
    const char *p = nmk_arena_zeros(&arena, 512, 8);
    for (size_t i = 0; i < 4096; i++) cr_assert_eq(p[i], 0);
    nmk_arena_free(&arena);
}

Test(arena, sizes_that_overflow_are_refused) {
    Supply supply = {100, 0, 0};
    NmkArena arena = arena_of(&supply);
    cr_expect_null(nmk_arena_take(&arena, SIZE_MAX));
    cr_expect_null(nmk_arena_take(&arena, SIZE_MAX / 2));
    cr_expect_null(nmk_arena_zeros(&arena, SIZE_MAX / 4, 8));
    cr_expect_not_null(nmk_arena_take(&arena, 1));
    nmk_arena_free(&arena);
}

Test(arena, growth_keeps_what_was_there) {
    Supply supply = {100, 0, 0};
    NmkArena arena = arena_of(&supply);
    uint32_t capacity = 0, *numbers = NULL;
    for (uint32_t i = 0; i < 100000; i++) {
        numbers = nmk_arena_grow(&arena, numbers, sizeof *numbers, &capacity, i + 1);
        cr_assert_not_null(numbers);
        cr_assert_gt(capacity, i);
        numbers[i] = i;
    }
    for (uint32_t i = 0; i < 100000; i++) cr_assert_eq(numbers[i], i);
    cr_expect_lt(supply.given, 20, "%d blocks", supply.given);
    nmk_arena_free(&arena);
    cr_expect_eq(supply.live, 0);
}

/* What was taken last grows without a copy while its block has room. */
Test(arena, the_last_grows_in_place) {
    Supply supply = {100, 0, 0};
    NmkArena arena = arena_of(&supply);
    uint32_t capacity = 0, other_capacity = 0;
    char *bytes = nmk_arena_grow(&arena, NULL, 1, &capacity, 100), *same = nmk_arena_grow(&arena, bytes, 1, &capacity, 20000);
    cr_expect_eq(same, bytes);
    cr_expect_eq(capacity, 20000);
    memset(bytes, 'x', capacity);
    char *other = nmk_arena_grow(&arena, NULL, 1, &other_capacity, 50);
    cr_expect_geq(other, bytes + capacity);
    char *moved = nmk_arena_grow(&arena, bytes, 1, &capacity, 20001);
    cr_expect(moved > other && moved[0] == 'x' && moved[19999] == 'x');
    nmk_arena_free(&arena);
    cr_expect_eq(supply.live, 0);
}

/* A reset gives back what goes beyond 64 MiB, and keeps what a large text needs. */
Test(arena, huge_blocks_are_given_back) {
    Supply supply = {100, 0, 0};
    NmkArena arena = arena_of(&supply);
    cr_assert_not_null(nmk_arena_take(&arena, 1 << 20));
    cr_assert_not_null(nmk_arena_take(&arena, 40 << 20));
    nmk_arena_reset(&arena);
    cr_expect_eq(supply.live, 2);
    cr_assert_not_null(nmk_arena_take(&arena, 100 << 20));
    nmk_arena_reset(&arena);
    cr_expect_eq(supply.live, 2);
    nmk_arena_free(&arena);
    cr_expect_eq(supply.live, 0);
}

Test(arena, works_on_after_memory_ended) {
    for (int left = 0; left < 6; left++) {
        Supply supply = {left, 0, 0};
        NmkArena arena = arena_of(&supply);
        uint32_t capacity = 16, taken = 0;
        char *old = nmk_arena_take(&arena, 16);
        if (!old) capacity = 0;
        while (nmk_arena_take(&arena, 50000)) taken++;
        uint32_t before = capacity;
        cr_expect_null(nmk_arena_grow(&arena, old, 1, &capacity, 1 << 28));
        cr_expect_eq(capacity, before);
        supply.left = 1;
        cr_expect_not_null(nmk_arena_take(&arena, 50000), "after %u takes", taken);
        nmk_arena_free(&arena);
        cr_expect_eq(supply.live, 0);
    }
}
