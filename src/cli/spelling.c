/* Folding for comparison. */
#include "cli/spelling.h"

static bool is_gap(char c) {
    return c == '.' || c == ' ' || (c >= '\t' && c <= '\r');
}

NmkSpelling nmk_spelling(NmkSlice text) {
    NmkSpelling out = {.length = 0};
    bool gap = false;
    for (size_t i = 0; i < text.length && out.length + 1 < sizeof out.bytes; i++) {
        char c = text.bytes[i];
        if (is_gap(c)) {
            gap = out.length > 0;
            continue;
        }
        if (gap) out.bytes[out.length++] = ' ';
        gap = false;
        out.bytes[out.length++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    return out;
}

NmkSlice nmk_spelling_last(const NmkSpelling *spelling) {
    size_t at = spelling->length;
    while (at > 0 && spelling->bytes[at - 1] != ' ') at--;
    return nmk_slice(spelling->bytes + at, spelling->length - at);
}

bool nmk_same_spelling(NmkSlice a, NmkSlice b) {
    NmkSpelling x = nmk_spelling(a), y = nmk_spelling(b);
    return nmk_slice_equal(nmk_slice(x.bytes, x.length), nmk_slice(y.bytes, y.length));
}
