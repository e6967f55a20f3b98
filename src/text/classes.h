/* What the tokenizer knows of a code point: its class in word segmentation and its case, one byte of a two-stage table
 * that compile/unicode_tables.c prints from ICU's data. The classes are the word-break values of UAX #29 as ICU tailors
 * them ("@" counts as a letter, ":" joins nothing), merged where the tokenizer makes no difference. */
#ifndef NEWSMARK_TEXT_CLASSES_H
#define NEWSMARK_TEXT_CLASSES_H

#include <stdbool.h>
#include <stdint.h>

typedef enum NmkClass {
    NMK_C_OTHER = 0,
    NMK_C_LETTER, /* ALetter, and the letters of Thai, Lao, Khmer, Burmese */
    NMK_C_HEBREW,
    NMK_C_AT, /* "@" */
    NMK_C_DIGIT,
    NMK_C_CONNECTOR, /* "_" */
    NMK_C_EXTEND,    /* combining marks */
    NMK_C_FORMAT,    /* soft hyphen, direction marks */
    NMK_C_JOINER,    /* U+200D */
    NMK_C_SINGLE_QUOTE,
    NMK_C_DOUBLE_QUOTE,
    NMK_C_MID_LETTER, /* between letters */
    NMK_C_MID_BOTH,   /* between letters, and between digits */
    NMK_C_MID_NUMBER, /* between digits */
    NMK_C_CHARACTER,  /* Han and kana */
    NMK_C_HANGUL,
    NMK_C_REGION,  /* regional indicators: flags */
    NMK_C_PICTURE, /* emoji */
    NMK_C_SPACE,   /* white space and control characters */
    NMK_C_LINE_END
} NmkClass;

enum {
    NMK_CLASS_MASK = 31,
    NMK_CLASS_UPPER = 32, /* or title case */
    NMK_CLASS_LOWER = 64,
    NMK_CLASS_FOREIGN = 128 /* a letter of another script than Latin */
};

enum { NMK_CLASS_SHIFT = 7, NMK_FOLD_SHIFT = 7 };

extern const uint8_t nmk_class_stage1[0x110000 >> NMK_CLASS_SHIFT];
extern const uint8_t nmk_class_stage2[]; /* its first 128 bytes are ASCII */

/* Folded form of a code point: 0 itself, else where it stands in nmk_fold_pool (a length byte, then UTF-8). */
extern const uint8_t nmk_fold_stage1[0x110000 >> NMK_FOLD_SHIFT];
extern const uint16_t nmk_fold_stage2[];
extern const char nmk_fold_pool[];

static inline uint8_t nmk_class_of(uint32_t value) {
    uint32_t block = nmk_class_stage1[value >> NMK_CLASS_SHIFT];
    return nmk_class_stage2[block << NMK_CLASS_SHIFT | (value & ((1u << NMK_CLASS_SHIFT) - 1))];
}

static inline const char *nmk_folded(uint32_t value) { /* NULL: itself */
    uint32_t block = nmk_fold_stage1[value >> NMK_FOLD_SHIFT];
    uint16_t at = nmk_fold_stage2[block << NMK_FOLD_SHIFT | (value & ((1u << NMK_FOLD_SHIFT) - 1))];
    return at ? nmk_fold_pool + at : (const char *)0;
}

#endif
