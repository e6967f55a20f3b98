/* Block by block, each one a function. */
#include "cli/article.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli/marked_text.h"
#include "cli/page.h"
#include "io/record_writer.h"
#include "io/sentence.h"
#include "io/topic_tree.h"

enum { NAME_COLUMN = 6, BAR_COLUMN = 26, LONGEST_BAR = 24, SHORTEST_BAR = 8, RELEVANCE_COLUMN = 31, TERMS_COLUMN = 36, MOST_TERMS = 8 };

typedef struct Article {
    NmkPage *page;
    const NmkInput *input;
    const NewsmarkResult *result;
    unsigned parts;
    bool in_full;
} Article;

static void put_number(NmkPage *page, unsigned long long number, const char *behind) {
    char text[64];
    snprintf(text, sizeof text, "%llu%s", number, behind);
    nmk_page_put(page, text);
}

/* A part of the line under the title, with a dot before all but the first. */
static void put_detail(NmkPage *page, NmkSlice text) {
    if (!text.length) return;
    if (page->column || page->word.length) nmk_page_put(page, page->terminal.blocks ? " \xC2\xB7 " : " | ");
    nmk_page_text(page, text);
}

static void put_head(const Article *a) {
    const NewsmarkDetails *details = &a->result->details;
    NmkPage *page = a->page;
    nmk_page_style(page, NMK_STYLE_TITLE);
    if (details->title.length)
        nmk_page_text(page, details->title);
    else
        nmk_page_put(page, a->input->file ? a->input->file : "(no title)");
    nmk_page_style(page, NMK_STYLE_PLAIN);
    nmk_page_newline(page);
    put_detail(page, nmk_slice_of(details->date));
    put_detail(page, details->source);
    for (size_t i = 0; i < details->n_authors; i++) put_detail(page, details->authors[i]);
    put_detail(page, details->dateline);
    char words[48];
    snprintf(words, sizeof words, "%zu words", nmk_words_in(a->input->text));
    put_detail(page, nmk_slice_of(words));
    put_detail(page, details->language.length ? details->language : nmk_slice_of("language unknown"));
    nmk_page_newline(page);
    if (!details->language.length || nmk_slice_is(details->language, "en")) return;
    nmk_page_put(page, "This text is not in English: names and topics are not looked for, or less sure.");
    nmk_page_newline(page);
}

/* Columns of the longest bar: what stands before and behind it needs some 50. */
static unsigned bar_of(const NmkPage *page) {
    unsigned bar = page->terminal.width > 50 ? (page->terminal.width - 50) / 2 : 0;
    return bar > LONGEST_BAR ? LONGEST_BAR : bar < SHORTEST_BAR ? SHORTEST_BAR : bar;
}

static void put_bar(NmkPage *page, unsigned score) {
    unsigned length = (score * bar_of(page) + 50) / 100;
    nmk_page_style(page, NMK_STYLE_COUNTRY);
    for (unsigned i = 0; i < (length ? length : 1); i++) nmk_page_put(page, page->terminal.blocks ? "\xE2\x96\x88" : "#");
    nmk_page_style(page, NMK_STYLE_PLAIN);
}

/* Behind the bar, and below it where the line is full. */
static void put_kinds(NmkPage *page, const NewsmarkCountry *country) {
    const unsigned column = BAR_COLUMN + bar_of(page) + 6, indent = page->indent;
    bool first = true;
    nmk_page_tab(page, column);
    page->indent = column;
    for (int kind = NEWSMARK_KIND_NAME; kind < NEWSMARK_KINDS; kind++) {
        if (!country->kinds[kind]) continue;
        if (!first) nmk_page_put(page, ", ");
        first = false;
        nmk_page_put(page, newsmark_kind_name((NewsmarkKind)kind));
        nmk_page_space(page);
        put_number(page, country->kinds[kind], "");
    }
    nmk_page_newline(page);
    page->indent = indent;
}

static void put_countries(const Article *a) {
    const NewsmarkResult *result = a->result;
    NmkPage *page = a->page;
    if (!(a->parts & NMK_PART_COUNTRIES) || !result->n_countries) return;
    nmk_page_heading(page, "Countries");
    for (size_t i = 0; i < result->n_countries; i++) {
        const NewsmarkCountry *country = &result->countries[i];
        nmk_page_put(page, country->code);
        nmk_page_tab(page, NAME_COLUMN);
        nmk_page_text(page, country->name);
        nmk_page_tab(page, BAR_COLUMN);
        put_bar(page, country->score);
        nmk_page_tab(page, BAR_COLUMN + bar_of(page) + 2);
        put_number(page, country->score, "");
        put_kinds(page, country);
    }
    nmk_page_put(page, result->n_focus ? "Focus: " : "No focus.");
    for (size_t i = 0; i < result->n_focus; i++) {
        if (i) nmk_page_put(page, ", ");
        nmk_page_text(page, result->countries[i].name);
    }
    nmk_page_newline(page);
}

static void put_terms(const Article *a, const NewsmarkTopic *topic) {
    NmkPage *page = a->page;
    unsigned indent = page->indent;
    nmk_page_tab(page, TERMS_COLUMN);
    page->indent = TERMS_COLUMN;
    nmk_page_style(page, NMK_STYLE_DIM);
    for (uint32_t i = 0; i < topic->n_evidence && i < MOST_TERMS; i++) {
        const NewsmarkTerm *term = &a->result->terms[topic->first_evidence + i];
        if (i) nmk_page_put(page, ", ");
        nmk_page_text(page, term->term);
        if (term->count > 1) {
            nmk_page_space(page);
            put_number(page, term->count, "x");
        }
    }
    if (topic->n_evidence > MOST_TERMS) {
        nmk_page_put(page, ", ");
        put_number(page, topic->n_evidence - MOST_TERMS, " more");
    }
    nmk_page_style(page, NMK_STYLE_PLAIN);
    nmk_page_newline(page);
    page->indent = indent;
}

static void put_topic(const Article *a, const NmkTopicRow *row) {
    NmkPage *page = a->page;
    const NewsmarkTopic *topic = &a->result->topics[row->topic];
    nmk_page_tab(page, page->indent + 2 * row->depth);
    if (topic->relevance >= NMK_TOPIC_ABOUT) nmk_page_style(page, NMK_STYLE_TITLE);
    nmk_page_text(page, topic->topic);
    nmk_page_style(page, NMK_STYLE_PLAIN);
    nmk_page_tab(page, RELEVANCE_COLUMN);
    put_number(page, topic->relevance, "");
    if (!row->borrowed && topic->relevance >= NMK_TOPIC_SUBSTANCE)
        put_terms(a, topic);
    else
        nmk_page_newline(page);
}

static bool in_tree(const NmkTopicRow *rows, size_t count, size_t topic) {
    while (count && rows[count - 1].topic != topic) count--;
    return count > 0;
}

static void put_topics(const Article *a) {
    NmkPage *page = a->page;
    if (!(a->parts & NMK_PART_TOPICS) || !a->result->n_topics) return;
    size_t count;
    NmkTopicRow *rows = nmk_topic_tree(a->result, NMK_TOPIC_SUBSTANCE, &count);
    if (!rows) page->out->failed = true;
    nmk_page_heading(page, "Topics");
    for (size_t i = 0; i < count; i++) put_topic(a, &rows[i]);
    bool first = true;
    for (size_t i = 0; i < a->result->n_topics; i++) {
        if (in_tree(rows, count, i)) continue;
        nmk_page_put(page, first ? "In passing: " : ", ");
        first = false;
        nmk_page_text(page, a->result->topics[i].topic);
    }
    if (!first) nmk_page_newline(page);
    free(rows);
}

static void put_role(NmkPage *page, const NewsmarkEntity *person) {
    if (person->role.length) {
        nmk_page_put(page, ", ");
        nmk_page_text(page, person->role);
    }
    if (person->affiliation.length) {
        nmk_page_put(page, person->role.length ? " of " : ", ");
        nmk_page_text(page, person->affiliation);
    }
    if (person->code[0]) {
        nmk_page_put(page, " (");
        nmk_page_put(page, person->code);
        nmk_page_put(page, ")");
    }
}

static void put_sentence(const Article *a, const NewsmarkEntity *entity) {
    if (!a->in_full || entity->first >= a->result->n_mentions) return;
    const NewsmarkMention *mention = &a->result->mentions[entity->first];
    nmk_page_newline(a->page);
    a->page->indent = 6;
    nmk_page_style(a->page, NMK_STYLE_DIM);
    nmk_page_text(a->page, nmk_sentence_at(a->input->text, mention->start, mention->end));
    nmk_page_style(a->page, NMK_STYLE_PLAIN);
    nmk_page_newline(a->page);
    a->page->indent = 2;
}

static size_t count_type(const NewsmarkResult *result, NewsmarkType type) {
    size_t count = 0;
    for (size_t i = 0; i < result->n_entities; i++) count += result->entities[i].type == type;
    return count;
}

static void put_people(const Article *a) {
    NmkPage *page = a->page;
    if (!(a->parts & NMK_PART_PEOPLE) || !count_type(a->result, NEWSMARK_PERSON)) return;
    nmk_page_heading(page, "People");
    for (size_t i = 0; i < a->result->n_entities; i++) {
        const NewsmarkEntity *person = &a->result->entities[i];
        if (person->type != NEWSMARK_PERSON) continue;
        nmk_page_style(page, NMK_STYLE_PERSON);
        nmk_page_text(page, person->name);
        nmk_page_style(page, NMK_STYLE_PLAIN);
        put_role(page, person);
        nmk_page_put(page, ", ");
        put_number(page, person->mentions, person->mentions == 1 ? " mention" : " mentions");
        put_sentence(a, person);
        if (page->column || page->word.length) nmk_page_newline(page);
    }
}

/* Names of one type in a row. */
static void put_names(const Article *a, NewsmarkType type, NmkPart part, const char *heading) {
    NmkPage *page = a->page;
    if (!(a->parts & part) || !count_type(a->result, type)) return;
    nmk_page_heading(page, heading);
    bool first = true;
    for (size_t i = 0; i < a->result->n_entities; i++) {
        const NewsmarkEntity *entity = &a->result->entities[i];
        if (entity->type != type) continue;
        if (!first) nmk_page_put(page, ", ");
        first = false;
        nmk_page_style(page, nmk_style_of(type));
        nmk_page_text(page, entity->name);
        nmk_page_style(page, NMK_STYLE_PLAIN);
        if (entity->code[0]) {
            nmk_page_put(page, " (");
            nmk_page_put(page, entity->code);
            nmk_page_put(page, ")");
        }
        if (entity->mentions > 1) {
            nmk_page_space(page);
            put_number(page, entity->mentions, "x");
        }
    }
    nmk_page_newline(page);
}

static void put_text(const Article *a) {
    nmk_page_heading(a->page, "Text");
    nmk_page_marked(a->page, a->input->text, a->result, a->parts);
    if (a->page->column || a->page->word.length) nmk_page_newline(a->page);
}

void nmk_put_article(NmkBuffer *out, NmkTerminal terminal, const NmkInput *input, const NewsmarkResult *result, unsigned parts, bool in_full) {
    NmkPage page = nmk_page(out, terminal);
    const Article article = {.page = &page, .input = input, .result = result, .parts = parts, .in_full = in_full};
    put_head(&article);
    put_countries(&article);
    put_topics(&article);
    put_people(&article);
    put_names(&article, NEWSMARK_ORGANIZATION, NMK_PART_ORGANIZATIONS, "Organizations");
    put_names(&article, NEWSMARK_PLACE, NMK_PART_PLACES, "Places");
    if (in_full) put_text(&article);
    page.indent = 0;
    nmk_page_newline(&page);
    nmk_page_close(&page);
}
