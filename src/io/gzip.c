/* Zeros behind the stream are the padding of tapes and disks; anything else there is a fault. */
#include "io/gzip.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

enum { WITH_HEADER = 16 + MAX_WBITS };

struct NmkGzip {
    NmkWindow window, *from;
    z_stream stream;
    bool inside; /* a part that has not ended */
};

NmkGzip *nmk_gzip_new(void) {
    NmkGzip *gzip = calloc(1, sizeof *gzip);
    if (gzip && inflateInit2(&gzip->stream, WITH_HEADER) == Z_OK) return gzip;
    free(gzip);
    return NULL;
}

void nmk_gzip_free(NmkGzip *gzip) {
    if (!gzip) return;
    inflateEnd(&gzip->stream);
    nmk_window_free(&gzip->window);
    free(gzip);
}

/* To the beginning of the next part. false at the end of the stream. */
static bool begin_part(NmkGzip *gzip) {
    while (nmk_window_fill(gzip->from, 1) && !gzip->from->buffer[gzip->from->start]) nmk_window_drop(gzip->from, 1);
    if (gzip->from->start == gzip->from->end) return false;
    inflateReset(&gzip->stream);
    gzip->inside = true;
    return true;
}

static ptrdiff_t fail(NmkGzip *gzip, const char *words) {
    nmk_window_fail(&gzip->window, "%s", gzip->from->fault[0] ? gzip->from->fault : words);
    return -1;
}

/* Unpacks what is unread into what room is left. false where it failed. */
static bool inflate_some(NmkGzip *gzip) {
    NmkSlice bytes = nmk_window_unread(gzip->from);
    gzip->stream.next_in = (Bytef *)bytes.bytes;
    gzip->stream.avail_in = bytes.length < UINT_MAX ? (uInt)bytes.length : UINT_MAX;
    uInt before = gzip->stream.avail_in;
    int status = inflate(&gzip->stream, Z_NO_FLUSH);
    nmk_window_drop(gzip->from, before - gzip->stream.avail_in);
    gzip->inside = status != Z_STREAM_END;
    return status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR;
}

static ptrdiff_t pull(void *from, char *to, size_t room) {
    NmkGzip *gzip = from;
    gzip->stream.next_out = (Bytef *)to;
    gzip->stream.avail_out = (uInt)room;
    while (gzip->stream.avail_out == room) {
        if (!gzip->inside && !begin_part(gzip)) return gzip->from->fault[0] ? fail(gzip, "") : 0;
        if (!nmk_window_fill(gzip->from, 1)) return fail(gzip, "the gzip data ends early");
        if (inflate_some(gzip) || gzip->stream.avail_out < room) continue;
        return fail(gzip, "the gzip data is damaged");
    }
    return (ptrdiff_t)(room - gzip->stream.avail_out);
}

NmkWindow *nmk_gzip_window(NmkGzip *gzip) {
    return &gzip->window;
}

NmkWindow *nmk_gzip_open(NmkGzip *gzip, NmkWindow *from) {
    nmk_window_open(&gzip->window, pull, gzip);
    gzip->from = from;
    gzip->inside = false;
    return &gzip->window;
}
