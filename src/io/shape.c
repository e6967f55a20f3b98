/* The first value decides. It is one of lines where its line ends with it, or where its line ends in the midst of a string, which no JSON
 * does: then it is a broken line among lines. */
#include "io/shape.h"

#include "io/json_scan.h"

enum { RECORD_SEPARATOR = '\x1e' };

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

/* What the first bytes say, as far as they are there. */
typedef enum Opening { UNTOLD, PROSE, VALUES, OBJECT } Opening;

/* An object, or an array of objects, whose first key or end is seen too; a text may begin with a brace or a bracket. An empty array is no
 * text. *at is where the first value begins; all: no more is to come. */
static Opening opening_of(NmkSlice text, bool all, size_t *at) {
    *at = nmk_byte_order_mark(text);
    if (text.length < 3 && memcmp(text.bytes, "\xEF\xBB", text.length) == 0) return UNTOLD;
    *at += nmk_json_spaces(rest_of(text, *at));
    if (*at == text.length) return UNTOLD;
    bool array = text.bytes[*at] == '[';
    if (text.bytes[*at] == RECORD_SEPARATOR) return VALUES;
    size_t brace = *at + array;
    if (array) brace += nmk_json_spaces(rest_of(text, brace));
    if (brace == text.length) return UNTOLD;
    if (array && text.bytes[brace] == ']') {
        bool alone = nmk_json_spaces(rest_of(text, brace + 1)) == text.length - brace - 1;
        return !alone ? PROSE : all ? VALUES : UNTOLD;
    }
    if (text.bytes[brace] != '{') return PROSE;
    size_t gap = nmk_json_spaces(rest_of(text, brace + 1)), next = brace + 1 + gap;
    if (next == text.length) return UNTOLD;
    if (text.bytes[next] != '"' && text.bytes[next] != '}') return PROSE;
    return array || memchr(text.bytes + brace, '\n', next - brace) ? VALUES : OBJECT;
}

/* Lines, where a line ends with the first value or in the midst of a string, which no JSON does. */
static NmkShape shape_of_object(NmkWindow *window, size_t at) {
    NmkJsonScan scan = {.depth = 0};
    NmkScanned scanned = NMK_SCANNED_PART;
    size_t from = at, used = 0;
    for (;; at += used) {
        NmkSlice text = nmk_window_unread(window);
        scanned = nmk_json_scan(&scan, rest_of(text, at), &used);
        if (scanned != NMK_SCANNED_PART || text.length >= NMK_BLOCK || !nmk_window_more(window)) break;
    }
    at += used;
    while (at == window->end - window->start && nmk_window_more(window)) {
    }
    NmkSlice text = nmk_window_unread(window), rest = rest_of(text, at);
    if (memchr(text.bytes + from, '\n', at - from)) return scanned == NMK_SCANNED_BROKEN && rest.bytes[0] == '{' ? NMK_SHAPE_LINES : NMK_SHAPE_JSON;
    if (scanned != NMK_SCANNED_ALL) return NMK_SHAPE_LINES;
    size_t spaces = 0;
    while (spaces < rest.length && (rest.bytes[spaces] == ' ' || rest.bytes[spaces] == '\t' || rest.bytes[spaces] == '\r')) spaces++;
    return spaces == rest.length || rest.bytes[spaces] == '\n' ? NMK_SHAPE_LINES : NMK_SHAPE_JSON;
}

/* A line that is no JSON although it starts with a brace, before one that starts like an object: a broken one among lines. */
static bool is_broken_line(NmkWindow *window, size_t at) {
    for (;;) {
        const NmkSlice text = nmk_window_unread(window);
        const char *end = at < text.length && text.bytes[at] == '{' ? memchr(text.bytes + at, '\n', text.length - at) : NULL;
        if (end && end + 2 < text.bytes + text.length) return end[1] == '{' && (end[2] == '"' || end[2] == '}');
        if (at < text.length && text.bytes[at] != '{') return false;
        if (text.length >= NMK_BLOCK || !nmk_window_more(window)) return false;
    }
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

NmkShape nmk_shape_find(NmkWindow *window, const char *path) {
    size_t at;
    Opening opening;
    if (named_as_lines(path)) return NMK_SHAPE_LINES;
    for (bool all = false;; all = window->end - window->start >= NMK_BLOCK || !nmk_window_more(window)) {
        opening = opening_of(nmk_window_unread(window), all, &at);
        if (opening != UNTOLD || all) break;
    }
    if (opening == OBJECT) return shape_of_object(window, at);
    if (opening == PROSE && is_broken_line(window, at)) return NMK_SHAPE_LINES;
    return opening == VALUES ? NMK_SHAPE_JSON : NMK_SHAPE_TEXT;
}
