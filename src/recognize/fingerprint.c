/* Every pair of neighbouring words votes with the bits of its hash; the majority of each bit is the fingerprint. Zones around the story do
 * not vote: copies differ there. Votes are counted for all 64 bits at once, in binary: plane k holds bit k of each of the 64 counts. */
#include "recognize/fingerprint.h"

#include "base/hash.h"

enum { PLANES = 8, GROUP = 16, CHUNK = (1 << PLANES) - GROUP }; /* CHUNK: votes that the planes can count, whole groups */

typedef struct Votes {
    uint64_t waiting[CHUNK + GROUP]; /* the last group of the last chunk is filled up with votes for nothing */
    uint32_t n_waiting;
    uint32_t pairs;
    uint32_t total[64];
} Votes;

/* Adds three bits of each count: their sum stays, the carry is returned. */
static inline uint64_t add_bits(uint64_t *sum, uint64_t a, uint64_t b) {
    const uint64_t half = *sum ^ a, carry = (*sum & a) | (half & b);
    *sum = half ^ b;
    return carry;
}

/* Adds the bits of four votes to ones and twos; the carry, a bit of fours, is returned. */
static inline uint64_t add_four(uint64_t *ones, uint64_t *twos, const uint64_t w[4]) {
    const uint64_t a = add_bits(ones, w[0], w[1]), b = add_bits(ones, w[2], w[3]);
    return add_bits(twos, a, b);
}

static void count_group(uint64_t planes[PLANES], const uint64_t w[GROUP]) {
    uint64_t ones = planes[0], twos = planes[1], fours = planes[2];
    const uint64_t a = add_four(&ones, &twos, w), b = add_four(&ones, &twos, w + 4), c = add_bits(&fours, a, b);
    const uint64_t d = add_four(&ones, &twos, w + 8), e = add_four(&ones, &twos, w + 12), f = add_bits(&fours, d, e);
    uint64_t carry = add_bits(&planes[3], c, f);
    planes[0] = ones;
    planes[1] = twos;
    planes[2] = fours;
    for (int k = 4; k < PLANES; k++) {
        const uint64_t next = planes[k] & carry;
        planes[k] ^= carry;
        carry = next;
    }
}

/* The planes' bits i, i + 8, ... make eight counts, one a byte. */
static void add_planes(const uint64_t planes[PLANES], uint32_t total[64]) {
    for (int i = 0; i < 8; i++) {
        uint64_t counts = 0;
        for (int k = 0; k < PLANES; k++) counts |= (planes[k] >> i & 0x0101010101010101ULL) << k;
        for (int bit = i; bit < 64; bit += 8, counts >>= 8) total[bit] += counts & 0xff;
    }
}

static void count_chunk(Votes *votes) {
    uint64_t planes[PLANES] = {0};
    memset(votes->waiting + votes->n_waiting, 0, GROUP * sizeof *votes->waiting);
    for (uint32_t i = 0; i < votes->n_waiting; i += GROUP) count_group(planes, votes->waiting + i);
    add_planes(planes, votes->total);
    votes->pairs += votes->n_waiting;
    votes->n_waiting = 0;
}

static bool votes_here(uint8_t zone) { return zone != NEWSMARK_ZONE_METADATA && zone != NEWSMARK_ZONE_TAIL && zone != NEWSMARK_ZONE_BYLINE; }

/* Takes the votes of tokens [first, end), a chunk at most; a mark's is written over: cheaper than a branch that is often wrong. Returns the last hash. */
static uint64_t take_votes(const NmkDoc *doc, uint32_t first, uint32_t end, uint64_t before, Votes *votes) {
    const NmkToken *tokens = doc->tokens.at;
    const uint64_t *hashes = doc->hashes;
    uint64_t *out = votes->waiting;
    uint32_t n = votes->n_waiting;
    for (uint32_t i = first; i < end; i++) {
        const bool word = tokens[i].kind <= NMK_NUMBER;
        out[n] = nmk_mix(hashes[i] ^ before, 0x9e3779b97f4a7c15ULL);
        before = word ? hashes[i] : before;
        n += word;
    }
    votes->n_waiting = n;
    return before;
}

uint64_t nmk_fingerprint(const NmkDoc *doc) {
    Votes votes;
    uint64_t before = 0, print = 0;
    votes.n_waiting = votes.pairs = 0;
    memset(votes.total, 0, sizeof votes.total);
    for (uint32_t line = 0; line < doc->n_lines; line++) {
        if (!votes_here(doc->lines[line].zone)) continue;
        for (uint32_t i = doc->lines[line].first; i < doc->lines[line].end;) {
            const uint32_t room = CHUNK - votes.n_waiting, left = doc->lines[line].end - i, step = left < room ? left : room;
            before = take_votes(doc, i, i + step, before, &votes);
            i += step;
            if (votes.n_waiting == CHUNK) count_chunk(&votes);
        }
    }
    count_chunk(&votes);
    for (int bit = 0; bit < 64; bit++)
        if (votes.total[bit] > votes.pairs / 2) print |= (uint64_t)1 << bit;
    return print;
}
