/* Memory that ends anywhere: for many texts the first, second, ... allocation of the arena fails until the text goes through. Each
 * failure is NEWSMARK_ERROR_MEMORY, leaves an empty result and a document that can be used again. And a document that has seen its
 * largest text allocates nothing. A plain main. */
#include <stdbool.h>

#include "base/arena.h"
#include "digest.h"
#include "promises.h"
#include "recognize/document.h"
#include "sample.h"
#include "supply.h"

static int failures;

static bool expect(bool condition, const char *what, size_t length, int n) {
    if (condition) return true;
    if (failures++ < 20) printf("%s: text of %zu bytes, %d allocations\n", what, length, n);
    return false;
}

static NewsmarkDocument *document_with(const NewsmarkModel *model, Supply *supply) {
    NewsmarkDocument *document = NULL;
    if (newsmark_document_new(model, &document) != NEWSMARK_OK) return NULL;
    const NmkAllocator allocator = {allocate, release, supply};
    nmk_arena_init(&document->arena, &allocator);
    nmk_arena_init(&document->evidence_arena, &allocator);
    return document;
}

/* How many allocations the text took in the end. */
static int fail_each(const NewsmarkModel *model, const char *text, size_t length, uint64_t digest) {
    for (int n = 0; n < 100; n++) {
        Supply supply = {.left = n};
        NewsmarkDocument *document = document_with(model, &supply);
        if (!expect(document != NULL, "no document", length, n)) return 0;
        const NewsmarkStatus status = newsmark_annotate(document, text, length, NULL);
        const bool done = status == NEWSMARK_OK;
        expect(done || status == NEWSMARK_ERROR_MEMORY, "another status than out of memory", length, n);
        if (!done) {
            expect(newsmark_result(document)->n_mentions == 0, "a result after a failure", length, n);
            supply.left = 1000;
            expect(newsmark_annotate(document, text, length, NULL) == NEWSMARK_OK, "not usable again", length, n);
        }
        expect(result_digest(newsmark_result(document)) == digest, "another result", length, n);
        newsmark_document_free(document);
        expect(supply.live == 0, "a block was kept", length, n);
        if (done) return n;
    }
    expect(false, "does not end", length, 100);
    return 0;
}

static void fail_evidence(const NewsmarkModel *model, const char *text, size_t length) {
    Supply supply = {.left = 1000};
    NewsmarkDocument *document = document_with(model, &supply);
    expect(newsmark_annotate(document, text, length, NULL) == NEWSMARK_OK, "no result", length, 0);
    const NewsmarkResult *result = newsmark_result(document);
    supply.left = 0;
    const NewsmarkEvidence *evidence;
    for (size_t i = 0; i < result->n_mentions; i++) {
        const NewsmarkMention *m = &result->mentions[i];
        const NewsmarkStatus status = newsmark_evidence(document, m->start, m->end, &evidence);
        expect(status == NEWSMARK_OK || status == NEWSMARK_ERROR_MEMORY, "evidence without memory", length, (int)i);
    }
    supply.left = 1000;
    for (size_t i = 0; i < result->n_mentions; i++) {
        const NewsmarkMention *m = &result->mentions[i];
        expect(newsmark_evidence(document, m->start, m->end, &evidence) == NEWSMARK_OK, "no evidence", length, (int)i);
    }
    newsmark_document_free(document);
    expect(supply.live == 0, "a block of evidence was kept", length, 0);
}

/* Shorter and longer texts after the largest one need no new block. */
static void steady(const NewsmarkModel *model, const char *text, size_t length) {
    Supply supply = {.left = 1000};
    NewsmarkDocument *document = document_with(model, &supply);
    for (int round = 0; round < 3; round++) {
        for (size_t n = length; n > 100; n -= n / 5) expect(newsmark_annotate(document, text, n, NULL) == NEWSMARK_OK, "no result", n, supply.given);
        supply.left = 0;
    }
    newsmark_document_free(document);
}

int main(void) {
    NewsmarkModel *model;
    if (newsmark_model_open(NULL, &model, NULL) != NEWSMARK_OK) return 1;
    size_t length;
    char *sample = sample_read(&length);
    enum { COPIES = 6 };
    char *text = malloc(COPIES * length);
    for (int i = 0; i < COPIES; i++) memcpy(text + (size_t)i * length, sample, length);

    Supply plenty = {.left = 1000};
    NewsmarkDocument *document = document_with(model, &plenty);
    int most = 0, texts = 0;
    /* Lengths that grow by a little, so that the blocks end within every stage. */
    for (size_t n = 1; n < COPIES * length; n += 37 + n / 24, texts++) {
        expect(newsmark_annotate(document, text, n, NULL) == NEWSMARK_OK, "no result", n, 0);
        const NewsmarkResult *result = newsmark_result(document);
        const char *broken = broken_promise(result, text, n);
        expect(!broken, broken ? broken : "", n, 0);
        const int needed = fail_each(model, text, n, result_digest(result));
        most = needed > most ? needed : most;
    }
    newsmark_document_free(document);
    fail_evidence(model, sample, length);
    steady(model, text, COPIES * length);
    newsmark_model_free(model);
    free(text);
    free(sample);
    printf("%d texts, up to %d allocations, %d failures\n", texts, most, failures);
    return failures > 0;
}
