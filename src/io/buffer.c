/* Doubling room, so that appending is linear in what is written. */
#include "io/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { FIRST_ROOM = 4096, LONGEST_FORMAT = 4096 };

static bool grow(NmkBuffer *buffer, size_t need) {
    size_t capacity = buffer->capacity ? buffer->capacity : FIRST_ROOM;
    while (capacity < need && capacity <= SIZE_MAX / 2) capacity *= 2;
    char *bytes = capacity < need ? NULL : realloc(buffer->bytes, capacity);
    if (!bytes) {
        buffer->failed = true;
        return false;
    }
    buffer->bytes = bytes;
    buffer->capacity = capacity;
    return true;
}

char *nmk_buffer_more(NmkBuffer *buffer, size_t size) {
    if (size > SIZE_MAX - buffer->length) buffer->failed = true;
    if (buffer->failed || (size > buffer->capacity - buffer->length && !grow(buffer, buffer->length + size))) return NULL;
    return buffer->bytes ? buffer->bytes + buffer->length : NULL;
}

void nmk_buffer_free(NmkBuffer *buffer) {
    free(buffer->bytes);
    *buffer = (NmkBuffer){.bytes = NULL};
}

void nmk_put_repeated(NmkBuffer *buffer, const char *text, size_t count) {
    for (size_t i = 0; i < count; i++) nmk_put(buffer, text);
}

void nmk_put_format(NmkBuffer *buffer, const char *format, ...) {
    char text[LONGEST_FORMAT];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length < 0) return;
    nmk_put_bytes(buffer, text, (size_t)length < sizeof text ? (size_t)length : sizeof text - 1);
}
