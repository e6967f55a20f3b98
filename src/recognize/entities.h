/* Entities: mentions of the same person, organization, place or country, with a canonical name. */
#ifndef NEWSMARK_RECOGNIZE_ENTITIES_H
#define NEWSMARK_RECOGNIZE_ENTITIES_H

#include "recognize/types.h"

/* Gives every mention of doc->mentions its entity and fills entities of doc->result: persons with parts, role, affiliation and nationality. */
NewsmarkStatus nmk_link_entities(NmkDoc *doc);

#endif
