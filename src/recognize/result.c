/* Mentions of other names are left out here, the rest is turned from tokens to bytes; lines become the sections of zones. */
#include "recognize/result.h"

#include "model/facts.h"
#include "recognize/fingerprint.h"

/* What a mention rests on that the gazetteer found and no name evidence decided. */
static NmkSlice gazetteer_rule(const NmkMention *m) {
#define RULE(name) {name, sizeof(name) - 1}
    static const NmkSlice RULES[NEWSMARK_KINDS] = {
        [NEWSMARK_KIND_NONE] = RULE("gazetteer.organization"), [NEWSMARK_KIND_NAME] = RULE("gazetteer.name"),
        [NEWSMARK_KIND_DEMONYM] = RULE("gazetteer.demonym"),   [NEWSMARK_KIND_CAPITAL] = RULE("gazetteer.capital"),
        [NEWSMARK_KIND_GOVERNMENT] = RULE("gazetteer.seat"),   [NEWSMARK_KIND_REGION] = RULE("gazetteer.region"),
        [NEWSMARK_KIND_CITY] = RULE("gazetteer.city"),         [NEWSMARK_KIND_INSTITUTION] = RULE("gazetteer.institution")};
    static const NmkSlice LONGER_FORM = RULE("names.longer_form");
#undef RULE
    return m->type == NEWSMARK_PERSON ? LONGER_FORM : RULES[m->kind];
}

static NewsmarkMention published(const NmkDoc *doc, const NmkMention *m) {
    const NmkToken *at = doc->tokens.at;
    NewsmarkMention out = {.start = at[m->first].start, .end = at[m->end - 1].end, .type = (NewsmarkType)m->type, .kind = (NewsmarkKind)m->kind,
                           .zone = (NewsmarkZone)m->zone, .entity = m->entity, .score = m->score, .geonames = m->geonames, .rule = gazetteer_rule(m)};
    if (m->country != NMK_NO_COUNTRY) memcpy(out.code, doc->model->countries[m->country].alpha2, sizeof out.code);
    if (m->fact != UINT32_MAX) out.rule = nmk_string(doc->model, doc->model->facts[m->fact].name);
    return out;
}

static NewsmarkStatus publish_mentions(NmkDoc *doc) {
    NewsmarkMention *out = nmk_arena_take(doc->arena, (doc->mentions.count + 1u) * sizeof *out);
    if (!out) return NEWSMARK_ERROR_MEMORY;
    size_t n = 0;
    for (uint32_t i = 0; i < doc->mentions.count; i++)
        if (doc->mentions.at[i].type != NEWSMARK_OTHER && doc->mentions.at[i].type != NEWSMARK_NONE) out[n++] = published(doc, &doc->mentions.at[i]);
    doc->result.mentions = out;
    doc->result.n_mentions = n;
    return NEWSMARK_OK;
}

/* Neighbouring lines of one zone are one section; the first starts at 0, each ends where the next begins. */
static NewsmarkStatus publish_sections(NmkDoc *doc) {
    NewsmarkSection *out = nmk_arena_take(doc->arena, (doc->n_lines + 1u) * sizeof *out);
    if (!out) return NEWSMARK_ERROR_MEMORY;
    size_t n = 0;
    for (uint32_t i = 0; i < doc->n_lines; i++) {
        const NmkLine *line = &doc->lines[i];
        if (line->first == line->end || (n && out[n - 1].zone == (NewsmarkZone)line->zone)) continue;
        uint32_t start = n ? doc->tokens.at[line->first].start : 0;
        if (n) out[n - 1].end = start;
        out[n++] = (NewsmarkSection){.start = start, .zone = (NewsmarkZone)line->zone};
    }
    if (n) out[n - 1].end = (uint32_t)doc->text.length;
    doc->result.sections = out;
    doc->result.n_sections = n;
    return NEWSMARK_OK;
}

NewsmarkStatus nmk_publish(NmkDoc *doc) {
    NEWSMARK_TRY(publish_mentions(doc));
    NEWSMARK_TRY(publish_sections(doc));
    doc->details.fingerprint = nmk_fingerprint(doc);
    doc->result.details = doc->details;
    return NEWSMARK_OK;
}
