/* The report of one article as an HTML page that stands alone (io/html_frame.h): the head, what was found, the text with its marks, and why each
 * mark is there. All of it can be read where scripts are off. */
#ifndef NEWSMARK_IO_HTML_ARTICLE_H
#define NEWSMARK_IO_HTML_ARTICLE_H

#include "io/input.h"

/* Appends the page for the last result of the document. parts: a set of NmkPart. in_full: with the text and its sentences. */
void nmk_put_html_article(NmkBuffer *out, const NmkInput *input, NewsmarkDocument *document, unsigned parts, bool in_full);

#endif
