/* The hash and the checksum: the same on every machine, and every byte counts. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "base/hash.h"

Test(hash, tail_is_the_start_of_a_word) {
    const char *bytes = "\x01\x82\x03\x84\x05\x86\x07\x88";
    cr_expect_eq(nmk_load64(bytes), 0x8807860584038201ULL);
    for (size_t n = 0; n < 8; n++) cr_expect_eq(nmk_load_tail(bytes, n), 0x8807860584038201ULL & ((1ULL << (8 * n)) - 1), "%zu bytes", n);
}

Test(hash, length_counts) {
    const char zeros[64] = {0};
    for (size_t n = 0; n < sizeof zeros; n++)
        for (size_t m = 0; m < n; m++) {
            cr_assert_neq(nmk_hash(zeros, n), nmk_hash(zeros, m), "%zu %zu", n, m);
            cr_assert_neq(nmk_checksum(zeros, n), nmk_checksum(zeros, m), "%zu %zu", n, m);
        }
}

Test(hash, every_bit_counts) {
    char bytes[150];
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (char)(i * 37);
    for (size_t n = 1; n <= sizeof bytes; n++) {
        uint64_t hash = nmk_hash(bytes, n), sum = nmk_checksum(bytes, n);
        for (size_t bit = 0; bit < 8 * n; bit++) {
            bytes[bit / 8] ^= (char)(1 << (bit % 8));
            cr_assert_neq(nmk_hash(bytes, n), hash, "bit %zu of %zu bytes", bit, n);
            cr_assert_neq(nmk_checksum(bytes, n), sum, "bit %zu of %zu bytes", bit, n);
            bytes[bit / 8] ^= (char)(1 << (bit % 8));
        }
    }
}

/* 64 bits of 100,000 words of three letters and more: no two alike, and the low bits fill a table evenly. */
Test(hash, spreads_words) {
    enum { WORDS = 100000, SLOTS = 1 << 12 };
    static uint16_t filled[SLOTS];
    for (unsigned i = 0; i < WORDS; i++) {
        char word[12];
        int n = snprintf(word, sizeof word, "w%u", i);
        filled[nmk_hash(word, (size_t)n) % SLOTS]++;
    }
    for (size_t i = 0; i < SLOTS; i++) cr_assert(filled[i] > 2 && filled[i] < 70, "slot %zu: %u words", i, filled[i]);
}

Test(hash, pairs_have_an_order) {
    cr_expect_neq(nmk_hash_pair(1, 2), nmk_hash_pair(2, 1));
    cr_expect_neq(nmk_hash_pair(0, 1), nmk_hash_pair(1, 0));
    cr_expect_eq(nmk_hash_pair(7, 9), nmk_hash_pair(7, 9));
}
