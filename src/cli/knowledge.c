/* Folders are tried in a fixed order; one counts where it has a lexicon in it. */
#include "cli/knowledge.h"

#include <libgen.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "compile/compile.h"

static bool has_lexicon(const char *folder) {
    char path[PATH_MAX];
    int length = snprintf(path, sizeof path, "%s/lexicon", folder);
    return length > 0 && (size_t)length < sizeof path && access(path, R_OK | X_OK) == 0;
}

/* folder: relative to where the program lies; PATH_MAX of room in path */
static bool beside_program(const char *folder, char *path) {
    char program[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0) return false;
    program[length] = '\0';
    int written = snprintf(path, PATH_MAX, "%s/%s", dirname(program), folder);
    return written > 0 && written < PATH_MAX && has_lexicon(path);
}

/* path: PATH_MAX of room, for a folder beside the program */
static const char *shipped_data(const char *given, char *path) {
    if (given) return given;
    const char *environment = getenv("NEWSMARK_DATA");
    if (environment && *environment) return environment;
    if (beside_program("../share/newsmark", path) || beside_program("../data", path)) return path;
#ifdef NEWSMARK_DATA_DIR
    if (has_lexicon(NEWSMARK_DATA_DIR)) return NEWSMARK_DATA_DIR;
#endif
#ifdef NEWSMARK_SOURCE_DATA_DIR
    if (has_lexicon(NEWSMARK_SOURCE_DATA_DIR)) return NEWSMARK_SOURCE_DATA_DIR;
#endif
    return NULL;
}

static void print_diagnostics(const NmkDiagnostics *diagnostics, unsigned *errors, unsigned *warnings) {
    char text[4096];
    unsigned n = 0;
    for (uint32_t i = 0; i < diagnostics->count; i++) {
        nmk_diagnostic_text(&diagnostics->at[i], text, sizeof text);
        fputs(text, stderr);
        n += diagnostics->at[i].severity == NMK_NOTE_WARNING;
    }
    if (errors) *errors = diagnostics->errors;
    if (warnings) *warnings = n;
}

static NmkExit compile(const NmkKnowledge *knowledge, const char **folders, void **image, size_t *size, unsigned *errors, unsigned *warnings) {
    for (size_t i = 0; i < knowledge->n_own; i++) folders[i + 1] = knowledge->own[i];
    NmkArena arena;
    nmk_arena_init(&arena, NULL);
    NmkDiagnostics diagnostics = {.arena = &arena};
    NewsmarkError error = {.message = ""};
    NewsmarkStatus status = nmk_compile(folders, knowledge->n_own + 1, knowledge->weights, &diagnostics, image, size, &error);
    print_diagnostics(&diagnostics, errors, warnings);
    bool faulty = diagnostics.errors > 0;
    nmk_arena_free(&arena);
    if (status == NEWSMARK_OK) return NMK_EXIT_OK;
    nmk_message("%s", error.message);
    return faulty ? NMK_EXIT_DATA : nmk_exit_of(status);
}

NmkExit nmk_knowledge_compile(const NmkKnowledge *knowledge, void **image, size_t *size, unsigned *errors, unsigned *warnings) {
    char path[PATH_MAX];
    *image = NULL;
    *size = 0;
    const char **folders = malloc((knowledge->n_own + 1) * sizeof *folders);
    if (!folders) return NMK_EXIT_INTERNAL;
    folders[0] = shipped_data(knowledge->data, path);
    NmkExit code = NMK_EXIT_DATA;
    if (folders[0]) code = compile(knowledge, folders, image, size, errors, warnings);
    else nmk_message("the shipped data is not found; say where it is with --data or NEWSMARK_DATA");
    free(folders);
    return code;
}
