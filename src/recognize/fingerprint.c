/* Every pair of neighbouring words votes with the bits of its hash; the majority of each bit is the fingerprint. Zones around the story do
 * not vote: copies differ there. Votes are counted for all 64 bits at once, in binary: plane k holds bit k of each of the 64 counts. */
#include "recognize/fingerprint.h"

#include "base/hash.h"

enum { PLANES = 8, SPILL = (1 << PLANES) - 4 };

typedef struct Votes {
    uint64_t planes[PLANES];
    uint64_t waiting[3]; /* four votes are counted at a time */
    uint32_t n_waiting, pending;
    int64_t total[64];
} Votes;

/* Adds three bits of each count: their sum stays, the carry is returned. */
static inline uint64_t add_bits(uint64_t *sum, uint64_t a, uint64_t b) {
    const uint64_t half = *sum ^ a, carry = (*sum & a) | (half & b);
    *sum = half ^ b;
    return carry;
}

/* The planes' bits i, i + 8, ... make eight counts, one a byte. */
static void spill(Votes *votes) {
    for (int i = 0; i < 8; i++) {
        uint64_t counts = 0;
        for (int k = 0; k < PLANES; k++) counts |= (votes->planes[k] >> i & 0x0101010101010101ULL) << k;
        for (int bit = i; bit < 64; bit += 8, counts >>= 8) votes->total[bit] += (int64_t)(counts & 0xff);
    }
    memset(votes->planes, 0, sizeof votes->planes);
    votes->pending = 0;
}

static void count_four(Votes *votes, uint64_t last) {
    const uint64_t *w = votes->waiting;
    const uint64_t twos = add_bits(&votes->planes[0], w[0], w[1]), more = add_bits(&votes->planes[0], w[2], last);
    uint64_t carry = add_bits(&votes->planes[1], twos, more);
    for (int k = 2; k < PLANES; k++) {
        const uint64_t next = votes->planes[k] & carry;
        votes->planes[k] ^= carry;
        carry = next;
    }
    votes->n_waiting = 0;
    votes->pending += 4;
    if (votes->pending >= SPILL) spill(votes);
}

static inline void vote(Votes *votes, uint64_t hash) {
    if (votes->n_waiting == 3) count_four(votes, hash);
    else votes->waiting[votes->n_waiting++] = hash;
}

static bool votes_here(uint8_t zone) { return zone != NEWSMARK_ZONE_METADATA && zone != NEWSMARK_ZONE_TAIL && zone != NEWSMARK_ZONE_BYLINE; }

uint64_t nmk_fingerprint(const NmkDoc *doc) {
    Votes votes = {.pending = 0};
    uint64_t before = 0, print = 0;
    int64_t pairs = 0;
    for (uint32_t line = 0; line < doc->n_lines; line++) {
        if (!votes_here(doc->lines[line].zone)) continue;
        for (uint32_t i = doc->lines[line].first; i < doc->lines[line].end; i++) {
            const bool word = doc->tokens.at[i].kind <= NMK_NUMBER; /* a mark votes for nothing: cheaper than a branch that is often wrong */
            vote(&votes, nmk_mix(doc->hashes[i] ^ before, 0x9e3779b97f4a7c15ULL) & (word ? UINT64_MAX : 0));
            before = word ? doc->hashes[i] : before;
            pairs += word;
        }
    }
    while (votes.n_waiting) vote(&votes, 0); /* no vote for anything */
    spill(&votes);
    for (int bit = 0; bit < 64; bit++)
        if (votes.total[bit] * 2 > pairs) print |= (uint64_t)1 << bit;
    return print;
}
