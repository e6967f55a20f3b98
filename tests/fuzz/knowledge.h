/* What the fuzz targets share: the small image of tests/fuzz/knowledge, a text that meets all of it, and a way to stop with a sentence. */
#ifndef NEWSMARK_FUZZ_KNOWLEDGE_H
#define NEWSMARK_FUZZ_KNOWLEDGE_H

#include <stdio.h>
#include <stdlib.h>

#include "../unit/promises.h"
#include "base/hash.h"
#include "compile/compile.h"

static inline void stop_if(const char *broken) {
    if (!broken) return;
    fprintf(stderr, "broken: %s\n", broken);
    abort();
}

static const char MEETING_TEXT[] =
    "Kishida says storms may hit Georgia\n\nBy Anna O'Neill\n\nTOKYO (Reuters) - Prime Minister Fumio Kishida of Japan said on Monday that "
    "Joe Biden, the U.S. president, would meet Emmanuel Macron in Paris. A flash flood in Springfield, a storm of protest in Chad, heavy rain: "
    "\"I will not resign,\" said Mr. Macron of the Bank of France.\nJordan Smith, Jr., of the Chinese Academy, met Kim Min-jun.\n\nTags: Space\n";

/* Compiles the folders; *image is the caller's. 0 where the sources have errors. */
static inline size_t compiled(const char *const *folders, size_t n, void **image) {
    NmkArena arena;
    nmk_arena_init(&arena, NULL);
    NmkDiagnostics diagnostics = {.arena = &arena};
    NewsmarkError error;
    size_t size = 0;
    *image = NULL;
    if (nmk_compile_trial(folders, n, NULL, &diagnostics, image, &size, &error) != NEWSMARK_OK) {
        char text[4096];
        for (uint32_t i = 0; i < diagnostics.count; i++) nmk_diagnostic_text(&diagnostics.at[i], text, sizeof text);
        size = 0;
    }
    nmk_arena_free(&arena);
    return size;
}

/* The small image by itself; ends the program where it cannot be made. */
static inline size_t small_image(void **image) {
    static const char *const folders[] = {NEWSMARK_KNOWLEDGE};
    const size_t size = compiled(folders, 1, image);
    if (!size) stop_if("tests/fuzz/knowledge does not compile: newsmark-compile says why");
    return size;
}

/* Annotates; false where memory is out. strict: checks what results promise, which a damaged image need not keep. */
static inline bool annotate(NewsmarkDocument *document, const char *text, size_t length, const NewsmarkFields *fields, bool strict) {
    const NewsmarkStatus status = newsmark_annotate(document, text, length, fields);
    if (status == NEWSMARK_ERROR_MEMORY) return false;
    if (status != NEWSMARK_OK) stop_if("a text was refused");
    if (strict) stop_if(broken_promise(newsmark_result(document), text, length));
    return true;
}

/* Asks for the evidence of every mention and of some other spans. */
static inline void ask_evidence(NewsmarkDocument *document, size_t length, bool strict) {
    const NewsmarkResult *result = newsmark_result(document);
    const NewsmarkEvidence *evidence;
    for (size_t i = 0; i < result->n_mentions && i < 64; i++) {
        const NewsmarkMention *m = &result->mentions[i];
        if (newsmark_evidence(document, m->start, m->end, &evidence) != NEWSMARK_OK) stop_if("a mention has no evidence");
        if (strict) stop_if(broken_evidence(evidence, length));
    }
    for (uint32_t at = 0; at < length && at < 400; at += 29)
        if (newsmark_evidence(document, at, at + 9, &evidence) == NEWSMARK_OK && strict) stop_if(broken_evidence(evidence, length));
}

static inline void annotate_all(NewsmarkDocument *document, const char *text, size_t length, const NewsmarkFields *fields, bool strict) {
    if (annotate(document, text, length, fields, strict)) ask_evidence(document, length, strict);
}

#endif
