/* newsmark extract: records in, one record out for each, in order. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/article.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/parts.h"
#include "cli/terminal.h"
#include "io/output.h"
#include "io/record_writer.h"

enum {
    FROM,
    TEXT_FIELD,
    ID_FIELD,
    TITLE_FIELD,
    DATE_FIELD,
    SOURCE_FIELD,
    MAX_BYTES,
    ON_ERROR,
    FORMAT,
    OFFSETS,
    EXPLAIN,
    ONLY,
    MIN_SCORE,
    WITH_TEXT,
    STAMP,
    OUTPUT,
    LINE_BUFFERED,
    EXIT_STATUS,
    MODEL,
    N_OPTIONS
};

static const NmkOption OPTIONS[N_OPTIONS] = {
    [FROM] = {"from", 0, "FORMAT", "what comes in: text (a file is one document) or ndjson (a line is one);\ndefault: told by content"},
    [TEXT_FIELD] = {"text-field", 0, "PATH", "where the text stands in a JSON record (text); dots lead into objects"},
    [ID_FIELD] = {"id-field", 0, "PATH", "where the id stands (id)"},
    [TITLE_FIELD] = {"title-field", 0, "PATH", "where the title stands (title)"},
    [DATE_FIELD] = {"date-field", 0, "PATH", "where the date stands (date)"},
    [SOURCE_FIELD] = {"source-field", 0, "PATH", "where the source stands (source)"},
    [MAX_BYTES] = {"max-bytes", 0, "N", "largest record (16777216); larger ones become error records"},
    [ON_ERROR] = {"on-error", 0, "WHAT", "bad records: emit an error record (default), skip them, or fail"},
    [FORMAT] = {"format", 'f', "FORMAT", "ndjson or text; default: text on a terminal, else ndjson"},
    [OFFSETS] = {"offsets", 0, "UNIT", "codepoint (default), utf8 or utf16"},
    [EXPLAIN] = {"explain", 0, NULL, "add the evidence of each mention and topic"},
    [ONLY] = {"only", 0, "PARTS", "only these of people,organizations,places,countries,topics"},
    [MIN_SCORE] = {"min-score", 0, "N", "leave out mentions less sure than N (0 to 100)"},
    [WITH_TEXT] = {"with-text", 0, NULL, "add the text to its record"},
    [STAMP] = {"stamp", 0, NULL, "add the version and the digest of the knowledge"},
    [OUTPUT] = {"output", 'o', "FILE", "write FILE, which appears when all of it is written", .here_only = true},
    [LINE_BUFFERED] = {"line-buffered", 0, NULL, "write each record at once"},
    [EXIT_STATUS] = {"exit-status", 'e', NULL, "exit with 1 where nothing was found"},
    [MODEL] = {"model", 'm', "FILE", "use the knowledge in FILE (newsmark build)"},
};

typedef enum OnError { EMIT, SKIP, FAIL } OnError;

typedef struct Extract {
    NmkRecordStyle style;
    NmkFrom from;
    OnError on_error;
    size_t max_bytes;
    bool as_text, line_buffered;
    NmkTerminal terminal;
    NewsmarkModel *model;
    NewsmarkDocument *document;
    NmkInputReader inputs;
    NmkOutput output;
    const volatile sig_atomic_t *stop; /* the signal that ends it, 0 */
    uint64_t n_records, n_bad, n_unreadable, n_found;
} Extract;

static bool read_style(const NmkCommandLine *line, NmkRecordStyle *style) {
    static const char *const UNITS[] = {"codepoint", "utf8", "utf16", NULL};
    size_t unit;
    uint64_t score;
    if (!nmk_option_choice(line, OFFSETS, UNITS, NMK_UNIT_CODEPOINT, &unit)) return false;
    if (!nmk_option_number(line, MIN_SCORE, 0, 100, 0, &score)) return false;
    *style = (NmkRecordStyle){.unit = (NmkUnit)unit, .parts = NMK_PARTS_ALL, .min_score = (uint8_t)score};
    style->explain = nmk_given(line, EXPLAIN);
    style->with_text = nmk_given(line, WITH_TEXT);
    if (!nmk_given(line, ONLY) || nmk_parts_read(line->values[ONLY], &style->parts)) return true;
    return nmk_option_wrong(line, ONLY, "names out of people,organizations,places,countries,topics");
}

static bool read_options(const NmkCommandLine *line, Extract *x) {
    static const char *const FROM_NAMES[] = {"auto", "text", "ndjson", NULL}, *const ERROR_NAMES[] = {"emit", "skip", "fail", NULL};
    static const char *const FORMATS[] = {"ndjson", "text", NULL};
    size_t from, on_error, format;
    uint64_t bytes;
    if (!nmk_option_choice(line, FROM, FROM_NAMES, NMK_FROM_AUTO, &from)) return false;
    if (!nmk_option_choice(line, ON_ERROR, ERROR_NAMES, EMIT, &on_error)) return false;
    if (!nmk_option_choice(line, FORMAT, FORMATS, isatty(STDOUT_FILENO) && !nmk_given(line, OUTPUT), &format)) return false;
    if (!nmk_option_number(line, MAX_BYTES, 1, NEWSMARK_MAX_TEXT, 16 << 20, &bytes)) return false;
    x->from = (NmkFrom)from;
    x->on_error = (OnError)on_error;
    x->as_text = format == 1;
    x->max_bytes = bytes;
    x->line_buffered = nmk_given(line, LINE_BUFFERED);
    return read_style(line, &x->style);
}

static bool found_something(const NewsmarkResult *result) {
    return result->n_mentions || result->n_countries || result->n_topics;
}

static void put_result(Extract *x, const NmkInput *input) {
    if (x->as_text)
        nmk_put_article(&x->output.buffer, x->terminal, input, newsmark_result(x->document), x->style.parts, false);
    else
        nmk_put_record(&x->output.buffer, &x->style, input, x->document);
    x->n_found += found_something(newsmark_result(x->document));
}

static void put_fault(Extract *x, const NmkInput *input) {
    bool said = x->as_text || x->on_error == FAIL || strcmp(input->fault.code, "unreadable") == 0;
    if (said) nmk_fault_message(input);
    if (!x->as_text && x->on_error == EMIT) nmk_put_error_record(&x->output.buffer, input);
}

static void annotate(Extract *x, NmkInput *input) {
    NewsmarkStatus status = newsmark_annotate(x->document, input->text.bytes, input->text.length, &input->fields);
    if (status == NEWSMARK_OK) return;
    input->fault =
        (NmkFault){.code = status == NEWSMARK_ERROR_TOO_LARGE ? "too_large" : "memory", .message = nmk_slice_of(newsmark_status_text(status))};
}

/* false where no more records are to be read */
static bool extract_one(Extract *x, const NmkRecord *record) {
    NmkInput input = nmk_input_read(&x->inputs, record);
    x->n_records++;
    if (!input.fault.code) annotate(x, &input);
    if (input.fault.code) {
        x->n_bad++;
        x->n_unreadable += record->kind == NMK_RECORD_UNREADABLE;
        put_fault(x, &input);
        return x->on_error != FAIL;
    }
    put_result(x, &input);
    return true;
}

static NmkExit extract_all(Extract *x, const NmkCommandLine *line) {
    const NmkInputs inputs = {.files = {.operands = line->operands, .n_operands = line->n_operands}, .from = x->from, .max_bytes = x->max_bytes};
    NmkRecords *records = nmk_records_new(&inputs);
    if (!records) return NMK_EXIT_INTERNAL;
    nmk_records_stop_on(records, x->stop);
    for (bool more = true; more;) {
        NmkRecord record = nmk_records_next(records);
        if (record.kind == NMK_RECORD_END) break;
        more = extract_one(x, &record);
        bool now = x->line_buffered || (x->output.buffer.length && nmk_records_waiting(records));
        if (!nmk_output_pass(&x->output, now)) break;
    }
    nmk_records_free(records);
    return NMK_EXIT_OK;
}

static NmkExit exit_code(const Extract *x, const NmkCommandLine *line) {
    if (x->n_bad && x->on_error != FAIL && x->n_bad > x->n_unreadable)
        nmk_message("%llu of %llu records could not be read", (unsigned long long)x->n_bad, (unsigned long long)x->n_records);
    if (x->n_unreadable) return NMK_EXIT_IO;
    if (x->n_bad && (x->on_error == FAIL || x->n_bad == x->n_records)) return NMK_EXIT_INPUT;
    return nmk_given(line, EXIT_STATUS) && !x->n_found ? NMK_EXIT_NOTHING : NMK_EXIT_OK;
}

static NmkExit extract_to(Extract *x, const NmkCommandLine *line) {
    const char *path = line->values[OUTPUT];
    NmkExit code = NMK_EXIT_OK;
    if (nmk_output_open(&x->output, path)) {
        if (!path) x->terminal = nmk_terminal_of(STDOUT_FILENO);
        code = extract_all(x, line);
    }
    bool keep = !x->output.reason && code == NMK_EXIT_OK && !(x->n_bad && x->on_error == FAIL) && !*x->stop;
    if (nmk_output_close(&x->output, keep)) return code == NMK_EXIT_OK ? exit_code(x, line) : code;
    nmk_message("cannot write %s: %s", path ? path : "to standard output", strerror(x->output.reason));
    return NMK_EXIT_IO;
}

static int run(const NmkCommandLine *line) {
    Extract x = {.stop = nmk_interrupts()};
    if (!read_options(line, &x)) return NMK_EXIT_USAGE;
    NmkExit code = nmk_open_engine(line->values[MODEL], &x.model, &x.document);
    if (code != NMK_EXIT_OK) return (int)code;
    const NmkFieldPaths paths = {
        .text = line->values[TEXT_FIELD],
        .id = line->values[ID_FIELD],
        .title = line->values[TITLE_FIELD],
        .date = line->values[DATE_FIELD],
        .source = line->values[SOURCE_FIELD],
    };
    if (nmk_given(line, STAMP)) x.style.digest = newsmark_model_digest(x.model);
    x.terminal = nmk_terminal_plain();
    code = nmk_input_reader_init(&x.inputs, &paths, x.max_bytes) ? extract_to(&x, line) : NMK_EXIT_INTERNAL;
    nmk_input_reader_free(&x.inputs);
    newsmark_document_free(x.document);
    newsmark_model_free(x.model);
    return *x.stop ? 128 + (int)*x.stop : (int)code;
}

const NmkCommand nmk_extract = {
    .name = "extract",
    .summary = "records in, annotations out",
    .operands = "[FILE...]",
    .text = "Marks each record of the files, or of standard input, and writes one record for it, in order:\n"
            "JSON with people, organizations, places, countries and topics (data/schema/record.schema.json).\n\n"
            "  newsmark extract < news.ndjson > marks.ndjson\n"
            "  newsmark extract --from=text article.txt\n"
            "  newsmark extract --text-field=doc.body --only=countries news.ndjson\n",
    .options = OPTIONS,
    .n_options = N_OPTIONS,
    .reads_input = true,
    .run = run,
};
