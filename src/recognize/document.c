/* The pipeline on one screen. Each stage reads what earlier ones wrote into the NmkDoc and adds its own part. */
#include "recognize/document.h"

#include <stdlib.h>
#include <time.h>

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

static NewsmarkStatus tokenize(NmkDoc *doc) { return nmk_tokenize(doc->text, doc->kernel, doc->arena, &doc->tokens); }

static NewsmarkStatus (*const STAGES[NEWSMARK_STAGES])(NmkDoc *) = {
    [NEWSMARK_STAGE_TOKENS] = tokenize,
    [NEWSMARK_STAGE_LINES] = nmk_find_lines,
    [NEWSMARK_STAGE_LOOKUP] = nmk_look_up,
    [NEWSMARK_STAGE_LANGUAGE] = nmk_find_language,
    [NEWSMARK_STAGE_ZONES] = nmk_mark_zones,
    [NEWSMARK_STAGE_SENTENCES] = nmk_find_sentences,
    [NEWSMARK_STAGE_RULES] = nmk_rules_prepare,
    [NEWSMARK_STAGE_NAMES] = nmk_find_names,
    [NEWSMARK_STAGE_COUNTRIES] = nmk_find_countries,
    [NEWSMARK_STAGE_ENTITIES] = nmk_link_entities,
    [NEWSMARK_STAGE_TOPICS] = nmk_score_topics,
    [NEWSMARK_STAGE_RESULT] = nmk_publish,
};

static uint64_t now(void) {
    struct timespec time;
    return clock_gettime(CLOCK_MONOTONIC, &time) ? 0 : (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

/* Runs stages [first, end). */
static NewsmarkStatus run(NmkDoc *doc, NewsmarkStage first, NewsmarkStage end, NewsmarkProfile *profile) {
    for (unsigned stage = first; stage < (unsigned)end; stage++) {
        const uint64_t start = profile ? now() : 0;
        NEWSMARK_TRY(STAGES[stage](doc));
        if (profile) profile->nanoseconds[stage] += now() - start;
    }
    return NEWSMARK_OK;
}

NewsmarkStatus nmk_doc_read(NmkDoc *doc, NewsmarkDocument *document, NmkSlice text, const NewsmarkFields *fields) {
    nmk_arena_reset(&document->arena);
    *doc = (NmkDoc){.model = &document->model->view, .arena = &document->arena, .text = text, .fields = fields, .cache = document->cache,
                   .kernel = document->kernel, .zone_lists = document->zone_lists, .rule_automaton = &document->rules};
    return run(doc, NEWSMARK_STAGE_TOKENS, NEWSMARK_STAGE_NAMES, document->profile);
}

/* Text of another language has no more than its lines, date and source. */
static NewsmarkStatus recognize(NmkDoc *doc, NewsmarkProfile *profile) {
    return run(doc, nmk_is_english(doc) ? NEWSMARK_STAGE_NAMES : NEWSMARK_STAGE_RESULT, NEWSMARK_STAGES, profile);
}

NewsmarkStatus newsmark_document_new(const NewsmarkModel *model, NewsmarkDocument **document) {
    if (!model || !document) return NEWSMARK_ERROR_ARGUMENT;
    NewsmarkDocument *d = calloc(1, sizeof *d);
    if (!d) return NEWSMARK_ERROR_MEMORY;
    d->model = model;
    d->kernel = NMK_KERNEL_BEST;
    nmk_page_name_lists(&model->view, d->zone_lists);
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

void newsmark_document_profile(NewsmarkDocument *document, NewsmarkProfile *profile) {
    if (document) document->profile = profile;
}

NewsmarkStatus newsmark_document_cpu(NewsmarkDocument *document, const char *name) {
    static const char *const NAMES[] = {[NMK_KERNEL_SCALAR] = "scalar", [NMK_KERNEL_AVX2] = "avx2", [NMK_KERNEL_AVX512] = "avx512", [NMK_KERNEL_BEST] = "best"};
    if (!document || !name) return NEWSMARK_ERROR_ARGUMENT;
    for (unsigned kernel = 0; kernel < sizeof NAMES / sizeof *NAMES; kernel++) {
        if (strcmp(name, NAMES[kernel]) != 0 || !nmk_kernel_works((NmkKernel)kernel)) continue;
        document->kernel = (NmkKernel)kernel;
        return NEWSMARK_OK;
    }
    return NEWSMARK_ERROR_ARGUMENT;
}

static void count(NewsmarkProfile *profile, const NmkDoc *doc) {
    profile->documents++;
    profile->bytes += doc->text.length;
    profile->tokens += doc->tokens.count;
}

NewsmarkStatus newsmark_annotate(NewsmarkDocument *document, const char *text, size_t length, const NewsmarkFields *fields) {
    if (!document || (!text && length)) return NEWSMARK_ERROR_ARGUMENT;
    if (length > NEWSMARK_MAX_TEXT) return NEWSMARK_ERROR_TOO_LARGE;
    document->annotated = false;
    document->fields = fields ? *fields : (NewsmarkFields){.title = {"", 0}};
    NmkSlice slice = nmk_slice(text ? text : "", length);
    NEWSMARK_TRY(nmk_doc_read(&document->doc, document, slice, &document->fields));
    NEWSMARK_TRY(recognize(&document->doc, document->profile));
    document->annotated = true;
    if (document->profile) count(document->profile, &document->doc);
    return NEWSMARK_OK;
}

const NewsmarkResult *newsmark_result(const NewsmarkDocument *document) {
    return document->annotated ? &document->doc.result : &document->empty;
}
