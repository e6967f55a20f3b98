/* Byline: who wrote it, in the shapes that papers sign with. */
#ifndef NEWSMARK_RECOGNIZE_BYLINE_H
#define NEWSMARK_RECOGNIZE_BYLINE_H

#include "recognize/page.h"

typedef enum NmkByline {
    NMK_BYLINE_NONE = 0,
    NMK_BYLINE_SIGNED, /* "By Dana Whitlock and Miguel Ortega, Staff Writers" "Interview: Ravi Menon" */
    NMK_BYLINE_POSTED, /* the same in a line with a date: "Posted by Kev on December 28, 2022 in security" */
    NMK_BYLINE_ROLE,   /* "NAOKO FUJII, science editor" */
    NMK_BYLINE_PLACE,  /* "John Smith in Paris" */
    NMK_BYLINE_NAME,   /* "Meryem Haddou", "DAVE THOMAS" */
    NMK_BYLINE_DESK    /* "Times staff writer" "Express News Service, Pune": nobody by name */
} NmkByline;

/* What the line would be as a byline. NAME is only a guess: it wants company. */
NmkByline nmk_byline_of(const NmkPage *page, uint32_t line);

/* Adds the authors of a line that is a byline. */
NewsmarkStatus nmk_byline_take(NmkPage *page, uint32_t line);

/* Adds the authors of the names that begin at token first, up to token end: "Jane Doe in Berlin, John Roe; Editing by ..." ends at the semicolon. */
NewsmarkStatus nmk_byline_take_names(NmkPage *page, uint32_t first, uint32_t end);

/* Adds the authors of a field, parted by commas, semicolons, bars or "and"; "By" before them is left out. */
NewsmarkStatus nmk_byline_take_field(NmkPage *page, NmkSlice field);

#endif
