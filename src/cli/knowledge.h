/* Where the shipped knowledge lies as text, and compiling it together with a user's own. */
#ifndef NEWSMARK_CLI_KNOWLEDGE_H
#define NEWSMARK_CLI_KNOWLEDGE_H

#include <stddef.h>

#include "cli/cli.h"

typedef struct NmkKnowledge {
    const char *data;    /* folder of the shipped data, NULL: NEWSMARK_DATA, beside the program, or where it was installed */
    char *const *own;    /* the user's folders, read after it */
    size_t n_own;
    const char *weights; /* file of weights in place of the folders', or NULL */
} NmkKnowledge;

/* Compiles the folders; diagnostics go to standard error, and their numbers to *errors and *warnings (may be NULL). *image is
 * malloc'ed, aligned for newsmark_model_open_memory, the caller frees; NULL where the result is not NMK_EXIT_OK. */
NmkExit nmk_knowledge_compile(const NmkKnowledge *knowledge, void **image, size_t *size, unsigned *errors, unsigned *warnings);

#endif
