/* Strings against a writer of one byte after the other, for every length and every place of what needs a change; numbers; offsets. */
#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "io/json_writer.h"
#include "io/offsets.h"
#include "text/utf8.h"

/* What a string should be, character by character. */
static size_t plainly(char *to, NmkSlice text) {
    char *const start = to;
    *to++ = '"';
    for (size_t at = 0; at < text.length;) {
        static const char LETTERS[] = "btn?fr";
        const NmkCodePoint c = nmk_utf8_next(text.bytes, text.length, at);
        if (c.value == '"' || c.value == '\\') to += sprintf(to, "\\%c", (int)c.value);
        else if (c.value >= 8 && c.value <= 13 && c.value != 11) to += sprintf(to, "\\%c", LETTERS[c.value - 8]);
        else if (c.value < 0x20 || c.value == 0x7f || c.value == 0x2028 || c.value == 0x2029) to += sprintf(to, "\\u%04x", c.value);
        else to += nmk_utf8_put(c.value, to);
        at += c.length;
    }
    *to++ = '"';
    return (size_t)(to - start);
}

/* Both ways to write a string, from memory of just its length, so that a look behind it shows under a sanitizer. */
static void check(const char *bytes, size_t length) {
    char *own = malloc(length + 1), *want = malloc(NMK_PEN_BYTE * length + 3);
    char *got = malloc(NMK_PEN_BYTE * length + 2 + NMK_PEN_SPARE);
    memcpy(own, bytes, length);
    own = realloc(own, length ? length : 1);
    const NmkSlice text = nmk_slice(own, length);
    const size_t wanted = plainly(want, text);
    const size_t written = (size_t)(nmk_pen_string(got, text) - got);
    cr_assert(written == wanted && memcmp(got, want, wanted) == 0, "%.*s is not %.*s", (int)written, got, (int)wanted, want);
    NmkBuffer buffer = {.bytes = NULL};
    nmk_put(&buffer, "x");
    nmk_put_json_string(&buffer, text);
    cr_assert(!buffer.failed && buffer.length == wanted + 1 && memcmp(buffer.bytes + 1, want, wanted) == 0);
    nmk_buffer_free(&buffer);
    free(own);
    free(want);
    free(got);
}

Test(json_writer, every_place_in_every_length) {
    static const char *const ODD[] = {"",     "\"",  "\\",           "\x1f",         "\n",         "\x7f", " ", "!", "#", "[", "]", "~", "\xc3\xa9", "\xe2\x80\xa8",
                                      "\xe2\x80\xa9", "\xe2\x80\x9c", "\xef\xbf\xbd", "\xf0\x9f\x98\x80", "\x80", "\xe2\x82", "\xff", "\xf0\x9f\x98"};
    for (size_t length = 0; length <= 40; length++)
        for (size_t at = 0; at <= length; at++)
            for (size_t odd = 0; odd < sizeof ODD / sizeof *ODD; odd++) {
                char text[64];
                memset(text, 'a', sizeof text);
                memcpy(text + at, ODD[odd], strlen(ODD[odd]));
                check(text, length + strlen(ODD[odd]));
            }
    for (unsigned byte = 0; byte < 256; byte++) check(&(char){(char)byte}, 1);
    check("\0", 1);
}

Test(json_writer, long_strings_with_anything_in_them) {
    static char text[20000];
    uint32_t state = 7;
    for (int round = 0; round < 40; round++) {
        for (size_t i = 0; i < sizeof text; i++) {
            state = state * 1664525 + 1013904223;
            const unsigned roll = state >> 24;
            text[i] = (char)((int)roll < round * 6 ? state >> 16 & 255 : 'a' + roll % 26);
        }
        for (size_t length = 4090; length < 4102; length++) check(text, length);
        check(text, sizeof text);
    }
}

Test(json_writer, numbers) {
    uint64_t number = 0;
    for (int i = 0; i < 40000; i++) {
        for (uint64_t n = number - (number > 0); n <= number + 1 && n >= number - (number > 0); n++) {
            char got[NMK_PEN_NUMBER + NMK_PEN_SPARE], want[32];
            *nmk_pen_number(got, n) = 0;
            snprintf(want, sizeof want, "%" PRIu64, n);
            cr_assert_str_eq(got, want);
        }
        number = i < 12000 ? number + 1 : i < 12020 ? number * 10 : number * 6364136223846793005u + (uint64_t)i;
    }
    char got[NMK_PEN_NUMBER + NMK_PEN_SPARE];
    *nmk_pen_number(got, UINT64_MAX) = 0;
    cr_assert_str_eq(got, "18446744073709551615");
}

Test(offsets, are_those_of_counting) {
    static const char *const PARTS[] = {"a", "In Paris, ", "é", "東", "\xf0\x9f\x98\x80", "\xff", "\xe2\x82", "a long stretch of plain words, longer than a block of them"};
    uint32_t state = 3;
    for (int round = 0; round < 200; round++) {
        char text[4000];
        size_t starts[200], length = 0, n = 0;
        while (n < 60) {
            state = state * 1664525 + 1013904223;
            const char *part = PARTS[(state >> 24) % (round < 50 ? 2 : 8)];
            starts[n++] = length;
            memcpy(text + length, part, strlen(part));
            length += strlen(part);
            text[length++] = ' '; /* so that no part joins the next */
        }
        for (NmkUnit unit = NMK_UNIT_CODEPOINT; unit <= NMK_UNIT_UTF16; unit++) {
            NmkOffsets offsets = nmk_offsets(nmk_slice(text, length), unit);
            for (size_t i = 0; i < n; i += 1 + i % 3) {
                const size_t want = unit == NMK_UNIT_UTF8 ? starts[i] : unit == NMK_UNIT_UTF16 ? nmk_utf16_count(text, starts[i]) : nmk_utf8_count(text, starts[i]);
                cr_assert_eq(nmk_offsets_to(&offsets, starts[i]), want);
                cr_assert_eq(nmk_offsets_to(&offsets, starts[i]), want);
            }
        }
    }
}
