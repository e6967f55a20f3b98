/* One function a part of the record; each writes its own commas. The constants between the values are the grammar of the record. A part asks
 * once for the room of its longest form and then writes with a pen. */
#include "io/record_writer.h"

#include "io/json_writer.h"

enum { ROOM = 640 }; /* for a part without its strings: constants, numbers, codes */

/* Where a part whose strings have so many bytes goes; NULL when out of memory. */
static char *room(NmkBuffer *b, size_t strings) { return nmk_buffer_room(b, ROOM + NMK_PEN_BYTE * strings); }

/* A constant, and the value behind it. */
NMK_PEN_INLINE char *number(char *at, const char *constant, uint64_t value) { return nmk_pen_number(nmk_pen(at, constant), value); }
NMK_PEN_INLINE char *string(char *at, const char *constant, NmkSlice text) { return nmk_pen_string(nmk_pen(at, constant), text); }

/* The same where there is a value. */
NMK_PEN_INLINE char *number_if(char *at, const char *constant, uint64_t value) { return value ? number(at, constant, value) : at; }
NMK_PEN_INLINE char *string_if(char *at, const char *constant, NmkSlice text) { return text.length ? string(at, constant, text) : at; }

/* An element of an array, or its only constant: all but the first have a comma before them. */
NMK_PEN_INLINE char *element(char *at, bool first, const char *constant) {
    *at = ',';
    return nmk_pen(first ? at : at + 1, constant);
}

/* The end of an object whose members end with a comma each: it takes the place of the last one. */
static char *close_object(char *at) {
    at -= at[-1] == ',';
    return nmk_pen(at, "}");
}

/* Members whose value is one of a few words. */
typedef struct Label {
    char text[31]; /* copied whole */
    uint8_t length;
} Label;
#define LABEL(text) {text, sizeof text - 1}

static const Label TYPES[] = {
    [NEWSMARK_PERSON] = LABEL(",\"type\":\"person\""), [NEWSMARK_ORGANIZATION] = LABEL(",\"type\":\"organization\""),
    [NEWSMARK_PLACE] = LABEL(",\"type\":\"place\""),   [NEWSMARK_OTHER] = LABEL(",\"type\":\"other\""),
    [NEWSMARK_NONE] = LABEL(",\"type\":\"none\""),     [NEWSMARK_COUNTRY] = LABEL(",\"type\":\"country\""),
};
static const Label KINDS[NEWSMARK_KINDS] = {
    [NEWSMARK_KIND_NAME] = LABEL(",\"kind\":\"name\""),       [NEWSMARK_KIND_DEMONYM] = LABEL(",\"kind\":\"demonym\""),
    [NEWSMARK_KIND_CAPITAL] = LABEL(",\"kind\":\"capital\""), [NEWSMARK_KIND_GOVERNMENT] = LABEL(",\"kind\":\"government\""),
    [NEWSMARK_KIND_REGION] = LABEL(",\"kind\":\"region\""),   [NEWSMARK_KIND_CITY] = LABEL(",\"kind\":\"city\""),
    [NEWSMARK_KIND_INSTITUTION] = LABEL(",\"kind\":\"institution\""),
};
static const Label ZONES[NEWSMARK_ZONES] = {
    [NEWSMARK_ZONE_HEADLINE] = LABEL(",\"zone\":\"headline\""), [NEWSMARK_ZONE_DEK] = LABEL(",\"zone\":\"dek\""),
    [NEWSMARK_ZONE_METADATA] = LABEL(",\"zone\":\"metadata\""), [NEWSMARK_ZONE_BYLINE] = LABEL(",\"zone\":\"byline\""),
    [NEWSMARK_ZONE_DATELINE] = LABEL(",\"zone\":\"dateline\""), [NEWSMARK_ZONE_BODY] = LABEL(",\"zone\":\"body\""),
    [NEWSMARK_ZONE_TAIL] = LABEL(",\"zone\":\"tail\""),
};

static char *labelled(char *at, const Label *label) {
    memcpy(at, label->text, sizeof label->text);
    return at + label->length;
}

/* Codes of countries: capital letters, or nothing. */
static NmkSlice code_of(const char code[3]) { return nmk_slice(code, code[0] ? code[1] ? 2 : 1 : 0); }

static void put_head(NmkBuffer *b, const NmkInput *input) {
    char *at = room(b, input->id.length);
    if (!at) return;
    at = number(at, "{\"v\":", NMK_RECORD_VERSION);
    at = nmk_pen(at, ",\"id\":");
    if (input->id_kind == NMK_JSON_STRING) {
        at = nmk_pen_string(at, input->id);
    } else if (input->id_kind == NMK_JSON_NULL) {
        at = number(at, "null,\"record\":", input->ordinal);
    } else {
        memcpy(at, input->id.bytes, input->id.length);
        at += input->id.length;
    }
    nmk_buffer_take(b, at);
}

static char *pen_fingerprint(char *at, uint64_t fingerprint) {
    at = nmk_pen(at, "\"fingerprint\":\"");
    for (int shift = 60; shift >= 0; shift -= 4) *at++ = "0123456789abcdef"[fingerprint >> shift & 15];
    return nmk_pen(at, "\"");
}

/* "key":"text", */
NMK_PEN_INLINE char *member_if(char *at, const char *key, NmkSlice text) { return text.length ? nmk_pen(string(at, key, text), ",") : at; }

static void put_details(NmkBuffer *b, const NewsmarkDetails *details) {
    size_t strings = details->title.length + details->source.length + details->dateline.length + details->language.length;
    for (size_t i = 0; i < details->n_authors; i++) strings += details->authors[i].length + 1; /* its quotes and comma */
    char *at = room(b, strings);
    if (!at) return;
    at = nmk_pen(at, ",\"document\":{");
    at = member_if(at, "\"title\":", details->title);
    at = member_if(at, "\"date\":", nmk_slice_of(details->date));
    at = member_if(at, "\"source\":", details->source);
    for (size_t i = 0; i < details->n_authors; i++) at = string(at, i ? "," : "\"authors\":[", details->authors[i]);
    if (details->n_authors) at = nmk_pen(at, "],");
    at = member_if(at, "\"dateline\":", details->dateline);
    at = member_if(at, "\"language\":", details->language);
    at = pen_fingerprint(at, details->fingerprint);
    nmk_buffer_take(b, nmk_pen(at, "}"));
}

static char *pen_country(char *at, const NewsmarkCountry *country) {
    at = string(at, "{\"code\":", code_of(country->code));
    at = string_if(at, ",\"alpha3\":", nmk_slice_of(country->alpha3));
    at = string_if(at, ",\"name\":", country->name);
    at = number(at, ",\"mentions\":", country->mentions);
    at = number(at, ",\"score\":", country->score);
    at = nmk_pen(at, ",\"kinds\":{");
    for (int kind = NEWSMARK_KIND_NAME; kind < NEWSMARK_KINDS; kind++) {
        if (!country->kinds[kind]) continue;
        at = string(at, "", nmk_slice_of(newsmark_kind_name((NewsmarkKind)kind)));
        at = nmk_pen(number(at, ":", country->kinds[kind]), ",");
    }
    return nmk_pen(close_object(at), "}");
}

static void put_countries(NmkBuffer *b, const NewsmarkResult *result) {
    nmk_put(b, ",\"countries\":[");
    for (size_t i = 0; i < result->n_countries; i++) {
        char *at = room(b, result->countries[i].name.length);
        if (at) nmk_buffer_take(b, pen_country(element(at, i == 0, ""), &result->countries[i]));
    }
    nmk_put(b, "],\"focus\":[");
    for (size_t i = 0; i < result->n_focus; i++) {
        char *at = room(b, 0);
        if (at) nmk_buffer_take(b, string(at, i ? "," : "", code_of(result->countries[i].code)));
    }
    nmk_put(b, "]");
}

static const char *strength_name(uint8_t strength) {
    return strength >= 3 ? "strong" : strength == 2 ? "medium" : "weak";
}

static char *pen_term(char *at, const NewsmarkTerm *term) {
    at = string(at, "{\"term\":", term->term);
    at = string(at, ",\"strength\":", nmk_slice_of(strength_name(term->strength)));
    at = number(at, ",\"count\":", term->count);
    at = string_if(at, ",\"source\":", term->source);
    return nmk_pen(at, "}");
}

static void put_topic(NmkBuffer *b, const NewsmarkTopic *topic, const NewsmarkTerm *terms, bool explain, bool first) {
    size_t strings = topic->topic.length + topic->code.length;
    for (uint32_t i = 0; i < topic->n_evidence; i++) strings += terms[i].term.length + 1 + (explain ? terms[i].source.length + 20 : 0);
    char *at = room(b, strings);
    if (!at) return;
    at = string(at, first ? "{\"topic\":" : ",{\"topic\":", topic->topic);
    at = string_if(at, ",\"code\":", topic->code);
    at = number(at, ",\"relevance\":", topic->relevance);
    at = nmk_pen(at, ",\"evidence\":[");
    for (uint32_t i = 0; i < topic->n_evidence; i++) {
        at = element(at, i == 0, "");
        at = explain ? pen_term(at, &terms[i]) : nmk_pen_string(at, terms[i].term);
    }
    nmk_buffer_take(b, nmk_pen(at, "]}"));
}

static void put_topics(NmkBuffer *b, const NewsmarkResult *result, bool explain) {
    nmk_put(b, ",\"topics\":[");
    for (size_t i = 0; i < result->n_topics; i++)
        put_topic(b, &result->topics[i], result->terms + result->topics[i].first_evidence, explain, i == 0);
    nmk_put(b, "]");
}

static void put_entity(NmkBuffer *b, const NewsmarkEntity *entity, size_t id, bool first) {
    char *at = room(b, entity->name.length + entity->given.length + entity->family.length + entity->role.length + entity->affiliation.length);
    if (!at) return;
    at = number(at, first ? "{\"id\":" : ",{\"id\":", id);
    at = labelled(at, &TYPES[entity->type]);
    at = string(at, ",\"name\":", entity->name);
    at = number(at, ",\"mentions\":", entity->mentions);
    at = number(at, ",\"salience\":", entity->salience);
    at = nmk_pen(at, ",\"attributes\":{");
    at = member_if(at, "\"given\":", entity->given);
    at = member_if(at, "\"family\":", entity->family);
    at = member_if(at, "\"role\":", entity->role);
    at = member_if(at, "\"affiliation\":", entity->affiliation);
    at = member_if(at, "\"country\":", code_of(entity->code));
    at = number_if(at, "\"geonames\":", entity->geonames);
    nmk_buffer_take(b, nmk_pen(close_object(at), "}"));
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
 * entities that keep a mention are told from a set of flags. */
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
        put_entity(b, &result->entities[i], i, first);
        first = false;
    }
    nmk_put(b, "]");
    b->failed |= kept.failed;
    nmk_buffer_free(&kept);
}

static char *pen_weights(char *at, const int16_t weight[5]) {
    at = nmk_pen(at, ",\"weights\":{");
    for (int type = 0; type <= NEWSMARK_NONE; type++) {
        if (!weight[type]) continue;
        at = string(at, "", nmk_slice_of(newsmark_type_name((NewsmarkType)type)));
        at = number(at, weight[type] < 0 ? ":-" : ":", (uint64_t)(weight[type] < 0 ? -weight[type] : weight[type]));
        at = nmk_pen(at, ",");
    }
    return close_object(at);
}

/* Countries are told by names, not by weights: their evidence may be empty. */
static void put_evidence(NmkBuffer *b, NewsmarkDocument *document, const NewsmarkMention *mention) {
    const NewsmarkEvidence *evidence;
    const NewsmarkStatus status = newsmark_evidence(document, mention->start, mention->end, &evidence);
    if (status == NEWSMARK_ERROR_MEMORY) b->failed = true;
    nmk_put(b, ",\"evidence\":[");
    for (size_t i = 0; status == NEWSMARK_OK && i < evidence->n_facts; i++) {
        const NewsmarkFact *fact = &evidence->facts[i];
        char *at = room(b, fact->name.length + fact->source.length);
        if (!at) return;
        at = string(at, i ? ",{\"fact\":" : "{\"fact\":", fact->name);
        at = string_if(at, ",\"source\":", fact->source);
        nmk_buffer_take(b, nmk_pen(pen_weights(at, fact->weight), "}"));
    }
    nmk_put(b, "]");
}

static void put_mention(NmkBuffer *b, NmkOffsets *offsets, const NewsmarkMention *mention, bool first) {
    const NmkSlice text = nmk_slice(offsets->text.bytes + mention->start, mention->end - mention->start);
    char *at = room(b, text.length + mention->rule.length);
    if (!at) return;
    at = number(at, first ? "{\"start\":" : ",{\"start\":", nmk_offsets_to(offsets, mention->start));
    at = number(at, ",\"end\":", nmk_offsets_to(offsets, mention->end));
    at = string(at, ",\"text\":", text);
    at = labelled(at, &TYPES[mention->type]);
    at = labelled(at, &KINDS[mention->kind]); /* empty where there is none */
    at = string_if(at, ",\"code\":", code_of(mention->code));
    at = number_if(at, ",\"geonames\":", mention->geonames);
    if (mention->entity != NEWSMARK_NO_ENTITY) at = number(at, ",\"entity\":", mention->entity);
    at = labelled(at, &ZONES[mention->zone]);
    at = number(at, ",\"score\":", mention->score);
    at = string_if(at, ",\"rule\":", mention->rule);
    nmk_buffer_take(b, at);
}

static void put_mentions(NmkBuffer *b, const NmkRecordStyle *style, NmkSlice text, NewsmarkDocument *document) {
    const NewsmarkResult *result = newsmark_result(document);
    NmkOffsets offsets = nmk_offsets(text, style->unit);
    bool first = true;
    nmk_put(b, ",\"mentions\":[");
    for (size_t i = 0; i < result->n_mentions; i++) {
        const NewsmarkMention *mention = &result->mentions[i];
        if (!shows_mention(style, mention)) continue;
        put_mention(b, &offsets, mention, first);
        first = false;
        if (style->explain) put_evidence(b, document, mention);
        nmk_put(b, "}");
    }
    nmk_put(b, "]");
}

static void put_stamp(NmkBuffer *b, const char *digest) {
    char *at = room(b, 0);
    if (!at) return;
    at = string(at, ",\"stamp\":{\"version\":", nmk_slice_of(newsmark_version()));
    at = string(at, ",\"digest\":", nmk_slice_of(digest));
    nmk_buffer_take(b, nmk_pen(at, "}"));
}

/* Ends a record, with the fields that are kept. */
static void put_tail(NmkBuffer *b, const NmkInput *input) {
    if (input->kept.length) {
        nmk_put(b, ",\"input\":{");
        nmk_put_slice(b, input->kept);
        nmk_put(b, "}");
    }
    nmk_put(b, "}\n");
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
    put_tail(buffer, input);
    if (!buffer->failed) return true;
    buffer->length = before;
    buffer->failed = false;
    return false;
}

void nmk_put_error_record(NmkBuffer *buffer, const NmkInput *input) {
    put_head(buffer, input);
    char *at = room(buffer, strlen(input->fault.code) + input->fault.message.length + (input->file ? strlen(input->file) : 0));
    if (!at) return;
    at = string(at, ",\"error\":{\"code\":", nmk_slice_of(input->fault.code));
    at = string_if(at, ",\"message\":", input->fault.message);
    if (input->file) at = string(at, ",\"file\":", nmk_slice_of(input->file));
    at = number_if(at, ",\"line\":", input->line);
    if (input->fault.has_byte) at = number(at, ",\"byte\":", input->fault.byte);
    nmk_buffer_take(buffer, nmk_pen(at, "}"));
    put_tail(buffer, input);
}
