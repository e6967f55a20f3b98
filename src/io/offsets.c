/* News is ASCII for long stretches, which are passed over 32 bytes at a time; between them units and bytes run in step. */
#include "io/offsets.h"

#include <endian.h>

#include "text/utf8.h"

const char *nmk_unit_name(NmkUnit unit) {
    switch (unit) {
    case NMK_UNIT_CODEPOINT: return "codepoint";
    case NMK_UNIT_UTF8: return "utf8";
    case NMK_UNIT_UTF16: return "utf16";
    }
    return "";
}

static uint64_t past_seven_bits(const char *bytes) {
    uint64_t eight;
    memcpy(&eight, bytes, sizeof eight);
    return eight & UINT64_C(0x8080808080808080);
}

/* The first byte from at on that is not ASCII, or the end. */
static size_t past_ascii(NmkSlice text, size_t at) {
    const char *p = text.bytes + at;
    for (; text.length - at >= 32; at += 32, p += 32)
        if (past_seven_bits(p) | past_seven_bits(p + 8) | past_seven_bits(p + 16) | past_seven_bits(p + 24)) break;
    for (; text.length - at >= 8; at += 8, p += 8)
        if (past_seven_bits(p)) return at + (size_t)__builtin_ctzll(le64toh(past_seven_bits(p))) / 8;
    while (at < text.length && (unsigned char)text.bytes[at] < 0x80) at++;
    return at;
}

NmkOffsets nmk_offsets(NmkSlice text, NmkUnit unit) {
    return (NmkOffsets){.text = text, .unit = unit, .until = unit == NMK_UNIT_UTF8 ? text.length : past_ascii(text, 0)};
}

void nmk_offsets_advance(NmkOffsets *offsets, size_t byte) {
    const NmkSlice text = offsets->text;
    size_t at = offsets->until, less = offsets->less;
    while (at < byte && at < text.length) {
        const NmkCodePoint c = nmk_utf8_next(text.bytes, text.length, at);
        less += c.length - (offsets->unit == NMK_UNIT_UTF16 && c.value > 0xFFFF ? 2 : 1);
        at = past_ascii(text, at + c.length);
    }
    offsets->until = at;
    offsets->less = less;
}
