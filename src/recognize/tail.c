/* After the last line of prose the first line that opens a tail takes all that follows with it. Before it single lines go, and what hangs on them:
 * the caption beside a credit, the list under "Related stories". */
#include "recognize/tail.h"

#include "recognize/byline.h"

enum { MAX_HANGING_WORDS = 25, MAX_ITEM_WORDS = 12, MAX_TAG_WORDS = 4, MIN_TAGS = 2 };

enum { OPENS = NMK_LOOK_TAIL | NMK_LOOK_BUTTONS | NMK_LOOK_CREDIT };

static bool is_prose(const NmkPage *page, uint32_t line) {
    return nmk_page_is(page, line, NMK_LOOK_PROSE) && !nmk_page_is(page, line, NMK_LOOK_TAIL);
}

/* Line after the last one of prose; the start of the story where there is none. */
static uint32_t past_prose(const NmkPage *page) {
    uint32_t line = page->doc->n_lines;
    while (line > page->body && !is_prose(page, line - 1)) line--;
    return line;
}

/* The last line is nothing but the agency: " Reuter" */
static bool is_signature(const NmkPage *page, uint32_t line) {
    const NmkLine *l = &page->doc->lines[line];
    if (line + 1 != page->doc->n_lines || line <= page->body || l->first == l->end) return false;
    uint32_t length = nmk_page_phrase(page, l->first, NMK_ZONE_LIST_agency, NULL);
    NmkSlice word = nmk_doc_token(page->doc, l->first);
    bool old = nmk_slice_is(word, "REUTER") || nmk_slice_is(word, "Reuter");
    return l->first + length == l->end || (old && l->end - l->first <= 2);
}

/* Tags: short bulleted lines up to the end, that no line with a colon announces. */
static bool are_tags(const NmkPage *page, uint32_t first) {
    uint32_t n = page->doc->n_lines;
    if (n - first < MIN_TAGS || first == 0 || nmk_page_is(page, first - 1, NMK_LOOK_OPEN)) return false;
    for (uint32_t line = first; line < n; line++) {
        const NmkLook *look = &page->looks[line];
        if (!(page->doc->lines[line].flags & NMK_LINE_BULLET) || look->words > MAX_TAG_WORDS || (look->flags & (NMK_LOOK_ENDED | NMK_LOOK_OPEN)))
            return false;
    }
    return true;
}

static NewsmarkStatus read_authors(NmkPage *page, uint32_t line) {
    const NmkLine *l = &page->doc->lines[line];
    uint32_t first = l->first;
    if (page->n_authors) return NEWSMARK_OK;
    while (first < l->end && page->doc->tokens.at[first].kind == NMK_MARK) first++;
    if (first + 2 >= l->end || !nmk_doc_has(page->doc, first + 1, NMK_A_agentprep)) return NEWSMARK_OK;
    NmkSlice word = nmk_doc_token(page->doc, first);
    bool author = nmk_slice_is(word, "Reporting") || nmk_slice_is(word, "Writing") || nmk_slice_is(word, "Written") || nmk_slice_is(word, "Reported");
    return author ? nmk_byline_take_names(page, first + 2, l->end) : NEWSMARK_OK;
}

static NewsmarkStatus mark(NmkPage *page, uint32_t line) {
    nmk_page_zone(page, line, NEWSMARK_ZONE_TAIL);
    return read_authors(page, line);
}

/* What hangs on the line before: touching it, short, and no end of the story. */
static bool hangs_on(const NmkPage *page, uint32_t line) {
    if (nmk_page_after_blank(page, line)) return false;
    const NmkLook *look = &page->looks[line];
    if (nmk_page_is(page, line - 1, NMK_LOOK_CREDIT)) return look->words <= MAX_HANGING_WORDS;
    bool item = !(look->flags & NMK_LOOK_ENDED) && look->words <= MAX_ITEM_WORDS;
    return item && (nmk_page_is(page, line - 1, NMK_LOOK_TAIL) || (page->doc->lines[line].flags & NMK_LINE_BULLET));
}

static NewsmarkStatus mark_within(NmkPage *page, uint32_t end) {
    bool tail = false;
    for (uint32_t line = page->body; line < end; line++) {
        tail = (nmk_page_is(page, line, OPENS) && line != page->dateline_line) || (tail && hangs_on(page, line));
        if (tail) NEWSMARK_TRY(mark(page, line));
    }
    return NEWSMARK_OK;
}

NewsmarkStatus nmk_mark_tail(NmkPage *page) {
    uint32_t n = page->doc->n_lines, line = past_prose(page);
    NEWSMARK_TRY(mark_within(page, line));
    while (line < n && !nmk_page_is(page, line, OPENS) && !is_signature(page, line) && !are_tags(page, line)) line++;
    for (; line < n; line++) NEWSMARK_TRY(mark(page, line));
    return NEWSMARK_OK;
}
