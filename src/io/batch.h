/* A batch: records that follow each other, with a copy of their bytes, and what came of them. It is what one thread hands to another; reading
 * fills it, a worker adds the output, the writer passes that on and the batch is filled again. */
#ifndef NEWSMARK_IO_BATCH_H
#define NEWSMARK_IO_BATCH_H

#include "io/buffer.h"
#include "io/position.h"
#include "io/records.h"

enum { NMK_BATCH_BYTES = 256 * 1024 }; /* a batch takes no more records once it holds so much */

typedef struct NmkBatchRecord {
    NmkRecord record;        /* without its bytes and file, which stand in the bytes of the batch: */
    size_t bytes, file;      /* where; file is NO_FILE for standard input */
    size_t length;
} NmkBatchRecord;

/* A bad record, and how long what is put out was with it, so that the writer can end there. */
typedef struct NmkBatchFault {
    const char *code;
    uint32_t record; /* in the batch */
    size_t out, errors, messages;
} NmkBatchFault;

typedef struct NmkBatch {
    NmkBuffer bytes;
    NmkBatchRecord *records;
    uint32_t count, capacity;
    uint64_t number;   /* in the order of the input */
    NmkPosition after; /* where reading goes on behind it */
    bool flush;      /* the next record is not there yet: what is ready is to be passed on */

    NmkBuffer out, errors, messages; /* records; error records that are kept apart; texts for standard error, each with a NUL */
    NmkBatchFault *faults;
    uint32_t n_faults, faults_capacity;
    uint32_t found; /* records in which something was found */
    bool failed;    /* out of memory: something is missing */
} NmkBatch;

/* Adds a copy of a record; false when out of memory. */
bool nmk_batch_add(NmkBatch *batch, const NmkRecord *record);

/* Does the batch hold enough? */
static inline bool nmk_batch_full(const NmkBatch *batch) { return batch->bytes.length >= NMK_BATCH_BYTES; }

/* The record of that index; what it points to lives as long as nothing is added. */
NmkRecord nmk_batch_record(const NmkBatch *batch, uint32_t index);

/* Notes that the record is bad; what is put out with it stands in the batch already. */
void nmk_batch_fault(NmkBatch *batch, uint32_t record, const char *code);

/* Empties the batch for the next records. What has grown far beyond the usual is given back. */
void nmk_batch_reset(NmkBatch *batch);
void nmk_batch_free(NmkBatch *batch);

#endif
