/* Whole files are written beside their path and renamed, so that nobody ever reads half a file. */
#include "io/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FULL = 64 * 1024 };

static bool fail(NmkOutput *output, int reason) {
    if (!output->reason) output->reason = reason;
    return false;
}

/* The file a symbolic link leads to is replaced, not the link. A file that is not there yet has no other path. */
static char *real_path(const char *path) {
    char *real = realpath(path, NULL);
    return real || errno != ENOENT ? real : strdup(path);
}

static bool name_temporary(NmkOutput *output, const char *suffix) {
    size_t length = strlen(output->path), more = strlen(suffix) + 1;
    output->temporary = malloc(length + more);
    if (!output->temporary) return fail(output, ENOMEM);
    memcpy(output->temporary, output->path, length);
    memcpy(output->temporary + length, suffix, more);
    return true;
}

static bool open_beside(NmkOutput *output) {
    if (!name_temporary(output, ".XXXXXX")) return false;
    do output->file = mkostemp(output->temporary, O_CLOEXEC);
    while (output->file < 0 && errno == EINTR);
    if (output->file >= 0) return true;
    fail(output, errno);
    free(output->temporary);
    output->temporary = NULL;
    return false;
}

/* The permissions a new file would have, or those of the file that is replaced. */
static void set_mode(NmkOutput *output, const struct stat *old) {
    mode_t mask = umask(0);
    umask(mask);
    if (fchmod(output->file, old ? old->st_mode & 0777 : 0666 & ~mask)) fail(output, errno);
}

bool nmk_output_open(NmkOutput *output, const char *path) {
    *output = (NmkOutput){.file = STDOUT_FILENO};
    if (!path || strcmp(path, "-") == 0) return true;
    output->file = -1;
    output->path = real_path(path);
    if (!output->path) return fail(output, errno);
    struct stat about;
    const bool exists = stat(path, &about) == 0;
    if (!exists && errno != ENOENT) return fail(output, errno);
    if (exists && S_ISDIR(about.st_mode)) return fail(output, EISDIR);
    if (exists && !S_ISREG(about.st_mode)) {
        do output->file = open(path, O_WRONLY | O_CLOEXEC);
        while (output->file < 0 && errno == EINTR);
        return output->file >= 0 || fail(output, errno);
    }
    if (!open_beside(output)) return false;
    set_mode(output, exists ? &about : NULL);
    return true;
}

static bool is_named(int file, const char *path) {
    struct stat open_file, named;
    return fstat(file, &open_file) == 0 && lstat(path, &named) == 0 && open_file.st_dev == named.st_dev && open_file.st_ino == named.st_ino;
}

/* Where a file system has no locks we do without. A run that ends meanwhile takes the file away: then it is opened again. */
static bool open_alone(NmkOutput *output, int flags) {
    enum { TRIES = 100 };
    for (unsigned i = 0; i < TRIES; i++) {
        do output->file = open(output->temporary, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | flags, 0666);
        while (output->file < 0 && errno == EINTR);
        if (output->file < 0) return fail(output, flags || errno != ENOENT ? errno : ESTALE);
        if (flock(output->file, LOCK_EX | LOCK_NB) && errno == EWOULDBLOCK) return fail(output, EBUSY);
        if (is_named(output->file, output->temporary)) return true;
        close(output->file);
        output->file = -1;
    }
    return fail(output, EBUSY);
}

/* Makes what was renamed or made in the folder of path last. Some file systems cannot; there is nothing to be done about it. */
static void sync_folder(char *path) {
    char *slash = strrchr(path, '/');
    if (slash) *slash = 0;
    int folder = open(slash ? *path ? path : "/" : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (slash) *slash = '/';
    if (folder < 0) return;
    fsync(folder);
    close(folder);
}

bool nmk_output_open_part(NmkOutput *output, const char *path, uint64_t length) {
    *output = (NmkOutput){.file = -1, .path = real_path(path), .stays = true, .written = length};
    if (!output->path) return fail(output, errno);
    struct stat about;
    const bool exists = stat(path, &about) == 0;
    if (!exists && errno != ENOENT) return fail(output, errno);
    if (exists && !S_ISREG(about.st_mode)) return fail(output, S_ISDIR(about.st_mode) ? EISDIR : ESPIPE);
    if (!name_temporary(output, ".part") || !open_alone(output, length ? 0 : O_CREAT)) return false;
    set_mode(output, exists ? &about : NULL);
    if (fstat(output->file, &about)) return fail(output, errno);
    if ((uint64_t)about.st_size < length) return fail(output, ESTALE);
    if (ftruncate(output->file, (off_t)length) || lseek(output->file, (off_t)length, SEEK_SET) < 0) return fail(output, errno);
    sync_folder(output->path);
    return !output->reason;
}

bool nmk_output_pass(NmkOutput *output, bool now) {
    NmkBuffer *buffer = &output->buffer;
    if (buffer->failed) fail(output, ENOMEM);
    if (!now && buffer->length < FULL && !output->reason) return true;
    size_t at = 0;
    while (at < buffer->length && !output->reason) {
        ssize_t written = write(output->file, buffer->bytes + at, buffer->length - at);
        if (written >= 0)
            at += (size_t)written;
        else if (errno != EINTR)
            fail(output, errno);
    }
    buffer->length = 0;
    output->written += at;
    return !output->reason;
}

const char *nmk_output_fault(const NmkOutput *output) {
    if (output->stays && output->reason == EBUSY) return "another run writes it";
    if (output->stays && output->reason == ESTALE) return "what was written of it is gone";
    if (output->stays && output->reason == ESPIPE) return "it is no regular file";
    return strerror(output->reason);
}

bool nmk_output_sync(NmkOutput *output) {
    int reason = 0;
    if (nmk_output_pass(output, true)) do reason = fsync(output->file) ? errno : 0;
        while (reason == EINTR);
    if (reason && reason != EINVAL && reason != EROFS) fail(output, reason);
    return !output->reason;
}

static void keep_file(NmkOutput *output) {
    if (nmk_output_sync(output) && rename(output->temporary, output->path)) fail(output, errno); /* while it is locked */
    if (!output->reason) sync_folder(output->path);
}

bool nmk_output_close(NmkOutput *output, bool keep) {
    if (output->file >= 0) nmk_output_pass(output, true);
    if (output->temporary) {
        if (keep && !output->reason) keep_file(output);
        if (output->file >= 0) close(output->file);
        if ((!keep || output->reason) && !output->stays) unlink(output->temporary);
    } else if (output->file >= 0 && close(output->file)) {
        fail(output, errno);
    }
    output->file = -1;
    free(output->temporary);
    free(output->path);
    output->temporary = output->path = NULL;
    nmk_buffer_free(&output->buffer);
    return !output->reason;
}
