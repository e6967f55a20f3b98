/* The frame of an HTML page that stands alone: it loads nothing, and runs nothing but the one script that its Content-Security-Policy names by
 * its hash. */
#ifndef NEWSMARK_IO_HTML_FRAME_H
#define NEWSMARK_IO_HTML_FRAME_H

#include "io/buffer.h"

/* Up to the first element of the body. */
void nmk_put_html_open(NmkBuffer *out, NmkSlice title);

/* From behind the last element of the body. */
void nmk_put_html_close(NmkBuffer *out);

#endif
