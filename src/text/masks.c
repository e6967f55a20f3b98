/* Scalar: eight bytes in a word, range checks by carries into the top bit of each byte, top bits gathered by one
 * multiplication. AVX2 and AVX-512: the same range checks on 32 and 64 bytes. */
#include "text/masks.h"

#include "base/hash.h"

/* found: letters, capitals and, in odd, digits alone */
static inline NmkMask finished(NmkMask found) {
    found.word = found.letter | found.odd;
    found.odd |= found.upper;
    return found;
}

static const uint64_t ONES = 0x0101010101010101ULL, TOPS = 0x8080808080808080ULL;

/* top bit of each byte of v (all < 128) that is >= low and <= high */
static uint64_t in_range(uint64_t v, unsigned low, unsigned high) {
    uint64_t from = v + ONES * (0x80 - low), past = v + ONES * (0x7F - high);
    return from & ~past & TOPS;
}

static uint64_t gather(uint64_t tops) {
    return ((tops >> 7) * 0x0102040810204080ULL) >> 56;
}

void nmk_masks_scalar(const char *bytes, size_t blocks, NmkMask *masks) {
    for (size_t b = 0; b < blocks; b++) {
        NmkMask m = {0};
        for (unsigned i = 0; i < 64; i += 8) {
            uint64_t v = nmk_load64(bytes + b * 64 + i);
            uint64_t ascii = ~v & TOPS, low = v & ~TOPS;
            m.letter |= gather(in_range(low | ONES * 0x20, 'a', 'z') & ascii) << i;
            m.upper |= gather(in_range(low, 'A', 'Z') & ascii) << i;
            m.odd |= gather(in_range(low, '0', '9') & ascii) << i;
            m.space |= gather(in_range(low, ' ', ' ') & ascii) << i;
            m.stop |= gather((in_range(low, ',', ',') | in_range(low, '.', '.')) & ascii) << i;
        }
        masks[b] = finished(m);
    }
}

#ifdef NMK_HAVE_X86_KERNELS
#include <immintrin.h>

__attribute__((target("avx2"))) static uint32_t in_range_avx2(__m256i v, char low, char count) {
    __m256i x = _mm256_sub_epi8(v, _mm256_set1_epi8(low));
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_min_epu8(x, _mm256_set1_epi8((char)(count - 1))), x));
}

__attribute__((target("avx2"))) static uint32_t is_avx2(__m256i v, char c) {
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(v, _mm256_set1_epi8(c)));
}

__attribute__((target("avx2"))) void nmk_masks_avx2(const char *bytes, size_t blocks, NmkMask *masks) {
    for (size_t b = 0; b < blocks; b++) {
        NmkMask m = {0};
        for (unsigned i = 0; i < 64; i += 32) {
            __m256i v = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + b * 64 + i));
            m.letter |= (uint64_t)in_range_avx2(_mm256_or_si256(v, _mm256_set1_epi8(0x20)), 'a', 26) << i;
            m.upper |= (uint64_t)in_range_avx2(v, 'A', 26) << i;
            m.odd |= (uint64_t)in_range_avx2(v, '0', 10) << i;
            m.space |= (uint64_t)is_avx2(v, ' ') << i;
            m.stop |= (uint64_t)(is_avx2(v, ',') | is_avx2(v, '.')) << i;
        }
        masks[b] = finished(m);
    }
}

__attribute__((target("avx512f,avx512bw"))) static uint64_t in_range_avx512(__m512i v, char low, char count) {
    return _mm512_cmplt_epu8_mask(_mm512_sub_epi8(v, _mm512_set1_epi8(low)), _mm512_set1_epi8(count));
}

__attribute__((target("avx512f,avx512bw"))) void nmk_masks_avx512(const char *bytes, size_t blocks, NmkMask *masks) {
    for (size_t b = 0; b < blocks; b++) {
        __m512i v = _mm512_loadu_si512(bytes + b * 64);
        masks[b] = finished((NmkMask){.letter = in_range_avx512(_mm512_or_si512(v, _mm512_set1_epi8(0x20)), 'a', 26),
                                      .upper = in_range_avx512(v, 'A', 26),
                                      .odd = in_range_avx512(v, '0', 10),
                                      .space = in_range_avx512(v, ' ', 1),
                                      .stop = in_range_avx512(v, ',', 1) | in_range_avx512(v, '.', 1)});
    }
}
#endif
