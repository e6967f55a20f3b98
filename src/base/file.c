/* POSIX files. What cannot be opened, read or mapped becomes a status and a sentence. */
#define _POSIX_C_SOURCE 200809L
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_READ = 64 * 1024 };

NewsmarkStatus nmk_fail(NewsmarkError *error, NewsmarkStatus status, const char *format, ...) {
    if (!error) return status;
    va_list arguments;
    va_start(arguments, format);
    error->status = status;
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    return status;
}

static NewsmarkStatus fail_by_errno(NewsmarkError *error, const char *what, const char *path, int reason) {
    const char *words = strerrordesc_np(reason); /* the C locale's words, whatever the program's */
    return nmk_fail(error, NEWSMARK_ERROR_IO, "cannot %s %s: %s", what, path, words ? words : "unknown error");
}

static NewsmarkStatus open_file(const char *path, int *file, struct stat *about, NewsmarkError *error) {
    do *file = open(path, O_RDONLY | O_CLOEXEC);
    while (*file < 0 && errno == EINTR);
    if (*file < 0) return fail_by_errno(error, "open", path, errno);
    int reason = 0;
    if (fstat(*file, about))
        reason = errno;
    else if (S_ISDIR(about->st_mode))
        reason = EISDIR;
    if (!reason) return NEWSMARK_OK;
    close(*file);
    return fail_by_errno(error, "read", path, reason);
}

NewsmarkStatus nmk_file_map(const char *path, void **bytes, size_t *size, NewsmarkError *error) {
    int file;
    struct stat about;
    NewsmarkStatus status = open_file(path, &file, &about, error);
    if (status != NEWSMARK_OK) return status;
    void *map = NULL;
    if (!S_ISREG(about.st_mode)) {
        status = nmk_fail(error, NEWSMARK_ERROR_IO, "cannot map %s: not a regular file", path);
    } else if (about.st_size > 0) {
        map = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, file, 0);
        if (map == MAP_FAILED) status = fail_by_errno(error, "map", path, errno);
    }
    close(file);
    if (status != NEWSMARK_OK) return status;
    *bytes = map;
    *size = (size_t)about.st_size;
    return NEWSMARK_OK;
}

void nmk_file_unmap(void *bytes, size_t size) {
    if (bytes) munmap(bytes, size);
}

/* Reads until the end, doubling the room; a regular file is read in one piece. */
static NewsmarkStatus read_all(int file, size_t expected, NmkArena *arena, NmkSlice *text, int *reason) {
    size_t room = expected ? expected + 1 : FIRST_READ;
    size_t used = 0;
    char *bytes = nmk_arena_take(arena, room);
    while (bytes) {
        ssize_t got = read(file, bytes + used, room - used);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) {
            *reason = errno;
            return NEWSMARK_ERROR_IO;
        }
        if (got == 0) {
            *text = nmk_slice(bytes, used);
            return NEWSMARK_OK;
        }
        used += (size_t)got;
        if (used == room) {
            char *larger = nmk_arena_take(arena, 2 * room);
            if (larger) memcpy(larger, bytes, used);
            bytes = larger;
            room *= 2;
        }
    }
    return NEWSMARK_ERROR_MEMORY;
}

NewsmarkStatus nmk_file_read(const char *path, NmkArena *arena, NmkSlice *text, NewsmarkError *error) {
    int file;
    struct stat about;
    NewsmarkStatus status = open_file(path, &file, &about, error);
    if (status != NEWSMARK_OK) return status;
    int reason = 0;
    status = read_all(file, S_ISREG(about.st_mode) ? (size_t)about.st_size : 0, arena, text, &reason);
    close(file);
    if (status == NEWSMARK_ERROR_IO) return fail_by_errno(error, "read", path, reason);
    if (status != NEWSMARK_OK) return nmk_fail(error, status, "out of memory reading %s", path);
    return NEWSMARK_OK;
}
