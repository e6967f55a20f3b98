/* Rates are those since the start. The line is overwritten in place. */
#include "cli/progress.h"

#include <stdio.h>

enum { SECOND = 1000000000, PAUSE = SECOND / 5 };

void nmk_progress_begin(NmkProgress *progress, bool wanted, uint64_t total) { *progress = (NmkProgress){.wanted = wanted, .total = total}; }

static void show_rest(const NmkProgress *progress, const NmkStats *stats, double seconds) {
    if (!progress->total || !stats->bytes_in || stats->bytes_in > progress->total) return;
    const double share = (double)stats->bytes_in / (double)progress->total;
    const unsigned long left = (unsigned long)(seconds / share - seconds);
    fprintf(stderr, ", %d %%, %lu:%02lu left", (int)(100 * share), left / 60, left % 60);
}

void nmk_progress_show(NmkProgress *progress, const NmkStats *stats) {
    if (!progress->wanted) return;
    const uint64_t now = nmk_clock();
    if (now - stats->started < SECOND || now - progress->last < PAUSE) return;
    const double seconds = (double)(now - stats->started) / SECOND;
    fprintf(stderr, "\r\033[K%llu records, %.1f MB, %.1f MB/s", (unsigned long long)stats->records, (double)stats->bytes_in / 1e6,
            (double)stats->bytes_in / 1e6 / seconds);
    show_rest(progress, stats, seconds);
    if (stats->bad) fprintf(stderr, ", %llu bad", (unsigned long long)stats->bad);
    fflush(stderr);
    progress->last = now;
    progress->shown = true;
}

void nmk_progress_clear(NmkProgress *progress) {
    if (!progress->shown) return;
    fputs("\r\033[K", stderr);
    progress->shown = false;
}
