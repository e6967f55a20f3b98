/* The first value decides. It is one of lines where its line ends with it, or where its line ends in the midst of a string, which no JSON
 * does: then it is a broken line among lines. */
#include "io/shape.h"

size_t nmk_json_spaces(NmkSlice text) {
    size_t n = 0;
    while (n < text.length && (text.bytes[n] == ' ' || text.bytes[n] == '\t' || text.bytes[n] == '\r' || text.bytes[n] == '\n')) n++;
    return n;
}

size_t nmk_byte_order_mark(NmkSlice text) {
    return text.length >= 3 && memcmp(text.bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

static NmkSlice rest_of(NmkSlice text, size_t at) {
    return at < text.length ? nmk_slice(text.bytes + at, text.length - at) : nmk_slice("", 0);
}

/* Lines of JSON begin with an object whose first key, or end, stands on the same line; a brace alone on its line opens an object over
 * several lines. An array of objects is taken for lines too, so that it is refused and not read as prose. What else begins with a
 * brace is text. */
static NmkShape shape_of(NmkSlice text) {
    size_t at = nmk_byte_order_mark(text);
    at += nmk_json_spaces(rest_of(text, at));
    bool array = at < text.length && text.bytes[at] == '[';
    if (array) at += 1 + nmk_json_spaces(rest_of(text, at + 1));
    if (at >= text.length || text.bytes[at] != '{') return NMK_SHAPE_TEXT;
    size_t gap = nmk_json_spaces(rest_of(text, at + 1)), next = at + 1 + gap;
    bool key = next < text.length && (text.bytes[next] == '"' || text.bytes[next] == '}');
    if (!key) return NMK_SHAPE_TEXT;
    return !array && memchr(text.bytes + at + 1, '\n', gap) ? NMK_SHAPE_JSON : NMK_SHAPE_LINES;
}

static bool ends_with(NmkSlice name, const char *ending) {
    size_t length = strlen(ending);
    return name.length > length && memcmp(name.bytes + name.length - length, ending, length) == 0;
}

static bool named_as_lines(const char *path) {
    static const char *const PACKED[] = {".gz", ".zst", ".xz", ".bz2"};
    NmkSlice name = nmk_slice_of(path ? path : "");
    for (size_t i = 0; i < sizeof PACKED / sizeof *PACKED; i++) {
        if (!ends_with(name, PACKED[i])) continue;
        name.length -= strlen(PACKED[i]);
        break;
    }
    return ends_with(name, ".ndjson") || ends_with(name, ".jsonl");
}

/* Can the shape be told from the text so far? The first character that is no space must be seen, and behind brackets one more. */
static bool telling(NmkSlice text) {
    size_t at = nmk_byte_order_mark(text);
    at += nmk_json_spaces(rest_of(text, at));
    for (int i = 0; i < 2; i++)
        if (at < text.length && (text.bytes[at] == '{' || text.bytes[at] == '[')) at += 1 + nmk_json_spaces(rest_of(text, at + 1));
    return at < text.length || text.length >= NMK_BLOCK;
}

NmkShape nmk_shape_find(NmkWindow *window, const char *path) {
    if (named_as_lines(path)) return NMK_SHAPE_LINES;
    while (!telling(nmk_window_unread(window)) && nmk_window_more(window)) {
    }
    return shape_of(nmk_window_unread(window));
}
