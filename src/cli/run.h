/* A run of extract: from records to the output, through the pipeline, with what is counted, tolerated and reported on the way. */
#ifndef NEWSMARK_CLI_RUN_H
#define NEWSMARK_CLI_RUN_H

#include <signal.h>

#include "cli/cli.h"
#include "cli/progress.h"
#include "cli/resume.h"
#include "cli/worker.h"
#include "io/output.h"

/* How many bad records end the run. */
typedef struct NmkBudget {
    uint64_t number;  /* more than so many */
    unsigned percent; /* more than so many of a hundred, once NMK_BUDGET_RECORDS were read and at the end; 0 to 100 */
    bool by_number, by_percent;
} NmkBudget;

enum { NMK_BUDGET_RECORDS = 1000 };

typedef struct NmkRun {
    const NmkPlan *plan;
    NmkInputs inputs;
    NmkBudget budget;
    unsigned jobs;
    bool unordered, line_buffered, chunked; /* chunked: a line with the number of records stands before each chunk of them */
    const char *output_path, *errors_path;  /* NULL: standard output; among the records */
    const volatile sig_atomic_t *stop;      /* the signal that ends it, 0 */
    NmkProgress progress;
    NmkResume resume;

    NmkRecords *records;
    NmkPosition position; /* of the reader */
    NmkOutput output, errors;
    NmkStats stats;
    uint64_t ordinal, chunk_left;
    const char *chunk_fault; /* what is wrong with the chunks, NULL */
    bool has_begun, over_budget, no_memory; /* has_begun: it is where the run before it was, if any */
} NmkRun;

/* Reads all, writes all. Says what went wrong, and returns the exit code; NMK_EXIT_OK also where bad records were tolerated. */
NmkExit nmk_run(NmkRun *run, const NewsmarkModel *model);

#endif
