/* Tail: what follows the story, and lines of links, buttons and credits within it. */
#ifndef NEWSMARK_RECOGNIZE_TAIL_H
#define NEWSMARK_RECOGNIZE_TAIL_H

#include "recognize/page.h"

/* Gives such lines, from page->body on, the zone of the tail, and reads authors from "Reporting by" where nothing named one before. */
NewsmarkStatus nmk_mark_tail(NmkPage *page);

#endif
