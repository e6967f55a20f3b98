/* The shipped model and one document, opened before each test and freed after it: TestSuite(NAME, .init = shipped_open, .fini = shipped_free). */
#ifndef NEWSMARK_TESTS_SHIPPED_H
#define NEWSMARK_TESTS_SHIPPED_H

#include <criterion/criterion.h>

#include "newsmark.h"

static NewsmarkModel *model;
static NewsmarkDocument *document;

static void shipped_open(void) {
    NewsmarkError error;
    cr_assert(newsmark_model_open(NULL, &model, &error) == NEWSMARK_OK, "%s", error.message);
    cr_assert(newsmark_document_new(model, &document) == NEWSMARK_OK);
}

static void shipped_free(void) {
    newsmark_document_free(document);
    newsmark_model_free(model);
}

#endif
