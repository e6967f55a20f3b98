/* The tokenizer. A kernel first marks the ASCII letters, capitals and digits of the whole text as bits; then one walk over
 * the text. A run of ASCII letters that ends at a byte which cannot continue a word is a token at once, its flags
 * read off the bits; everything else goes through text/scan.c by code points. The exceptions to UAX #29 are listed in
 * text/exceptions.h. */
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

/* What a byte after a run of letters or digits says: */
enum { CAREFUL = 0, STOPS = 1, STOPS_LETTERS = 2, DOT = 3, WHITE = 5 };

static unsigned follower(unsigned char c) {
    switch (c) {
        case ' ': case '\t': return WHITE;
        case '.': return DOT;
        case ',': case ';': return STOPS_LETTERS;
        case '\'': case '-': case '_': case '&': case '@': return CAREFUL;
        default: return c < 0x80 ? STOPS : CAREFUL;
    }
}

static bool emit(Walk *w, size_t end, unsigned kind, unsigned flags) {
    if (w->tokens.count == w->capacity) {
        NmkToken *room = nmk_arena_grow(w->arena, w->tokens.at, sizeof *room, &w->capacity, w->tokens.count + 1);
        if (!room) return false;
        w->tokens.at = room;
    }
    if (w->at != w->last_end || w->spaced) flags |= NMK_SPACED;
    else if (w->glued) flags |= NMK_GLUED;
    NmkToken *t = &w->tokens.at[w->tokens.count++];
    *t = (NmkToken){.start = (uint32_t)w->at, .end = (uint32_t)end};
    t->kind = kind & 15u;
    t->flags = flags & 4095u;
    w->at = w->last_end = end;
    w->glued = false;
    w->spaced = kind == NMK_BREAK;
    return true;
}

static uint64_t low_bits(size_t n) { return n >= 64 ? ~(uint64_t)0 : ((uint64_t)1 << n) - 1; }

/* End of the run of ASCII letters and digits at `at`; at itself where none is. The mask after the last one is empty. */
static size_t run_end(const Walk *w, size_t at) {
    const NmkMask *m = &w->masks[at / 64];
    unsigned offset = at % 64;
    uint64_t gaps = ~((m->letter | m->digit) >> offset);
    size_t end = gaps ? at + (unsigned)__builtin_ctzll(gaps) : at + 64;
    while (end % 64 == 0 && end > at) {
        m = &w->masks[end / 64];
        gaps = ~(m->letter | m->digit);
        if (gaps & 1) break;
        end += gaps ? (unsigned)__builtin_ctzll(gaps) : 64;
    }
    return end;
}

/* The bits of at most 64 bytes from `at`. */
static uint64_t bits_from(uint64_t first, uint64_t second, unsigned offset) {
    return offset ? first >> offset | second << (64 - offset) : first;
}

/* A run of 1 to 64 ASCII letters and digits, complete as it stands. */
static bool emit_run(Walk *w, size_t end) {
    const NmkMask *m = &w->masks[w->at / 64];
    unsigned offset = w->at % 64;
    size_t length = end - w->at;
    uint64_t all = low_bits(length);
    uint64_t letter = bits_from(m[0].letter, m[1].letter, offset) & all;
    if (letter == 0) return emit(w, end, NMK_NUMBER, 0);
    if (letter != all) {
        bool has_letter;
        unsigned flags = nmk_word_flags(nmk_slice(w->text.bytes + w->at, length), &has_letter);
        return emit(w, end, letter & 1 ? NMK_WORD : NMK_NUMBER, flags);
    }
    uint64_t upper = bits_from(m[0].upper, m[1].upper, offset) & all;
    unsigned flags = NMK_LOWER;
    if (upper) {
        flags = upper & 1 ? NMK_CAPITAL : 0;
        if (upper == all) flags |= length > 1 ? NMK_UPPER : NMK_INITIAL;
        else if (upper & (upper + 1)) flags |= NMK_MIXED;
    }
    return emit(w, end, NMK_WORD, flags);
}

/* Whether the run [at, end) is a token whatever comes later. */
static bool run_is_complete(const Walk *w, size_t end) {
    if (end - w->at > 64) return false;
    if (end == w->text.length) return true;
    unsigned char last = (unsigned char)w->text.bytes[end - 1];
    switch (follower((unsigned char)w->text.bytes[end])) {
        case WHITE: case STOPS: return true;
        case STOPS_LETTERS: return last > '9';
        case DOT: {
            if (end - w->at == 1 && last >= 'A' && last <= 'Z') return false;
            NmkSymbol next = nmk_symbol_at(w->text, end + 1);
            return next.value < 0x80 && !nmk_joins(next.class);
        }
        default: return false;
    }
}

/* What is tied to the token before: its possessive, and a hyphen between it and another word, which is no token. */
static bool read_tail(Walk *w) {
    size_t possessive = nmk_scan_possessive(w->text, w->at);
    if (possessive && !emit(w, w->at + possessive, NMK_POSSESSIVE, 0)) return false;
    NmkSymbol hyphen = nmk_symbol_at(w->text, w->at);
    if (!nmk_is_hyphen(hyphen.value)) return true;
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
    return emit(w, span.end, kind, flags) && (kind == NMK_MARK || read_tail(w));
}

/* One character of Han or kana, or a run of Hangul, with its marks. */
static bool read_character(Walk *w, NmkSymbol first) {
    size_t end = w->at + first.length;
    if (first.class == NMK_C_HANGUL)
        for (NmkSymbol s; (s = nmk_symbol_at(w->text, end)).class == NMK_C_HANGUL;) end += s.length;
    return emit(w, nmk_scan_attached(w->text, end), NMK_WORD, NMK_LOWER | NMK_FOREIGN) && read_tail(w);
}

static bool read_mark(Walk *w, NmkSymbol first) {
    size_t end = nmk_scan_attached(w->text, w->at + first.length);
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
        case NMK_C_SPACE: case NMK_C_FORMAT: w->at += s.length; return true;
        case NMK_C_LINE_END: return read_break(w);
        case NMK_C_LETTER: case NMK_C_HEBREW: case NMK_C_AT: case NMK_C_DIGIT: case NMK_C_CONNECTOR: return read_word(w, s);
        case NMK_C_CHARACTER: case NMK_C_HANGUL: return read_character(w, s);
        default: return read_mark(w, s);
    }
}

static bool read_all(Walk *w) {
    while (w->at < w->text.length) {
        size_t end = run_end(w, w->at);
        if (end == w->at) {
            if (w->text.bytes[end] == ' ') w->at++;
            else if (!read_symbol(w)) return false;
        } else if (run_is_complete(w, end)) {
            if (!emit_run(w, end)) return false;
        } else if (!read_symbol(w)) {
            return false;
        }
    }
    return true;
}

bool nmk_kernel_works(NmkKernel kernel) {
    switch (kernel) {
        case NMK_KERNEL_SCALAR: case NMK_KERNEL_BEST: return true;
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
    masks[whole + 1] = (NmkMask){0, 0, 0};
    return masks;
}

NewsmarkStatus nmk_tokenize(NmkSlice text, NmkKernel kernel, NmkArena *arena, NmkTokens *tokens) {
    *tokens = (NmkTokens){NULL, 0};
    NmkMask *masks = mask_text(text, kernel, arena);
    uint32_t capacity = (uint32_t)(text.length / 4) + 16;
    NmkToken *room = nmk_arena_take(arena, (size_t)capacity * sizeof *room);
    if (!masks || !room) return NEWSMARK_ERROR_MEMORY;
    size_t start = text.length >= 3 && memcmp(text.bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    Walk walk = {.text = text, .masks = masks, .arena = arena, .tokens = {room, 0}, .capacity = capacity, .at = start,
                  .last_end = start, .spaced = true};
    if (!read_all(&walk)) return NEWSMARK_ERROR_MEMORY;
    *tokens = walk.tokens;
    return NEWSMARK_OK;
}
