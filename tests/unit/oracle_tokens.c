/* The oracle of the tokenizer: compares nmk_tokenize with ICU's word break iterator over text that is recombined and mutated,
 * with a fixed seed, from the files it is given, and over every file of the folder NEWSMARK_TEXTS, if set. Every boundary that
 * only one side has must be explained by an exception of text/exceptions.h. All kernels must give the same tokens.
 *
 *   oracle_tokens FILE...     prints how often each exception was met; exit 1 on a difference that none explains */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include "text/exceptions.h"
#include "text/symbol.h"
#include "text/token.h"
#include "same_tokens.h"

enum { GENERATED = 32 << 20, PIECE = 4096, MAX_REPORTS = 20 };

typedef enum Exception {
#define X(name, meaning) E_##name,
    NMK_TOKEN_EXCEPTIONS(X)
#undef X
        EXCEPTIONS
} Exception;

static const struct {
    const char *name, *meaning;
} TABLE[EXCEPTIONS] = {
#define X(name, meaning) {#name, meaning},
    NMK_TOKEN_EXCEPTIONS(X)
#undef X
};

/* Strings that break tokenizers. */
/* clang-format off */
static const char *const SPICE[] = {
    "'s", "\xE2\x80\x99s", "'S", "'", "\xE2\x80\x98", "\xE2\x80\x99", "\xE2\x80\x9C", "\xE2\x80\x9D", "\"", ".", "..", "...", "\xE2\x80\xA6", ",", ";", ":",
    "-", "--", "\xE2\x80\x90", "\xE2\x80\x91", "\xE2\x80\x93", "\xE2\x80\x94", "&", "AT&T", "R&D", "a&b", "S&P500", "U.S.", "U.S", "a.m.", "10p.m.",
    "Ph.D.", "J.K.Rowling", "Mr.Smith", "W. ", "X.", "1,234.5", "7:30", "5bn", "$", "%", "\xE2\x82\xAC", "@", "@a", "a@b.c", "_", "__", "#", "*",
    "\xE2\x80\xA2", "/", "(", ")", "\t", "\n", "\r\n", "\r", "\n\n", "\xC2\x85", "\xE2\x80\xA8", "\v", "\f", " ", "  ", "\xC2\xA0", "\xE2\x80\xAF",
    "\xE2\x80\x8B", "\xE2\x80\x8D", "\xE2\x80\x8E", "\xEF\xBB\xBF", "\xC2\xAD", "\xCC\x81", "\xCC\x88", "\xE2\x83\x9D", "\xEF\xB8\x8F", "\xC3\xA9",
    "\xC3\x89", "\xC5\x81", "\xC3\xB8", "\xC4\xB0", "\xCE\xA9", "\xD0\x96", "\xD0\xB6", "\xD7\x90", "\xD7\x91", "\xD7\x90\"\xD7\x91", "\xD7\x90'",
    "\xD8\xA7", "\xD9\xA1", "\xD9\xAB", "\xE6\x9D\xB1", "\xE4\xBA\xAC", "\xE3\x81\x82", "\xE3\x82\xBF", "\xE3\x83\xBC", "\xED\x95\x9C", "\xEA\xB5\xAD",
    "\xE0\xB8\x81", "\xE0\xB8\xB2", "\xE0\xB9\x89", "\xE0\xBA\x81", "\xE1\x9E\x80", "\xE1\x80\x80", "\xE0\xA4\x95", "\xE0\xA5\x8D", "\xE0\xA4\xBE",
    "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9", "\xF0\x9F\x91\x8D", "\xF0\x9F\x8F\xBD", "\xF0\x9F\x87\xBA", "\xF0\x9F\x87\xBA\xF0\x9F\x87\xB8",
    "5\xEF\xB8\x8F\xE2\x83\xA3", "\xC2\xB7", "\xEF\xBC\x8E", "\xEF\xBC\x8C", "\xEF\xBC\x91", "\xEF\xBC\x9A", "\x80", "\xC3", "\xE2\x80", "\xF0\x9F",
    "\xFF", "\xED\xA0\x80", "\xC0\xAF", "\x01", "\x7F", "A", "a", "Z", "0", "9", "Ab", "abc", "s", "S",
};
/* clang-format on */

static uint64_t state = 20230101;

static uint32_t random_below(uint32_t n) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 32) * n >> 32);
}

typedef struct Text {
    char *bytes;
    size_t length;
} Text;

static bool append_file(const char *path, Text *all) {
    FILE *file = fopen(path, "rb");
    if (!file) return false;
    char block[65536];
    for (size_t n; (n = fread(block, 1, sizeof block, file)) > 0;) {
        char *bytes = realloc(all->bytes, all->length + n);
        if (!bytes) abort();
        memcpy(bytes + all->length, block, n);
        all->bytes = bytes;
        all->length += n;
    }
    return fclose(file) == 0;
}

/* PIECE bytes: long and short slices of the texts, spiced; one in eight is little but spice. */
static size_t generate(const Text *all, char *out) {
    size_t length = 0;
    bool hot = random_below(8) == 0;
    while (length < PIECE) {
        size_t n = 1 + random_below(hot ? 8 : random_below(4) ? 60 : 600);
        size_t at = random_below((uint32_t)all->length);
        if (n > all->length - at) n = all->length - at;
        if (n > PIECE - length) n = PIECE - length;
        memcpy(out + length, all->bytes + at, n);
        length += n;
        for (uint32_t i = random_below(hot ? 6 : 2); i > 0; i--) {
            const char *spice = SPICE[random_below(sizeof SPICE / sizeof SPICE[0])];
            size_t m = strlen(spice);
            if (random_below(50) == 0) m = 1, spice = ""; /* a NUL byte */
            if (m > PIECE - length) break;
            memcpy(out + length, spice, m);
            length += m;
        }
    }
    return length;
}

/* Starts and ends of words, as position * 2 + 1 and position * 2; sorted. */
typedef struct Edges {
    uint64_t *at;
    size_t count;
} Edges;

static bool is_white(NmkSlice text, size_t at) {
    uint8_t class = nmk_symbol_at(text, at).class;
    return class == NMK_C_SPACE || class == NMK_C_LINE_END || class == NMK_C_FORMAT;
}

static void add_span(Edges *edges, size_t start, size_t end) {
    edges->at[edges->count++] = (uint64_t)start * 2 + 1;
    edges->at[edges->count++] = (uint64_t)end * 2;
}

/* ICU's segments without the white space, control and format characters they start with; how many had such. */
static uint64_t icu_edges(UBreakIterator *words, NmkSlice text, Edges *edges) {
    UErrorCode error = U_ZERO_ERROR;
    UText *utext = utext_openUTF8(NULL, text.bytes, (int64_t)text.length, &error);
    ubrk_setUText(words, utext, &error);
    if (U_FAILURE(error)) {
        fprintf(stderr, "oracle_tokens: %s\n", u_errorName(error));
        exit(2);
    }
    edges->count = 0;
    size_t start = 0;
    uint64_t white = 0;
    for (int32_t end; (end = ubrk_next(words)) != UBRK_DONE; start = (size_t)end) {
        size_t from = start;
        while (from < (size_t)end && is_white(text, from)) from += nmk_symbol_at(text, from).length;
        if (from < (size_t)end) add_span(edges, from, (size_t)end);
        white += from > start;
    }
    utext_close(utext);
    return white;
}

static void our_edges(const NmkTokens *tokens, Edges *edges) {
    edges->count = 0;
    for (uint32_t i = 0; i < tokens->count; i++)
        if (tokens->at[i].kind != NMK_BREAK) add_span(edges, tokens->at[i].start, tokens->at[i].end);
}

/* What stands around an edge. */
typedef struct Place {
    NmkSlice text;
    size_t at;
    NmkSymbol before, after;
    const NmkToken *inside, *starts, *ends; /* our token around it, and those that touch it; NULL none */
} Place;

static NmkSymbol symbol_before(NmkSlice text, size_t at) {
    if (at == 0) return (NmkSymbol){0, 0, NMK_C_LINE_END, NMK_C_LINE_END};
    size_t from = at > 4 ? at - 4 : 0;
    for (; from < at; from++) {
        NmkSymbol s = nmk_symbol_at(text, from);
        if (from + s.length == at) return s;
    }
    return nmk_symbol_at(text, at - 1);
}

static bool is_unspaced(NmkSymbol s) {
    return s.length && u_getIntPropertyValue((UChar32)s.value, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT;
}

static bool starts_name(const Place *p, size_t at) {
    NmkSymbol first = nmk_symbol_at(p->text, at), second = nmk_symbol_at(p->text, at + first.length);
    return (first.byte & NMK_CLASS_UPPER) && (second.byte & NMK_CLASS_LOWER);
}

/* Past the combining marks at the place: what the word segmentation sees there. */
static size_t past_marks(const Place *p, size_t at) {
    while (nmk_attaches(nmk_symbol_at(p->text, at).class)) at += nmk_symbol_at(p->text, at).length;
    return at;
}

/* The symbol before the place, past the marks attached to it. */
static NmkSymbol base_before(const Place *p) {
    size_t at = p->at;
    NmkSymbol s = p->before;
    while (nmk_attaches(s.class)) s = symbol_before(p->text, at -= s.length);
    return s;
}

/* Why only we have an edge here. */
static int explain_extra(const Place *p) {
    if (base_before(p).value == 0x202F || p->after.value == 0x202F) return E_narrow_space;
    if ((p->starts && p->starts->kind == NMK_POSSESSIVE) || (p->ends && p->ends->kind == NMK_POSSESSIVE)) return E_possessive;
    if (p->after.value == '.' && starts_name(p, past_marks(p, p->at + 1))) return E_run_in;
    if (symbol_before(p->text, p->at).value == '.' && starts_name(p, p->at)) return E_run_in;
    if (base_before(p).value == '.' && starts_name(p, p->at)) return E_run_in;
    if (base_before(p).class == NMK_C_CHARACTER || p->after.class == NMK_C_CHARACTER) return E_characters;
    if (is_unspaced(p->before) || is_unspaced(p->after)) return E_unspaced;
    return EXCEPTIONS;
}

/* At either edge of an apostrophe that follows an at sign. */
static bool after_at_sign(const Place *p) {
    if (p->before.value == '@' && (p->after.value == '\'' || p->after.value == 0x2019)) return true;
    if (p->before.value != '\'' && p->before.value != 0x2019) return false;
    return p->at >= p->before.length && symbol_before(p->text, p->at - p->before.length).value == '@';
}

static bool is_glue(const Place *p) {
    bool word_after = nmk_is_wordlike(nmk_symbol_at(p->text, p->at + p->after.length).class);
    if (nmk_is_hyphen(p->after.value) && !p->inside && !p->starts && word_after) return true;
    return nmk_is_hyphen(p->before.value) && p->starts && (p->starts->flags & NMK_GLUED);
}

/* Why only ICU has an edge here. */
static int explain_missing(const Place *p) {
    if (base_before(p).value == 0x202F || p->after.value == 0x202F) return E_narrow_space;
    if (p->inside && (p->inside->flags & NMK_DOTTED) && p->after.value == '.') return E_dotted;
    if (is_glue(p)) return E_hyphen;
    if (p->inside && p->inside->kind == NMK_POSSESSIVE) return E_possessive;
    if (p->inside && (p->before.value == '&' || p->after.value == '&')) return E_ampersand;
    if (is_unspaced(p->before) || is_unspaced(p->after)) return E_unspaced;
    if (p->before.class == NMK_C_CHARACTER || p->after.class == NMK_C_CHARACTER) return E_characters;
    return EXCEPTIONS;
}

typedef struct Oracle {
    UBreakIterator *words;
    NmkArena arena;
    Edges icu, ours;
    size_t room; /* bytes of text for which the edges have room */
    uint64_t bytes, edges, met[EXCEPTIONS], unexplained;
} Oracle;

static Place place_of(NmkSlice text, const NmkTokens *tokens, uint32_t *next, size_t at) {
    while (*next < tokens->count && tokens->at[*next].end < at) ++*next;
    Place p = {.text = text, .at = at, .before = symbol_before(text, at), .after = nmk_symbol_at(text, at)};
    for (uint32_t i = *next; i < tokens->count && tokens->at[i].start <= at; i++) {
        const NmkToken *t = &tokens->at[i];
        if (t->start == at)
            p.starts = t;
        else if (t->end == at)
            p.ends = t;
        else if (t->end > at)
            p.inside = t;
    }
    return p;
}

static void report(const Place *p, const char *side) {
    size_t from = p->at > 30 ? p->at - 30 : 0, to = p->at + 30 < p->text.length ? p->at + 30 : p->text.length;
    printf("unexplained, only %s: byte %zu: %.*s\xE2\x8E\xB8%.*s\n", side, p->at, (int)(p->at - from), p->text.bytes + from, (int)(to - p->at),
           p->text.bytes + p->at);
}

static bool old_icu(void) {
    return U_ICU_VERSION_MAJOR_NUM == 72;
}

static void explain(Oracle *o, const Place *p, bool extra) {
    int why = extra ? explain_extra(p) : explain_missing(p);
    bool sign = p->before.value == '@' || p->after.value == '@' || p->before.value == ':' || p->after.value == ':';
    if (why == EXCEPTIONS && sign && !old_icu()) why = E_at_sign;
    if (why == EXCEPTIONS && extra && after_at_sign(p)) why = E_at_sign;
    if (why != EXCEPTIONS) {
        o->met[why]++;
        return;
    }
    if (o->unexplained++ < MAX_REPORTS) report(p, extra ? "ours" : "ICU's");
}

static void compare_edges(Oracle *o, NmkSlice text, const NmkTokens *tokens) {
    size_t i = 0, j = 0;
    uint32_t next = 0;
    while (i < o->icu.count || j < o->ours.count) {
        uint64_t theirs = i < o->icu.count ? o->icu.at[i] : UINT64_MAX, our = j < o->ours.count ? o->ours.at[j] : UINT64_MAX;
        o->edges++;
        if (theirs == our) {
            i++;
            j++;
            continue;
        }
        bool extra = our < theirs;
        Place p = place_of(text, tokens, &next, (size_t)((extra ? our : theirs) / 2));
        explain(o, &p, extra);
        if (extra)
            j++;
        else
            i++;
    }
}

static void make_room(Oracle *o, size_t length) {
    if (length <= o->room) return;
    o->room = length;
    o->icu.at = realloc(o->icu.at, (2 * length + 2) * sizeof *o->icu.at);
    o->ours.at = realloc(o->ours.at, (2 * length + 2) * sizeof *o->ours.at);
    if (!o->icu.at || !o->ours.at) abort();
}

static void compare(Oracle *o, NmkSlice text) {
    NmkTokens tokens, other;
    make_room(o, text.length);
    nmk_arena_reset(&o->arena);
    if (nmk_tokenize(text, NMK_KERNEL_SCALAR, &o->arena, &tokens) != NEWSMARK_OK) abort();
    for (NmkKernel k = NMK_KERNEL_AVX2; k <= NMK_KERNEL_BEST; k++) {
        if (!nmk_kernel_works(k)) continue;
        if (nmk_tokenize(text, k, &o->arena, &other) != NEWSMARK_OK) abort();
        if (same_tokens(&tokens, &other)) continue;
        printf("kernel %d gives other tokens\n", (int)k);
        o->unexplained++;
    }
    o->bytes += text.length;
    o->met[E_white_space] += icu_edges(o->words, text, &o->icu);
    our_edges(&tokens, &o->ours);
    compare_edges(o, text, &tokens);
}

static void compare_folder(Oracle *o, const char *folder) {
    DIR *dir = opendir(folder);
    if (!dir) return;
    char path[4096];
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        Text text = {NULL, 0};
        if (snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) < (int)sizeof path && append_file(path, &text) && text.length)
            compare(o, nmk_slice(text.bytes, text.length));
        free(text.bytes);
    }
    closedir(dir);
}

static int finish(const Oracle *o) {
    printf("%llu bytes, %llu edges; differences by exception:\n", (unsigned long long)o->bytes, (unsigned long long)o->edges);
    for (int e = 0; e < EXCEPTIONS; e++) printf("%10llu  %-12s %s\n", (unsigned long long)o->met[e], TABLE[e].name, TABLE[e].meaning);
    printf("%10llu  unexplained\n", (unsigned long long)o->unexplained);
    return o->unexplained ? 1 : 0;
}

int main(int argc, char **argv) {
    UErrorCode error = U_ZERO_ERROR;
    Oracle o = {.words = ubrk_open(UBRK_WORD, "en", NULL, 0, &error)};
    Text all = {NULL, 0};
    if (U_FAILURE(error) || argc < 2) return 2;
    nmk_arena_init(&o.arena, NULL);
    for (int i = 1; i < argc; i++)
        if (!append_file(argv[i], &all)) {
            fprintf(stderr, "oracle_tokens: %s cannot be read\n", argv[i]);
            return 2;
        }
    if (all.length == 0) return 2;
    compare(&o, nmk_slice(all.bytes, all.length));
    char piece[PIECE];
    while (o.bytes < GENERATED) compare(&o, nmk_slice(piece, generate(&all, piece)));
    const char *folder = getenv("NEWSMARK_TEXTS");
    if (folder) compare_folder(&o, folder);
    int status = finish(&o);
    nmk_arena_free(&o.arena);
    ubrk_close(o.words);
    free(o.icu.at);
    free(o.ours.at);
    free(all.bytes);
    return status;
}
