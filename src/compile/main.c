/* newsmark-compile: makes the image from data folders. Used by the build; users have `newsmark build`. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* Writes beside the path first, so that a failed build leaves no half image. */
static int write_image(const char *path, const void *image, size_t size) {
    const size_t length = strlen(path);
    char *beside = malloc(length + sizeof ".new");
    if (!beside) return 1;
    memcpy(beside, path, length);
    memcpy(beside + length, ".new", sizeof ".new");
    FILE *file = fopen(beside, "wb");
    int failed = !file || fwrite(image, 1, size, file) != size;
    if (file) failed |= fclose(file) != 0;
    failed = failed || rename(beside, path) != 0;
    if (failed) {
        fprintf(stderr, "newsmark-compile: cannot write %s\n", path);
        remove(beside);
    }
    free(beside);
    return failed;
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
