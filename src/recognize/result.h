/* Result: from the mentions of the stages to the plain structs of the public header. */
#ifndef NEWSMARK_RECOGNIZE_RESULT_H
#define NEWSMARK_RECOGNIZE_RESULT_H

#include "recognize/types.h"

/* Fills mentions, sections and details of doc->result; entities, countries and topics are there already. Byte offsets from here on. */
NewsmarkStatus nmk_publish(NmkDoc *doc);

#endif
