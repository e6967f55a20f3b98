/* A word is put together before it is placed, since only its end tells whether it fits the line. */
#include "cli/page.h"

#include "text/utf8.h"

NmkPage nmk_page(NmkBuffer *out, NmkTerminal terminal) {
    return (NmkPage){.out = out, .terminal = terminal};
}

static void begin_line(NmkPage *page) {
    nmk_put_repeated(page->out, " ", page->indent);
    page->column = page->indent;
    page->gap = false;
}

static void place_word(NmkPage *page) {
    if (page->word.failed) page->out->failed = true;
    if (!page->word.length) return;
    bool started = page->column > page->indent;
    if (started && page->column + page->gap + page->word_columns > page->terminal.width && page->word_columns) {
        nmk_put(page->out, "\n");
        page->column = 0;
    }
    if (!page->column) begin_line(page);
    if (page->gap && page->column > page->indent) {
        nmk_put(page->out, " ");
        page->column++;
    }
    nmk_put_bytes(page->out, page->word.bytes, page->word.length);
    page->column += page->word_columns;
    page->word.length = 0;
    page->word_columns = 0;
    page->gap = false;
}

void nmk_page_space(NmkPage *page) {
    place_word(page);
    page->gap = page->column > page->indent;
}

void nmk_page_newline(NmkPage *page) {
    place_word(page);
    nmk_put(page->out, "\n");
    page->column = 0;
    page->gap = false;
}

void nmk_page_close(NmkPage *page) {
    place_word(page);
    if (page->column) nmk_page_newline(page);
    nmk_buffer_free(&page->word);
}

void nmk_page_style(NmkPage *page, NmkStyle style) {
    static const char *const CODES[] = {
        [NMK_STYLE_PLAIN] = "\033[0m",    [NMK_STYLE_TITLE] = "\033[0;1m",      [NMK_STYLE_HEADING] = "\033[0;1;36m",
        [NMK_STYLE_DIM] = "\033[0;2m",    [NMK_STYLE_PERSON] = "\033[0;1;33m",  [NMK_STYLE_ORGANIZATION] = "\033[0;35m",
        [NMK_STYLE_PLACE] = "\033[0;32m", [NMK_STYLE_COUNTRY] = "\033[0;1;34m",
    };
    if (page->terminal.colour) nmk_put(&page->word, CODES[style]);
}

static bool is_space(uint32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static bool is_control(uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

void nmk_page_character(NmkPage *page, uint32_t character) {
    char bytes[4];
    if (is_control(character)) character = 0xFFFD;
    nmk_put_bytes(&page->word, bytes, nmk_utf8_put(character, bytes));
    page->word_columns += nmk_columns_of(character);
}

void nmk_page_text(NmkPage *page, NmkSlice text) {
    for (size_t at = 0; at < text.length;) {
        NmkCodePoint c = nmk_utf8_next(text.bytes, text.length, at);
        if (is_space(c.value))
            nmk_page_space(page);
        else
            nmk_page_character(page, c.value);
        at += c.length;
    }
}

void nmk_page_put(NmkPage *page, const char *text) {
    nmk_page_text(page, nmk_slice_of(text));
}

void nmk_page_tab(NmkPage *page, unsigned column) {
    place_word(page);
    if (!page->column) begin_line(page);
    size_t gap = page->column < column ? column - page->column : page->column > page->indent;
    nmk_put_repeated(page->out, " ", gap);
    page->column += gap;
    page->gap = false;
}

void nmk_page_heading(NmkPage *page, const char *text) {
    place_word(page);
    if (page->column) nmk_page_newline(page);
    nmk_page_newline(page);
    page->indent = 0;
    nmk_page_style(page, NMK_STYLE_HEADING);
    nmk_page_put(page, text);
    nmk_page_style(page, NMK_STYLE_PLAIN);
    nmk_page_newline(page);
    page->indent = 2;
}
