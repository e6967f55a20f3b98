/* {"types":[name...], "kinds":[name...],
 *  "facts":[[name,source,w,w,w,w,w]...]                 weights by type in tenths of a logit
 *  "why":[[rule,type,kind, ...]...]                    numbers of type and kind; where it was weighed, what put_evidence says
 *  "marks":[why,score, why,score, ...]}                 in the order of the page
 * A "<" inside is written as an escape, so that no text can end the block. */
#include "io/html_why.h"

#include <stdlib.h>

#include "io/json_writer.h"

enum { TYPES = NEWSMARK_NONE + 1, MOST_FACTS = 6 };

bool nmk_why_init(NmkWhy *why, NewsmarkDocument *document) {
    *why = (NmkWhy){.document = document, .groups = nmk_intern_new(), .facts = nmk_intern_new()};
    return why->groups && why->facts;
}

void nmk_why_free(NmkWhy *why) {
    nmk_intern_free(why->groups);
    nmk_intern_free(why->facts);
    nmk_buffer_free(&why->reasons);
    nmk_buffer_free(&why->marks);
    nmk_buffer_free(&why->key);
}

static void put_signed(NmkBuffer *out, int64_t number) {
    if (number < 0) nmk_put(out, "-");
    nmk_put_unsigned(out, number < 0 ? -(uint64_t)number : (uint64_t)number);
}

static void put_comma_number(NmkBuffer *out, int64_t number) {
    nmk_put(out, ",");
    put_signed(out, number);
}

/* The type that comes next to the one decided. */
static int rival_of(const NewsmarkEvidence *evidence, int type) {
    int rival = -1;
    for (int t = 0; t < TYPES; t++)
        if (t != type && (rival < 0 || evidence->total[t] > evidence->total[rival])) rival = t;
    return rival;
}

/* Number of a fact, which is entered where it is new. */
static uint32_t fact_number(NmkWhy *why, const NewsmarkFact *fact) {
    why->key.length = 0;
    nmk_put(&why->key, "[");
    nmk_put_json_string(&why->key, fact->name);
    nmk_put(&why->key, ",");
    nmk_put_json_string(&why->key, fact->source);
    for (int t = 0; t < TYPES; t++) put_comma_number(&why->key, fact->weight[t]);
    nmk_put(&why->key, "]");
    if (why->key.failed) return NMK_INTERN_NONE;
    return nmk_intern(why->facts, nmk_slice(why->key.bytes, why->key.length));
}

/* The facts that told most between the type and its rival, for or against, largest first; returns how many. */
static size_t strongest(const NewsmarkEvidence *evidence, int type, int rival, size_t best[MOST_FACTS]) {
    size_t n = 0;
    int margins[MOST_FACTS];
    for (size_t i = 0; i < evidence->n_facts; i++) {
        const int margin = abs(evidence->facts[i].weight[type] - evidence->facts[i].weight[rival]);
        size_t at = n;
        for (; at > 0 && margins[at - 1] < margin; at--) {
            if (at >= MOST_FACTS) continue;
            margins[at] = margins[at - 1];
            best[at] = best[at - 1];
        }
        if (at >= MOST_FACTS) continue;
        margins[at] = margin;
        best[at] = i;
        if (n < MOST_FACTS) n++;
    }
    return n;
}

/* ,type weighed,[totals],[shares],number of facts,[facts],"what it gave way to" */
static void put_evidence(NmkWhy *why, const NewsmarkEvidence *evidence, NewsmarkType decided, NmkSlice text) {
    NmkBuffer *out = &why->reasons;
    const int type = evidence->type != NEWSMARK_NONE ? (int)evidence->type : decided <= NEWSMARK_NONE ? (int)decided : (int)NEWSMARK_PLACE;
    size_t best[MOST_FACTS];
    const size_t n = strongest(evidence, type, rival_of(evidence, type), best);
    put_comma_number(out, type);
    for (int t = 0; t < TYPES; t++) {
        nmk_put(out, t ? "," : ",[");
        put_signed(out, evidence->total[t]);
    }
    for (int t = 0; t < TYPES; t++) {
        nmk_put(out, t ? "," : "],[");
        nmk_put_unsigned(out, evidence->share[t]);
    }
    nmk_put(out, "],");
    nmk_put_unsigned(out, evidence->n_facts);
    for (size_t i = 0; i < n; i++) {
        const uint32_t fact = fact_number(why, &evidence->facts[best[i]]);
        nmk_put(out, i ? "," : ",[");
        nmk_put_unsigned(out, fact);
        if (fact == NMK_INTERN_NONE) out->failed = true;
    }
    nmk_put(out, "]");
    if (evidence->lost_end <= evidence->lost_start) return;
    nmk_put(out, ",");
    nmk_put_json_string(out, nmk_slice(text.bytes + evidence->lost_start, evidence->lost_end - evidence->lost_start));
}

static void put_reason(NmkWhy *why, const NewsmarkMention *mention, NmkSlice text) {
    NmkBuffer *out = &why->reasons;
    nmk_put(out, why->n_reasons++ ? ",\n[" : "[");
    nmk_put_json_string(out, mention->rule);
    put_comma_number(out, mention->type);
    put_comma_number(out, mention->kind);
    const NewsmarkEvidence *evidence;
    const NewsmarkStatus status = newsmark_evidence(why->document, mention->start, mention->end, &evidence);
    if (status == NEWSMARK_ERROR_MEMORY) out->failed = true;
    if (status == NEWSMARK_OK && evidence->n_facts) put_evidence(why, evidence, mention->type, text);
    nmk_put(out, "]");
}

void nmk_why_add(NmkWhy *why, const NewsmarkMention *mention, NmkSlice text) {
    why->key.length = 0;
    nmk_put_format(&why->key, "%u %d %d ", mention->entity, (int)mention->type, (int)mention->kind);
    nmk_put_slice(&why->key, mention->rule);
    const uint32_t group = why->key.failed ? NMK_INTERN_NONE : nmk_intern(why->groups, nmk_slice(why->key.bytes, why->key.length));
    if (group == why->n_reasons) put_reason(why, mention, text);
    if (group == NMK_INTERN_NONE) why->marks.failed = true;
    if (why->n_marks++) nmk_put(&why->marks, ",");
    nmk_put_unsigned(&why->marks, group);
    put_comma_number(&why->marks, mention->score);
}

static void put_names(NmkBuffer *out) {
    nmk_put(out, "{\"types\":[");
    for (int t = NEWSMARK_PERSON; t <= NEWSMARK_COUNTRY; t++) {
        if (t) nmk_put(out, ",");
        nmk_put_json_string(out, nmk_slice_of(newsmark_type_name((NewsmarkType)t)));
    }
    nmk_put(out, "],\"kinds\":[\"\"");
    for (int k = NEWSMARK_KIND_NAME; k < NEWSMARK_KINDS; k++) {
        nmk_put(out, ",");
        nmk_put_json_string(out, nmk_slice_of(newsmark_kind_name((NewsmarkKind)k)));
    }
}

/* JSON in which "<" stands only inside strings. */
static void put_json(NmkBuffer *out, const char *json, size_t length) {
    for (size_t at = 0, run = 0; at <= length; at++) {
        if (at < length && json[at] != '<') continue;
        nmk_put_bytes(out, json + run, at - run);
        if (at < length) nmk_put(out, "\\u003c");
        run = at + 1;
    }
}

void nmk_put_why(NmkBuffer *out, NmkWhy *why) {
    out->failed |= why->reasons.failed || why->marks.failed || why->key.failed;
    nmk_put(out, "<script type=\"application/json\" id=\"data\">");
    put_names(out);
    nmk_put(out, "],\n\"facts\":[");
    for (uint32_t i = 0; i < nmk_intern_count(why->facts); i++) {
        const NmkSlice fact = nmk_intern_text(why->facts, i);
        if (i) nmk_put(out, ",\n");
        put_json(out, fact.bytes, fact.length);
    }
    nmk_put(out, "],\n\"why\":[");
    if (why->reasons.length) put_json(out, why->reasons.bytes, why->reasons.length);
    nmk_put(out, "],\n\"marks\":[");
    if (why->marks.length) put_json(out, why->marks.bytes, why->marks.length);
    nmk_put(out, "]}</script>\n");
}
