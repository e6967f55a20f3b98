/* JSON values as text. The caller places commas and braces; nothing here checks that they fit. */
#ifndef NEWSMARK_IO_JSON_WRITER_H
#define NEWSMARK_IO_JSON_WRITER_H

#include "io/buffer.h"

/* A quoted string: control characters escaped, malformed UTF-8 as U+FFFD (one a maximal part), U+2028 and U+2029 escaped so that the
 * output is JavaScript as well. */
void nmk_put_json_string(NmkBuffer *buffer, NmkSlice text);

void nmk_put_unsigned(NmkBuffer *buffer, uint64_t number);
void nmk_put_signed(NmkBuffer *buffer, int64_t number);

/* key, a constant that needs no escape, with its colon: "name": */
void nmk_put_key(NmkBuffer *buffer, const char *key);

#endif
