/* A growing run of bytes that output is appended to. Running out of memory is remembered and asked for once, at the end. */
#ifndef NEWSMARK_IO_BUFFER_H
#define NEWSMARK_IO_BUFFER_H

#include "base/slice.h"

typedef struct NmkBuffer {
    char *bytes;
    size_t length, capacity;
    bool failed; /* memory ran out: what came after is lost */
} NmkBuffer;

/* What nmk_buffer_room does where there is no room yet. */
char *nmk_buffer_more(NmkBuffer *buffer, size_t size);
void nmk_buffer_free(NmkBuffer *buffer);

/* Makes room for size more bytes and returns where they go; NULL when out of memory. */
static inline char *nmk_buffer_room(NmkBuffer *buffer, size_t size) {
    const bool fits = size < buffer->capacity - buffer->length && !buffer->failed;
    return fits ? buffer->bytes + buffer->length : nmk_buffer_more(buffer, size);
}

/* Takes over what was written into the room, up to end. */
static inline void nmk_buffer_take(NmkBuffer *buffer, const char *end) { buffer->length = (size_t)(end - buffer->bytes); }

static inline void nmk_put_bytes(NmkBuffer *buffer, const char *bytes, size_t length) {
    char *at = nmk_buffer_room(buffer, length);
    if (!at || !length) return;
    memcpy(at, bytes, length);
    buffer->length += length;
}
static inline void nmk_put(NmkBuffer *buffer, const char *text) { nmk_put_bytes(buffer, text, strlen(text)); }
static inline void nmk_put_slice(NmkBuffer *buffer, NmkSlice text) { nmk_put_bytes(buffer, text.bytes, text.length); }

/* count times the same text */
void nmk_put_repeated(NmkBuffer *buffer, const char *text, size_t count);

/* printf-like, for lines of reports; at most 4095 bytes. */
void nmk_put_format(NmkBuffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
