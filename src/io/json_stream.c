/* Between values every byte is looked at; inside them io/json_scan.h finds the end. */
#include "io/json_stream.h"

#include "io/json_scan.h"
#include "io/shape.h"

enum { RECORD_SEPARATOR = '\x1e' };

NmkJsonStream nmk_json_stream(NmkWindow *window, size_t max_bytes) {
    return (NmkJsonStream){.window = window, .max_bytes = max_bytes, .line = 1, .clean = true};
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

/* Drops bytes of values, or of what is passed over. */
static void pass(NmkJsonStream *s, size_t bytes) {
    const char *at = nmk_window_unread(s->window).bytes, *end = at + bytes;
    for (const char *line; at < end && (line = memchr(at, '\n', (size_t)(end - at))); at = line + 1) {
        s->line++;
        s->column = 0;
        s->clean = true;
    }
    while (at < end && s->clean && is_space(*at)) at++, s->column++;
    s->clean = s->clean && at == end;
    if (!s->clean) s->column = 0;
    nmk_window_drop(s->window, bytes);
}

static void pass_one(NmkJsonStream *s, char c) {
    if (c == '\n') {
        s->line++;
        s->clean = true;
    }
    s->column = c == '\n' || !s->clean ? 0 : s->column + 1;
    nmk_window_drop(s->window, 1);
}

static char first(const NmkJsonStream *s) {
    return s->window->buffer[s->window->start];
}

static bool may_begin(const NmkJsonStream *s) {
    return s->clean && s->column <= s->limit && first(s) == '{';
}

/* To the next line that may begin a value, or to a record separator. */
static void find_beginning(NmkJsonStream *s) {
    while (nmk_window_fill(s->window, 1) && !may_begin(s)) {
        NmkSlice text = nmk_window_unread(s->window);
        const char *line = memchr(text.bytes, '\n', text.length);
        const char *separator = memchr(text.bytes, RECORD_SEPARATOR, line ? (size_t)(line - text.bytes) : text.length);
        const char *stop = separator ? separator : line;
        pass(s, stop ? (size_t)(stop - text.bytes) : text.length);
        if (separator) return;
        if (!line) continue;
        pass_one(s, '\n');
        while (s->column <= s->limit && nmk_window_fill(s->window, 1) && is_space(first(s))) pass_one(s, ' ');
    }
    if (s->window->start == s->window->end) s->in_array = false; /* that it has no end was said */
}

static NmkJsonPiece piece(const NmkJsonStream *s, NmkJsonFound found, NmkSlice bytes) {
    return (NmkJsonPiece){.found = found, .bytes = bytes, .line = s->line, .byte = s->window->byte};
}

static NmkJsonPiece no_value(NmkJsonStream *s, const char *words) {
    s->broken = true;
    s->limit = s->column;
    return piece(s, NMK_JSON_NO_VALUE, nmk_slice_of(words));
}

static bool begins_scalar(char c) {
    return (c >= '0' && c <= '9') || c == '-' || c == 't' || c == 'f' || c == 'n';
}

/* false where a value begins; true where *gap says what is there instead. */
static bool pass_gap(NmkJsonStream *s, NmkJsonPiece *gap) {
    while (nmk_window_fill(s->window, 1)) {
        const char c = first(s);
        if (c == '{' || c == '"' || begins_scalar(c) || (c == '[' && s->in_array)) return false;
        bool separator = c == RECORD_SEPARATOR, closed = c == ']' && s->in_array;
        if (separator && s->in_array) {
            *gap = piece(s, NMK_JSON_NO_VALUE, nmk_slice_of("an array has no end"));
            s->in_array = false;
            return true;
        }
        if (!separator && !closed && !is_space(c) && c != '\n' && c != ',' && c != '[') {
            *gap = no_value(s, "expected a JSON value");
            return true;
        }
        if (c == '[' || closed) s->in_array = c == '[';
        pass_one(s, c);
    }
    bool unfinished = s->in_array && s->window->at_end;
    *gap = piece(s, unfinished ? NMK_JSON_NO_VALUE : NMK_JSON_ALL, nmk_slice_of(unfinished ? "an array has no end" : ""));
    s->in_array = false;
    return true;
}

static size_t without_spaces(NmkSlice text) {
    size_t n = text.length;
    while (n && (is_space(text.bytes[n - 1]) || text.bytes[n - 1] == '\n')) n--;
    return n;
}

/* A word that is none of JSON: then the rest of the line is hardly JSON either. */
static bool is_no_word(NmkSlice text) {
    bool word = text.length && text.bytes[0] >= 'a' && text.bytes[0] <= 'z';
    return word && !nmk_slice_is(text, "true") && !nmk_slice_is(text, "false") && !nmk_slice_is(text, "null");
}

/* The value that begins here. What is over the limit is dropped on the way to its end. */
static NmkJsonPiece take_value(NmkJsonStream *s) {
    NmkJsonPiece value = piece(s, NMK_JSON_FOUND, nmk_slice("", 0));
    NmkJsonScan scan = {.depth = 0};
    NmkScanned scanned = NMK_SCANNED_PART;
    size_t length = 0;
    s->limit = s->column;
    for (;;) {
        size_t used;
        NmkSlice text = nmk_window_unread(s->window);
        scanned = nmk_json_scan(&scan, nmk_slice(text.bytes + length, text.length - length), &used);
        length += used;
        if (length > s->max_bytes || value.found == NMK_JSON_TOO_LARGE) {
            value.found = NMK_JSON_TOO_LARGE;
            pass(s, length);
            length = 0;
        }
        if (scanned != NMK_SCANNED_PART || !nmk_window_more(s->window)) break;
    }
    if (s->window->fault[0]) return piece(s, NMK_JSON_ALL, nmk_slice("", 0));
    value.bytes = nmk_slice(nmk_window_unread(s->window).bytes, length);
    if (scanned != NMK_SCANNED_ALL) value.bytes.length = without_spaces(value.bytes);
    s->broken = scanned == NMK_SCANNED_BROKEN || is_no_word(value.bytes);
    s->used = value.bytes.length;
    return value;
}

NmkJsonPiece nmk_json_stream_next(NmkJsonStream *s) {
    NmkJsonPiece gap;
    if (s->used) pass(s, s->used);
    s->used = 0;
    if (s->broken) find_beginning(s);
    s->broken = false;
    s->is_first = !s->has_begun;
    s->has_begun = true;
    return pass_gap(s, &gap) ? gap : take_value(s);
}

bool nmk_json_stream_alone(NmkJsonStream *s, NmkSlice *bytes) {
    *bytes = nmk_slice(nmk_window_unread(s->window).bytes, s->used);
    while (s->is_first) {
        NmkSlice text = nmk_window_unread(s->window), rest = nmk_slice(text.bytes + s->used, text.length - s->used);
        *bytes = nmk_slice(text.bytes, s->used);
        if (nmk_json_spaces(rest) < rest.length || rest.length > NMK_BLOCK) return false;
        if (!nmk_window_more(s->window)) return s->window->at_end;
    }
    return false;
}
