/* The lists of an HTML report: countries, topics, people, organizations, places. */
#ifndef NEWSMARK_IO_HTML_ENTRIES_H
#define NEWSMARK_IO_HTML_ENTRIES_H

#include "io/html_links.h"

/* Those that the links show, one after the other; lists without entries are left out. */
void nmk_put_html_entries(NmkBuffer *out, NmkSlice text, const NmkLinks *links);

/* "president of NATO (FR)" of a person, with a comma before it; nothing where nothing is known. */
void nmk_put_html_role(NmkBuffer *out, const NewsmarkEntity *person);

#endif
