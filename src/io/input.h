/* An input: one record as the engine wants it, its text, its id and what else it tells; or the fault that kept it from being one. */
#ifndef NEWSMARK_IO_INPUT_H
#define NEWSMARK_IO_INPUT_H

#include "io/buffer.h"
#include "io/json_reader.h"
#include "io/keep.h"
#include "io/records.h"

/* Where the parts of a JSON record stand, as dotted paths. NULL: under their own name. */
typedef struct NmkFieldPaths {
    const char *text, *id, *title, *date, *source;
    const char *keep; /* which fields are kept (io/keep.h); NULL: none */
} NmkFieldPaths;

typedef struct NmkFault {
    const char *code; /* "bad_json", "bad_utf8", "no_text", "too_large", "unreadable", "memory"; NULL where there is none */
    NmkSlice message;
    uint64_t byte; /* in the file */
    bool has_byte;
} NmkFault;

typedef struct NmkInput {
    NmkJsonKind id_kind; /* NMK_JSON_NULL where the record has none */
    NmkSlice id;         /* of strings the text, of other scalars how they are written */
    uint64_t ordinal;    /* of the record, from 1 */
    const char *file;    /* NULL for standard input */
    uint64_t line;       /* 0 where the record is a whole file */
    NmkSlice text;
    NewsmarkFields fields;
    NmkSlice kept; /* fields that are put out as they came: members without braces, empty where there are none */
    NmkFault fault;
} NmkInput;

typedef struct NmkInputReader {
    NmkJsonReader *json;
    NmkFieldPaths paths;
    size_t max_bytes;
    uint64_t ordinal;
    NmkBuffer authors; /* names of a list, joined */
    NmkKeep keep;
    NmkBuffer kept;
    char words[160];   /* of the fault */
} NmkInputReader;

/* false when out of memory. */
bool nmk_input_reader_init(NmkInputReader *reader, const NmkFieldPaths *paths, size_t max_bytes);
void nmk_input_reader_free(NmkInputReader *reader);

/* Everything in the input points into the record or the reader and lives until the next record. */
NmkInput nmk_input_read(NmkInputReader *reader, const NmkRecord *record);

#endif
