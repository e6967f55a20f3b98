/* Forms of terms: plural of the last word, verb forms of starred words, British and American spelling. Regular forms are made by rule,
 * the others and all pairs of spellings stand in data/topics/forms.tsv. */
#ifndef NEWSMARK_COMPILE_INFLECT_H
#define NEWSMARK_COMPILE_INFLECT_H

#include "compile/source.h"

enum {
    NMK_FORMS_MAX = 64, /* written forms of one term; more are not made */
    NMK_TERM_MAX = 120  /* bytes of a term */
};

typedef struct NmkForms {
    NmkSlice at[NMK_FORMS_MAX]; /* without stars, the first as written; all different */
    uint32_t count;
} NmkForms;

typedef struct NmkInflector NmkInflector;

/* Reads topics/forms.tsv of the sources, into the builder's arena. NULL when out of memory. */
NmkInflector *nmk_inflector_new(NmkBuilder *builder, const NmkSources *sources);

/* Fills forms for a term of at most NMK_TERM_MAX bytes; false when out of memory. The forms live in the builder's arena. */
bool nmk_inflect(const NmkInflector *inflector, NmkSlice term, NmkForms *forms);

#endif
