/* The examples of the topic files, run against the finished image through the public interface: each is a text of its own, and what is asked
 * is whether the topic is among the results that say something of substance. */
#include "base/status.h"
#include "compile/topics.h"

enum { SUBSTANCE = 25 };

typedef struct Examiner {
    NmkDiagnostics *diagnostics;
    NewsmarkDocument *document;
    NmkSlice topic; /* slug of the block */
} Examiner;

static uint8_t relevance_of(const NewsmarkResult *result, NmkSlice topic) {
    for (size_t i = 0; i < result->n_topics; i++)
        if (nmk_slice_equal(result->topics[i].topic, topic)) return result->topics[i].relevance;
    return 0;
}

static NewsmarkStatus examine(const Examiner *examiner, const NmkSourceLine *line) {
    NmkSlice text = nmk_slice(line->text.bytes + 1, line->text.length - 1);
    NEWSMARK_TRY(newsmark_annotate(examiner->document, text.bytes, text.length, NULL));
    uint8_t relevance = relevance_of(newsmark_result(examiner->document), examiner->topic);
    bool wanted = line->text.bytes[0] == '+';
    if (wanted == (relevance >= SUBSTANCE)) return NEWSMARK_OK;
    nmk_complain(examiner->diagnostics, NMK_NOTE_ERROR, line, 1, "the text %s be of the topic \"%.*s\", its relevance is %u",
                 wanted ? "should" : "should not", (int)examiner->topic.length, examiner->topic.bytes, relevance);
    return NEWSMARK_OK;
}

static NewsmarkStatus examine_file(Examiner *examiner, const NmkSourceFile *file) {
    size_t at = 0;
    uint32_t number = 0;
    NmkSourceLine line;
    examiner->topic = nmk_slice("", 0);
    while (nmk_source_next(file, &at, &number, &line)) {
        NmkSlice text = line.text;
        if (text.length > 6 && memcmp(text.bytes, "topic ", 6) == 0) {
            examiner->topic = nmk_slice(text.bytes + 6, text.length - 6);
            while (examiner->topic.length && examiner->topic.bytes[0] == ' ') examiner->topic.bytes++, examiner->topic.length--;
        }
        if (text.length > 2 && (text.bytes[0] == '+' || text.bytes[0] == '-') && text.bytes[1] == ' ') NEWSMARK_TRY(examine(examiner, &line));
    }
    return NEWSMARK_OK;
}

static NewsmarkStatus examine_all(NmkDiagnostics *diagnostics, const NmkSources *sources, const NewsmarkModel *model) {
    Examiner examiner = {.diagnostics = diagnostics};
    NewsmarkStatus status = newsmark_document_new(model, &examiner.document);
    for (uint32_t i = 0; i < sources->count && status == NEWSMARK_OK; i++)
        if (nmk_is_topic_file(&sources->at[i])) status = examine_file(&examiner, &sources->at[i]);
    newsmark_document_free(examiner.document);
    return status;
}

NewsmarkStatus nmk_check_topics(NmkDiagnostics *diagnostics, const NmkSources *sources, const void *image, size_t size, NewsmarkError *error) {
    NewsmarkModel *model = NULL;
    NEWSMARK_TRY(newsmark_model_open_memory(image, size, &model, error));
    NewsmarkStatus status = examine_all(diagnostics, sources, model);
    newsmark_model_free(model);
    return status;
}
