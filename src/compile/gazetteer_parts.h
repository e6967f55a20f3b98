/* What the compilers of countries, cities, organizations and people share. */
#ifndef NEWSMARK_COMPILE_GAZETTEER_PARTS_H
#define NEWSMARK_COMPILE_GAZETTEER_PARTS_H

#include "base/intern.h"
#include "compile/table.h"
#include "model/gazetteer.h"

typedef struct NmkGazetteer {
    NmkBuilder *builder;
    const NmkSources *sources;
    NmkIntern *codes; /* alpha-2 -> number in COUNTRIES */
} NmkGazetteer;

/* A name as a phrase: words, case, and the marks it was written with. */
typedef struct NmkName {
    uint32_t words[NMK_PHRASE_MAX];
    uint32_t count; /* 0: no name */
    uint16_t need;
    bool ambiguous; /* a trailing ? */
    bool exact;     /* in single quotes */
    NmkSlice text;  /* without ? and quotes */
} NmkName;

/* Reads a name of the table's row; reports one without words, or with too many. */
NmkName nmk_name_of(NmkGazetteer *gazetteer, const NmkTable *table, NmkSlice text);

/* Makes the name a phrase, and gives a single word the attribute (NMK_A_MAX: none). */
void nmk_add_name(NmkGazetteer *gazetteer, const NmkName *name, NmkEntryKind kind, uint32_t id, uint32_t source, unsigned attribute);

/* Country of a code in a column. Reports unknown ones, and empty ones unless they may be; NMK_NO_COUNTRY for both. */
uint16_t nmk_country_of(NmkGazetteer *gazetteer, const NmkTable *table, size_t column, bool may_be_empty);

/* Which of count words stands in the column; count (reported) where it is none of them. */
size_t nmk_choice(const NmkTable *table, size_t column, const char *const *words, size_t count, const char *what);

/* Reports a fault at a part of a column. */
void nmk_fault(const NmkTable *table, NmkSeverity severity, NmkSlice part, const char *what);

/* Growing rows in the builder's arena: room for one more, NULL (remembered by the builder) when out of memory. */
void *nmk_more_rows(NmkBuilder *builder, void *rows, size_t size, uint32_t *capacity, uint32_t count);

void nmk_compile_countries(NmkGazetteer *gazetteer);
void nmk_compile_cities(NmkGazetteer *gazetteer);

#endif
