/* A page: what the parts of zones share. One row a line says what the line looks like; nothing in it depends on other lines. */
#ifndef NEWSMARK_RECOGNIZE_PAGE_H
#define NEWSMARK_RECOGNIZE_PAGE_H

#include "recognize/dates.h"
#include "recognize/types.h"

/* The lists data/lists/zone_NAME.txt. */
#define NMK_ZONE_LISTS(X) X(menu) X(section) X(stamp) X(tail) X(credit) X(byline) X(role) X(agency) X(paper)

typedef enum NmkZoneList {
    NMK_ZONE_LIST_NONE,
#define X(name) NMK_ZONE_LIST_##name,
    NMK_ZONE_LISTS(X)
#undef X
    NMK_ZONE_LIST_COUNT
} NmkZoneList;

enum { NMK_PROSE_WORDS = 12, NMK_PAGE_LISTS = 256, NMK_LOOK_WORDS = 25, NMK_MOST_WORDS = 64 };

/* What a line looks like. */
enum {
    NMK_LOOK_PROSE = 1,      /* twelve words or more, and the end of a sentence */
    NMK_LOOK_URL = 2,        /* nothing but an address */
    NMK_LOOK_FURNITURE = 4,  /* every word is of a menu, a section, a time stamp, a number or a date */
    NMK_LOOK_BUTTONS = 8,    /* furniture with a word of zone_menu */
    NMK_LOOK_DATED = 16,     /* furniture with a date, or a date and time alone */
    NMK_LOOK_HAS_DATE = 32,  /* a date with its year stands in it */
    NMK_LOOK_TRAIL = 64,     /* parts with > or | or wide gaps between them, each of few words, without an end of a sentence */
    NMK_LOOK_TAIL = 128,     /* opens with a phrase of zone_tail, a copyright sign, hash tags */
    NMK_LOOK_CREDIT = 256,   /* the credit of a picture */
    NMK_LOOK_MASTHEAD = 512, /* nothing but the name of a paper, agency or broadcaster */
    NMK_LOOK_ENDED = 1024,   /* ends like a sentence: . ! ? with closing quotes, not ... */
    NMK_LOOK_OPEN = 2048,    /* ends in a comma, colon, semicolon or dash: goes on below */
    NMK_LOOK_SMALL = 4096,   /* starts with a word in small letters */
    NMK_LOOK_SECTION = 8192, /* nothing but sections */
    NMK_LOOK_QUESTION = 16384, /* ends in ? or ! */
    NMK_LOOK_MEDIUM = 32768    /* of mastheads: a medium that the lexicon knows */
};

typedef struct NmkLook {
    uint16_t words; /* NMK_MOST_WORDS where there are more */
    uint16_t flags;
} NmkLook;

typedef struct NmkPage {
    NmkDoc *doc;
    NmkLook *looks;                    /* one a line */
    const uint8_t *list_of;            /* NmkZoneList of each list of the model */
    uint32_t body;                     /* first line of the story, n_lines where there is none */
    uint32_t title_line;               /* n_lines where there is none */
    uint32_t dateline_line;            /* n_lines where there is none */
    NmkSlice source, dateline;         /* guessed; empty where unknown */
    bool source_sure;                  /* a field or the headline's own line names it */
    NmkDate date;
    NmkSlice *authors;
    uint32_t n_authors, authors_capacity;
} NmkPage;

/* NmkZoneList of each list of the model. */
void nmk_page_name_lists(const NmkModelView *model, uint8_t list_of[NMK_PAGE_LISTS]);

/* Sets up the page and looks at every line. */
NewsmarkStatus nmk_page_read(NmkPage *page, NmkDoc *doc);

/* Tokens of the longest phrase of the list that begins at the token; 0 where none does. *ambiguous, if not NULL: its entry has a ? */
uint32_t nmk_page_phrase(const NmkPage *page, uint32_t token, NmkZoneList list, bool *ambiguous);

/* Bytes from token first to token end - 1. */
NmkSlice nmk_page_slice(const NmkPage *page, uint32_t first, uint32_t end);

/* Code point of a mark, 0 for other tokens. */
static inline uint32_t nmk_page_mark(const NmkPage *page, uint32_t token) { return nmk_doc_mark(page->doc, token); }

/* First token from `token` that stands at byte `at` or later, at most end. */
uint32_t nmk_page_token_at(const NmkPage *page, uint32_t token, uint32_t end, const char *at);

/* Keeps the most precise date; of equal ones the first. A year alone or a day without a year is no date of a page. */
void nmk_page_add_date(NmkPage *page, NmkSlice text);

static inline bool nmk_page_is(const NmkPage *page, uint32_t line, unsigned looks) { return (page->looks[line].flags & looks) != 0; }
static inline void nmk_page_zone(NmkPage *page, uint32_t line, NewsmarkZone zone) { page->doc->lines[line].zone = (uint8_t)zone; }
static inline bool nmk_page_after_blank(const NmkPage *page, uint32_t line) {
    return line >= page->doc->n_lines || (page->doc->lines[line].flags & NMK_LINE_AFTER_BLANK);
}
static inline NmkSlice nmk_page_line(const NmkPage *page, uint32_t line) {
    return nmk_page_slice(page, page->doc->lines[line].first, page->doc->lines[line].end);
}

#endif
