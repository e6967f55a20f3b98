/* Any bytes as a file: compressed, an archive, in any encoding, of any shape. Whatever it is, its records come to an end, are within the limit,
 * and every one of them can be read or says why not. The first byte of the input chooses the options. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "io/input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_BYTES = 3000, MOST_RECORDS = 1 << 20 };

static void stop_unless(bool holds, const char *promise) {
    if (holds) return;
    fprintf(stderr, "broken: %s\n", promise);
    abort();
}

/* A byte of each that must be readable. */
static void touch(NmkSlice text, size_t behind) {
    volatile char last = 0;
    for (size_t i = 0; i < text.length + behind; i++) last = text.bytes[i];
    (void)last;
}

static void read_all(NmkRecords *records, NmkInputReader *reader) {
    for (size_t n = 0;; n++) {
        const NmkRecord record = nmk_records_next(records);
        if (record.kind == NMK_RECORD_END) return;
        stop_unless(n < MOST_RECORDS, "the records of so few bytes come to an end");
        stop_unless(record.file != NULL && *record.file, "a record knows its file");
        if (record.kind == NMK_RECORD_JSON || record.kind == NMK_RECORD_TEXT) {
            stop_unless(record.bytes.length <= MOST_BYTES, "a record is within the limit");
            touch(record.bytes, NMK_JSON_PADDING);
        }
        const NmkInput input = nmk_input_read(reader, &record);
        if (input.fault.code) touch(input.fault.message, 0);
        else touch(input.text, 0);
        nmk_records_waiting(records);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const ENCODINGS[] = {NULL, NULL, NULL, "utf-8", "cp1252", "utf-16", "shift_jis", "gb18030"};
    if (!size) return 0;
    char path[64];
    const int file = memfd_create("input", 0);
    stop_unless(file >= 0 && write(file, data + 1, size - 1) == (ssize_t)(size - 1), "a file in memory");
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    char *operands[] = {path};
    const NmkInputs inputs = {.files = {.operands = operands, .n_operands = 1},
                              .from = (NmkFrom)(data[0] & 3),
                              .encoding = ENCODINGS[data[0] >> 2 & 7],
                              .max_bytes = MOST_BYTES};
    NmkInputReader reader;
    NmkRecords *records = nmk_records_new(&inputs);
    const bool ready = nmk_input_reader_init(&reader, &(NmkFieldPaths){.text = NULL}, MOST_BYTES) && records;
    if (ready) read_all(records, &reader);
    nmk_input_reader_free(&reader);
    nmk_records_free(records);
    close(file);
    return 0;
}
