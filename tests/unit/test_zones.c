/* Zones by pages of our own: each line of a text starts with the letter of its zone and a space, which are no part of what is annotated. H headline, K dek,
 * M metadata, B byline, - body, T tail; a line without both is empty. Beside them what the page says of itself, authors parted by semicolons. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "shipped.h"

enum { MAX_TEXT = 4096 };

#define PROSE "The ferry stayed in the harbour for a second day on Tuesday, and nobody could say when it would sail."

static const struct {
    const char *lines, *title, *date, *source, *dateline, *authors;
} PAGES[] = {
    {"M print PRINT\n\nH Harbour towns to share a pilot boat\n\nM   • March 5, 2024\nM   • , Harbour Courier , 2:42 a.m.\nM   • English Edition\n\n"
     "B DANA WHITLOCK, Courier staff writer\n\n- GDANSK — " PROSE "\n\nT   • Ferries\nT   • Poland\nT   • Trending Ports",
     "Harbour towns to share a pilot boat", "2024-03-05", "Harbour Courier", "Gdansk", "Dana Whitlock"},
    {"M Skip to content\nM Menu | Subscribe | Log in\nM Home > Business > Ports\n\nH Dockers walk out, and shippers count the days\n\nM October 2, 2024 | Updated 7:15 a.m. ET\n"
     "B By Dana Whitlock and Miguel Ortega, Staff Writers\n\nT Share this page\n\n- NORFOLK, Va. — " PROSE "\n\nT Advertisement\n\n- " PROSE "\n\n"
     "T Related stories\nT • What to know about the strike\nT © 2024 The Harbor Ledger. All rights reserved.",
     "Dockers walk out, and shippers count the days", "2024-10-02", "The Harbor Ledger", "Norfolk, Va.", "Dana Whitlock;Miguel Ortega"},
    {"H TIN PRODUCERS WEIGH EXPORT LIMITS\n\n- KUALA LUMPUR, Nov 12 (Metals Desk) - " PROSE "\nT (Reporting by Jane Roe in Jakarta and John Doe; Editing by Ann Hall)",
     "TIN PRODUCERS WEIGH EXPORT LIMITS", "", "Metals Desk", "Kuala Lumpur", "Jane Roe;John Doe"},
    {"H CYCLING - SMITH WINS SECOND STAGE.\nB Peter Brown\nM LEEDS, England 1996-08-22\n- " PROSE "\n- Results of the stage:\n- 1. John Smith (Britain) 4:10.2\n- 2. Jan Kok (Netherlands) 4:10.9",
     "CYCLING - SMITH WINS SECOND STAGE.", "1996-08-22", "", "Leeds", "Peter Brown"},
    {"M PUBLICATION: Valley Chronicle\nM DATE: July 2, 2015\nM LENGTH: 128 words\nB BYLINE: Ruth Castle\nH HEADLINE: Raisin warehouse burns\nM BODY:\n\n- FRESNO - " PROSE "\n\n"
     "T LOAD-DATE: July 3, 2015\nT Copyright 2015 Valley Chronicle",
     "Raisin warehouse burns", "2015-07-02", "Valley Chronicle", "Fresno", "Ruth Castle"},
    {"H So the ferry stayed. Now what?\n\nM Posted by Kev Hall on December 28, 2022 in boats, rants\nM 14 comments\n\n- " PROSE "\n\nT Filed under: ferries, rants\nT Older posts »",
     "So the ferry stayed. Now what?", "2022-12-28", "", "", "Kev Hall"},
    {"H ‘We fix the boat first, then we worry’\nK A captain in Singapore on ferries, patience and paint\nB Interview: Ravi Menon\n\n- " PROSE "\n\n- Q: Who paints the boat?\n\n- A: I do.",
     "‘We fix the boat first, then we worry’", "", "", "", "Ravi Menon"},
    {"H The last boat of the year\n\nK For eighty years the ferry has crossed the bay every day. Now a bridge is taking its place.\n\nB By Hannah Prior\n\n- " PROSE "\n\n- " PROSE,
     "The last boat of the year", "", "", "", "Hannah Prior"},
    {"H Ferry stays in harbour | Valley Chronicle\n\n- " PROSE, "Ferry stays in harbour", "", "Valley Chronicle", "", ""},
    {"M https://example.org/news/2022/05/17/ferry-stays-in-harbour\n\n- " PROSE "\n\n- " PROSE, "", "2022-05-17", "", "", ""},
    {"M Reuters\nM January 27, 2022\nH Ferry stays in harbour\nB By Jane Roe\nM 3 min read\n\n- TOKYO (Reuters) - " PROSE, "Ferry stays in harbour", "2022-01-27", "Reuters", "Tokyo",
     "Jane Roe"},
    {"H Ferry stays\n- in harbour for a second day, and nobody knows for how long it will have to stay there.\n- It rained.", "Ferry stays", "", "", "", ""},
    {"H Ferry Stays in Harbour as Wind Rises", "Ferry Stays in Harbour as Wind Rises", "", "", "", ""},
    {"- The ferry stays.", "", "", "", "", ""},
    {"- NEW DELHI: " PROSE "\n\n- " PROSE, "", "", "", "New Delhi", ""},
    {"H World in brief\n\n- BELGRADE: " PROSE "\n\n- CARACAS: " PROSE "\n\n- HOUSTON: " PROSE, "World in brief", "", "", "", ""},
    {"- TOKYO/SEOUL, Jan 27, 2022 (AFP) – " PROSE, "", "2022-01-27", "AFP", "Tokyo/Seoul", ""},
    {"- (CNN) -- " PROSE, "", "", "CNN", "", ""},
    {"- Pretoria – " PROSE, "", "", "", "Pretoria", ""},
    {"- By the time the ferry sailed, most of the passengers had gone home, and the captain was asleep.\n- Nobody minded.", "", "", "", "", ""},
    {"H Results of the county vote\n\n- Returns by district:\n\n- SHERIFF\n- Buck Tanner 3,912\n- Denise Carroll 3,377\n\n- " PROSE "\n\n- Tanner celebrated with fish.",
     "Results of the county vote", "", "", "", ""},
    {"M BC-Poland-Ferry, 500\nM (Adds quotes, details)\nH Ferry stays in harbour\nB By JANE ROE\nM Associated Press\n\n- WARSAW (AP) _ " PROSE, "Ferry stays in harbour", "", "AP",
     "Warsaw", "Jane Roe"},
    {"H COCOA REVIEW\n\n- SALVADOR, Feb 26 - " PROSE "\nT Reuter", "COCOA REVIEW", "", "", "Salvador", ""},
    {"H The price of a ferry\nB By Tetsu Nakagawa, Chief Economist and Director of Research at the Bank of the Northern Ports\n\n- " PROSE, "The price of a ferry", "", "", "",
     "Tetsu Nakagawa"},
    {"H Ferry stays\n\n- " PROSE "\n\nT Image source, Getty Images\nT The ferry in Rabat on Tuesday. Photo: Bloomberg\n\n- " PROSE, "Ferry stays", "", "", "", ""},
    {"H Ferry stays in harbour\nB Larry Miller\nB Economics editor\n\n- " PROSE, "Ferry stays in harbour", "", "", "", "Larry Miller"},
    {"\nH Mrs. Roe stays in harbour\n\n- Mr. Roe and Mrs. Roe said so. " PROSE, "Mrs. Roe stays in harbour", "", "", "", ""}, /* dots that are joined move lines */
    {"- SPECIAL - " PROSE, "", "", "", "", ""},
    {"", "", "", "", "", ""},
};

TestSuite(zones, .init = shipped_open, .fini = shipped_free);

/* The text without letters; zones[i]: the letter of byte i, 0 where none is expected. */
static size_t strip(const char *lines, char text[MAX_TEXT], char zones[MAX_TEXT]) {
    size_t n = 0;
    for (const char *p = lines; *p;) {
        char letter = *p == '\n' ? 0 : *p;
        if (letter) p += 2;
        for (bool blank = true; *p && *p != '\n'; p++) {
            cr_assert(n + 2 < MAX_TEXT);
            blank = blank && *p == ' ';
            zones[n] = blank ? 0 : letter;
            text[n++] = *p;
        }
        if (*p) zones[n] = 0, text[n++] = *p++;
    }
    text[n] = 0;
    return n;
}

static char letter_at(const NewsmarkResult *result, size_t at) {
    for (size_t i = 0; i < result->n_sections; i++)
        if (at >= result->sections[i].start && at < result->sections[i].end) return "HKMB--T"[result->sections[i].zone];
    return 0;
}

static void expect(NewsmarkString got, const char *wanted, const char *what, const char *text) {
    cr_expect(got.length == strlen(wanted) && memcmp(got.bytes ? got.bytes : "", wanted, got.length) == 0, "%s \"%.*s\", not \"%s\", of:\n%s", what, (int)got.length,
              got.bytes ? got.bytes : "", wanted, text);
}

static void expect_authors(const NewsmarkDetails *details, const char *wanted, const char *text) {
    char joined[256];
    size_t n = 0;
    for (size_t i = 0; i < details->n_authors && n < sizeof joined; i++)
        n += (size_t)snprintf(joined + n, sizeof joined - n, "%s%.*s", i ? ";" : "", (int)details->authors[i].length, details->authors[i].bytes);
    expect((NewsmarkString){joined, n}, wanted, "authors", text);
}

Test(zones, pages) {
    static char text[MAX_TEXT], zones[MAX_TEXT];
    for (size_t p = 0; p < sizeof PAGES / sizeof *PAGES; p++) {
        size_t length = strip(PAGES[p].lines, text, zones);
        cr_assert(newsmark_annotate(document, text, length, NULL) == NEWSMARK_OK);
        const NewsmarkResult *result = newsmark_result(document);
        for (size_t i = 0; i < length; i++) {
            if (!zones[i] || letter_at(result, i) == zones[i]) continue;
            cr_expect(false, "%c, not %c, at \"%.40s\" of:\n%s", letter_at(result, i), zones[i], text + i, text);
            while (i < length && text[i] != '\n') i++;
        }
        const NewsmarkDetails *details = &result->details;
        expect(details->title, PAGES[p].title, "title", text);
        expect(details->source, PAGES[p].source, "source", text);
        expect(details->dateline, PAGES[p].dateline, "dateline", text);
        expect((NewsmarkString){details->date, strlen(details->date)}, PAGES[p].date, "date", text);
        expect_authors(details, PAGES[p].authors, text);
    }
}

/* Fields go before what the text says; a title that the text begins with is its headline, another one leaves no line to be the headline. */
Test(zones, fields) {
    const char *text = "Ferry stays in harbour\n\nLONDON, March 5 (AFP) - " PROSE;
    NewsmarkFields fields = {.title = {"Ferry Stays In Harbour", 22}, .date = {"5 March 2021", 12}, .source = {"Valley Chronicle", 16},
                             .authors = {"By Jane Roe, John Doe and Ann Hall", 34}, .dateline = {"LEEDS", 5}};
    cr_assert(newsmark_annotate(document, text, strlen(text), &fields) == NEWSMARK_OK);
    const NewsmarkResult *result = newsmark_result(document);
    cr_expect_eq(letter_at(result, 0), 'H');
    expect(result->details.title, "Ferry Stays In Harbour", "title", text);
    expect(result->details.source, "Valley Chronicle", "source", text);
    expect(result->details.dateline, "Leeds", "dateline", text);
    expect((NewsmarkString){result->details.date, strlen(result->details.date)}, "2021-03-05", "date", text);
    expect_authors(&result->details, "Jane Roe;John Doe;Ann Hall", text);
    fields.title = (NewsmarkString){"Something else altogether", 25};
    cr_assert(newsmark_annotate(document, text, strlen(text), &fields) == NEWSMARK_OK);
    for (size_t i = 0; i < strlen(text); i++) cr_expect_neq(letter_at(newsmark_result(document), i), 'H');
}

/* Every beginning of every page is a page: nothing is read past the end, every byte of a text that has a token has a zone. */
Test(zones, beginnings) {
    static char text[MAX_TEXT], zones[MAX_TEXT];
    for (size_t p = 0; p < sizeof PAGES / sizeof *PAGES; p++) {
        size_t length = strip(PAGES[p].lines, text, zones);
        for (size_t n = 0; n <= length; n += n < 200 ? 1 : 17) {
            cr_assert(newsmark_annotate(document, text, n, NULL) == NEWSMARK_OK);
            const NewsmarkResult *result = newsmark_result(document);
            if (result->n_sections) cr_expect_eq(result->sections[result->n_sections - 1].end, n);
        }
    }
}
