/* Looking things up in a flat list of values: time is linear in the members of the objects on the way. */
#include "io/json_value.h"

uint32_t nmk_json_member(const NmkJsonValue *values, uint32_t object, NmkSlice key) {
    uint32_t found = NMK_JSON_MISSING;
    if (values[object].kind != NMK_JSON_OBJECT) return found;
    for (uint32_t i = object + 1; i < values[object].after; i = values[i].after)
        if (nmk_slice_equal(values[i].key, key)) found = i;
    return found;
}

uint32_t nmk_json_path(const NmkJsonValue *values, const char *path) {
    NmkSlice rest = nmk_slice_of(path);
    uint32_t at = nmk_json_member(values, 0, rest);
    if (at != NMK_JSON_MISSING) return at;
    const char *dot = memchr(path, '.', rest.length);
    at = dot ? 0 : NMK_JSON_MISSING;
    for (; dot && at != NMK_JSON_MISSING; dot = memchr(rest.bytes, '.', rest.length)) {
        const size_t step = (size_t)(dot - rest.bytes);
        at = nmk_json_member(values, at, nmk_slice(rest.bytes, step));
        rest = nmk_slice(dot + 1, rest.length - step - 1);
    }
    return at != NMK_JSON_MISSING ? nmk_json_member(values, at, rest) : at;
}

NmkSlice nmk_json_string_at(const NmkJsonValue *values, const char *path) {
    uint32_t at = nmk_json_path(values, path);
    return at != NMK_JSON_MISSING && values[at].kind == NMK_JSON_STRING ? values[at].text : nmk_slice(NULL, 0);
}

bool nmk_json_count(const NmkJsonValue *value, uint32_t *number) {
    uint64_t sum = 0;
    if (value->kind != NMK_JSON_NUMBER || value->text.length > 10) return false;
    for (size_t i = 0; i < value->text.length; i++) {
        char c = value->text.bytes[i];
        if (c < '0' || c > '9') return false;
        sum = sum * 10 + (uint64_t)(c - '0');
    }
    *number = (uint32_t)sum;
    return sum <= UINT32_MAX;
}
