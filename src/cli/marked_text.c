/* One pass over the characters; mentions and sections are met in order. */
#include "cli/marked_text.h"

#include "io/blocks.h"
#include "io/record_writer.h"
#include "text/utf8.h"

typedef struct Walk {
    NmkPage *page;
    NmkSlice text;
    const NewsmarkResult *result;
    NmkRecordStyle shown;
    size_t mention, section; /* the next one to begin, and the one the walk is in */
    const NewsmarkMention *open;
    NmkBlock block; /* the one the walk is in, or the next one */
} Walk;

NmkStyle nmk_style_of(NewsmarkType type) {
    switch (type) {
    case NEWSMARK_PERSON: return NMK_STYLE_PERSON;
    case NEWSMARK_ORGANIZATION: return NMK_STYLE_ORGANIZATION;
    case NEWSMARK_PLACE: return NMK_STYLE_PLACE;
    case NEWSMARK_COUNTRY: return NMK_STYLE_COUNTRY;
    case NEWSMARK_OTHER:
    case NEWSMARK_NONE: break;
    }
    return NMK_STYLE_PLAIN;
}

static const char *letter_of(NewsmarkType type) {
    switch (type) {
    case NEWSMARK_PERSON: return "[p:";
    case NEWSMARK_ORGANIZATION: return "[o:";
    case NEWSMARK_PLACE: return "[l:";
    case NEWSMARK_COUNTRY: return "[c:";
    case NEWSMARK_OTHER:
    case NEWSMARK_NONE: break;
    }
    return "[";
}

static NmkStyle zone_style(const Walk *walk) {
    if (walk->section >= walk->result->n_sections) return NMK_STYLE_PLAIN;
    switch (walk->result->sections[walk->section].zone) {
    case NEWSMARK_ZONE_HEADLINE: return NMK_STYLE_TITLE;
    case NEWSMARK_ZONE_METADATA:
    case NEWSMARK_ZONE_BYLINE:
    case NEWSMARK_ZONE_TAIL: return NMK_STYLE_DIM;
    case NEWSMARK_ZONE_DEK:
    case NEWSMARK_ZONE_DATELINE:
    case NEWSMARK_ZONE_BODY:
    case NEWSMARK_ZONES: break;
    }
    return NMK_STYLE_PLAIN;
}

static void open_mention(Walk *walk, const NewsmarkMention *mention) {
    walk->open = mention;
    nmk_page_style(walk->page, nmk_style_of(mention->type));
    if (!walk->page->terminal.colour) nmk_page_put(walk->page, letter_of(mention->type));
}

static void close_mention(Walk *walk) {
    if (!walk->page->terminal.colour) {
        if (walk->open->code[0]) nmk_page_put(walk->page, "=");
        nmk_page_put(walk->page, walk->open->code);
        nmk_page_put(walk->page, "]");
    }
    walk->open = NULL;
    nmk_page_style(walk->page, zone_style(walk));
}

/* What begins or ends before the character at this byte. */
static void boundaries(Walk *walk, size_t at) {
    const NewsmarkResult *result = walk->result;
    if (walk->open && walk->open->end <= at) close_mention(walk);
    bool moved = false;
    while (walk->section < result->n_sections && result->sections[walk->section].end <= at) {
        walk->section++;
        moved = true;
    }
    if ((moved || at == 0) && !walk->open) nmk_page_style(walk->page, zone_style(walk));
    while (walk->mention < result->n_mentions && result->mentions[walk->mention].start <= at) {
        const NewsmarkMention *mention = &result->mentions[walk->mention++];
        if (!walk->open && mention->start == at && nmk_style_shows(&walk->shown, mention->type)) open_mention(walk, mention);
    }
}

static NmkBlock block_at(const Walk *walk, size_t at) {
    size_t section = walk->section;
    while (section < walk->result->n_sections && walk->result->sections[section].end <= at) section++;
    return nmk_block_at(nmk_slice(walk->text.bytes, section < walk->result->n_sections ? walk->result->sections[section].end : walk->text.length), at);
}

/* Line ends inside a wrapped block are spaces. Blocks end where a zone does. */
static void end_line(Walk *walk, size_t after) {
    const bool inside = walk->block.wrapped && after > walk->block.start && after < walk->block.end;
    if (inside) {
        nmk_page_space(walk->page);
        return;
    }
    nmk_page_newline(walk->page);
    if (after >= walk->block.end) walk->block = block_at(walk, after);
}

void nmk_page_marked(NmkPage *page, NmkSlice text, const NewsmarkResult *result, unsigned parts) {
    Walk walk = {.page = page, .text = text, .result = result, .shown = {.parts = parts}};
    walk.block = block_at(&walk, 0);
    for (size_t at = 0; at < text.length;) {
        NmkCodePoint c = nmk_utf8_next(text.bytes, text.length, at);
        boundaries(&walk, at);
        if (c.value == '\n')
            end_line(&walk, at + 1);
        else if (c.value == ' ' || c.value == '\t' || c.value == '\r')
            nmk_page_space(page);
        else
            nmk_page_character(page, c.value);
        at += c.length;
    }
    if (walk.open) close_mention(&walk);
    nmk_page_style(page, NMK_STYLE_PLAIN);
}
