/* The tokenizer. A kernel first marks the ASCII letters, capitals, digits, spaces and stops of the whole text as bits; then one
 * walk over the text. Words of letters between spaces are found by their bits alone, 64 bytes at a time. A run of letters or
 * digits that ends at a byte which cannot continue a word is a token at once, its flags read off the bits; everything else
 * goes through text/scan.c by code points. The exceptions to UAX #29 are listed in text/exceptions.h. */
#include "text/token.h"

#include "base/status.h"
#include "text/masks.h"
#include "text/scan.h"

typedef struct Walk {
    NmkSlice text;
    const NmkMask *masks;
    NmkArena *arena;
    NmkTokens tokens;
    uint32_t capacity;
    size_t at;       /* next byte to read */
    size_t last_end; /* end of the token before, and of the hyphen after it */
    bool glued;      /* that hyphen stands between two words */
    bool spaced;     /* the token before is a line end, or there is none */
} Walk;

/* What an ASCII byte is after a run of letters or digits, and where no run stands; the order is used below. */
enum {
    CAREFUL = 0, /* may tie the run to what follows */
    DOT,
    APOSTROPHE,
    NUMBER_MARK, /* ends a run of letters; may stand inside a number */
    HYPHEN,
    MARK,
    LINE_END,
    WHITE /* end a run; all from DOT to MARK are tokens of their own, unless a combining mark follows */
};

static const uint8_t BYTES[128] = {
    ['!'] = MARK,        ['"'] = MARK,  ['#'] = MARK,   ['$'] = MARK,        ['%'] = MARK,        ['('] = MARK, [')'] = MARK,
    ['*'] = MARK,        ['+'] = MARK,  ['/'] = MARK,   [':'] = MARK,        ['<'] = MARK,        ['='] = MARK, ['>'] = MARK,
    ['?'] = MARK,        ['['] = MARK,  ['\\'] = MARK,  [']'] = MARK,        ['^'] = MARK,        ['`'] = MARK, ['{'] = MARK,
    ['|'] = MARK,        ['}'] = MARK,  ['~'] = MARK,   [','] = NUMBER_MARK, [';'] = NUMBER_MARK, ['.'] = DOT,  ['-'] = HYPHEN,
    ['\''] = APOSTROPHE, [' '] = WHITE, ['\t'] = WHITE, ['\n'] = LINE_END,   ['\r'] = LINE_END,
};

static unsigned byte_kind(NmkSlice text, size_t at) {
    if (at >= text.length) return LINE_END;
    unsigned char c = (unsigned char)text.bytes[at];
    return c < 0x80 ? BYTES[c] : CAREFUL;
}

static bool grow(Walk *w) {
    NmkToken *room = nmk_arena_grow(w->arena, w->tokens.at, sizeof *room, &w->capacity, w->tokens.count + 1);
    if (room) w->tokens.at = room;
    return room != NULL;
}

static inline void put_token(NmkToken *t, size_t start, size_t end, unsigned kind, unsigned flags) {
    t->start = (uint32_t)start;
    t->end = (uint32_t)end;
    t->word = 0;
    t->set = 0;
    t->kind = kind & 15u;
    t->flags = flags & 4095u;
}

static inline bool emit(Walk *w, size_t end, unsigned kind, unsigned flags) {
    if (w->tokens.count == w->capacity && !grow(w)) return false;
    bool spaced = (w->at != w->last_end) | w->spaced;
    flags |= spaced ? NMK_SPACED : w->glued ? NMK_GLUED : 0;
    put_token(&w->tokens.at[w->tokens.count++], w->at, end, kind, flags);
    w->at = w->last_end = end;
    w->glued = false;
    w->spaced = kind == NMK_BREAK;
    w->tokens.foreign += (flags & NMK_FOREIGN) != 0;
    return true;
}

/* The bits of 64 bytes from offset on, of two masks in a row. */
static inline uint64_t bits_from(uint64_t first, uint64_t second, unsigned offset) {
    return first >> offset | (second << 1) << (63 - offset);
}

/* Length of the run of ASCII letters and digits at the place, 64 where it is as long or longer. A mask follows the last one. */
static inline unsigned run_length(const NmkMask *masks, size_t at) {
    const NmkMask *m = &masks[at / 64];
    uint64_t gaps = ~bits_from(m[0].word, m[1].word, at % 64);
    return gaps ? (unsigned)__builtin_ctzll(gaps) : 64;
}

/* Flags of letters by their capitals. */
static inline unsigned flags_of_letters(uint64_t upper, uint64_t all) {
    unsigned flags = upper ? 0 : NMK_LOWER;
    flags |= upper & 1 ? NMK_CAPITAL : 0;
    flags |= upper & (upper + 1) ? NMK_MIXED : 0; /* no capitals, or all of them first, are one block of ones */
    unsigned whole = all == 1 ? NMK_INITIAL : NMK_UPPER;
    return flags | (upper == all ? whole : 0);
}

/* Kind and flags of a run of 1 to 63 letters, or of digits; false where it mixes the two. */
static bool flags_of_run(const NmkMask *m, unsigned offset, unsigned length, unsigned *kind, unsigned *flags) {
    uint64_t all = ((uint64_t)1 << length) - 1;
    uint64_t letter = bits_from(m[0].letter, m[1].letter, offset) & all;
    uint64_t upper = bits_from(m[0].upper, m[1].upper, offset) & all;
    *kind = letter ? NMK_WORD : NMK_NUMBER;
    *flags = letter ? flags_of_letters(upper, all) : 0;
    return letter == 0 || letter == all;
}

/* A run of 1 to 63 ASCII letters and digits, complete as it stands. */
static bool emit_run(Walk *w, unsigned length) {
    unsigned kind, flags;
    size_t end = w->at + length;
    if (flags_of_run(&w->masks[w->at / 64], w->at % 64, length, &kind, &flags)) return emit(w, end, kind, flags);
    bool has_letter;
    flags = nmk_word_flags(nmk_slice(w->text.bytes + w->at, length), &has_letter);
    return emit(w, end, w->text.bytes[w->at] <= '9' ? NMK_NUMBER : NMK_WORD, flags);
}

/* Whether a run that ends before a dot is complete without it. */
static bool dot_ends(NmkSlice text, size_t at, unsigned length) {
    unsigned char last = (unsigned char)text.bytes[at + length - 1];
    if (length == 1 && last >= 'A' && last <= 'Z') return false;
    NmkSymbol next = nmk_symbol_at(text, at + length + 1);
    return next.value < 0x80 && !nmk_joins(next.class);
}

/* A possessive that needs no second look: 's and what cannot go on with the word. */
static bool is_plain_possessive(NmkSlice text, size_t at) {
    return at + 2 < text.length && (text.bytes[at + 1] | 0x20) == 's' && byte_kind(text, at + 2) >= NUMBER_MARK;
}

/* Whether the run is a token whatever comes after the byte that ends it. */
static inline bool run_is_complete(NmkSlice text, size_t at, unsigned length, unsigned follower) {
    if (follower >= HYPHEN) return true;
    if (follower == NUMBER_MARK) return text.bytes[at + length - 1] > '9' || byte_kind(text, at + length + 1) >= MARK;
    if (follower == DOT) return dot_ends(text, at, length);
    return follower == APOSTROPHE && is_plain_possessive(text, at + length);
}

/* What is tied to the token before: its possessive, and a hyphen between it and another word, which is no token. */
static bool read_tail(Walk *w, bool word) {
    size_t possessive = nmk_scan_possessive(w->text, w->at);
    if (possessive && !emit(w, w->at + possessive, NMK_POSSESSIVE, 0)) return false;
    NmkSymbol hyphen = nmk_symbol_at(w->text, w->at);
    if (!word || !nmk_is_hyphen(hyphen.value)) return true;
    if (!nmk_is_wordlike(nmk_symbol_at(w->text, w->at + hyphen.length).class)) return true;
    w->at += hyphen.length;
    w->last_end = w->at;
    w->glued = true;
    return true;
}

static bool read_word(Walk *w, NmkSymbol first) {
    NmkWordSpan span = nmk_scan_word(w->text, w->at);
    bool has_letter;
    unsigned flags = nmk_word_flags(nmk_slice(w->text.bytes + w->at, span.end - w->at), &has_letter);
    if (span.dotted) flags |= NMK_DOTTED;
    unsigned kind = first.class == NMK_C_DIGIT ? NMK_NUMBER : has_letter ? NMK_WORD : NMK_MARK;
    return emit(w, span.end, kind, flags) && ((kind == NMK_MARK && first.class == NMK_C_CONNECTOR) || read_tail(w, kind != NMK_MARK));
}

/* One character of Han or kana, or a run of Hangul, with its marks. */
static bool read_character(Walk *w, NmkSymbol first) {
    size_t end = w->at + first.length;
    if (first.class == NMK_C_HANGUL)
        for (NmkSymbol s; (s = nmk_symbol_at(w->text, end)).class == NMK_C_HANGUL;) end += s.length;
    return emit(w, nmk_scan_attached(w->text, end), NMK_WORD, NMK_LOWER | NMK_FOREIGN) && read_tail(w, true);
}

static bool read_mark(Walk *w, NmkSymbol first) {
    size_t end = nmk_scan_attached(w->text, w->at + (nmk_attaches(first.class) ? 0 : first.length));
    if (first.class == NMK_C_REGION) {
        NmkSymbol second = nmk_symbol_at(w->text, end);
        if (second.class == NMK_C_REGION) end = nmk_scan_attached(w->text, end + second.length);
    }
    return emit(w, end, NMK_MARK, 0);
}

/* The line ends at `at` with the white space on both sides. */
static bool read_break(Walk *w) {
    size_t end = w->at;
    unsigned line_ends = 0;
    for (;;) {
        NmkSymbol s = nmk_symbol_at(w->text, end);
        if (s.length == 0 || (s.class != NMK_C_SPACE && s.class != NMK_C_LINE_END && s.class != NMK_C_FORMAT)) break;
        bool second_half = s.value == '\n' && end > w->at && w->text.bytes[end - 1] == '\r';
        if (s.class == NMK_C_LINE_END && !second_half && line_ends < 2) line_ends++;
        end += s.length;
    }
    w->at = w->last_end;
    w->spaced = false;
    return emit(w, end, NMK_BREAK, line_ends > 1 ? NMK_BLANK : 0);
}

static bool read_symbol(Walk *w) {
    NmkSymbol s = nmk_symbol_at(w->text, w->at);
    switch (s.class) {
    case NMK_C_SPACE:
    case NMK_C_FORMAT: w->at += s.length; return true;
    case NMK_C_LINE_END: return read_break(w);
    case NMK_C_LETTER:
    case NMK_C_HEBREW:
    case NMK_C_AT:
    case NMK_C_DIGIT:
    case NMK_C_CONNECTOR: return read_word(w, s);
    case NMK_C_CHARACTER:
    case NMK_C_HANGUL: return read_character(w, s);
    default: return read_mark(w, s);
    }
}

/* The fast path keeps its place in registers; read_runs gives it back. */
typedef struct Place {
    NmkToken *next;
    size_t at, last_end;
    unsigned before; /* NMK_SPACED, NMK_GLUED or 0: of the next token */
} Place;

/* White space, or one mark, where no run stands. */
static inline bool pass_other(NmkSlice text, Place *p) {
    unsigned here = byte_kind(text, p->at);
    if (here == WHITE) {
        p->at++;
        p->before = NMK_SPACED;
        return true;
    }
    if (here < DOT || here > MARK || !nmk_is_ascii_at(text, p->at + 1)) return false;
    put_token(p->next++, p->at, p->at + 1, NMK_MARK, p->before);
    p->last_end = ++p->at;
    p->before = 0;
    return true;
}

/* Past what follows a run at once: a space, a mark and a space, or a hyphen and a word. */
static inline void pass_follower(const Walk *w, Place *p, unsigned follower) {
    p->before = NMK_SPACED;
    if (follower == WHITE) {
        p->at++;
        return;
    }
    bool mark = follower <= MARK && byte_kind(w->text, p->at + 1) == WHITE;
    if (mark) {
        put_token(p->next++, p->at, p->at + 1, NMK_MARK, 0);
        p->last_end = p->at + 1;
        p->at += 2;
        return;
    }
    p->before = 0;
    if (follower != HYPHEN || run_length(w->masks, p->at + 1) == 0) return;
    p->last_end = ++p->at;
    p->before = NMK_GLUED;
}

static inline bool pass_run(const Walk *w, Place *p, unsigned length) {
    size_t end = p->at + length;
    unsigned follower = byte_kind(w->text, end);
    if (follower != WHITE) {
        if (follower == APOSTROPHE || !run_is_complete(w->text, p->at, length, follower)) return false;
        if (follower == HYPHEN && !nmk_is_ascii_at(w->text, end + 1)) return false;
    }
    const NmkMask *m = &w->masks[p->at / 64];
    unsigned offset = p->at % 64;
    uint64_t odd = bits_from(m[0].odd, m[1].odd, offset) & (((uint64_t)1 << length) - 1);
    unsigned flags = odd ? NMK_CAPITAL : NMK_LOWER, kind = NMK_WORD;
    if (odd > 1 || (odd && (length == 1 || w->text.bytes[p->at] <= '9')))
        if (!flags_of_run(m, offset, length, &kind, &flags)) return false;
    put_token(p->next++, p->at, end, kind, p->before | flags);
    p->at = p->last_end = end;
    pass_follower(w, p, follower);
    return true;
}

enum { WINDOW = 64, LATE = 40 }; /* bytes looked at together; a word that ends after LATE is looked at again in the next window */

/* Words as most are: small letters, or a capital and small letters, each followed by a space, or by a stop and a space, and by another word. at: the
 * start of one, after white space; there is room for WINDOW tokens. Returns where in the window it stopped, 0 where it found none. */
static unsigned pass_words(const Walk *w, Place *p) {
    const NmkMask *m = &w->masks[p->at / 64];
    const unsigned offset = p->at % 64;
    const uint64_t word = bits_from(m[0].word, m[1].word, offset), space = bits_from(m[0].space, m[1].space, offset);
    const uint64_t upper = bits_from(m[0].upper, m[1].upper, offset), odd = bits_from(m[0].odd, m[1].odd, offset);
    const uint64_t starts = word & ~(word << 1), ends = ~word & word << 1;
    const uint64_t stops = ends & bits_from(m[0].stop, m[1].stop, offset) & space >> 1 & word >> 2;
    const uint64_t plain = word | (ends & space & word >> 1) | stops | stops << 1;
    const uint64_t capitals = starts & upper & ~(ends >> 1);           /* of words of two letters or more */
    const uint64_t strange = (word + (odd & ~capitals)) & ends;        /* a carry runs to the end of a word that has another capital, or a digit */
    const uint64_t stop = ~plain | strange;
    const unsigned limit = stop ? (unsigned)__builtin_ctzll(stop) : WINDOW - 1;
    uint64_t rest = ends & (((uint64_t)1 << limit) - 1);
    unsigned start = 0;
    NmkToken *next = p->next;
    for (; rest; rest &= rest - 1) {
        const unsigned end = (unsigned)__builtin_ctzll(rest), marked = stops >> end & 1;
        put_token(next, p->at + start, p->at + end, NMK_WORD, NMK_SPACED + (upper >> start & 1 ? NMK_CAPITAL : NMK_LOWER));
        put_token(next + 1, p->at + end, p->at + end + 1, NMK_MARK, 0); /* kept where it is one */
        next += 1 + marked;
        start = end + 1 + marked;
    }
    if (next == p->next) return 0;
    p->next = next;
    p->last_end = next[-1].end;
    p->at += start;
    return limit;
}

/* Most of a text: runs of ASCII letters or digits, marks and spaces. Stops before anything else. */
static void read_runs(Walk *w) {
    bool spaced = w->at != w->last_end || w->spaced;
    unsigned before = spaced ? NMK_SPACED : w->glued ? NMK_GLUED : 0;
    Place p = {w->tokens.at + w->tokens.count, w->at, w->last_end, before};
    const NmkToken *limit = w->tokens.at + w->capacity - 1; /* a step writes two tokens at most */
    const NmkToken *start = p.next;
    while (p.next < limit) {
        unsigned length = run_length(w->masks, p.at);
        if (length && p.before == NMK_SPACED && limit - p.next > WINDOW) {
            while (pass_words(w, &p) > LATE && limit - p.next > WINDOW) {}
            length = run_length(w->masks, p.at);
        }
        if (length == 64 || !(length ? pass_run(w, &p, length) : pass_other(w->text, &p))) break;
    }
    w->tokens.count = (uint32_t)(p.next - w->tokens.at);
    w->at = p.at;
    w->last_end = p.last_end;
    w->glued = p.before == NMK_GLUED;
    w->spaced &= p.next == start;
}

/* One step that read_runs does not take. */
static bool read_one(Walk *w) {
    unsigned length = run_length(w->masks, w->at);
    if (length == 0 || length == 64) return read_symbol(w);
    unsigned follower = byte_kind(w->text, w->at + length);
    if (!run_is_complete(w->text, w->at, length, follower)) return read_symbol(w);
    if (!emit_run(w, length)) return false;
    return (follower != HYPHEN && follower != APOSTROPHE) || read_tail(w, true);
}

static bool read_all(Walk *w) {
    while (w->at < w->text.length) {
        read_runs(w);
        if (w->at < w->text.length && !read_one(w)) return false;
    }
    return true;
}

bool nmk_kernel_works(NmkKernel kernel) {
    switch (kernel) {
    case NMK_KERNEL_SCALAR:
    case NMK_KERNEL_BEST: return true;
#ifdef NMK_HAVE_X86_KERNELS
    case NMK_KERNEL_AVX2: return __builtin_cpu_supports("avx2") != 0;
    case NMK_KERNEL_AVX512: return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw");
#endif
    default: return false;
    }
}

static NmkMaskKernel *kernel_of(NmkKernel kernel) {
#ifdef NMK_HAVE_X86_KERNELS
    bool best = kernel == NMK_KERNEL_BEST;
    if ((best || kernel == NMK_KERNEL_AVX512) && nmk_kernel_works(NMK_KERNEL_AVX512)) return nmk_masks_avx512;
    if ((best || kernel == NMK_KERNEL_AVX2) && nmk_kernel_works(NMK_KERNEL_AVX2)) return nmk_masks_avx2;
#else
    (void)kernel;
#endif
    return nmk_masks_scalar;
}

/* Masks of all 64-byte blocks, the last filled up with zeros, and one empty mask after them. */
static NmkMask *mask_text(NmkSlice text, NmkKernel kernel, NmkArena *arena) {
    size_t whole = text.length / 64, rest = text.length % 64;
    NmkMask *masks = nmk_arena_take(arena, (whole + 2) * sizeof *masks);
    if (!masks) return NULL;
    NmkMaskKernel *classify = kernel_of(kernel);
    if (whole) classify(text.bytes, whole, masks);
    char last[64] = {0};
    if (rest) memcpy(last, text.bytes + whole * 64, rest);
    classify(last, 1, masks + whole);
    masks[whole + 1] = (NmkMask){0};
    return masks;
}

NewsmarkStatus nmk_tokenize(NmkSlice text, NmkKernel kernel, NmkArena *arena, NmkTokens *tokens) {
    *tokens = (NmkTokens){.count = 0};
    NmkMask *masks = mask_text(text, kernel, arena);
    uint32_t capacity = (uint32_t)(text.length / 4) + 16;
    NmkToken *room = nmk_arena_take(arena, (size_t)capacity * sizeof *room);
    if (!masks || !room) return NEWSMARK_ERROR_MEMORY;
    size_t start = text.length >= 3 && memcmp(text.bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    Walk walk = {
        .text = text, .masks = masks, .arena = arena, .tokens = {.at = room}, .capacity = capacity, .at = start, .last_end = start, .spaced = true};
    if (!read_all(&walk)) return NEWSMARK_ERROR_MEMORY;
    *tokens = walk.tokens;
    return NEWSMARK_OK;
}
