/* A page: words that flow into lines of a width, with an indent, in styles where the terminal has them. Control characters of the text
 * are never passed on: they could do anything to a terminal. */
#ifndef NEWSMARK_CLI_PAGE_H
#define NEWSMARK_CLI_PAGE_H

#include "cli/terminal.h"
#include "io/buffer.h"

typedef enum NmkStyle {
    NMK_STYLE_PLAIN,
    NMK_STYLE_TITLE,
    NMK_STYLE_HEADING,
    NMK_STYLE_DIM,
    NMK_STYLE_PERSON,
    NMK_STYLE_ORGANIZATION,
    NMK_STYLE_PLACE,
    NMK_STYLE_COUNTRY
} NmkStyle;

typedef struct NmkPage {
    NmkBuffer *out;
    NmkTerminal terminal;
    unsigned indent; /* columns before each line */
    size_t column;   /* where the line stands; 0: at its start */
    NmkBuffer word;  /* the word being put together, and its columns */
    size_t word_columns;
    bool gap; /* a space is due before the next word */
} NmkPage;

NmkPage nmk_page(NmkBuffer *out, NmkTerminal terminal);

/* Ends the line, if one is begun, and frees what the page holds. */
void nmk_page_close(NmkPage *page);

/* Changes the style of what follows; takes no room. */
void nmk_page_style(NmkPage *page, NmkStyle style);

/* Text flows on: white space is where lines may break. */
void nmk_page_text(NmkPage *page, NmkSlice text);
void nmk_page_put(NmkPage *page, const char *text);

/* One character of the word being put together. */
void nmk_page_character(NmkPage *page, uint32_t character);

/* The word is complete, a space is due. */
void nmk_page_space(NmkPage *page);

/* Ends the line; twice leaves an empty one. */
void nmk_page_newline(NmkPage *page);

/* Fills the line with spaces up to a column; at least one where something stands before. */
void nmk_page_tab(NmkPage *page, unsigned column);

/* An empty line, and a heading on a line of its own. */
void nmk_page_heading(NmkPage *page, const char *text);

#endif
