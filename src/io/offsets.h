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
    size_t until; /* what was counted: up to here, and behind the last longer character all is ASCII */
    size_t less;  /* how many units fewer than bytes that is */
} NmkOffsets;

NmkOffsets nmk_offsets(NmkSlice text, NmkUnit unit);

/* Counts on until byte is reached. */
void nmk_offsets_advance(NmkOffsets *offsets, size_t byte);

/* Units before byte, which is the start of a character and not before the last one asked for: linear in the text over all calls. */
static inline size_t nmk_offsets_to(NmkOffsets *offsets, size_t byte) {
    if (byte > offsets->until) nmk_offsets_advance(offsets, byte);
    return byte - offsets->less;
}

#endif
