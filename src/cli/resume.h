/* A run that can be resumed: what it has written stays where a later run finds it, with a checkpoint that says what it is worth. Killed at any
 * moment, it loses the work since its last checkpoint and nothing else; no record is written twice. */
#ifndef NEWSMARK_CLI_RESUME_H
#define NEWSMARK_CLI_RESUME_H

#include "cli/checkpoint.h"
#include "cli/cli.h"
#include "io/output.h"

typedef struct NmkResume {
    const char *path; /* of the checkpoint; NULL: there is none, and nothing stays */
    bool goes_on;     /* an earlier run may be gone on with */
    uint64_t every;   /* nanoseconds from one checkpoint to the next */
    NmkSetup setup;
    NmkCheckpoint state; /* as of the last batch that was written */
    uint64_t saved;      /* when the last checkpoint was written; nmk_clock */
    bool failed;         /* one could not be written */
} NmkResume;

/* Reads the checkpoint into state; without one, state is that of the beginning. Anything but NMK_EXIT_OK: it cannot be gone on with, for the
 * reason that was said. */
NmkExit nmk_resume_begin(NmkResume *resume);

/* Says why the run cannot be gone on with; NMK_EXIT_USAGE. */
NmkExit nmk_resume_refuse(const NmkResume *resume, const char *why);

/* Opens an output of which there are length bytes already; a new one where path of resume is NULL. */
bool nmk_resume_open(const NmkResume *resume, NmkOutput *output, const char *path, uint64_t length);

/* A batch was written. Saves a checkpoint where it is time for one; errors is NULL where there is no such file. false, with a message, where
 * that failed. */
bool nmk_resume_pass(NmkResume *resume, const NmkPosition *position, const NmkStats *stats, NmkOutput *output, NmkOutput *errors);

/* Saves a checkpoint now. complete: all is written, and the outputs may be given their names. */
bool nmk_resume_save(NmkResume *resume, bool complete, NmkOutput *output, NmkOutput *errors);

/* The outputs have their names. */
void nmk_resume_end(const NmkResume *resume);

#endif
