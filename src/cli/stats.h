/* What a run has done so far, counted by the one who writes. */
#ifndef NEWSMARK_CLI_STATS_H
#define NEWSMARK_CLI_STATS_H

#include "io/batch.h"

enum { NMK_FAULT_CODES = 6 };
extern const char *const nmk_fault_codes[NMK_FAULT_CODES]; /* "bad_json" and so on, as in error records */

typedef struct NmkStats {
    uint64_t records, bad, found;
    uint64_t faults[NMK_FAULT_CODES];
    uint64_t bytes_in, bytes_out; /* of records; of what was put out for them */
    uint64_t started;             /* nanoseconds of a clock that only goes forward */
    unsigned jobs;
} NmkStats;

/* Nanoseconds of that clock. */
uint64_t nmk_clock(void);

/* Counts a bad record. */
void nmk_stats_fault(NmkStats *stats, const char *code);

/* The bad records that were unreadable files, and so no records at all. */
uint64_t nmk_stats_unreadable(const NmkStats *stats);

/* Everything as one JSON object, for --stats-json. */
void nmk_put_stats(NmkBuffer *out, const NmkStats *stats, int exit_code);

/* Counters as Hadoop reads them from the standard error of a streaming task. */
void nmk_put_hadoop_counters(NmkBuffer *out, const NmkStats *stats);

#endif
