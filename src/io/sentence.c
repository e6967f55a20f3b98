/* A sentence ends at an empty line, or at a full stop, question or exclamation mark that a space and no small letter follow; not behind
 * a short capitalised word ("Mr.", "U.S.", "Gen."), which is more likely shortened. */
#include "io/sentence.h"

enum { FARTHEST = 400, SHORTENED = 4 };

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool shortened(NmkSlice text, size_t stop) {
    size_t start = stop;
    while (start > 0 && is_letter(text.bytes[start - 1])) start--;
    return stop > start && stop - start <= SHORTENED && text.bytes[start] >= 'A' && text.bytes[start] <= 'Z';
}

/* Length of a closing quote or bracket at a place, 0 where there is none. */
static size_t closing(NmkSlice text, size_t at) {
    static const char *const MARKS[] = {"\"", "'", ")", "\xE2\x80\x9D", "\xE2\x80\x99", "\xC2\xBB"};
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
        size_t n = strlen(MARKS[i]);
        if (text.length - at >= n && memcmp(text.bytes + at, MARKS[i], n) == 0) return n;
    }
    return 0;
}

/* Does a sentence end at this byte? Then *after is the first byte behind it. */
static bool ends_at(NmkSlice text, size_t at, size_t *after) {
    char c = text.bytes[at];
    *after = at + 1;
    if (c == '\n') return at + 1 == text.length || text.bytes[at + 1] == '\n' || text.bytes[at + 1] == '\r';
    if (c != '.' && c != '?' && c != '!') return false;
    for (size_t n = 0; *after < text.length && (n = closing(text, *after)) > 0;) *after += n;
    if (*after == text.length) return true;
    char next = text.bytes[*after], behind = *after + 1 < text.length ? text.bytes[*after + 1] : 'A';
    if (next != ' ' && next != '\n' && next != '\r') return false;
    return !(behind >= 'a' && behind <= 'z') && !(c == '.' && shortened(text, at));
}

static bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

NmkSlice nmk_sentence_at(NmkSlice text, size_t start, size_t end) {
    size_t first = start > FARTHEST ? start - FARTHEST : 0, begin = first, stop = end, after;
    while (begin > 0 && begin < start && ((unsigned char)text.bytes[begin] & 0xC0) == 0x80) begin++;
    for (size_t at = first; at < start; at++)
        if (ends_at(text, at, &after) && after <= start) begin = after;
    size_t last = text.length - end > FARTHEST ? end + FARTHEST : text.length;
    for (stop = end; stop < last; stop++) {
        if (!ends_at(text, stop, &after)) continue;
        stop = after;
        break;
    }
    while (stop < text.length && ((unsigned char)text.bytes[stop] & 0xC0) == 0x80) stop++;
    while (begin < start && is_space(text.bytes[begin])) begin++;
    while (stop > end && is_space(text.bytes[stop - 1])) stop--;
    return nmk_slice(text.bytes + begin, stop - begin);
}

size_t nmk_words_in(NmkSlice text) {
    size_t words = 0;
    bool inside = false;
    for (size_t i = 0; i < text.length; i++) {
        bool space = text.bytes[i] == ' ' || (text.bytes[i] >= '\t' && text.bytes[i] <= '\r');
        words += inside && space;
        inside = !space;
    }
    return words + inside;
}
