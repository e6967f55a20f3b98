/* Countries are found by a table over all codes of two capitals. */
#include "io/html_links.h"

#include "io/record_writer.h"

static size_t index_of(const char *code) {
    return (size_t)(code[0] - 'A') * 26 + (size_t)(code[1] - 'A');
}

bool nmk_links_show(const NmkLinks *links, const NewsmarkMention *mention) {
    return links->in_full && nmk_style_shows(&(NmkRecordStyle){.parts = links->parts}, mention->type);
}

void nmk_links_init(NmkLinks *links, const NewsmarkResult *result, unsigned parts, bool in_full) {
    *links = (NmkLinks){.result = result, .parts = parts, .in_full = in_full};
    for (size_t i = 0; i < result->n_countries && parts & NMK_PART_COUNTRIES; i++) links->listed[index_of(result->countries[i].code)] = true;
    for (size_t i = result->n_mentions; i-- > 0;)
        if (nmk_links_counts(&result->mentions[i]) && nmk_links_show(links, &result->mentions[i])) links->first_of[index_of(result->mentions[i].code)] = (uint32_t)i + 1;
}

bool nmk_links_lead_to(const NmkLinks *links, size_t mention) {
    const NewsmarkMention *m = &links->result->mentions[mention];
    if (m->entity != NEWSMARK_NO_ENTITY && links->result->entities[m->entity].first == mention) return true;
    return nmk_links_counts(m) && links->listed[index_of(m->code)] && links->first_of[index_of(m->code)] == mention + 1;
}

size_t nmk_links_country(const NmkLinks *links, const char *code) {
    return (size_t)links->first_of[index_of(code)] - 1;
}

/* Countries have entries of their own; an author, who is no entity, stands in the head. */
void nmk_put_entry_link(NmkBuffer *out, const NmkLinks *links, const NewsmarkMention *mention) {
    const bool country = mention->type == NEWSMARK_COUNTRY ||
                         (mention->entity != NEWSMARK_NO_ENTITY && links->result->entities[mention->entity].type == NEWSMARK_COUNTRY);
    if (country && links->listed[index_of(mention->code)])
        nmk_put_format(out, " href=\"#c%s\"", mention->code);
    else if (!country && mention->entity != NEWSMARK_NO_ENTITY)
        nmk_put_format(out, " href=\"#e%u\"", mention->entity);
    else
        nmk_put(out, " href=\"#head\"");
}
