/* A data folder of a test: made in the temporary folder, removed by folder_remove. */
#ifndef NEWSMARK_TESTS_FOLDER_H
#define NEWSMARK_TESTS_FOLDER_H

#include <criterion/criterion.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct Folder {
    char path[200];
} Folder;

static inline Folder folder_new(void) {
    Folder folder;
    const char *parent = getenv("TMPDIR");
    snprintf(folder.path, sizeof folder.path, "%.160s/newsmark-test-XXXXXX", parent ? parent : P_tmpdir);
    cr_assert(mkdtemp(folder.path) != NULL);
    return folder;
}

/* name may have one folder before it: "lists/mr.txt" */
static inline void folder_write(const Folder *folder, const char *name, const char *text) {
    char path[512];
    const char *slash = strchr(name, '/');
    if (slash) {
        snprintf(path, sizeof path, "%s/%.*s", folder->path, (int)(slash - name), name);
        mkdir(path, 0777);
    }
    snprintf(path, sizeof path, "%s/%s", folder->path, name);
    FILE *file = fopen(path, "wb");
    cr_assert(file != NULL, "%s", path);
    cr_assert(fwrite(text, 1, strlen(text), file) == strlen(text));
    cr_assert(fclose(file) == 0);
}

static inline int folder_unlink(const char *path, const struct stat *about, int type, struct FTW *walk) {
    (void)about, (void)type, (void)walk;
    return remove(path);
}

static inline void folder_remove(const Folder *folder) {
    nftw(folder->path, folder_unlink, 8, FTW_DEPTH | FTW_PHYS);
}

#endif
