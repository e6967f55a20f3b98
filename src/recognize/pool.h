/* Pooling: what the decided mentions of a document say about each other. Other mentions of the same written name, and longer and shorter forms of it,
 * are evidence for this one; a mention is never evidence for itself. */
#ifndef NEWSMARK_RECOGNIZE_POOL_H
#define NEWSMARK_RECOGNIZE_POOL_H

#include "recognize/evidence.h"

/* Gathers the decisions of the last pass, of open candidates by written name; O(candidates). */
NewsmarkStatus nmk_pool_gather(NmkDoc *doc);

/* Writes codes from to on, returns where it stopped. */
uint32_t *nmk_pool_facts(const NmkDoc *doc, uint32_t candidate, uint32_t *to);

#endif
