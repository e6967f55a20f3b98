/* Spelling: capitals written out as a name is written elsewhere, "RIEKO MIKI" as "Rieko Miki". */
#ifndef NEWSMARK_RECOGNIZE_SPELLING_H
#define NEWSMARK_RECOGNIZE_SPELLING_H

#include "recognize/types.h"

/* Text with its white space normalised and, where a word has no small letter, in title case: after a hyphen or apostrophe too, "McDonald", "van der"
 * within. Roman numbers, initials and two letters with dots stay. Text itself where nothing changes; bytes NULL when out of memory. */
NmkSlice nmk_spell_name(NmkArena *arena, NmkSlice text);

/* Text with its white space normalised; bytes NULL when out of memory. */
NmkSlice nmk_spell_line(NmkArena *arena, NmkSlice text);

#endif
