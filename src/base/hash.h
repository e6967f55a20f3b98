/* 64-bit hash of short byte strings (the multiply-and-fold step of wyhash, public domain, by Wang Yi), the same on
 * every machine; and the checksum of images. */
#ifndef NEWSMARK_BASE_HASH_H
#define NEWSMARK_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline uint64_t nmk_mix(uint64_t a, uint64_t b) {
    __extension__ typedef unsigned __int128 Wide;
    Wide product = (Wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* reads little endian whatever the machine */
static inline uint64_t nmk_load64(const char *p) {
    uint64_t v;
    memcpy(&v, p, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    v = __builtin_bswap64(v);
#endif
    return v;
}

static inline uint32_t nmk_load32(const char *p) {
    uint32_t v;
    memcpy(&v, p, 4);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    v = __builtin_bswap32(v);
#endif
    return v;
}

static inline uint64_t nmk_load_tail(const char *p, size_t n) { /* n < 8 bytes, zero filled; two loads may overlap */
    if (n >= 4) return nmk_load32(p) | (uint64_t)nmk_load32(p + n - 4) << (8 * (n - 4));
    if (n == 0) return 0;
    const unsigned char *u = (const unsigned char *)p;
    return u[0] | (uint64_t)u[n / 2] << (8 * (n / 2)) | (uint64_t)u[n - 1] << (8 * (n - 1));
}

static inline uint64_t nmk_hash(const char *p, size_t n) {
    uint64_t h = 0xa0761d6478bd642fULL ^ n;
    for (; n >= 8; p += 8, n -= 8) h = nmk_mix(h ^ nmk_load64(p), 0xe7037ed1a0b428dbULL);
    h = nmk_mix(h ^ nmk_load_tail(p, n), 0x8ebc6af09c88c6e3ULL);
    return nmk_mix(h, 0x589965cc75374cc3ULL);
}

static inline uint64_t nmk_hash_pair(uint32_t a, uint32_t b) {
    return nmk_mix(((uint64_t)a << 32 | b) ^ 0xa0761d6478bd642fULL, 0xe7037ed1a0b428dbULL);
}

/* Checksum of size bytes, four lanes at a time. */
uint64_t nmk_checksum(const void *bytes, size_t size);

#endif
