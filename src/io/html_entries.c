/* A list is an element that can be folded, with a heading. Bars are SVG: their numbers stand beside them. */
#include "io/html_entries.h"

#include <stdlib.h>

#include "io/html_marks.h"
#include "io/html_text.h"
#include "io/record_writer.h"
#include "io/sentence.h"
#include "io/topic_tree.h"

enum { BAR = 1000 }; /* units of the longest bar */

typedef struct Entries {
    NmkBuffer *out;
    NmkSlice text;
    const NmkLinks *links;
    const NewsmarkResult *result;
} Entries;

static void open_list(NmkBuffer *out, const char *id, const char *heading) {
    nmk_put_format(out, "<details open id=\"%s\"><summary><h2>%s</h2></summary>\n", id, heading);
}

/* The name of an entry, which leads to its first mark. */
static void put_name(const Entries *e, NmkSlice name, size_t mention) {
    const bool leads = e->links->in_full && mention != SIZE_MAX;
    if (leads)
        nmk_put_format(e->out, "<a class=\"name\" href=\"#m%zu\">", mention);
    else
        nmk_put(e->out, "<span class=\"name\">");
    nmk_put_html_isolated(e->out, name);
    nmk_put(e->out, leads ? "</a>" : "</span>");
}

static void open_bar(NmkBuffer *out) {
    nmk_put_format(out, "<svg class=\"bar\" width=\"100\" height=\"10\" viewBox=\"0 0 %d 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">", BAR);
}

/* As long as the score, split by how often each kind stands there. */
static void put_country_bar(NmkBuffer *out, const NewsmarkCountry *country) {
    uint64_t sum = 0, before = 0;
    for (int k = 0; k < NEWSMARK_KINDS; k++) sum += country->kinds[k];
    open_bar(out);
    for (int k = 0; k < NEWSMARK_KINDS && sum; k++) {
        if (!country->kinds[k]) continue;
        const uint64_t x = before * country->score * (BAR / 100) / sum, end = (before + country->kinds[k]) * country->score * (BAR / 100) / sum;
        nmk_put_format(out, "<rect class=\"k%d\" x=\"%llu\" width=\"%llu\" height=\"10\"/>", k, (unsigned long long)x, (unsigned long long)(end - x));
        before += country->kinds[k];
    }
    nmk_put(out, "</svg>");
}

static void put_kinds(NmkBuffer *out, const NewsmarkCountry *country) {
    bool first = true;
    nmk_put(out, " <small>");
    for (int k = NEWSMARK_KIND_NAME; k < NEWSMARK_KINDS; k++) {
        if (!country->kinds[k]) continue;
        nmk_put_format(out, "%s<span class=\"k%d\">%s %u</span>", first ? "" : ", ", k, newsmark_kind_name((NewsmarkKind)k), country->kinds[k]);
        first = false;
    }
    nmk_put(out, "</small>");
}

static void put_countries(const Entries *e) {
    if (!(e->links->parts & NMK_PART_COUNTRIES) || !e->result->n_countries) return;
    open_list(e->out, "countries", "Countries");
    nmk_put(e->out, "<ul class=\"entries\">\n");
    for (size_t i = 0; i < e->result->n_countries; i++) {
        const NewsmarkCountry *country = &e->result->countries[i];
        nmk_put_format(e->out, "<li class=\"c\" id=\"c%s\"><div class=\"row\"><span>", country->code);
        put_name(e, country->name, nmk_links_country(e->links, country->code));
        nmk_put_format(e->out, " <span class=\"code\">%s</span>%s", country->code, i < e->result->n_focus ? " <span class=\"focus\">focus</span>" : "");
        nmk_put(e->out, "</span>");
        put_country_bar(e->out, country);
        nmk_put_format(e->out, " <b>%u</b></div>", country->score);
        put_kinds(e->out, country);
        nmk_put(e->out, "</li>\n");
    }
    nmk_put(e->out, "</ul></details>\n");
}

static void put_terms(const Entries *e, const NewsmarkTopic *topic) {
    nmk_put(e->out, " <small>");
    for (uint32_t i = 0; i < topic->n_evidence; i++) {
        const NewsmarkTerm *term = &e->result->terms[topic->first_evidence + i];
        if (i) nmk_put(e->out, ", ");
        nmk_put_html(e->out, term->term);
        if (term->count > 1) nmk_put_format(e->out, " \xC3\x97%u", term->count);
    }
    nmk_put(e->out, "</small>");
}

static void put_topic(const Entries *e, const NmkTopicRow *row) {
    const NewsmarkTopic *topic = &e->result->topics[row->topic];
    nmk_put(e->out, topic->relevance >= NMK_TOPIC_ABOUT ? "<li><div class=\"row\"><span class=\"about\">" : "<li><div class=\"row\"><span>");
    nmk_put_html(e->out, topic->topic);
    nmk_put(e->out, "</span>");
    open_bar(e->out);
    nmk_put_format(e->out, "<rect class=\"topic\" x=\"0\" width=\"%d\" height=\"10\"/></svg> <b>%u</b></div>", topic->relevance * (BAR / 100), topic->relevance);
    if (!row->borrowed && topic->relevance >= NMK_TOPIC_SUBSTANCE) put_terms(e, topic);
}

/* Rows one below the other open lists, and close those that end. */
static void put_tree(const Entries *e, const NmkTopicRow *rows, size_t count) {
    uint32_t open = 0;
    for (size_t i = 0; i < count; i++) {
        if (rows[i].depth + 1 > open)
            nmk_put(e->out, open++ ? "\n<ul>\n" : "<ul class=\"tree\">\n");
        else
            nmk_put(e->out, "</li>\n");
        for (; open > rows[i].depth + 1; open--) nmk_put(e->out, "</ul></li>\n");
        put_topic(e, &rows[i]);
    }
    for (; open; open--) nmk_put(e->out, "</li></ul>");
    nmk_put(e->out, "\n");
}

static bool in_tree(const NmkTopicRow *rows, size_t count, size_t topic) {
    while (count && rows[count - 1].topic != topic) count--;
    return count > 0;
}

static void put_topics(const Entries *e) {
    if (!(e->links->parts & NMK_PART_TOPICS) || !e->result->n_topics) return;
    size_t count;
    NmkTopicRow *rows = nmk_topic_tree(e->result, NMK_TOPIC_SUBSTANCE, &count);
    if (!rows) e->out->failed = true;
    open_list(e->out, "topics", "Topics");
    put_tree(e, rows, count);
    bool first = true;
    for (size_t i = 0; i < e->result->n_topics; i++) {
        if (in_tree(rows, count, i)) continue;
        nmk_put(e->out, first ? "<p><small>In passing: " : ", ");
        first = false;
        nmk_put_html(e->out, e->result->topics[i].topic);
    }
    nmk_put(e->out, first ? "</details>\n" : "</small></p></details>\n");
    free(rows);
}

void nmk_put_html_role(NmkBuffer *out, const NewsmarkEntity *person) {
    if (person->role.length || person->affiliation.length) nmk_put(out, ", ");
    if (person->role.length) nmk_put_html_isolated(out, person->role);
    if (person->role.length && person->affiliation.length) nmk_put(out, " of ");
    if (person->affiliation.length) nmk_put_html_isolated(out, person->affiliation);
    if (person->code[0]) nmk_put_format(out, " <span class=\"code\">%s</span>", person->code);
}

static void put_sentence(const Entries *e, const NewsmarkEntity *entity) {
    if (!e->links->in_full || entity->first >= e->result->n_mentions) return;
    const NewsmarkMention *mention = &e->result->mentions[entity->first];
    nmk_put(e->out, "<q dir=\"auto\">");
    nmk_put_html(e->out, nmk_sentence_at(e->text, mention->start, mention->end));
    nmk_put(e->out, "</q>");
}

static void put_entity(const Entries *e, size_t number) {
    const NewsmarkEntity *entity = &e->result->entities[number];
    nmk_put_format(e->out, "<li class=\"%s\" id=\"e%zu\">", nmk_html_class(entity->type), number);
    put_name(e, entity->name, entity->first);
    if (entity->type == NEWSMARK_PERSON) {
        nmk_put_html_role(e->out, entity);
        nmk_put_format(e->out, " <small>%u mention%s</small>", entity->mentions, entity->mentions == 1 ? "" : "s");
        put_sentence(e, entity);
    } else {
        if (entity->code[0]) nmk_put_format(e->out, " <span class=\"code\">%s</span>", entity->code);
        if (entity->mentions > 1) nmk_put_format(e->out, " <small>\xC3\x97%u</small>", entity->mentions);
    }
    nmk_put(e->out, "</li>\n");
}

static void put_entities(const Entries *e, NewsmarkType type, NmkPart part, const char *id, const char *heading) {
    bool any = false;
    if (!(e->links->parts & part)) return;
    for (size_t i = 0; i < e->result->n_entities; i++) {
        if (e->result->entities[i].type != type) continue;
        if (!any) {
            open_list(e->out, id, heading);
            nmk_put(e->out, type == NEWSMARK_PERSON ? "<ul class=\"entries\">\n" : "<ul class=\"names\">\n");
        }
        any = true;
        put_entity(e, i);
    }
    if (any) nmk_put(e->out, "</ul></details>\n");
}

void nmk_put_html_entries(NmkBuffer *out, NmkSlice text, const NmkLinks *links) {
    const Entries entries = {.out = out, .text = text, .links = links, .result = links->result};
    put_countries(&entries);
    put_topics(&entries);
    put_entities(&entries, NEWSMARK_PERSON, NMK_PART_PEOPLE, "people", "People");
    put_entities(&entries, NEWSMARK_ORGANIZATION, NMK_PART_ORGANIZATIONS, "organizations", "Organizations");
    put_entities(&entries, NEWSMARK_PLACE, NMK_PART_PLACES, "places", "Places");
}
