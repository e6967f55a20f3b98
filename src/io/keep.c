/* Values are copied as they are written, so that numbers keep their digits and strings their escapes. */
#include "io/keep.h"

#include "io/json_writer.h"

bool nmk_keep_valid(const char *what) {
    return *what && *what != ',' && what[strlen(what) - 1] != ',' && !strstr(what, ",,");
}

bool nmk_keep_init(NmkKeep *keep, const char *what) {
    *keep = (NmkKeep){.all = what && strcmp(what, "all") == 0};
    if (!what || keep->all || strcmp(what, "none") == 0) return true;
    nmk_put_bytes(&keep->paths, what, strlen(what) + 1);
    for (size_t i = 0; i < keep->paths.length; i++)
        if (keep->paths.bytes[i] == ',') keep->paths.bytes[i] = 0;
    return !keep->paths.failed;
}

void nmk_keep_free(NmkKeep *keep) {
    nmk_buffer_free(&keep->paths);
}

/* In JSON a line end is white space; inside strings it is always escaped. */
static void put_on_one_line(NmkBuffer *out, NmkSlice raw) {
    char *at = nmk_buffer_room(out, raw.length);
    if (!at) return;
    for (size_t i = 0; i < raw.length; i++) at[i] = raw.bytes[i] == '\n' || raw.bytes[i] == '\r' ? ' ' : raw.bytes[i];
    nmk_buffer_take(out, at + raw.length);
}

static void put_field(NmkBuffer *out, NmkSlice key, const NmkJsonValue *value) {
    if (out->length) nmk_put(out, ",");
    nmk_put_json_string(out, key);
    nmk_put(out, ":");
    put_on_one_line(out, value->raw);
}

void nmk_keep_put(NmkBuffer *out, const NmkKeep *keep, const NmkJsonValue *values, const char *text, const char *id) {
    for (size_t at = 0; at < keep->paths.length; at += strlen(keep->paths.bytes + at) + 1) {
        const char *path = keep->paths.bytes + at;
        const uint32_t found = nmk_json_path(values, path);
        if (found != NMK_JSON_MISSING) put_field(out, nmk_slice_of(path), &values[found]);
    }
    if (!keep->all) return;
    for (uint32_t i = 1; i < values[0].after; i = values[i].after)
        if (!nmk_slice_is(values[i].key, text) && !nmk_slice_is(values[i].key, id)) put_field(out, values[i].key, &values[i]);
}
