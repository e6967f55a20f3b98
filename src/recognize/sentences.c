/* A sentence ends at a line end, after ! ? … and a full stop unless a word in small letters follows, and after a word
 * with a dot of its own ("U.S." "Inc.") only where the next word is capitalised and one of those that open sentences:
 * there no mark tells. Closing quotes and brackets belong to the sentence before them, opening ones to the next. */
#include "recognize/sentences.h"

enum { MAX_OPENING = 4 }; /* marks looked past before the first word of a sentence */

static inline bool is_terminator(uint32_t mark) {
    if (mark < 0x80) return mark == '.' || mark == '!' || mark == '?';
    return mark == 0x2026 || mark == 0x203D || mark == 0x3002 || mark == 0xFF01 || mark == 0xFF1F;
}

static bool is_closer(uint32_t mark) {
    switch (mark) {
    case '"':
    case '\'':
    case ')':
    case ']':
    case '}':
    case 0xBB:
    case 0x2019:
    case 0x201D:
    case 0x203A:
    case 0x300D: return true;
    default: return false;
    }
}

/* Past further marks of the same end: "?!" "..." and what closes a quotation. */
static uint32_t past_closers(const NmkDoc *doc, uint32_t token) {
    while (token < doc->tokens.count) {
        uint32_t mark = nmk_doc_mark(doc, token);
        bool spaced = (doc->tokens.at[token].flags & NMK_SPACED) != 0;
        if (!(is_terminator(mark) || (is_closer(mark) && !spaced))) break;
        token++;
    }
    return token;
}

static bool is_opener(uint32_t mark) {
    switch (mark) {
    case '"':
    case '\'':
    case '(':
    case '[':
    case '{':
    case 0xA1:
    case 0xAB:
    case 0xBF:
    case 0x2018:
    case 0x201C:
    case 0x201E:
    case 0x2039:
    case 0x300C: return true;
    default: return false;
    }
}

/* What follows an end: a line end or nothing, a word in small letters, a capital, a mark tied to it ("Inc.,"), anything else. */
typedef enum Follower { FOLLOWS_END, FOLLOWS_SMALL, FOLLOWS_CAPITAL, FOLLOWS_TIED_MARK, FOLLOWS_OTHER } Follower;

/* Reads what follows from the token `next`, past opening marks; *word is the token that decided. */
static Follower follower(const NmkDoc *doc, uint32_t next, uint32_t *word) {
    uint32_t limit = next + MAX_OPENING;
    while (next < doc->tokens.count && next < limit && is_opener(nmk_doc_mark(doc, next))) next++;
    *word = next;
    if (next >= doc->tokens.count || doc->tokens.at[next].kind == NMK_BREAK) return FOLLOWS_END;
    const NmkToken *t = &doc->tokens.at[next];
    if (t->kind == NMK_MARK) return t->flags & NMK_SPACED ? FOLLOWS_OTHER : FOLLOWS_TIED_MARK;
    if (t->kind == NMK_POSSESSIVE) return FOLLOWS_TIED_MARK;
    if (t->flags & NMK_CAPITAL) return FOLLOWS_CAPITAL;
    return t->kind == NMK_WORD && (t->flags & NMK_LOWER) && !(t->flags & NMK_FOREIGN) ? FOLLOWS_SMALL : FOLLOWS_OTHER;
}

/* "No. 5", the number of a list ("1. First"), ".5": full stops that end nothing. */
static bool is_inner_stop(const NmkDoc *doc, uint32_t stop, uint32_t sentence) {
    const NmkToken *t = doc->tokens.at;
    if (stop == sentence) return stop + 1 < doc->tokens.count && !(t[stop + 1].flags & NMK_SPACED);
    if (stop == sentence + 1 && t[stop - 1].kind == NMK_NUMBER) return true;
    if (stop + 1 >= doc->tokens.count || t[stop + 1].kind != NMK_NUMBER) return false;
    if ((t[stop].flags & NMK_SPACED) && !(t[stop + 1].flags & NMK_SPACED)) return true;
    NmkSlice before = nmk_doc_token(doc, stop - 1);
    return nmk_slice_is(before, "No") || nmk_slice_is(before, "no") || nmk_slice_is(before, "Nos") || nmk_slice_is(before, "nos");
}

/* Whether the sentence ends with the dot of this token ("U.S." "Inc."), next being the token that follows. */
static bool ends_with_dot(const NmkDoc *doc, uint32_t token, uint32_t next) {
    const NmkToken *t = &doc->tokens.at[token];
    if ((t->flags & NMK_INITIAL) || nmk_doc_has(doc, token, NMK_A_mr) || nmk_doc_has(doc, token, NMK_A_mil) ||
        nmk_doc_has(doc, token, NMK_A_hardtitle))
        return false;
    uint32_t word;
    if (follower(doc, next, &word) != FOLLOWS_CAPITAL) return false;
    return word > next || nmk_doc_has(doc, word, NMK_A_sentence_start);
}

static bool ends_with_mark(const NmkDoc *doc, uint32_t next) {
    uint32_t word;
    Follower f = follower(doc, next, &word);
    return f != FOLLOWS_SMALL && f != FOLLOWS_TIED_MARK;
}

/* Whether the sentence that began at the token `sentence` ends with this token and its closers. *next: the token after these,
 * up to which none needs to be asked again. */
static bool ends_at(const NmkDoc *doc, uint32_t token, uint32_t sentence, uint32_t *next) {
    uint32_t mark = nmk_doc_mark(doc, token);
    bool terminator = is_terminator(mark), dotted = (doc->tokens.at[token].flags & NMK_DOTTED) != 0;
    *next = token + 1;
    if (!terminator && !dotted) return false;
    if (mark == '.' && is_inner_stop(doc, token, sentence)) return false;
    *next = past_closers(doc, token + 1);
    if (dotted && !(*next > token + 1 && is_terminator(nmk_doc_mark(doc, token + 1)))) return ends_with_dot(doc, token, *next);
    return ends_with_mark(doc, *next);
}

static bool add_sentence(NmkDoc *doc, uint32_t *capacity, uint32_t first) {
    uint32_t *room = nmk_arena_grow(doc->arena, doc->sentences, sizeof *room, capacity, doc->n_sentences + 1);
    if (!room) return false;
    doc->sentences = room;
    doc->sentences[doc->n_sentences++] = first;
    return true;
}

/* Where the reading stands. */
typedef struct Reading {
    uint32_t capacity;
    uint32_t asked;           /* marks before this one end no sentence, or belong to an end that is known */
    bool open, named, ending; /* named: its first word is flagged; ending: it ends before the token `asked` */
} Reading;

static bool read_token(NmkDoc *doc, Reading *r, uint32_t token) {
    NmkToken *t = &doc->tokens.at[token];
    if (t->kind == NMK_BREAK || (r->ending && token >= r->asked)) r->open = r->ending = false;
    if (t->kind == NMK_BREAK) return true;
    if (!r->open) {
        if (!add_sentence(doc, &r->capacity, token)) return false;
        r->open = true;
        r->named = false;
    }
    if (!r->named && (t->kind == NMK_WORD || t->kind == NMK_NUMBER)) {
        t->flags |= NMK_SENTENCE;
        r->named = true;
    }
    if (token < r->asked) return true;
    if (t->kind == NMK_MARK || (t->flags & NMK_DOTTED)) r->ending = ends_at(doc, token, doc->sentences[doc->n_sentences - 1], &r->asked);
    return true;
}

/* Past words and numbers that end nothing. */
static uint32_t past_plain(const NmkTokens *tokens, uint32_t i) {
    while (i < tokens->count) {
        const NmkToken *t = &tokens->at[i];
        if (t->kind > NMK_NUMBER || (t->flags & NMK_DOTTED)) break;
        i++;
    }
    return i;
}

NewsmarkStatus nmk_find_sentences(NmkDoc *doc) {
    Reading reading = {0, 0, false, false, false};
    doc->sentences = NULL;
    doc->n_sentences = 0;
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        if (reading.open && reading.named && !reading.ending) i = past_plain(&doc->tokens, i);
        if (i < doc->tokens.count && !read_token(doc, &reading, i)) return NEWSMARK_ERROR_MEMORY;
    }
    return NEWSMARK_OK;
}
