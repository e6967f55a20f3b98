/* What a file is, by its first bytes and by its name; and how it is packed. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <zlib.h>

#include "cut.h"
#include "io/gzip.h"
#include "io/packing.h"
#include "io/shape.h"

static NmkShape shape_of(const char *text, const char *name, size_t size) {
    Cut cut = {.rest = nmk_slice_of(text), .size = size};
    NmkWindow window = {.buffer = NULL};
    nmk_window_open(&window, cut_pull, &cut);
    const NmkShape shape = nmk_shape_find(&window, name);
    cr_expect(nmk_slice_is(nmk_slice(window.buffer ? window.buffer : "", window.end), "") || memcmp(window.buffer, text, window.end) == 0);
    nmk_window_free(&window);
    return shape;
}

Test(shape, by_content) {
    static const struct {
        const char *text;
        NmkShape shape;
    } ROWS[] = {
        {"", NMK_SHAPE_TEXT},
        {"In Paris.\n{\"a\":1}\n", NMK_SHAPE_TEXT},
        {"{ not JSON }", NMK_SHAPE_TEXT},
        {"[Paris] The minister", NMK_SHAPE_TEXT},
        {"[1] a footnote", NMK_SHAPE_TEXT},
        {"[] is empty", NMK_SHAPE_TEXT},
        {"{\"a\":1}\n{\"b\":2}\n", NMK_SHAPE_LINES},
        {"\xef\xbb\xbf\n {\"a\":1}", NMK_SHAPE_LINES},
        {"{\"a\":1} \r\n", NMK_SHAPE_LINES},
        {"{}\n", NMK_SHAPE_LINES},
        {"{\"a\":\"x\n{\"b\":2}\n", NMK_SHAPE_LINES}, /* a broken line */
        {"{\"a\":1,\n{\"b\":2}\n", NMK_SHAPE_LINES},
        {"{\"a\":1", NMK_SHAPE_LINES},
        {"{\"a\":1}{\"b\":2}\n", NMK_SHAPE_JSON},
        {"{\n \"a\":1}", NMK_SHAPE_JSON},
        {"{\"a\":1,\n \"b\":2}\n", NMK_SHAPE_JSON},
        {"[{\"a\":1}]", NMK_SHAPE_JSON},
        {"[\n{\"a\":1}]", NMK_SHAPE_JSON},
        {"[ ]\n", NMK_SHAPE_JSON},
        {"\x1e{\"a\":1}\n", NMK_SHAPE_JSON},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        for (size_t size = 1; size < 20; size += 3) cr_expect_eq(shape_of(ROWS[i].text, NULL, size), ROWS[i].shape, "row %zu in pieces of %zu", i, size);
}

Test(shape, by_name) {
    cr_expect_eq(shape_of("", "a.ndjson", 1), NMK_SHAPE_LINES);
    cr_expect_eq(shape_of("text", "a.tar/b.jsonl.gz", 1), NMK_SHAPE_LINES);
    cr_expect_eq(shape_of("text", "a.jsonl.txt", 1), NMK_SHAPE_TEXT);
    cr_expect_eq(shape_of("text", ".jsonl", 1), NMK_SHAPE_TEXT);
}

static NmkPacking packing_of(NmkSlice bytes, size_t size, size_t *read) {
    Cut cut = {.rest = bytes, .size = size};
    NmkWindow window = {.buffer = NULL};
    nmk_window_open(&window, cut_pull, &cut);
    const NmkPacking packing = nmk_packing_find(&window);
    *read = window.end;
    nmk_window_free(&window);
    return packing;
}

Test(packing, by_mark) {
    static const struct {
        const char *bytes;
        size_t length;
        NmkPacking packing;
    } ROWS[] = {
        {"\x1f\x8b\x08\x00", 4, NMK_GZIP},      {"\x1f\x8b", 2, NMK_PLAIN},          {"\x28\xb5\x2f\xfd", 4, NMK_COMPRESSED}, {"\xfd" "7zXZ\0", 6, NMK_COMPRESSED},
        {"BZh91AY&SY", 10, NMK_COMPRESSED},     {"BZh91 is text", 13, NMK_PLAIN},    {"PK\3\4", 4, NMK_ZIP},                  {"PK\5\6", 4, NMK_ZIP},
        {"PK, he said", 11, NMK_PLAIN},         {"P*M\x18", 4, NMK_COMPRESSED},      {"", 0, NMK_PLAIN},                      {"text", 4, NMK_PLAIN},
    };
    size_t read;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        for (size_t size = 1; size < 12; size++) cr_expect_eq(packing_of(nmk_slice(ROWS[i].bytes, ROWS[i].length), size, &read), ROWS[i].packing, "row %zu", i);
}

Test(packing, tar) {
    char blocks[1024] = "name.txt";
    long sum = 8 * ' ';
    size_t read;
    memcpy(blocks + 100, "0000644\0000000000\0000000000\00000000000005\00000000000000", 48);
    for (int i = 0; i < 512; i++) sum += (unsigned char)blocks[i];
    snprintf(blocks + 148, 8, "%06lo", sum);
    for (size_t size = 1; size < 600; size += 73) cr_expect_eq(packing_of(nmk_slice(blocks, sizeof blocks), size, &read), NMK_TAR);
    blocks[0] = 'N';
    cr_expect_eq(packing_of(nmk_slice(blocks, sizeof blocks), 100, &read), NMK_PLAIN);
    memset(blocks, 0, sizeof blocks);
    cr_expect_eq(packing_of(nmk_slice(blocks, sizeof blocks), 100, &read), NMK_TAR);
    cr_expect_eq(packing_of(nmk_slice(blocks, 1000), 100, &read), NMK_PLAIN);
}

/* A record that somebody wrote is not kept waiting for more. */
Test(packing, does_not_wait) {
    size_t read;
    cr_expect(packing_of(nmk_slice_of("{\"a\":1}\n{\"b\":2}\n"), 8, &read) == NMK_PLAIN && read == 8);
    cr_expect(packing_of(nmk_slice_of("line\nline\n"), 5, &read) == NMK_PLAIN && read == 5);
}

static size_t gunzipped(NmkSlice packed, size_t size, char *out, char *fault) {
    Cut cut = {.rest = packed, .size = size};
    NmkWindow from = {.buffer = NULL};
    nmk_window_open(&from, cut_pull, &cut);
    NmkGzip *gzip = nmk_gzip_new();
    cr_assert(gzip != NULL);
    NmkWindow *window = nmk_gzip_open(gzip, &from);
    while (nmk_window_more(window)) {
    }
    const size_t length = window->end - window->start;
    memcpy(out, nmk_window_unread(window).bytes, length);
    strcpy(fault, window->fault);
    nmk_gzip_free(gzip);
    nmk_window_free(&from);
    return length;
}

/* Every byte of it is looked after: none may be missing or wrong. */
Test(gzip, every_byte) {
    static const char TEXT[] = "In Paris, President Emmanuel Macron spoke; in Paris, President Emmanuel Macron was heard.";
    unsigned char packed[200];
    char out[1000], fault[200];
    z_stream stream = {.next_in = (Bytef *)TEXT, .avail_in = sizeof TEXT, .next_out = packed, .avail_out = sizeof packed};
    cr_assert(deflateInit2(&stream, 9, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK && deflate(&stream, Z_FINISH) == Z_STREAM_END);
    const size_t length = stream.total_out;
    deflateEnd(&stream);
    for (size_t size = 1; size < 30; size += 4) {
        cr_expect(gunzipped(nmk_slice((char *)packed, length), size, out, fault) == sizeof TEXT && !*fault && memcmp(out, TEXT, sizeof TEXT) == 0);
        for (size_t cut = 1; cut < length; cut++) {
            gunzipped(nmk_slice((char *)packed, cut), size, out, fault);
            cr_expect_str_eq(fault, "the gzip data ends early", "cut at %zu", cut);
        }
    }
    for (size_t at = 10; at < length; at++) { /* the header holds a time and a system, which may be any */
        packed[at] ^= 0x10;
        gunzipped(nmk_slice((char *)packed, length), 64, out, fault);
        cr_expect(*fault, "byte %zu", at);
        packed[at] ^= 0x10;
    }
}
