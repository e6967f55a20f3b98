/* The text of an article as HTML: its zones, its paragraphs, its mentions as marks. */
#ifndef NEWSMARK_IO_HTML_MARKS_H
#define NEWSMARK_IO_HTML_MARKS_H

#include "io/html_links.h"
#include "io/html_why.h"

/* Appends the text; why is told of each mark. */
void nmk_put_html_marked(NmkBuffer *out, NmkSlice text, const NmkLinks *links, NmkWhy *why);

/* "p", "o", "l" or "c": the class of marks and entries of a type. */
const char *nmk_html_class(NewsmarkType type);

#endif
