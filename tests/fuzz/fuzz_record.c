/* Any bytes as a JSON record, read by the command's reader: the list of values must be well nested and stay inside its text. */
#include "knowledge.h"

#include "io/json_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Each value's members lie between it and the value after it; no deeper than the reader's limit. */
static void check(const NmkJsonValue *values) {
    const uint32_t count = values[0].after;
    uint32_t ends[NMK_JSON_DEPTH + 1], depth = 0;
    if (values[0].kind != NMK_JSON_OBJECT) stop_if("the first value is an object");
    for (uint32_t i = 0; i < count; i++) {
        while (depth && ends[depth - 1] <= i) depth--;
        if (values[i].after <= i || values[i].after > (depth ? ends[depth - 1] : count)) stop_if("values are nested");
        if (values[i].kind >= NMK_JSON_ARRAY) {
            if (depth == NMK_JSON_DEPTH + 1) stop_if("values are at most so deep");
            ends[depth++] = values[i].after;
        } else if (values[i].after != i + 1) {
            stop_if("a simple value is one value");
        }
        volatile char last = 0; /* every byte can be read */
        for (size_t b = 0; b < values[i].text.length; b++) last = values[i].text.bytes[b];
        for (size_t b = 0; b < values[i].key.length; b++) last = values[i].key.bytes[b];
        for (size_t b = 0; b < values[i].raw.length; b++) last = values[i].raw.bytes[b];
        if (!values[i].raw.length) stop_if("a value is written somehow");
        (void)last;
        uint32_t number;
        nmk_json_count(&values[i], &number);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static NmkJsonReader *reader;
    if (!reader) reader = nmk_json_reader_new();
    char *text = malloc(size + NMK_JSON_PADDING);
    if (!text || !reader) abort();
    memcpy(text, data, size);
    memset(text + size, '"', NMK_JSON_PADDING);
    NmkJsonFault fault = {0};
    const NmkJsonValue *values = nmk_json_read(reader, nmk_slice(text, size), &fault);
    if (values) {
        check(values);
        static const char *const PATHS[] = {"text", "title", "a.b.c", "", "..", "document.text"};
        for (size_t i = 0; i < sizeof PATHS / sizeof *PATHS; i++) nmk_json_string_at(values, PATHS[i]);
    } else if (!fault.code || !fault.message || fault.byte > size) {
        stop_if("a refusal says what is wrong and where");
    }
    free(text);
    return 0;
}
