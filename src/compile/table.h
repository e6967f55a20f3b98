/* Tables: the rows of a lexicon file, in every data folder that has it, with the number of columns checked. A file that is missing
 * is an empty table. */
#ifndef NEWSMARK_COMPILE_TABLE_H
#define NEWSMARK_COMPILE_TABLE_H

#include "compile/source.h"

enum { NMK_TABLE_COLUMNS = 11 };

typedef struct NmkTable {
    const NmkSources *sources;
    NmkDiagnostics *diagnostics;
    const char *path;
    uint32_t n_columns; /* a row has that many, */
    uint32_t optional;  /* or up to so many less */
    uint32_t file, number;
    size_t at;
    NmkSourceLine line; /* the row */
    NmkSlice column[NMK_TABLE_COLUMNS];
    uint32_t source;
    bool new_file; /* the row is the first of its file */
} NmkTable;

NmkTable nmk_table(NmkBuilder *builder, const NmkSources *sources, const char *path, uint32_t n_columns);

/* Steps to the next row; false at the end. Rows with a wrong number of columns are reported and skipped; missing optional columns are empty. */
bool nmk_table_next(NmkTable *table);

/* Where a part of a column stands within the line, for nmk_complain. */
size_t nmk_table_at(const NmkTable *table, NmkSlice part);

/* Cuts a trailing ? and says whether there was one. */
bool nmk_cut_question(NmkSlice *text);

/* What a message shows of a part, for %.*s: cut where it is long, "-" where it is empty. */
static inline int nmk_shown_length(NmkSlice part) {
    return part.length == 0 ? 1 : part.length < 60 ? (int)part.length : 60;
}
#define NMK_SHOW(part) nmk_shown_length(part), (part).length ? (part).bytes : "-"

#endif
