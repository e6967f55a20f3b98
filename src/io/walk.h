/* A walk through a directory and those in it: all its regular files, in the order of the bytes of their paths. Links are not followed, so
 * no walk goes in circles. A directory is read and closed before its files are named; its names are held until it has been walked. */
#ifndef NEWSMARK_IO_WALK_H
#define NEWSMARK_IO_WALK_H

#include "io/buffer.h"

typedef struct NmkFolder NmkFolder; /* a directory on the way from the first to the present one */

typedef struct NmkWalk {
    NmkBuffer path; /* of the present directory or file, ends with NUL */
    NmkFolder *folders;
    size_t depth, room;
} NmkWalk;

typedef enum NmkWalked { NMK_WALKED_FILE, NMK_WALKED_FAULT, NMK_WALKED_ALL } NmkWalked;

/* Begins a walk; nmk_walk_next says how it goes. A link to a directory, named here, is followed. The first time, the walk is all zero. */
void nmk_walk_start(NmkWalk *walk, const char *directory);
void nmk_walk_free(NmkWalk *walk);

/* The next file: walk->path is its path. Of a directory that cannot be read: walk->path is its path, *reason the errno. */
NmkWalked nmk_walk_next(NmkWalk *walk, int *reason);

#endif
