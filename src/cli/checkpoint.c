/* The file is text: a number a line, always all of them in the same order, and a checksum at the end. */
#include "cli/checkpoint.h"

#include <errno.h>
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>

#include "base/hash.h"
#include "io/output.h"

typedef struct Line {
    const char *name;
    size_t at; /* of its number in NmkCheckpoint */
} Line;

#define LINE(name, field) {name, offsetof(NmkCheckpoint, field)}
static const Line LINES[] = {
    LINE("program", setup.program),
    LINE("knowledge", setup.knowledge),
    LINE("options", setup.options),
    LINE("operand", position.operand),
    LINE("operand_records", position.records),
    LINE("operand_digest", position.digest),
    LINE("output_bytes", output),
    LINE("errors_bytes", errors),
    LINE("records", stats.records),
    LINE("bad", stats.bad),
    LINE("found", stats.found),
    LINE("bytes_in", stats.bytes_in),
    LINE("bytes_out", stats.bytes_out),
    LINE("complete", complete),
};
#undef LINE
enum { N_FIXED = sizeof LINES / sizeof *LINES, N_LINES = N_FIXED + NMK_FAULT_CODES };

static const char TITLE[] = "newsmark checkpoint 1";

static const char *name_of(size_t line) {
    return line < N_FIXED ? LINES[line].name : nmk_fault_codes[line - N_FIXED];
}

static uint64_t *number_at(NmkCheckpoint *checkpoint, size_t line) {
    return line < N_FIXED ? (uint64_t *)(void *)((char *)checkpoint + LINES[line].at) : &checkpoint->stats.faults[line - N_FIXED];
}

static uint64_t checksum_of(NmkCheckpoint *checkpoint) {
    uint64_t sum = N_LINES;
    for (size_t i = 0; i < N_LINES; i++) sum = nmk_mix(sum ^ *number_at(checkpoint, i), 0xe7037ed1a0b428dbULL);
    return sum;
}

static bool read_number(FILE *file, const char *name, uint64_t *number) {
    char word[32];
    return fscanf(file, "%31s %" SCNu64, word, number) == 2 && strcmp(word, name) == 0;
}

static bool read_lines(FILE *file, NmkCheckpoint *checkpoint) {
    char title[sizeof TITLE];
    uint64_t checksum;
    if (!fgets(title, sizeof title, file) || strcmp(title, TITLE) != 0) return false;
    for (size_t i = 0; i < N_LINES; i++)
        if (!read_number(file, name_of(i), number_at(checkpoint, i))) return false;
    return read_number(file, "checksum", &checksum) && checksum == checksum_of(checkpoint);
}

NmkCheckpointFound nmk_checkpoint_read(const char *path, NmkCheckpoint *checkpoint) {
    *checkpoint = (NmkCheckpoint){.complete = 0};
    FILE *file = fopen(path, "re");
    if (!file) return errno == ENOENT ? NMK_CHECKPOINT_NONE : NMK_CHECKPOINT_UNREADABLE;
    bool fine = read_lines(file, checkpoint);
    int reason = errno;
    bool failed = ferror(file);
    fclose(file);
    errno = reason;
    if (failed) return NMK_CHECKPOINT_UNREADABLE;
    return fine ? NMK_CHECKPOINT_FOUND : NMK_CHECKPOINT_DAMAGED;
}

int nmk_checkpoint_write(const char *path, const NmkCheckpoint *checkpoint) {
    NmkCheckpoint copy = *checkpoint;
    NmkOutput output;
    if (nmk_output_open_part(&output, path, 0)) {
        nmk_put_format(&output.buffer, "%s\n", TITLE);
        for (size_t i = 0; i < N_LINES; i++) nmk_put_format(&output.buffer, "%s %" PRIu64 "\n", name_of(i), *number_at(&copy, i));
        nmk_put_format(&output.buffer, "checksum %" PRIu64 "\n", checksum_of(&copy));
    }
    nmk_output_close(&output, true);
    return output.reason;
}
