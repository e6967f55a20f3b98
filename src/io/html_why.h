/* Why marks are there: a block of data for the script of an HTML report. What was weighed is kept once for each entity and rule: the strongest
 * facts where it first stands, and the sum of the others. */
#ifndef NEWSMARK_IO_HTML_WHY_H
#define NEWSMARK_IO_HTML_WHY_H

#include "base/intern.h"
#include "io/buffer.h"

typedef struct NmkWhy {
    NewsmarkDocument *document;
    NmkIntern *groups, *facts;
    NmkBuffer reasons, marks, key;
    uint32_t n_reasons, n_marks;
} NmkWhy;

/* false when out of memory; to be freed all the same. */
bool nmk_why_init(NmkWhy *why, NewsmarkDocument *document);
void nmk_why_free(NmkWhy *why);

/* The next mark in the page is this mention, of a text. */
void nmk_why_add(NmkWhy *why, const NewsmarkMention *mention, NmkSlice text);

/* Appends the block, an element that is not run. */
void nmk_put_why(NmkBuffer *out, NmkWhy *why);

#endif
