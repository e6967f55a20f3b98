/* Every pair of neighbouring words votes with the bits of its hash; the majority of each bit is the fingerprint. Zones around the story do
 * not vote: copies differ there. Votes are counted in bytes of eight parallel lanes and spilled before they overflow. */
#include "recognize/fingerprint.h"

#include "base/hash.h"

enum { SPILL = 255 };

typedef struct Votes {
    uint64_t lanes[8]; /* lane i, byte k: votes for bit 8k + i */
    uint32_t pending;
    int64_t total[64];
} Votes;

static void spill(Votes *votes) {
    for (int bit = 0; bit < 64; bit++) votes->total[bit] += (int64_t)(votes->lanes[bit % 8] >> (bit / 8 * 8) & 0xff);
    memset(votes->lanes, 0, sizeof votes->lanes);
    votes->pending = 0;
}

static void vote(Votes *votes, uint64_t hash) {
    for (int i = 0; i < 8; i++) votes->lanes[i] += hash >> i & 0x0101010101010101ULL;
    if (++votes->pending == SPILL) spill(votes);
}

uint64_t nmk_fingerprint(const NmkDoc *doc) {
    Votes votes = {.pending = 0};
    uint64_t before = 0;
    int64_t pairs = 0;
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        uint8_t zone = doc->lines[doc->line_of[i]].zone;
        if (doc->tokens.at[i].kind > NMK_NUMBER || zone == NEWSMARK_ZONE_METADATA || zone == NEWSMARK_ZONE_TAIL || zone == NEWSMARK_ZONE_BYLINE) continue;
        vote(&votes, nmk_mix(doc->hashes[i] ^ before, 0x9e3779b97f4a7c15ULL));
        before = doc->hashes[i];
        pairs++;
    }
    spill(&votes);
    uint64_t print = 0;
    for (int bit = 0; bit < 64; bit++)
        if (votes.total[bit] * 2 > pairs) print |= (uint64_t)1 << bit;
    return print;
}
