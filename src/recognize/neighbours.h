/* Neighbours: the decided names around a span, coordination with them, and the lines above and below. */
#ifndef NEWSMARK_RECOGNIZE_NEIGHBOURS_H
#define NEWSMARK_RECOGNIZE_NEIGHBOURS_H

#include "recognize/evidence.h"

/* Gathers the decisions of the last pass by position and line; O(open candidates + runs + lines). */
NewsmarkStatus nmk_neighbours_gather(NmkDoc *doc);

/* Writes codes from to on, returns where it stopped. */
uint32_t *nmk_neighbour_facts(const NmkDoc *doc, uint32_t candidate, uint32_t *to);

#endif
