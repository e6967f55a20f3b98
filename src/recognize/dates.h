/* Dates: the one that stands in a piece of text, as ISO 8601. */
#ifndef NEWSMARK_RECOGNIZE_DATES_H
#define NEWSMARK_RECOGNIZE_DATES_H

#include "base/slice.h"

typedef enum NmkDatePrecision {
    NMK_DATE_NONE = 0,
    NMK_DATE_DAY_ONLY = 1, /* "Jan 27": a day without its year; iso is "" */
    NMK_DATE_YEAR = 2,     /* "2022", only where it is the whole text */
    NMK_DATE_MONTH = 3,    /* "January 2022" */
    NMK_DATE_FULL = 4
} NmkDatePrecision;

typedef struct NmkDate {
    NmkDatePrecision precision;
    char iso[11];      /* "2022-01-27", "2022-01", "2022" or ""; NUL-terminated */
    size_t start, end; /* bytes of the text it was read from */
} NmkDate;

/* The first full date of the text, or where there is none the most precise other one. Linear. "03/04/2022" is no date:
 * nobody can tell which number is the month. */
NmkDate nmk_date_find(NmkSlice text);

/* The date that begins at byte `at`, where a word or number begins; precision NMK_DATE_NONE where none does. */
NmkDate nmk_date_at(NmkSlice text, size_t at);

/* Month of a word, 1 to 12, by its name or an abbreviation of three letters or four ("Sept"); 0 for others. Case does not matter. */
unsigned nmk_month_of(NmkSlice word);

#endif
