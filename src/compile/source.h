/* Sources: the data folder as files, a file as lines, a line as columns. A user's folder is read after the shipped one. */
#ifndef NEWSMARK_COMPILE_SOURCE_H
#define NEWSMARK_COMPILE_SOURCE_H

#include "compile/builder.h"

typedef struct NmkSourceFile {
    NmkSlice path; /* within its folder: "lists/mr.txt" */
    NmkSlice text;
    uint32_t number; /* nmk_builder_file */
} NmkSourceFile;

typedef struct NmkSources {
    NmkSourceFile *at; /* by folder, then by path bytewise */
    uint32_t count;
    uint64_t digest; /* of paths and contents */
} NmkSources;

/* Reads every .txt, .tsv, .rules and .topics file under the folders, in that order. */
NewsmarkStatus nmk_sources_read(NmkBuilder *builder, const char *const *folders, size_t n_folders, NmkSources *sources, NewsmarkError *error);

/* Steps through the lines that are neither empty nor comments: start with *at = 0; false at the end. Trailing white space is cut. */
bool nmk_source_next(const NmkSourceFile *file, size_t *at, uint32_t *number, NmkSourceLine *line);

/* Splits at tabs into at most max columns and returns how many there are; "-" reads as empty. */
size_t nmk_source_columns(const NmkSourceLine *line, NmkSlice *columns, size_t max);

/* Steps through the parts of text between separator bytes, white space around them cut: start with *at = 0. */
bool nmk_source_part(NmkSlice text, char separator, size_t *at, NmkSlice *part);

/* unsigned decimal; false where it is none or over max */
bool nmk_source_number(NmkSlice text, uint32_t max, uint32_t *number);

#endif
