/* The reader's and the writer's steps. The writer alone counts and judges, in the order of the input, so that the outcome is the same for every number of
 * workers: a batch is cut where its record is one bad record too many. */
#include "cli/run.h"

#include <stdlib.h>
#include <string.h>

#include "cli/pipeline.h"
#include "io/json_reader.h"

/* The number of records that the next chunk has; false where the line is none. */
static bool read_chunk_header(NmkSlice line, uint64_t *number) {
    *number = 0;
    if (!line.length || line.length > 18) return false;
    for (size_t i = 0; i < line.length; i++) {
        if (line.bytes[i] < '0' || line.bytes[i] > '9') return false;
        *number = 10 * *number + (uint64_t)(line.bytes[i] - '0');
    }
    return true;
}

/* The next record; of chunks, the first behind their headers. */
static NmkRecord next_record(NmkRun *run) {
    for (;;) {
        NmkRecord record = nmk_records_next(run->records);
        if (!run->chunked || record.kind == NMK_RECORD_UNREADABLE) return record;
        if (record.kind == NMK_RECORD_END) {
            if (run->chunk_left) run->chunk_fault = "fewer rows than the header of the chunk says";
            return record;
        }
        if (run->chunk_left) {
            run->chunk_left--;
            return record;
        }
        if (record.kind == NMK_RECORD_JSON && read_chunk_header(record.bytes, &run->chunk_left)) continue;
        run->chunk_fault = "expected a line with the number of rows";
        return (NmkRecord){.kind = NMK_RECORD_END};
    }
}

/* Is it time to pass on what was read? */
static bool must_flush(NmkRun *run) {
    return run->line_buffered || (run->chunked ? !run->chunk_left : nmk_records_waiting(run->records));
}

static bool read_records(NmkRun *run, NmkBatch *batch) {
    while (!batch->flush && !nmk_batch_full(batch)) {
        NmkRecord record = next_record(run);
        if (record.kind == NMK_RECORD_END) return false;
        record.ordinal = ++run->ordinal;
        if (run->resume.path) nmk_position_pass(&run->position, &record);
        batch->failed |= !nmk_batch_add(batch, &record);
        if (batch->failed) return false;
        batch->flush = must_flush(run);
    }
    return true;
}

static bool read_batch(void *context, NmkBatch *batch) {
    NmkRun *run = context;
    const bool more = read_records(run, batch);
    batch->after = run->position;
    return more;
}

static void work(void *worker, NmkBatch *batch) { nmk_work(worker, batch); }

static bool too_many(const NmkRun *run, uint64_t records, bool at_end) {
    const NmkBudget *budget = &run->budget;
    if (budget->by_number && run->stats.bad > budget->number) return true;
    if (!budget->by_percent || (!at_end && records < NMK_BUDGET_RECORDS)) return false;
    return run->stats.bad * 100 > budget->percent * records;
}

/* Counts the bad records of a batch; returns how much of the batch is to be written. */
static NmkBatchFault judge(NmkRun *run, const NmkBatch *batch) {
    for (uint32_t i = 0; i < batch->n_faults; i++) {
        const NmkBatchFault *fault = &batch->faults[i];
        nmk_stats_fault(&run->stats, fault->code);
        run->over_budget = too_many(run, run->stats.records + fault->record + 1, false);
        if (run->over_budget) return *fault;
    }
    return (NmkBatchFault){.record = batch->count - 1, .out = batch->out.length, .errors = batch->errors.length, .messages = batch->messages.length};
}

static void say(NmkRun *run, const char *messages, size_t length) {
    if (length) nmk_progress_clear(&run->progress);
    for (size_t at = 0; at < length; at += strlen(messages + at) + 1) nmk_message("%s", messages + at);
}

/* Appends the bytes; where nothing waits to be written, the buffers change places. */
static void append(NmkBuffer *to, NmkBuffer *from, size_t length) {
    if (to->length) {
        nmk_put_bytes(to, from->bytes, length);
        return;
    }
    const NmkBuffer empty = *to;
    *to = *from;
    to->length = length;
    *from = empty;
}

static NmkOutput *errors_of(NmkRun *run) { return run->errors_path ? &run->errors : NULL; }

static bool write_batch(void *context, NmkBatch *batch) {
    NmkRun *run = context;
    if (batch->count) {
        const NmkBatchFault end = judge(run, batch);
        run->stats.records += end.record + 1;
        run->stats.found += batch->found;
        run->stats.bytes_out += end.out;
        for (uint32_t i = 0; i <= end.record; i++) run->stats.bytes_in += batch->records[i].length + 1;
        say(run, batch->messages.bytes, end.messages);
        append(&run->output.buffer, &batch->out, end.out);
        append(&run->errors.buffer, &batch->errors, end.errors);
    }
    run->no_memory |= batch->failed;
    const bool written = nmk_output_pass(&run->output, batch->flush) && (!run->errors_path || nmk_output_pass(&run->errors, batch->flush));
    nmk_progress_show(&run->progress, &run->stats);
    if (!written || run->over_budget || run->no_memory) return false;
    return !run->resume.path || !batch->count || nmk_resume_pass(&run->resume, &batch->after, &run->stats, &run->output, errors_of(run));
}

/* --- workers --- */

typedef struct Crew {
    NmkWorker *workers;
    void **contexts;
    unsigned count; /* ready, or begun */
} Crew;

static bool make_crew(Crew *crew, unsigned jobs, const NmkPlan *plan, const NewsmarkModel *model) {
    *crew = (Crew){calloc(jobs, sizeof *crew->workers), calloc(jobs, sizeof *crew->contexts), 0};
    if (!crew->workers || !crew->contexts) return false;
    while (crew->count < jobs) {
        NmkWorker *worker = &crew->workers[crew->count];
        crew->contexts[crew->count++] = worker;
        if (!nmk_worker_init(worker, plan, model)) return false;
    }
    return true;
}

static void free_crew(Crew *crew) {
    for (unsigned i = 0; i < crew->count; i++) nmk_worker_free(&crew->workers[i]);
    free(crew->workers);
    free(crew->contexts);
}

/* Is what was written all there is to write up to the last batch? */
static bool is_sound(const NmkRun *run) {
    return run->has_begun && !run->output.reason && !run->errors.reason && !run->over_budget && !run->no_memory && !run->resume.failed;
}

static bool all_well(const NmkRun *run) {
    return is_sound(run) && !run->chunk_fault && !*run->stop;
}

static NmkExit outcome(NmkRun *run) {
    const NmkStats *stats = &run->stats;
    const uint64_t unreadable = nmk_stats_unreadable(stats);
    const bool failing = run->budget.by_number && !run->budget.number; /* the bad record was named already */
    if (!run->over_budget && too_many(run, stats->records, true)) run->over_budget = true;
    if (run->chunk_fault) nmk_message("standard input: %s", run->chunk_fault);
    if (stats->bad > unreadable && !failing)
        nmk_message("%llu of %llu records could not be read", (unsigned long long)stats->bad, (unsigned long long)stats->records);
    if (run->no_memory) return nmk_out_of_memory();
    if (run->over_budget && !failing) nmk_message("more bad records than --max-errors allows");
    if (unreadable) return NMK_EXIT_IO;
    if (run->over_budget || run->chunk_fault || (stats->bad && stats->bad == stats->records)) return NMK_EXIT_INPUT;
    return NMK_EXIT_OK;
}

/* The output appears only where all went well; error records in any case, unless a later run goes on with them. */
static bool close_outputs(NmkRun *run) {
    const bool resumes = run->resume.path != NULL;
    if (resumes && is_sound(run)) nmk_resume_save(&run->resume, all_well(run), &run->output, errors_of(run));
    const bool keep = all_well(run);
    bool kept = nmk_output_close(&run->output, keep);
    if (!kept) nmk_message("cannot write %s: %s", run->output_path ? run->output_path : "to standard output", nmk_output_fault(&run->output));
    if (run->errors_path && !nmk_output_close(&run->errors, keep || !resumes)) {
        nmk_message("cannot write %s: %s", run->errors_path, nmk_output_fault(&run->errors));
        kept = false;
    }
    if (resumes && keep && kept) nmk_resume_end(&run->resume);
    return kept && !run->resume.failed;
}

/* Goes to where the run before it was, and on from there. */
static NmkExit run_records(NmkRun *run, const NmkSteps *steps) {
    run->has_begun = run->resume.state.complete || nmk_position_find(&run->resume.state.position, run->records);
    if (!run->has_begun && !*run->stop) return nmk_resume_refuse(&run->resume, "the input is not what it was");
    bool works = run->has_begun && !run->resume.state.complete;
    if (works && run->resume.path) works = nmk_resume_save(&run->resume, false, &run->output, errors_of(run)); /* shows that it can be */
    if (works && !nmk_pipeline_run(steps)) run->no_memory = true;
    nmk_progress_clear(&run->progress);
    return outcome(run);
}

static NmkExit run_between(NmkRun *run, const Crew *crew) {
    const NmkSteps steps = {run, read_batch, work, write_batch, crew->contexts, crew->count, run->unordered};
    run->records = nmk_records_new(&run->inputs);
    run->no_memory = !run->records;
    if (run->no_memory) return nmk_out_of_memory();
    nmk_records_stop_on(run->records, run->stop);
    const NmkExit code = run_records(run, &steps);
    nmk_records_free(run->records);
    return code;
}

static bool open_outputs(NmkRun *run) {
    const NmkCheckpoint *state = &run->resume.state;
    return nmk_resume_open(&run->resume, &run->output, run->output_path, state->output) &&
           (!run->errors_path || nmk_resume_open(&run->resume, &run->errors, run->errors_path, state->errors));
}

static NmkExit run_with(NmkRun *run, const Crew *crew) {
    run->errors.file = -1;
    const NmkExit code = open_outputs(run) ? run_between(run, crew) : NMK_EXIT_IO;
    return close_outputs(run) ? code : NMK_EXIT_IO;
}

static NmkExit begin(NmkRun *run) {
    if (!run->resume.path) return NMK_EXIT_OK;
    const NmkExit code = nmk_resume_begin(&run->resume);
    run->stats = run->resume.state.stats;
    run->position = run->resume.state.position;
    run->ordinal = run->stats.records;
    return code;
}

/* No file is touched before the workers stand. */
NmkExit nmk_run(NmkRun *run, const NewsmarkModel *model) {
    Crew crew;
    NmkExit code = begin(run);
    if (code != NMK_EXIT_OK) return code;
    run->stats.started = nmk_clock();
    run->stats.jobs = run->jobs;
    code = make_crew(&crew, run->jobs, run->plan, model) ? run_with(run, &crew) : nmk_out_of_memory();
    free_crew(&crew);
    return code;
}
