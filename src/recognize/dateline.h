/* Dateline: "TOKYO, Jan 27 (Agency) -" at the start of the story. */
#ifndef NEWSMARK_RECOGNIZE_DATELINE_H
#define NEWSMARK_RECOGNIZE_DATELINE_H

#include "recognize/page.h"

/* Looks for it in the first lines; sets page->dateline_line, the range in doc, and what it says of place, date and source. The place is given
 * without its country. A line that opens with an agency alone, "(CNN) --", counts as the dateline's line and has no range. */
void nmk_find_dateline(NmkPage *page);

#endif
