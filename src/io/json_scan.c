/* Strings are most of a news record: they are passed over from quote to quote. A line end inside a string shows that its quote is
 * missing, and an opening bracket where none may stand that a closing one is; so a broken value seldom takes others with it. */
#include "io/json_scan.h"

static bool in_object(const NmkJsonScan *s) {
    return s->depth && s->objects[(s->depth - 1) / 64] >> (s->depth - 1) % 64 & 1;
}

static bool open_bracket(NmkJsonScan *s, char c) {
    bool allowed = s->depth ? s->last == ':' || s->last == '[' || (s->last == ',' && !in_object(s)) : !s->last;
    if (!allowed || s->depth == NMK_SCAN_DEPTH) return false;
    const uint64_t bit = 1ull << s->depth % 64;
    if (c == '{')
        s->objects[s->depth / 64] |= bit;
    else
        s->objects[s->depth / 64] &= ~bit;
    s->depth++;
    s->last = c;
    return true;
}

static bool close_bracket(NmkJsonScan *s, char c) {
    if (!s->depth || in_object(s) != (c == '}')) return false;
    s->depth--;
    s->last = 'v';
    return true;
}

/* The first control character that shows that a string has no end: a line end or a record separator. NULL: none. */
static const char *break_in(const char *bytes, size_t length) {
    const char *line = memchr(bytes, '\n', length);
    const char *separator = memchr(bytes, '\x1e', line ? (size_t)(line - bytes) : length);
    return separator ? separator : line;
}

/* Inside a string: behind its quote, or at the end of the text, or at a byte that breaks it, *broken then. */
static size_t pass_string(NmkJsonScan *s, NmkSlice text, size_t at, bool *broken) {
    while (at < text.length) {
        if (s->escaped) {
            s->escaped = false;
            *broken = text.bytes[at] == '\n' || text.bytes[at] == '\x1e';
            if (*broken) return at;
            at++;
            continue;
        }
        const char *from = text.bytes + at, *quote = memchr(from, '"', text.length - at);
        const char *end = quote ? quote : text.bytes + text.length, *wrong = break_in(from, (size_t)(end - from));
        *broken = wrong != NULL;
        if (wrong) return (size_t)(wrong - text.bytes);
        const char *slashes = end;
        while (slashes > from && slashes[-1] == '\\') slashes--;
        s->escaped = (end - slashes) % 2;
        at = (size_t)(end - text.bytes);
        if (!quote || s->escaped) continue; /* an escaped quote is passed over above */
        s->in_string = false;
        s->last = 'v';
        return at + 1;
    }
    return at;
}

static bool is_scalar(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '+' || c == '.';
}

/* One byte outside strings. false where no value goes on with it. */
static bool pass_byte(NmkJsonScan *s, char c) {
    switch (c) {
    case ' ':
    case '\t':
    case '\r':
    case '\n': return true;
    case '{':
    case '[': return open_bracket(s, c);
    case '}':
    case ']': return close_bracket(s, c);
    case '"':
        s->in_string = s->depth ? s->last != 'v' : !s->last;
        return s->in_string;
    case ':':
    case ',': s->last = c; return s->depth > 0;
    default: s->last = 'v'; return is_scalar(c);
    }
}

NmkScanned nmk_json_scan(NmkJsonScan *s, NmkSlice text, size_t *used) {
    size_t at = 0;
    bool broken = false, ended = false;
    while (at < text.length && !broken && !ended) {
        const char c = text.bytes[at];
        if (s->in_string) {
            at = pass_string(s, text, at, &broken);
            ended = !s->depth && !s->in_string;
        } else if (!s->depth && s->last == 'v' && !is_scalar(c)) {
            ended = true;
        } else {
            broken = !pass_byte(s, c);
            at += !broken;
            ended = !s->depth && (c == '}' || c == ']');
        }
    }
    *used = at;
    return broken ? NMK_SCANNED_BROKEN : ended ? NMK_SCANNED_ALL : NMK_SCANNED_PART;
}
