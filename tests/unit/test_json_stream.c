/* Values out of streams: what is a piece, where it begins, and that it does not depend on how the bytes arrive. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "cut.h"
#include "io/json_stream.h"

enum { ROOM = 16384 };

/* "value|" of each piece; "LARGE|" of too large ones, "?words|" where no value stands. */
static void pieces_of(NmkSlice text, size_t size, size_t max_bytes, char out[ROOM]) {
    Cut cut = {.rest = text, .size = size};
    NmkWindow window = {.buffer = NULL};
    nmk_window_open(&window, cut_pull, &cut);
    NmkJsonStream stream = nmk_json_stream(&window, max_bytes);
    size_t used = 0;
    uint64_t before = 0;
    out[0] = '\0';
    for (;;) {
        const NmkJsonPiece piece = nmk_json_stream_next(&stream);
        if (piece.found == NMK_JSON_ALL) break;
        uint64_t line = 1;
        for (size_t i = 0; i < piece.byte; i++) line += text.bytes[i] == '\n';
        cr_assert(piece.byte <= text.length && (piece.byte >= before || !used));
        cr_assert_eq(piece.line, line);
        before = piece.byte;
        if (piece.found == NMK_JSON_FOUND) {
            cr_assert(piece.bytes.length > 0 && piece.bytes.length <= max_bytes);
            cr_assert(memcmp(piece.bytes.bytes, text.bytes + piece.byte, piece.bytes.length) == 0);
        }
        const char *kind = piece.found == NMK_JSON_TOO_LARGE ? "LARGE" : piece.found == NMK_JSON_NO_VALUE ? "?" : "";
        const int length = piece.found == NMK_JSON_TOO_LARGE ? 0 : (int)piece.bytes.length;
        used += (size_t)snprintf(out + used, ROOM - used, "%s%.*s|", kind, length, piece.bytes.bytes);
        cr_assert(used < ROOM);
    }
    nmk_window_free(&window);
}

Test(json_stream, pieces) {
    static const struct {
        const char *text, *pieces;
    } ROWS[] = {
        {"", ""},
        {" \n\t", ""},
        {"[]", ""},
        {"{}", "{}|"},
        {"{\"a\":1}{\"b\":2}\n{\"c\":3}", "{\"a\":1}|{\"b\":2}|{\"c\":3}|"},
        {"[{\"a\":1},\n {\"b\":[2]}]\n", "{\"a\":1}|{\"b\":[2]}|"},
        {"[1, null,\"x\\\"]\",[2]]", "1|null|\"x\\\"]\"|[2]|"},
        {"12 -3.5e1", "12|-3.5e1|"},
        {"\x1e{\"a\":\"}\"}\n\x1e{\"b\":\"\\\\\"}\n", "{\"a\":\"}\"}|{\"b\":\"\\\\\"}|"},
        {"[{\"a\":1}", "{\"a\":1}|?an array has no end|"},
        {"{\"a\":[1", "{\"a\":[1|"},
        /* broken ones end where the fault shows; the next is looked for at a line */
        {"{\"a\":\"x\n{\"b\":2}", "{\"a\":\"x|{\"b\":2}|"},
        {"{\"a\":1\n{\"b\":2}", "{\"a\":1|{\"b\":2}|"},
        {"{\"a\":1,\n{\"b\":2}", "{\"a\":1,|{\"b\":2}|"},
        {"{\"a\":[1}\n{\"b\":2}", "{\"a\":[1|{\"b\":2}|"},
        {"{\"a\":1}} {\"b\":2}\n{\"c\":3}", "{\"a\":1}|?expected a JSON value|{\"c\":3}|"},
        {"{\"a\":]\n  {\"no\":1}\n{\"b\":2}", "{\"a\":|{\"b\":2}|"},
        {"[\n  {\"a\":]\n    {\"no\":1}\n  {\"b\":2}\n]", "{\"a\":|{\"b\":2}|"},
        {"\x1e{\"a\":\"x\x1e{\"b\":2}\n", "{\"a\":\"x|{\"b\":2}|"},
        {"[{\"a\":1},\x1e{\"b\":2}\n", "{\"a\":1}|?an array has no end|{\"b\":2}|"},
        {"nonsense here\n{\"b\":2}", "nonsense|{\"b\":2}|"},
        /* over 20 bytes */
        {"{\"a\":\"0123456789012345\"}{\"b\":2}", "LARGE|{\"b\":2}|"},
        {"{\"a\":\"012345678901234\n{\"b\":2}", "LARGE|{\"b\":2}|"},
        {"{\"a\":\"012345678901234", "LARGE|"},
        {"{\"a\":[0,1,2,3,4,5,6,7,8,9\n {\"no\":1}\n{\"b\":2}", "LARGE|{\"b\":2}|"},
        {"{\"a\":[0,1,2,3,4,5,6,7,8,9\n{\"b\":2}", "LARGE|{\"b\":2}|"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        for (size_t size = 1; size < 40; size += 2) {
            char found[ROOM];
            pieces_of(nmk_slice_of(ROWS[i].text), size, 20, found);
            cr_expect_str_eq(found, ROWS[i].pieces, "row %zu in pieces of %zu: %s", i, size, found);
        }
    }
}

Test(json_stream, deep) {
    char text[1600], found[ROOM];
    memset(text, '[', 800);
    memset(text + 800, ']', 800);
    text[0] = '{';
    pieces_of(nmk_slice(text, sizeof text), 100, 100000, found);
    cr_expect(found[0] == '{' && strchr(found, '|'));
}

/* Whatever the bytes are, and however they are cut. */
Test(json_stream, any_bytes) {
    static const char BYTES[] = "{{{}}}[[]]\"\"\"\"::,,\\\\\n\n\n  \x1e\ra1tn\xc3\xa9";
    uint64_t state = 1;
    for (int turn = 0; turn < 4000; turn++) {
        char text[200], whole[ROOM], cut[ROOM];
        const size_t length = cut_random(&state) % sizeof text, max_bytes = turn % 3 ? 1000 : 10;
        for (size_t i = 0; i < length; i++) text[i] = BYTES[cut_random(&state) % (sizeof BYTES - 1)];
        pieces_of(nmk_slice(text, length), sizeof text, max_bytes, whole);
        pieces_of(nmk_slice(text, length), 1 + cut_random(&state) % 9, max_bytes, cut);
        cr_assert_str_eq(whole, cut, "turn %d: %.*s", turn, (int)length, text);
    }
}

Test(json_stream, a_fault_ends_it) {
    Cut cut = {.rest = nmk_slice_of("{\"a\":1} {\"b\""), .size = 5, .fails = true};
    NmkWindow window = {.buffer = NULL};
    nmk_window_open(&window, cut_pull, &cut);
    NmkJsonStream stream = nmk_json_stream(&window, 100);
    cr_expect_eq(nmk_json_stream_next(&stream).found, NMK_JSON_FOUND);
    nmk_window_fail(&window, "as it happens");
    cr_expect_eq(nmk_json_stream_next(&stream).found, NMK_JSON_ALL);
    nmk_window_free(&window);
}
