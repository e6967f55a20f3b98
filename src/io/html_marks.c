/* Line by line: an empty line, or the end of a zone, ends a paragraph; other line ends stay in it, but for those of wrapped text. Mentions are met
 * in order; one that begins inside another is passed over. */
#include "io/html_marks.h"

#include "io/blocks.h"
#include "io/html_text.h"

typedef struct Walk {
    NmkBuffer *out;
    NmkSlice text;
    const NmkLinks *links;
    NmkWhy *why;
    size_t mention; /* the next one to begin */
    size_t open;    /* where the mark that is open ends; 0: none is */
} Walk;

const char *nmk_html_class(NewsmarkType type) {
    switch (type) {
    case NEWSMARK_PERSON: return "p";
    case NEWSMARK_ORGANIZATION: return "o";
    case NEWSMARK_PLACE: return "l";
    case NEWSMARK_COUNTRY: return "c";
    case NEWSMARK_OTHER:
    case NEWSMARK_NONE: break;
    }
    return "";
}

static void put_piece(const Walk *walk, size_t start, size_t end) {
    nmk_put_html(walk->out, nmk_slice(walk->text.bytes + start, end - start));
}

static void open_mark(Walk *walk, size_t number) {
    const NewsmarkMention *mention = &walk->links->result->mentions[number];
    nmk_put_format(walk->out, "<a class=\"%s\"", nmk_html_class(mention->type));
    if (nmk_links_lead_to(walk->links, number)) nmk_put_format(walk->out, " id=\"m%zu\"", number);
    nmk_put_entry_link(walk->out, walk->links, mention);
    if (nmk_links_counts(mention)) nmk_put_format(walk->out, " data-c=\"%s\"", mention->code);
    nmk_put(walk->out, ">");
    walk->open = mention->end;
    nmk_why_add(walk->why, mention, walk->text);
}

static void close_mark(Walk *walk) {
    if (walk->open) nmk_put(walk->out, "</a>");
    walk->open = 0;
}

/* The next mention to be marked, from a place on. */
static const NewsmarkMention *next_mention(Walk *walk, size_t from) {
    const NewsmarkResult *result = walk->links->result;
    for (; walk->mention < result->n_mentions; walk->mention++) {
        const NewsmarkMention *mention = &result->mentions[walk->mention];
        if (mention->start >= from && nmk_links_show(walk->links, mention)) return mention;
    }
    return NULL;
}

/* A line without its end, or a part of it. */
static void put_line(Walk *walk, size_t start, size_t end) {
    for (size_t at = start; at < end;) {
        if (walk->open) {
            const size_t stop = walk->open < end ? walk->open : end;
            put_piece(walk, at, stop);
            at = stop;
            if (at == walk->open) close_mark(walk);
            continue;
        }
        const NewsmarkMention *next = next_mention(walk, at);
        const size_t stop = next && next->start < end ? next->start : end;
        put_piece(walk, at, stop);
        at = stop;
        if (at < end) open_mark(walk, walk->mention++);
    }
}

static void put_paragraph(Walk *walk, const NmkBlock *block) {
    nmk_put(walk->out, "<p dir=\"auto\">");
    for (size_t at = block->start; at < block->end;) {
        const char *stop = memchr(walk->text.bytes + at, '\n', block->end - at);
        const size_t end = stop ? (size_t)(stop - walk->text.bytes) : block->end;
        if (at > block->start) nmk_put(walk->out, block->wrapped ? " " : "\n");
        put_line(walk, at, end);
        at = end + 1;
    }
    close_mark(walk);
    nmk_put(walk->out, "</p>\n");
}

static void put_blocks(Walk *walk, size_t start, size_t end) {
    const NmkSlice part = nmk_slice(walk->text.bytes, end);
    for (NmkBlock block = nmk_block_at(part, start); block.start < end; block = nmk_block_at(part, block.end)) put_paragraph(walk, &block);
}

void nmk_put_html_marked(NmkBuffer *out, NmkSlice text, const NmkLinks *links, NmkWhy *why) {
    Walk walk = {.out = out, .text = text, .links = links, .why = why};
    const NewsmarkResult *result = links->result;
    for (size_t i = 0; i < result->n_sections; i++) {
        const char *zone = newsmark_zone_name(result->sections[i].zone);
        nmk_put_format(out, "<div class=\"zone %s\" data-zone=\"%s\">\n", zone, zone);
        put_blocks(&walk, result->sections[i].start, result->sections[i].end);
        nmk_put(out, "</div>\n");
    }
    if (!result->n_sections) put_blocks(&walk, 0, text.length);
}
