/* A checkpoint: a file that says how far a run has come, so that another can go on from there. It replaces the one before it at once, or not
 * at all, and is written when the output it speaks of is on the disk. */
#ifndef NEWSMARK_CLI_CHECKPOINT_H
#define NEWSMARK_CLI_CHECKPOINT_H

#include "cli/stats.h"
#include "io/position.h"

/* What decides the bytes of the output, each as a digest. */
typedef struct NmkSetup {
    uint64_t program, knowledge, options;
} NmkSetup;

typedef struct NmkCheckpoint {
    NmkSetup setup;
    NmkPosition position;    /* behind the last record whose output is written */
    uint64_t output, errors; /* bytes of the two files up to there */
    NmkStats stats;          /* up to there; started and jobs are not kept */
    uint64_t complete;       /* 1: that was the last record */
} NmkCheckpoint;

typedef enum NmkCheckpointFound { NMK_CHECKPOINT_FOUND, NMK_CHECKPOINT_NONE, NMK_CHECKPOINT_DAMAGED, NMK_CHECKPOINT_UNREADABLE } NmkCheckpointFound;

/* NMK_CHECKPOINT_UNREADABLE: errno says why. */
NmkCheckpointFound nmk_checkpoint_read(const char *path, NmkCheckpoint *checkpoint);

/* 0, or the errno of what went wrong. */
int nmk_checkpoint_write(const char *path, const NmkCheckpoint *checkpoint);

#endif
