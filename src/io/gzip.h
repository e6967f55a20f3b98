/* Gzip: a window on what a gzip stream holds, of one part or of several behind each other. Done with zlib and not with libarchive, which
 * does not compare checksums. */
#ifndef NEWSMARK_IO_GZIP_H
#define NEWSMARK_IO_GZIP_H

#include "io/window.h"

typedef struct NmkGzip NmkGzip;

/* NULL when out of memory. */
NmkGzip *nmk_gzip_new(void);
void nmk_gzip_free(NmkGzip *gzip);

/* Reading it fails where the stream is damaged or ends early, behind what could be unpacked. */
NmkWindow *nmk_gzip_window(NmkGzip *gzip);
NmkWindow *nmk_gzip_open(NmkGzip *gzip, NmkWindow *from);

#endif
