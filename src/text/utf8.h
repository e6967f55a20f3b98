/* UTF-8 that may be malformed: each maximal ill-formed part (Unicode 15, 3.9, "substitution of maximal subparts") reads
 * as one U+FFFD and has the length of that part. */
#ifndef NEWSMARK_TEXT_UTF8_H
#define NEWSMARK_TEXT_UTF8_H

#include <stdint.h>

#include "base/slice.h"

typedef struct NmkCodePoint {
    uint32_t value;
    uint32_t length; /* bytes, 1 to 4 */
} NmkCodePoint;

/* The same for a byte that is no ASCII. */
NmkCodePoint nmk_utf8_beyond_ascii(const char *bytes, size_t length, size_t at);

/* The code point that starts at bytes[at]; at < length. */
static inline NmkCodePoint nmk_utf8_next(const char *bytes, size_t length, size_t at) {
    const unsigned char c = (unsigned char)bytes[at];
    return c < 0x80 ? (NmkCodePoint){c, 1} : nmk_utf8_beyond_ascii(bytes, length, at);
}

/* Writes value (<= 0x10FFFF) and returns its length in bytes, 1 to 4. */
size_t nmk_utf8_put(uint32_t value, char out[4]);

bool nmk_utf8_valid(NmkSlice text);

/* Code points, or UTF-16 units, in the bytes [0, length) of possibly malformed text. */
size_t nmk_utf8_count(const char *bytes, size_t length);
size_t nmk_utf16_count(const char *bytes, size_t length);

#endif
