/* Interning: equal byte strings get the same small number, in order of first appearance. For building images, where speed of
 * a plain hash table is enough; the run side has tables of its own. */
#ifndef NEWSMARK_BASE_INTERN_H
#define NEWSMARK_BASE_INTERN_H

#include "base/slice.h"

typedef struct NmkIntern NmkIntern;

#define NMK_INTERN_NONE UINT32_MAX

/* NULL when out of memory. */
NmkIntern *nmk_intern_new(void);
void nmk_intern_free(NmkIntern *intern); /* NULL is fine */

/* Number of text from 0, a new one with a copy of it where it is unknown; NMK_INTERN_NONE when out of memory. */
uint32_t nmk_intern(NmkIntern *intern, NmkSlice text);

/* NMK_INTERN_NONE where unknown. */
uint32_t nmk_intern_find(const NmkIntern *intern, NmkSlice text);

uint32_t nmk_intern_count(const NmkIntern *intern);

/* The copy, NUL-terminated; number < count. It lives as long as the table. */
NmkSlice nmk_intern_text(const NmkIntern *intern, uint32_t number);

#endif
