/* Bytes are found by where they stand in the batch, since the batch grows while it is filled. A file's name is kept once for all of its records in a row. */
#include "io/batch.h"

#include <stdlib.h>

#include "io/json_reader.h"

enum { KEPT_BYTES = 8 * NMK_BATCH_BYTES }; /* larger buffers are freed with their content */

static const size_t NO_FILE = SIZE_MAX;

static void *grow(void *at, uint32_t *capacity, uint32_t count, size_t size) {
    if (count < *capacity) return at;
    const uint32_t larger = *capacity ? 2 * *capacity : 64;
    void *grown = realloc(at, larger * size);
    if (grown) *capacity = larger;
    return grown;
}

static size_t file_of(NmkBatch *batch, const char *file) {
    if (!file) return NO_FILE;
    const NmkBatchRecord *last = batch->count ? &batch->records[batch->count - 1] : NULL;
    if (last && last->file != NO_FILE && strcmp(batch->bytes.bytes + last->file, file) == 0) return last->file;
    const size_t at = batch->bytes.length;
    nmk_put_bytes(&batch->bytes, file, strlen(file) + 1);
    return at;
}

bool nmk_batch_add(NmkBatch *batch, const NmkRecord *record) {
    static const char PADDING[NMK_JSON_PADDING] = {0};
    NmkBatchRecord *records = grow(batch->records, &batch->capacity, batch->count, sizeof *records);
    if (!records) return false;
    batch->records = records;
    NmkBatchRecord *added = &records[batch->count];
    *added = (NmkBatchRecord){.record = *record, .file = file_of(batch, record->file), .length = record->bytes.length};
    added->bytes = batch->bytes.length;
    nmk_put_slice(&batch->bytes, record->bytes);
    nmk_put_bytes(&batch->bytes, PADDING, sizeof PADDING);
    if (batch->bytes.failed) return false;
    batch->count++;
    return true;
}

NmkRecord nmk_batch_record(const NmkBatch *batch, uint32_t index) {
    const NmkBatchRecord *kept = &batch->records[index];
    NmkRecord record = kept->record;
    record.bytes = nmk_slice(batch->bytes.bytes + kept->bytes, kept->length);
    record.file = kept->file == NO_FILE ? NULL : batch->bytes.bytes + kept->file;
    return record;
}

void nmk_batch_fault(NmkBatch *batch, uint32_t record, const char *code) {
    NmkBatchFault *faults = grow(batch->faults, &batch->faults_capacity, batch->n_faults, sizeof *faults);
    if (!faults) {
        batch->failed = true;
        return;
    }
    batch->faults = faults;
    faults[batch->n_faults++] = (NmkBatchFault){code, record, batch->out.length, batch->errors.length, batch->messages.length};
}

static void empty(NmkBuffer *buffer) {
    buffer->length = 0;
    if (buffer->capacity > KEPT_BYTES) nmk_buffer_free(buffer);
}

void nmk_batch_reset(NmkBatch *batch) {
    empty(&batch->bytes);
    empty(&batch->out);
    empty(&batch->errors);
    empty(&batch->messages);
    batch->count = batch->n_faults = batch->found = 0;
    batch->flush = false;
}

void nmk_batch_free(NmkBatch *batch) {
    nmk_buffer_free(&batch->bytes);
    nmk_buffer_free(&batch->out);
    nmk_buffer_free(&batch->errors);
    nmk_buffer_free(&batch->messages);
    free(batch->records);
    free(batch->faults);
    *batch = (NmkBatch){.count = 0};
}
