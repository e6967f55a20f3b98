/* Gold spans are few and sorted by nobody, so they are matched through a sorted copy and a binary search. */
#include "compile/training.h"

#include <stdio.h>
#include <stdlib.h>

#include "recognize/document.h"
#include "recognize/names.h"

typedef struct Dump {
    const NmkModelView *model;
    NmkWrite write;
    void *context;
} Dump;

static int by_span(const void *a, const void *b) {
    const NmkGoldSpan *x = a, *y = b;
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    if (x->end != y->end) return x->end < y->end ? -1 : 1;
    return (int)x->optional - (int)y->optional; /* what is asked for stands before what is optional */
}

static const NmkGoldSpan *find(const NmkGoldSpan *gold, size_t n, uint32_t start, uint32_t end) {
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        bool before = gold[middle].start != start ? gold[middle].start < start : gold[middle].end < end;
        if (before) low = middle + 1;
        else high = middle;
    }
    return low < n && gold[low].start == start && gold[low].end == end ? &gold[low] : NULL;
}

static void write_fact(void *context, uint32_t fact) {
    const Dump *dump = context;
    char text[16];
    int n = snprintf(text, sizeof text, " %u", fact);
    dump->write(dump->context, text, (size_t)n);
}

static void write_candidate(Dump *dump, const NmkDoc *doc, uint32_t number, const NmkGoldSpan *gold, size_t n_gold, uint32_t pass) {
    const NmkCandidate *c = &doc->candidates->at[number];
    const NmkUnit *units = doc->candidates->units.at;
    uint32_t start = doc->tokens.at[units[c->first].first].start, end = doc->tokens.at[units[c->end - 1].end - 1].end;
    const NmkGoldSpan *g = find(gold, n_gold, start, end);
    char text[96];
    int n = snprintf(text, sizeof text, "C %u %u %u %s%u", start, end, c->run, g && g->optional ? "o" : "", g && !g->optional ? g->type : NEWSMARK_NONE);
    dump->write(dump->context, text, (size_t)n);
    if (pass > NMK_PASSES) {
        write_fact(dump, (uint32_t)c->decided);
    } else {
        NmkFactList list = {.count = 0};
        nmk_names_facts(doc, number, pass, &list);
        nmk_facts_each(dump->model, &list, write_fact, dump);
    }
    dump->write(dump->context, "\n", 1);
}

NewsmarkStatus nmk_training_dump(const NewsmarkModel *model, NmkSlice text, const NmkGoldSpan *gold, size_t n_gold, uint32_t pass, NmkWrite write,
                                 void *context) {
    if (pass < 1 || pass > NMK_PASSES + 1) return NEWSMARK_ERROR_ARGUMENT;
    NmkGoldSpan *sorted = malloc((n_gold + 1) * sizeof *sorted);
    if (!sorted) return NEWSMARK_ERROR_MEMORY;
    if (n_gold) memcpy(sorted, gold, n_gold * sizeof *sorted);
    qsort(sorted, n_gold, sizeof *sorted, by_span);
    NewsmarkDocument *document = NULL;
    NmkDoc doc;
    const NewsmarkFields fields = {.title = {"", 0}};
    NewsmarkStatus status = newsmark_document_new(model, &document);
    if (status == NEWSMARK_OK) status = nmk_doc_read(&doc, document, text, &fields);
    if (status == NEWSMARK_OK) status = pass > NMK_PASSES ? nmk_find_names(&doc) : nmk_names_until(&doc, pass);
    Dump dump = {&model->view, write, context};
    if (status == NEWSMARK_OK)
        for (uint32_t i = 0; i < doc.candidates->count; i++)
            if (pass <= NMK_PASSES || doc.candidates->at[i].decided >= 0) write_candidate(&dump, &doc, i, sorted, n_gold, pass);
    newsmark_document_free(document);
    free(sorted);
    return status;
}

void nmk_training_names(const NewsmarkModel *model, NmkWrite write, void *context) {
    char text[200];
    for (uint32_t i = 0; i < model->view.count[NMK_SECTION_FACTS]; i++) {
        int n = snprintf(text, sizeof text, "F %u %s\n", i, nmk_text(&model->view, model->view.facts[i].name));
        write(context, text, (size_t)(n < (int)sizeof text ? n : (int)sizeof text - 1));
    }
}
