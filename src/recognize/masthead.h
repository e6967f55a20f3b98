/* Masthead: the source of an article, as the page around it names it. */
#ifndef NEWSMARK_RECOGNIZE_MASTHEAD_H
#define NEWSMARK_RECOGNIZE_MASTHEAD_H

#include "recognize/page.h"

/* Reads the lines that are metadata or tail; sets page->source where they name one: a part of a metadata line, or the holder of the copyright. What
 * they name goes before an agency found in the dateline. */
void nmk_find_source(NmkPage *page);

/* Cuts the name of the site off the end of the headline, "... | Valley Chronicle": returns the new end of the headline, a token. It becomes
 * the source. */
uint32_t nmk_cut_site(NmkPage *page, uint32_t first, uint32_t end);

#endif
