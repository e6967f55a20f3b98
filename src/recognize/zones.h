/* Zones: which line is headline, metadata, byline, body or tail, and what the page says of itself. */
#ifndef NEWSMARK_RECOGNIZE_ZONES_H
#define NEWSMARK_RECOGNIZE_ZONES_H

#include "recognize/types.h"

/* Sets the zone of every line, the headline and dateline ranges, and title, date, source, authors and dateline of doc->details. Fields that are given
 * replace what would be guessed. Nothing is deleted. */
NewsmarkStatus nmk_mark_zones(NmkDoc *doc);

#endif
