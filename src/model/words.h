/* Words: folded word -> id, attributes, and the root of the phrases that begin with it. */
#ifndef NEWSMARK_MODEL_WORDS_H
#define NEWSMARK_MODEL_WORDS_H

#include "base/hash.h"
#include "model/attributes.h"
#include "model/image.h"

typedef struct NmkModelView NmkModelView; /* model.h */

/* The word itself is not kept: its hash finds it. */
typedef struct NmkWord {
    uint32_t node;      /* in NODES: phrases that are, or start with, this word; 0 none */
    uint16_t set;       /* in SETS */
    uint16_t languages; /* in LANGUAGE_SETS: those whose function word it is */
    uint16_t small;     /* nmk_next_bit of each word that goes on from here where this one has small letters; part of the node's */
    uint16_t reserved;
} NmkWord;

/* The rows of SYMBOL_SETS: the set of each symbol attribute, and at the end {unknown, foreign} for words outside Latin. */
enum {
#define X(name) +1
    NMK_SYMBOL_SETS = NMK_SYMBOLS(X) + 1
#undef X
};

/* Open addressing, linear probing from the low bits of nmk_hash(folded word); word 0 marks a free slot. At most NMK_WORDS words. The
 * hash stands for the word: with 44 bits kept, and as many as the table has slots known, an unlisted word is taken for a listed
 * one once in 10^13; comparing the texts would cost two more misses of the caches. */
enum { NMK_WORDS = 1 << 20 };
typedef struct NmkSlot {
    uint32_t word : 20, tag : 12; /* tag: the high bits of the hash */
    uint32_t check;               /* bits 20 to 51 */
} NmkSlot;

static inline NmkSlot nmk_slot_of(uint32_t word, uint64_t hash) {
    return (NmkSlot){.word = word & (NMK_WORDS - 1), .tag = (uint32_t)(hash >> 52) & 0xfff, .check = (uint32_t)(hash >> 20)};
}

/* What an unlisted word is by its ending; sorted by ending read backwards, no ending twice. The longest ending wins whose least
 * length the word has. */
enum { NMK_SUFFIX_MAX = 8 }; /* bytes of the longest ending */
typedef struct NmkSuffix {
    uint64_t ending; /* nmk_ending_of the folded ending: rows are sorted by it, and one that ends another comes before it */
    uint16_t length;
    uint16_t set;
    uint32_t least; /* bytes of the shortest word it applies to, more than length */
} NmkSuffix;

/* The last bytes of a word as a number, the very last one highest. */
static inline uint64_t nmk_ending_of(const char *folded, size_t length) {
    if (length >= NMK_SUFFIX_MAX) return nmk_load64(folded + length - NMK_SUFFIX_MAX);
    return length ? nmk_load_tail(folded, length) << (64 - 8 * length) : 0;
}
/* Its last n bytes; n: 1 to NMK_SUFFIX_MAX. */
static inline uint64_t nmk_ending_part(uint64_t ending, unsigned n) { return ending & UINT64_MAX << (64 - 8 * n); }

/* nmk_word_find stands in model.h: it is inlined into the lookup. */

/* set of an unlisted word by its ending; the set {unknown} where no ending fits */
uint16_t nmk_word_guess(const NmkModelView *model, const char *folded, size_t length);

#endif
