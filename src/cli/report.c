/* newsmark report: an article as a page for people. */
#include <string.h>
#include <unistd.h>

#include "cli/article.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/parts.h"
#include "io/html_article.h"
#include "io/output.h"
#include "io/record_writer.h"

enum { FROM, ENCODING, FILES_FROM, NUL, RECURSIVE, SUMMARY, ONLY, HTML, OUTPUT, MODEL, N_OPTIONS };

static const NmkOption OPTIONS[N_OPTIONS] = {
    [FROM] = NMK_OPTION_FROM,
    [ENCODING] = NMK_OPTION_ENCODING,
    [FILES_FROM] = NMK_OPTION_FILES_FROM,
    [NUL] = NMK_OPTION_NULL,
    [RECURSIVE] = NMK_OPTION_RECURSIVE,
    [SUMMARY] = {"summary", 's', NULL, "without the text"},
    [ONLY] = {"only", 0, "PARTS", "only these of people,organizations,places,countries,topics"},
    [HTML] = {"html", 0, NULL, "one article as an HTML page that stands alone", .here_only = true},
    [OUTPUT] = {"output", 'o', "FILE", "write FILE, which appears when all of it is written", .here_only = true},
    [MODEL] = {"model", 'm', "FILE", "use the knowledge in FILE (newsmark build)"},
};

typedef struct Report {
    unsigned parts;
    bool summary, html;
    NmkInputs from;
    NmkTerminal terminal;
    NewsmarkModel *model;
    NewsmarkDocument *document;
    NmkInputReader inputs;
    NmkOutput output;
    size_t pages;
    NmkExit code; /* of the inputs so far */
} Report;

static bool read_options(const NmkCommandLine *line, Report *r) {
    if (!nmk_inputs_read(line, &r->from)) return false;
    r->summary = nmk_given(line, SUMMARY);
    r->html = nmk_given(line, HTML);
    r->parts = NMK_PARTS_ALL;
    if (!nmk_given(line, ONLY) || nmk_parts_read(line->values[ONLY], &r->parts)) return true;
    return nmk_option_wrong(line, ONLY, "names out of people,organizations,places,countries,topics");
}

/* A second article leaves no page at all: half of what was asked for would pass for all of it. */
static void put_html(Report *r, const NmkInput *input) {
    if (!r->pages++) {
        nmk_put_html_article(&r->output.buffer, input, r->document, r->parts, !r->summary);
        return;
    }
    nmk_message("%s: an HTML page holds one article, and this is another", input->file ? input->file : "standard input");
    r->output.buffer.length = 0;
    r->code = NMK_EXIT_USAGE;
}

static void report_one(Report *r, const NmkRecord *record) {
    NmkInput input = nmk_input_read(&r->inputs, record);
    if (!input.fault.code && newsmark_annotate(r->document, input.text.bytes, input.text.length, &input.fields) != NEWSMARK_OK)
        input.fault = (NmkFault){.code = "memory", .message = nmk_slice_of("out of memory")};
    if (input.fault.code) {
        nmk_fault_message(&input);
        r->code = record->kind == NMK_RECORD_UNREADABLE ? NMK_EXIT_IO : NMK_EXIT_INPUT;
        return;
    }
    if (r->html)
        put_html(r, &input);
    else
        nmk_put_article(&r->output.buffer, r->terminal, &input, newsmark_result(r->document), r->parts, !r->summary);
}

static NmkExit report_all(Report *r) {
    NmkRecords *records = nmk_records_new(&r->from);
    if (!records) return nmk_out_of_memory();
    for (;;) {
        NmkRecord record = nmk_records_next(records);
        if (record.kind == NMK_RECORD_END) break;
        report_one(r, &record);
        if (r->code == NMK_EXIT_USAGE) break;
        if (!r->html && !nmk_output_pass(&r->output, nmk_records_waiting(records))) break;
    }
    nmk_records_free(records);
    return r->code;
}

static NmkExit report_to(Report *r, const NmkCommandLine *line) {
    const char *path = line->values[OUTPUT];
    NmkExit code = NMK_EXIT_OK;
    if (nmk_output_open(&r->output, path)) {
        r->terminal = path ? nmk_terminal_plain() : nmk_terminal_of(STDOUT_FILENO);
        code = report_all(r);
    }
    if (nmk_output_close(&r->output, code == NMK_EXIT_OK)) return code;
    nmk_message("cannot write %s: %s", path ? path : "to standard output", strerror(r->output.reason));
    return NMK_EXIT_IO;
}

static int run(const NmkCommandLine *line) {
    Report r = {.code = NMK_EXIT_OK};
    if (!read_options(line, &r)) return NMK_EXIT_USAGE;
    NmkExit code = nmk_open_engine(line->values[MODEL], &r.model, &r.document);
    if (code != NMK_EXIT_OK) return (int)code;
    const NmkFieldPaths paths = {.text = NULL};
    code = nmk_input_reader_init(&r.inputs, &paths, r.from.max_bytes) ? report_to(&r, line) : nmk_out_of_memory();
    nmk_input_reader_free(&r.inputs);
    newsmark_document_free(r.document);
    newsmark_model_free(r.model);
    return (int)code;
}

const NmkCommand nmk_report = {
    .name = "report",
    .summary = "an article as a page to read",
    .operands = "[FILE...]",
    .text = "Shows what is in an article: countries, topics, people, organizations, places, and the text with its marks.\n"
            "In colour on a terminal; else marks stand in brackets: [p:person] [o:organization] [l:place=CC] [c:country=CC].\n\n"
            "  newsmark report article.txt\n"
            "  newsmark report --html article.txt > article.html\n"
            "  newsmark report --summary --only=countries,topics *.txt\n",
    .options = OPTIONS,
    .n_options = N_OPTIONS,
    .reads_input = true,
    .run = run,
};
