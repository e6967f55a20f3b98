/* Where the shipped knowledge lies as text, and compiling it together with a user's own. */
#ifndef NEWSMARK_CLI_KNOWLEDGE_H
#define NEWSMARK_CLI_KNOWLEDGE_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/cli.h"

typedef struct NmkKnowledge {
    const char *data; /* folder of the shipped data, NULL: NEWSMARK_DATA, beside the program, or where it was installed */
    char *const *own; /* the user's folders, read after it */
    size_t n_own;
    const char *weights; /* file of weights in place of the folders', or NULL */
} NmkKnowledge;

/* How many faults the compiler found in the sources: all errors; warnings in files that the user's folders have, or, without such
 * folders, all. */
typedef struct NmkFaults {
    unsigned errors, warnings;
} NmkFaults;

/* Compiles the folders. Errors go to standard error, warnings too where they are asked for. *image is malloc'ed, aligned for
 * newsmark_model_open_memory, the caller frees; NULL where the result is not NMK_EXIT_OK. */
NmkExit nmk_knowledge_compile(const NmkKnowledge *knowledge, bool show_warnings, void **image, size_t *size, NmkFaults *faults);

#endif
