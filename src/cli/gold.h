/* A gold document: a text with the annotation a program should find (tests/gold/README.md says what is in it). */
#ifndef NEWSMARK_CLI_GOLD_H
#define NEWSMARK_CLI_GOLD_H

#include "io/json_reader.h"

typedef enum NmkGoldType { NMK_GOLD_PERSON, NMK_GOLD_ORG, NMK_GOLD_LOC, NMK_GOLD_COUNTRY, NMK_GOLD_NORP, NMK_GOLD_OTHER } NmkGoldType;

typedef struct NmkGoldEnt {
    uint32_t start, end; /* bytes of the text */
    NmkGoldType type;
    bool optional; /* neither asked for nor wrong */
    char code[3];  /* country, or "" */
} NmkGoldEnt;

typedef struct NmkGold {
    NmkSlice id, text;
    const NmkJsonValue *values; /* the record; the rest is looked up in it */
    NmkGoldEnt *ents;
    size_t n_ents, ents_room;
    uint32_t *bytes; /* byte of each code point of the text, and its length; n_points + 1 of them */
    size_t n_points, bytes_room;
} NmkGold;

/* Fills gold, whose arrays are reused from document to document, from the values of a record that live at least as long. Returns NULL, or
 * what is wrong, in words. */
const char *nmk_gold_read(NmkGold *gold, const NmkJsonValue *values);
void nmk_gold_free(NmkGold *gold);

/* Does the list of strings at path hold text? */
bool nmk_gold_lists(const NmkGold *gold, const char *path, NmkSlice text);

/* Steps through the strings of the list at path: start with *at = 0; false at the end, or where there is no such list. */
bool nmk_gold_next(const NmkGold *gold, const char *path, uint32_t *at, NmkSlice *text);

/* Is there a list, or an object, at path? */
bool nmk_gold_has(const NmkGold *gold, const char *path, NmkJsonKind kind);

#endif
