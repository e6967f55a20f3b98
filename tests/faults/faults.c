/* Faults on demand. This file is linked into the command in place of the functions by which it asks for memory and files (ld --wrap), counts
 * the calls, and lets some fail:
 *
 *   FAULT=memory:7    the seventh request for memory        memory:7+  that and all after it
 *   FAULT=files:7     the seventh call about a file         files:7+   that and all after it
 *   FAULT=kill:7      the program is killed before the seventh call about a file
 *   FAULT=short:0     read and write move one byte a call
 *   FAULT=interrupt:0 every other call that can be interrupted is (EINTR)
 *   FAULT_LOG=FILE    at the end: how many calls there were, and what was not given back
 *
 * Standard output of stdio is led through the same write. What libc and simdjson do inside is not seen, but for C++'s new (new.cc). */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

typedef enum Kind { MEMORY, FILES, KILL, SHORT, INTERRUPT, N_KINDS } Kind;

static Kind kind = N_KINDS; /* of the faults asked for */
static long first;          /* the call that fails */
static bool onwards;        /* and all after it */
static atomic_long calls[N_KINDS], kept, open_files;

static bool fails(Kind of) {
    const long n = ++calls[of];
    return of == kind && (n == first || (onwards && n > first));
}

static bool interrupted(void) {
    const bool now = kind == INTERRUPT && ++calls[INTERRUPT] % 2;
    if (now) errno = EINTR;
    return now;
}

/* Fails a call about a file with the reason. */
static bool file_fails(int reason) {
    const bool now = fails(FILES);
    if (kind == KILL && calls[FILES] == first) raise(SIGKILL);
    if (now) errno = reason;
    return now;
}

static void *given(void *block) {
    kept += block != NULL;
    return block;
}

/* --- memory --- */
#define REAL(type, name, ...) type __real_##name(__VA_ARGS__); type __wrap_##name(__VA_ARGS__); type __wrap_##name(__VA_ARGS__)

static bool no_memory(void) {
    const bool now = fails(MEMORY);
    if (now) errno = ENOMEM;
    return now;
}

REAL(void *, malloc, size_t size) { return no_memory() ? NULL : given(__real_malloc(size)); }
REAL(void *, calloc, size_t count, size_t size) { return no_memory() ? NULL : given(__real_calloc(count, size)); }
REAL(void *, aligned_alloc, size_t alignment, size_t size) { return no_memory() ? NULL : given(__real_aligned_alloc(alignment, size)); }
REAL(char *, strdup, const char *text) { return no_memory() ? NULL : given(__real_strdup(text)); }
REAL(char *, realpath, const char *path, char *room) { return no_memory() ? NULL : given(__real_realpath(path, room)); }
REAL(void *, realloc, void *old, size_t size) {
    if (no_memory()) return NULL;
    void *block = __real_realloc(old, size);
    kept += block && !old;
    return block;
}
REAL(void, free, void *block) {
    kept -= block != NULL;
    __real_free(block);
}

/* --- files --- */
enum { MOST_FILES = 1024 };
static atomic_bool ours[MOST_FILES]; /* opened here, so to be closed */

static int opened(int file) {
    if (file >= MOST_FILES) abort();
    open_files += file >= 0;
    if (file >= 0) ours[file] = true;
    return file;
}

REAL(int, open, const char *path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    return interrupted() || file_fails(EMFILE) ? -1 : opened(__real_open(path, flags, mode));
}
REAL(int, mkostemp, char *path, int flags) { return interrupted() || file_fails(EACCES) ? -1 : opened(__real_mkostemp(path, flags)); }
REAL(int, close, int file) { /* as Linux does: closed, whatever it says */
    if (file >= 0 && file < MOST_FILES) open_files -= atomic_exchange(&ours[file], false);
    const int result = __real_close(file);
    return file_fails(EIO) ? -1 : result;
}
REAL(ssize_t, read, int file, void *bytes, size_t size) {
    return interrupted() || file_fails(EIO) ? -1 : __real_read(file, bytes, kind == SHORT && size ? 1 : size);
}
REAL(ssize_t, write, int file, const void *bytes, size_t size) {
    return interrupted() || file_fails(ENOSPC) ? -1 : __real_write(file, bytes, kind == SHORT && size ? 1 : size);
}
REAL(int, fsync, int file) { return interrupted() || file_fails(EIO) ? -1 : __real_fsync(file); }
REAL(int, fchmod, int file, mode_t mode) { return file_fails(EPERM) ? -1 : __real_fchmod(file, mode); }
REAL(int, rename, const char *from, const char *to) { return file_fails(EIO) ? -1 : __real_rename(from, to); }
REAL(int, unlink, const char *path) {
    file_fails(0); /* it is counted, but does not fail: what lies there is somebody else's to clear away */
    return __real_unlink(path);
}
REAL(int, flock, int file, int how) { return file_fails(EWOULDBLOCK) ? -1 : __real_flock(file, how); }
REAL(int, ftruncate, int file, off_t size) { return file_fails(EIO) ? -1 : __real_ftruncate(file, size); }
REAL(off_t, lseek, int file, off_t at, int from) { return file_fails(ESPIPE) ? -1 : __real_lseek(file, at, from); }
REAL(int, lstat, const char *path, struct stat *about) { return file_fails(EIO) ? -1 : __real_lstat(path, about); }
REAL(int, stat, const char *path, struct stat *about) { return file_fails(EIO) ? -1 : __real_stat(path, about); }
REAL(int, fstat, int file, struct stat *about) { return file_fails(EIO) ? -1 : __real_fstat(file, about); }
REAL(int, access, const char *path, int how) { return file_fails(EIO) ? -1 : __real_access(path, how); }
REAL(ssize_t, readlink, const char *path, char *room, size_t size) { return file_fails(EIO) ? -1 : __real_readlink(path, room, size); }
REAL(int, poll, struct pollfd *files, nfds_t n, int timeout) { return interrupted() || file_fails(ENOMEM) ? -1 : __real_poll(files, n, timeout); }
REAL(void *, mmap, void *at, size_t size, int protection, int flags, int file, off_t offset) {
    void *map = file_fails(ENOMEM) ? MAP_FAILED : __real_mmap(at, size, protection, flags, file, offset);
    kept += map != MAP_FAILED;
    return map;
}
REAL(int, munmap, void *map, size_t size) {
    kept--;
    return __real_munmap(map, size);
}
REAL(FILE *, fopen, const char *path, const char *mode) {
    FILE *file = file_fails(EMFILE) ? NULL : __real_fopen(path, mode);
    open_files += file != NULL;
    return file;
}
REAL(int, fclose, FILE *file) {
    open_files--;
    return __real_fclose(file);
}
REAL(DIR *, opendir, const char *path) {
    DIR *folder = file_fails(EACCES) ? NULL : __real_opendir(path);
    open_files += folder != NULL;
    return folder;
}
REAL(DIR *, fdopendir, int file) { /* which is the folder's from now on */
    DIR *folder = file_fails(EACCES) ? NULL : __real_fdopendir(file);
    if (folder) ours[file] = false;
    return folder;
}
REAL(int, closedir, DIR *folder) {
    open_files--;
    return __real_closedir(folder);
}
REAL(struct dirent *, readdir, DIR *folder) { return file_fails(EIO) ? NULL : __real_readdir(folder); }

/* --- start and end --- */

/* stdio goes on itself after a short write, and takes 0 for a failure. */
static ssize_t put_standard_output(void *context, const char *bytes, size_t size) {
    (void)context;
    size_t at = 0;
    while (at < size) {
        const ssize_t written = __wrap_write(STDOUT_FILENO, bytes + at, size - at);
        if (written < 0 && errno != EINTR) return 0;
        at += written < 0 ? 0 : (size_t)written;
    }
    return (ssize_t)at;
}

static void put_log(void) {
    char line[200];
    const char *path = getenv("FAULT_LOG");
    const int file = path ? __real_open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666) : -1;
    if (file < 0) return;
    const int n = snprintf(line, sizeof line, "%ld %ld %ld %ld\n", (long)calls[MEMORY], (long)calls[FILES], (long)kept, (long)open_files);
    if (__real_write(file, line, (size_t)n) != n) abort();
    __real_close(file);
}

__attribute__((constructor)) static void read_faults(void) {
    static const char *const NAMES[] = {[MEMORY] = "memory:", [FILES] = "files:", [KILL] = "kill:", [SHORT] = "short:", [INTERRUPT] = "interrupt:"};
    const char *wanted = getenv("FAULT");
    for (unsigned i = 0; wanted && i < N_KINDS; i++) {
        const size_t length = strlen(NAMES[i]);
        if (strncmp(wanted, NAMES[i], length) != 0) continue;
        char *end;
        first = strtol(wanted + length, &end, 10);
        onwards = *end == '+';
        kind = (Kind)i;
    }
    stdout = fopencookie(NULL, "w", (cookie_io_functions_t){.write = put_standard_output});
    if (!stdout) abort();
    atexit(put_log);
}
