/* From every word that begins a phrase, the trie is walked as far as it goes, and all that ends on the way is kept where its case is accepted. Walks
 * are at most NMK_PHRASE_MAX long, so time is linear. */
#include "recognize/phrases.h"

#include "base/hash.h"

enum { BLOCK = 32 }; /* tokens; one bit each */

static uint32_t letters(const NmkToken *token) { return token->end - token->start; }

/* Whether the case of the tokens is what the entry asks for. In a line of capitals a short acronym proves nothing. */
static bool case_accepted(const NmkDoc *doc, const NmkEntry *entry, uint32_t first, uint32_t end) {
    uint32_t need = entry->need;
    for (uint32_t i = first; i < end && need; i++, need >>= 2) {
        const NmkToken *token = &doc->tokens.at[i];
        if (token->kind != NMK_WORD) continue;
        if ((need & 3) == 1 && !(token->flags & (NMK_CAPITAL | NMK_MIXED))) return false;
        if ((need & 3) == 2) {
            if (!(token->flags & (NMK_UPPER | NMK_INITIAL | NMK_DOTTED))) return false;
            if (!(token->flags & NMK_CAPITAL)) return false;
            if (letters(token) <= 3 && (doc->lines[doc->line_of[i]].flags & NMK_LINE_CAPITALS)) return false;
        }
    }
    return true;
}

typedef struct Walk {
    NmkDoc *doc;
    const NmkPhraseStart *starts;
    uint32_t capacity;
} Walk;

/* Room for more matches, and for the plain ones of a block, which are written without asking. */
static bool make_room(Walk *walk, uint32_t more) {
    NmkDoc *doc = walk->doc;
    const uint32_t need = doc->n_matches + more + NMK_PLAIN_ENTRIES * BLOCK;
    if (need <= walk->capacity) return true;
    NmkMatch *room = nmk_arena_grow(doc->arena, doc->matches, sizeof *room, &walk->capacity, need);
    if (room) doc->matches = room;
    return room != NULL;
}

/* Keeps what ends with the token before end, of entries [entry, entry + entries); cased: whether one of them may ask for a case. */
static NewsmarkStatus keep_entries(Walk *walk, uint32_t first, uint32_t end, uint32_t entry, uint32_t entries, bool cased) {
    NmkDoc *doc = walk->doc;
    if (!make_room(walk, entries)) return NEWSMARK_ERROR_MEMORY;
    NmkMatch *out = doc->matches + doc->n_matches;
    for (uint32_t e = entry; e < entry + entries; e++)
        if (!cased || case_accepted(doc, &doc->model->entries[e], first, end)) *out++ = (NmkMatch){first, end, e};
    doc->n_matches = (uint32_t)(out - doc->matches);
    return NEWSMARK_OK;
}

/* Keeps the longer phrases from token first on, longest first, where find_ways says that there may be some. */
static NewsmarkStatus walk_on(Walk *walk, uint32_t first) {
    const NmkDoc *doc = walk->doc;
    const NmkModelView *model = doc->model;
    uint32_t nodes[NMK_PHRASE_MAX], depth = 1;
    uint32_t node = nmk_edge_find(model, walk->starts[first].node, doc->tokens.at[first + 1].word);
    while (node) {
        nodes[depth++] = node;
        if (depth == NMK_PHRASE_MAX || first + depth >= doc->tokens.count) break;
        const uint32_t word = doc->tokens.at[first + depth].word;
        node = word ? nmk_phrase_step(model, node, word) : 0;
    }
    for (uint32_t d = depth; --d > 0;) {
        const NmkNode *n = &model->nodes[nodes[d]];
        if (n->entries) NEWSMARK_TRY(keep_entries(walk, first, first + d + 1, n->entry, n->entries, true));
    }
    return NEWSMARK_OK;
}

/* One bit for each token of a block from which a phrase goes on for two words or more, as far as the bits of words and edges tell. The trie is
 * larger than the caches near the core: bits and edges are asked for here, and read when all of the block have been asked for. Whether a word goes on
 * is as good as chance, so nothing is decided by a branch. */
static uint32_t find_ways(const Walk *walk, const uint32_t *maybe, uint32_t n) {
    const NmkModelView *model = walk->doc->model;
    const NmkToken *tokens = walk->doc->tokens.at;
    const uint32_t size = model->count[NMK_SECTION_EDGES];
    uint64_t hashes[BLOCK];
    uint32_t ways = 0;
    for (uint32_t k = 0; k < n; k++) {
        hashes[k] = nmk_hash_pair(walk->starts[maybe[k]].node, tokens[maybe[k] + 1].word);
        __builtin_prefetch(&model->edge_bits[nmk_edge_byte(hashes[k], size)]);
    }
    for (uint32_t k = 0; k < n; k++) ways |= (uint32_t)nmk_edge_known(model, hashes[k]) << maybe[k] % BLOCK;
    for (uint32_t rest = ways, first = maybe[0] / BLOCK * BLOCK; rest; rest &= rest - 1) {
        const uint32_t i = first + (uint32_t)__builtin_ctz(rest);
        __builtin_prefetch(&model->edges[nmk_hash_pair(walk->starts[i].node, tokens[i + 1].word) & (size - 1)]);
    }
    return ways;
}

/* Matches of the words [first, end) by themselves, in whatever case. Most are two entries or fewer: two are written and as many counted as there are.
 * There is room. */
static void keep_plain(NmkDoc *doc, const NmkPhraseStart *starts, uint32_t first, uint32_t end) {
    NmkMatch *matches = doc->matches;
    uint32_t *match_at = doc->match_at, n = doc->n_matches;
    for (uint32_t i = first; i < end; i++) {
        match_at[i] = n;
        matches[n] = (NmkMatch){i, i + 1, starts[i].entry};
        matches[n + 1] = (NmkMatch){i, i + 1, starts[i].entry + 1};
        for (uint32_t e = 2; e < starts[i].entries; e++) matches[n + e] = (NmkMatch){i, i + 1, starts[i].entry + e};
        n += starts[i].entries;
    }
    doc->n_matches = n;
}

static NewsmarkStatus keep_all(Walk *walk, uint32_t i, bool goes_on) {
    const NmkPhraseStart *start = &walk->starts[i];
    walk->doc->match_at[i] = walk->doc->n_matches;
    if (goes_on) NEWSMARK_TRY(walk_on(walk, i));
    return keep_entries(walk, i, i + 1, start->entry, start->entries, start->cased);
}

/* first: a multiple of BLOCK. starts goes on behind the block. */
static NewsmarkStatus walk_block(Walk *walk, uint32_t first, uint32_t end) {
    const NmkPhraseStart *starts = walk->starts;
    uint32_t maybe[BLOCK], n = 0, special = 0;
    for (uint32_t i = first; i < end; i++) {
        maybe[n] = i;
        n += (starts[i].more & starts[i + 1].next) != 0;
        special |= (uint32_t)starts[i].special << i % BLOCK;
    }
    const uint32_t ways = n ? find_ways(walk, maybe, n) : 0;
    if (!make_room(walk, 0)) return NEWSMARK_ERROR_MEMORY;
    for (uint32_t rest = ways | special; rest; rest &= rest - 1) {
        const uint32_t i = first / BLOCK * BLOCK + (uint32_t)__builtin_ctz(rest);
        keep_plain(walk->doc, starts, first, i);
        NEWSMARK_TRY(keep_all(walk, i, ways >> i % BLOCK & 1));
        first = i + 1;
    }
    keep_plain(walk->doc, starts, first, end);
    return NEWSMARK_OK;
}

NewsmarkStatus nmk_find_phrases(NmkDoc *doc, NmkPhraseStart *starts) {
    const uint32_t n = doc->tokens.count;
    Walk walk = {doc, starts, n + n / 4 + NMK_PLAIN_ENTRIES * BLOCK}; /* news has four matches to five tokens */
    doc->matches = nmk_arena_take(doc->arena, (walk.capacity + (size_t)1) * sizeof *doc->matches);
    doc->match_at = nmk_arena_take(doc->arena, (n + 1) * sizeof *doc->match_at);
    if (!doc->matches || !doc->match_at) return NEWSMARK_ERROR_MEMORY;
    starts[n] = (NmkPhraseStart){.node = 0};
    for (uint32_t i = 0; i < n; i += BLOCK) NEWSMARK_TRY(walk_block(&walk, i, i + BLOCK < n ? i + BLOCK : n));
    doc->match_at[n] = doc->n_matches;
    return NEWSMARK_OK;
}
