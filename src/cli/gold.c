/* Offsets of gold files are code points; a table of the text turns them into bytes. */
#include "cli/gold.h"

#include <stdlib.h>

#include "text/utf8.h"

typedef struct TypeName {
    const char *name;
    NmkGoldType type;
} TypeName;

static const TypeName TYPES[] = {
    {"PERSON", NMK_GOLD_PERSON}, {"ORG", NMK_GOLD_ORG}, {"LOC", NMK_GOLD_LOC}, {"COUNTRY", NMK_GOLD_COUNTRY}, {"NORP", NMK_GOLD_NORP},
};

static NmkGoldType type_of(NmkSlice name) {
    for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
        if (nmk_slice_is(name, TYPES[i].name)) return TYPES[i].type;
    return NMK_GOLD_OTHER;
}

static bool make_room(void **array, size_t *room, size_t need, size_t size) {
    if (*room >= need) return true;
    void *larger = realloc(*array, 2 * need * size);
    if (!larger) return false;
    *array = larger;
    *room = 2 * need;
    return true;
}

static bool map_points(NmkGold *gold) {
    void *bytes = gold->bytes;
    bool fits = make_room(&bytes, &gold->bytes_room, gold->text.length + 1, sizeof *gold->bytes);
    gold->bytes = bytes;
    if (!fits) return false;
    gold->n_points = 0;
    for (size_t at = 0; at < gold->text.length; at += nmk_utf8_next(gold->text.bytes, gold->text.length, at).length)
        gold->bytes[gold->n_points++] = (uint32_t)at;
    gold->bytes[gold->n_points] = (uint32_t)gold->text.length;
    return true;
}

static uint32_t member(const NmkJsonValue *values, uint32_t object, const char *key) {
    return nmk_json_member(values, object, nmk_slice_of(key));
}

/* "iso:JP" */
static void read_code(const NmkJsonValue *values, uint32_t at, char code[3]) {
    if (at == NMK_JSON_MISSING || values[at].kind != NMK_JSON_STRING) return;
    NmkSlice text = values[at].text;
    if (text.length == 6 && memcmp(text.bytes, "iso:", 4) == 0) memcpy(code, text.bytes + 4, 2);
}

static bool read_ent(const NmkGold *gold, uint32_t object, NmkGoldEnt *ent) {
    const NmkJsonValue *values = gold->values;
    uint32_t start = member(values, object, "start"), end = member(values, object, "end"), type = member(values, object, "type");
    uint32_t optional = member(values, object, "opt"), first, last;
    if (start == NMK_JSON_MISSING || end == NMK_JSON_MISSING || type == NMK_JSON_MISSING) return false;
    if (!nmk_json_count(&values[start], &first) || !nmk_json_count(&values[end], &last) || first >= last || last > gold->n_points) return false;
    *ent = (NmkGoldEnt){.start = gold->bytes[first], .end = gold->bytes[last], .type = type_of(values[type].text)};
    ent->optional = optional != NMK_JSON_MISSING && nmk_slice_is(values[optional].text, "true");
    read_code(values, member(values, object, "id"), ent->code);
    return true;
}

static const char *read_ents(NmkGold *gold) {
    const NmkJsonValue *values = gold->values;
    uint32_t list = member(values, 0, "ents");
    gold->n_ents = 0;
    if (list == NMK_JSON_MISSING || values[list].kind != NMK_JSON_ARRAY) return NULL;
    void *ents = gold->ents;
    bool fits = make_room(&ents, &gold->ents_room, values[list].after - list, sizeof *gold->ents);
    gold->ents = ents;
    if (!fits) return "out of memory";
    for (uint32_t i = list + 1; i < values[list].after; i = values[i].after)
        if (!read_ent(gold, i, &gold->ents[gold->n_ents++])) return "a mention in ents needs start < end within the text, and a type";
    return NULL;
}

const char *nmk_gold_read(NmkGold *gold, const NmkJsonValue *values) {
    gold->values = values;
    gold->id = nmk_json_string_at(values, "id");
    gold->text = nmk_json_string_at(values, "text");
    if (!gold->id.bytes || !gold->text.bytes) return "a gold document needs the strings id and text";
    if (gold->text.length > NEWSMARK_MAX_TEXT) return "the text is too long";
    return map_points(gold) ? read_ents(gold) : "out of memory";
}

void nmk_gold_free(NmkGold *gold) {
    free(gold->ents);
    free(gold->bytes);
    *gold = (NmkGold){.n_ents = 0};
}

bool nmk_gold_has(const NmkGold *gold, const char *path, NmkJsonKind kind) {
    uint32_t at = nmk_json_path(gold->values, path);
    return at != NMK_JSON_MISSING && gold->values[at].kind == kind;
}

bool nmk_gold_next(const NmkGold *gold, const char *path, uint32_t *at, NmkSlice *text) {
    uint32_t list = nmk_json_path(gold->values, path);
    if (list == NMK_JSON_MISSING || gold->values[list].kind != NMK_JSON_ARRAY) return false;
    if (!*at) *at = list + 1;
    if (*at >= gold->values[list].after) return false;
    *text = gold->values[*at].text;
    *at = gold->values[*at].after;
    return true;
}

bool nmk_gold_lists(const NmkGold *gold, const char *path, NmkSlice text) {
    NmkSlice item;
    for (uint32_t at = 0; nmk_gold_next(gold, path, &at, &item);)
        if (nmk_slice_equal(item, text)) return true;
    return false;
}
