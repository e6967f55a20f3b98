/* Several threads, each with a document of its own, share one model and get the results that one thread gets. A plain main, because
 * Criterion does not run under the thread sanitizer. */
#include <pthread.h>
#include <stdio.h>

#include "digest.h"
#include "sample.h"

enum { THREADS = 8, ROUNDS = 6 };

static const char *const TEXTS[] = {
    "Tokyo said on Monday that Fumio Kishida would meet Joe Biden in Washington.",
    "Ms May, 34, of Jordan Street, ran the Chad relief office for Oxfam. \"I left in 2019,\" said May.",
    "LONDON (Agency) - Shares in BP fell 3% after the Kremlin cut exports.",
    "",
    "\xFF\xFE nothing here is \xE2\x82 well-formed \xF0\x9F",
};
enum { N_TEXTS = sizeof TEXTS / sizeof *TEXTS + 1 };

typedef struct Work {
    const NewsmarkModel *model;
    const char *sample;
    size_t sample_length;
    unsigned number;
    uint64_t digests[N_TEXTS];
    int failed;
} Work;

static void annotate(Work *work, NewsmarkDocument *document, unsigned text) {
    const char *bytes = text + 1 < N_TEXTS ? TEXTS[text] : work->sample;
    const size_t length = text + 1 < N_TEXTS ? strlen(bytes) : work->sample_length;
    if (newsmark_annotate(document, bytes, length, NULL) != NEWSMARK_OK) {
        work->failed = 1;
        return;
    }
    const NewsmarkResult *result = newsmark_result(document);
    const uint64_t digest = result_digest(result);
    if (work->digests[text] && work->digests[text] != digest) work->failed = 1;
    work->digests[text] = digest;
    const NewsmarkEvidence *evidence;
    if (result->n_mentions) newsmark_evidence(document, result->mentions[0].start, result->mentions[0].end, &evidence);
}

/* Each thread starts at another text, and every round makes a new document half of the time. */
static void *run(void *argument) {
    Work *work = argument;
    NewsmarkDocument *document = NULL;
    for (unsigned round = 0; round < ROUNDS && !work->failed; round++) {
        if (!document && newsmark_document_new(work->model, &document) != NEWSMARK_OK) work->failed = 1;
        for (unsigned i = 0; i < N_TEXTS && !work->failed; i++) annotate(work, document, (i + work->number) % N_TEXTS);
        if (round % 2) {
            newsmark_document_free(document);
            document = NULL;
        }
    }
    newsmark_document_free(document);
    return NULL;
}

int main(void) {
    NewsmarkError error;
    NewsmarkModel *model;
    if (newsmark_model_open(NULL, &model, &error) != NEWSMARK_OK) {
        printf("no model: %s\n", error.message);
        return 1;
    }
    Work work[THREADS + 1] = {0};
    size_t length;
    char *sample = sample_read(&length);
    pthread_t threads[THREADS];
    int failed = 0;
    for (unsigned i = 0; i <= THREADS; i++) work[i] = (Work){.model = model, .sample = sample, .sample_length = length, .number = i};
    for (unsigned i = 0; i < THREADS; i++) failed |= pthread_create(&threads[i], NULL, run, &work[i]) != 0;
    if (failed) return 1;
    run(&work[THREADS]);
    for (unsigned i = 0; i < THREADS; i++) failed |= pthread_join(threads[i], NULL) != 0;
    for (unsigned i = 0; i <= THREADS; i++) {
        failed |= work[i].failed;
        for (unsigned t = 0; t < N_TEXTS; t++)
            if (work[i].digests[t] != work[THREADS].digests[t]) {
                printf("thread %u got another result for text %u\n", i, t);
                failed = 1;
            }
    }
    newsmark_model_free(model);
    free(sample);
    if (!failed) printf("%d threads, %d texts, the same results\n", THREADS, N_TEXTS);
    return failed;
}
