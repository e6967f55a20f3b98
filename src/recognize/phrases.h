/* Phrases: every entry of the model's trie that stands in the text. */
#ifndef NEWSMARK_RECOGNIZE_PHRASES_H
#define NEWSMARK_RECOGNIZE_PHRASES_H

#include "recognize/types.h"
#include "recognize/word_cache.h"

/* Fills doc->matches and match_at; starts: of each token, with room for one more. */
NewsmarkStatus nmk_find_phrases(NmkDoc *doc, NmkPhraseStart *starts);

#endif
