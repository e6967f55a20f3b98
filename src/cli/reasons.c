/* A head line says what was decided; a table lists the facts with their weights, largest first. */
#include "cli/reasons.h"

#include "cli/page.h"
#include "text/utf8.h"

enum { TYPES = 5, FACT_WIDTH = 34 };

static void style(const NmkReasons *r, NmkStyle which) {
    NmkPage page = nmk_page(r->out, r->terminal);
    nmk_page_style(&page, which);
    nmk_put_bytes(r->out, page.word.bytes, page.word.length);
    r->out->failed |= page.word.failed;
    nmk_buffer_free(&page.word);
}

/* A piece of the text on one line. */
static void put_quoted(const NmkReasons *r, size_t start, size_t end) {
    NmkTerminal wide = r->terminal;
    wide.width = UINT16_MAX;
    NmkPage page = nmk_page(r->out, wide);
    page.column = 1; /* in the middle of a line */
    nmk_put(r->out, "\"");
    nmk_page_text(&page, nmk_slice(r->text.bytes + start, end - start));
    nmk_page_character(&page, '"');
    nmk_page_space(&page);
    nmk_buffer_free(&page.word);
}

/* "line 3, characters 40-44" */
static void put_place(const NmkReasons *r, size_t start, size_t end) {
    size_t line = 1, first = 0;
    for (size_t i = 0; i < start; i++) {
        if (r->text.bytes[i] != '\n') continue;
        line++;
        first = i + 1;
    }
    size_t column = nmk_utf8_count(r->text.bytes + first, start - first) + 1;
    size_t at = nmk_utf8_count(r->text.bytes, start);
    nmk_put_format(r->out, "line %zu:%zu (%zu-%zu)", line, column, at, at + nmk_utf8_count(r->text.bytes + start, end - start));
}

static const NewsmarkMention *mention_over(const NewsmarkResult *result, size_t start, size_t end) {
    for (size_t i = 0; i < result->n_mentions; i++)
        if (result->mentions[i].start < end && result->mentions[i].end > start) return &result->mentions[i];
    return NULL;
}

static void put_decision(const NmkReasons *r, const NewsmarkMention *mention, size_t start, size_t end) {
    if (mention->start != start || mention->end != end) {
        nmk_put(r->out, "part of ");
        put_quoted(r, mention->start, mention->end);
        nmk_put(r->out, ", ");
    }
    nmk_put(r->out, newsmark_type_name(mention->type));
    if (mention->kind) nmk_put_format(r->out, " by %s", newsmark_kind_name(mention->kind));
    if (mention->code[0]) nmk_put_format(r->out, " %s", mention->code);
    nmk_put_format(r->out, ", score %u, zone %s", mention->score, newsmark_zone_name(mention->zone));
    if (mention->rule.length) nmk_put_format(r->out, ", by %.*s", (int)mention->rule.length, mention->rule.bytes);
}

static void put_table_head(const NmkReasons *r) {
    style(r, NMK_STYLE_DIM);
    nmk_put_format(r->out, "    %-*s", FACT_WIDTH, "weights in tenths of a logit");
    for (int t = 0; t < TYPES; t++) nmk_put_format(r->out, " %6.6s", newsmark_type_name((NewsmarkType)t));
    style(r, NMK_STYLE_PLAIN);
    nmk_put(r->out, "\n");
}

static void put_fact(const NmkReasons *r, const NewsmarkFact *fact) {
    nmk_put_format(r->out, "    %-*.*s", FACT_WIDTH, (int)fact->name.length, fact->name.bytes);
    for (int t = 0; t < TYPES; t++)
        if (fact->weight[t])
            nmk_put_format(r->out, " %+6d", fact->weight[t]);
        else
            nmk_put(r->out, "      .");
    if (fact->source.length) nmk_put_format(r->out, "  %.*s", (int)fact->source.length, fact->source.bytes);
    nmk_put(r->out, "\n");
}

static void put_facts(const NmkReasons *r, const NewsmarkEvidence *evidence) {
    if (!evidence->n_facts) return;
    put_table_head(r);
    for (size_t i = 0; i < evidence->n_facts; i++) put_fact(r, &evidence->facts[i]);
    nmk_put_format(r->out, "    %-*s", FACT_WIDTH, "sum");
    for (int t = 0; t < TYPES; t++) nmk_put_format(r->out, " %+6d", (int)evidence->total[t]);
    nmk_put_format(r->out, "\n    %-*s", FACT_WIDTH, "share, %");
    for (int t = 0; t < TYPES; t++) nmk_put_format(r->out, " %6u", evidence->share[t]);
    nmk_put(r->out, "\n");
}

static void put_lost(const NmkReasons *r, const NewsmarkEvidence *evidence) {
    if (evidence->lost_end <= evidence->lost_start) return;
    nmk_put(r->out, "    the span gave way to ");
    put_quoted(r, evidence->lost_start, evidence->lost_end);
    nmk_put(r->out, "\n");
}

static void put_evidence(const NmkReasons *r, size_t start, size_t end, bool marked) {
    const NewsmarkEvidence *evidence;
    const NewsmarkStatus status = newsmark_evidence(r->document, (uint32_t)start, (uint32_t)end, &evidence);
    if (status == NEWSMARK_ERROR_MEMORY) r->out->failed = true;
    if (status != NEWSMARK_OK) {
        nmk_put(r->out, "    no word of the story stands there\n");
        return;
    }
    if (evidence->start != start || evidence->end != end) {
        nmk_put(r->out, "    the words there are ");
        put_quoted(r, evidence->start, evidence->end);
        nmk_put(r->out, "\n");
    }
    if (!evidence->n_facts)
        nmk_put(r->out, marked ? "    known by its name, not weighed\n"
                               : "    no candidate for a name: names are runs of capitalised words within one line\n");
    put_facts(r, evidence);
    put_lost(r, evidence);
}

void nmk_put_reasons(const NmkReasons *reasons, size_t start, size_t end) {
    const NewsmarkMention *mention = mention_over(newsmark_result(reasons->document), start, end);
    style(reasons, NMK_STYLE_TITLE);
    put_quoted(reasons, start, end);
    style(reasons, NMK_STYLE_PLAIN);
    nmk_put(reasons->out, " ");
    put_place(reasons, start, end);
    nmk_put(reasons->out, ": ");
    if (mention)
        put_decision(reasons, mention, start, end);
    else
        nmk_put(reasons->out, "not marked");
    nmk_put(reasons->out, "\n");
    put_evidence(reasons, start, end, mention != NULL);
}

static void put_term(const NmkReasons *r, const NewsmarkTerm *term) {
    static const char *const STRENGTH[] = {"", "weak", "medium", "strong"};
    nmk_put_format(r->out, "    %-*.*s %-6s %3ux  %.*s\n", FACT_WIDTH, (int)term->term.length, term->term.bytes,
                   STRENGTH[term->strength <= 3 ? term->strength : 3], term->count, (int)term->source.length, term->source.bytes);
}

void nmk_put_topic_reasons(const NmkReasons *reasons) {
    const NewsmarkResult *result = newsmark_result(reasons->document);
    for (size_t i = 0; i < result->n_topics; i++) {
        const NewsmarkTopic *topic = &result->topics[i];
        style(reasons, NMK_STYLE_TITLE);
        nmk_put_format(reasons->out, "topic %.*s", (int)topic->topic.length, topic->topic.bytes);
        style(reasons, NMK_STYLE_PLAIN);
        nmk_put_format(reasons->out, ", relevance %u", topic->relevance);
        if (topic->code.length) nmk_put_format(reasons->out, ", %.*s", (int)topic->code.length, topic->code.bytes);
        nmk_put(reasons->out, "\n");
        for (uint32_t k = 0; k < topic->n_evidence; k++) put_term(reasons, &result->terms[topic->first_evidence + k]);
    }
}
