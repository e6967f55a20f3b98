/* The tokenizer by examples, one row an expectation; then what holds for any bytes: all kernels agree, nothing is lost, memory may end.
 * Agreement with UAX #29 at large is the oracle's business (oracle_tokens.c). */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "text/symbol.h"
#include "text/token.h"
#include "same_tokens.h"

/* Tokens parted by a bar; a line end is written as a slash, a blank line as two. ~ before a token: glued. */
static const char *const ROWS[][2] = {
    {"", ""},
    {"   ", ""},
    {"The dog.", "The|dog|."},
    {"\xEF\xBB\xBFThe dog", "The|dog"},
    {"a\tb\xC2\xA0"
     "c",
     "a|b|c"},
    /* dotted */
    {"The U.S. said", "The|U.S.|said"},
    {"the U.N said", "the|U.N|said"},
    {"at 7 a.m. on", "at|7|a.m.|on"},
    {"at 10p.m. on", "at|10p.m.|on"},
    {"a Ph.D. thesis", "a|Ph.D.|thesis"},
    {"J.R.R. Tolkien", "J.R.R.|Tolkien"},
    {"J.K. Rowling", "J.K.|Rowling"},
    {"J. K. Rowling", "J.|K.|Rowling"},
    {"J.K.Rowling", "J.K.|Rowling"},
    {"George W. Bush", "George|W.|Bush"},
    {"George W.\nBush", "George|W.|/|Bush"},
    {"plan B.\nthe", "plan|B|.|/|the"},
    {"plan B.", "plan|B|."},
    {"plan B.\"", "plan|B|.|\""},
    {"J.-P. Sartre", "J.|~P.|Sartre"},
    {"Smith, J., and", "Smith|,|J.|,|and"},
    {"\xC3\x89. Zola", "\xC3\x89.|Zola"},
    {"\xD0\x90. \xD0\xA1. \xD0\x9F", "\xD0\x90.|\xD0\xA1.|\xD0\x9F"},
    {"Mr. Smith", "Mr|.|Smith"},
    {"Inc. said", "Inc|.|said"},
    {"x. The", "x|.|The"},
    {"e.g. this", "e.g.|this"},
    {"U.S..", "U.S.|."},
    {"the U.S.'s role", "the|U.S.|'s|role"},
    {"U.S.-led", "U.S.|~led"},
    /* a dot without a space */
    {"he said.The", "he|said|.|The"},
    {"Mr.Smith", "Mr|.|Smith"},
    {"J.Smith", "J.|Smith"},
    {"example.com and Amazon.com.", "example.com|and|Amazon.com|."},
    {"user@example.com", "user@example.com"},
    {"@you @ home", "@you|@|home"},
    {"a:b", "a|:|b"},
    /* numbers */
    {"11,240.5", "11,240.5"},
    {"7:30", "7|:|30"},
    {"$5bn, 2nd", "$|5bn|,|2nd"},
    {"5%", "5|%"},
    {"10-15", "10|~15"},
    {"COVID-19", "COVID|~19"},
    {"1990's", "1990|'s"},
    {"the '90s", "the|'|90s"},
    {".5", ".|5"},
    {"1.", "1|."},
    {"1,000,", "1,000|,"},
    {"10\xE2\x80\xAF"
     "000",
     "10|000"},
    /* apostrophes */
    {"O'Neill's dog", "O'Neill|'s|dog"},
    {"O\xE2\x80\x99Neill\xE2\x80\x99s", "O\xE2\x80\x99Neill|\xE2\x80\x99s"},
    {"JOHN'S", "JOHN|'S"},
    {"James' book", "James|'|book"},
    {"don't d'Estaing", "don't|d'Estaing"},
    {"'s", "'|s"},
    {" 's ", "'|s"},
    {"rock 'n' roll", "rock|'|n|'|roll"},
    {"\xE2\x80\x98It\xE2\x80\x99s\xE2\x80\x99", "\xE2\x80\x98|It|\xE2\x80\x99s|\xE2\x80\x99"},
    {"F-16's", "F|~16|'s"},
    {"A's", "A|'s"},
    {"it's,", "it|'s|,"},
    {"sister's-in-law", "sister|'s|~in|~law"},
    /* hyphens */
    {"well-known", "well|~known"},
    {"well\xE2\x80\x90known non\xE2\x80\x91"
     "EU",
     "well|~known|non|~EU"},
    {"a--b", "a|-|-|b"},
    {"a - b", "a|-|b"},
    {"a- b", "a|-|b"},
    {"a -b", "a|-|b"},
    {"1990-", "1990|-"},
    {"a\xE2\x80\x93"
     "b",
     "a|\xE2\x80\x93|b"},
    {"mid-\nday", "mid|-|/|day"},
    /* ampersands */
    {"AT&T's R&D", "AT&T|'s|R&D"},
    {"S&P500 q&a", "S&P500|q&a"},
    {"Marks&Spencer", "Marks|&|Spencer"},
    {"A & B", "A|&|B"},
    {"Q&A&B", "Q&A&B"},
    {"AT&", "AT|&"},
    /* line ends */
    {"a\nb", "a|/|b"},
    {"a\r\nb", "a|/|b"},
    {"a\rb", "a|/|b"},
    {"a\xC2\x85"
     "b",
     "a|/|b"},
    {"a\xE2\x80\xA8"
     "b\xE2\x80\xA9"
     "c",
     "a|/|b|/|c"},
    {"a \n b", "a|/|b"},
    {"a\n\nb", "a|//|b"},
    {"a\r\n \t\r\nb", "a|//|b"},
    {"a\n\rb", "a|//|b"},
    {"\na\n", "/|a|/"},
    {"\n", "/"},
    /* other scripts */
    {"\xE6\x9D\xB1\xE4\xBA\xAC\xE3\x82\xBF", "\xE6\x9D\xB1|\xE4\xBA\xAC|\xE3\x82\xBF"},
    {"\xED\x95\x9C\xEA\xB5\xAD a", "\xED\x95\x9C\xEA\xB5\xAD|a"},
    {"\xE0\xB8\xAA\xE0\xB8\xA7\xE0\xB8\xB1\xE0\xB8\xAA", "\xE0\xB8\xAA\xE0\xB8\xA7\xE0\xB8\xB1\xE0\xB8\xAA"},
    {"\xD7\xA6\xD7\x94\"\xD7\x9C", "\xD7\xA6\xD7\x94\"\xD7\x9C"},
    /* marks that attach, emoji, flags */
    {"e\xCC\x81t\xC3\xA9", "e\xCC\x81t\xC3\xA9"},
    {"\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9 \xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD",
     "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9|\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD"},
    {"\xF0\x9F\x87\xBA\xF0\x9F\x87\xB8\xF0\x9F\x87\xAC\xF0\x9F\x87\xA7", "\xF0\x9F\x87\xBA\xF0\x9F\x87\xB8|\xF0\x9F\x87\xAC\xF0\x9F\x87\xA7"},
    /* malformed */
    {"a\xFF\xE2\x82 b", "a|\xFF|\xE2\x82|b"},
    {"a\xC3", "a|\xC3"},
};

static void render(NmkSlice text, const NmkTokens *tokens, char *out) {
    for (uint32_t i = 0; i < tokens->count; i++) {
        const NmkToken *t = &tokens->at[i];
        out += sprintf(out, "%s%s", i ? "|" : "", t->flags & NMK_GLUED ? "~" : "");
        if (t->kind == NMK_BREAK)
            out += sprintf(out, t->flags & NMK_BLANK ? "//" : "/");
        else
            out += sprintf(out, "%.*s", (int)(t->end - t->start), text.bytes + t->start);
    }
    *out = 0;
}

Test(tokens, boundaries) {
    NmkArena arena;
    nmk_arena_init(&arena, NULL);
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        NmkSlice text = nmk_slice_of(ROWS[i][0]);
        NmkTokens tokens;
        char out[512] = "";
        nmk_arena_reset(&arena);
        cr_assert_eq(nmk_tokenize(text, NMK_KERNEL_BEST, &arena, &tokens), NEWSMARK_OK);
        render(text, &tokens, out);
        cr_expect_str_eq(out, ROWS[i][1], "%s: %s", ROWS[i][0], out);
    }
    nmk_arena_free(&arena);
}

/* A text of one token (its space before does not count), its kind, and all its flags but NMK_SPACED. */
static const struct {
    const char *text;
    unsigned kind, flags;
} KINDS[] = {
    {"dog", NMK_WORD, NMK_LOWER},
    {"Dog", NMK_WORD, NMK_CAPITAL},
    {"DOG", NMK_WORD, NMK_CAPITAL | NMK_UPPER},
    {"DOGs", NMK_WORD, NMK_CAPITAL},
    {"McCain", NMK_WORD, NMK_CAPITAL | NMK_MIXED},
    {"iPhone", NMK_WORD, NMK_MIXED},
    {"I", NMK_WORD, NMK_CAPITAL | NMK_INITIAL},
    {"a", NMK_WORD, NMK_LOWER},
    {"J., ", NMK_WORD, NMK_CAPITAL | NMK_INITIAL | NMK_DOTTED},
    {"U.S.", NMK_WORD, NMK_CAPITAL | NMK_UPPER | NMK_DOTTED},
    {"U.S", NMK_WORD, NMK_CAPITAL | NMK_UPPER},
    {"a.m.", NMK_WORD, NMK_LOWER | NMK_DOTTED},
    {"O'Neill", NMK_WORD, NMK_CAPITAL | NMK_APOSTROPHE},
    {"don\xE2\x80\x99t", NMK_WORD, NMK_LOWER | NMK_APOSTROPHE},
    {"AT&T", NMK_WORD, NMK_CAPITAL | NMK_UPPER},
    {"A4", NMK_WORD, NMK_CAPITAL},
    {"B2B", NMK_WORD, NMK_CAPITAL | NMK_UPPER},
    {"42", NMK_NUMBER, 0},
    {"1,234.5", NMK_NUMBER, 0},
    {"5bn", NMK_NUMBER, NMK_LOWER},
    {"5BN", NMK_NUMBER, NMK_CAPITAL | NMK_UPPER},
    {"10p.m.", NMK_NUMBER, NMK_LOWER | NMK_DOTTED},
    {"\xC3\x89lys\xC3\xA9"
     "e",
     NMK_WORD, NMK_CAPITAL},
    {"\xC5\x81\xC3\x93"
     "D\xC5\xB9",
     NMK_WORD, NMK_CAPITAL | NMK_UPPER},
    {"\xD0\x9F\xD1\x83", NMK_WORD, NMK_CAPITAL | NMK_FOREIGN},
    {"\xE6\x9D\xB1", NMK_WORD, NMK_LOWER | NMK_FOREIGN},
    {"\xD9\x85\xD8\xB5\xD8\xB1", NMK_WORD, NMK_LOWER | NMK_FOREIGN},
    {"\xEA\xB5\xAD", NMK_WORD, NMK_LOWER | NMK_FOREIGN},
    {"\xE2\x82\xAC", NMK_MARK, 0},
    {"$", NMK_MARK, 0},
    {"@", NMK_MARK, 0},
    {"____", NMK_MARK, 0},
    {"\xEF\xBF\xBD", NMK_MARK, 0},
    {"\xFF", NMK_MARK, 0},
    {"\xF0\x9F\x98\x80", NMK_MARK, 0},
};

Test(tokens, kinds_and_flags) {
    NmkArena arena;
    nmk_arena_init(&arena, NULL);
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++) {
        NmkTokens tokens;
        nmk_arena_reset(&arena);
        cr_assert_eq(nmk_tokenize(nmk_slice_of(KINDS[i].text), NMK_KERNEL_BEST, &arena, &tokens), NEWSMARK_OK);
        cr_assert_geq(tokens.count, 1, "%s", KINDS[i].text);
        cr_expect_eq(tokens.at[0].kind, KINDS[i].kind, "%s: kind %u", KINDS[i].text, tokens.at[0].kind);
        cr_expect_eq(tokens.at[0].flags, KINDS[i].flags | NMK_SPACED, "%s: flags %u", KINDS[i].text, tokens.at[0].flags);
    }
    nmk_arena_free(&arena);
}

Test(tokens, spaced_is_what_follows_white_space) {
    NmkArena arena;
    NmkTokens tokens;
    nmk_arena_init(&arena, NULL);
    const char *text = "a,b c\nd-e's \xC2\xA0(f)";
    cr_assert_eq(nmk_tokenize(nmk_slice_of(text), NMK_KERNEL_BEST, &arena, &tokens), NEWSMARK_OK);
    const bool want[] = /* a , b c line end d e 's ( f ) */
        {true, false, false, true, false, true, false, false, true, false, false};
    cr_assert_eq(tokens.count, sizeof want / sizeof want[0]);
    for (uint32_t i = 0; i < tokens.count; i++) cr_expect_eq((tokens.at[i].flags & NMK_SPACED) != 0, want[i], "token %u", i);
    nmk_arena_free(&arena);
}

static uint64_t state = 88172645463325252ULL;

static uint32_t random_below(uint32_t n) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 32) * n >> 32);
}

/* mostly words, with everything that the fast path must hand over */
static void fill_random(char *text, size_t length) {
    static const char LETTERS[] = "aaabcdeeefghiiklmnooprssttuwAIMSTU  ,.\n'-&@_0159\xC3\xA9\xE2\x80\x99\xFF$\"";
    for (size_t i = 0; i < length; i++) text[i] = LETTERS[random_below(sizeof LETTERS - 1)];
    size_t at = random_below((uint32_t)length), run = random_below(3) ? 0 : random_below((uint32_t)(length - at));
    memset(text + at, "aA1 "[random_below(4)], run); /* a long run */
}

Test(tokens, kernels_agree_at_every_length) {
    NmkArena arena;
    nmk_arena_init(&arena, NULL);
    for (size_t length = 1; length < 400; length++) {
        char *text = malloc(length); /* exactly, so that a read past the end is seen */
        for (int round = 0; round < 20; round++) {
            NmkTokens tokens, other;
            fill_random(text, length);
            nmk_arena_reset(&arena);
            cr_assert_eq(nmk_tokenize(nmk_slice(text, length), NMK_KERNEL_SCALAR, &arena, &tokens), NEWSMARK_OK);
            for (NmkKernel k = NMK_KERNEL_AVX2; k <= NMK_KERNEL_BEST; k++) {
                if (!nmk_kernel_works(k)) continue;
                cr_assert_eq(nmk_tokenize(nmk_slice(text, length), k, &arena, &other), NEWSMARK_OK);
                cr_assert(same_tokens(&tokens, &other), "kernel %d, %zu bytes", (int)k, length);
            }
        }
        free(text);
    }
    nmk_arena_free(&arena);
}

/* The same words give the same tokens wherever they stand: the fast path depends on no offset. */
Test(tokens, offsets_do_not_matter) {
    static const char WORDS[] = "Mr. O'Neill of AT&T said the U.S.-led NATO force (11,240.5 men) isn't internationalisation-proof, \xC3\x89mile.";
    char text[400];
    NmkArena arena;
    nmk_arena_init(&arena, NULL);
    uint32_t count = 0;
    for (size_t before = 0; before < 200; before++) {
        NmkTokens tokens;
        memset(text, ' ', before);
        memcpy(text + before, WORDS, sizeof WORDS - 1);
        nmk_arena_reset(&arena);
        cr_assert_eq(nmk_tokenize(nmk_slice(text, before + sizeof WORDS - 1), NMK_KERNEL_BEST, &arena, &tokens), NEWSMARK_OK);
        if (before == 0) count = tokens.count;
        cr_assert_eq(tokens.count, count, "offset %zu", before);
        cr_assert_eq(tokens.at[count - 1].start, before + sizeof WORDS - 2);
    }
    cr_expect_eq(count, 21);
    nmk_arena_free(&arena);
}

/* Long runs of one letter cross blocks. */
Test(tokens, long_words) {
    static char text[1000];
    NmkArena arena;
    nmk_arena_init(&arena, NULL);
    memset(text, 'x', sizeof text);
    for (size_t length = 1; length <= sizeof text; length++) {
        NmkTokens tokens;
        nmk_arena_reset(&arena);
        cr_assert_eq(nmk_tokenize(nmk_slice(text, length), NMK_KERNEL_BEST, &arena, &tokens), NEWSMARK_OK);
        cr_assert(tokens.count == 1 && tokens.at[0].end == length && (tokens.at[0].flags & NMK_LOWER), "%zu bytes", length);
    }
    nmk_arena_free(&arena);
}

/* Words between spaces have a way of their own, which words between tabs do not take: both must give the same tokens. */
Test(tokens, spaces_are_like_tabs) {
    static const char GAPS[] = "               ,.,.;-'\n1A.,";
    NmkArena arena;
    nmk_arena_init(&arena, NULL);
    for (int round = 0; round < 20000; round++) {
        char text[300], tabbed[300];
        const size_t length = 1 + random_below(sizeof text), words = 2 + random_below(12);
        for (size_t i = 0; i < length; i++) {
            const bool word = random_below((uint32_t)words) != 0, capital = random_below(40) == 0 || (i > 0 && text[i - 1] == ' ' && random_below(4) == 0);
            text[i] = word ? (char)((capital ? 'A' : 'a') + random_below(26)) : i > 0 && (text[i - 1] == ',' || text[i - 1] == '.') ? ' ' : GAPS[random_below(sizeof GAPS - 1)];
        }
        for (size_t i = 0; i < length; i++) tabbed[i] = text[i] == ' ' ? '\t' : text[i];
        NmkTokens tokens, other;
        nmk_arena_reset(&arena);
        cr_assert_eq(nmk_tokenize(nmk_slice(text, length), NMK_KERNEL_BEST, &arena, &tokens), NEWSMARK_OK);
        cr_assert_eq(nmk_tokenize(nmk_slice(tabbed, length), NMK_KERNEL_BEST, &arena, &other), NEWSMARK_OK);
        cr_assert(same_tokens(&tokens, &other), "round %d: %.*s", round, (int)length, text);
    }
    nmk_arena_free(&arena);
}

/* Whatever the bytes: tokens are in order and not empty, and between them stands only white space, or one hyphen before a glued one. */
Test(tokens, nothing_is_lost) {
    NmkArena arena;
    nmk_arena_init(&arena, NULL);
    char text[300];
    for (int round = 0; round < 20000; round++) {
        size_t length = 1 + random_below(sizeof text);
        if (round % 2)
            fill_random(text, length);
        else
            for (size_t i = 0; i < length; i++) text[i] = (char)random_below(256);
        NmkSlice all = nmk_slice(text, length);
        NmkTokens tokens;
        nmk_arena_reset(&arena);
        cr_assert_eq(nmk_tokenize(all, NMK_KERNEL_BEST, &arena, &tokens), NEWSMARK_OK);
        size_t at = length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
        for (uint32_t i = 0; i <= tokens.count; i++) {
            size_t start = i < tokens.count ? tokens.at[i].start : length;
            bool glued = i < tokens.count && (tokens.at[i].flags & NMK_GLUED);
            cr_assert_geq(start, at, "round %d", round);
            while (at < start) {
                NmkSymbol s = nmk_symbol_at(all, at);
                bool white = s.class == NMK_C_SPACE || s.class == NMK_C_FORMAT;
                cr_assert(white || (glued && nmk_is_hyphen(s.value) && at + s.length == start), "round %d byte %zu", round, at);
                at += s.length;
            }
            if (i == tokens.count) break;
            cr_assert_gt(tokens.at[i].end, start, "round %d", round);
            at = tokens.at[i].end;
        }
    }
    nmk_arena_free(&arena);
}

static int left;

static void *allocate(void *context, size_t size) {
    (void)context;
    return left-- > 0 ? malloc(size) : NULL;
}

static void release(void *context, void *block) {
    (void)context;
    free(block);
}

Test(tokens, memory_may_end) {
    static char text[200000];
    memset(text, '.', sizeof text); /* a token a byte: more room than first taken */
    NmkAllocator allocator = {allocate, release, NULL};
    NmkArena arena;
    NmkTokens tokens = {.count = 0};
    nmk_arena_init(&arena, &allocator);
    NewsmarkStatus status = NEWSMARK_ERROR_MEMORY;
    int failures = 0;
    for (int n = 0; n < 20 && status != NEWSMARK_OK; n++) {
        nmk_arena_reset(&arena);
        left = 1;
        status = nmk_tokenize(nmk_slice(text, sizeof text), NMK_KERNEL_BEST, &arena, &tokens);
        failures += status == NEWSMARK_ERROR_MEMORY;
    }
    cr_expect_eq(status, NEWSMARK_OK);
    cr_expect_gt(failures, 0);
    cr_expect_eq(tokens.count, sizeof text);
    nmk_arena_free(&arena);
}
