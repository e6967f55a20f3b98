/* One code point of a text with its class, and the questions word segmentation asks of it. */
#ifndef NEWSMARK_TEXT_SYMBOL_H
#define NEWSMARK_TEXT_SYMBOL_H

#include "text/classes.h"
#include "text/utf8.h"

typedef struct NmkSymbol {
    uint32_t value, length; /* length 0: end of text */
    uint8_t class, byte;    /* NmkClass; with its case bits */
} NmkSymbol;

static inline NmkSymbol nmk_symbol_at(NmkSlice text, size_t at) {
    if (at >= text.length) return (NmkSymbol){0, 0, NMK_C_LINE_END, NMK_C_LINE_END};
    unsigned char first = (unsigned char)text.bytes[at];
    NmkCodePoint c = {first, 1};
    uint8_t byte = nmk_class_stage2[first & 127];
    if (first >= 0x80) {
        c = nmk_utf8_next(text.bytes, text.length, at);
        byte = nmk_class_of(c.value);
    }
    return (NmkSymbol){c.value, c.length, byte & NMK_CLASS_MASK, byte};
}

/* The end of the text counts as ASCII. */
static inline bool nmk_is_ascii_at(NmkSlice text, size_t at) {
    return at >= text.length || (unsigned char)text.bytes[at] < 0x80;
}
static inline bool nmk_is_letter(uint8_t class) {
    return class >= NMK_C_LETTER && class <= NMK_C_AT;
}
static inline bool nmk_joins(uint8_t class) {
    return class >= NMK_C_LETTER && class <= NMK_C_CONNECTOR;
}
static inline bool nmk_attaches(uint8_t class) {
    return class >= NMK_C_EXTEND && class <= NMK_C_JOINER;
}
/* a letter or digit of any script: what may stand on either side of a hyphen */
static inline bool nmk_is_wordlike(uint8_t class) {
    return (nmk_is_letter(class) && class != NMK_C_AT) || class == NMK_C_DIGIT || class == NMK_C_CHARACTER || class == NMK_C_HANGUL;
}
static inline bool nmk_is_apostrophe(uint32_t value) {
    return value == '\'' || value == 0x2019 || value == 0x2018;
}
static inline bool nmk_is_hyphen(uint32_t value) {
    return value == '-' || value == 0x2010 || value == 0x2011;
}

#endif
