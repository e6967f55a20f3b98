/* The examples of the rule files, each a text of its own in which the square brackets mark a span; \n in it is a line end. */
#include "base/status.h"
#include "compile/rules.h"
#include "recognize/candidates.h"
#include "recognize/document.h"
#include "recognize/rules.h"

enum { MOST_FOUND = 256 };

typedef struct Examiner {
    NmkDiagnostics *diagnostics;
    const NmkModelView *model;
    NewsmarkDocument *document;
    NmkArena texts; /* of one example */
    uint32_t rule; /* its number, UINT32_MAX where there is none */
} Examiner;

/* An example without its brackets. */
typedef struct Example {
    NmkSlice text;
    uint32_t start, end; /* bytes of the span; equal where there is none */
    bool wanted;
} Example;

static bool example_of(NmkArena *arena, const NmkSourceLine *line, size_t at, Example *example) {
    NmkSlice from = nmk_slice(line->text.bytes + at + 1, line->text.length - at - 1);
    char *text = nmk_arena_take(arena, from.length + 1);
    uint32_t length = 0;
    *example = (Example){.wanted = line->text.bytes[at] == '+'};
    if (!text) return false;
    size_t i = 0;
    while (i < from.length && from.bytes[i] == ' ') i++;
    for (; i < from.length; i++) {
        if (from.bytes[i] == '[') example->start = length;
        else if (from.bytes[i] == ']') example->end = length;
        else if (from.bytes[i] == '\\' && i + 1 < from.length && from.bytes[i + 1] == 'n') text[length++] = '\n', i++;
        else text[length++] = from.bytes[i];
    }
    example->text = nmk_slice(text, length);
    return true;
}

static bool holds(const Examiner *examiner, const NmkDoc *doc, uint32_t first, uint32_t end) {
    uint32_t found[MOST_FOUND];
    const uint32_t count = nmk_rules_of_span(doc, first, end, found, MOST_FOUND);
    for (uint32_t i = 0; i < count; i++)
        if (found[i] == examiner->rule) return true;
    return false;
}

/* The tokens of the span; false where it does not begin and end with tokens. */
static bool tokens_of(const NmkDoc *doc, const Example *example, uint32_t *first, uint32_t *end) {
    bool starts = false, ends = false;
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        const NmkToken *token = &doc->tokens.at[i];
        if (token->start == example->start) *first = i, starts = true;
        if (token->end == example->end) *end = i + 1, ends = true;
    }
    return starts && ends;
}

/* The first candidate the rule holds of, NULL where there is none. */
static NewsmarkStatus find_any(const Examiner *examiner, NmkDoc *doc, NmkSlice *found) {
    struct NmkCandidates candidates = {.count = 0};
    NEWSMARK_TRY(nmk_candidates_find(doc, &candidates));
    *found = nmk_slice("", 0);
    for (uint32_t i = 0; i < candidates.count; i++) {
        const uint32_t first = candidates.units.at[candidates.at[i].first].first, end = candidates.units.at[candidates.at[i].end - 1].end;
        if (!holds(examiner, doc, first, end)) continue;
        const uint32_t start = doc->tokens.at[first].start;
        *found = nmk_slice(doc->text.bytes + start, doc->tokens.at[end - 1].end - start);
        break;
    }
    return NEWSMARK_OK;
}

static NewsmarkStatus examine(Examiner *examiner, const NmkSourceLine *line, size_t at) {
    Example example;
    NmkDoc doc;
    const NewsmarkFields fields = {.title = {"", 0}};
    nmk_arena_reset(&examiner->texts);
    if (!example_of(&examiner->texts, line, at, &example)) return NEWSMARK_ERROR_MEMORY;
    NEWSMARK_TRY(nmk_doc_read(&doc, examiner->document, example.text, &fields));
    if (example.start == example.end) {
        NmkSlice found;
        NEWSMARK_TRY(find_any(examiner, &doc, &found));
        if (found.length)
            nmk_complain(examiner->diagnostics, NMK_NOTE_ERROR, line, at, "the rule must hold of nothing here, but holds of \"%.*s\"",
                         (int)found.length, found.bytes);
        return NEWSMARK_OK;
    }
    uint32_t first = 0, end = 0;
    if (!tokens_of(&doc, &example, &first, &end) || end <= first)
        nmk_complain(examiner->diagnostics, NMK_NOTE_ERROR, line, at, "the square brackets cut a word");
    else if (holds(examiner, &doc, first, end) != example.wanted)
        nmk_complain(examiner->diagnostics, NMK_NOTE_ERROR, line, at, "the rule %s of this span", example.wanted ? "does not hold" : "must not hold");
    return NEWSMARK_OK;
}

static uint32_t rule_number(const NmkModelView *model, NmkSlice name) {
    for (uint32_t i = 0; i < model->count[NMK_SECTION_RULES]; i++)
        if (nmk_slice_equal(nmk_string(model, model->rules[i].name), name)) return i;
    return UINT32_MAX;
}

static NewsmarkStatus examine_file(Examiner *examiner, const NmkSourceFile *file) {
    size_t at = 0;
    uint32_t number = 0;
    NmkSourceLine line;
    examiner->rule = UINT32_MAX;
    while (nmk_source_next(file, &at, &number, &line)) {
        size_t indent = 0;
        while (line.text.bytes[indent] == ' ' || line.text.bytes[indent] == '\t') indent++;
        const char *colon = memchr(line.text.bytes, ':', line.text.length);
        if (indent && examiner->rule != UINT32_MAX) NEWSMARK_TRY(examine(examiner, &line, indent));
        else if (colon) examiner->rule = rule_number(examiner->model, nmk_slice(line.text.bytes, (size_t)(colon - line.text.bytes)));
    }
    return NEWSMARK_OK;
}

NewsmarkStatus nmk_check_rules(NmkDiagnostics *diagnostics, const NmkSources *sources, const void *image, size_t size, NewsmarkError *error) {
    NewsmarkModel *model = NULL;
    NEWSMARK_TRY(newsmark_model_open_memory(image, size, &model, error));
    Examiner examiner = {.diagnostics = diagnostics, .model = &model->view};
    nmk_arena_init(&examiner.texts, NULL);
    NewsmarkStatus status = newsmark_document_new(model, &examiner.document);
    for (uint32_t i = 0; i < sources->count && status == NEWSMARK_OK; i++)
        if (nmk_is_rule_file(&sources->at[i])) status = examine_file(&examiner, &sources->at[i]);
    nmk_arena_free(&examiner.texts);
    newsmark_document_free(examiner.document);
    newsmark_model_free(model);
    return status;
}
