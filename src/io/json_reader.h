/* Reads one JSON object completely: every value is walked and checked, so that what passes here is JSON. Lone surrogates become U+FFFD;
 * text that is not UTF-8 is refused. */
#ifndef NEWSMARK_IO_JSON_READER_H
#define NEWSMARK_IO_JSON_READER_H

#include "io/json_value.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    NMK_JSON_PADDING = 64, /* bytes that must be readable behind the text */
    NMK_JSON_DEPTH = 512   /* deepest nesting */
};

typedef struct NmkJsonReader NmkJsonReader;

typedef struct NmkJsonFault {
    const char *code;    /* "bad_json", "bad_utf8", "memory" */
    const char *message; /* constant, lower case */
    size_t byte;         /* of the text */
} NmkJsonFault;

/* NULL when out of memory. */
NmkJsonReader *nmk_json_reader_new(void);
void nmk_json_reader_free(NmkJsonReader *reader); /* NULL is fine */

/* The values of text, the object itself first; NULL where the text is no JSON object, with *fault filled. They point into text and
 * reader and live until the next call. */
const NmkJsonValue *nmk_json_read(NmkJsonReader *reader, NmkSlice text, NmkJsonFault *fault);

#ifdef __cplusplus
}
#endif
#endif
