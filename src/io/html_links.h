/* What the parts of an HTML report call each other by: a mark leads to the entry of its entity or country, an entry to its first mark. Ids are
 * "m" and the number of the mention, "e" and the number of the entity, "c" and the code of the country. */
#ifndef NEWSMARK_IO_HTML_LINKS_H
#define NEWSMARK_IO_HTML_LINKS_H

#include "io/buffer.h"

enum { NMK_CODES = 26 * 26 };

typedef struct NmkLinks {
    const NewsmarkResult *result;
    unsigned parts;
    bool in_full;                /* with the text, and so with marks */
    bool listed[NMK_CODES];      /* countries that have an entry */
    uint32_t first_of[NMK_CODES]; /* 1 + the first mention of that country, 0 for none */
} NmkLinks;

/* parts: a set of NmkPart. */
void nmk_links_init(NmkLinks *links, const NewsmarkResult *result, unsigned parts, bool in_full);

/* Is the mention of a type that is shown? */
bool nmk_links_show(const NmkLinks *links, const NewsmarkMention *mention);

/* Does the mention speak of a country? A company of one does not. */
static inline bool nmk_links_counts(const NewsmarkMention *mention) { return mention->kind != NEWSMARK_KIND_NONE && mention->code[0]; }

/* Has this mention an id: is it the first of its entity, or of its country? */
bool nmk_links_lead_to(const NmkLinks *links, size_t mention);

/* The first mention of the country; SIZE_MAX for none, or without the text. */
size_t nmk_links_country(const NmkLinks *links, const char *code);

/* Appends ' href="#e5"', to the entry of a mention. */
void nmk_put_entry_link(NmkBuffer *out, const NmkLinks *links, const NewsmarkMention *mention);

#endif
