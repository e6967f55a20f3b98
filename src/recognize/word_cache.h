/* What lookup found for a written word before, kept from text to text with the document: the same bytes again cost one comparison. Tokens of
 * every kind are kept, since the bytes of a token tell its kind and flags. */
#ifndef NEWSMARK_RECOGNIZE_WORD_CACHE_H
#define NEWSMARK_RECOGNIZE_WORD_CACHE_H

#include <stdbool.h>
#include <stdint.h>

enum { NMK_PLAIN_ENTRIES = 8 }; /* most entries of a word that are kept without asking */
enum { NMK_CACHE_SLOTS = 16384, NMK_CACHE_WORD = 24 }; /* bytes of the longest word kept */

/* Where the phrases that begin with a written word stand, with what is asked of it most. */
typedef struct NmkPhraseStart {
    uint32_t node;    /* 0: none begins with it */
    uint32_t entry;   /* of the word by itself: entries that its case rules out are left out where they come first or last */
    uint16_t entries; /* how many */
    bool cased;       /* some may ask for more than the case of this one */
    bool special;     /* cased, or more than NMK_PLAIN_ENTRIES */
    uint16_t more;    /* nmk_next_bit of each word that goes on from here, written as this one is */
    uint16_t next;    /* its own nmk_next_bit; 0 where it is in no phrase */
} NmkPhraseStart;

typedef struct NmkCachedWord { /* one line of the caches of most machines */
    uint64_t written[NMK_CACHE_WORD / 8]; /* filled up with NUL; all zero: free */
    uint64_t hash;                        /* of the folded form */
    NmkPhraseStart start;
    uint32_t word;
    uint16_t set, languages; /* languages: row of doc->language_counts */
    bool abbreviation;       /* a dot behind it may be its own */
} NmkCachedWord;

#endif
