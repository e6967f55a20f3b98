/* Dates in all the orders that news writes them, by examples; then texts that hold none, and what is ambiguous. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "recognize/dates.h"

static const struct {
    const char *text;
    NmkDatePrecision precision;
    const char *iso, *written;
} ROWS[] = {
    {"January 27, 2022", NMK_DATE_FULL, "2022-01-27", "January 27, 2022"},
    {"  • January 27, 2022", NMK_DATE_FULL, "2022-01-27", "January 27, 2022"},
    {"27 January 2022", NMK_DATE_FULL, "2022-01-27", "27 January 2022"},
    {"27th of January, 2022", NMK_DATE_FULL, "2022-01-27", "27th of January, 2022"},
    {"Jan. 7, 1999", NMK_DATE_FULL, "1999-01-07", "Jan. 7, 1999"},
    {"SEPT 11 (Agency)", NMK_DATE_DAY_ONLY, "", "SEPT 11"},
    {"Sept. 1st, 2001", NMK_DATE_FULL, "2001-09-01", "Sept. 1st, 2001"},
    {"2022-01-27", NMK_DATE_FULL, "2022-01-27", "2022-01-27"},
    {"2022-01-27T10:15:00Z", NMK_DATE_FULL, "2022-01-27", "2022-01-27"},
    {"2022/01/27", NMK_DATE_FULL, "2022-01-27", "2022/01/27"},
    {"2022 May 7", NMK_DATE_FULL, "2022-05-07", "2022 May 7"},
    {"https://example.org/news/2022/05/17/eleven-ships", NMK_DATE_FULL, "2022-05-17", "2022/05/17"},
    {"20220127", NMK_DATE_FULL, "2022-01-27", "20220127"},
    {"Wed, 26 Nov 2025 10:00", NMK_DATE_FULL, "2025-11-26", "26 Nov 2025"},
    {"27-Jan-2022", NMK_DATE_FULL, "2022-01-27", "27-Jan-2022"},
    {"27/01/2022", NMK_DATE_FULL, "2022-01-27", "27/01/2022"},
    {"01/27/2022", NMK_DATE_FULL, "2022-01-27", "01/27/2022"},
    {"05/05/2022", NMK_DATE_FULL, "2022-05-05", "05/05/2022"},
    {"03.04.2022", NMK_DATE_FULL, "2022-04-03", "03.04.2022"},
    {"LONDON 1996-08-22", NMK_DATE_FULL, "1996-08-22", "1996-08-22"},
    {"Updated 7:15 a.m. ET, October 2, 2024", NMK_DATE_FULL, "2024-10-02", "October 2, 2024"},
    {"Tuesday, 29 February 2000", NMK_DATE_FULL, "2000-02-29", "29 February 2000"},
    {"May 2018", NMK_DATE_MONTH, "2018-05", "May 2018"},
    {"June, 2018", NMK_DATE_MONTH, "2018-06", "June, 2018"},
    {"May 2018, then 3 June 2018", NMK_DATE_FULL, "2018-06-03", "3 June 2018"},
    {"Jan. 7-13", NMK_DATE_DAY_ONLY, "", "Jan. 7"},
    {"7 March", NMK_DATE_DAY_ONLY, "", "7 March"},
    {"2022", NMK_DATE_YEAR, "2022", "2022"},
    {"03/04/2022", NMK_DATE_NONE, "", ""},
    {"29 February 2022", NMK_DATE_MONTH, "2022-02", "February 2022"}, /* the day cannot be, the month can */
    {"31/13/2022", NMK_DATE_NONE, "", ""},
    {"99999999", NMK_DATE_NONE, "", ""},
    {"in 2022 he left", NMK_DATE_NONE, "", ""},
    {"Mayor 27, 2022 votes", NMK_DATE_NONE, "", ""},
    {"the march of 1,200 people", NMK_DATE_NONE, "", ""},
    {"5-4 and 6-2", NMK_DATE_NONE, "", ""},
    {"", NMK_DATE_NONE, "", ""},
    {"\xC3\xA9\xFF\xE2\x80", NMK_DATE_NONE, "", ""},
};

Test(dates, found) {
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        NmkSlice text = nmk_slice_of(ROWS[i].text);
        NmkDate date = nmk_date_find(text);
        cr_expect_eq(date.precision, ROWS[i].precision, "\"%s\": precision %d", ROWS[i].text, (int)date.precision);
        cr_expect_str_eq(date.iso, ROWS[i].iso, "\"%s\": %s", ROWS[i].text, date.iso);
        if (date.precision == NMK_DATE_NONE || ROWS[i].precision == NMK_DATE_NONE) continue;
        NmkSlice written = nmk_slice(text.bytes + date.start, date.end - date.start);
        cr_expect(nmk_slice_is(written, ROWS[i].written), "\"%s\": written \"%.*s\"", ROWS[i].text, (int)written.length, written.bytes);
    }
}

/* Nothing is read past the end: every beginning of a text is a text. */
Test(dates, beginnings) {
    const char *text = "Wed, 27th of Sept. 2022-01-27 03/04/2022 20220127";
    for (size_t length = 0; length <= strlen(text); length++) {
        char *copy = malloc(length + 1); /* exactly as long, for the sanitizers */
        cr_assert(copy != NULL);
        memcpy(copy, text, length);
        NmkDate date = nmk_date_find(nmk_slice(copy, length));
        cr_expect_leq(date.end, length);
        free(copy);
    }
}

Test(dates, only_here) {
    NmkSlice text = nmk_slice_of("on 7 May 2020");
    cr_expect_eq(nmk_date_at(text, 0).precision, NMK_DATE_NONE);
    cr_expect_str_eq(nmk_date_at(text, 3).iso, "2020-05-07");
    cr_expect_eq(nmk_date_at(text, text.length).precision, NMK_DATE_NONE);
}

Test(dates, months) {
    static const char *const MONTHS[] = {"Jan", "FEB.", "march", "Apr.", "May", "june", "JULY", "Aug", "Sept.", "Oct", "November", "dec."};
    for (unsigned i = 0; i < 12; i++) cr_expect_eq(nmk_month_of(nmk_slice_of(MONTHS[i])), i + 1, "%s", MONTHS[i]);
    static const char *const OTHERS[] = {"Janet", "Marc", "Ma", "", "Mayor", "Juni", "Augustus", "Octo"};
    for (unsigned i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++) cr_expect_eq(nmk_month_of(nmk_slice_of(OTHERS[i])), 0, "%s", OTHERS[i]);
}
