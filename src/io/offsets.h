/* Offsets in the units readers count in. A counter walks forward over one text. */
#ifndef NEWSMARK_IO_OFFSETS_H
#define NEWSMARK_IO_OFFSETS_H

#include "base/slice.h"

typedef enum NmkUnit { NMK_UNIT_CODEPOINT, NMK_UNIT_UTF8, NMK_UNIT_UTF16 } NmkUnit;

/* "codepoint", "utf8", "utf16" */
const char *nmk_unit_name(NmkUnit unit);

typedef struct NmkOffsets {
    NmkSlice text;
    NmkUnit unit;
    size_t byte, units; /* units in the bytes before byte */
} NmkOffsets;

/* Units before byte, which is the start of a character and not before the last one asked for: linear in the text over all calls. */
size_t nmk_offsets_to(NmkOffsets *offsets, size_t byte);

/* Units in the bytes [start, end), without moving. */
size_t nmk_offsets_between(const NmkOffsets *offsets, size_t start, size_t end);

#endif
