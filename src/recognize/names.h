/* Names: finds persons, organizations, places and other names, all scored together.
 *
 * Pass 1 decides from the words of a span and what stands around it. Pass 2 adds what the decided mentions of the document say about each other, pass 3
 * the decided neighbours, each upon fresh decisions. After Bontcheva's orthomatcher and Finkel's non-local features in spirit; the facts are ours. */
#ifndef NEWSMARK_RECOGNIZE_NAMES_H
#define NEWSMARK_RECOGNIZE_NAMES_H

#include "recognize/evidence.h"

/* Runs all passes and fills doc->mentions. */
NewsmarkStatus nmk_find_names(NmkDoc *doc);

/* Stops before the decision of a pass (1 to 3), with the facts of that pass ready to be listed: for fitting and tests. */
NewsmarkStatus nmk_names_until(NmkDoc *doc, uint32_t pass);

/* Lists all facts of a candidate as they stand in a pass (1 to 3) that has been reached. */
void nmk_names_facts(const NmkDoc *doc, uint32_t candidate, uint32_t pass, NmkFactList *list);

#endif
