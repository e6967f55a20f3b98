/* Blocks: the lines between empty lines, or from an indented line on, and whether somebody broke them for their width, so that a reader of another width wants them joined. For
 * reports only: the engine has finer rules. */
#ifndef NEWSMARK_IO_BLOCKS_H
#define NEWSMARK_IO_BLOCKS_H

#include "base/slice.h"

typedef struct NmkBlock {
    size_t start, end; /* bytes; the end is behind its last line end */
    bool wrapped;
} NmkBlock;

/* The block that starts at the first line that is not blank, from a byte at the start of a line on; start is the end of the text where there is
 * none. */
NmkBlock nmk_block_at(NmkSlice text, size_t from);

#endif
