/* Runs of bytes that need no change are copied in one piece; a table says which byte ends a run. */
#include "io/json_writer.h"

#include "text/utf8.h"

/* 0: copied; 'u': as \u00xx; 0x80: part of a longer character; else the letter behind the backslash */
/* clang-format off */
#define H 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80
static const unsigned char ESCAPE[256] = {
    'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'b', 't', 'n', 'u', 'f', 'r', 'u', 'u', /* 00 */
    'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', /* 10 */
    ['"'] = '"', ['\\'] = '\\', [0x7f] = 'u', [0x80] = H, H, H, H, H, H, H, H,
};
#undef H
/* clang-format on */

static void put_escape(NmkBuffer *buffer, unsigned value, char letter) {
    static const char HEX[] = "0123456789abcdef";
    if (letter != 'u') {
        nmk_put_bytes(buffer, (const char[]){'\\', letter}, 2);
        return;
    }
    nmk_put_bytes(buffer, (const char[]){'\\', 'u', HEX[value >> 12 & 15], HEX[value >> 8 & 15], HEX[value >> 4 & 15], HEX[value & 15]}, 6);
}

/* Is the U+FFFD read at this place written in the text itself? */
static bool written_out(NmkSlice text, size_t at, NmkCodePoint c) {
    return c.length == 3 && memcmp(text.bytes + at, "\xEF\xBF\xBD", 3) == 0;
}

/* A character past ASCII: returns its length; ends the run where it must be written in another way. */
static size_t long_character(NmkBuffer *buffer, NmkSlice text, size_t at, size_t *run) {
    NmkCodePoint c = nmk_utf8_next(text.bytes, text.length, at);
    bool separator = c.value == 0x2028 || c.value == 0x2029;
    bool malformed = c.value == 0xFFFD && !written_out(text, at, c);
    if (separator || malformed) {
        nmk_put_bytes(buffer, text.bytes + *run, at - *run);
        if (separator)
            put_escape(buffer, c.value, 'u');
        else
            nmk_put_bytes(buffer, "\xEF\xBF\xBD", 3);
        *run = at + c.length;
    }
    return c.length;
}

void nmk_put_json_string(NmkBuffer *buffer, NmkSlice text) {
    nmk_put_bytes(buffer, "\"", 1);
    size_t run = 0, at = 0;
    while (at < text.length) {
        unsigned char byte = (unsigned char)text.bytes[at], escape = ESCAPE[byte];
        if (!escape) {
            at++;
        } else if (escape == 0x80) {
            at += long_character(buffer, text, at, &run);
        } else {
            nmk_put_bytes(buffer, text.bytes + run, at - run);
            put_escape(buffer, byte, (char)escape);
            run = ++at;
        }
    }
    if (at > run) nmk_put_bytes(buffer, text.bytes + run, at - run);
    nmk_put_bytes(buffer, "\"", 1);
}

void nmk_put_unsigned(NmkBuffer *buffer, uint64_t number) {
    static const char PAIRS[] = "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
                                "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
    char digits[20];
    size_t at = sizeof digits;
    for (; number >= 10; number /= 100) {
        at -= 2;
        memcpy(digits + at, PAIRS + 2 * (number % 100), 2);
        if (number < 100) {
            nmk_put_bytes(buffer, digits + at, sizeof digits - at);
            return;
        }
    }
    if (number || at == sizeof digits) digits[--at] = (char)('0' + number);
    nmk_put_bytes(buffer, digits + at, sizeof digits - at);
}

void nmk_put_signed(NmkBuffer *buffer, int64_t number) {
    if (number < 0) nmk_put_bytes(buffer, "-", 1);
    nmk_put_unsigned(buffer, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

void nmk_put_key(NmkBuffer *buffer, const char *key) {
    nmk_put_bytes(buffer, "\"", 1);
    nmk_put(buffer, key);
    nmk_put_bytes(buffer, "\":", 2);
}
