/* The checksum of images: four independent lanes, so that 24 MB take a few milliseconds. */
#include "base/hash.h"

uint64_t nmk_checksum(const void *bytes, size_t size) {
    static const uint64_t KEY[4] = {0xa0761d6478bd642fULL, 0xe7037ed1a0b428dbULL, 0x8ebc6af09c88c6e3ULL, 0x589965cc75374cc3ULL};
    const char *p = bytes;
    uint64_t lane[4] = {KEY[0], KEY[1], KEY[2], KEY[3]};
    size_t n = size;
    for (; n >= 32; p += 32, n -= 32)
        for (int i = 0; i < 4; i++) lane[i] = nmk_mix(lane[i] ^ nmk_load64(p + 8 * i), KEY[i]);
    uint64_t h = nmk_hash(p, n) ^ size;
    for (int i = 0; i < 4; i++) h = nmk_mix(h ^ lane[i], KEY[3 - i]);
    return h;
}
