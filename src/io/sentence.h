/* The sentence around a place in a text, as a reader would quote it. For reports only: the engine has finer rules. */
#ifndef NEWSMARK_IO_SENTENCE_H
#define NEWSMARK_IO_SENTENCE_H

#include "base/slice.h"

/* The sentence that holds bytes [start, end), at most about 400 bytes to each side. */
NmkSlice nmk_sentence_at(NmkSlice text, size_t start, size_t end);

/* How many words a text has, by its white space. */
size_t nmk_words_in(NmkSlice text);

#endif
