/* Countries: which countries a text speaks of, by what kind of mention, and which it is centred on. */
#ifndef NEWSMARK_RECOGNIZE_COUNTRIES_H
#define NEWSMARK_RECOGNIZE_COUNTRIES_H

#include "recognize/types.h"

/* Reads matches, zones, sentences and the names in doc->mentions. Gives country mentions, places and institutions their codes and kinds, adds
 * demonyms and seats as mentions of their own, ranks the countries and fills countries and n_focus of doc->result. */
NewsmarkStatus nmk_find_countries(NmkDoc *doc);

#endif
