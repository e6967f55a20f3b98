/* Topics: forms of terms, what the topic files may say, which matches count, and what becomes of them; each with a data folder of its own. */
#define _XOPEN_SOURCE 700
#include "compile/compile.h"
#include "compile/inflect.h"
#include "compile/topics.h"
#include "folder.h"
#include "model/model.h"

static const char TREE[] =
    "01000000\tarts\t-\tarts\n02000000\tcrime-law\t-\tcrime\n03000000\tdisaster\t-\tdisaster\n04000000\tbusiness\t-\tbusiness\n"
    "05000000\teducation\t-\teducation\n06000000\tenvironment\t-\tenvironment\n07000000\thealth\t-\thealth\n08000000\tpeople\t-\tpeople\n"
    "09000000\tlabour\t-\tlabour\n10000000\tleisure\t-\tleisure\n11000000\tpolitics\t-\tpolitics\n12000000\treligion\t-\treligion\n"
    "13000000\tscience\t-\tscience\n14000000\tsociety\t-\tsociety\n15000000\tsport\t-\tsport\n16000000\tconflict\t-\tconflict\n"
    "17000000\tweather\t-\tweather\n"
    "20000738\texploration\tscience\texploration\n20000739\tspace\texploration\tspace exploration\n"
    "20000338\taviation\tbusiness\tair transport\n-\tjets\tconflict\tjets\n20000598\tdefence\tpolitics\tdefence\n";

static const char FORMS[] = "plural\t*man\t*men\nplural\thuman\thumans\nplural\taircraft\t-\nspelling\t*ise\t*ize\nspelling\t*isation\t*ization\n"
                            "spelling\tlabour*\tlabor*\nspelling\tpromis*\t-\nspelling\tprogramme\tprogram\nspelling\tprogrammes\tprograms\n";

static const char TOPICS[] = "topic space\n"
                             "threshold 105\n"
                             "strong: outer space | rocket launch | Mars | ESA | space programme\n"
                             "medium: space | orbit*\n"
                             "weak: launch\n"
                             "block: office space | Mars bar\n"
                             "topic aviation\n"
                             "strong: jet\n"
                             "topic jets\n"
                             "strong: fighter jet\n"
                             "topic defence\n"
                             "threshold 105\n"
                             "from space 8/16\n"
                             "strong: warship\n"
                             "topic sport\n"
                             "threshold 105\n"
                             "strong: league title\n";

static Folder folder;
static NmkArena arena;
static NmkDiagnostics diagnostics;
static void *image;
static size_t image_size;
static NewsmarkModel *model;
static NewsmarkDocument *document;

static void open_folder(void) {
    folder = folder_new();
    folder_write(&folder, "topics/tree.tsv", TREE);
    folder_write(&folder, "topics/forms.tsv", FORMS);
    nmk_arena_init(&arena, NULL);
    diagnostics = (NmkDiagnostics){.arena = &arena};
    image = NULL;
    model = NULL;
    document = NULL;
}

static void close_folder(void) {
    newsmark_document_free(document);
    newsmark_model_free(model);
    free(image);
    nmk_arena_free(&arena);
    folder_remove(&folder);
}

TestSuite(topics, .init = open_folder, .fini = close_folder);

static NewsmarkStatus compile(const char *topics) {
    NewsmarkError error;
    const char *folders[] = {folder.path};
    folder_write(&folder, "topics/a.topics", topics);
    return nmk_compile_trial(folders, 1, NULL, &diagnostics, &image, &image_size, &error);
}

static void open_model(const char *topics) {
    cr_assert_eq(compile(topics), NEWSMARK_OK);
    cr_assert_eq(newsmark_model_open_memory(image, image_size, &model, NULL), NEWSMARK_OK);
    cr_assert_eq(newsmark_document_new(model, &document), NEWSMARK_OK);
}

static const NewsmarkTopic *topic_of(const char *text, const char *slug) {
    cr_assert_eq(newsmark_annotate(document, text, strlen(text), NULL), NEWSMARK_OK);
    const NewsmarkResult *result = newsmark_result(document);
    for (size_t i = 0; i < result->n_topics; i++)
        if (nmk_slice_is(result->topics[i].topic, slug)) return &result->topics[i];
    return NULL;
}

static unsigned relevance(const char *text, const char *slug) {
    const NewsmarkTopic *topic = topic_of(text, slug);
    return topic ? topic->relevance : 0;
}

Test(topics, forms_of_terms) {
    static const struct {
        const char *term, *forms; /* each followed by a bar */
    } ROWS[] = {
        {"rocket", "rocket|rockets|"},
        {"policeman", "policeman|policemen|"},
        {"human", "human|humans|"},
        {"aircraft", "aircraft|"},
        {"city", "city|cities|"},
        {"bus-stop", "bus stop|bus stops|"},
        {"crash", "crash|crashes|"},
        {"news", "news|"},
        {"hack*", "hack|hacks|hacked|hacking|"},
        {"ban* smoking", "ban smoking|ban smokings|bans smoking|bans smokings|baned smoking|baned smokings|baning smoking|baning smokings|"
                         "banned smoking|banned smokings|banning smoking|banning smokings|"},
        {"labour law", "labour law|labour laws|labor law|labor laws|"},
        {"organise*", "organise|organize|organises|organised|organising|organizes|organized|organizing|"},
        {"Organisation", "Organisation|Organization|Organisations|Organizations|"},
        {"promise", "promise|promises|"},
        {"A-level", "A level|A levels|"},
    };
    NmkBuilder *builder = nmk_builder_new(&diagnostics);
    NewsmarkError error;
    NmkSources sources;
    const char *folders[] = {folder.path};
    cr_assert_eq(nmk_sources_read(builder, folders, 1, &sources, &error), NEWSMARK_OK);
    const NmkInflector *inflector = nmk_inflector_new(builder, &sources);
    cr_assert_not_null(inflector);
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        NmkForms forms;
        char found[1024] = "";
        size_t used = 0;
        cr_assert(nmk_inflect(inflector, nmk_slice_of(ROWS[i].term), &forms));
        for (uint32_t k = 0; k < forms.count; k++)
            used += (size_t)snprintf(found + used, sizeof found - used, "%.*s|", (int)forms.at[k].length, forms.at[k].bytes);
        cr_expect_str_eq(found, ROWS[i].forms, "%s: %s", ROWS[i].term, found);
    }
    nmk_builder_free(builder);
}

Test(topics, which_matches_count) {
    static const struct {
        const char *text, *slug;
        bool listed;
    } ROWS[] = {
        {"They sent it into outer space.", "space", true},
        {"The rocket-launches were late.", "space", true},
        {"It is orbiting the space station.", "space", true},
        {"Probes landed on Mars.", "space", true},
        {"The army mars the view.", "space", false},
        {"ESA said so.", "space", true},
        {"Esa said so.", "space", false},
        {"He ate a Mars bar.", "space", false},
        {"There is office space and more office space.", "space", false},
        {"The space programs went on.", "space", true},
        {"A launch, a launch and a launch.", "space", false},
        {"The jet landed.", "aviation", true},
        {"The fighter jet landed.", "aviation", false},
        {"The fighter jet landed.", "jets", true},
        {"The fighter jet and the jet landed.", "aviation", true},
    };
    open_model(TOPICS);
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        cr_expect_eq(topic_of(ROWS[i].text, ROWS[i].slug) != NULL, ROWS[i].listed, "%s", ROWS[i].text);
}

Test(topics, more_evidence_means_more_relevance) {
    open_model(TOPICS);
    unsigned one = relevance("It went into outer space in the end.", "space");
    unsigned two = relevance("It went into outer space in the end, after the rocket launch.", "space");
    cr_expect_geq(one, 25);
    cr_expect_gt(two, one);
    cr_expect_leq(two, 100);
}

Test(topics, a_word_in_passing_is_below_25) {
    char text[20000] = "It went into outer space. ";
    open_model(TOPICS);
    while (strlen(text) < sizeof text - 100) strcat(text, "The town met and the people there spoke of roads, wages and milk. ");
    unsigned passing = relevance(text, "space");
    cr_expect_gt(passing, 0);
    cr_expect_lt(passing, 25);
}

Test(topics, what_lies_above_is_listed) {
    open_model(TOPICS);
    const NewsmarkTopic *topic = topic_of("They sent it into outer space.", "exploration");
    cr_assert_not_null(topic);
    cr_expect(nmk_slice_is(topic->code, "medtop:20000738"));
    cr_expect_eq(topic->relevance, relevance("They sent it into outer space.", "space"));
    cr_expect_eq(relevance("They sent it into outer space.", "science"), 100);
    cr_expect_eq(relevance("They sent it into outer space.", "sport"), 0);
    topic = topic_of("The fighter jet landed.", "jets");
    cr_assert_not_null(topic);
    cr_expect_eq(topic->code.length, 0);
    cr_expect_geq(relevance("They won the league title.", "sport"), 50);
}

Test(topics, a_topic_knows_the_one_above) {
    open_model(TOPICS);
    const NewsmarkTopic *topic = topic_of("They sent it into outer space.", "space");
    const NewsmarkTopic *all = newsmark_result(document)->topics;
    cr_assert_not_null(topic);
    cr_assert_neq(topic->parent, NEWSMARK_NO_TOPIC);
    const NewsmarkTopic *above = &all[topic->parent];
    while (above->parent != NEWSMARK_NO_TOPIC) above = &all[above->parent];
    cr_expect(nmk_slice_is(all[topic->parent].topic, "exploration"), "%.*s", (int)all[topic->parent].topic.length, all[topic->parent].topic.bytes);
    cr_expect(nmk_slice_is(above->topic, "science"));
}

Test(topics, a_linked_topic_gets_a_share) {
    open_model(TOPICS);
    const NewsmarkTopic *topic = topic_of("Into outer space: rocket launch to Mars.", "defence");
    cr_assert_not_null(topic);
    cr_expect_lt(topic->relevance, relevance("Into outer space: rocket launch to Mars.", "space"));
}

Test(topics, evidence_names_term_place_and_source) {
    static const char text[] = "Orbits are in outer space. Outer space is far.";
    open_model(TOPICS);
    const NewsmarkTopic *topic = topic_of(text, "space");
    cr_assert_not_null(topic);
    cr_assert_eq(topic->n_evidence, 2);
    const NewsmarkTerm *term = &newsmark_result(document)->terms[topic->first_evidence];
    cr_expect(nmk_slice_is(term->term, "outer space"));
    cr_expect(nmk_slice_is(term->source, "topics/a.topics:3"));
    cr_expect_eq(term->count, 2);
    cr_expect_eq(term->strength, 3);
    cr_expect_eq(term->start, 14);
    cr_expect_eq(term->end, 25);
    cr_expect(nmk_slice_is(term[1].term, "orbit*"));
}

/* The only entry of a word, which stands for topics. */
static const NmkEntry *entry_of(const char *word) {
    const NmkModelView *view = &model->view;
    const NmkNode *node = &view->nodes[view->words[nmk_word_find(view, word, strlen(word))].node];
    cr_assert(node->entries == 1 && view->entries[node->entry].kind == NMK_ENTRY_TERM, "%s", word);
    return &view->entries[node->entry];
}

Test(topics, a_phrase_is_one_entry) {
    open_model("topic space\nstrong: probe | comet\ntopic aviation\nweak: probe | comet\ntopic jets\nblock: probe | comets\n"
               "topic defence\nblock: probe\nmedium: probe*\n");
    const NmkEntry *probe = entry_of("probe"), *probes = entry_of("probes"), *comet = entry_of("comet");
    const NmkPhraseTerm *rows = &model->view.phrase_terms[probe->id];
    cr_expect_eq(nmk_entry_terms(probe), 2); /* that of defence is blocked by its own block */
    cr_expect_eq(nmk_entry_blocks(probe), 2);
    cr_expect(rows[0].strength == NMK_STRONG && rows[1].strength == NMK_WEAK && rows[2].strength == NMK_BLOCK && rows[3].strength == NMK_BLOCK);
    cr_expect(rows[0].topic != rows[1].topic);
    cr_expect_eq(rows[0].alone, 1);
    cr_expect(probes->id == probe->id && probes->flags == probe->flags);
    cr_expect_eq(nmk_entry_terms(comet), 2);
    cr_expect_eq(model->view.phrase_terms[comet->id].alone, 0, "\"comets\" is blocked for jets, \"comet\" is not");
}

/* How often the first term of a topic counts, 0 where the topic is not listed. */
static unsigned first_count(const char *text, const char *slug) {
    const NewsmarkTopic *topic = topic_of(text, slug);
    return topic && topic->n_evidence ? newsmark_result(document)->terms[topic->first_evidence].count : 0;
}

Test(topics, terms_of_a_phrase_count_apart_where_one_is_blocked) {
    static const char BLOCKED[] = "The comet city is far. A comet came, and comets came, and the comet went.";
    open_model("topic space\nstrong: comet\ntopic aviation\nstrong: comet\nblock: comet city\n");
    cr_expect_eq(first_count("A comet came, and comets came.", "space"), 2);
    cr_expect_eq(first_count("A comet came, and comets came.", "aviation"), 2);
    cr_expect_eq(first_count(BLOCKED, "space"), 4);
    cr_expect_eq(first_count(BLOCKED, "aviation"), 3);
    cr_expect_eq(first_count("The comet city is far.", "aviation"), 0);
}

Test(topics, a_term_of_several_phrases_is_one_term) {
    open_model("topic space\nstrong: comet\ntopic aviation\nstrong: Comet\ntopic jets\nstrong: comets\n");
    cr_expect_eq(first_count("The comets came. A comet went.", "space"), 2);
    cr_expect_eq(topic_of("The comets came. A comet went.", "space")->n_evidence, 1);
    cr_expect_eq(first_count("The comets came. A comet went.", "jets"), 1);
    cr_expect_eq(first_count("The comets came. A comet went.", "aviation"), 0);
    cr_expect_eq(first_count("The comets came. The Comet went.", "aviation"), 1);
}

Test(topics, a_later_file_replaces) {
    folder_write(&folder, "topics/b.topics", "topic space\nblock: outer space\n");
    open_model(TOPICS);
    cr_expect_eq(relevance("It went into outer space.", "space"), 0);
    cr_expect_gt(relevance("It went to Mars.", "space"), 0);
}

static bool complained(const char *part) {
    for (uint32_t i = 0; i < diagnostics.count; i++) {
        char text[1024];
        nmk_diagnostic_text(&diagnostics.at[i], text, sizeof text);
        if (strstr(text, part)) return true;
    }
    return false;
}

Test(topics, faults_are_reported_with_their_place) {
    static const struct {
        const char *topics, *message;
    } ROWS[] = {
        {"topic spaec\n", "topics/a.topics:1:7: unknown topic \"spaec\""},
        {"strong: moon\n", "a.topics:1:1: expected \"topic\" and the name of a topic first"},
        {"topic space\nstrnog: moon\n", "a.topics:2:1: expected topic, classes, threshold"},
        {"topic space\nclasses science 9\n", "a.topics:2:9: expected a weight in eighths"},
        {"topic space\nclasses defence 9/8\n", "a.topics:2:9: expected one of the classes"},
        {"topic space\nthreshold high\n", "a.topics:2:11: expected a number"},
        {"topic space\nfrom sport 4/8\n", "a.topics:2:6: expected a topic and a weight in sixteenths"},
        {"topic space\nfrom sprot 4/16\n", "a.topics:2:6: unknown topic \"sprot\""},
        {"topic space\nstrong: one two three four five six seven eight nine\n", "a.topics:2:9: a term needs one to eight words"},
        {"topic space\nstrong: moon\nweak: moon\n", "a.topics:3:7: warning: \"moon\" is a strong term of this topic already, line 2"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        diagnostics.count = diagnostics.errors = 0;
        compile(ROWS[i].topics);
        cr_expect(complained(ROWS[i].message), "%s", ROWS[i].message);
        free(image);
        image = NULL;
    }
}

Test(topics, examples_are_run) {
    NmkBuilder *builder = nmk_builder_new(&diagnostics);
    NmkSources sources;
    NewsmarkError error;
    const char *folders[] = {folder.path};
    cr_assert_eq(compile("topic space\nstrong: moon\nblock: honey moon\n+ They went to the moon.\n- The honey moon was short.\n"
                         "+ They went home.\n- The moon is far.\n"),
                 NEWSMARK_OK);
    cr_assert_eq(nmk_sources_read(builder, folders, 1, &sources, &error), NEWSMARK_OK);
    uint32_t before = diagnostics.errors;
    cr_assert_eq(nmk_check_topics(&diagnostics, &sources, image, image_size, &error), NEWSMARK_OK);
    cr_expect_eq(diagnostics.errors - before, 2);
    cr_expect(complained("a.topics:6:2: the text should be of the topic \"space\", its relevance is 0"));
    cr_expect(complained("a.topics:7:2: the text should not be of the topic \"space\""));
    nmk_builder_free(builder);
}
