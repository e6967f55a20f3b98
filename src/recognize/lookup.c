/* Each token is looked for in the cache of written words, a block of tokens at a time, so that the slots are on their way before they are
 * read. Words that the cache has not are folded, hashed and found in the model in steps, many at once for the same reason: first all slots,
 * then all rows. Marks and numbers get the set of their symbol. Phrases are found last, by recognize/phrases.c. */
#include "recognize/lookup.h"

#include "base/hash.h"
#include "recognize/phrases.h"
#include "text/fold.h"
#include "text/utf8.h"

enum { BLOCK = 32, NEW_WORDS = 64 }; /* tokens; words looked for in the model at once */

/* A word that is not in the cache. */
typedef struct NewWord {
    uint64_t written[NMK_CACHE_WORD / 8];
    NmkCachedWord *slot; /* the first of two, the second of which will keep it; NULL: none will */
    uint64_t hash;
    uint32_t token, word;
    uint32_t length; /* of the folded form, 0: none */
    char folded[NMK_FOLD_MAX];
} NewWord;

typedef struct Reader {
    NmkDoc *doc;
    NmkCachedWord *cache;
    NmkPhraseStart *starts; /* by token */
    uint32_t n_new;
    NewWord new_words[NEW_WORDS];
} Reader;

/* The bytes of a written word as numbers, and the first of the two slots where it may be. */
typedef struct Key {
    uint64_t written[NMK_CACHE_WORD / 8];
    NmkCachedWord *slot;
} Key;

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

/* Of the marks of ASCII, as above. */
static NmkAttribute mark_symbol_of(const char *p, uint32_t length) {
    static const uint8_t PLAIN[128] = {['.'] = NMK_A_period, [','] = NMK_A_comma, ['"'] = NMK_A_quote, ['-'] = NMK_A_dash, [':'] = NMK_A_colon};
    return length == 1 && PLAIN[*p & 127] ? (NmkAttribute)PLAIN[*p & 127] : mark_symbol(p, length);
}

static NmkAttribute symbol_of(const NmkToken *token, const char *p) {
    uint32_t length = token->end - token->start;
    switch ((NmkTokenKind)token->kind) {
    case NMK_BREAK: return token->flags & NMK_BLANK ? NMK_A_blank_line : NMK_A_line_end;
    case NMK_POSSESSIVE: return NMK_A_possessive;
    case NMK_NUMBER: return number_symbol(p, length);
    case NMK_MARK: return mark_symbol_of(p, length);
    case NMK_WORD: break;
    }
    return NMK_A_mark;
}

/* Words, numbers, possessives and & can be words of a phrase. */
static bool in_phrases(const NmkToken *token, const char *p) {
    if (token->kind == NMK_MARK) return *p == '&';
    return token->kind != NMK_BREAK;
}

/* The last bytes of the text are read from a copy. */
static void load_written(NmkSlice text, uint32_t start, uint32_t length, uint64_t written[3]) {
    char copy[NMK_CACHE_WORD] = {0};
    memcpy(copy, text.bytes + start, length);
    for (uint32_t i = 0; i < 3; i++) written[i] = nmk_load64(copy + 8 * i);
}

/* false where the word is too long for the cache. Bytes behind the word are masked off. */
static inline bool read_key(const Reader *r, const NmkToken *token, Key *key) {
    static const char MASK[2 * NMK_CACHE_WORD] = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
    const NmkSlice text = r->doc->text;
    const uint32_t length = token->end - token->start;
    key->slot = NULL;
    if (length > NMK_CACHE_WORD) return false;
    if (token->start + (size_t)NMK_CACHE_WORD <= text.length) {
        const char *p = text.bytes + token->start, *mask = MASK + NMK_CACHE_WORD - length;
        key->written[0] = nmk_load64(p) & nmk_load64(mask);
        key->written[1] = nmk_load64(p + 8) & nmk_load64(mask + 8);
        key->written[2] = nmk_load64(p + 16) & nmk_load64(mask + 16);
    } else {
        load_written(text, token->start, length, key->written);
    }
    uint64_t mixed = nmk_mix(key->written[0] ^ 0xa0761d6478bd642fULL, key->written[1] ^ key->written[2] << 1 ^ 0xe7037ed1a0b428dbULL);
    key->slot = &r->cache[mixed % (NMK_CACHE_SLOTS / 2) * 2];
    return true;
}

static inline bool is_in(const Key *key, const NmkCachedWord *slot) {
    const uint64_t *a = key->written, *b = slot->written;
    return ((a[0] ^ b[0]) | (a[1] ^ b[1]) | (a[2] ^ b[2])) == 0;
}

/* The word in the cache, or NULL. New words come into the second slot; one that is met again there changes places with the first, so that rare
 * words do not drive out frequent ones. */
static inline const NmkCachedWord *find_kept(const Key *key) {
    NmkCachedWord *slot = key->slot;
    if (!slot) return NULL;
    if (is_in(key, slot)) return slot;
    if (!is_in(key, slot + 1)) return NULL;
    const NmkCachedWord first = slot[0];
    slot[0] = slot[1];
    slot[1] = first;
    return slot;
}

static inline void take_word(Reader *r, uint32_t i, const NmkCachedWord *found) {
    NmkDoc *doc = r->doc;
    NmkToken *token = &doc->tokens.at[i];
    doc->hashes[i] = found->hash;
    token->word = found->word;
    r->starts[i] = found->start;
    if (token->kind != NMK_WORD) return;
    token->set = found->set;
    doc->function_words[doc->n_function_words] = found->language;
    doc->n_function_words += found->language != 0;
}

/* What the model says of a word whose row is known; depends on its bytes alone. */
static NmkCachedWord describe(const NmkModelView *model, const NewWord *new_word) {
    NmkCachedWord out = {.hash = new_word->hash, .word = new_word->word};
    if (!new_word->word) {
        out.set = new_word->length ? nmk_word_guess(model, new_word->folded, new_word->length) : 0;
        return out;
    }
    const NmkWord *word = &model->words[new_word->word];
    const NmkNode *node = &model->nodes[word->node];
    out.set = word->set;
    out.language = word->language;
    if (!word->node) return out;
    out.start = (NmkPhraseStart){.node = word->node, .entry = node->entry, .entries = node->entries, .more = node->more};
    for (uint32_t e = node->entry; e < node->entry + node->entries; e++) out.start.cased |= model->entries[e].need != 0;
    return out;
}

/* Finds the new words, each step for all of them. */
static void find_new_words(Reader *r) {
    const NmkModelView *model = r->doc->model;
    NewWord *at = r->new_words, *end = at + r->n_new;
    for (NewWord *w = at; w < end; w++) {
        w->word = w->length ? nmk_word_of_hash(model, w->hash) : 0;
        __builtin_prefetch(&model->words[w->word]);
    }
    for (NewWord *w = at; w < end; w++) __builtin_prefetch(&model->nodes[model->words[w->word].node]);
    for (NewWord *w = at; w < end; w++) __builtin_prefetch(&model->entries[model->nodes[model->words[w->word].node].entry]);
    for (NewWord *w = at; w < end; w++) {
        NmkCachedWord found = describe(model, w);
        take_word(r, w->token, &found);
        if (!w->slot) continue;
        memcpy(found.written, w->written, sizeof found.written);
        w->slot[1] = found;
    }
    r->n_new = 0;
}

/* Folds and hashes a word, asks for its slot in the model, and puts it with the others. */
static void add_new_word(Reader *r, uint32_t i, const Key *key) {
    const NmkModelView *model = r->doc->model;
    const NmkSlice written = nmk_doc_token(r->doc, i);
    if (r->n_new == NEW_WORDS) find_new_words(r);
    NewWord *w = &r->new_words[r->n_new++];
    w->token = i;
    w->length = (uint32_t)nmk_fold(written, w->folded);
    w->hash = w->length ? nmk_hash(w->folded, w->length) : nmk_hash(written.bytes, written.length);
    w->slot = key->slot;
    memcpy(w->written, key->written, sizeof w->written);
    __builtin_prefetch(&model->slots[w->hash & (model->count[NMK_SECTION_SLOTS] - 1)]);
}

/* A mark, number or line end; true where it can be part of a phrase, and its word must be found. */
static bool read_other(Reader *r, uint32_t i) {
    NmkDoc *doc = r->doc;
    NmkToken *token = &doc->tokens.at[i];
    const char *p = doc->text.bytes + token->start;
    token->set = doc->model->symbol_sets[symbol_of(token, p)];
    token->word = 0;
    doc->hashes[i] = 0;
    r->starts[i] = (NmkPhraseStart){0};
    return in_phrases(token, p);
}

static inline void fetch_slots(const NmkCachedWord *slot) {
    __builtin_prefetch(slot);
    __builtin_prefetch(slot + 1);
}

static void read_block(Reader *r, uint32_t first, uint32_t end) {
    const NmkToken *tokens = r->doc->tokens.at;
    Key keys[BLOCK];
    for (uint32_t i = first; i < end; i++)
        if (tokens[i].kind == NMK_WORD && read_key(r, &tokens[i], &keys[i - first])) fetch_slots(keys[i - first].slot);
    for (uint32_t i = first; i < end; i++) {
        Key *key = &keys[i - first];
        if (tokens[i].kind != NMK_WORD) {
            if (!read_other(r, i)) continue;
            read_key(r, &tokens[i], key);
        }
        const NmkCachedWord *kept = find_kept(key);
        if (kept) take_word(r, i, kept);
        else add_new_word(r, i, key);
    }
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

/* Whether the dot at i belongs to the abbreviation before it. */
static bool is_own_dot(const NmkDoc *doc, const NmkToken *before, uint32_t i) {
    const NmkToken *dot = &doc->tokens.at[i];
    return before->kind == NMK_WORD && before->end == dot->start && doc->text.bytes[dot->start] == '.' && (before->flags & NMK_CAPITAL) &&
           !(before->flags & NMK_DOTTED) && nmk_set_has(&doc->model->sets[before->set], NMK_A_abbreviation);
}

/* Drops the dot after an abbreviation and lets the word reach over it. */
static void join_abbreviations(Reader *r) {
    NmkDoc *doc = r->doc;
    NmkToken *at = doc->tokens.at;
    uint32_t kept = doc->tokens.count != 0;
    for (uint32_t i = 1; i < doc->tokens.count; i++) {
        if (at[i].kind == NMK_MARK && is_own_dot(doc, &at[kept - 1], i)) {
            at[kept - 1].end = at[i].end;
            at[kept - 1].flags |= NMK_DOTTED;
            continue;
        }
        if (kept != i) {
            at[kept] = at[i];
            doc->hashes[kept] = doc->hashes[i];
            r->starts[kept] = r->starts[i];
            doc->line_of[kept] = doc->line_of[i];
        }
        kept++;
    }
    if (kept == doc->tokens.count) return;
    doc->tokens.count = kept;
    renumber_lines(doc);
}

/* The cache of the document from its first whole line of memory on. */
static NmkCachedWord *aligned_cache(const NmkDoc *doc) {
    const uintptr_t at = (uintptr_t)doc->cache;
    return (NmkCachedWord *)(void *)((char *)doc->cache + (64 - at % 64) % 64);
}

NewsmarkStatus nmk_look_up(NmkDoc *doc) {
    const uint32_t n = doc->tokens.count;
    doc->hashes = nmk_arena_take(doc->arena, (n + 1) * sizeof *doc->hashes);
    doc->match_at = nmk_arena_take(doc->arena, (n + 1) * sizeof *doc->match_at);
    doc->function_words = nmk_arena_take(doc->arena, (n + 1) * sizeof *doc->function_words);
    Reader *reader = nmk_arena_take(doc->arena, sizeof *reader);
    NmkPhraseStart *starts = nmk_arena_take(doc->arena, (n + 1) * sizeof *starts);
    if (!doc->hashes || !doc->match_at || !doc->function_words || !reader || !starts) return NEWSMARK_ERROR_MEMORY;
    reader->doc = doc;
    reader->cache = aligned_cache(doc);
    reader->starts = starts;
    reader->n_new = 0;
    for (uint32_t i = 0; i < n; i += BLOCK) read_block(reader, i, i + BLOCK < n ? i + BLOCK : n);
    find_new_words(reader);
    join_abbreviations(reader);
    return nmk_find_phrases(doc, starts);
}
