/* Plain loops over the text, by the byte. */
#include "io/json_fault.h"

#include "io/json_scan.h"
#include "io/shape.h"
#include "text/utf8.h"

size_t nmk_json_malformed(NmkSlice text) {
    size_t at = 0;
    while (at < text.length) {
        const NmkCodePoint c = nmk_utf8_next(text.bytes, text.length, at);
        if (c.value == 0xFFFD && !(c.length == 3 && memcmp(text.bytes + at, "\xEF\xBF\xBD", 3) == 0)) return at;
        at += c.length;
    }
    return at;
}

size_t nmk_json_bad_string(NmkSlice text) {
    size_t open = text.length;
    bool escaped = false;
    for (size_t at = 0; at < text.length; at++) {
        const unsigned char c = (unsigned char)text.bytes[at];
        const bool inside = open != text.length;
        if (inside && c < 0x20) return at;
        if (c == '"' && !escaped) open = inside ? text.length : at;
        escaped = inside && c == '\\' && !escaped;
    }
    return open;
}

const char *nmk_json_bad_end(NmkSlice text, size_t *byte) {
    NmkJsonScan scan = {.depth = 0};
    switch (nmk_json_scan(&scan, text, byte)) {
    case NMK_SCANNED_ALL: *byte += nmk_json_spaces(nmk_slice(text.bytes + *byte, text.length - *byte)); return "something follows the object";
    case NMK_SCANNED_PART: break;
    case NMK_SCANNED_BROKEN:
        if (scan.depth == NMK_SCAN_DEPTH && (text.bytes[*byte] == '[' || text.bytes[*byte] == '{')) return "nested deeper than 512 levels";
        return "this is not how JSON is written";
    }
    *byte = text.length;
    if (scan.depth == NMK_SCAN_DEPTH) return "nested 512 levels deep, which is the deepest, and not ended";
    return "expected the object to end with }";
}
