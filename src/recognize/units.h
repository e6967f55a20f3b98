/* Units: the document as names see it. A unit is a token, or a hyphenated compound as one ("Jean-Marie", "al-Qaeda"); a compound is taken
 * apart where its tail is a word of its own ("London-based") or its parts are all places ("Japan-U.S."). */
#ifndef NEWSMARK_RECOGNIZE_UNITS_H
#define NEWSMARK_RECOGNIZE_UNITS_H

#include "recognize/types.h"

enum {
    NMK_U_CAPITAL = 1,   /* may be part of a name by its case */
    NMK_U_PARTICLE = 2,  /* lower-case word that may stand inside a name, or start one: "van", "al" */
    NMK_U_INNER = 4,     /* lower-case word that may stand inside a name only: "of" in nicknames, "y", "la" */
    NMK_U_START = 8,     /* a sentence, line or quotation starts here: its capital proves nothing */
    NMK_U_UPPER = 16,    /* all capitals */
    NMK_U_WORD = 32,     /* has a letter */
    NMK_U_TITLE = 64,    /* title, rank, office, occupation or kin */
    NMK_U_DATE = 128,    /* month or weekday, unless it is also an everyday name */
    NMK_U_LOWER = 256,   /* lower case */
    NMK_U_OUTSIDE = 512  /* none: before the text or after it */
};

typedef struct NmkUnit {
    uint32_t first, end; /* tokens */
    uint64_t hash;       /* of the folded form */
    NmkTraits traits;    /* of its set */
    uint16_t set, flags;
    uint8_t shape;       /* NmkShape */
} NmkUnit;

enum { NMK_UNITS_AROUND = 4 };

typedef struct NmkUnits {
    NmkUnit *at; /* NMK_UNITS_AROUND more on both sides, which are flagged NMK_U_OUTSIDE and are line ends: nobody need ask where the text ends */
    uint32_t count;
    uint32_t *capitals; /* the units flagged NMK_U_CAPITAL */
    uint32_t n_capitals;
} NmkUnits;

NewsmarkStatus nmk_units_make(NmkDoc *doc, NmkUnits *units);

#endif
