/* A user's program in C: prints the persons and countries of a sentence. */
#include <newsmark.h>
#include <stdio.h>
#include <string.h>

int main(void) {
    const char *text = "Prime Minister Fumio Kishida of Japan met Emmanuel Macron in Paris.";
    NewsmarkError error;
    NewsmarkModel *model;
    NewsmarkDocument *document;
    if (newsmark_model_open(NULL, &model, &error) != NEWSMARK_OK || newsmark_document_new(model, &document) != NEWSMARK_OK) return 1;
    if (newsmark_annotate(document, text, strlen(text), NULL) != NEWSMARK_OK) return 1;
    const NewsmarkResult *result = newsmark_result(document);
    for (size_t i = 0; i < result->n_mentions; i++) {
        const NewsmarkMention *m = &result->mentions[i];
        if (m->type == NEWSMARK_PERSON || m->type == NEWSMARK_COUNTRY)
            printf("%s %.*s\n", newsmark_type_name(m->type), (int)(m->end - m->start), text + m->start);
    }
    newsmark_document_free(document);
    newsmark_model_free(model);
    return strcmp(newsmark_version(), NEWSMARK_VERSION) != 0;
}
