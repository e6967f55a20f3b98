/* Folding. Words of ASCII letters take eight bytes a step; the rest goes by code points through the folding table. */
#include "text/fold.h"

#include "base/hash.h"
#include "text/scan.h"

enum { TOO_LONG = NMK_FOLD_MAX + 1 };

static const uint64_t ONES = 0x0101010101010101ULL, TOPS = 0x8080808080808080ULL;

/* nonzero where a byte of v (no top bit set) is c */
static uint64_t has_byte(uint64_t v, unsigned char c) {
    uint64_t x = v ^ (ONES * c);
    return (x - ONES) & ~x & TOPS;
}

static uint64_t lower_ascii(uint64_t v) {
    uint64_t from = v + ONES * (0x80 - 'A'), past = v + ONES * (0x7F - 'Z');
    return v | ((from & ~past & TOPS) >> 2);
}

static void store64(uint64_t v, char *p) {
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    v = __builtin_bswap64(v);
#endif
    memcpy(p, &v, 8);
}

/* Lowers 8 bytes; false where the word needs the careful way. */
static bool fold_eight(uint64_t v, char *out) {
    if ((v & TOPS) || has_byte(v, '.') || has_byte(v, '`')) return false;
    store64(lower_ascii(v), out);
    return true;
}

static bool fold_ascii(NmkSlice word, char *out) { /* NMK_FOLD_MAX is a multiple of 8 */
    for (size_t at = 0; at < word.length; at += 8) {
        size_t n = word.length - at;
        if (!fold_eight(n < 8 ? nmk_load_tail(word.bytes + at, n) : nmk_load64(word.bytes + at), out + at)) return false;
    }
    return true;
}

bool nmk_fold_plain(const uint64_t *written, size_t length, char out[NMK_FOLD_MAX]) {
    for (size_t at = 0; at < length; at += 8)
        if (!fold_eight(written[at / 8], out + at)) return false;
    return true;
}

/* Appends the folded form of one code point; the new length, TOO_LONG where it does not fit. */
static size_t fold_one(NmkCodePoint c, char *out, size_t length) {
    char itself[4];
    const char *folded = nmk_folded(c.value);
    const char *bytes = folded ? folded + 1 : itself;
    size_t n = folded ? (unsigned char)folded[0] : nmk_utf8_put(c.value, itself);
    if (length + n > NMK_FOLD_MAX) return TOO_LONG;
    memcpy(out + length, bytes, n);
    return length + n;
}

size_t nmk_fold(NmkSlice word, char out[NMK_FOLD_MAX]) {
    if (word.length <= NMK_FOLD_MAX && fold_ascii(word, out)) return word.length;
    bool dot = word.length > 1 && word.bytes[word.length - 1] == '.';
    NmkSlice body = nmk_slice(word.bytes, word.length - dot);
    bool acronym = nmk_is_acronym(body);
    if (dot && !acronym && memchr(body.bytes, '.', body.length)) body.length++; /* "example.com." is no word with a dot of its own */
    size_t length = 0;
    for (size_t at = 0; at < body.length && length < TOO_LONG;) {
        NmkCodePoint c = nmk_utf8_next(body.bytes, body.length, at);
        at += c.length;
        length = fold_one(c, out, length);
    }
    if (length + acronym > NMK_FOLD_MAX) return 0;
    if (acronym) out[length++] = '.';
    return length;
}
