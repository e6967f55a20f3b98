/* From every word that begins a phrase, the trie is walked as far as it goes, and all that ends on the way is kept where its case is accepted. Walks
 * are at most NMK_PHRASE_MAX long, so time is linear. */
#include "recognize/phrases.h"

#include "base/hash.h"

enum { BLOCK = 32 }; /* tokens */

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

/* Keeps what ends with the token before end, of entries [entry, entry + entries); cased: whether one of them may ask for a case. */
static NewsmarkStatus keep_entries(Walk *walk, uint32_t first, uint32_t end, uint32_t entry, uint32_t entries, bool cased) {
    NmkDoc *doc = walk->doc;
    if (doc->n_matches + entries > walk->capacity) {
        NmkMatch *grown = nmk_arena_grow(doc->arena, doc->matches, sizeof *grown, &walk->capacity, doc->n_matches + entries);
        if (!grown) return NEWSMARK_ERROR_MEMORY;
        doc->matches = grown;
    }
    NmkMatch *out = doc->matches + doc->n_matches;
    for (uint32_t e = entry; e < entry + entries; e++)
        if (!cased || case_accepted(doc, &doc->model->entries[e], first, end)) *out++ = (NmkMatch){first, end, e};
    doc->n_matches = (uint32_t)(out - doc->matches);
    return NEWSMARK_OK;
}

/* Keeps the longer phrases from token first on, longest first, where find_ways says that there may be some. */
static NewsmarkStatus walk_on(Walk *walk, uint32_t first, uint32_t node) {
    const NmkDoc *doc = walk->doc;
    const NmkModelView *model = doc->model;
    uint32_t nodes[NMK_PHRASE_MAX], depth = 1;
    node = nmk_edge_find(model, node, doc->tokens.at[first + 1].word);
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

/* The tokens of a block from which a phrase goes on for two words or more, as far as the tags tell. The trie is larger than the caches near the
 * core: tags, entries and edges are asked for here, and read when all of the block have been asked for. Whether a word goes on is as good as
 * chance, so nothing is decided by a branch. */
static uint32_t find_ways(const Walk *walk, uint32_t first, uint32_t end, uint32_t ways[BLOCK]) {
    const NmkModelView *model = walk->doc->model;
    const NmkToken *tokens = walk->doc->tokens.at;
    const uint32_t mask = model->count[NMK_SECTION_EDGES] - 1;
    const uint32_t last = end < walk->doc->tokens.count ? end : end - 1; /* the last token of all has none behind it */
    uint32_t slots[BLOCK], n = 0, kept = 0;
    for (uint32_t i = first; i < last; i++) {
        const NmkPhraseStart *start = &walk->starts[i];
        __builtin_prefetch(&model->entries[start->entry]);
        slots[n] = (uint32_t)nmk_hash_pair(start->node, tokens[i + 1].word) & mask;
        ways[n] = i;
        __builtin_prefetch(&model->edge_tags[slots[n]]);
        n += (start->more & nmk_next_bit(tokens[i + 1].word)) != 0;
    }
    for (uint32_t k = 0; k < n; k++) {
        __builtin_prefetch(&model->edges[slots[k]]);
        ways[kept] = ways[k];
        kept += model->edge_tags[slots[k]] != 0;
    }
    return kept;
}

/* Keeps what the word of token i is by itself; most words are one entry or two in whatever case: these are written without asking. */
static inline NewsmarkStatus keep_word(Walk *walk, uint32_t i) {
    NmkDoc *doc = walk->doc;
    const NmkPhraseStart *start = &walk->starts[i];
    if (start->entries > 2 || start->cased || doc->n_matches + 2 > walk->capacity)
        return keep_entries(walk, i, i + 1, start->entry, start->entries, start->cased);
    NmkMatch *out = &doc->matches[doc->n_matches];
    out[0] = (NmkMatch){i, i + 1, start->entry};
    out[1] = (NmkMatch){i, i + 1, start->entry + 1};
    doc->n_matches += start->entries;
    return NEWSMARK_OK;
}

static NewsmarkStatus walk_block(Walk *walk, uint32_t first, uint32_t end) {
    NmkDoc *doc = walk->doc;
    uint32_t ways[BLOCK + 1], next = 0;
    ways[find_ways(walk, first, end, ways)] = UINT32_MAX;
    for (uint32_t i = first; i < end; i++) {
        doc->match_at[i] = doc->n_matches;
        if (ways[next] == i) {
            next++;
            NEWSMARK_TRY(walk_on(walk, i, walk->starts[i].node));
        }
        NEWSMARK_TRY(keep_word(walk, i));
    }
    return NEWSMARK_OK;
}

NewsmarkStatus nmk_find_phrases(NmkDoc *doc, const NmkPhraseStart *starts) {
    const uint32_t n = doc->tokens.count;
    Walk walk = {doc, starts, n + n / 4};
    doc->matches = nmk_arena_take(doc->arena, (walk.capacity + (size_t)1) * sizeof *doc->matches); /* news has four matches to five tokens */
    if (!doc->matches) return NEWSMARK_ERROR_MEMORY;
    for (uint32_t i = 0; i < n; i += BLOCK) NEWSMARK_TRY(walk_block(&walk, i, i + BLOCK < n ? i + BLOCK : n));
    doc->match_at[n] = doc->n_matches;
    return NEWSMARK_OK;
}
