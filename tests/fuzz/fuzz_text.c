/* Any bytes as a text. The first byte says which fields are cut from its start, and whether the slow questions are asked too: the evidence of
 * mentions and spans, and whether another kernel of the tokenizer gives the same result. */
#include "knowledge.h"

#include "../unit/digest.h"
#include "recognize/document.h"

static NewsmarkDocument *document;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc, (void)argv;
    NewsmarkModel *model;
    if (newsmark_model_open(NULL, &model, NULL) != NEWSMARK_OK || newsmark_document_new(model, &document) != NEWSMARK_OK) stop_if("no model");
    return 0;
}

/* Takes up to 40 bytes, up to a line end, from the front of the text. */
static NewsmarkString cut(const char **text, size_t *length) {
    size_t n = 0;
    while (n < *length && n < 40 && (*text)[n] != '\n') n++;
    const NewsmarkString part = {*text, n};
    *text += n;
    *length -= n;
    return part;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0) return 0;
    const unsigned choice = data[0];
    const char *text = (const char *)data + 1;
    size_t length = size - 1;
    NewsmarkFields fields = {.title = {"", 0}};
    if (choice & 1) fields.title = cut(&text, &length);
    if (choice & 2) fields.date = cut(&text, &length);
    if (choice & 4) fields.source = cut(&text, &length);
    if (choice & 8) fields.authors = cut(&text, &length);
    if (choice & 16) fields.dateline = cut(&text, &length);
    if (choice & 32) fields.section = cut(&text, &length);
    if (choice & 64) fields.source_country = cut(&text, &length);
    document->kernel = NMK_KERNEL_BEST;
    annotate(document, text, length, &fields, true);
    if (!(choice & 128)) return 0;
    ask_evidence(document, length, true);
    const uint64_t digest = result_digest(newsmark_result(document));
    document->kernel = NMK_KERNEL_SCALAR;
    if (newsmark_annotate(document, text, length, &fields) != NEWSMARK_OK) stop_if("a text was refused the second time");
    if (result_digest(newsmark_result(document)) != digest) stop_if("the kernels differ");
    return 0;
}
