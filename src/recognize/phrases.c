/* From every word that begins a phrase, the trie is walked as far as it goes, and all that ends on the way is kept where its case is accepted. Walks
 * are at most NMK_PHRASE_MAX long, so time is linear. */
#include "recognize/phrases.h"

#include "base/hash.h"

enum { BLOCK = 128 }; /* tokens */

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

/* Keeps the longer phrases from token first on, longest first; node: after its first two words. */
static NewsmarkStatus walk_on(Walk *walk, uint32_t first, uint32_t node) {
    const NmkDoc *doc = walk->doc;
    const NmkModelView *model = doc->model;
    uint32_t nodes[NMK_PHRASE_MAX], depth = 1;
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

/* A word that needs a closer look: it may begin a longer phrase, or it is special by itself. */
typedef struct Stop {
    uint32_t token;
    uint32_t node; /* of the trie, after it and the next word; 0 where no phrase goes on */
    uint64_t hash; /* of that edge */
} Stop;

static uint32_t word_after(const Walk *walk, uint32_t token) {
    return token + 1 < walk->doc->tokens.count ? walk->doc->tokens.at[token + 1].word : 0;
}

/* Finds the nodes of n stops, and drops those that need no look after all; returns how many are left. The trie is larger than the caches near the core:
 * bits, edges and nodes are asked for here, and read when those of all stops have been asked for. Whether a word goes on is as good as chance, so
 * nothing is decided by a branch. */
static uint32_t find_nodes(const Walk *walk, Stop *stops, uint32_t n) {
    const NmkModelView *model = walk->doc->model;
    const NmkPhraseStart *starts = walk->starts;
    const uint32_t size = model->count[NMK_SECTION_EDGES];
    uint32_t known = 0, kept = 0;
    for (Stop *s = stops; s < stops + n; s++) {
        s->hash = nmk_hash_pair(starts[s->token].node, word_after(walk, s->token));
        __builtin_prefetch(&model->edge_bits[nmk_edge_byte(s->hash, size)]);
    }
    for (const Stop *s = stops; s < stops + n; s++) {
        __builtin_prefetch(&model->edges[s->hash & (size - 1)]);
        const bool keep = nmk_edge_known(model, s->hash) | starts[s->token].special;
        stops[known] = *s;
        known += keep;
    }
    for (const Stop *s = stops; s < stops + known; s++) {
        const uint32_t node = nmk_edge_find(model, starts[s->token].node, word_after(walk, s->token));
        __builtin_prefetch(&model->nodes[node]);
        stops[kept] = (Stop){.token = s->token, .node = node};
        kept += (node != 0) | starts[s->token].special;
    }
    return kept;
}

/* Matches of the words [first, end) by themselves, in whatever case. Most are one entry or none: one is written and as many counted as there are. There
 * is room. */
static void keep_plain(NmkDoc *doc, const NmkPhraseStart *starts, uint32_t first, uint32_t end) {
    NmkMatch *matches = doc->matches;
    uint32_t *match_at = doc->match_at, n = doc->n_matches;
    for (uint32_t i = first; i < end; i++) {
        match_at[i] = n;
        matches[n] = (NmkMatch){i, i + 1, starts[i].entry};
        for (uint32_t e = 1; e < starts[i].entries; e++) matches[n + e] = (NmkMatch){i, i + 1, starts[i].entry + e};
        n += starts[i].entries;
    }
    doc->n_matches = n;
}

/* The same of one word, and before it the phrases that begin with the word and are longer; node: after two words, 0 where there are none. */
static NewsmarkStatus keep_all(Walk *walk, uint32_t i, uint32_t node) {
    const NmkPhraseStart *start = &walk->starts[i];
    walk->doc->match_at[i] = walk->doc->n_matches;
    if (node) NEWSMARK_TRY(walk_on(walk, i, node));
    return keep_entries(walk, i, i + 1, start->entry, start->entries, start->cased);
}

static NewsmarkStatus walk_block(Walk *walk, uint32_t first, uint32_t end) {
    const NmkPhraseStart *starts = walk->starts;
    Stop stops[BLOCK + 1];
    uint32_t n = 0;
    for (uint32_t i = first; i < end; i++) {
        stops[n].token = i;
        n += ((starts[i].more & starts[i + 1].next) != 0) | starts[i].special;
    }
    n = find_nodes(walk, stops, n);
    if (!make_room(walk, 0)) return NEWSMARK_ERROR_MEMORY;
    for (const Stop *s = stops; s < stops + n; s++) {
        keep_plain(walk->doc, starts, first, s->token);
        NEWSMARK_TRY(keep_all(walk, s->token, s->node));
        first = s->token + 1;
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
