/* UTF-8 decoding by the table of well-formed sequences (Unicode 15, table 3-7). Eight ASCII bytes at a time where it pays. */
#include "text/utf8.h"

#include "base/hash.h"

enum { REPLACEMENT = 0xFFFD };

static const uint64_t TOPS = 0x8080808080808080ULL;

/* Past the ASCII bytes from at on; stops earlier only where fewer than 8 bytes are ASCII, or a byte behind them is not. No bytes need no address. */
static size_t past_ascii(const char *bytes, size_t length, size_t at) {
    if (at == length) return at;
    while (length - at >= 32) {
        const char *p = bytes + at;
        if ((nmk_load64(p) | nmk_load64(p + 8) | nmk_load64(p + 16) | nmk_load64(p + 24)) & TOPS) break;
        at += 32;
    }
    while (length - at >= 8 && !(nmk_load64(bytes + at) & TOPS)) at += 8;
    if (length - at < 8 && !(nmk_load_tail(bytes + at, length - at) & TOPS)) at = length;
    return at;
}

static unsigned trail_count(unsigned char lead) {
    if (lead >= 0xC2 && lead <= 0xDF) return 1;
    if (lead >= 0xE0 && lead <= 0xEF) return 2;
    if (lead >= 0xF0 && lead <= 0xF4) return 3;
    return 0;
}

/* the second byte alone tells overlong forms, surrogates and values past U+10FFFF */
static bool second_fits(unsigned char lead, unsigned char second) {
    unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    return second >= low && second <= high;
}

NmkCodePoint nmk_utf8_beyond_ascii(const char *bytes, size_t length, size_t at) {
    const unsigned char *p = (const unsigned char *)bytes + at;
    size_t left = length - at;
    unsigned trail = trail_count(p[0]);
    if (trail == 0 || left < 2 || !second_fits(p[0], p[1])) return (NmkCodePoint){REPLACEMENT, 1};
    uint32_t value = p[0] & (0x3Fu >> trail);
    value = value << 6 | (p[1] & 0x3Fu);
    for (uint32_t i = 2; i <= trail; i++) {
        if (i >= left || (p[i] & 0xC0) != 0x80) return (NmkCodePoint){REPLACEMENT, i};
        value = value << 6 | (p[i] & 0x3Fu);
    }
    return (NmkCodePoint){value, trail + 1};
}

size_t nmk_utf8_put(uint32_t value, char out[4]) {
    if (value < 0x80) {
        out[0] = (char)value;
        return 1;
    }
    size_t length = value < 0x800 ? 2 : value < 0x10000 ? 3 : 4;
    static const unsigned char LEAD[5] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = length - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (value & 0x3F));
        value >>= 6;
    }
    out[0] = (char)(LEAD[length] | value);
    return length;
}

bool nmk_utf8_valid(NmkSlice text) {
    for (size_t at = 0;;) {
        at = past_ascii(text.bytes, text.length, at);
        if (at >= text.length) return true;
        NmkCodePoint c = nmk_utf8_next(text.bytes, text.length, at);
        if (c.value == REPLACEMENT && (c.length != 3 || (unsigned char)text.bytes[at] != 0xEF)) return false;
        at += c.length;
    }
}

/* beyond: units of a code point past U+FFFF */
static inline size_t count_units(const char *bytes, size_t length, size_t beyond) {
    size_t units = length;
    for (size_t at = 0;;) {
        at = past_ascii(bytes, length, at);
        if (at >= length) return units;
        NmkCodePoint c = nmk_utf8_next(bytes, length, at);
        at += c.length;
        units -= c.length - (c.value > 0xFFFF ? beyond : 1);
    }
}

size_t nmk_utf8_count(const char *bytes, size_t length) {
    return count_units(bytes, length, 1);
}

size_t nmk_utf16_count(const char *bytes, size_t length) {
    return count_units(bytes, length, 2);
}
