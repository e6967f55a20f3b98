/* newsmark eval: scores against gold files; and the evidence of their candidates, for scripts/fit. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/knowledge.h"
#include "cli/scores.h"
#include "compile/training.h"
#include "io/records.h"

enum { ERRORS, MIN, EVIDENCE, FACT_NAMES, WEIGHTS, DATA, MODEL, N_OPTIONS };

static const NmkOption OPTIONS[N_OPTIONS] = {
    [ERRORS] = {"errors", 0, "N", "list the N most frequent mistakes of each kind"},
    [MIN] = {"min", 0, "LIST", "exit with 1 where a score is below, as in person=0.9,topics=0.7"},
    [EVIDENCE] = {"evidence", 0, "PASS", "instead: the facts of each candidate before the decision of pass 1, 2 or 3; 4: what was decided"},
    [FACT_NAMES] = {"fact-names", 0, NULL, "instead: the number and name of each fact"},
    [WEIGHTS] = {"weights", 0, "FILE", "with these weights: the knowledge is compiled in memory"},
    [DATA] = {"data", 0, "DIR", "where the shipped data lies (for --weights)"},
    [MODEL] = {"model", 'm', "FILE", "use the knowledge in FILE (newsmark build)"},
};

typedef struct Eval {
    const NewsmarkModel *model;
    NewsmarkDocument *document;
    uint32_t pass; /* of the evidence to print, 0: score */
    NmkScores scores;
    NmkGold gold;
    NmkJsonReader *json;
    NmkGoldSpan *spans;
    size_t spans_room;
} Eval;

static void write_out(void *context, const char *bytes, size_t length) {
    (void)context;
    fwrite(bytes, 1, length, stdout);
}

/* Place, person, organization as the engine's types; what else gold marks is another name. */
static uint8_t type_of(NmkGoldType type) {
    switch (type) {
    case NMK_GOLD_PERSON: return NEWSMARK_PERSON;
    case NMK_GOLD_ORG: return NEWSMARK_ORGANIZATION;
    case NMK_GOLD_LOC:
    case NMK_GOLD_COUNTRY: return NEWSMARK_PLACE;
    case NMK_GOLD_NORP:
    case NMK_GOLD_OTHER: break;
    }
    return NEWSMARK_OTHER;
}

static NmkExit said(NewsmarkStatus status) {
    if (status != NEWSMARK_OK) nmk_message("%s", newsmark_status_text(status));
    return nmk_exit_of(status);
}

static NmkExit put_evidence(Eval *e) {
    const NmkGold *gold = &e->gold;
    if (gold->n_ents >= e->spans_room) {
        size_t room = 2 * gold->n_ents + 64;
        NmkGoldSpan *larger = realloc(e->spans, room * sizeof *larger);
        if (!larger) return nmk_out_of_memory();
        e->spans = larger;
        e->spans_room = room;
    }
    for (size_t i = 0; i < gold->n_ents; i++) {
        const NmkGoldEnt *ent = &gold->ents[i];
        e->spans[i] = (NmkGoldSpan){.start = ent->start, .end = ent->end, .type = type_of(ent->type), .optional = ent->optional};
    }
    fputs("D ", stdout);
    for (size_t i = 0; i < gold->id.length; i++) putchar((unsigned char)gold->id.bytes[i] < 0x20 ? ' ' : gold->id.bytes[i]);
    putchar('\n');
    return said(nmk_training_dump(e->model, gold->text, e->spans, gold->n_ents, e->pass, write_out, NULL));
}

static NmkExit score(Eval *e) {
    NewsmarkStatus status = newsmark_annotate(e->document, e->gold.text.bytes, e->gold.text.length, NULL);
    if (status != NEWSMARK_OK) return said(status);
    const NewsmarkResult *result = newsmark_result(e->document);
    e->scores.documents++;
    nmk_score_mentions(&e->scores, &e->gold, result);
    nmk_score_labels(&e->scores, &e->gold, result);
    nmk_score_details(&e->scores, &e->gold, result);
    return NMK_EXIT_OK;
}

static NmkExit faulty(const NmkRecord *record, const char *message) {
    nmk_message("%s:%llu: %s", record->file ? record->file : "standard input", (unsigned long long)record->line, message);
    return NMK_EXIT_INPUT;
}

static NmkExit eval_one(Eval *e, const NmkRecord *record) {
    NmkJsonFault fault;
    if (record->kind == NMK_RECORD_UNREADABLE) {
        nmk_message("%.*s", (int)record->bytes.length, record->bytes.bytes);
        return NMK_EXIT_IO;
    }
    if (record->kind == NMK_RECORD_TOO_LARGE) return faulty(record, "the record is too large");
    const NmkJsonValue *values = nmk_json_read(e->json, record->bytes, &fault);
    if (!values) return faulty(record, fault.message);
    const char *message = nmk_gold_read(&e->gold, values);
    if (message) return faulty(record, message);
    return e->pass ? put_evidence(e) : score(e);
}

static NmkExit eval_all(Eval *e, const NmkCommandLine *line) {
    const NmkInputs inputs = {
        .files = {.operands = line->operands, .n_operands = line->n_operands}, .from = NMK_FROM_NDJSON, .max_bytes = NEWSMARK_MAX_TEXT};
    NmkRecords *records = nmk_records_new(&inputs);
    NmkExit code = records && e->json ? NMK_EXIT_OK : nmk_out_of_memory();
    while (code == NMK_EXIT_OK) {
        NmkRecord record = nmk_records_next(records);
        if (record.kind == NMK_RECORD_END) break;
        code = eval_one(e, &record);
    }
    nmk_records_free(records);
    if (code != NMK_EXIT_OK || e->pass) return code;
    bool readable = true, enough = true;
    if (!nmk_scores_print(&e->scores)) return nmk_out_of_memory();
    if (nmk_given(line, MIN)) enough = nmk_scores_reach(&e->scores, line->values[MIN], &readable);
    if (!readable) nmk_option_wrong(line, MIN, "a list like person=0.9,topics=0.7");
    return !readable ? NMK_EXIT_USAGE : enough ? NMK_EXIT_OK : NMK_EXIT_NOTHING;
}

/* A model with other weights, compiled in memory that *image holds until the model is freed. */
static NmkExit open_with_weights(const NmkCommandLine *line, void **image, NewsmarkModel **model, NewsmarkDocument **document) {
    const NmkKnowledge knowledge = {.data = line->values[DATA], .weights = line->values[WEIGHTS]};
    NewsmarkError error = {.message = ""};
    size_t size;
    NmkFaults faults;
    NmkExit code = nmk_knowledge_compile(&knowledge, false, image, &size, &faults);
    if (code != NMK_EXIT_OK) return code;
    NewsmarkStatus status = newsmark_model_open_memory(*image, size, model, &error);
    if (status == NEWSMARK_OK) status = newsmark_document_new(*model, document);
    if (status != NEWSMARK_OK) nmk_message("%s", error.message[0] ? error.message : newsmark_status_text(status));
    return nmk_exit_of(status);
}

static NmkExit eval_with(Eval *e, const NmkCommandLine *line, size_t errors) {
    if (nmk_given(line, FACT_NAMES)) {
        nmk_training_names(e->model, write_out, NULL);
        return NMK_EXIT_OK;
    }
    e->json = nmk_json_reader_new();
    NmkExit code = nmk_scores_init(&e->scores, errors) ? eval_all(e, line) : nmk_out_of_memory();
    nmk_scores_free(&e->scores);
    nmk_json_reader_free(e->json);
    nmk_gold_free(&e->gold);
    free(e->spans);
    return code;
}

static int run(const NmkCommandLine *line) {
    Eval e = {.pass = 0};
    uint64_t pass, errors;
    if (!line->n_operands && !nmk_given(line, FACT_NAMES)) {
        nmk_message("eval needs gold files, or - for standard input");
        fputs("Try 'newsmark eval --help'\n", stderr);
        return NMK_EXIT_USAGE;
    }
    if (!nmk_option_number(line, EVIDENCE, 1, 4, 0, &pass) || !nmk_option_number(line, ERRORS, 0, 100000, 0, &errors)) return NMK_EXIT_USAGE;
    e.pass = (uint32_t)pass;
    NewsmarkModel *model = NULL;
    void *image = NULL;
    NmkExit code =
        nmk_given(line, WEIGHTS) ? open_with_weights(line, &image, &model, &e.document) : nmk_open_engine(line->values[MODEL], &model, &e.document);
    e.model = model;
    if (code == NMK_EXIT_OK) code = eval_with(&e, line, errors);
    newsmark_document_free(e.document);
    newsmark_model_free(model);
    free(image);
    return (int)code;
}

const NmkCommand nmk_eval = {
    .name = "eval",
    .summary = "score against gold files",
    .operands = "GOLD.jsonl...",
    .text = "Annotates the texts of gold files and compares: mentions, countries, focus, topics, people, roles, zones and details.\n\n"
            "  python3 tests/gold/to_jsonl.py > gold.jsonl && newsmark eval --errors 10 gold.jsonl\n",
    .options = OPTIONS,
    .n_options = N_OPTIONS,
    .reads_input = false,
    .run = run,
};
