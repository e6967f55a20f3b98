/* A window on a stream of bytes: what of it was read and not yet used, and where more comes from. Files, members of archives and converted
 * text are all such windows, and one may pull from another. Bytes come in blocks of up to 1 MiB, straight into the buffer, which grows to
 * hold what somebody needs in one piece. */
#ifndef NEWSMARK_IO_WINDOW_H
#define NEWSMARK_IO_WINDOW_H

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

enum {
    NMK_BLOCK = 1 << 20,
    NMK_WINDOW_PADDING = 64 /* bytes behind the unread ones that may be read, whatever they hold */
};

/* Writes up to room bytes: how many, 0 at the end, -1 where it failed and a fault was set. */
typedef ptrdiff_t NmkPull(void *from, char *to, size_t room);

typedef struct NmkWindow {
    NmkPull *pull;
    void *from;
    char *buffer;
    size_t capacity, start, end; /* bytes [start, end) are unread */
    size_t searched;             /* [start, searched) hold no line end */
    uint64_t byte;               /* where start is in the stream */
    bool at_end;                 /* there is no more than what is unread */
    char fault[160];             /* why reading failed, "" where it did not */
} NmkWindow;

/* At the beginning of another stream; the buffer is kept. The first time, the window is all zero. */
void nmk_window_open(NmkWindow *window, NmkPull *pull, void *from);
void nmk_window_free(NmkWindow *window);

/* Reads a block. false at the end, or where reading failed. */
bool nmk_window_more(NmkWindow *window);

/* Reads until size bytes are unread or there are no more. false where there are fewer. */
bool nmk_window_fill(NmkWindow *window, size_t size);

/* Takes bytes out of the stream: those that are unread, else straight from where it comes from. Returns as NmkPull does. */
ptrdiff_t nmk_window_take(NmkWindow *window, char *to, size_t room);

/* Makes the last bytes that were taken unread again. false, with a fault, when out of memory. */
bool nmk_window_give_back(NmkWindow *window, NmkSlice bytes);

/* The first bytes have been used. */
void nmk_window_drop(NmkWindow *window, size_t bytes);

/* Length of the first line, counting the separator that ends it; 0 where it is not all there. At the end of the stream the last line needs
 * no separator. */
size_t nmk_window_line(NmkWindow *window, char separator);

/* The first fault is kept. */
void nmk_window_fail(NmkWindow *window, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Valid until more is read. */
static inline NmkSlice nmk_window_unread(const NmkWindow *window) {
    return window->buffer ? nmk_slice(window->buffer + window->start, window->end - window->start) : nmk_slice("", 0);
}

#endif
