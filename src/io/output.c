/* Whole files are written beside their path and renamed, so that nobody ever reads half a file. */
#include "io/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
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

static bool open_beside(NmkOutput *output) {
    static const char SUFFIX[] = ".XXXXXX";
    size_t length = strlen(output->path);
    output->temporary = malloc(length + sizeof SUFFIX);
    if (!output->temporary) return fail(output, ENOMEM);
    memcpy(output->temporary, output->path, length);
    memcpy(output->temporary + length, SUFFIX, sizeof SUFFIX);
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
    return !output->reason;
}

static void keep_file(NmkOutput *output) {
    int reason;
    do reason = fsync(output->file) ? errno : 0;
    while (reason == EINTR);
    if (reason && reason != EINVAL && reason != EROFS) fail(output, reason);
    if (close(output->file)) fail(output, errno);
    output->file = -1;
    if (!output->reason && rename(output->temporary, output->path)) fail(output, errno);
}

bool nmk_output_close(NmkOutput *output, bool keep) {
    if (output->file >= 0) nmk_output_pass(output, true);
    if (output->temporary) {
        if (keep && !output->reason) keep_file(output);
        if (output->file >= 0) close(output->file);
        if (!keep || output->reason) unlink(output->temporary);
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
