/* Reading that is interrupted goes on, unless the signal was meant to stop it. */
#include "io/source.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

static bool stopped(const NmkSource *source) {
    return source->stop && *source->stop;
}

static void fail(NmkSource *source, int reason) {
    char words[128];
    nmk_window_fail(&source->window, "%s", strerror_r(reason, words, sizeof words));
}

static ptrdiff_t read_file(void *from, char *to, size_t room) {
    NmkSource *source = from;
    for (;;) {
        int reason = EINTR;
        if (!stopped(source)) {
            ssize_t got = read(source->file, to, room);
            if (got >= 0) return got;
            reason = errno;
        }
        if (reason == EINTR && !stopped(source)) continue;
        fail(source, reason);
        return -1;
    }
}

static bool is_directory(int file) {
    struct stat about;
    return fstat(file, &about) == 0 && S_ISDIR(about.st_mode);
}

bool nmk_source_open(NmkSource *source, const char *path, bool follow) {
    nmk_source_close(source);
    nmk_window_open(&source->window, read_file, source);
    source->file = STDIN_FILENO;
    if (path) do
            source->file = open(path, O_RDONLY | O_CLOEXEC | (follow ? 0 : O_NOFOLLOW));
        while (source->file < 0 && errno == EINTR && !stopped(source));
    source->is_open = source->file >= 0;
    source->owned = source->is_open && path;
    if (!source->is_open)
        fail(source, errno);
    else if (is_directory(source->file))
        nmk_window_fail(&source->window, "it is a directory; --recursive reads the files in it");
    if (!source->window.fault[0]) return true;
    nmk_source_close(source);
    return false;
}

void nmk_source_close(NmkSource *source) {
    if (source->owned) close(source->file);
    source->is_open = source->owned = false;
}

void nmk_source_free(NmkSource *source) {
    nmk_source_close(source);
    nmk_window_free(&source->window);
}

bool nmk_source_waiting(const NmkSource *source) {
    if (!source->is_open || source->window.at_end) return false;
    struct pollfd ready = {.fd = source->file, .events = POLLIN};
    return poll(&ready, 1, 0) == 0;
}
