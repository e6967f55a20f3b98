/* Records: what comes in, from files or standard input. A file is NDJSON (a record a line; empty lines count for nothing), a stream of JSON
 * values, or one plain text; which one is told by its content. A record over the limit is skipped without being held in memory, a file
 * that cannot be read is a record that says so: nothing is lost in silence. */
#ifndef NEWSMARK_IO_RECORDS_H
#define NEWSMARK_IO_RECORDS_H

#include <stdint.h>

#include "io/operands.h"

typedef enum NmkFrom { NMK_FROM_AUTO, NMK_FROM_TEXT, NMK_FROM_NDJSON, NMK_FROM_JSON } NmkFrom;

typedef enum NmkRecordKind {
    NMK_RECORD_JSON,       /* bytes: a JSON value, or what should be one */
    NMK_RECORD_TEXT,       /* bytes: a whole file */
    NMK_RECORD_TOO_LARGE,  /* over the limit */
    NMK_RECORD_NO_VALUE,   /* between JSON values stands something else; bytes: in words */
    NMK_RECORD_UNREADABLE, /* bytes: what went wrong, in words */
    NMK_RECORD_END
} NmkRecordKind;

typedef struct NmkRecord {
    NmkRecordKind kind;
    NmkSlice bytes;   /* valid until the next record; NMK_JSON_PADDING bytes behind them are readable */
    const char *file; /* its path; NULL for standard input; valid until the next record */
    uint64_t line;    /* of its first byte, from 1; 0 where the record is the whole file */
    uint64_t byte;    /* where it starts in the file */
    uint64_t ordinal; /* from 1, where somebody counts records; 0 from nmk_records_next */
    uint64_t operand; /* number of the operand that it is of, from 1 */
} NmkRecord;

typedef struct NmkInputs {
    NmkFileList files; /* borrowed */
    NmkFrom from;
    size_t max_bytes;     /* of a record */
    const char *encoding; /* of the files, a known name; NULL: told by itself */
} NmkInputs;

typedef struct NmkRecords NmkRecords;

/* NULL when out of memory. */
NmkRecords *nmk_records_new(const NmkInputs *inputs);
void nmk_records_free(NmkRecords *records);

/* Once *stop is not 0, nothing more is read and there are no more records. It is looked at before each record and when reading is
 * interrupted. */
void nmk_records_stop_on(NmkRecords *records, const volatile sig_atomic_t *stop);

NmkRecord nmk_records_next(NmkRecords *records);

/* Passes over so many operands, unread; before the first record. false where there are fewer. */
bool nmk_records_skip(NmkRecords *records, uint64_t operands);

/* Would the next record have to wait for somebody to write it? Then it is time to pass on what is ready. */
bool nmk_records_waiting(NmkRecords *records);

#endif
