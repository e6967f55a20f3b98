/* Tokens: the words, numbers, marks and line ends of a text, as spans of its bytes.
 *
 * Boundaries are those of UAX #29 word segmentation but for the exceptions that text/exceptions.h lists:
 *   dotted      "U.S." "J." "a.m." "Ph.D." keep their dots, the last one too
 *   run in      "said.The" "Mr.Smith" "J.K.Rowling": a dot before a capitalised word ends the word
 *   hyphen      one hyphen between two letters or digits is no token: the word after it is flagged NMK_GLUED
 *   possessive  's after a word is a token of its own
 *   line end    line breaks and the white space around them are one NMK_BREAK token; other white space is none
 *   ampersand   "AT&T", "R&D" stay whole
 *   scripts     Han and kana are one token a character, Thai, Lao, Khmer and Burmese one a run
 * As in ICU 72, "@" counts as a letter ("user@example.com" is one word) and ":" joins nothing ("7:30" is three tokens).
 */
#ifndef NEWSMARK_TEXT_TOKEN_H
#define NEWSMARK_TEXT_TOKEN_H

#include "base/arena.h"
#include "base/slice.h"

typedef enum NmkTokenKind {
    NMK_WORD = 0,       /* has a letter */
    NMK_NUMBER = 1,     /* starts with a digit: "11,240.5" "5bn" "2nd" */
    NMK_MARK = 2,       /* one punctuation mark or symbol, or a run of "_" */
    NMK_POSSESSIVE = 3, /* 's */
    NMK_BREAK = 4       /* end of a line */
} NmkTokenKind;

enum {
    NMK_CAPITAL = 1,  /* the first letter is upper or title case */
    NMK_UPPER = 2,    /* two letters or more, all upper case */
    NMK_LOWER = 4,    /* all letters lower case, or of a script without case */
    NMK_MIXED = 8,    /* upper case after a lower-case letter: "McCain" "iPhone" */
    NMK_INITIAL = 16, /* a single capital letter, with or without its dot */
    NMK_DOTTED = 32,  /* ends in a dot of its own */
    NMK_GLUED = 64,   /* only a hyphen stands between the token before and this one */
    NMK_SPACED = 128, /* white space (or the start of text) before it */
    NMK_BLANK = 256,  /* of NMK_BREAK: at least one empty line */
    NMK_SENTENCE = 512, /* starts a sentence; set by recognize/sentences */
    NMK_APOSTROPHE = 1024, /* an apostrophe inside: "O'Neill" "don't" */
    NMK_FOREIGN = 2048 /* has a letter outside Latin */
};

typedef struct NmkToken {
    uint32_t start, end; /* bytes */
    uint32_t word;       /* word id of the model, 0 unknown; set by lookup */
    uint16_t set;        /* attribute set of the word; set by lookup */
    uint16_t kind : 4, flags : 12;
} NmkToken;

typedef struct NmkTokens {
    NmkToken *at;
    uint32_t count;
    uint32_t foreign; /* how many have NMK_FOREIGN */
} NmkTokens;

/* The kernels that classify 64 bytes at a time; all give the same tokens. */
typedef enum NmkKernel { NMK_KERNEL_SCALAR, NMK_KERNEL_AVX2, NMK_KERNEL_AVX512, NMK_KERNEL_BEST } NmkKernel;

/* Whether this machine can run the kernel. */
bool nmk_kernel_works(NmkKernel kernel);

/* Fills tokens from the arena; time linear in the length. NEWSMARK_ERROR_MEMORY, nothing else. */
NewsmarkStatus nmk_tokenize(NmkSlice text, NmkKernel kernel, NmkArena *arena, NmkTokens *tokens);

#endif
