/* newsmark extract: records in, one record out for each, in order. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/interrupt.h"
#include "cli/jobs.h"
#include "cli/parts.h"
#include "cli/pipeline.h"
#include "cli/run.h"

enum {
    FROM,
    ENCODING,
    FILES_FROM,
    NUL,
    RECURSIVE,
    TEXT_FIELD,
    ID_FIELD,
    TITLE_FIELD,
    DATE_FIELD,
    SOURCE_FIELD,
    CHUNK_HEADER,
    MAX_BYTES,
    ON_ERROR,
    MAX_ERRORS,
    ERRORS_FILE,
    FORMAT,
    OFFSETS,
    EXPLAIN,
    ONLY,
    MIN_SCORE,
    WITH_TEXT,
    STAMP,
    KEEP,
    OUTPUT,
    CHECKPOINT,
    CHECKPOINT_EVERY,
    RESUME,
    LINE_BUFFERED,
    EXIT_STATUS,
    JOBS,
    UNORDERED,
    CPU,
    PROGRESS,
    STATS_JSON,
    HADOOP,
    MODEL,
    N_OPTIONS
};

static const NmkOption OPTIONS[N_OPTIONS] = {
    [FROM] = {"from", 0, "FORMAT", NMK_FROM_HELP, "What comes in", false},
    [ENCODING] = NMK_OPTION_ENCODING,
    [FILES_FROM] = NMK_OPTION_FILES_FROM,
    [NUL] = NMK_OPTION_NULL,
    [RECURSIVE] = NMK_OPTION_RECURSIVE,
    [TEXT_FIELD] = {"text-field", 0, "PATH", "where the text stands in a JSON record (text); dots lead into objects", NULL, false},
    [ID_FIELD] = {"id-field", 0, "PATH", "where the id stands (id)", NULL, false},
    [TITLE_FIELD] = {"title-field", 0, "PATH", "where the title stands (title)", NULL, false},
    [DATE_FIELD] = {"date-field", 0, "PATH", "where the date stands (date)", NULL, false},
    [SOURCE_FIELD] = {"source-field", 0, "PATH", "where the source stands (source)", NULL, false},
    [CHUNK_HEADER] = {"chunk-header", 0, NULL,
        "a line with their number stands before each chunk of records, and each\n"
        "chunk is answered before the next is read (ClickHouse)", NULL, false},
    [MAX_BYTES] = {"max-bytes", 0, "N", "largest record (16777216); larger ones become error records", NULL, false},
    [ON_ERROR] = {"on-error", 0, "WHAT", "bad records: emit an error record (default), skip them, or fail", "Bad records", false},
    [MAX_ERRORS] = {"max-errors", 0, "N",
        "end with exit code 3 at the first bad record over N; N% of the records,\n"
        "of a thousand at least", NULL, false},
    [ERRORS_FILE] = {"errors-file", 0, "FILE", "write error records to FILE instead", NULL, true},
    [FORMAT] = {"format", 'f', "FORMAT", "ndjson or text; default: text on a terminal, else ndjson", "What goes out", false},
    [OFFSETS] = {"offsets", 0, "UNIT", "codepoint (default), utf8 or utf16", NULL, false},
    [EXPLAIN] = {"explain", 0, NULL, "add the evidence of each mention and topic", NULL, false},
    [ONLY] = {"only", 0, "PARTS", "only these of people,organizations,places,countries,topics", NULL, false},
    [MIN_SCORE] = {"min-score", 0, "N", "leave out mentions less sure than N (0 to 100)", NULL, false},
    [WITH_TEXT] = {"with-text", 0, NULL, "add the text to its record", NULL, false},
    [STAMP] = {"stamp", 0, NULL, "add the version and the digest of the knowledge", NULL, false},
    [KEEP] = {"keep", 0, "FIELDS",
        "put fields of JSON records out as they came, under \"input\": all (but\n"
        "text and id), none (default), or paths with commas between them", NULL, false},
    [OUTPUT] = {"output", 'o', "FILE", "write FILE, which appears when all of it is written", NULL, true},
    [CHECKPOINT] = {"checkpoint", 0, "FILE",
        "keep in FILE how far the run has come, so that --resume can go on; FILE goes\n"
        "when all is done. What is written stands in OUTPUT.part until then", NULL, true},
    [CHECKPOINT_EVERY] = {"checkpoint-every", 0, "SECONDS", "time between two checkpoints (10)", NULL, false},
    [RESUME] = {"resume", 0, NULL, "go on with the run that the checkpoint is of; begin where there is none", NULL, true},
    [LINE_BUFFERED] = {"line-buffered", 0, NULL, "write each record at once", NULL, false},
    [EXIT_STATUS] = {"exit-status", 'e', NULL, "exit with 1 where nothing was found", NULL, false},
    [JOBS] = {"jobs", 'j', "N",
        "threads; 0: one a processor. Default: one where standard input is read,\n"
        "else one a processor. The output is the same for every number", "How it runs", false},
    [UNORDERED] = {"unordered", 0, NULL, "write records as they are done, not in the order of the input", NULL, false},
    [CPU] = {"cpu", 0, "NAME", "vector instructions: scalar, avx2, avx512 or best; the output is the same", NULL, false},
    [PROGRESS] = {"progress", 0, "WHEN", "auto (default: on a terminal), always or never", NULL, false},
    [STATS_JSON] = {"stats-json", 0, "FILE", "write counts of what was done to FILE, as JSON", NULL, true},
    [HADOOP] = {"hadoop", 0, NULL, "end with counters for Hadoop streaming; also where its variables are set", NULL, false},
    [MODEL] = {"model", 'm', "FILE", "use the knowledge in FILE (newsmark build)", NULL, false},
};

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

static bool read_plan(const NmkCommandLine *line, size_t max_bytes, NmkPlan *plan) {
    static const char *const ERRORS[] = {"emit", "skip", "fail", NULL}, *const FORMATS[] = {"ndjson", "text", NULL};
    static const char *const CPUS[] = {"scalar", "avx2", "avx512", "best", NULL};
    size_t on_error, format, cpu;
    if (!nmk_option_choice(line, ON_ERROR, ERRORS, NMK_ON_ERROR_EMIT, &on_error)) return false;
    if (!nmk_option_choice(line, FORMAT, FORMATS, isatty(STDOUT_FILENO) && !nmk_given(line, OUTPUT), &format)) return false;
    if (!nmk_option_choice(line, CPU, CPUS, 3, &cpu)) return false;
    *plan = (NmkPlan){.on_error = (NmkOnError)on_error, .as_text = format == 1, .max_bytes = max_bytes, .cpu = CPUS[cpu]};
    plan->errors_apart = nmk_given(line, ERRORS_FILE);
    plan->terminal = nmk_given(line, OUTPUT) ? nmk_terminal_plain() : nmk_terminal_of(STDOUT_FILENO);
    plan->paths = (NmkFieldPaths){
        .text = line->values[TEXT_FIELD],
        .id = line->values[ID_FIELD],
        .title = line->values[TITLE_FIELD],
        .date = line->values[DATE_FIELD],
        .source = line->values[SOURCE_FIELD],
        .keep = line->values[KEEP],
    };
    if (nmk_given(line, KEEP) && !nmk_keep_valid(line->values[KEEP])) return nmk_option_wrong(line, KEEP, "all, none, or paths of fields with commas between them");
    return read_style(line, &plan->style);
}

/* "100" or "5%" */
static bool read_budget(const NmkCommandLine *line, NmkOnError on_error, NmkBudget *budget) {
    const char *text = line->values[MAX_ERRORS];
    *budget = (NmkBudget){.by_number = on_error == NMK_ON_ERROR_FAIL};
    if (!text || budget->by_number) return true;
    char *end = NULL;
    const unsigned long long number = strtoull(text, &end, 10);
    const bool percent = *end == '%';
    if (*text < '0' || *text > '9' || end[percent] || (percent && number > 100))
        return nmk_option_wrong(line, MAX_ERRORS, "a whole number, or one from 0 to 100 with %");
    if (percent) *budget = (NmkBudget){.by_percent = true, .percent = (unsigned)number};
    else *budget = (NmkBudget){.by_number = true, .number = number};
    return true;
}

static bool reads_standard_input(const NmkFileList *files) {
    if (!files->n_operands && !files->files_from) return true;
    for (size_t i = 0; i < files->n_operands; i++)
        if (strcmp(files->operands[i], "-") == 0) return true;
    return false;
}

/* Those who run us on a stream own the processors. */
static bool read_jobs(const NmkCommandLine *line, const NmkFileList *files, unsigned *jobs) {
    uint64_t number;
    if (!nmk_option_number(line, JOBS, 0, NMK_MOST_WORKERS, reads_standard_input(files) ? 1 : 0, &number)) return false;
    *jobs = number ? (unsigned)number : nmk_processors();
    if (*jobs > NMK_MOST_WORKERS) *jobs = NMK_MOST_WORKERS;
    return true;
}

/* Bytes of the files, 0 where one of them does not say. */
static uint64_t size_of(const NmkFileList *files) {
    uint64_t total = 0;
    struct stat about;
    for (size_t i = 0; i < files->n_operands; i++) {
        const bool is_file = stat(files->operands[i], &about) == 0 && S_ISREG(about.st_mode);
        if (!is_file) return 0;
        total += (uint64_t)about.st_size;
    }
    if (files->n_operands || files->files_from || fstat(STDIN_FILENO, &about) != 0 || !S_ISREG(about.st_mode)) return total;
    return (uint64_t)about.st_size;
}

/* Of all options but those that leave the output as it is. */
static uint64_t digest_of_options(const NmkCommandLine *line) {
    static const bool IS_FREE[N_OPTIONS] = {
        [MAX_ERRORS] = true, [CHECKPOINT] = true, [CHECKPOINT_EVERY] = true, [RESUME] = true, [LINE_BUFFERED] = true, [EXIT_STATUS] = true,
        [JOBS] = true,       [CPU] = true,        [PROGRESS] = true,         [STATS_JSON] = true, [HADOOP] = true,    [MODEL] = true};
    uint64_t digest = N_OPTIONS;
    for (size_t i = 0; i < N_OPTIONS; i++) {
        if (IS_FREE[i] || !nmk_given(line, i)) continue;
        digest = nmk_mix(digest ^ nmk_hash(OPTIONS[i].name, strlen(OPTIONS[i].name)), 0xe7037ed1a0b428dbULL);
        digest = nmk_mix(digest ^ nmk_hash(line->values[i], strlen(line->values[i])), 0x8ebc6af09c88c6e3ULL);
    }
    return digest;
}

static bool read_resume(const NmkCommandLine *line, NmkResume *resume) {
    uint64_t seconds;
    if (!nmk_option_number(line, CHECKPOINT_EVERY, 0, 86400, 10, &seconds)) return false;
    *resume = (NmkResume){.path = line->values[CHECKPOINT], .goes_on = nmk_given(line, RESUME), .every = seconds * 1000000000u};
    resume->setup.options = digest_of_options(line);
    resume->setup.program = nmk_hash(newsmark_version(), strlen(newsmark_version()));
    const char *wrong = NULL;
    if (!resume->path && resume->goes_on) wrong = "--resume needs --checkpoint=FILE";
    if (resume->path && (!nmk_given(line, OUTPUT) || strcmp(line->values[OUTPUT], "-") == 0)) wrong = "--checkpoint needs --output=FILE";
    for (size_t i = 0; resume->path && i < 2; i++) {
        const char *other = line->values[i ? ERRORS_FILE : OUTPUT];
        if (other && strcmp(other, resume->path) == 0) wrong = "--checkpoint needs a file of its own";
    }
    if (resume->path && nmk_given(line, UNORDERED)) wrong = "--checkpoint needs the order of the input, not --unordered";
    if (resume->path && nmk_given(line, CHUNK_HEADER)) wrong = "--checkpoint does not go with --chunk-header";
    if (wrong) nmk_usage_wrong(line->command, "%s", wrong);
    return !wrong;
}

static bool read_run(const NmkCommandLine *line, const NmkInputs *inputs, const NmkPlan *plan, NmkRun *run) {
    static const char *const WHEN[] = {"auto", "always", "never", NULL};
    size_t progress;
    *run = (NmkRun){.plan = plan, .inputs = *inputs, .output_path = line->values[OUTPUT], .errors_path = line->values[ERRORS_FILE], .stop = nmk_interrupts()};
    if (!nmk_option_choice(line, PROGRESS, WHEN, 0, &progress)) return false;
    if (!read_budget(line, plan->on_error, &run->budget) || !read_jobs(line, &inputs->files, &run->jobs)) return false;
    if (!read_resume(line, &run->resume)) return false;
    run->unordered = nmk_given(line, UNORDERED);
    run->line_buffered = nmk_given(line, LINE_BUFFERED);
    run->chunked = nmk_given(line, CHUNK_HEADER);
    if (run->chunked) run->inputs.from = NMK_FROM_NDJSON;
    nmk_progress_begin(&run->progress, progress == 1 || (progress == 0 && isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO)), size_of(&inputs->files));
    return true;
}

static bool in_hadoop(const NmkCommandLine *line) {
    return nmk_given(line, HADOOP) || getenv("mapreduce_job_id") || getenv("mapreduce_task_id");
}

/* Counts for programs, when all else is done. */
static NmkExit put_counts(const NmkCommandLine *line, const NmkStats *stats, NmkExit code) {
    NmkBuffer counters = {.bytes = NULL};
    if (in_hadoop(line)) nmk_put_hadoop_counters(&counters, stats);
    if (counters.length) fwrite(counters.bytes, 1, counters.length, stderr);
    nmk_buffer_free(&counters);
    const char *path = line->values[STATS_JSON];
    if (!path) return code;
    NmkOutput output;
    if (nmk_output_open(&output, path)) nmk_put_stats(&output.buffer, stats, (int)code);
    if (nmk_output_close(&output, true)) return code;
    nmk_message("cannot write %s: %s", path, strerror(output.reason));
    return NMK_EXIT_IO;
}

static int run(const NmkCommandLine *line) {
    NmkInputs inputs;
    NmkPlan plan;
    NmkRun run;
    if (!nmk_inputs_read(line, &inputs) || !read_plan(line, inputs.max_bytes, &plan) || !read_run(line, &inputs, &plan, &run)) return NMK_EXIT_USAGE;
    NewsmarkModel *model;
    NewsmarkDocument *document; /* shows that there is memory, and which instructions there are */
    NmkExit code = nmk_open_engine(line->values[MODEL], &model, &document);
    if (code != NMK_EXIT_OK) return (int)code;
    const bool has_cpu = newsmark_document_cpu(document, plan.cpu) == NEWSMARK_OK;
    newsmark_document_free(document);
    if (nmk_given(line, STAMP)) plan.style.digest = newsmark_model_digest(model);
    run.resume.setup.knowledge = nmk_hash(newsmark_model_digest(model), strlen(newsmark_model_digest(model)));
    code = has_cpu ? nmk_run(&run, model) : (NmkExit)nmk_usage_wrong(line->command, "--cpu: this processor has no %s", plan.cpu);
    newsmark_model_free(model);
    if (has_cpu) code = put_counts(line, &run.stats, code);
    if (code == NMK_EXIT_OK && nmk_given(line, EXIT_STATUS) && !run.stats.found) code = NMK_EXIT_NOTHING;
    return *run.stop ? 128 + (int)*run.stop : (int)code;
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
