/* newsmark-compile: makes the image from data folders. Used by the build; users have `newsmark build`. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "compile/compile.h"

static int usage(void) {
    fputs("usage: newsmark-compile -o IMAGE DIR...\n", stderr);
    return 2;
}

static void print_diagnostics(const NmkDiagnostics *diagnostics) {
    char text[4096];
    for (uint32_t i = 0; i < diagnostics->count; i++) {
        nmk_diagnostic_text(&diagnostics->at[i], text, sizeof text);
        fputs(text, stderr);
    }
}

static int write_file(const char *path, const void *image, size_t size) {
    FILE *file = fopen(path, "wb");
    int failed = !file || fwrite(image, 1, size, file) != size;
    if (file) failed |= fclose(file) != 0;
    return failed;
}

/* Writes beside the path first, so that a failed build leaves no half image; a device is written in place. */
static int write_image(const char *path, const void *image, size_t size) {
    struct stat about;
    const int in_place = stat(path, &about) == 0 && !S_ISREG(about.st_mode);
    char beside[4096];
    const int length = snprintf(beside, sizeof beside, "%s%s", path, in_place ? "" : ".new");
    int failed = length >= (int)sizeof beside || write_file(beside, image, size);
    failed = failed || (!in_place && rename(beside, path) != 0);
    if (!failed) return 0;
    fprintf(stderr, "newsmark-compile: cannot write %s\n", path);
    if (!in_place) remove(beside);
    return 1;
}

int main(int argc, char **argv) {
    if (argc < 4 || strcmp(argv[1], "-o") != 0) return usage();
    NmkArena arena;
    nmk_arena_init(&arena, NULL);
    NmkDiagnostics diagnostics = {.arena = &arena};
    NewsmarkError error = {0};
    void *image = NULL;
    size_t size = 0;
    NewsmarkStatus status = nmk_compile((const char *const *)(argv + 3), (size_t)(argc - 3), NULL, &diagnostics, &image, &size, &error);
    print_diagnostics(&diagnostics);
    if (status != NEWSMARK_OK) fprintf(stderr, "newsmark-compile: %s\n", error.message);
    int failed = status != NEWSMARK_OK || write_image(argv[2], image, size);
    free(image);
    nmk_arena_free(&arena);
    return failed;
}
