/* A growing run of bytes that output is appended to. Running out of memory is remembered and asked for once, at the end. */
#ifndef NEWSMARK_IO_BUFFER_H
#define NEWSMARK_IO_BUFFER_H

#include "base/slice.h"

typedef struct NmkBuffer {
    char *bytes;
    size_t length, capacity;
    bool failed; /* memory ran out: what came after is lost */
} NmkBuffer;

/* Makes room for size more bytes and returns where they go; NULL when out of memory. */
char *nmk_buffer_room(NmkBuffer *buffer, size_t size);
void nmk_buffer_free(NmkBuffer *buffer);

static inline void nmk_put_bytes(NmkBuffer *buffer, const char *bytes, size_t length) {
    bool fits = length < buffer->capacity - buffer->length && !buffer->failed;
    char *at = fits ? buffer->bytes + buffer->length : nmk_buffer_room(buffer, length);
    if (!at || !length) return;
    memcpy(at, bytes, length);
    buffer->length += length;
}
static inline void nmk_put(NmkBuffer *buffer, const char *text) {
    nmk_put_bytes(buffer, text, strlen(text));
}
static inline void nmk_put_slice(NmkBuffer *buffer, NmkSlice text) {
    nmk_put_bytes(buffer, text.bytes, text.length);
}

/* count times the same text */
void nmk_put_repeated(NmkBuffer *buffer, const char *text, size_t count);

/* printf-like, for lines of reports; at most 4095 bytes. */
void nmk_put_format(NmkBuffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
