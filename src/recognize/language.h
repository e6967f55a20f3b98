/* Language: told by function words. */
#ifndef NEWSMARK_RECOGNIZE_LANGUAGE_H
#define NEWSMARK_RECOGNIZE_LANGUAGE_H

#include "recognize/types.h"

/* Fills doc->details.language; "" where the text is too short to tell. */
NewsmarkStatus nmk_find_language(NmkDoc *doc);

/* Whether names are looked for: English, or too short to tell. */
bool nmk_is_english(const NmkDoc *doc);

#endif
