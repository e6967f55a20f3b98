/* Fingerprint: a 64-bit simhash (Charikar 2002) of the words of a text and their neighbours; copies of a story differ in few bits. */
#ifndef NEWSMARK_RECOGNIZE_FINGERPRINT_H
#define NEWSMARK_RECOGNIZE_FINGERPRINT_H

#include "recognize/types.h"

/* 0 where the text has no words. */
uint64_t nmk_fingerprint(const NmkDoc *doc);

#endif
