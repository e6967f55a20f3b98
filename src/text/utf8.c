/* UTF-8 decoding by the table of well-formed sequences (Unicode 15, table 3-7). Eight ASCII bytes at a time where it pays. */
#include "text/utf8.h"

#include <stdint.h>

enum { REPLACEMENT = 0xFFFD };

static bool eight_ascii(const char *p) {
    uint64_t v;
    memcpy(&v, p, 8);
    return (v & 0x8080808080808080ULL) == 0;
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

NmkCodePoint nmk_utf8_next(const char *bytes, size_t length, size_t at) {
    const unsigned char *p = (const unsigned char *)bytes + at;
    size_t left = length - at;
    if (p[0] < 0x80) return (NmkCodePoint){p[0], 1};
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
    size_t at = 0;
    while (at < text.length) {
        if (text.length - at >= 8 && eight_ascii(text.bytes + at)) {
            at += 8;
            continue;
        }
        NmkCodePoint c = nmk_utf8_next(text.bytes, text.length, at);
        if (c.value == REPLACEMENT && (c.length != 3 || (unsigned char)text.bytes[at] != 0xEF)) return false;
        at += c.length;
    }
    return true;
}

/* units[0] counts code points, units[1] UTF-16 units */
static void count_units(const char *bytes, size_t length, size_t units[2]) {
    size_t at = 0;
    units[0] = units[1] = 0;
    while (at < length) {
        if (length - at >= 8 && eight_ascii(bytes + at)) {
            at += 8;
            units[0] += 8;
            units[1] += 8;
            continue;
        }
        NmkCodePoint c = nmk_utf8_next(bytes, length, at);
        at += c.length;
        units[0] += 1;
        units[1] += c.value > 0xFFFF ? 2 : 1;
    }
}

size_t nmk_utf8_count(const char *bytes, size_t length) {
    size_t units[2];
    count_units(bytes, length, units);
    return units[0];
}

size_t nmk_utf16_count(const char *bytes, size_t length) {
    size_t units[2];
    count_units(bytes, length, units);
    return units[1];
}
