/* Strings are copied before it is known whether they need no change. Most need none; of one that does the copy is made again, eight bytes at a
 * time: it counts up to the first byte that does, and a table says what becomes of that. */
#include "io/json_writer.h"

#include <endian.h>

#include "text/utf8.h"

enum { PIECE = 4096 }; /* bytes of a long string that are written with one room */

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte)) /* the same byte eight times */

/* What an ASCII character becomes; 0: itself; 'u': \u00xx; else this letter behind a backslash */
/* clang-format off */
static const unsigned char ESCAPE[128] = {
    'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'b', 't', 'n', 'u', 'f', 'r', 'u', 'u', /* 00 */
    'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', /* 10 */
    ['"'] = '"', ['\\'] = '\\', [0x7f] = 'u',
};
/* clang-format on */

static char *pen_escape(char *at, unsigned value, char letter) {
    static const char HEX[] = "0123456789abcdef";
    *at++ = '\\';
    *at++ = letter;
    if (letter != 'u') return at;
    for (int shift = 12; shift >= 0; shift -= 4) *at++ = HEX[value >> shift & 15];
    return at;
}

/* Is the U+FFFD read at this place written in the text itself? */
static bool written_out(NmkSlice text, size_t at, NmkCodePoint c) {
    return c.length == 3 && memcmp(text.bytes + at, "\xEF\xBF\xBD", 3) == 0;
}

/* Characters past ASCII, as many as follow each other before until. */
static char *pen_characters(char *to, NmkSlice text, size_t *at, size_t until) {
    while (*at < until && (unsigned char)text.bytes[*at] >= 0x80) {
        const NmkCodePoint c = nmk_utf8_next(text.bytes, text.length, *at);
        if (c.value == 0x2028 || c.value == 0x2029) {
            to = pen_escape(to, c.value, 'u');
        } else if (c.value == 0xFFFD && !written_out(text, *at, c)) {
            to = nmk_pen(to, "\xEF\xBF\xBD");
        } else {
            memcpy(to, text.bytes + *at, c.length);
            to += c.length;
        }
        *at += c.length;
    }
    return to;
}

/* The last bytes of a text, one to seven of them, as eight_bytes has them: two loads that may overlap. */
static uint64_t last_bytes(const char *bytes, size_t left) {
    uint64_t some = (unsigned char)bytes[0];
    if (left >= 4) {
        uint32_t first, last;
        memcpy(&first, bytes, 4);
        memcpy(&last, bytes + left - 4, 4);
        some = le32toh(first) | (uint64_t)le32toh(last) << 8 * (left - 4);
    } else if (left >= 2) {
        uint16_t first, last;
        memcpy(&first, bytes, 2);
        memcpy(&last, bytes + left - 2, 2);
        some = le16toh(first) | (uint64_t)le16toh(last) << 8 * (left - 2);
    }
    return some | EACH(' ') << 8 * left;
}

/* The next eight bytes, the first in the lowest place; spaces where the text has fewer. */
static uint64_t eight_bytes(const char *bytes, size_t left) {
    uint64_t eight;
    if (left < 8) return last_bytes(bytes, left);
    memcpy(&eight, bytes, 8);
    return le64toh(eight);
}

/* How many of the eight bytes, from the first, are ASCII and written as they are. A byte that is not sets the highest bit of its own place in
 * one of the terms; borrows can only set more of them in places behind it. */
static size_t count_plain(uint64_t eight) {
    const uint64_t control = eight - EACH(0x20), quote = (eight ^ EACH('"')) - EACH(1), slash = (eight ^ EACH('\\')) - EACH(1), delete = eight + EACH(1);
    const uint64_t special = (eight | control | quote | slash | delete) & EACH(0x80);
    return special ? (size_t)__builtin_ctzll(special) / 8 : 8;
}

/* The characters of text that start in [*from, until), without quotes; *from moves behind them. */
static char *pen_text(char *to, NmkSlice text, size_t *from, size_t until) {
    size_t at = *from;
    while (at < until) {
        const size_t left = text.length - at;
        const uint64_t eight = eight_bytes(text.bytes + at, left), copy = htole64(eight);
        const size_t plain = count_plain(eight), n = plain < left ? plain : left;
        memcpy(to, &copy, 8);
        to += n;
        at += n;
        if (plain == 8) continue;
        const unsigned char byte = (unsigned char)text.bytes[at];
        if (byte >= 0x80) {
            to = pen_characters(to, text, &at, until);
        } else {
            to = pen_escape(to, byte, (char)ESCAPE[byte]);
            at++;
        }
    }
    *from = at;
    return to;
}

/* Sixteen bytes at once, for the many short strings that need no change at all. Bytes past ASCII are negative here. */
typedef signed char Sixteen __attribute__((vector_size(16)));
typedef uint64_t Halves __attribute__((vector_size(16)));

/* Bytes that are not 0 where a character is not written as it is. */
static Halves specials(Halves sixteen) {
    const Sixteen v = (Sixteen)sixteen;
    return (Halves)((v < 0x20) | (v == '"') | (v == '\\') | (v == 0x7f));
}

/* Copies text, of 16 bytes or more; the last 16 may overlap those before. */
static Halves copy_long(char *to, NmkSlice text) {
    const size_t last = text.length - 16;
    Halves sixteen, special = {0, 0};
    for (size_t at = 0; at < last; at += 16) {
        memcpy(&sixteen, text.bytes + at, 16);
        memcpy(to + at, &sixteen, 16);
        special |= specials(sixteen);
    }
    memcpy(&sixteen, text.bytes + last, 16);
    memcpy(to + last, &sixteen, 16);
    return special | specials(sixteen);
}

static Halves copy_short(char *to, NmkSlice text) {
    Halves sixteen = {EACH(' '), EACH(' ')};
    if (text.length >= 8) {
        memcpy((char *)&sixteen, text.bytes, 8);
        memcpy((char *)&sixteen + 8, text.bytes + text.length - 8, 8);
        memcpy(to, text.bytes, 8);
        memcpy(to + text.length - 8, text.bytes + text.length - 8, 8);
    } else if (text.length) {
        const uint64_t copy = htole64(last_bytes(text.bytes, text.length));
        sixteen = (Halves){copy, copy};
        memcpy(to, &copy, 8);
    }
    return specials(sixteen);
}

char *nmk_pen_string(char *at, NmkSlice text) {
    *at++ = '"';
    const Halves special = text.length >= 16 ? copy_long(at, text) : copy_short(at, text);
    if (special[0] | special[1]) {
        size_t from = 0;
        at = pen_text(at, text, &from, text.length);
    } else {
        at += text.length;
    }
    *at++ = '"';
    return at;
}

void nmk_put_json_string(NmkBuffer *buffer, NmkSlice text) {
    nmk_put_bytes(buffer, "\"", 1);
    for (size_t at = 0; at < text.length;) {
        const size_t until = text.length - at > PIECE ? at + PIECE : text.length;
        char *to = nmk_buffer_room(buffer, NMK_PEN_BYTE * (until - at) + NMK_PEN_SPARE);
        if (!to) return;
        nmk_buffer_take(buffer, pen_text(to, text, &at, until));
    }
    nmk_put_bytes(buffer, "\"", 1);
}

static const char PAIRS[] = "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
                            "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";

/* One or two digits: of a pair the first may be left out. */
static char *pen_first(char *at, uint64_t number) {
    const size_t left_out = number < 10;
    memcpy(at, PAIRS + 2 * number + left_out, 2);
    return at + 2 - left_out;
}

static char *pen_pair(char *at, uint64_t number) {
    memcpy(at, PAIRS + 2 * number, 2);
    return at + 2;
}

char *nmk_pen_number(char *at, uint64_t number) {
    if (number < 100) return pen_first(at, number);
    if (number < 10000) return pen_pair(pen_first(at, number / 100), number % 100);
    unsigned char pairs[NMK_PEN_NUMBER / 2]; /* the last first */
    size_t n = 0;
    for (; number >= 100; number /= 100) pairs[n++] = (unsigned char)(number % 100);
    at = pen_first(at, number);
    while (n) at = pen_pair(at, pairs[--n]);
    return at;
}

void nmk_put_unsigned(NmkBuffer *buffer, uint64_t number) {
    char *at = nmk_buffer_room(buffer, NMK_PEN_NUMBER + NMK_PEN_SPARE);
    if (at) nmk_buffer_take(buffer, nmk_pen_number(at, number));
}

void nmk_put_key(NmkBuffer *buffer, const char *key) {
    nmk_put_bytes(buffer, "\"", 1);
    nmk_put(buffer, key);
    nmk_put_bytes(buffer, "\":", 2);
}
