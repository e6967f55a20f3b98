/* Phrases: every entry of the model's trie that stands in the text. */
#ifndef NEWSMARK_RECOGNIZE_PHRASES_H
#define NEWSMARK_RECOGNIZE_PHRASES_H

#include "recognize/types.h"

/* Fills doc->matches and match_at; starts: of each token's word. */
NewsmarkStatus nmk_find_phrases(NmkDoc *doc, const NmkPhraseStart *starts);

#endif
