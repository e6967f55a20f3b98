/* newsmark build: the shipped knowledge and one's own, compiled into one image. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/knowledge.h"
#include "io/output.h"

enum { OUTPUT, DATA, WEIGHTS, N_OPTIONS };

static const NmkOption OPTIONS[N_OPTIONS] = {
    [OUTPUT] = {"output", 'o', "FILE", "the image to write (needed)", .here_only = true},
    [DATA] = {"data", 0, "DIR", "where the shipped data lies"},
    [WEIGHTS] = {"weights", 0, "FILE", "use these weights"},
};

static NmkExit write_image(const char *path, const void *image, size_t size) {
    NmkOutput output;
    if (nmk_output_open(&output, path)) nmk_put_bytes(&output.buffer, image, size);
    if (nmk_output_close(&output, true)) return NMK_EXIT_OK;
    nmk_message("cannot write %s: %s", path, strerror(output.reason));
    return NMK_EXIT_IO;
}

static int run(const NmkCommandLine *line) {
    if (!nmk_given(line, OUTPUT)) {
        nmk_message("build needs a file to write: -o FILE");
        fputs("Try 'newsmark build --help'\n", stderr);
        return NMK_EXIT_USAGE;
    }
    const NmkKnowledge knowledge = {.data = line->values[DATA], .own = line->operands, .n_own = line->n_operands, .weights = line->values[WEIGHTS]};
    void *image;
    size_t size;
    NmkFaults faults;
    NmkExit code = nmk_knowledge_compile(&knowledge, knowledge.n_own > 0, &image, &size, &faults);
    if (code == NMK_EXIT_OK) code = write_image(line->values[OUTPUT], image, size);
    free(image);
    return (int)code;
}

const NmkCommand nmk_build = {
    .name = "build",
    .summary = "compile your own names, rules and topics",
    .operands = "-o FILE [DIR...]",
    .text = "Compiles the shipped data and the folders into an image for --model. A folder is laid out as the shipped data:\n"
            "lists/ lexicon/ rules/ topics/ (see README.md there).\n\n"
            "  newsmark build my-data -o my.image\n"
            "  newsmark extract --model my.image < news.ndjson\n",
    .options = OPTIONS,
    .n_options = N_OPTIONS,
    .run = run,
};
