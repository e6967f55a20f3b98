/* A field is a known key of a few words at the start of a line, and a colon, bar or equals sign. Two different ones, of which one tells of the article, in the
 * first lines make a record: a story whose first lines happen to start so is not to be found. Values may go on in the lines below until the next field. */
#include "recognize/record.h"

#include "recognize/byline.h"
#include "recognize/spelling.h"

enum { HEAD_LINES = 10, MAX_KEY_BYTES = 24, MAX_KEY_TOKENS = 5 };

typedef enum Field { NO_FIELD, TITLE, AUTHOR, DATE, SOURCE, PLACE, TEXT, OTHER, AFTER } Field; /* AFTER: stands below the text only */

/* Keys in small letters, parted by bars. */
typedef struct Keys {
    const char *names;
    Field field;
} Keys;

static const Keys keys[] = {
    {"title|headline|hl|hd|ti|head|article title|subject line", TITLE},
    {"byline|author|authors|au|by|writer|reporter|creator", AUTHOR},
    {"date|dt|pd|publication date|pub date|pubdate|published|publish date|date published|article date|da|issue date", DATE},
    {"source|publication|src|sn|so|newspaper|publisher|publication title|journal|pub|outlet|agency|provider|news source", SOURCE},
    {"dateline|dl|location|place", PLACE},
    {"text|body|tx|full text|content|td|lp|article|story|bd", TEXT},
    {"section|length|word count|wc|words|language|la|lang|subject|subjects|id|doc-id|doc id|document id|an|accession number", OTHER},
    {"edition|ed|page|pages|pg|url|link|country|region|category|categories|type|series|column|volume|issue|se|sc|slug|priority", OTHER},
    {"desk|guid|docno|topic|topics|abstract", OTHER},
    {"load-date|load date|document-type|document type|pub-type|publication-type|publication type|copyright|keywords|keyword|kw", AFTER},
    {"credit|graphic|tags|cr|cy|in|ns|re|ipd|pub copyright|correction|correction-date|company|person|geographic|journal-code", AFTER},
    {"document url|last updated", AFTER},
};

static Field field_named(const char *name, size_t length) {
    for (unsigned i = 0; i < sizeof keys / sizeof *keys; i++) {
        for (const char *p = keys[i].names; *p;) {
            size_t n = strcspn(p, "|");
            if (n == length && memcmp(p, name, n) == 0) return keys[i].field;
            p += p[n] ? n + 1 : n;
        }
    }
    return NO_FIELD;
}

/* The field of the line; *value: first token after its separator, perhaps the end. */
static Field field_of(const NmkPage *page, uint32_t line, uint32_t *value) {
    const NmkLine *l = &page->doc->lines[line];
    const NmkToken *t = page->doc->tokens.at;
    uint32_t at = l->first;
    while (at < l->end && at - l->first < MAX_KEY_TOKENS && t[at].kind == NMK_WORD) at++;
    if (at == l->first) return NO_FIELD;
    uint32_t mark = at < l->end ? nmk_page_mark(page, at) : 0;
    if (mark != ':' && mark != '|' && mark != '=') return NO_FIELD;
    NmkSlice key = nmk_page_slice(page, l->first, at);
    char name[MAX_KEY_BYTES];
    if (key.length >= sizeof name) return NO_FIELD;
    for (size_t i = 0; i < key.length; i++) name[i] = key.bytes[i] >= 'A' && key.bytes[i] <= 'Z' ? (char)(key.bytes[i] + 32) : key.bytes[i];
    Field field = field_named(name, key.length);
    bool shouted = (t[l->first].flags & NMK_CAPITAL) || mark == '|' || mark == '=';
    *value = at + 1;
    return shouted ? field : NO_FIELD;
}

static NewsmarkStatus take(NmkPage *page, Field field, uint32_t first, uint32_t end) {
    NmkDoc *doc = page->doc;
    if (first >= end) return NEWSMARK_OK;
    NmkSlice value = nmk_page_slice(page, first, end);
    switch (field) {
    case TITLE:
        if (doc->title_first == doc->title_end) doc->title_first = first, doc->title_end = end;
        return NEWSMARK_OK;
    case AUTHOR: {
        uint32_t before = page->n_authors;
        NEWSMARK_TRY(nmk_byline_take_names(page, first, end));
        return page->n_authors == before ? nmk_byline_take_field(page, value) : NEWSMARK_OK;
    }
    case DATE: nmk_page_add_date(page, value); return NEWSMARK_OK;
    case SOURCE:
        if (!page->source_sure) page->source = value, page->source_sure = true;
        return NEWSMARK_OK;
    case PLACE:
        if (!page->dateline.length) page->dateline = value;
        return NEWSMARK_OK;
    case NO_FIELD: case TEXT: case OTHER: case AFTER: return NEWSMARK_OK;
    }
    return NEWSMARK_OK;
}

static NewsmarkZone zone_of(Field field, bool below) {
    if (field == TITLE) return NEWSMARK_ZONE_HEADLINE;
    if (field == AUTHOR) return NEWSMARK_ZONE_BYLINE;
    return below ? NEWSMARK_ZONE_TAIL : NEWSMARK_ZONE_METADATA;
}

static bool starts_as_record(const NmkPage *page) {
    unsigned seen = 0, strong = 0;
    bool early = false;
    for (uint32_t line = 0; line < page->doc->n_lines && line < HEAD_LINES; line++) {
        uint32_t value = 0;
        Field field = field_of(page, line, &value);
        if (field == NO_FIELD || field == AFTER || seen >> field & 1) continue;
        early |= line <= 1;
        seen |= field == OTHER ? 0 : 1u << field;
        strong += field != TEXT;
    }
    bool tells = seen & (1u << TITLE | 1u << DATE | 1u << SOURCE | 1u << AUTHOR);
    return early && tells && strong >= 2;
}

/* One line of the head; sets page->body where the text begins. */
static NewsmarkStatus head_line(NmkPage *page, uint32_t line, Field *open) {
    uint32_t value = 0, end = page->doc->lines[line].end;
    Field field = field_of(page, line, &value);
    if (field == NO_FIELD) {
        bool prose = nmk_page_is(page, line, NMK_LOOK_PROSE), apart = nmk_page_after_blank(page, line);
        if (prose || apart || *open == NO_FIELD) {
            page->body = line;
            return NEWSMARK_OK;
        }
        nmk_page_zone(page, line, zone_of(*open, false));
        return take(page, *open, page->doc->lines[line].first, end);
    }
    if (field == TEXT) {
        page->body = value < end ? line : line + 1;
        if (value >= end) nmk_page_zone(page, line, NEWSMARK_ZONE_METADATA);
        return NEWSMARK_OK;
    }
    nmk_page_zone(page, line, zone_of(field, false));
    if (field == TITLE && page->title_line == page->doc->n_lines) page->title_line = line;
    *open = value >= end || field != TITLE ? field : NO_FIELD;
    if (field == DATE || field == SOURCE) *open = value >= end ? field : OTHER;
    return take(page, field, value, end);
}

/* Below the text, from the end up: fields and what is furniture. */
static void mark_below(NmkPage *page) {
    for (uint32_t line = page->doc->n_lines; line-- > page->body;) {
        uint32_t value = 0;
        Field field = field_of(page, line, &value);
        bool tail = field != NO_FIELD && field != TEXT && !nmk_page_is(page, line, NMK_LOOK_PROSE);
        if (!tail && !nmk_page_is(page, line, NMK_LOOK_TAIL | NMK_LOOK_FURNITURE)) return;
        nmk_page_zone(page, line, NEWSMARK_ZONE_TAIL);
    }
}

NewsmarkStatus nmk_read_record(NmkPage *page, bool *found) {
    *found = starts_as_record(page);
    if (!*found) return NEWSMARK_OK;
    Field open = NO_FIELD;
    uint32_t n = page->doc->n_lines;
    for (uint32_t line = 0; line < n && page->body == n; line++) NEWSMARK_TRY(head_line(page, line, &open));
    mark_below(page);
    return NEWSMARK_OK;
}

NewsmarkStatus nmk_read_field_line(NmkPage *page, uint32_t line, bool *found) {
    uint32_t value = 0;
    Field field = field_of(page, line, &value);
    *found = (field == AUTHOR || field == DATE || field == SOURCE) && !nmk_page_is(page, line, NMK_LOOK_PROSE);
    if (!*found) return NEWSMARK_OK;
    nmk_page_zone(page, line, zone_of(field, false));
    return take(page, field, value, page->doc->lines[line].end);
}
