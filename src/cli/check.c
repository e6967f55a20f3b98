/* newsmark check: what the compiler says of one's own data, without an image. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/knowledge.h"

enum { DATA, STRICT, N_OPTIONS };

static const NmkOption OPTIONS[N_OPTIONS] = {
    [DATA] = {"data", 0, "DIR", "where the shipped data lies"},
    [STRICT] = {"strict", 0, NULL, "warnings count as errors"},
};

static const char *plural(unsigned number) {
    return number == 1 ? "" : "s";
}

static int run(const NmkCommandLine *line) {
    const NmkKnowledge knowledge = {.data = line->values[DATA], .own = line->operands, .n_own = line->n_operands};
    void *image;
    size_t size;
    NmkFaults faults;
    NmkExit code = nmk_knowledge_compile(&knowledge, true, &image, &size, &faults);
    free(image);
    if (code == NMK_EXIT_OK && faults.warnings && nmk_given(line, STRICT)) code = NMK_EXIT_DATA;
    if (code == NMK_EXIT_OK || faults.errors || faults.warnings)
        printf("%u error%s, %u warning%s\n", faults.errors, plural(faults.errors), faults.warnings, plural(faults.warnings));
    return (int)code;
}

const NmkCommand nmk_check = {
    .name = "check",
    .summary = "check your own names, rules and topics",
    .operands = "[DIR...]",
    .text = "Reads the folders as build does, runs the examples in their rule files, and says what is wrong as file:line:column: message.\n"
            "Exits with 5 where there are errors.\n\n"
            "  newsmark check my-data\n",
    .options = OPTIONS,
    .n_options = N_OPTIONS,
    .run = run,
};
