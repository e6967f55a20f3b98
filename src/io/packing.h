/* How is this packed? Told by the first bytes, as every such format has marks of its own; tar by the checksum of its first header. */
#ifndef NEWSMARK_IO_PACKING_H
#define NEWSMARK_IO_PACKING_H

#include "io/window.h"

typedef enum NmkPacking {
    NMK_PLAIN,      /* not at all */
    NMK_GZIP,       /* one stream */
    NMK_COMPRESSED, /* one stream of zstd, xz, bzip2 or lz4 */
    NMK_TAR,        /* files */
    NMK_ZIP         /* files */
} NmkPacking;

/* Reads as much as is needed to tell, 1 KiB at most, and of what looks like lines of text only the first. */
NmkPacking nmk_packing_find(NmkWindow *window);

#endif
