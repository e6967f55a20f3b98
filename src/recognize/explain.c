/* Why a span is, or is not, a name: the facts of the last pass for the candidate that covers just these words, the probabilities they give, and the chosen
 * span that stands in the way. Facts are listed one by one, so that they add up to the totals. */
#include <stdlib.h>

#include "recognize/decode.h"
#include "recognize/document.h"
#include "recognize/names.h"

typedef struct Listing {
    const NmkModelView *model;
    NewsmarkFact *at;
    uint32_t count;
    char (*sources)[128];
} Listing;

static void count_fact(void *context, uint32_t fact) {
    (void)fact;
    ((Listing *)context)->count++;
}

static void list_fact(void *context, uint32_t fact) {
    Listing *listing = context;
    const NmkModelView *model = listing->model;
    char *source = listing->sources[listing->count];
    nmk_source_text(model, model->facts[fact].source, source);
    NewsmarkFact *out = &listing->at[listing->count++];
    *out = (NewsmarkFact){.name = nmk_string(model, model->facts[fact].name), .source = nmk_slice_of(source)};
    for (uint32_t t = 0; t < NMK_TYPES; t++) out->weight[t] = nmk_fact_vector(model, fact)->weight[(NMK_PASSES - 1) * NMK_TYPES + t];
}

/* Largest weight first; of equals by name, so that the order is the same everywhere. */
static int by_weight(const void *a, const void *b) {
    const NewsmarkFact *x = a, *y = b;
    int wx = 0, wy = 0;
    for (int t = 0; t < NMK_TYPES; t++) {
        wx = abs(x->weight[t]) > wx ? abs(x->weight[t]) : wx;
        wy = abs(y->weight[t]) > wy ? abs(y->weight[t]) : wy;
    }
    return wx != wy ? wy - wx : nmk_slice_compare(x->name, y->name);
}

/* The units that cover bytes [start, end); false where no word stands there. */
static bool units_of(const NmkDoc *doc, uint32_t start, uint32_t end, uint32_t *first, uint32_t *stop) {
    const NmkUnits *units = &doc->candidates->units;
    uint32_t low = 0, high = units->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (doc->tokens.at[units->at[middle].end - 1].end <= start) low = middle + 1;
        else high = middle;
    }
    *first = *stop = low;
    while (*stop < units->count && doc->tokens.at[units->at[*stop].first].start < end) ++*stop;
    while (*first < *stop && doc->tokens.at[units->at[*first].first].kind == NMK_BREAK) ++*first;
    while (*stop > *first && doc->tokens.at[units->at[*stop - 1].first].kind == NMK_BREAK) --*stop;
    return *first < *stop;
}

static uint32_t overlapping(const NmkDoc *doc, const NmkCandidate *c) {
    const struct NmkCandidates *all = doc->candidates;
    const NmkRun *run = &all->runs[c->run];
    for (uint32_t i = run->candidate; i < run->candidate + run->candidates; i++) {
        const NmkCandidate *other = &all->at[i];
        if (other != c && other->decided >= 0 && other->first < c->end && c->first < other->end) return i;
    }
    return UINT32_MAX;
}

static NewsmarkStatus list_facts(NewsmarkDocument *document, uint32_t candidate, NewsmarkEvidence *evidence) {
    const NmkDoc *doc = &document->doc;
    NmkFactList list = {.count = 0};
    nmk_names_facts(doc, candidate, NMK_PASSES, &list);
    Listing listing = {.model = doc->model};
    nmk_facts_each(doc->model, &list, count_fact, &listing);
    listing.at = nmk_arena_take(&document->evidence_arena, (listing.count + 1u) * sizeof *listing.at);
    listing.sources = nmk_arena_take(&document->evidence_arena, (listing.count + 1u) * sizeof *listing.sources);
    if (!listing.at || !listing.sources) return NEWSMARK_ERROR_MEMORY;
    listing.count = 0;
    nmk_facts_each(doc->model, &list, list_fact, &listing);
    for (uint32_t i = 0; i < listing.count; i++)
        for (int t = 0; t < NMK_TYPES; t++) evidence->total[t] += listing.at[i].weight[t];
    qsort(listing.at, listing.count, sizeof *listing.at, by_weight);
    evidence->facts = listing.at;
    evidence->n_facts = listing.count;
    return NEWSMARK_OK;
}

NewsmarkStatus newsmark_evidence(NewsmarkDocument *document, uint32_t start, uint32_t end, const NewsmarkEvidence **evidence) {
    if (!document || !evidence || !document->annotated || end <= start) return NEWSMARK_ERROR_ARGUMENT;
    const NmkDoc *doc = &document->doc;
    uint32_t first, stop;
    if (!doc->candidates || !units_of(doc, start, end, &first, &stop)) return NEWSMARK_ERROR_ARGUMENT;
    nmk_arena_reset(&document->evidence_arena);
    NewsmarkEvidence *out = &document->evidence;
    const NmkUnit *units = doc->candidates->units.at;
    *out = (NewsmarkEvidence){.start = doc->tokens.at[units[first].first].start, .end = doc->tokens.at[units[stop - 1].end - 1].end, .type = NEWSMARK_NONE};
    out->share[NEWSMARK_NONE] = 100;
    *evidence = out;
    uint32_t candidate = nmk_candidate_at(doc->candidates, first, stop);
    if (candidate == UINT32_MAX) return NEWSMARK_OK; /* no span of capitals: never a name */
    const NmkCandidate *c = &doc->candidates->at[candidate];
    if (c->decided >= 0) out->type = (NewsmarkType)c->decided;
    for (int t = 0; t < NMK_TYPES; t++) out->share[t] = (uint8_t)((uint32_t)c->p[t] * 100 / 65536);
    uint32_t lost = overlapping(doc, c);
    if (lost != UINT32_MAX) {
        out->lost_start = doc->tokens.at[units[doc->candidates->at[lost].first].first].start;
        out->lost_end = doc->tokens.at[units[doc->candidates->at[lost].end - 1].end - 1].end;
    }
    return list_facts(document, candidate, out);
}
