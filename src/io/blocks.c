/* A block is wrapped where two of three of its lines would grow past its longest one with the first word of the next, and one at least goes on in
 * small letters, or where all of several lines would: tables, verse and lists do not. Indented lines and bullets are left as they are. */
#include "io/blocks.h"

#include "text/utf8.h"

enum { MIN_WIDTH = 40, MAX_WIDTH = 100, MIN_WIDTH_OF_TWO = 55, SEVERAL = 4 };

typedef struct Line {
    NmkSlice text; /* without its end */
    size_t width, first_word; /* characters */
} Line;

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

static Line line_at(NmkSlice text, size_t at) {
    const char *stop = memchr(text.bytes + at, '\n', text.length - at);
    Line line = {.text = nmk_slice(text.bytes + at, stop ? (size_t)(stop - text.bytes) - at : text.length - at)};
    size_t length = line.text.length, word = 0;
    while (length && is_space(line.text.bytes[length - 1])) length--;
    while (word < length && !is_space(line.text.bytes[word])) word++;
    line.width = nmk_utf8_count(line.text.bytes, length);
    line.first_word = nmk_utf8_count(line.text.bytes, word);
    return line;
}

static bool is_bullet(NmkSlice line) {
    static const char *const BULLETS[] = {"* ", "- ", "\xE2\x80\xA2", "\xE2\x80\x93 ", "\xE2\x80\x94 ", "\xC2\xB7"};
    for (size_t i = 0; i < sizeof BULLETS / sizeof *BULLETS; i++)
        if (line.length >= strlen(BULLETS[i]) && memcmp(line.bytes, BULLETS[i], strlen(BULLETS[i])) == 0) return true;
    return false;
}

/* Each line is looked at twice. */
static bool is_wrapped(NmkSlice block) {
    size_t longest = 0, lines = 0, full = 0, small = 0;
    for (size_t at = 0; at < block.length;) {
        const Line line = line_at(block, at);
        if (lines && (is_space(line.text.bytes[0]) || is_bullet(line.text))) return false;
        if (line.width > longest) longest = line.width;
        if (lines && line.text.bytes[0] >= 'a' && line.text.bytes[0] <= 'z') small++;
        lines++;
        at += line.text.length + 1;
    }
    if (lines < 2 || longest < (lines > 2 ? MIN_WIDTH : MIN_WIDTH_OF_TWO) || longest > MAX_WIDTH) return false;
    Line before = line_at(block, 0);
    for (size_t at = before.text.length + 1; at < block.length;) {
        const Line line = line_at(block, at);
        full += before.width + 1 + line.first_word > longest;
        at += line.text.length + 1;
        before = line;
    }
    return small ? full * 3 >= (lines - 1) * 2 : lines >= SEVERAL && full == lines - 1;
}

NmkBlock nmk_block_at(NmkSlice text, size_t from) {
    NmkBlock block = {.start = text.length, .end = text.length};
    bool begun = false, indented = false; /* indented: the line before */
    for (size_t at = from; at < text.length;) {
        const Line line = line_at(text, at);
        const bool indent = line.width && is_space(line.text.bytes[0]);
        if (begun && (!line.width || (indent && !indented))) break;
        at += line.text.length + (at + line.text.length < text.length);
        if (!line.width) continue;
        if (!begun) block.start = (size_t)(line.text.bytes - text.bytes);
        begun = true;
        indented = indent;
        block.end = at;
    }
    if (block.start < block.end) block.wrapped = is_wrapped(nmk_slice(text.bytes + block.start, block.end - block.start));
    return block;
}
