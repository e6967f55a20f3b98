/* Head: what stands above the story, and where the story begins. */
#ifndef NEWSMARK_RECOGNIZE_HEAD_H
#define NEWSMARK_RECOGNIZE_HEAD_H

#include "recognize/page.h"

/* Gives the lines above the story their zones; sets page->body, page->title_line and the range of the headline, and reads dates and authors. A title
 * among the fields decides which line is the headline, or that none is. Runs after nmk_find_dateline. */
NewsmarkStatus nmk_read_head(NmkPage *page);

#endif
