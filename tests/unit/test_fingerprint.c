/* The fingerprint against a count of every bit by itself. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "base/hash.h"
#include "recognize/fingerprint.h"

enum { MOST = 2000 };

static uint64_t random64(uint64_t *state) { return *state = nmk_mix(*state + 0x9e3779b97f4a7c15ULL, 0xe7037ed1a0b428dbULL); }

static uint64_t by_bits(const NmkDoc *doc) {
    int votes[64] = {0}, pairs = 0;
    uint64_t before = 0, print = 0;
    for (uint32_t line = 0; line < doc->n_lines; line++)
        for (uint32_t i = doc->lines[line].first; i < doc->lines[line].end && doc->lines[line].zone == NEWSMARK_ZONE_BODY; i++) {
            if (doc->tokens.at[i].kind > NMK_NUMBER) continue;
            const uint64_t vote = nmk_mix(doc->hashes[i] ^ before, 0x9e3779b97f4a7c15ULL);
            for (int bit = 0; bit < 64; bit++) votes[bit] += (int)(vote >> bit & 1);
            before = doc->hashes[i];
            pairs++;
        }
    for (int bit = 0; bit < 64; bit++) print |= (uint64_t)(2 * votes[bit] > pairs) << bit;
    return print;
}

Test(fingerprint, is_the_majority) {
    static NmkToken tokens[MOST];
    static uint64_t hashes[MOST];
    static NmkLine lines[MOST];
    uint64_t state = 1;
    for (int round = 0; round < 3000; round++) {
        const uint32_t n = (uint32_t)(random64(&state) % (round % 10 ? 300 : MOST)), words = (uint32_t)(1 + random64(&state) % 8);
        NmkDoc doc = {.tokens = {.at = tokens, .count = n}, .hashes = hashes, .lines = lines, .n_lines = 0};
        for (uint32_t i = 0; i < n; i++) {
            tokens[i] = (NmkToken){.kind = random64(&state) % 8 < words ? NMK_WORD : NMK_MARK};
            hashes[i] = random64(&state) % 3; /* few, so that votes are far from even */
        }
        for (uint32_t first = 0; first < n;) {
            const uint32_t end = first + 1 + (uint32_t)(random64(&state) % 400);
            lines[doc.n_lines++] = (NmkLine){.first = first, .end = end < n ? end : n, .zone = random64(&state) % 5 ? NEWSMARK_ZONE_BODY : NEWSMARK_ZONE_TAIL};
            first = end;
        }
        cr_assert_eq(nmk_fingerprint(&doc), by_bits(&doc), "round %d", round);
    }
}
