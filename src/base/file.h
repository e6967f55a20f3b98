/* Files: mapped for reading, or read whole. */
#ifndef NEWSMARK_BASE_FILE_H
#define NEWSMARK_BASE_FILE_H

#include "base/arena.h"
#include "base/slice.h"

/* Fills error, which may be NULL, and returns the status. printf-like message, lower case, no full stop. */
NewsmarkStatus nmk_fail(NewsmarkError *error, NewsmarkStatus status, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Maps a regular file privately and read-only; an empty file gives size 0 and bytes NULL. The caller unmaps. The file must not
 * be cut short while it is mapped. */
NewsmarkStatus nmk_file_map(const char *path, void **bytes, size_t *size, NewsmarkError *error);
void nmk_file_unmap(void *bytes, size_t size);

/* Reads a whole file, or pipe, into the arena. */
NewsmarkStatus nmk_file_read(const char *path, NmkArena *arena, NmkSlice *text, NewsmarkError *error);

#endif
