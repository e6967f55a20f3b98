/* Two passes. Words: each token is folded, hashed and probed once; marks and numbers get the set of their symbol. Phrases: from
 * every word that begins one, the trie is walked as far as it goes, and all that ends on the way is kept where its case
 * is accepted. Walks are at most NMK_PHRASE_MAX long, so time is linear. */
#include "recognize/lookup.h"

#include "base/hash.h"
#include "text/fold.h"
#include "text/utf8.h"

enum { FAR_AHEAD = 12, NEAR_AHEAD = 6, BLOCK = 8 }; /* tokens */

static NmkAttribute mark_symbol(const char *p, uint32_t length) {
    switch (nmk_utf8_next(p, length, 0).value) {
    case '.': case 0x2026: return NMK_A_period;
    case ',': return NMK_A_comma;
    case ':': return NMK_A_colon;
    case ';': return NMK_A_semicolon;
    case '?': return NMK_A_question;
    case '!': return NMK_A_exclamation;
    case '"': case 0x201C: case 0x201D: case 0x201E: case 0xAB: case 0xBB: return NMK_A_quote;
    case '\'': case 0x2018: case 0x2019: case '`': return NMK_A_apostrophe;
    case '(': case '[': case '{': return NMK_A_open;
    case ')': case ']': case '}': return NMK_A_close;
    case '-': case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: return NMK_A_dash;
    case '/': return NMK_A_slash;
    case '&': return NMK_A_ampersand;
    case '$': case 0xA3: case 0xA5: case 0x20AC: case 0x20B9: return NMK_A_currency_sign;
    case '%': return NMK_A_percent;
    case '*': case 0x2022: case 0xB7: case 0x25CF: case 0x25AA: return NMK_A_bullet;
    case '@': return NMK_A_at_sign;
    case '#': return NMK_A_hash_sign;
    default: return NMK_A_mark;
    }
}

static NmkAttribute number_symbol(const char *p, uint32_t length) {
    for (uint32_t i = 0; i < length; i++)
        if (p[i] < '0' || p[i] > '9') return NMK_A_number;
    if (length == 4 && (p[0] == '1' || p[0] == '2')) return NMK_A_year;
    return length == 1 ? NMK_A_number1 : length == 2 ? NMK_A_number2 : NMK_A_number;
}

static NmkAttribute symbol_of(const NmkToken *token, const char *p) {
    uint32_t length = token->end - token->start;
    switch ((NmkTokenKind)token->kind) {
    case NMK_BREAK: return token->flags & NMK_BLANK ? NMK_A_blank_line : NMK_A_line_end;
    case NMK_POSSESSIVE: return NMK_A_possessive;
    case NMK_NUMBER: return number_symbol(p, length);
    case NMK_MARK: return mark_symbol(p, length);
    case NMK_WORD: break;
    }
    return NMK_A_mark;
}

/* Words, numbers, possessives and & can be words of a phrase. */
static bool in_phrases(const NmkToken *token, const char *p) {
    if (token->kind == NMK_MARK) return *p == '&';
    return token->kind != NMK_BREAK;
}

/* Folds and finds a word; the answer depends on the bytes alone. */
static void find_word(const NmkDoc *doc, const char *p, uint32_t length, NmkCachedWord *out) {
    char folded[NMK_FOLD_MAX];
    size_t n = nmk_fold(nmk_slice(p, length), folded);
    *out = (NmkCachedWord){.hash = n ? nmk_hash(folded, n) : nmk_hash(p, length)};
    if (n == 0) return;
    out->word = nmk_word_find(doc->model, folded, n);
    const NmkWord *word = &doc->model->words[out->word];
    out->set = out->word ? word->set : nmk_word_guess(doc->model, folded, n);
    out->node = out->word ? word->node : 0;
    out->language = out->word ? word->language : 0;
}

/* The slot of a written word. */
static NmkCachedWord *slot_of(const NmkDoc *doc, const char *p, uint32_t length, char written[NMK_CACHE_WORD]) {
    memset(written, 0, NMK_CACHE_WORD);
    memcpy(written, p, length);
    uint64_t key = nmk_mix(nmk_load64(written) ^ 0xa0761d6478bd642fULL, nmk_load64(written + 8) ^ 0xe7037ed1a0b428dbULL ^ length);
    return &doc->cache[key % NMK_CACHE_SLOTS];
}

/* The slot of a short word, filled. NULL where the word is too long to be kept. */
static const NmkCachedWord *cached_word(const NmkDoc *doc, const char *p, uint32_t length) {
    if (length > NMK_CACHE_WORD || length == 0) return NULL;
    char written[NMK_CACHE_WORD];
    NmkCachedWord *slot = slot_of(doc, p, length, written);
    if (slot->length == length && memcmp(slot->written, written, NMK_CACHE_WORD) == 0) return slot;
    find_word(doc, p, length, slot);
    memcpy(slot->written, written, NMK_CACHE_WORD);
    slot->length = (uint8_t)length;
    return slot;
}

/* Asks for the slots of the next words. */
static void fetch_slots(const NmkDoc *doc, uint32_t first) {
    char written[NMK_CACHE_WORD];
    for (uint32_t i = first; i < first + BLOCK && i < doc->tokens.count; i++) {
        const NmkToken *token = &doc->tokens.at[i];
        uint32_t length = token->end - token->start;
        if (token->kind == NMK_WORD && length <= NMK_CACHE_WORD) __builtin_prefetch(slot_of(doc, doc->text.bytes + token->start, length, written));
    }
}

static void look_up_token(NmkDoc *doc, uint32_t i, uint32_t *nodes) {
    NmkToken *token = &doc->tokens.at[i];
    const char *p = doc->text.bytes + token->start;
    token->word = 0;
    doc->hashes[i] = 0;
    nodes[i] = 0;
    if (token->kind != NMK_WORD) token->set = doc->model->symbol_sets[symbol_of(token, p)];
    if (!in_phrases(token, p)) return;
    NmkCachedWord own;
    const NmkCachedWord *found = cached_word(doc, p, token->end - token->start);
    if (!found) {
        find_word(doc, p, token->end - token->start, &own);
        found = &own;
    }
    doc->hashes[i] = found->hash;
    token->word = found->word;
    nodes[i] = found->node;
    if (token->kind != NMK_WORD) return;
    token->set = found->set;
    if (found->language) doc->function_words[doc->n_function_words++] = found->language;
}

/* Lines name tokens by number: after tokens were dropped their bounds are found again from line_of. */
static void renumber_lines(NmkDoc *doc) {
    uint32_t at = 0;
    for (uint32_t line = 0; line < doc->n_lines; line++) {
        doc->lines[line].first = at;
        while (at < doc->tokens.count && doc->line_of[at] == line && doc->tokens.at[at].kind != NMK_BREAK) at++;
        doc->lines[line].end = at;
        while (at < doc->tokens.count && doc->line_of[at] == line) at++;
    }
}

/* Drops the dot after an abbreviation and lets the word reach over it. */
static void join_abbreviations(NmkDoc *doc, uint32_t *nodes) {
    NmkToken *at = doc->tokens.at;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        NmkToken *before = kept ? &at[kept - 1] : NULL;
        bool joins = before && at[i].kind == NMK_MARK && before->kind == NMK_WORD && before->end == at[i].start &&
                     doc->text.bytes[at[i].start] == '.' && (before->flags & NMK_CAPITAL) && !(before->flags & NMK_DOTTED) &&
                     nmk_set_has(&doc->model->sets[before->set], NMK_A_abbreviation);
        if (joins) {
            before->end = at[i].end;
            before->flags |= NMK_DOTTED;
            continue;
        }
        at[kept] = at[i];
        doc->hashes[kept] = doc->hashes[i];
        nodes[kept] = nodes[i];
        doc->line_of[kept] = doc->line_of[i];
        kept++;
    }
    if (kept == doc->tokens.count) return;
    doc->tokens.count = kept;
    renumber_lines(doc);
}

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
    uint32_t capacity;
} Walk;

static NewsmarkStatus keep_entries(Walk *walk, uint32_t first, uint32_t end, uint32_t node) {
    NmkDoc *doc = walk->doc;
    const NmkNode *n = &doc->model->nodes[node];
    for (uint32_t e = n->entry; e < n->entry + n->entries; e++) {
        if (!case_accepted(doc, &doc->model->entries[e], first, end)) continue;
        NmkMatch *grown = nmk_arena_grow(doc->arena, doc->matches, sizeof *grown, &walk->capacity, doc->n_matches + 1);
        if (!grown) return NEWSMARK_ERROR_MEMORY;
        doc->matches = grown;
        grown[doc->n_matches++] = (NmkMatch){first, end, e};
    }
    return NEWSMARK_OK;
}

/* Keeps what ends on the way from token first on, longest first. */
static NewsmarkStatus walk_from(Walk *walk, uint32_t first, uint32_t node) {
    const NmkDoc *doc = walk->doc;
    uint32_t nodes[NMK_PHRASE_MAX], depth = 0;
    while (node) {
        nodes[depth++] = node;
        uint32_t next = first + depth;
        if (depth == NMK_PHRASE_MAX || next >= doc->tokens.count) break;
        uint32_t word = doc->tokens.at[next].word;
        if (!word) break;
        node = nmk_phrase_step(doc->model, node, word);
    }
    for (uint32_t d = depth; d-- > 0;)
        if (doc->model->nodes[nodes[d]].entries) NEWSMARK_TRY(keep_entries(walk, first, first + d + 1, nodes[d]));
    return NEWSMARK_OK;
}

/* The trie is larger than the caches near the core: what walks a few tokens on will read is asked for now. */
static void fetch_ahead(const NmkDoc *doc, const uint32_t *nodes, uint32_t i) {
    const NmkModelView *model = doc->model;
    if (i + FAR_AHEAD < doc->tokens.count && nodes[i + FAR_AHEAD]) __builtin_prefetch(&model->nodes[nodes[i + FAR_AHEAD]]);
    uint32_t near = i + NEAR_AHEAD;
    if (near + 1 >= doc->tokens.count || !nodes[near]) return;
    const NmkNode *node = &model->nodes[nodes[near]];
    uint32_t word = doc->tokens.at[near + 1].word;
    if (node->entries) __builtin_prefetch(&model->entries[node->entry]);
    if (word && (node->more & nmk_next_bit(word)))
        __builtin_prefetch(&model->edges[(uint32_t)nmk_hash_pair(nodes[near], word) & (model->count[NMK_SECTION_EDGES] - 1)]);
}

NewsmarkStatus nmk_look_up(NmkDoc *doc) {
    uint32_t n = doc->tokens.count;
    doc->hashes = nmk_arena_take(doc->arena, (n + 1) * sizeof *doc->hashes);
    doc->match_at = nmk_arena_take(doc->arena, (n + 1) * sizeof *doc->match_at);
    doc->function_words = nmk_arena_take(doc->arena, (n + 1) * sizeof *doc->function_words);
    uint32_t *nodes = nmk_arena_take(doc->arena, (n + 1) * sizeof *nodes);
    if (!doc->hashes || !doc->match_at || !doc->function_words || !nodes) return NEWSMARK_ERROR_MEMORY;
    for (uint32_t i = 0; i < n; i++) {
        if (i % BLOCK == 0) fetch_slots(doc, i);
        look_up_token(doc, i, nodes);
    }
    join_abbreviations(doc, nodes);
    Walk walk = {doc, 0};
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        fetch_ahead(doc, nodes, i);
        doc->match_at[i] = doc->n_matches;
        if (nodes[i]) NEWSMARK_TRY(walk_from(&walk, i, nodes[i]));
    }
    doc->match_at[doc->tokens.count] = doc->n_matches;
    return NEWSMARK_OK;
}
