/* Role phrases: where a role such as "former deputy prime minister" stands. */
#ifndef NEWSMARK_RECOGNIZE_ROLE_PHRASES_H
#define NEWSMARK_RECOGNIZE_ROLE_PHRASES_H

#include "recognize/linking.h"

/* What a text says of a person beside a mention. */
typedef struct NmkStatement {
    uint32_t first, end;  /* tokens of the role, equal where there is none */
    uint32_t affiliation; /* mention of an organization, NMK_NONE */
    uint16_t country;     /* NMK_NO_COUNTRY */
} NmkStatement;

/* First token of the longest role, with all that qualifies it, that ends before token end; end where there is none. */
uint32_t nmk_role_before(const NmkLinking *linking, uint32_t end);

/* Reads the noun phrase from token on whose head is a role: "the Panamanian vice minister of finance". The role it finds
 * must end the phrase: what follows is a mark, a preposition, a line end or, after "a", anything but a noun's name. */
bool nmk_role_phrase(const NmkLinking *linking, uint32_t mention, uint32_t token, NmkStatement *out);

/* Country and affiliation that stand before token: "Japan's", "Apple", "South Korean". */
void nmk_owner_before(const NmkLinking *linking, uint32_t mention, uint32_t token, NmkStatement *out);

/* Country and affiliation in "of Luxembourg", "at Keio University" from token on. */
void nmk_owner_after(const NmkLinking *linking, uint32_t mention, uint32_t token, NmkStatement *out);

bool nmk_is_preposition(const NmkDoc *doc, uint32_t token);

/* The mention that starts, or ends, just at token, searched from a mention nearby; NMK_NONE. */
uint32_t nmk_mention_from(const NmkDoc *doc, uint32_t near, uint32_t token);
uint32_t nmk_mention_until(const NmkDoc *doc, uint32_t near, uint32_t token);

#endif
