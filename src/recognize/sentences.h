/* Sentences: where each begins. */
#ifndef NEWSMARK_RECOGNIZE_SENTENCES_H
#define NEWSMARK_RECOGNIZE_SENTENCES_H

#include "recognize/types.h"

/* Fills doc->sentences with the first token of each (an opening quote is one) and flags the first word of each with
 * NMK_SENTENCE. Runs after lookup: whether a sentence ends after "U.S." depends on the word that follows. */
NewsmarkStatus nmk_find_sentences(NmkDoc *doc);

#endif
