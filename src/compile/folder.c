/* The files of data folders. Folders are walked with a list of those still to be read, at most DEEPEST levels below the first, so
 * that a link that leads back up ends. */
#define _POSIX_C_SOURCE 200809L
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/status.h"
#include "compile/source.h"
#include "text/utf8.h"

enum { DEEPEST = 8, MOST_FILES = 4095, LONGEST_PATH = 1024 };

/* A file or folder found, by its path within the first folder. */
typedef struct Found {
    char *path; /* NUL-terminated, "" for the first folder itself */
    uint32_t depth;
} Found;

typedef struct FoundList {
    Found *at;
    uint32_t count, capacity;
} FoundList;

typedef struct Walk {
    NmkArena *arena;
    const char *root;
    FoundList folders, files;
    NewsmarkError *error;
} Walk;

static NewsmarkStatus add(Walk *walk, FoundList *list, const char *path, uint32_t depth) {
    Found *at = nmk_arena_grow(walk->arena, list->at, sizeof *at, &list->capacity, list->count + 1);
    size_t size = strlen(path) + 1;
    char *copy = nmk_arena_take(walk->arena, size);
    if (!at || !copy) return nmk_fail(walk->error, NEWSMARK_ERROR_MEMORY, "out of memory");
    memcpy(copy, path, size);
    list->at = at;
    at[list->count++] = (Found){.path = copy, .depth = depth};
    return NEWSMARK_OK;
}

static bool is_source(const char *name) {
    static const char *const ENDINGS[] = {".txt", ".tsv", ".rules", ".topics"};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < sizeof ENDINGS / sizeof *ENDINGS; i++)
        if (strcmp(dot, ENDINGS[i]) == 0) return true;
    return false;
}

/* Joins with a slash unless the first is empty. false where it is too long. */
static bool join(char out[LONGEST_PATH], const char *first, const char *second) {
    int length = snprintf(out, LONGEST_PATH, "%s%s%s", first, *first && *second ? "/" : "", second);
    return length >= 0 && length < LONGEST_PATH;
}

static NewsmarkStatus unreadable(const Walk *walk, const char *what, const char *path, int reason) {
    char words[96];
    if (strerror_r(reason, words, sizeof words)) words[0] = '\0';
    return nmk_fail(walk->error, NEWSMARK_ERROR_IO, "cannot read %s %s: %s", what, path, words);
}

static NewsmarkStatus see(Walk *walk, Found folder, const char *name) {
    char path[LONGEST_PATH], full[LONGEST_PATH];
    struct stat about;
    if (name[0] == '.') return NEWSMARK_OK;
    if (!join(path, folder.path, name) || !join(full, walk->root, path))
        return nmk_fail(walk->error, NEWSMARK_ERROR_IO, "path too long in %s", walk->root);
    if (stat(full, &about)) return errno == ENOENT || errno == ELOOP ? NEWSMARK_OK /* a link to nothing */ : unreadable(walk, "file", full, errno);
    if (S_ISDIR(about.st_mode)) {
        if (folder.depth >= DEEPEST) return nmk_fail(walk->error, NEWSMARK_ERROR_IO, "more than %d levels of folders in %s", DEEPEST, walk->root);
        return add(walk, &walk->folders, path, folder.depth + 1);
    }
    return is_source(name) ? add(walk, &walk->files, path, 0) : NEWSMARK_OK;
}

static NewsmarkStatus list_folder(Walk *walk, Found folder) {
    char full[LONGEST_PATH];
    if (!join(full, walk->root, folder.path)) return nmk_fail(walk->error, NEWSMARK_ERROR_IO, "path too long in %s", walk->root);
    DIR *directory = opendir(full);
    if (!directory) return unreadable(walk, "folder", full, errno);
    NewsmarkStatus status = NEWSMARK_OK;
    for (const struct dirent *entry; status == NEWSMARK_OK;) {
        errno = 0; /* at the end it stays 0 */
        entry = readdir(directory);
        if (!entry) break;
        status = see(walk, folder, entry->d_name);
    }
    const int reason = errno;
    closedir(directory);
    return status == NEWSMARK_OK && reason ? unreadable(walk, "folder", full, reason) : status;
}

static int compare_paths(const void *a, const void *b) {
    return strcmp(((const Found *)a)->path, ((const Found *)b)->path);
}

/* Reports the first line that is no UTF-8; the file is left out then. */
static bool check_utf8(NmkBuilder *builder, const NmkSourceFile *file) {
    if (nmk_utf8_valid(file->text)) return true;
    size_t at = 0;
    uint32_t number = 0;
    NmkSourceLine line = {.path = file->path};
    while (nmk_source_next(file, &at, &number, &line) && nmk_utf8_valid(line.text)) {
    }
    if (nmk_utf8_valid(line.text)) line = (NmkSourceLine){.path = file->path}; /* in a comment */
    nmk_complain(nmk_builder_diagnostics(builder), NMK_NOTE_ERROR, &line, SIZE_MAX, "malformed UTF-8");
    return false;
}

static NewsmarkStatus read_file(NmkBuilder *builder, const Walk *walk, const char *path, NmkSources *sources, uint32_t *capacity) {
    char full[LONGEST_PATH];
    NmkSourceFile file = {.path = nmk_slice_of(path), .number = nmk_builder_file(builder, nmk_slice_of(path))};
    if (!join(full, walk->root, path)) return nmk_fail(walk->error, NEWSMARK_ERROR_IO, "path too long in %s", walk->root);
    NEWSMARK_TRY(nmk_file_read(full, walk->arena, &file.text, walk->error));
    if (sources->count >= MOST_FILES) return nmk_fail(walk->error, NEWSMARK_ERROR_TOO_LARGE, "more than %d files of data", MOST_FILES);
    NmkSourceFile *at = nmk_arena_grow(walk->arena, sources->at, sizeof *at, capacity, sources->count + 1);
    if (!at) return nmk_fail(walk->error, NEWSMARK_ERROR_MEMORY, "out of memory");
    sources->at = at;
    sources->digest = nmk_mix(sources->digest ^ nmk_checksum(path, strlen(path)), 0xe7037ed1a0b428dbULL);
    sources->digest = nmk_mix(sources->digest ^ nmk_checksum(file.text.bytes, file.text.length), 0x8ebc6af09c88c6e3ULL);
    if (check_utf8(builder, &file)) at[sources->count++] = file;
    return NEWSMARK_OK;
}

static NewsmarkStatus read_folder(NmkBuilder *builder, const char *root, NmkSources *sources, uint32_t *capacity, NewsmarkError *error) {
    Walk walk = {.arena = nmk_builder_arena(builder), .root = root, .error = error};
    NEWSMARK_TRY(add(&walk, &walk.folders, "", 0));
    for (uint32_t i = 0; i < walk.folders.count; i++) NEWSMARK_TRY(list_folder(&walk, walk.folders.at[i]));
    if (walk.files.count) qsort(walk.files.at, walk.files.count, sizeof *walk.files.at, compare_paths);
    for (uint32_t i = 0; i < walk.files.count; i++) NEWSMARK_TRY(read_file(builder, &walk, walk.files.at[i].path, sources, capacity));
    return NEWSMARK_OK;
}

NewsmarkStatus nmk_sources_read(NmkBuilder *builder, const char *const *folders, size_t n_folders, NmkSources *sources, NewsmarkError *error) {
    NmkSources found = {.digest = 0xa0761d6478bd642fULL};
    uint32_t capacity = 0;
    for (size_t i = 0; i < n_folders; i++) NEWSMARK_TRY(read_folder(builder, folders[i], &found, &capacity, error));
    *sources = found;
    return NEWSMARK_OK;
}
