/* Block by block. The order of the page is the order of the keyboard: head, lists, layers, text. */
#include "io/html_article.h"

#include <stdio.h>

#include "io/html_entries.h"
#include "io/html_frame.h"
#include "io/html_marks.h"
#include "io/html_text.h"
#include "io/record_writer.h"
#include "io/sentence.h"
#include "io/topic_tree.h"

enum { MOST_WHO = 3, MOST_WHERE = 3, MOST_ABOUT = 4 }; /* of the head */

typedef struct Article {
    NmkBuffer *out;
    const NmkInput *input;
    const NewsmarkResult *result;
    NmkLinks links;
    NmkWhy why;
} Article;

static NmkSlice title_of(const Article *a) {
    if (a->result->details.title.length) return a->result->details.title;
    return nmk_slice_of(a->input->file ? a->input->file : "(no title)");
}

static void put_detail(NmkBuffer *out, const char *name, NmkSlice text) {
    if (!text.length) return;
    nmk_put_format(out, "<div><dt>%s</dt><dd>", name);
    nmk_put_html_isolated(out, text);
    nmk_put(out, "</dd></div>\n");
}

static void put_details(const Article *a) {
    const NewsmarkDetails *details = &a->result->details;
    char words[32];
    nmk_put(a->out, "<dl class=\"details\">\n");
    put_detail(a->out, "Date", nmk_slice_of(details->date));
    put_detail(a->out, "Source", details->source);
    for (size_t i = 0; i < details->n_authors; i++) put_detail(a->out, "Author", details->authors[i]);
    put_detail(a->out, "Dateline", details->dateline);
    snprintf(words, sizeof words, "%zu", nmk_words_in(a->input->text));
    put_detail(a->out, "Words", nmk_slice_of(words));
    put_detail(a->out, "Language", details->language.length ? details->language : nmk_slice_of("unknown"));
    nmk_put(a->out, "</dl>\n");
    if (!details->language.length || nmk_slice_is(details->language, "en")) return;
    nmk_put(a->out, "<p class=\"note\">This text is not in English: names and topics are not looked for, or less sure.</p>\n");
}

/* Opens a line of the summary at its first item, else puts a separator. */
static void next_item(NmkBuffer *out, const char *name, unsigned *items) {
    if ((*items)++)
        nmk_put(out, "; ");
    else
        nmk_put_format(out, "<div><dt>%s</dt><dd>", name);
}

static void put_where(const Article *a) {
    unsigned items = 0;
    if (!(a->links.parts & NMK_PART_COUNTRIES)) return;
    for (size_t i = 0; i < a->result->n_focus && items < MOST_WHERE; i++) {
        next_item(a->out, "Where", &items);
        nmk_put_format(a->out, "<a href=\"#c%s\">", a->result->countries[i].code);
        nmk_put_html_isolated(a->out, a->result->countries[i].name);
        nmk_put(a->out, "</a>");
    }
    if (items) nmk_put(a->out, "</dd></div>\n");
}

static void put_who(const Article *a) {
    unsigned items = 0;
    if (!(a->links.parts & NMK_PART_PEOPLE)) return;
    for (size_t i = 0; i < a->result->n_entities && items < MOST_WHO; i++) {
        const NewsmarkEntity *person = &a->result->entities[i];
        if (person->type != NEWSMARK_PERSON) continue;
        next_item(a->out, "Who", &items);
        nmk_put_format(a->out, "<a href=\"#e%zu\">", i);
        nmk_put_html_isolated(a->out, person->name);
        nmk_put(a->out, "</a>");
        nmk_put_html_role(a->out, person);
    }
    if (items) nmk_put(a->out, "</dd></div>\n");
}

static void put_about(const Article *a) {
    unsigned items = 0;
    if (!(a->links.parts & NMK_PART_TOPICS)) return;
    for (size_t i = 0; i < a->result->n_topics && items < MOST_ABOUT && a->result->topics[i].relevance >= NMK_TOPIC_ABOUT; i++) {
        next_item(a->out, "About", &items);
        nmk_put_html(a->out, a->result->topics[i].topic);
    }
    if (items) nmk_put(a->out, "</dd></div>\n");
}

/* Where, who and what, in three lines at most. */
static void put_short(const Article *a) {
    const size_t before = a->out->length;
    nmk_put(a->out, "<dl class=\"short\">\n");
    const size_t opened = a->out->length;
    put_where(a);
    put_who(a);
    put_about(a);
    if (a->out->length > opened)
        nmk_put(a->out, "</dl>\n");
    else
        a->out->length = before;
}

static void put_found(const Article *a) {
    nmk_put(a->out, "<section class=\"found\" aria-label=\"What is in it\">\n");
    const size_t opened = a->out->length;
    nmk_put_html_entries(a->out, a->input->text, &a->links);
    if (a->out->length == opened) nmk_put(a->out, "<p>Nothing was found.</p>\n");
    nmk_put(a->out, "</section>\n");
}

static void put_head(const Article *a) {
    if (a->links.in_full) nmk_put(a->out, "<a class=\"skip\" href=\"#text\">Skip to the text</a>\n");
    nmk_put(a->out, "<header id=\"head\" tabindex=\"-1\">\n<h1 dir=\"auto\">");
    nmk_put_html(a->out, title_of(a));
    nmk_put(a->out, "</h1>\n");
    put_details(a);
    put_short(a);
    if (a->links.in_full) nmk_put(a->out, "<p class=\"jump\"><a href=\"#text\">Read the text</a></p>\n");
    nmk_put(a->out, "</header>\n");
}

/* Which marks are seen: style sheets know by the state of the boxes, no script is needed. */
static void put_layers(const Article *a) {
    static const struct {
        const char *class, *label;
        NmkPart part;
    } LAYERS[] = {{"p", "people", NMK_PART_PEOPLE}, {"o", "organizations", NMK_PART_ORGANIZATIONS}, {"l", "places", NMK_PART_PLACES},
                  {"c", "countries", NMK_PART_COUNTRIES}};
    nmk_put(a->out, "<fieldset class=\"layers\"><legend>Marks</legend>\n");
    for (size_t i = 0; i < sizeof LAYERS / sizeof *LAYERS; i++)
        if (a->links.parts & LAYERS[i].part)
            nmk_put_format(a->out, "<label><input type=\"checkbox\" id=\"show-%s\" checked> <span class=\"%s\">%s</span></label>\n", LAYERS[i].class,
                           LAYERS[i].class, LAYERS[i].label);
    nmk_put(a->out, "<label><input type=\"checkbox\" id=\"show-labels\"> labels</label></fieldset>\n");
}

static void put_text(Article *a) {
    const NmkSlice language = a->result->details.language;
    nmk_put(a->out, "<section class=\"reading\" aria-labelledby=\"text\">\n<h2 id=\"text\" tabindex=\"-1\">Text</h2>\n");
    put_layers(a);
    nmk_put(a->out, "<div id=\"marked\" lang=\"");
    nmk_put_html_plain(a->out, language);
    nmk_put(a->out, "\">\n");
    nmk_put_html_marked(a->out, a->input->text, &a->links, &a->why);
    nmk_put(a->out, "</div>\n</section>\n");
}

static void put_foot(const Article *a) {
    nmk_put(a->out, "<footer><p>Marked by newsmark ");
    nmk_put(a->out, newsmark_version());
    nmk_put(a->out, ", by rules and lists; scores say how sure a mark is, of 100.</p></footer>\n");
}

void nmk_put_html_article(NmkBuffer *out, const NmkInput *input, NewsmarkDocument *document, unsigned parts, bool in_full) {
    Article a = {.out = out, .input = input, .result = newsmark_result(document)};
    nmk_links_init(&a.links, a.result, parts, in_full);
    if (nmk_why_init(&a.why, document)) {
        nmk_put_html_open(out, title_of(&a));
        put_head(&a);
        nmk_put(out, "<main>\n");
        put_found(&a);
        if (in_full) put_text(&a);
        nmk_put(out, "</main>\n");
        put_foot(&a);
        nmk_put_why(out, &a.why);
        nmk_put_html_close(out);
    } else {
        out->failed = true;
    }
    nmk_why_free(&a.why);
}
