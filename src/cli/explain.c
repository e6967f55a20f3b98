/* newsmark explain: why something is marked, or not. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/parts.h"
#include "cli/reasons.h"
#include "io/output.h"
#include "text/utf8.h"

enum { WHY, AT, FROM, ENCODING, FILES_FROM, NUL, RECURSIVE, MODEL, N_OPTIONS };

static const NmkOption OPTIONS[N_OPTIONS] = {
    [WHY] = {"why", 'w', "STRING", "only where STRING stands in the text, marked or not"},
    [AT] = {"at", 0, "START-END", "only the characters START to END (code points, as extract gives them)"},
    [FROM] = NMK_OPTION_FROM,
    [ENCODING] = NMK_OPTION_ENCODING,
    [FILES_FROM] = NMK_OPTION_FILES_FROM,
    [NUL] = NMK_OPTION_NULL,
    [RECURSIVE] = NMK_OPTION_RECURSIVE,
    [MODEL] = {"model", 'm', "FILE", "use the knowledge in FILE (newsmark build)"},
};

typedef struct Explain {
    const char *why;
    bool has_range;
    uint64_t first, last; /* code points */
    NmkTerminal terminal;
    NewsmarkDocument *document;
    NmkInputReader inputs;
    NmkOutput output;
    NmkExit code;
    size_t shown;
} Explain;

static bool read_range(const char *text, uint64_t *first, uint64_t *last) {
    char *end;
    *first = strtoull(text, &end, 10);
    if (end == text || *end != '-' || end[1] < '0' || end[1] > '9') return false;
    *last = strtoull(end + 1, &end, 10);
    return !*end && *first < *last;
}

/* Byte where a character begins, or the end of the text. */
static size_t byte_of(NmkSlice text, uint64_t character) {
    size_t at = 0;
    for (uint64_t i = 0; i < character && at < text.length; i++) at += nmk_utf8_next(text.bytes, text.length, at).length;
    return at;
}

static void explain_occurrences(Explain *x, const NmkReasons *reasons) {
    NmkSlice text = reasons->text;
    size_t length = strlen(x->why);
    for (size_t at = 0; at < text.length;) {
        const char *found = memmem(text.bytes + at, text.length - at, x->why, length);
        if (!found) return;
        size_t start = (size_t)(found - text.bytes);
        nmk_put_reasons(reasons, start, start + length);
        x->shown++;
        at = start + length;
    }
}

static void explain_all(Explain *x, const NmkReasons *reasons) {
    const NewsmarkResult *result = newsmark_result(reasons->document);
    for (size_t i = 0; i < result->n_mentions; i++) nmk_put_reasons(reasons, result->mentions[i].start, result->mentions[i].end);
    nmk_put_topic_reasons(reasons);
    x->shown += result->n_mentions + result->n_topics;
}

static void explain_text(Explain *x, NmkSlice text) {
    const NmkReasons reasons = {.out = &x->output.buffer, .terminal = x->terminal, .text = text, .document = x->document};
    if (x->why) {
        explain_occurrences(x, &reasons);
    } else if (x->has_range) {
        size_t start = byte_of(text, x->first), end = byte_of(text, x->last);
        if (start < end) nmk_put_reasons(&reasons, start, end);
        x->shown += start < end;
    } else {
        explain_all(x, &reasons);
    }
}

static void explain_one(Explain *x, const NmkRecord *record) {
    NmkInput input = nmk_input_read(&x->inputs, record);
    if (!input.fault.code && newsmark_annotate(x->document, input.text.bytes, input.text.length, &input.fields) != NEWSMARK_OK)
        input.fault = (NmkFault){.code = "memory", .message = nmk_slice_of("out of memory")};
    if (!input.fault.code) {
        explain_text(x, input.text);
        return;
    }
    nmk_fault_message(&input);
    x->code = record->kind == NMK_RECORD_UNREADABLE ? NMK_EXIT_IO : NMK_EXIT_INPUT;
}

static NmkExit explain_records(Explain *x, const NmkInputs *inputs) {
    NmkRecords *records = nmk_records_new(inputs);
    if (!records) return nmk_out_of_memory();
    for (;;) {
        NmkRecord record = nmk_records_next(records);
        if (record.kind == NMK_RECORD_END) break;
        explain_one(x, &record);
        if (!nmk_output_pass(&x->output, false)) break;
    }
    nmk_records_free(records);
    return x->code;
}

static NmkExit explain_to_output(Explain *x, const NmkInputs *inputs) {
    nmk_output_open(&x->output, NULL);
    x->terminal = nmk_terminal_of(STDOUT_FILENO);
    NmkExit code = explain_records(x, inputs);
    if (!nmk_output_close(&x->output, true)) {
        nmk_message("cannot write to standard output: %s", strerror(x->output.reason));
        return NMK_EXIT_IO;
    }
    if (code != NMK_EXIT_OK || x->shown) return code;
    if (x->why)
        nmk_message("\"%s\" does not stand in the text", x->why);
    else
        nmk_message(x->has_range ? "the text ends before that" : "nothing is marked");
    return NMK_EXIT_OK;
}

static int run(const NmkCommandLine *line) {
    Explain x = {.why = line->values[WHY], .has_range = nmk_given(line, AT)};
    NmkInputs inputs;
    if (!nmk_inputs_read(line, &inputs)) return NMK_EXIT_USAGE;
    if (x.has_range && !read_range(line->values[AT], &x.first, &x.last)) {
        nmk_option_wrong(line, AT, "two numbers START-END");
        return NMK_EXIT_USAGE;
    }
    if (x.why && !*x.why) {
        nmk_option_wrong(line, WHY, "some text");
        return NMK_EXIT_USAGE;
    }
    NewsmarkModel *model;
    NmkExit code = nmk_open_engine(line->values[MODEL], &model, &x.document);
    if (code != NMK_EXIT_OK) return (int)code;
    const NmkFieldPaths paths = {.text = NULL};
    code = nmk_input_reader_init(&x.inputs, &paths, inputs.max_bytes) ? explain_to_output(&x, &inputs) : nmk_out_of_memory();
    nmk_input_reader_free(&x.inputs);
    newsmark_document_free(x.document);
    newsmark_model_free(model);
    return (int)code;
}

const NmkCommand nmk_explain = {
    .name = "explain",
    .summary = "why is this marked, why not",
    .operands = "[FILE...]",
    .text = "Shows for each mention the facts that speak for and against it, where they are written, and what they weigh; and for each\n"
            "topic its terms. The sums decide. extract --explain gives the same as JSON.\n\n"
            "  newsmark explain article.txt\n"
            "  newsmark explain --why 'Paris Hilton' article.txt\n",
    .options = OPTIONS,
    .n_options = N_OPTIONS,
    .reads_input = true,
    .run = run,
};
