/* What encoding bytes are in, and that text comes out the same however they arrive. */
#include <criterion/criterion.h>

#include "cut.h"
#include "io/detect.h"
#include "io/encoding.h"

enum { ROOM = 65536 };

static size_t converted(const char *name, NmkSlice bytes, size_t size, char out[ROOM]) {
    Cut cut = {.rest = bytes, .size = size};
    NmkWindow from = {.buffer = NULL};
    nmk_window_open(&from, cut_pull, &cut);
    NmkEncoding *encoding = nmk_encoding_new(name);
    cr_assert(encoding != NULL);
    NmkWindow *text = nmk_encoding_open(encoding, &from);
    while (nmk_window_more(text)) {
    }
    cr_assert_str_eq(text->fault, "");
    const size_t length = text->end - text->start;
    cr_assert(length < ROOM);
    memcpy(out, text->buffer + text->start, length);
    nmk_encoding_free(encoding);
    nmk_window_free(&from);
    return length;
}

static NmkSlice slice_of_row(const char *bytes, size_t length) {
    return nmk_slice(bytes, length ? length : strlen(bytes));
}

Test(encoding, converts) {
    static const struct {
        const char *name, *bytes;
        size_t length; /* 0: up to the NUL */
        const char *text;
    } ROWS[] = {
        {NULL, "", 0, ""},
        {NULL, "plain", 0, "plain"},
        {NULL, "\xc3\xa9t\xc3\xa9", 0, "\xc3\xa9t\xc3\xa9"},
        {NULL, "\xef\xbb\xbf\xc3\xa9", 0, "\xef\xbb\xbf\xc3\xa9"},
        {NULL, "\xef\xbb\xbf\xe9", 0, "\xef\xbb\xbf\xe9"},
        {NULL, "\xff\xfe\xe9\0t\0", 6, "\xef\xbb\xbf\xc3\xa9t"},
        {NULL, "\xfe\xff\0\xe9\0t", 6, "\xef\xbb\xbf\xc3\xa9t"},
        {NULL, "\xff\xfe\0\0\xe9\0\0\0", 8, "\xef\xbb\xbf\xc3\xa9"},
        {NULL, "a\0b\0c\0\xe9\0", 8, "abc\xc3\xa9"},
        {NULL, "In S\xe3o Paulo, where the president spoke of the \xc9lys\xe9""e.", 0,
         "In S\xc3\xa3o Paulo, where the president spoke of the \xc3\x89lys\xc3\xa9""e."},
        /* UTF-8 with faults stays what it is */
        {NULL, "caf\xc3\xa9 \xe9 the president", 0, "caf\xc3\xa9 \xe9 the president"},
        {NULL, "the president \xff said", 0, "the president \xff said"},
        {NULL, "cut off \xe2\x82", 0, "cut off \xe2\x82"},
        {"utf-8", "the president of S\xe3o Paulo", 0, "the president of S\xe3o Paulo"},
        {"cp1252", "\x93\xe9\x94", 0, "\xe2\x80\x9c\xc3\xa9\xe2\x80\x9d"},
        {"windows-1251", "\xcf\xe0\xf0\xe8\xe6", 0, "\xd0\x9f\xd0\xb0\xd1\x80\xd0\xb8\xd0\xb6"},
        {"shift_jis", "\x93\x8c\x8b\x9e", 0, "\xe6\x9d\xb1\xe4\xba\xac"},
        {"shift_jis", "a\x81", 0, "a\xef\xbf\xbd"},
        {"utf-16le", "a\0\0\xd8" "b\0c", 7, "a\xef\xbf\xbd" "b\xef\xbf\xbd"},
        {"ascii", "a\x80""b", 0, "a\xef\xbf\xbd""b"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        for (size_t size = 1; size < 12; size++) {
            char out[ROOM];
            const size_t length = converted(ROWS[i].name, slice_of_row(ROWS[i].bytes, ROWS[i].length), size, out);
            cr_expect(nmk_slice_is(nmk_slice(out, length), ROWS[i].text), "row %zu in pieces of %zu: %.*s", i, size, (int)length, out);
        }
    }
}

/* Well-formed, malformed or anything: the same text whatever the pieces. */
Test(encoding, any_bytes) {
    uint64_t state = 2;
    static char bytes[20000], whole[ROOM], cut[ROOM];
    for (int turn = 0; turn < 300; turn++) {
        const size_t length = cut_random(&state) % sizeof bytes;
        const uint32_t rare = 1 + cut_random(&state) % 3000;
        for (size_t i = 0; i < length; i++)
            bytes[i] = cut_random(&state) % rare ? (char)('a' + cut_random(&state) % 26) : (char)cut_random(&state);
        const size_t first = converted(NULL, nmk_slice(bytes, length), sizeof bytes, whole);
        const size_t second = converted(NULL, nmk_slice(bytes, length), 1 + cut_random(&state) % 5000, cut);
        cr_assert(first == second && memcmp(whole, cut, first) == 0, "turn %d: %zu bytes", turn, length);
    }
}

Test(encoding, names) {
    static const char *const KNOWN[] = {"auto", "AUTO", "utf-8", "UTF8", "cp1252", "latin1", "ISO-8859-1", "windows-1251", "Shift_JIS", "utf-16"};
    static const char *const UNKNOWN[] = {"", "utf-9", "a/b", "../utf-8", "cp1252,swaplfnl", "utf-8\n"};
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++) cr_expect(nmk_encoding_is_known(KNOWN[i]), "%s", KNOWN[i]);
    for (size_t i = 0; i < sizeof UNKNOWN / sizeof *UNKNOWN; i++) cr_expect(!nmk_encoding_is_known(UNKNOWN[i]), "%s", UNKNOWN[i]);
    const char **names = nmk_encoding_names();
    size_t n = 0;
    cr_assert(names != NULL);
    for (; names[n]; n++) cr_expect(nmk_encoding_is_known(names[n]) || strpbrk(names[n], ",="), "%s", names[n]);
    cr_expect(n > 500);
    free(names);
}

Test(encoding, well_formed) {
    size_t sequences = 0;
    bool cut = true;
    NmkSlice text = nmk_slice_of("0123456789012345678901234567890123456789\xc3\xa9\xe2\x82\xac!\xff");
    cr_expect_eq(nmk_detect_well_formed(text, 100, &sequences, &cut), text.length - 1);
    cr_expect(sequences == 2 && cut); /* nobody knows what follows the last byte */
    text = nmk_slice_of("a\xff" "b");
    cr_expect_eq(nmk_detect_well_formed(text, 100, &sequences, &cut), 1);
    cr_expect(!cut);
}
