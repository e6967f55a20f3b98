/* Names of a directory are sorted with a slash behind those of directories, which gives the order of whole paths. */
#include "io/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct NmkFolder {
    NmkBuffer names; /* each ends with NUL */
    const char **sorted;
    size_t n, next;
    size_t path_length;
    bool is_read;
};

static int by_bytes(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool push(NmkWalk *walk) {
    if (walk->depth == walk->room) {
        size_t room = walk->room ? 2 * walk->room : 8;
        NmkFolder *folders = realloc(walk->folders, room * sizeof *folders);
        if (!folders) return false;
        walk->folders = folders;
        walk->room = room;
    }
    walk->folders[walk->depth++] = (NmkFolder){.path_length = walk->path.length};
    return true;
}

static void pop(NmkWalk *walk) {
    NmkFolder *folder = &walk->folders[--walk->depth];
    nmk_buffer_free(&folder->names);
    free(folder->sorted);
}

static bool end_path(NmkWalk *walk) {
    nmk_put_bytes(&walk->path, "", 1);
    walk->path.length -= !walk->path.failed;
    return !walk->path.failed;
}

void nmk_walk_start(NmkWalk *walk, const char *directory) {
    size_t length = strlen(directory);
    while (length > 1 && directory[length - 1] == '/') length--;
    walk->path.length = 0;
    nmk_put_bytes(&walk->path, directory, length);
    if (!end_path(walk) || !push(walk)) walk->path.failed = true;
}

void nmk_walk_free(NmkWalk *walk) {
    while (walk->depth) pop(walk);
    free(walk->folders);
    nmk_buffer_free(&walk->path);
    *walk = (NmkWalk){.folders = NULL};
}

static void add_name(NmkFolder *folder, DIR *directory, const struct dirent *entry) {
    if (entry->d_name[0] == '.') return;
    struct stat about;
    int type = entry->d_type;
    if (type == DT_UNKNOWN && fstatat(dirfd(directory), entry->d_name, &about, AT_SYMLINK_NOFOLLOW) == 0)
        type = S_ISDIR(about.st_mode) ? DT_DIR : S_ISREG(about.st_mode) ? DT_REG : DT_UNKNOWN;
    if (type != DT_DIR && type != DT_REG) return;
    nmk_put(&folder->names, entry->d_name);
    if (type == DT_DIR) nmk_put(&folder->names, "/");
    nmk_put_bytes(&folder->names, "", 1);
    folder->n++;
}

static bool sort_names(NmkFolder *folder) {
    if (folder->names.failed || folder->n > SIZE_MAX / sizeof *folder->sorted) return false;
    if (!folder->n) return true;
    folder->sorted = malloc(folder->n * sizeof *folder->sorted);
    if (!folder->sorted) return false;
    const char *name = folder->names.bytes;
    for (size_t i = 0; i < folder->n; i++, name += strlen(name) + 1) folder->sorted[i] = name;
    qsort(folder->sorted, folder->n, sizeof *folder->sorted, by_bytes);
    return true;
}

/* 0, or the errno. What was read before a failure is walked. */
static int read_names(NmkFolder *folder, const char *path, bool follow) {
    int file;
    do file = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | (follow ? 0 : O_NOFOLLOW));
    while (file < 0 && errno == EINTR);
    DIR *directory = file < 0 ? NULL : fdopendir(file);
    int reason = directory ? 0 : errno;
    if (!directory && file >= 0) close(file);
    while (directory) {
        errno = 0;
        const struct dirent *entry = readdir(directory);
        if (!entry) {
            reason = errno;
            break;
        }
        add_name(folder, directory, entry);
    }
    if (directory) closedir(directory);
    return sort_names(folder) ? reason : ENOMEM;
}

static NmkWalked fail(int *reason, int why) {
    *reason = why;
    return NMK_WALKED_FAULT;
}

/* Out of memory ends the walk. */
static NmkWalked give_up(NmkWalk *walk, int *reason) {
    while (walk->depth) pop(walk);
    nmk_buffer_free(&walk->path);
    walk->path = (NmkBuffer){.length = 0};
    return end_path(walk) ? fail(reason, ENOMEM) : NMK_WALKED_ALL;
}

NmkWalked nmk_walk_next(NmkWalk *walk, int *reason) {
    if (walk->path.failed) return give_up(walk, reason);
    while (walk->depth) {
        NmkFolder *folder = &walk->folders[walk->depth - 1];
        walk->path.length = folder->path_length;
        if (!folder->is_read) {
            folder->is_read = true;
            end_path(walk);
            int why = read_names(folder, walk->path.bytes, walk->depth == 1);
            if (why == ENOMEM) folder->n = 0;
            if (why) return fail(reason, why);
        }
        if (folder->next == folder->n) {
            pop(walk);
            continue;
        }
        const char *name = folder->sorted[folder->next++];
        size_t length = strlen(name);
        bool is_folder = name[length - 1] == '/';
        if (walk->path.bytes[walk->path.length - 1] != '/') nmk_put(&walk->path, "/");
        nmk_put_bytes(&walk->path, name, length - is_folder);
        if (!end_path(walk)) return give_up(walk, reason);
        if (!is_folder) return NMK_WALKED_FILE;
        if (!push(walk)) return give_up(walk, reason);
    }
    return NMK_WALKED_ALL;
}
