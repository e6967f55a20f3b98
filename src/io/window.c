/* What is unread moves to the front of the buffer when more must be read and there is no room behind it. A line is searched for its end
 * once; what was searched is remembered. */
#include "io/window.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void nmk_window_open(NmkWindow *w, NmkPull *pull, void *from) {
    *w = (NmkWindow){.pull = pull, .from = from, .buffer = w->buffer, .capacity = w->capacity};
}

void nmk_window_free(NmkWindow *w) {
    free(w->buffer);
    *w = (NmkWindow){.buffer = NULL};
}

void nmk_window_fail(NmkWindow *w, const char *format, ...) {
    if (w->fault[0]) return;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(w->fault, sizeof w->fault, format, arguments);
    va_end(arguments);
}

static size_t room_behind(const NmkWindow *w) {
    return w->capacity - w->end < NMK_WINDOW_PADDING ? 0 : w->capacity - NMK_WINDOW_PADDING - w->end;
}

static bool make_room(NmkWindow *w, size_t size) {
    if (w->start == w->end) {
        w->start = w->end = w->searched = 0;
    } else if (w->start && room_behind(w) < size) {
        memmove(w->buffer, w->buffer + w->start, w->end - w->start);
        w->end -= w->start;
        w->searched -= w->start;
        w->start = 0;
    }
    if (room_behind(w) >= size) return true;
    size_t capacity = w->capacity ? 2 * w->capacity : 2 * NMK_BLOCK + NMK_WINDOW_PADDING;
    while (capacity < w->end + size + NMK_WINDOW_PADDING) capacity *= 2;
    char *buffer = realloc(w->buffer, capacity);
    if (!buffer) {
        nmk_window_fail(w, "out of memory");
        return false;
    }
    w->buffer = buffer;
    w->capacity = capacity;
    return true;
}

bool nmk_window_more(NmkWindow *w) {
    if (w->at_end || w->fault[0] || !make_room(w, NMK_BLOCK)) return false;
    ptrdiff_t got = w->pull(w->from, w->buffer + w->end, NMK_BLOCK);
    if (got > 0) w->end += (size_t)got;
    w->at_end = got == 0;
    return got > 0;
}

bool nmk_window_fill(NmkWindow *w, size_t size) {
    while (w->end - w->start < size && nmk_window_more(w)) {
    }
    return w->end - w->start >= size;
}

void nmk_window_drop(NmkWindow *w, size_t bytes) {
    w->start += bytes;
    w->byte += bytes;
    if (w->searched < w->start) w->searched = w->start;
}

size_t nmk_window_line(NmkWindow *w, char separator) {
    const char *end = w->searched < w->end ? memchr(w->buffer + w->searched, separator, w->end - w->searched) : NULL;
    w->searched = end ? (size_t)(end - w->buffer) : w->end;
    if (end) return w->searched + 1 - w->start;
    return w->at_end ? w->end - w->start : 0;
}

ptrdiff_t nmk_window_take(NmkWindow *w, char *to, size_t room) {
    size_t size = w->end - w->start;
    if (size) {
        if (size > room) size = room;
        memcpy(to, w->buffer + w->start, size);
    } else {
        w->start = w->end = w->searched = 0;
        if (w->at_end) return 0;
        ptrdiff_t got = w->fault[0] ? -1 : w->pull(w->from, to, room);
        w->at_end = got == 0;
        if (got <= 0) return got;
        w->byte += (size_t)got;
        return got;
    }
    nmk_window_drop(w, size);
    return (ptrdiff_t)size;
}

/* They stand in the buffer still, unless they came past it, which they do only where it is empty. */
bool nmk_window_give_back(NmkWindow *w, NmkSlice bytes) {
    w->byte -= bytes.length;
    if (w->start >= bytes.length) {
        w->start -= bytes.length;
        w->searched = w->start;
        return true;
    }
    if (!make_room(w, bytes.length)) return false;
    memcpy(w->buffer + w->end, bytes.bytes, bytes.length);
    w->end += bytes.length;
    return true;
}
