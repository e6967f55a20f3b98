/* Wall time of each stage on one thread, over the records of a file; and the rules that speak for or against the marks, by how many they do. Finding these
 * is not timed. Times of single rules cannot be told apart: all rules are one automaton. */
#include "cli/profile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "io/json_writer.h"
#include "io/record_writer.h"

enum { SHOWN_RULES = 20 };

typedef enum Around { READING, PARSING, WRITING, N_AROUND } Around;
static const char *const AROUND[N_AROUND] = {"read", "parse", "write"};

typedef struct Rule {
    NewsmarkString name; /* of the model */
    char source[80];     /* "rules/person.rules:12" */
    uint64_t marks;
} Rule;

typedef struct Profile {
    NewsmarkDocument *document;
    NewsmarkProfile engine;
    uint64_t around[N_AROUND], bytes, records, bad;
    Rule *rules;
    size_t n_rules, capacity;
    bool failed, unreadable; /* out of memory; the file cannot be read */
} Profile;

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static bool same(NewsmarkString a, NewsmarkString b) { return a.length == b.length && memcmp(a.bytes, b.bytes, a.length) == 0; }

/* The few hundred rules of a model are looked through. */
static void count_rule(Profile *p, const NewsmarkFact *fact) {
    static const char FOLDER[] = "rules/";
    const size_t n = sizeof FOLDER - 1;
    if (fact->source.length < n || memcmp(fact->source.bytes, FOLDER, n) != 0) return;
    for (size_t i = 0; i < p->n_rules; i++)
        if (same(p->rules[i].name, fact->name)) {
            p->rules[i].marks++;
            return;
        }
    if (p->n_rules == p->capacity) {
        const size_t capacity = p->capacity ? 2 * p->capacity : 64;
        Rule *grown = realloc(p->rules, capacity * sizeof *grown);
        if (!grown) {
            p->failed = true;
            return;
        }
        p->rules = grown;
        p->capacity = capacity;
    }
    Rule *rule = &p->rules[p->n_rules++];
    *rule = (Rule){.name = fact->name, .marks = 1};
    snprintf(rule->source, sizeof rule->source, "%.*s", (int)fact->source.length, fact->source.bytes);
}

static void count_rules(Profile *p) {
    const NewsmarkResult *result = newsmark_result(p->document);
    for (size_t i = 0; i < result->n_mentions; i++) {
        const NewsmarkEvidence *evidence;
        const NewsmarkStatus status = newsmark_evidence(p->document, result->mentions[i].start, result->mentions[i].end, &evidence);
        p->failed |= status == NEWSMARK_ERROR_MEMORY;
        if (status != NEWSMARK_OK) continue;
        for (size_t f = 0; f < evidence->n_facts; f++) count_rule(p, &evidence->facts[f]);
    }
}

static void annotate(Profile *p, const NmkInput *input, NmkBuffer *out) {
    static const NmkRecordStyle STYLE = {.unit = NMK_UNIT_CODEPOINT, .parts = NMK_PARTS_ALL};
    if (newsmark_annotate(p->document, input->text.bytes, input->text.length, &input->fields) != NEWSMARK_OK) {
        p->failed = true;
        return;
    }
    const uint64_t start = now();
    p->failed |= !nmk_put_record(out, &STYLE, input, p->document);
    p->around[WRITING] += now() - start;
    out->length = 0;
    count_rules(p);
}

static void run_all(Profile *p, NmkRecords *records, NmkInputReader *inputs) {
    NmkBuffer out = {.bytes = NULL};
    while (!p->failed) {
        const uint64_t start = now();
        const NmkRecord record = nmk_records_next(records);
        p->around[READING] += now() - start;
        if (record.kind == NMK_RECORD_END) break;
        if (record.kind == NMK_RECORD_UNREADABLE) {
            nmk_message("%.*s", (int)record.bytes.length, record.bytes.bytes);
            p->unreadable = true;
            break;
        }
        const uint64_t read = now();
        const NmkInput input = nmk_input_read(inputs, &record);
        p->around[PARSING] += now() - read;
        p->records++;
        p->bytes += record.bytes.length;
        if (input.fault.code && strcmp(input.fault.code, "memory") == 0) p->failed = true;
        else if (input.fault.code) p->bad++;
        else annotate(p, &input, &out);
    }
    p->failed |= out.failed;
    nmk_buffer_free(&out);
}

static uint64_t total_of(const Profile *p) {
    uint64_t total = 0;
    for (unsigned i = 0; i < N_AROUND; i++) total += p->around[i];
    for (unsigned i = 0; i < NEWSMARK_STAGES; i++) total += p->engine.nanoseconds[i];
    return total;
}

static void put_stage(const Profile *p, const char *name, uint64_t nanoseconds) {
    const double total = (double)total_of(p), bytes = p->bytes ? (double)p->bytes : 1;
    printf("%12.2f %9.2f %5.1f %%  %s\n", (double)nanoseconds / 1e6, (double)nanoseconds / bytes, total > 0 ? 100 * (double)nanoseconds / total : 0, name);
}

static bool put_text(const Profile *p) {
    printf("%llu records (%llu bad), %llu bytes, %llu tokens\n", (unsigned long long)p->records, (unsigned long long)p->bad, (unsigned long long)p->bytes,
           (unsigned long long)p->engine.tokens);
    printf("%12s %9s %7s  %s\n", "ms", "ns/byte", "share", "stage");
    put_stage(p, AROUND[READING], p->around[READING]);
    put_stage(p, AROUND[PARSING], p->around[PARSING]);
    for (unsigned i = 0; i < NEWSMARK_STAGES; i++) put_stage(p, newsmark_stage_name((NewsmarkStage)i), p->engine.nanoseconds[i]);
    put_stage(p, AROUND[WRITING], p->around[WRITING]);
    put_stage(p, "all", total_of(p));
    puts("rules by the marks they speak of:");
    for (size_t i = 0; i < p->n_rules && i < SHOWN_RULES; i++)
        printf("%12llu %.*s (%s)\n", (unsigned long long)p->rules[i].marks, (int)p->rules[i].name.length, p->rules[i].name.bytes, p->rules[i].source);
    return true;
}

static void put_number(NmkBuffer *b, const char *key, uint64_t number) {
    nmk_put_key(b, key);
    nmk_put_unsigned(b, number);
}

static bool put_json(const Profile *p) {
    NmkBuffer b = {.bytes = NULL};
    nmk_put(&b, "{");
    put_number(&b, "records", p->records);
    nmk_put(&b, ",");
    put_number(&b, "bad", p->bad);
    nmk_put(&b, ",");
    put_number(&b, "bytes", p->bytes);
    nmk_put(&b, ",");
    put_number(&b, "tokens", p->engine.tokens);
    nmk_put(&b, ",\"nanoseconds\":{");
    for (unsigned i = 0; i < N_AROUND; i++) {
        put_number(&b, AROUND[i], p->around[i]);
        nmk_put(&b, ",");
    }
    for (unsigned i = 0; i < NEWSMARK_STAGES; i++) {
        if (i) nmk_put(&b, ",");
        put_number(&b, newsmark_stage_name((NewsmarkStage)i), p->engine.nanoseconds[i]);
    }
    nmk_put(&b, "},\"rules\":{");
    for (size_t i = 0; i < p->n_rules; i++) {
        if (i) nmk_put(&b, ",");
        nmk_put_json_string(&b, nmk_slice(p->rules[i].name.bytes, p->rules[i].name.length));
        nmk_put(&b, ":");
        nmk_put_unsigned(&b, p->rules[i].marks);
    }
    nmk_put(&b, "}}\n");
    const bool whole = !b.failed;
    if (whole) fwrite(b.bytes, 1, b.length, stdout);
    nmk_buffer_free(&b);
    return whole;
}

static int by_marks(const void *a, const void *b) {
    const Rule *x = a, *y = b;
    if (x->marks != y->marks) return x->marks < y->marks ? 1 : -1;
    const size_t shorter = x->name.length < y->name.length ? x->name.length : y->name.length;
    const int order = memcmp(x->name.bytes, y->name.bytes, shorter);
    return order ? order : (x->name.length > y->name.length) - (x->name.length < y->name.length);
}

NmkExit nmk_show_profile(const char *path, NewsmarkDocument *document, bool as_json) {
    Profile p = {.document = document};
    NmkInputReader inputs;
    char *operands[] = {(char *)path};
    NmkRecords *records = nmk_records_new(&(NmkInputs){.files = {.operands = operands, .n_operands = 1}, .max_bytes = 16 << 20});
    const bool ready = nmk_input_reader_init(&inputs, &(NmkFieldPaths){.text = NULL}, 16 << 20) && records;
    if (ready) {
        newsmark_document_profile(document, &p.engine);
        run_all(&p, records, &inputs);
        newsmark_document_profile(document, NULL);
        if (p.n_rules) qsort(p.rules, p.n_rules, sizeof *p.rules, by_marks);
        if (!p.failed && !p.unreadable) p.failed = !(as_json ? put_json : put_text)(&p);
    }
    const bool failed = !ready || p.failed;
    if (failed) nmk_message("out of memory");
    nmk_input_reader_free(&inputs);
    nmk_records_free(records);
    free(p.rules);
    return failed ? NMK_EXIT_INTERNAL : p.unreadable ? NMK_EXIT_IO : p.records && p.bad == p.records ? NMK_EXIT_INPUT : NMK_EXIT_OK;
}
