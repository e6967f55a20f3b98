/* Small letters of Latin, Greek and Cyrillic only, those that have capitals of the same length in UTF-8. */
#include "recognize/spelling.h"

#include "text/utf8.h"

static uint32_t small_letter(uint32_t c) {
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
    if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
    if (c == 0x130 || c == 0x178) return c;
    if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return c & 1 ? c + 1 : c;
    if ((c >= 0x100 && c <= 0x17F) || (c >= 0x1E00 && c <= 0x1EFF)) return c & 1 ? c : c + 1;
    if ((c >= 0x391 && c <= 0x3A9 && c != 0x3A2) || (c >= 0x410 && c <= 0x42F)) return c + 32;
    return c;
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A word in capitals that is none of those which stay so. */
static bool is_shouted(const char *p, size_t n) {
    size_t letters = 0, roman = 0;
    for (size_t i = 0; i < n;) {
        NmkCodePoint c = nmk_utf8_next(p, n, i);
        if (c.value >= 'a' && c.value <= 'z') return false;
        if (c.value >= 0xDF && c.value <= 0xFF && c.value != 0xF7) return false;
        if (small_letter(c.value) != c.value) letters++;
        roman += c.value == 'I' || c.value == 'V' || c.value == 'X';
        i += c.length;
    }
    bool dotted = letters == 2 && memchr(p, '.', n) && p[n - 1] == '.' && n == 4;
    return letters >= 2 && roman < letters && !dotted;
}

static bool is_particle(const char *p, size_t n) {
    static const char *const particles[] = {"AL",  "BIN", "DA", "DE", "DEL", "DER", "DI",  "DO",  "DOS", "DU",
                                            "IBN", "LA",  "LE", "OF", "AND", "TEN", "TER", "VAN", "VON"};
    for (unsigned i = 0; i < sizeof particles / sizeof *particles; i++)
        if (nmk_slice_is(nmk_slice(p, n), particles[i])) return true;
    return false;
}

/* Whether a capital stays at byte i: at the start, after a hyphen, after the apostrophe of O' and D', after Mc. */
static bool starts_name(const char *p, size_t i) {
    if (i == 0 || strchr("-.(/", p[i - 1])) return true;
    if (i == 2 && p[1] == '\'') return true;
    if (i == 2 && p[0] == 'M' && p[1] == 'C') return true;
    return i == 4 && (unsigned char)p[1] == 0xE2 && (unsigned char)p[2] == 0x80 && (unsigned char)p[3] == 0x99;
}

static size_t write_word(char *out, const char *p, size_t n, bool inner) {
    bool particle = inner && is_particle(p, n);
    size_t written = 0;
    for (size_t i = 0; i < n;) {
        NmkCodePoint c = nmk_utf8_next(p, n, i);
        if (particle || !starts_name(p, i)) {
            char put[4];
            size_t length = nmk_utf8_put(small_letter(c.value), put);
            if (length == c.length && c.value != 0xFFFD)
                memcpy(out + written, put, length);
            else
                memcpy(out + written, p + i, c.length);
        } else {
            memcpy(out + written, p + i, c.length);
        }
        written += c.length;
        i += c.length;
    }
    return written;
}

static NmkSlice spell(NmkArena *arena, NmkSlice text, bool names) {
    char *out = nmk_arena_take(arena, text.length + 1);
    if (!out) return nmk_slice(NULL, 0);
    size_t n = 0;
    for (size_t at = 0; at < text.length;) {
        size_t end = at;
        while (end < text.length && !is_space(text.bytes[end])) end++;
        if (end > at) {
            if (n) out[n++] = ' ';
            if (names && is_shouted(text.bytes + at, end - at))
                n += write_word(out + n, text.bytes + at, end - at, at > 0);
            else
                memcpy(out + n, text.bytes + at, end - at), n += end - at;
        }
        at = end + 1;
    }
    NmkSlice spelled = nmk_slice(out, n);
    return n && nmk_slice_equal(spelled, text) ? text : spelled;
}

NmkSlice nmk_spell_name(NmkArena *arena, NmkSlice text) {
    return spell(arena, text, true);
}
NmkSlice nmk_spell_line(NmkArena *arena, NmkSlice text) {
    return spell(arena, text, false);
}
