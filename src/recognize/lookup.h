/* Lookup: what the model knows of each token, and every phrase of the model that stands in the text. */
#ifndef NEWSMARK_RECOGNIZE_LOOKUP_H
#define NEWSMARK_RECOGNIZE_LOOKUP_H

#include "recognize/types.h"

/* Fills word, set and hash of each token, joins abbreviations with their dot ("Mr" "." is "Mr."), fills matches. */
NewsmarkStatus nmk_look_up(NmkDoc *doc);

#endif
