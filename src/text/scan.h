/* Where words end: the careful reading of one word, by code points. tokens.c calls it where its fast path stops. */
#ifndef NEWSMARK_TEXT_SCAN_H
#define NEWSMARK_TEXT_SCAN_H

#include "text/symbol.h"

/* A word as the tokenizer sees it, without what follows it (possessive, hyphen). */
typedef struct NmkWordSpan {
    size_t end;
    bool dotted; /* ends in a dot of its own */
} NmkWordSpan;

/* The word that starts at `at`, on a letter, digit or connector. */
NmkWordSpan nmk_scan_word(NmkSlice text, size_t at);

/* Past the combining marks, format characters and joined emoji at `at`. */
size_t nmk_scan_attached(NmkSlice text, size_t at);

/* Length of the possessive ('s, with any apostrophe) at `at`; 0 where none stands there or a word goes on. */
size_t nmk_scan_possessive(NmkSlice text, size_t at);

/* Letters with dots between them, an acronym: "U.S" "a.m" "Ph.D" "10p.m"; not "example.com" or "Mr.Smith". */
bool nmk_is_acronym(NmkSlice word);

/* NmkToken flags of a word by its letters: case, initial, apostrophe, foreign; and whether it has a letter. */
uint16_t nmk_word_flags(NmkSlice word, bool *has_letter);

#endif
