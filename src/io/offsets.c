/* Counting units between bytes. */
#include "io/offsets.h"

#include "text/utf8.h"

const char *nmk_unit_name(NmkUnit unit) {
    switch (unit) {
    case NMK_UNIT_CODEPOINT: return "codepoint";
    case NMK_UNIT_UTF8: return "utf8";
    case NMK_UNIT_UTF16: return "utf16";
    }
    return "";
}

size_t nmk_offsets_between(const NmkOffsets *offsets, size_t start, size_t end) {
    const char *from = offsets->text.bytes + start;
    switch (offsets->unit) {
    case NMK_UNIT_CODEPOINT: return nmk_utf8_count(from, end - start);
    case NMK_UNIT_UTF16: return nmk_utf16_count(from, end - start);
    case NMK_UNIT_UTF8: break;
    }
    return end - start;
}

size_t nmk_offsets_to(NmkOffsets *offsets, size_t byte) {
    offsets->units += nmk_offsets_between(offsets, offsets->byte, byte);
    offsets->byte = byte;
    return offsets->units;
}
