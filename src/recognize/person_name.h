/* The name of a person, read from a mention: its parts without titles. */
#ifndef NEWSMARK_RECOGNIZE_PERSON_NAME_H
#define NEWSMARK_RECOGNIZE_PERSON_NAME_H

#include "recognize/linking.h"

enum { NMK_NAME_PARTS = 12 }; /* parts beyond are not read; no mention comes near */

enum {
    NMK_PART_PARTICLE = 1, /* "van", "bin", "al-" */
    NMK_PART_NICK = 2,     /* in quotation marks */
    NMK_PART_INITIAL = 4
};

/* A word of a name; a hyphenated compound is one. */
typedef struct NmkPart {
    uint64_t hash;
    uint32_t first, end; /* tokens; "J.K." is two parts of one token */
    uint8_t flags;
    char letter; /* the first one, lower case; 0 outside ASCII */
} NmkPart;

typedef struct NmkPersonName {
    NmkPart at[NMK_NAME_PARTS];          /* all but suffixes */
    const NmkPart *core[NMK_NAME_PARTS]; /* those that are neither particles nor nicknames; one at least */
    uint32_t count, cores;
    uint64_t form;       /* equal for the same name, hyphens and particles apart */
    uint64_t suffix;     /* of Jr., Sr., III; 0 none */
    uint32_t first, end; /* tokens without titles and degrees */
} NmkPersonName;

/* Fills name; parts beyond count and cores stay what they were. */
void nmk_person_name_read(const NmkDoc *doc, const NmkMention *mention, NmkPersonName *name);

/* Whether the family name comes first, judged by the words alone: "Xi Jinping", "Kim Jong Un". */
bool nmk_family_first(const NmkDoc *doc, const NmkPersonName *name);

/* Of the given name; NMK_GENDER_OPEN where it is either or unknown. */
NmkGender nmk_gender_of_given(const NmkDoc *doc, const NmkPart *part);

/* Whether two names can be of one person; long has at least as many core parts as other. Both have two or more. */
bool nmk_names_agree(const NmkDoc *doc, const NmkPersonName *name, const NmkPersonName *other);

#endif
