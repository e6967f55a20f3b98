/* Progress: one line on a terminal that shows how far a long run is. */
#ifndef NEWSMARK_CLI_PROGRESS_H
#define NEWSMARK_CLI_PROGRESS_H

#include "cli/stats.h"

typedef struct NmkProgress {
    bool wanted, shown;
    uint64_t last;  /* when it was shown; nmk_clock */
    uint64_t total; /* bytes to come in all, 0: nobody knows */
} NmkProgress;

/* Whether anything is ever shown, and of how many bytes. */
void nmk_progress_begin(NmkProgress *progress, bool wanted, uint64_t total);

/* Shows the state on standard error where a second has gone by since the start and a fifth of one since the last time. */
void nmk_progress_show(NmkProgress *progress, const NmkStats *stats);

/* Takes the line away: before a message, and at the end. */
void nmk_progress_clear(NmkProgress *progress);

#endif
