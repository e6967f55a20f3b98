/* A worker marks the records of batches: one thread, one document. */
#ifndef NEWSMARK_CLI_WORKER_H
#define NEWSMARK_CLI_WORKER_H

#include "cli/terminal.h"
#include "io/batch.h"
#include "io/record_writer.h"

typedef enum NmkOnError { NMK_ON_ERROR_EMIT, NMK_ON_ERROR_SKIP, NMK_ON_ERROR_FAIL } NmkOnError;

/* What workers are to make of records; the same for all of them. */
typedef struct NmkPlan {
    NmkRecordStyle style;
    NmkFieldPaths paths;
    NmkTerminal terminal; /* for texts */
    NmkOnError on_error;
    size_t max_bytes;
    const char *cpu;       /* vector instructions, NULL: the best */
    bool as_text;          /* for people, not for programs */
    bool errors_apart;     /* error records do not stand among the others */
} NmkPlan;

typedef struct NmkWorker {
    const NmkPlan *plan;
    const NewsmarkModel *model;
    NewsmarkDocument *document;
    NmkInputReader inputs;
} NmkWorker;

/* false when out of memory, or where the processor has no such instructions. */
bool nmk_worker_init(NmkWorker *worker, const NmkPlan *plan, const NewsmarkModel *model);
void nmk_worker_free(NmkWorker *worker);

/* Marks all records of the batch. A record that is bad, or for which there is no memory, is a fault of the batch, with its error record. */
void nmk_work(NmkWorker *worker, NmkBatch *batch);

#endif
