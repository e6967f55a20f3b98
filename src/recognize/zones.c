/* A text is read as a record of fields if it begins as one, else as a page: dateline, head, tail. Then what the page says of itself becomes the
 * details, and fields given with the text take the place of what was read. Parts: page (what lines look like), dates, dateline, byline, masthead,
 * record, head, tail. */
#include "recognize/zones.h"

#include "recognize/byline.h"
#include "recognize/dateline.h"
#include "recognize/head.h"
#include "recognize/masthead.h"
#include "recognize/record.h"
#include "recognize/spelling.h"
#include "recognize/tail.h"

static NewsmarkStatus read_page(NmkPage *page) {
    bool record = false;
    NEWSMARK_TRY(nmk_read_record(page, &record));
    if (record && page->doc->fields->title.length) page->doc->title_end = page->doc->title_first;
    nmk_find_dateline(page);
    if (!record) {
        NEWSMARK_TRY(nmk_read_head(page));
        NEWSMARK_TRY(nmk_mark_tail(page));
    }
    return NEWSMARK_OK;
}

static NewsmarkStatus set_title(NmkPage *page) {
    NmkDoc *doc = page->doc;
    NmkSlice title = doc->fields->title.length ? doc->fields->title : nmk_page_slice(page, doc->title_first, doc->title_end);
    doc->details.title = nmk_spell_line(doc->arena, title);
    return doc->details.title.bytes ? NEWSMARK_OK : NEWSMARK_ERROR_MEMORY;
}

/* More than one word, none with a small letter of ASCII: one word alone may be an acronym. */
static bool all_capitals(NmkSlice text) {
    bool space = false;
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] >= 'a' && text.bytes[i] <= 'z') return false;
        space |= text.bytes[i] == ' ';
    }
    return space;
}

static NewsmarkStatus set_source(NmkPage *page) {
    NmkDoc *doc = page->doc;
    if (doc->fields->source.length) {
        doc->details.source = doc->fields->source;
        return NEWSMARK_OK;
    }
    doc->details.source = page->source;
    if (!all_capitals(page->source)) return NEWSMARK_OK;
    doc->details.source = nmk_spell_name(doc->arena, page->source);
    return doc->details.source.bytes ? NEWSMARK_OK : NEWSMARK_ERROR_MEMORY;
}

static NewsmarkStatus set_dateline(NmkPage *page) {
    NmkDoc *doc = page->doc;
    NmkSlice place = doc->fields->dateline.length ? doc->fields->dateline : page->dateline;
    doc->details.dateline = nmk_spell_name(doc->arena, place);
    return doc->details.dateline.bytes ? NEWSMARK_OK : NEWSMARK_ERROR_MEMORY;
}

static void set_date(NmkPage *page) {
    NmkDoc *doc = page->doc;
    if (doc->fields->date.length) {
        NmkDate given = nmk_date_find(doc->fields->date);
        memcpy(doc->details.date, given.iso, sizeof doc->details.date);
        return;
    }
    if (page->date.precision < NMK_DATE_MONTH && doc->n_lines && nmk_page_is(page, 0, NMK_LOOK_URL)) nmk_page_add_date(page, nmk_page_line(page, 0));
    memcpy(doc->details.date, page->date.iso, sizeof doc->details.date);
}

static NewsmarkStatus set_authors(NmkPage *page) {
    NmkDoc *doc = page->doc;
    if (doc->fields->authors.length) {
        page->n_authors = 0;
        NEWSMARK_TRY(nmk_byline_take_field(page, doc->fields->authors));
    }
    doc->details.authors = page->authors;
    doc->details.n_authors = page->n_authors;
    return NEWSMARK_OK;
}

NewsmarkStatus nmk_mark_zones(NmkDoc *doc) {
    NmkPage page;
    doc->title_first = doc->title_end = doc->dateline_first = doc->dateline_end = 0;
    for (uint32_t i = 0; i < doc->n_lines; i++) doc->lines[i].zone = NEWSMARK_ZONE_BODY;
    NEWSMARK_TRY(nmk_page_read(&page, doc));
    NEWSMARK_TRY(read_page(&page));
    nmk_find_source(&page);
    NEWSMARK_TRY(set_title(&page));
    NEWSMARK_TRY(set_source(&page));
    NEWSMARK_TRY(set_dateline(&page));
    set_date(&page);
    return set_authors(&page);
}
