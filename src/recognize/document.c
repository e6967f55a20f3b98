/* The pipeline on one screen. Each stage reads what earlier ones wrote into the NmkDoc and adds its own part. */
#include "recognize/document.h"

#include <stdlib.h>

#include "recognize/countries.h"
#include "recognize/entities.h"
#include "recognize/language.h"
#include "recognize/lines.h"
#include "recognize/lookup.h"
#include "recognize/names.h"
#include "recognize/result.h"
#include "recognize/rules.h"
#include "recognize/sentences.h"
#include "recognize/topics.h"
#include "recognize/zones.h"

NewsmarkStatus nmk_doc_read(NmkDoc *doc, NewsmarkDocument *document, NmkSlice text, const NewsmarkFields *fields) {
    nmk_arena_reset(&document->arena);
    *doc = (NmkDoc){.model = &document->model->view, .arena = &document->arena, .text = text, .fields = fields, .cache = document->cache,
                   .rule_automaton = &document->rules};
    NEWSMARK_TRY(nmk_tokenize(text, document->kernel, doc->arena, &doc->tokens));
    NEWSMARK_TRY(nmk_find_lines(doc));
    NEWSMARK_TRY(nmk_look_up(doc));
    NEWSMARK_TRY(nmk_find_language(doc));
    NEWSMARK_TRY(nmk_mark_zones(doc));
    NEWSMARK_TRY(nmk_find_sentences(doc));
    return nmk_rules_prepare(doc);
}

static NewsmarkStatus recognize(NmkDoc *doc) {
    if (nmk_is_english(doc)) {
        NEWSMARK_TRY(nmk_find_names(doc));
        NEWSMARK_TRY(nmk_find_countries(doc));
        NEWSMARK_TRY(nmk_link_entities(doc));
        NEWSMARK_TRY(nmk_score_topics(doc));
    }
    return nmk_publish(doc);
}

NewsmarkStatus newsmark_document_new(const NewsmarkModel *model, NewsmarkDocument **document) {
    if (!model || !document) return NEWSMARK_ERROR_ARGUMENT;
    NewsmarkDocument *d = calloc(1, sizeof *d);
    if (!d) return NEWSMARK_ERROR_MEMORY;
    d->model = model;
    d->kernel = NMK_KERNEL_BEST;
    nmk_arena_init(&d->arena, NULL);
    nmk_arena_init(&d->evidence_arena, NULL);
    *document = d;
    return NEWSMARK_OK;
}

void newsmark_document_free(NewsmarkDocument *document) {
    if (!document) return;
    nmk_arena_free(&document->arena);
    nmk_arena_free(&document->evidence_arena);
    free(document);
}

NewsmarkStatus newsmark_annotate(NewsmarkDocument *document, const char *text, size_t length, const NewsmarkFields *fields) {
    if (!document || (!text && length)) return NEWSMARK_ERROR_ARGUMENT;
    if (length > NEWSMARK_MAX_TEXT) return NEWSMARK_ERROR_TOO_LARGE;
    document->annotated = false;
    document->fields = fields ? *fields : (NewsmarkFields){.title = {"", 0}};
    NmkSlice slice = nmk_slice(text ? text : "", length);
    NEWSMARK_TRY(nmk_doc_read(&document->doc, document, slice, &document->fields));
    NEWSMARK_TRY(recognize(&document->doc));
    document->annotated = true;
    return NEWSMARK_OK;
}

const NewsmarkResult *newsmark_result(const NewsmarkDocument *document) {
    return document->annotated ? &document->doc.result : &document->empty;
}
