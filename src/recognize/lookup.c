/* Each token is looked for in the cache of written words; what is there is copied to the token. Words that the cache has not are folded, hashed and
 * found in the model in steps, many at once, so that what one step reads is on its way before it is read: first all slots, then all rows. Marks
 * and numbers get the set of their symbol. Then dots are joined to abbreviations, and phrases are found. */
#include "recognize/lookup.h"

#include "base/hash.h"
#include "recognize/abbreviations.h"
#include "recognize/phrases.h"
#include "recognize/symbols.h"
#include "text/fold.h"

enum { BLOCK = 32, NEW_WORDS = 16 }; /* tokens; words looked for in the model at once */

/* The bytes of a written word as numbers. */
typedef struct Key {
    uint64_t written[NMK_CACHE_WORD / 8];
} Key;

/* A word that is not in the cache. */
typedef struct NewWord {
    Key key;
    NmkCachedWord *slot; /* the first of two, the second of which will keep it; NULL: none will */
    uint64_t hash;
    uint32_t token, word;
    uint32_t length; /* of the folded form, 0: none */
    char folded[NMK_FOLD_MAX];
} NewWord;

typedef struct Reader {
    NmkDoc *doc;
    NmkCachedWord *cache;
    NmkToken *tokens;
    uint64_t *hashes;
    NmkPhraseStart *starts; /* by token */
    uint32_t *languages;
    uint64_t *abbreviations; /* one bit a token */
    uint32_t n_new;
    NewWord new_words[NEW_WORDS];
} Reader;

/* Words, numbers, possessives and & can be words of a phrase. */
static bool in_phrases(const NmkToken *token, const char *p) {
    if (token->kind == NMK_MARK) return *p == '&';
    return token->kind != NMK_BREAK;
}

static inline void take_word(const Reader *r, uint32_t i, const NmkCachedWord *found) {
    r->hashes[i] = found->hash;
    r->starts[i] = found->start;
    r->tokens[i].word = found->word;
    r->tokens[i].set = found->set;
    r->languages[found->languages]++;
    if (found->abbreviation) r->abbreviations[i / 64] |= (uint64_t)1 << (i % 64);
}

/* What the case of a written word says to an entry of it alone. */
typedef enum Accepted { NO, YES, ASK } Accepted;

/* Small letters are never accepted where a capital is asked for. Whether all capitals are depends on the line, and a dot that is joined. */
static Accepted accepts(const NmkEntry *entry, const NmkToken *token) {
    const unsigned need = entry->need & 3;
    if (!need || token->kind != NMK_WORD) return YES;
    if (need == 1) return token->flags & (NMK_CAPITAL | NMK_MIXED) ? YES : NO;
    return token->flags & NMK_CAPITAL ? ASK : NO;
}

/* Leaves out the first and last entries that are ruled out. */
static void describe_entries(const NmkModelView *model, const NmkNode *node, const NmkToken *token, NmkPhraseStart *start) {
    uint32_t first = node->entry, end = node->entry + node->entries;
    while (first < end && accepts(&model->entries[first], token) == NO) first++;
    while (first < end && accepts(&model->entries[end - 1], token) == NO) end--;
    start->entry = first;
    start->entries = (uint16_t)(end - first);
    for (uint32_t e = first; e < end; e++) start->cased |= accepts(&model->entries[e], token) != YES;
    start->special = start->cased || start->entries > NMK_PLAIN_ENTRIES;
}

/* What the model says of a word whose row is known; depends on the bytes of the token alone. */
static NmkCachedWord describe(const NmkDoc *doc, const NewWord *new_word) {
    const NmkModelView *model = doc->model;
    const NmkToken *token = &doc->tokens.at[new_word->token];
    const NmkWord *word = &model->words[new_word->word];
    NmkCachedWord out = {.hash = new_word->hash, .word = new_word->word, .set = word->set, .languages = word->languages};
    if (token->kind != NMK_WORD) {
        out.set = model->symbol_sets[nmk_symbol_of(token, doc->text.bytes + token->start)];
        out.languages = (uint16_t)model->count[NMK_SECTION_LANGUAGE_SETS];
    } else if (!new_word->word && new_word->length) {
        out.set = nmk_word_guess(model, new_word->folded, new_word->length);
    }
    out.abbreviation = token->kind == NMK_WORD && (token->flags & NMK_CAPITAL) && nmk_set_has(&model->sets[out.set], NMK_A_abbreviation);
    out.start.next = new_word->word ? nmk_next_bit(new_word->word) : 0;
    if (!new_word->word || !word->node) return out;
    const NmkNode *node = &model->nodes[word->node];
    const bool small = token->kind == NMK_WORD && !(token->flags & (NMK_CAPITAL | NMK_MIXED));
    out.start.node = word->node;
    out.start.more = small ? word->small : node->more;
    describe_entries(model, node, token, &out.start);
    return out;
}

static void keep_word(const Reader *r, const NewWord *w) {
    NmkCachedWord found = describe(r->doc, w);
    take_word(r, w->token, &found);
    if (!w->slot) return;
    memcpy(found.written, w->key.written, sizeof found.written);
    w->slot[1] = found;
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
    for (NewWord *w = at; w < end; w++) keep_word(r, w);
    r->n_new = 0;
}

/* Folds and hashes a word, asks for its slot in the model, and puts it with the others. slot: NULL where the word is too long for the cache. */
static void add_new_word(Reader *r, uint32_t i, NmkCachedWord *slot, const Key *key) {
    const NmkModelView *model = r->doc->model;
    const NmkSlice written = nmk_doc_token(r->doc, i);
    if (r->n_new == NEW_WORDS) find_new_words(r);
    NewWord *w = &r->new_words[r->n_new];
    w->token = i;
    w->slot = slot;
    if (slot) w->key = *key;
    if (!in_phrases(&r->tokens[i], written.bytes)) { /* in no phrase, no word: its symbol says all */
        w->length = w->word = 0;
        w->hash = 0;
        keep_word(r, w);
        return;
    }
    const bool plain = slot && nmk_fold_plain(key->written, written.length, w->folded);
    w->length = plain ? (uint32_t)written.length : (uint32_t)nmk_fold(written, w->folded);
    w->hash = w->length ? nmk_hash(w->folded, w->length) : nmk_hash(written.bytes, written.length);
    __builtin_prefetch(&model->slots[w->hash & (model->count[NMK_SECTION_SLOTS] - 1)]);
    r->n_new++;
}

static inline bool is_in(const Key *key, const NmkCachedWord *slot) {
    const uint64_t *a = key->written, *b = slot->written;
    return ((a[0] ^ b[0]) | (a[1] ^ b[1]) | (a[2] ^ b[2])) == 0;
}

/* The first of the two slots where a word may be. */
static inline NmkCachedWord *slot_of(const Reader *r, Key key) {
    const uint64_t *w = key.written;
    const uint64_t mixed = nmk_mix(w[0] ^ 0xa0761d6478bd642fULL, w[1] ^ w[2] << 1 ^ 0xe7037ed1a0b428dbULL);
    return &r->cache[mixed % (NMK_CACHE_SLOTS / 2) * 2];
}

/* New words come into the second slot; one that is met again there changes places with the first, so that rare words do not drive out frequent ones. */
static inline void find_word(Reader *r, uint32_t i, NmkCachedWord *slot, const Key *key) {
    if (!is_in(key, slot)) {
        if (!is_in(key, slot + 1)) {
            add_new_word(r, i, slot, key);
            return;
        }
        const NmkCachedWord first = slot[0];
        slot[0] = slot[1];
        slot[1] = first;
    }
    take_word(r, i, slot);
}

/* length: at most NMK_CACHE_WORD. As many bytes are read, those behind the word masked off. */
static inline Key key_of(const char *p, uint32_t length) {
    static const char MASK[2 * NMK_CACHE_WORD] = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
    const char *mask = MASK + NMK_CACHE_WORD - length;
    return (Key){{nmk_load64(p) & nmk_load64(mask), nmk_load64(p + 8) & nmk_load64(mask + 8), nmk_load64(p + 16) & nmk_load64(mask + 16)}};
}

/* Reads tokens [first, end), BLOCK at most; text: from byte `from` of the text of the document on, with NMK_CACHE_WORD bytes to be read from each token
 * on. All slots are asked for before the first is read. */
static void read_block(Reader *r, uint32_t first, uint32_t end, const char *text, uint32_t from) {
    const NmkToken *tokens = r->tokens;
    Key keys[BLOCK];
    NmkCachedWord *slots[BLOCK];
    for (uint32_t i = first; i < end; i++) {
        const uint32_t length = tokens[i].end - tokens[i].start;
        slots[i - first] = NULL;
        if (length > NMK_CACHE_WORD) continue;
        keys[i - first] = key_of(text + (tokens[i].start - from), length);
        slots[i - first] = slot_of(r, keys[i - first]);
        __builtin_prefetch(slots[i - first]);
        __builtin_prefetch(slots[i - first] + 1);
    }
    for (uint32_t i = first; i < end; i++) {
        if (slots[i - first]) find_word(r, i, slots[i - first], &keys[i - first]);
        else add_new_word(r, i, NULL, NULL);
    }
}

/* Reads all tokens; the last ones from a copy, so that nothing is read behind the text. */
static void read_words(Reader *r) {
    const NmkSlice text = r->doc->text;
    const uint32_t n = r->doc->tokens.count;
    uint32_t last = n;
    while (last && r->tokens[last - 1].start + (size_t)NMK_CACHE_WORD > text.length) last--;
    for (uint32_t i = 0; i < last; i += BLOCK) read_block(r, i, i + BLOCK < last ? i + BLOCK : last, text.bytes, 0);
    if (last < n) {
        char copy[2 * NMK_CACHE_WORD] = {0};
        const uint32_t from = r->tokens[last].start;
        memcpy(copy, text.bytes + from, text.length - from);
        read_block(r, last, n, copy, from);
    }
    find_new_words(r);
}

/* The cache of the document from its first whole line of memory on. */
static NmkCachedWord *aligned_cache(const NmkDoc *doc) {
    const uintptr_t at = (uintptr_t)doc->cache;
    return (NmkCachedWord *)(void *)((char *)doc->cache + (64 - at % 64) % 64);
}

static Reader *new_reader(NmkDoc *doc) {
    const uint32_t n = doc->tokens.count;
    Reader *r = nmk_arena_take(doc->arena, sizeof *r);
    if (!r) return NULL;
    r->doc = doc;
    r->cache = aligned_cache(doc);
    r->tokens = doc->tokens.at;
    r->hashes = doc->hashes = nmk_arena_take(doc->arena, (n + 1) * sizeof *doc->hashes);
    r->starts = nmk_arena_take(doc->arena, (n + 1) * sizeof *r->starts);
    r->languages = doc->language_counts = nmk_arena_zeros(doc->arena, doc->model->count[NMK_SECTION_LANGUAGE_SETS] + 1, sizeof *r->languages);
    r->abbreviations = nmk_arena_zeros(doc->arena, n / 64 + 1, sizeof *r->abbreviations);
    r->n_new = 0;
    return r->hashes && r->starts && r->languages && r->abbreviations ? r : NULL;
}

NewsmarkStatus nmk_look_up(NmkDoc *doc) {
    Reader *reader = new_reader(doc);
    if (!reader) return NEWSMARK_ERROR_MEMORY;
    read_words(reader);
    NEWSMARK_TRY(nmk_join_abbreviations(doc, reader->starts, reader->abbreviations));
    return nmk_find_phrases(doc, reader->starts);
}
