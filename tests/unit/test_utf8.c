/* UTF-8 by the tables of Unicode 15, section 3.9: well-formed sequences, and the maximal subparts of the others. */
#include <criterion/criterion.h>

#include "text/utf8.h"

typedef struct Row {
    const char *bytes;
    size_t length;
    const char *parts; /* the length of each part; lower-case letters mark malformed ones: a is 1, b 2, c 3 */
} Row;

#define ROW(bytes, parts)                                                                                                                            \
    { bytes, sizeof bytes - 1, parts }

static const Row ROWS[] = {
    ROW("", ""),
    ROW("abc", "111"),
    ROW("\0x\0", "111"),
    ROW("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", "234"),
    ROW("\xC2\x80\xDF\xBF", "22"),
    ROW("\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF", "3333"),
    ROW("\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", "44"),
    ROW("\x80\xBF", "aa"),
    ROW("\xC0\xAF\xC1\xBF", "aaaa"), /* overlong */
    ROW("\xE0\x80\xAF", "aaa"),
    ROW("\xE0\x9F\xBF", "aaa"),
    ROW("\xF0\x8F\xBF\xBF", "aaaa"),
    ROW("\xED\xA0\x80\xED\xBF\xBF", "aaaaaa"), /* surrogates */
    ROW("\xF4\x90\x80\x80", "aaaa"),           /* past U+10FFFF */
    ROW("\xF5\x80\xFE\xFF", "aaaa"),
    ROW("\xE2\x82", "b"), /* cut short */
    ROW("\xE2", "a"),
    ROW("\xF0\x9F\x98", "c"),
    ROW("\xF0\x9F", "b"),
    ROW("\xE2\x82"
        "A\xF0\x9F\x98"
        "B",
        "b1c1"),
    ROW("\xC3"
        "\xC3\xA9",
        "a2"),
    ROW("a\xF1\x80\x80\xE1\x80\xC2"
        "b\x80"
        "c\x80\xBF"
        "d",
        "1cba1a1aa1"), /* the example of table 3-11 */
};

Test(utf8, parts) {
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        const Row *row = &ROWS[i];
        size_t at = 0, n = strlen(row->parts);
        for (size_t p = 0; p < n; p++) {
            cr_assert_lt(at, row->length, "row %zu", i);
            NmkCodePoint c = nmk_utf8_next(row->bytes, row->length, at);
            bool bad = row->parts[p] >= 'a';
            cr_expect_eq(c.length, (uint32_t)(row->parts[p] - (bad ? 'a' - 1 : '0')), "row %zu part %zu: %u", i, p, c.length);
            if (bad) cr_expect_eq(c.value, 0xFFFD, "row %zu part %zu", i, p);
            at += c.length;
        }
        cr_expect_eq(at, row->length, "row %zu", i);
        cr_expect_eq(nmk_utf8_count(row->bytes, row->length), n, "row %zu", i);
        cr_expect_eq(nmk_utf8_valid(nmk_slice(row->bytes, row->length)), strpbrk(row->parts, "abc") == NULL, "row %zu", i);
    }
}

Test(utf8, every_code_point_survives_the_round_trip) {
    for (uint32_t value = 0; value < 0x110000; value++) {
        if (value == 0xD800) value = 0xE000;
        char bytes[4];
        size_t length = nmk_utf8_put(value, bytes);
        NmkCodePoint c = nmk_utf8_next(bytes, length, 0);
        cr_assert(c.value == value && c.length == length, "U+%04X", value);
        cr_assert(nmk_utf8_valid(nmk_slice(bytes, length)), "U+%04X", value);
        cr_assert_eq(nmk_utf16_count(bytes, length), value > 0xFFFF ? 2 : 1, "U+%04X", value);
    }
}

/* A stray byte at every place of a long run of ASCII is found, whatever step the fast path takes. */
Test(utf8, fast_path_sees_every_byte) {
    char text[40];
    for (size_t length = 1; length < sizeof text; length++)
        for (size_t at = 0; at < length; at++) {
            memset(text, 'a', sizeof text);
            cr_assert(nmk_utf8_valid(nmk_slice(text, length)));
            text[at] = '\xFF';
            cr_assert_not(nmk_utf8_valid(nmk_slice(text, length)), "byte %zu of %zu", at, length);
            cr_assert_eq(nmk_utf8_count(text, length), length);
            cr_assert_eq(nmk_utf16_count(text, length), length);
        }
}

Test(utf8, replacement_character_itself_is_valid) {
    cr_expect(nmk_utf8_valid(nmk_slice_of("\xEF\xBF\xBD")));
    cr_expect_not(nmk_utf8_valid(nmk_slice_of("\xEF\xBF")));
}

Test(utf8, counts_of_mixed_text) {
    const char *text = "12345678 \xC3\xA9t\xC3\xA9 \xF0\x9F\x98\x80 12345678";
    cr_expect_eq(nmk_utf8_count(text, strlen(text)), 23);
    cr_expect_eq(nmk_utf16_count(text, strlen(text)), 24);
}

Test(utf8, no_bytes_need_no_address) {
    cr_expect(nmk_utf8_valid(nmk_slice(NULL, 0)));
    cr_expect_eq(nmk_utf8_count(NULL, 0), 0u);
    cr_expect_eq(nmk_utf16_count(NULL, 0), 0u);
}
