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

/* Is it about a file that one of the user's folders has? */
static bool concerns_own(const NmkKnowledge *knowledge, NmkSlice file) {
    char path[PATH_MAX];
    for (size_t i = 0; i < knowledge->n_own; i++) {
        int length = snprintf(path, sizeof path, "%s/%.*s", knowledge->own[i], (int)file.length, file.bytes);
        if (length > 0 && (size_t)length < sizeof path && access(path, F_OK) == 0) return true;
    }
    return !knowledge->n_own;
}

static void print_diagnostics(const NmkKnowledge *knowledge, const NmkDiagnostics *diagnostics, bool show_warnings, NmkFaults *faults) {
    char text[4096];
    *faults = (NmkFaults){.errors = diagnostics->errors};
    for (uint32_t i = 0; i < diagnostics->count; i++) {
        bool warning = diagnostics->at[i].severity == NMK_NOTE_WARNING;
        if (warning && !concerns_own(knowledge, diagnostics->at[i].path)) continue;
        faults->warnings += warning;
        if (warning && !show_warnings) continue;
        nmk_diagnostic_text(&diagnostics->at[i], text, sizeof text);
        fputs(text, stderr);
    }
}

static NmkExit compile(const NmkKnowledge *knowledge, const char **folders, bool show_warnings, void **image, size_t *size, NmkFaults *faults) {
    for (size_t i = 0; i < knowledge->n_own; i++) folders[i + 1] = knowledge->own[i];
    NmkArena arena;
    nmk_arena_init(&arena, NULL);
    NmkDiagnostics diagnostics = {.arena = &arena};
    NewsmarkError error = {.message = ""};
    NewsmarkStatus status = (knowledge->weights ? nmk_compile_trial : nmk_compile)(folders, knowledge->n_own + 1, knowledge->weights, &diagnostics,
                                                                                   image, size, &error);
    print_diagnostics(knowledge, &diagnostics, show_warnings, faults);
    nmk_arena_free(&arena);
    if (status == NEWSMARK_OK) return NMK_EXIT_OK;
    nmk_message("%s", error.message);
    return faults->errors && status != NEWSMARK_ERROR_MEMORY ? NMK_EXIT_DATA : nmk_exit_of(status);
}

NmkExit nmk_knowledge_compile(const NmkKnowledge *knowledge, bool show_warnings, void **image, size_t *size, NmkFaults *faults) {
    char path[PATH_MAX];
    *image = NULL;
    *size = 0;
    *faults = (NmkFaults){.errors = 0};
    const char **folders = malloc((knowledge->n_own + 1) * sizeof *folders);
    if (!folders) return nmk_out_of_memory();
    folders[0] = shipped_data(knowledge->data, path);
    NmkExit code = NMK_EXIT_DATA;
    if (folders[0])
        code = compile(knowledge, folders, show_warnings, image, size, faults);
    else
        nmk_message("the shipped data is not found; say where it is with --data or NEWSMARK_DATA");
    free(folders);
    return code;
}
