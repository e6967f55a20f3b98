/* What the place that output goes to can show. */
#ifndef NEWSMARK_CLI_TERMINAL_H
#define NEWSMARK_CLI_TERMINAL_H

#include "base/slice.h"

typedef struct NmkTerminal {
    unsigned width; /* columns to write in */
    bool colour;
    bool blocks; /* block characters for bars, else ASCII */
} NmkTerminal;

/* No colour, 80 columns. */
NmkTerminal nmk_terminal_plain(void);

/* Of an open file. Heeds NO_COLOR, CLICOLOR_FORCE, FORCE_COLOR, TERM, COLUMNS and the character set of the locale. */
NmkTerminal nmk_terminal_of(int file);

/* Columns a character takes: 0 for combining and invisible ones, 2 for wide ones. */
unsigned nmk_columns_of(uint32_t character);

/* Columns of text. */
size_t nmk_text_columns(NmkSlice text);

#endif
