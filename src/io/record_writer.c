/* One function a part of the record; each writes its own commas. */
#include "io/record_writer.h"

#include <stdio.h>

#include "io/json_writer.h"

/* "key":"text" with a comma before it where it is not the first */
static void put_member(NmkBuffer *b, const char *key, NmkSlice text, bool *first) {
    if (!text.length) return;
    if (!*first) nmk_put(b, ",");
    *first = false;
    nmk_put_key(b, key);
    nmk_put_json_string(b, text);
}

static void put_number_member(NmkBuffer *b, const char *key, uint64_t number) {
    nmk_put(b, ",");
    nmk_put_key(b, key);
    nmk_put_unsigned(b, number);
}

static void put_head(NmkBuffer *b, const NmkInput *input) {
    nmk_put(b, "{\"v\":");
    nmk_put_unsigned(b, NMK_RECORD_VERSION);
    nmk_put(b, ",\"id\":");
    if (input->id_kind == NMK_JSON_STRING)
        nmk_put_json_string(b, input->id);
    else if (input->id_kind == NMK_JSON_NULL)
        nmk_put(b, "null");
    else
        nmk_put_slice(b, input->id);
    if (input->id_kind == NMK_JSON_NULL) put_number_member(b, "record", input->ordinal);
}

static void put_authors(NmkBuffer *b, const NewsmarkDetails *details, bool *first) {
    if (!details->n_authors) return;
    nmk_put(b, *first ? "\"authors\":[" : ",\"authors\":[");
    *first = false;
    for (size_t i = 0; i < details->n_authors; i++) {
        if (i) nmk_put(b, ",");
        nmk_put_json_string(b, details->authors[i]);
    }
    nmk_put(b, "]");
}

static void put_details(NmkBuffer *b, const NewsmarkDetails *details) {
    bool first = true;
    nmk_put(b, ",\"document\":{");
    put_member(b, "title", details->title, &first);
    put_member(b, "date", nmk_slice_of(details->date), &first);
    put_member(b, "source", details->source, &first);
    put_authors(b, details, &first);
    put_member(b, "dateline", details->dateline, &first);
    put_member(b, "language", details->language, &first);
    char fingerprint[17];
    snprintf(fingerprint, sizeof fingerprint, "%016llx", (unsigned long long)details->fingerprint);
    put_member(b, "fingerprint", nmk_slice_of(fingerprint), &first);
    nmk_put(b, "}");
}

static void put_kinds(NmkBuffer *b, const NewsmarkCountry *country) {
    bool first = true;
    nmk_put(b, ",\"kinds\":{");
    for (int kind = NEWSMARK_KIND_NAME; kind < NEWSMARK_KINDS; kind++) {
        if (!country->kinds[kind]) continue;
        if (!first) nmk_put(b, ",");
        first = false;
        nmk_put_key(b, newsmark_kind_name((NewsmarkKind)kind));
        nmk_put_unsigned(b, country->kinds[kind]);
    }
    nmk_put(b, "}}");
}

static void put_country(NmkBuffer *b, const NewsmarkCountry *country) {
    bool first = true;
    nmk_put(b, "{");
    put_member(b, "code", nmk_slice_of(country->code), &first);
    put_member(b, "alpha3", nmk_slice_of(country->alpha3), &first);
    put_member(b, "name", country->name, &first);
    put_number_member(b, "mentions", country->mentions);
    put_number_member(b, "score", country->score);
    put_kinds(b, country);
}

static void put_countries(NmkBuffer *b, const NewsmarkResult *result) {
    nmk_put(b, ",\"countries\":[");
    for (size_t i = 0; i < result->n_countries; i++) {
        if (i) nmk_put(b, ",");
        put_country(b, &result->countries[i]);
    }
    nmk_put(b, "],\"focus\":[");
    for (size_t i = 0; i < result->n_focus; i++) {
        if (i) nmk_put(b, ",");
        nmk_put_json_string(b, nmk_slice_of(result->countries[i].code));
    }
    nmk_put(b, "]");
}

static const char *strength_name(uint8_t strength) {
    return strength >= 3 ? "strong" : strength == 2 ? "medium" : "weak";
}

static void put_term(NmkBuffer *b, const NewsmarkTerm *term, bool explain) {
    if (!explain) {
        nmk_put_json_string(b, term->term);
        return;
    }
    bool first = true;
    nmk_put(b, "{");
    put_member(b, "term", term->term, &first);
    put_member(b, "strength", nmk_slice_of(strength_name(term->strength)), &first);
    put_number_member(b, "count", term->count);
    put_member(b, "source", term->source, &first);
    nmk_put(b, "}");
}

static void put_topics(NmkBuffer *b, const NewsmarkResult *result, bool explain) {
    nmk_put(b, ",\"topics\":[");
    for (size_t i = 0; i < result->n_topics; i++) {
        const NewsmarkTopic *topic = &result->topics[i];
        bool first = true;
        nmk_put(b, i ? ",{" : "{");
        put_member(b, "topic", topic->topic, &first);
        put_member(b, "code", topic->code, &first);
        put_number_member(b, "relevance", topic->relevance);
        nmk_put(b, ",\"evidence\":[");
        for (uint32_t k = 0; k < topic->n_evidence; k++) {
            if (k) nmk_put(b, ",");
            put_term(b, &result->terms[topic->first_evidence + k], explain);
        }
        nmk_put(b, "]}");
    }
    nmk_put(b, "]");
}

static void put_attributes(NmkBuffer *b, const NewsmarkEntity *entity) {
    bool first = true;
    nmk_put(b, ",\"attributes\":{");
    put_member(b, "given", entity->given, &first);
    put_member(b, "family", entity->family, &first);
    put_member(b, "role", entity->role, &first);
    put_member(b, "affiliation", entity->affiliation, &first);
    put_member(b, "country", nmk_slice_of(entity->code), &first);
    if (entity->geonames) {
        nmk_put(b, first ? "\"geonames\":" : ",\"geonames\":");
        nmk_put_unsigned(b, entity->geonames);
    }
    nmk_put(b, "}}");
}

static void put_entity(NmkBuffer *b, const NewsmarkEntity *entity, size_t number) {
    bool first = false;
    nmk_put(b, "{\"id\":");
    nmk_put_unsigned(b, number);
    put_member(b, "type", nmk_slice_of(newsmark_type_name(entity->type)), &first);
    nmk_put(b, ",\"name\":");
    nmk_put_json_string(b, entity->name);
    put_number_member(b, "mentions", entity->mentions);
    put_number_member(b, "salience", entity->salience);
    put_attributes(b, entity);
}

bool nmk_style_shows(const NmkRecordStyle *style, NewsmarkType type) {
    switch (type) {
    case NEWSMARK_PERSON: return style->parts & NMK_PART_PEOPLE;
    case NEWSMARK_ORGANIZATION: return style->parts & NMK_PART_ORGANIZATIONS;
    case NEWSMARK_PLACE: return style->parts & NMK_PART_PLACES;
    case NEWSMARK_COUNTRY: return style->parts & NMK_PART_COUNTRIES;
    case NEWSMARK_OTHER:
    case NEWSMARK_NONE: break;
    }
    return false;
}

static bool shows_mention(const NmkRecordStyle *style, const NewsmarkMention *mention) {
    return mention->score >= style->min_score && nmk_style_shows(style, mention->type);
}

/* Entities in the order of the result. Without a limit on scores none is left out, so no mention needs to be looked at; with one, the
 * entities that keep a mention are told from a set of bits. */
static void put_entities(NmkBuffer *b, const NmkRecordStyle *style, const NewsmarkResult *result) {
    NmkBuffer kept = {.bytes = NULL};
    char *keeps = style->min_score ? nmk_buffer_room(&kept, result->n_entities + 1) : NULL;
    if (keeps) {
        memset(keeps, 0, result->n_entities + 1);
        for (size_t i = 0; i < result->n_mentions; i++)
            if (result->mentions[i].entity != NEWSMARK_NO_ENTITY && shows_mention(style, &result->mentions[i])) keeps[result->mentions[i].entity] = 1;
    }
    bool first = true;
    nmk_put(b, ",\"entities\":[");
    for (size_t i = 0; i < result->n_entities; i++) {
        if (!nmk_style_shows(style, result->entities[i].type) || (keeps && !keeps[i])) continue;
        if (!first) nmk_put(b, ",");
        first = false;
        put_entity(b, &result->entities[i], i);
    }
    nmk_put(b, "]");
    b->failed |= kept.failed;
    nmk_buffer_free(&kept);
}

static void put_weights(NmkBuffer *b, const int16_t weight[5]) {
    bool first = true;
    nmk_put(b, ",\"weights\":{");
    for (int type = 0; type <= NEWSMARK_NONE; type++) {
        if (!weight[type]) continue;
        if (!first) nmk_put(b, ",");
        first = false;
        nmk_put_key(b, newsmark_type_name((NewsmarkType)type));
        nmk_put_signed(b, weight[type]);
    }
    nmk_put(b, "}}");
}

/* Countries are told by names, not by weights: their evidence may be empty. */
static void put_evidence(NmkBuffer *b, NewsmarkDocument *document, const NewsmarkMention *mention) {
    const NewsmarkEvidence *evidence;
    const NewsmarkStatus status = newsmark_evidence(document, mention->start, mention->end, &evidence);
    if (status == NEWSMARK_ERROR_MEMORY) b->failed = true;
    nmk_put(b, ",\"evidence\":[");
    if (status == NEWSMARK_OK) {
        for (size_t i = 0; i < evidence->n_facts; i++) {
            bool first = true;
            nmk_put(b, i ? ",{" : "{");
            put_member(b, "fact", evidence->facts[i].name, &first);
            put_member(b, "source", evidence->facts[i].source, &first);
            put_weights(b, evidence->facts[i].weight);
        }
    }
    nmk_put(b, "]");
}

static void put_mention(NmkBuffer *b, NmkOffsets *offsets, const NewsmarkMention *mention) {
    bool first = false;
    size_t start = nmk_offsets_to(offsets, mention->start);
    nmk_put(b, "{\"start\":");
    nmk_put_unsigned(b, start);
    put_number_member(b, "end", start + nmk_offsets_between(offsets, mention->start, mention->end));
    nmk_put(b, ",\"text\":");
    nmk_put_json_string(b, nmk_slice(offsets->text.bytes + mention->start, mention->end - mention->start));
    put_member(b, "type", nmk_slice_of(newsmark_type_name(mention->type)), &first);
    if (mention->kind) put_member(b, "kind", nmk_slice_of(newsmark_kind_name(mention->kind)), &first);
    put_member(b, "code", nmk_slice_of(mention->code), &first);
    if (mention->geonames) put_number_member(b, "geonames", mention->geonames);
    if (mention->entity != NEWSMARK_NO_ENTITY) put_number_member(b, "entity", mention->entity);
    put_member(b, "zone", nmk_slice_of(newsmark_zone_name(mention->zone)), &first);
    put_number_member(b, "score", mention->score);
    put_member(b, "rule", mention->rule, &first);
}

static void put_mentions(NmkBuffer *b, const NmkRecordStyle *style, NmkSlice text, NewsmarkDocument *document) {
    const NewsmarkResult *result = newsmark_result(document);
    NmkOffsets offsets = {.text = text, .unit = style->unit};
    bool first = true;
    nmk_put(b, ",\"mentions\":[");
    for (size_t i = 0; i < result->n_mentions; i++) {
        const NewsmarkMention *mention = &result->mentions[i];
        if (!shows_mention(style, mention)) continue;
        if (!first) nmk_put(b, ",");
        first = false;
        put_mention(b, &offsets, mention);
        if (style->explain) put_evidence(b, document, mention);
        nmk_put(b, "}");
    }
    nmk_put(b, "]");
}

static void put_stamp(NmkBuffer *b, const char *digest) {
    bool first = true;
    nmk_put(b, ",\"stamp\":{");
    put_member(b, "version", nmk_slice_of(newsmark_version()), &first);
    put_member(b, "digest", nmk_slice_of(digest), &first);
    nmk_put(b, "}");
}

bool nmk_put_record(NmkBuffer *buffer, const NmkRecordStyle *style, const NmkInput *input, NewsmarkDocument *document) {
    const NewsmarkResult *result = newsmark_result(document);
    const size_t before = buffer->length;
    put_head(buffer, input);
    nmk_put(buffer, ",\"unit\":\"");
    nmk_put(buffer, nmk_unit_name(style->unit));
    nmk_put(buffer, "\"");
    put_details(buffer, &result->details);
    if (style->parts & NMK_PART_COUNTRIES) put_countries(buffer, result);
    if (style->parts & NMK_PART_TOPICS) put_topics(buffer, result, style->explain);
    put_entities(buffer, style, result);
    put_mentions(buffer, style, input->text, document);
    if (style->with_text) {
        nmk_put(buffer, ",\"text\":");
        nmk_put_json_string(buffer, input->text);
    }
    if (style->digest) put_stamp(buffer, style->digest);
    nmk_put(buffer, "}\n");
    if (!buffer->failed) return true;
    buffer->length = before;
    buffer->failed = false;
    return false;
}

void nmk_put_error_record(NmkBuffer *buffer, const NmkInput *input) {
    bool first = true;
    put_head(buffer, input);
    nmk_put(buffer, ",\"error\":{");
    put_member(buffer, "code", nmk_slice_of(input->fault.code), &first);
    put_member(buffer, "message", input->fault.message, &first);
    if (input->file) put_member(buffer, "file", nmk_slice_of(input->file), &first);
    if (input->line) put_number_member(buffer, "line", input->line);
    if (input->fault.has_byte) put_number_member(buffer, "byte", input->fault.byte);
    nmk_put(buffer, "}}\n");
}
