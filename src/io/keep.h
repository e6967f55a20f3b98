/* Fields of an input record that are put out with its marks, as they came: all of them, or those at some paths. */
#ifndef NEWSMARK_IO_KEEP_H
#define NEWSMARK_IO_KEEP_H

#include "io/buffer.h"
#include "io/json_value.h"

typedef struct NmkKeep {
    bool all;        /* every member of the record but those with the text and the id, which have members of their own */
    NmkBuffer paths; /* each with a NUL */
} NmkKeep;

/* Is this "all", "none", or paths with commas between them? */
bool nmk_keep_valid(const char *what);

/* what: valid; NULL is "none". false when out of memory. */
bool nmk_keep_init(NmkKeep *keep, const char *what);
void nmk_keep_free(NmkKeep *keep);

/* Appends the kept fields as members of an object, with commas between them: of all fields in their order and under their keys, of paths in
 * the order of the paths and each under its path. A value is put out byte for byte, but for line ends between its parts, which become
 * blanks. text and id are the paths of these. */
void nmk_keep_put(NmkBuffer *out, const NmkKeep *keep, const NmkJsonValue *values, const char *text, const char *id);

#endif
