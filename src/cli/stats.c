/* Counts as people, programs and Hadoop read them. */
#include "cli/stats.h"

#include <time.h>

#include "io/json_writer.h"

const char *const nmk_fault_codes[NMK_FAULT_CODES] = {"bad_json", "bad_utf8", "no_text", "too_large", "unreadable", "memory"};

uint64_t nmk_clock(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static unsigned number_of(const char *code) {
    unsigned i = 0;
    while (i + 1 < NMK_FAULT_CODES && strcmp(nmk_fault_codes[i], code) != 0) i++;
    return i;
}

void nmk_stats_fault(NmkStats *stats, const char *code) {
    stats->bad++;
    stats->faults[number_of(code)]++;
}

uint64_t nmk_stats_unreadable(const NmkStats *stats) { return stats->faults[number_of("unreadable")]; }

static void put_number(NmkBuffer *out, const char *key, uint64_t number) {
    nmk_put_key(out, key);
    nmk_put_unsigned(out, number);
    nmk_put(out, ",");
}

/* Seconds to the microsecond. */
static void put_seconds(NmkBuffer *out, uint64_t nanoseconds) {
    nmk_put_format(out, "\"seconds\":%llu.%06llu", (unsigned long long)(nanoseconds / 1000000000u), (unsigned long long)(nanoseconds / 1000 % 1000000));
}

void nmk_put_stats(NmkBuffer *out, const NmkStats *stats, int exit_code) {
    nmk_put(out, "{");
    put_number(out, "records", stats->records);
    put_number(out, "bad", stats->bad);
    nmk_put(out, "\"errors\":{");
    for (unsigned i = 0, shown = 0; i < NMK_FAULT_CODES; i++) {
        if (!stats->faults[i]) continue;
        nmk_put(out, shown++ ? "," : "");
        nmk_put_key(out, nmk_fault_codes[i]);
        nmk_put_unsigned(out, stats->faults[i]);
    }
    nmk_put(out, "},");
    put_number(out, "found", stats->found);
    put_number(out, "bytes_in", stats->bytes_in);
    put_number(out, "bytes_out", stats->bytes_out);
    put_number(out, "jobs", stats->jobs);
    put_number(out, "exit", (uint64_t)exit_code);
    put_seconds(out, nmk_clock() - stats->started);
    nmk_put(out, "}\n");
}

static void put_counter(NmkBuffer *out, const char *name, uint64_t amount) {
    nmk_put_format(out, "reporter:counter:newsmark,%s,%llu\n", name, (unsigned long long)amount);
}

void nmk_put_hadoop_counters(NmkBuffer *out, const NmkStats *stats) {
    put_counter(out, "records", stats->records);
    put_counter(out, "found", stats->found);
    put_counter(out, "bad", stats->bad);
    for (unsigned i = 0; i < NMK_FAULT_CODES; i++)
        if (stats->faults[i]) put_counter(out, nmk_fault_codes[i], stats->faults[i]);
    put_counter(out, "bytes_in", stats->bytes_in);
    put_counter(out, "bytes_out", stats->bytes_out);
}
