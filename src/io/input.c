/* From the bytes of a record to text, id and fields. */
#include "io/input.h"

#include <stdio.h>

bool nmk_input_reader_init(NmkInputReader *reader, const NmkFieldPaths *paths, size_t max_bytes) {
    *reader = (NmkInputReader){.json = nmk_json_reader_new(), .paths = *paths, .max_bytes = max_bytes};
    return nmk_keep_init(&reader->keep, paths->keep) && reader->json;
}

void nmk_input_reader_free(NmkInputReader *reader) {
    nmk_json_reader_free(reader->json);
    nmk_buffer_free(&reader->authors);
    nmk_keep_free(&reader->keep);
    nmk_buffer_free(&reader->kept);
    reader->json = NULL;
}

static const char *path_of(const char *given, const char *otherwise) {
    return given ? given : otherwise;
}

static NmkSlice string_or_empty(const NmkJsonValue *values, const char *path) {
    NmkSlice text = nmk_json_string_at(values, path);
    return text.bytes ? text : nmk_slice("", 0);
}

/* Authors are a string or a list of strings; a list reads as "A; B". */
static NmkSlice authors_of(NmkInputReader *reader, const NmkJsonValue *values) {
    uint32_t at = nmk_json_path(values, "authors");
    if (at == NMK_JSON_MISSING) at = nmk_json_path(values, "byline");
    if (at == NMK_JSON_MISSING) return nmk_slice("", 0);
    if (values[at].kind == NMK_JSON_STRING) return values[at].text;
    if (values[at].kind != NMK_JSON_ARRAY) return nmk_slice("", 0);
    reader->authors.length = 0;
    for (uint32_t i = at + 1; i < values[at].after; i = values[i].after) {
        if (values[i].kind != NMK_JSON_STRING) continue;
        if (reader->authors.length) nmk_put(&reader->authors, "; ");
        nmk_put_slice(&reader->authors, values[i].text);
    }
    return reader->authors.length ? nmk_slice(reader->authors.bytes, reader->authors.length) : nmk_slice("", 0);
}

static void read_fields(NmkInputReader *reader, const NmkJsonValue *values, NewsmarkFields *fields) {
    fields->title = string_or_empty(values, path_of(reader->paths.title, "title"));
    fields->date = string_or_empty(values, path_of(reader->paths.date, "date"));
    fields->source = string_or_empty(values, path_of(reader->paths.source, "source"));
    fields->source_country = string_or_empty(values, "source_country");
    fields->dateline = string_or_empty(values, "dateline");
    fields->section = string_or_empty(values, "section");
    fields->authors = authors_of(reader, values);
}

static void read_id(const NmkJsonValue *values, const char *path, NmkInput *input) {
    uint32_t at = nmk_json_path(values, path);
    if (at == NMK_JSON_MISSING || values[at].kind == NMK_JSON_ARRAY || values[at].kind == NMK_JSON_OBJECT) return;
    input->id_kind = values[at].kind;
    input->id = values[at].text;
}

static void fail(NmkInput *input, const char *code, NmkSlice message) {
    input->fault = (NmkFault){.code = code, .message = message};
}

static void fail_at(NmkInput *input, const char *code, NmkSlice message, uint64_t byte) {
    input->fault = (NmkFault){.code = code, .message = message, .byte = byte, .has_byte = true};
}

static void read_json(NmkInputReader *reader, const NmkRecord *record, NmkInput *input) {
    NmkJsonFault fault;
    const NmkJsonValue *values = nmk_json_read(reader->json, record->bytes, &fault);
    if (!values) {
        fail_at(input, fault.code, nmk_slice_of(fault.message), record->byte + fault.byte);
        return;
    }
    const char *path = path_of(reader->paths.text, "text"), *id = path_of(reader->paths.id, "id");
    reader->authors.failed = reader->kept.failed = false;
    reader->kept.length = 0;
    read_id(values, id, input);
    nmk_keep_put(&reader->kept, &reader->keep, values, path, id);
    if (reader->kept.length && !reader->kept.failed) input->kept = nmk_slice(reader->kept.bytes, reader->kept.length);
    input->text = nmk_json_string_at(values, path);
    read_fields(reader, values, &input->fields);
    if (reader->authors.failed || reader->kept.failed) fail(input, "memory", nmk_slice_of("out of memory"));
    if (input->text.bytes) return;
    bool missing = nmk_json_path(values, path) == NMK_JSON_MISSING;
    snprintf(reader->words, sizeof reader->words, "%s \"%.80s\"%s", missing ? "no field" : "field", path, missing ? "" : " is no string");
    fail(input, "no_text", nmk_slice_of(reader->words));
    input->text = nmk_slice("", 0);
}

NmkInput nmk_input_read(NmkInputReader *reader, const NmkRecord *record) {
    NmkInput input = {.id_kind = NMK_JSON_NULL, .ordinal = record->ordinal ? record->ordinal : ++reader->ordinal, .file = record->file, .line = record->line, .text = {"", 0}, .kept = {"", 0}};
    if (record->file && !record->line) {
        input.id_kind = NMK_JSON_STRING;
        input.id = nmk_slice_of(record->file);
    }
    switch (record->kind) {
    case NMK_RECORD_JSON: read_json(reader, record, &input); break;
    case NMK_RECORD_TEXT: input.text = record->bytes; break;
    case NMK_RECORD_TOO_LARGE:
        snprintf(reader->words, sizeof reader->words, "over %zu bytes (--max-bytes)", reader->max_bytes);
        fail_at(&input, "too_large", nmk_slice_of(reader->words), record->byte);
        break;
    case NMK_RECORD_NO_VALUE: fail_at(&input, "bad_json", record->bytes, record->byte); break;
    case NMK_RECORD_UNREADABLE: fail(&input, "unreadable", record->bytes); break;
    case NMK_RECORD_END: break;
    }
    return input;
}
