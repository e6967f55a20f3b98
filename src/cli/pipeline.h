/* A pipeline over batches: one thread reads, several work, and what they made is written in the order in which it was read. */
#ifndef NEWSMARK_CLI_PIPELINE_H
#define NEWSMARK_CLI_PIPELINE_H

#include "io/batch.h"

/* Each step is called by one thread at a time, work by each worker with its own context. */
typedef struct NmkSteps {
    void *context;
    bool (*read)(void *context, NmkBatch *batch);  /* fills an empty batch; false: nothing more is to be read (the batch may hold the last records) */
    void (*work)(void *worker, NmkBatch *batch);   /* adds to the output of the batch */
    bool (*write)(void *context, NmkBatch *batch); /* passes the output on; false: nothing more is to be written, and the reading ends */
    void *const *workers;                          /* contexts for work */
    unsigned n_workers;                            /* 1: everything is done by the calling thread */
    bool unordered;                                /* batches are written as they are done */
} NmkSteps;

/* Runs until everything read is written, or write says no. The calling thread reads; SIGINT and SIGTERM come to it alone. No more than twice as many
 * batches as workers are under way, and no more bytes than NMK_BYTES_UNDER_WAY and a batch, so that a slow writer stops the reader. false
 * when out of memory, or where threads cannot be started; what was read before is written. */
bool nmk_pipeline_run(const NmkSteps *steps);

enum { NMK_MOST_WORKERS = 1024, NMK_BYTES_UNDER_WAY = 32 << 20 };

#endif
