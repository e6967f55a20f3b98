/* Folding: what words are looked up by. */
#include <criterion/criterion.h>

#include "text/fold.h"
#include "text/utf8.h"

static const char *const ROWS[][2] = {
    {"", ""},
    {"the", "the"},
    {"The", "the"},
    {"REUTERS", "reuters"},
    {"McCain", "mccain"},
    {"COVID19", "covid19"},
    {"[\\]^_{|}~@", "[\\]^_{|}~@"}, /* the neighbours of the letters stay */
    {"Zz@[`", "zz@['"},
    {"\xC3\x85ngstr\xC3\xB6m", "angstrom"},
    {"S\xC3\xA3o", "sao"},
    {"\xC3\x98ystein", "oystein"},
    {"\xC5\x81\xC3\xB3\x64\xC5\xBA", "lodz"},
    {"Stra\xC3\x9F"
     "e",
     "strasse"},
    {"STRA\xE1\xBA\x9E"
     "E",
     "strasse"},
    {"\xC3\x86sop", "aesop"},
    {"\xC5\x92uvre", "oeuvre"},
    {"\xC4\xB0stanbul", "istanbul"},
    {"D\xC4\xB1yarbak\xC4\xB1r", "diyarbakir"},
    {"\xC4\x90or\xC4\x91"
     "e",
     "dorde"},
    {"Nguy\xE1\xBB\x85n", "nguyen"},
    {"Nguye\xCC\x82\xCC\x83n", "nguyen"}, /* marks of their own */
    {"\xC3\xBEingvellir", "thingvellir"},
    {"\xCE\x91\xCE\xB8\xCE\xAE\xCE\xBD\xCE\xB1", "\xCE\xB1\xCE\xB8\xCE\xB7\xCE\xBD\xCE\xB1"},
    {"\xD0\x9F\xD1\x83\xD1\x82\xD0\xB8\xD0\xBD", "\xD0\xBF\xD1\x83\xD1\x82\xD0\xB8\xD0\xBD"},
    {"\xED\x95\x9C\xEA\xB5\xAD", "\xED\x95\x9C\xEA\xB5\xAD"}, /* Hangul stays whole */
    {"\xEF\xAC\x81nance", "finance"},                         /* the ligature fi */
    {"\xEF\xBC\xA1\xEF\xBC\xA2", "ab"},                       /* full width */
    {"co\xC2\xADoperate", "cooperate"},                       /* soft hyphen */
    {"O'Neill", "o'neill"},
    {"O\xE2\x80\x99Neill", "o'neill"},
    {"O\xE2\x80\x98Neill", "o'neill"},
    {"Hawai\xCA\xBBi", "hawai'i"},
    {"\xE2\x80\x99s", "'s"},
    {"\xE2\x80\x90", "-"},
    {"\xE2\x80\x91", "-"},
    {"\xE2\x80\x93", "\xE2\x80\x93"}, /* a dash is no hyphen */
    {"U.S.", "u.s."},
    {"U.S", "u.s."},
    {"a.m.", "a.m."},
    {"Ph.D", "ph.d."},
    {"Ph.D.", "ph.d."},
    {"J.R.R.", "j.r.r."},
    {"10p.m", "10p.m."},
    {"\xC3\x89.U", "e.u."},
    {"Mr.", "mr"},
    {"Inc.", "inc"},
    {"J.", "j"},
    {"\xC3\x89.", "e"},
    {".", "."},
    {"...", "..."},
    {"example.com", "example.com"},
    {"11,240.5", "11,240.5"},
    {"\xFF", "\xEF\xBF\xBD"},
};

Test(fold, words) {
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        char out[NMK_FOLD_MAX];
        size_t n = nmk_fold(nmk_slice_of(ROWS[i][0]), out);
        cr_expect(nmk_slice_is(nmk_slice(out, n), ROWS[i][1]), "%s: %.*s, not %s", ROWS[i][0], (int)n, out, ROWS[i][1]);
    }
}

/* Folding twice is folding once, so that folded words of data files can be folded again. */
Test(fold, is_idempotent) {
    for (uint32_t value = 1; value < 0x30000; value++) {
        if (value == 0xD800) value = 0xE000;
        if (value == '.') continue;
        char word[4], once[NMK_FOLD_MAX], twice[NMK_FOLD_MAX];
        size_t n = nmk_fold(nmk_slice(word, nmk_utf8_put(value, word)), once);
        if (n && once[n - 1] == '.') continue; /* U+2488 is "1.", a number with the dot of a list */
        size_t m = nmk_fold(nmk_slice(once, n), twice);
        cr_assert(nmk_slice_equal(nmk_slice(once, n), nmk_slice(twice, m)), "U+%04X", value);
    }
}

Test(fold, nothing_is_cut) {
    char word[200], out[NMK_FOLD_MAX];
    memset(word, 'A', sizeof word);
    for (size_t n = 1; n <= sizeof word; n++) {
        size_t folded = nmk_fold(nmk_slice(word, n), out);
        cr_assert_eq(folded, n <= NMK_FOLD_MAX ? n : 0, "%zu bytes", n);
        for (size_t i = 0; i < folded; i++) cr_assert_eq(out[i], 'a');
    }
    for (size_t i = 0; i + 1 < sizeof word; i += 2) memcpy(word + i, "\xC3\x9F", 2); /* grows in no case: two bytes to two */
    for (size_t n = 2; n <= sizeof word; n += 2) cr_assert_eq(nmk_fold(nmk_slice(word, n), out), n <= NMK_FOLD_MAX ? n : 0, "%zu bytes", n);
    for (size_t i = 0; i + 1 < sizeof word; i += 2) memcpy(word + i, "a.", 2);
    for (size_t n = 3; n <= sizeof word; n += 2) cr_assert_eq(nmk_fold(nmk_slice(word, n), out), n < NMK_FOLD_MAX ? n + 1 : 0, "%zu bytes", n);
}
