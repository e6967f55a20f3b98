/* Rules from text to match: each row of the tables is a data folder of its own, compiled, verified and asked whether its rule holds of a span. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compile/compile.h"
#include "compile/rules.h"
#include "folder.h"
#include "model/model.h"
#include "recognize/document.h"
#include "recognize/rules.h"

typedef struct Row {
    const char *rule; /* what stands behind the name; lines before it, such as sets, end in \n */
    const char *text; /* the span in square brackets */
    bool holds;
} Row;

static const char EXAMPLES[] = "  + [x] y\n  - y\n";

static Folder folder;
static NmkArena arena;
static NmkDiagnostics diagnostics;
static void *image;
static size_t size;

static void make_folder(void) {
    folder = folder_new();
    nmk_arena_init(&arena, NULL);
    diagnostics = (NmkDiagnostics){.arena = &arena};
    image = NULL;
    folder_write(&folder, "lists/role.txt", "# roles\nminister\nprime minister\nhead of state\nchief\nking's\n");
    folder_write(&folder, "lists/say.txt", "# verbs\nsaid\nsays\n");
    folder_write(&folder, "lists/abbreviation.txt", "# abbreviations\ngen\nsen\n");
    folder_write(&folder, "lexicon/given.tsv", "Anna\t3\tf\nOlaf\t1\tm\n");
}

static void remove_folder(void) {
    free(image);
    nmk_arena_free(&arena);
    folder_remove(&folder);
}

TestSuite(rules, .init = make_folder, .fini = remove_folder);

static NewsmarkStatus compile_rules(const char *lines) {
    NewsmarkError error;
    const char *path = folder.path;
    folder_write(&folder, "rules/test.rules", lines);
    free(image);
    image = NULL;
    return nmk_compile_trial(&path, 1, NULL, &diagnostics, &image, &size, &error);
}

static void compile_row(const Row *row) {
    char lines[2000];
    const char *last = strrchr(row->rule, '\n');
    const int before = last ? (int)(last + 1 - row->rule) : 0;
    snprintf(lines, sizeof lines, "%.*stest.rule: %s\n%s", before, row->rule, row->rule + before, EXAMPLES);
    cr_assert_eq(compile_rules(lines), NEWSMARK_OK, "%s: %.*s", row->rule, diagnostics.count ? (int)diagnostics.at[0].message.length : 0,
                 diagnostics.count ? diagnostics.at[0].message.bytes : "");
}

static bool holds_of(NewsmarkDocument *document, const char *marked) {
    char text[1000];
    uint32_t length = 0, start = 0, end = 0, first = UINT32_MAX, stop = 0, found[8];
    for (const char *c = marked; *c; c++) {
        if (*c == '[') start = length;
        else if (*c == ']') end = length;
        else text[length++] = *c;
    }
    NmkDoc doc;
    const NewsmarkFields fields = {.title = {"", 0}};
    cr_assert_eq(nmk_doc_read(&doc, document, nmk_slice(text, length), &fields), NEWSMARK_OK);
    for (uint32_t i = 0; i < doc.tokens.count; i++) {
        if (doc.tokens.at[i].start == start) first = i;
        if (doc.tokens.at[i].end == end) stop = i + 1;
    }
    cr_assert(first < stop, "%s", marked);
    const uint32_t once = nmk_rules_of_span(&doc, first, stop, found, 8);
    cr_assert_eq(nmk_rules_of_span(&doc, first, stop, found, 8), once, "kept hits differ: %s", marked);
    cr_assert(once <= 1);
    return once == 1;
}

static void try_rows(const Row *rows, size_t n) {
    for (size_t i = 0; i < n; i++) {
        NewsmarkModel *model = NULL;
        NewsmarkDocument *document = NULL;
        compile_row(&rows[i]);
        cr_assert_eq(newsmark_model_open_memory(image, size, &model, NULL), NEWSMARK_OK);
        cr_assert_eq(newsmark_document_new(model, &document), NEWSMARK_OK);
        cr_expect_eq(holds_of(document, rows[i].text), rows[i].holds, "%s | %s", rows[i].rule, rows[i].text);
        newsmark_document_free(document);
        newsmark_model_free(model);
    }
}
#define TRY(rows) try_rows(rows, sizeof(rows) / sizeof *(rows))

Test(rules, atoms) {
    static const Row ROWS[] = {
        {"\"told\" [name]", "he TOLD [Kim] so", true},
        {"\"told\" [name]", "he holds [Kim] so", false},
        {"'Told' [name]", "Told [Kim] so", true},
        {"'Told' [name]", "he told [Kim] so", false},
        {"\"according to\" [name]", "according to [Kim] so", true},
        {"\"according to\" [name]", "according [Kim] to", false},
        {"\"caf\xc3\xa9\" [name]", "the cafe [Kim]", true},
        {"[name] \"'s\"", "the [Kim]'s", true},
        {"[name] \"(\" Num \")\"", "so [Kim] (54) left", true},
        {"[name] \",\" <say>", "so [Kim], said he", true},
        {"[name] <say>", "so [Kim], said he", false},
        {"<given> [name]", "Olaf [Kim]", true},
        {"<given3> [name]", "Olaf [Kim]", false},
        {"Cap [name]", "Bob [Kim]", true},
        {"Cap [name]", "bob [Kim]", false},
        {"Upper [name]", "NATO [Kim]", true},
        {"Lower [name]", "NATO [Kim]", false},
        {"Mixed [name]", "McCain [Kim]", true},
        {"Initial [name]", "J. [Kim]", true},
        {"Year [name]", "1998 [Kim]", true},
        {"Year [name]", "998 [Kim]", false},
        {"Any [name]", ", [Kim]", true},
        {"!\"told\" [name]", "he told [Kim]", false},
        {"!\"told\" [name]", "he holds [Kim]", true},
        {"!\"told\" [name]", "[Kim] left", false},
        {"\"24\" [name]", "24 [Kim]", true},
        {"\"gen.\" [name]", "Gen. [Kim] left", true},
        {"'Gen' [name]", "Gen. [Kim] left", true},
        {"\"year\" \"old\" [name]", "the 23-year-old [Kim]", true},
        {"[name] '''", "'[Kim]'", true},
    };
    TRY(ROWS);
}

Test(rules, phrases) {
    static const Row ROWS[] = {
        {"@role [name]", "the minister [Kim] left", true},
        {"@role [name]", "the prime minister [Kim] left", true},
        {"@role [name]", "the head of state [Kim] left", true},
        {"\"the\" @role [name]", "the prime minister [Kim] left", true},
        {"\"the\" @role [name]", "the head of state [Kim] left", true},
        {"\"prime\" @role [name]", "the prime minister [Kim] left", true},
        {"\"a\" @role [name]", "the prime minister [Kim] left", false},
        {"@role [name]", "the minister saw [Kim]", false},
        {"[name] \",\" @role \"of\"", "[Kim], prime minister of Rome", true},
        {"[name] \",\" @role \"of\" \"Rome\"", "[Kim], prime minister of Rome", true},
        {"[name] \",\" @role \"of\"", "[Kim], head of state", false},
        {"[name] \",\" \"head\" \"of\"", "[Kim], head of state", true},
    };
    TRY(ROWS);
}

Test(rules, operators) {
    static const Row ROWS[] = {
        {"(\"a\" | \"the\" \"old\") [name]", "the old [Kim]", true},
        {"(\"a\" | \"the\" \"old\") [name]", "old [Kim]", false},
        {"\"the\" \"old\"? [name]", "the [Kim]", true},
        {"\"the\" \"old\"? [name]", "the old [Kim]", true},
        {"\"the\" \"old\"? [name]", "the odd [Kim]", false},
        {"\"x\" Lower{2} [name]", "x a b [Kim]", true},
        {"\"x\" Lower{2} [name]", "x a [Kim]", false},
        {"\"x\" Lower{2} [name]", "x a b c [Kim]", false},
        {"\"x\" Lower{0,3} [name]", "x [Kim]", true},
        {"\"x\" Lower{0,3} [name]", "x a b c [Kim]", true},
        {"\"x\" Lower{1,3} [name]", "x [Kim]", false},
        {"\"x\" (\"a\" \"b\"){2} [name]", "x a b a b [Kim]", true},
        {"\"x\" (\"a\" \"b\"){2} [name]", "x a b a [Kim]", false},
        {"\"x\" (\"a\" | \"b\"){2,3} [name]", "x b a b [Kim]", true},
        {"set ab = \"a\" | \"b\"\n\"x\" ab [name]", "x b [Kim]", true},
        {"set ab = \"a\" | \"b\"\nset cab = \"c\" ab?\ncab [name]", "c b [Kim]", true},
        {"set ab = \"a\" | \"b\"\nset cab = \"c\" ab?\ncab [name]", "c x [Kim] b", false},
        {"[name] \"a\" (\"b\" \"c\")? \"d\"", "[Kim] a b c d", true},
        {"[name] \"a\" (\"b\" \"c\")? \"d\"", "[Kim] a d", true},
        {"[name] \"a\" (\"b\" \"c\")? \"d\"", "[Kim] a b d", false},
        {"\"a\" [name] \"b\"", "a [Kim] b", true},
        {"\"a\" [name] \"b\"", "a [Kim] c", false},
        {"\"a\" [name] \"b\"", "c [Kim] b", false},
        {"\"x\" Any{8} Any{3} [name]", "x a b c d e f g h i j k [Kim]", true},
    };
    TRY(ROWS);
}

Test(rules, edges) {
    static const Row ROWS[] = {
        {"LineStart [name]", "[Kim] left", true},
        {"LineStart [name]", "so\n[Kim] left", true},
        {"LineStart [name]", "so [Kim] left", false},
        {"LineStart \"by\" [name] LineEnd", "by [Kim]", true},
        {"LineStart \"by\" [name] LineEnd", "x\nby [Kim]\ny", true},
        {"LineStart \"by\" [name] LineEnd", "by [Kim] y", false},
        {"Any [name]", "so\n[Kim] left", false},
        {"\"so\" LineEnd [name]", "so\n[Kim] left", true},
        {"SentenceStart \"in\" [name]", "They left. In [Kim] they met.", true},
        {"SentenceStart \"in\" [name]", "They left in [Kim] again.", false},
    };
    TRY(ROWS);
}

Test(rules, conditions) {
    static const Row ROWS[] = {
        {"[name: words 2-3]", "so [Anna Kim] left", true},
        {"[name: words 2-3]", "so [Kim] left", false},
        {"[name: words 2]", "so [Anna Jo-Kim] left", true},
        {"[name: words 2+]", "so [Anna Bo Jo Kim] left", true},
        {"[name: first is <given3>]", "so [Anna Kim] left", true},
        {"[name: first is <given3>]", "so [Olaf Kim] left", false},
        {"[name: last is \"kim\"]", "so [Anna Kim] left", true},
        {"[name: last is !\"kim\"]", "so [Anna Kim] left", false},
        {"[name: any is \"of\"]", "so [Bank of Kim] left", true},
        {"[name: any is (\"of\" | \"von\")]", "so [Bank von Kim] left", true},
        {"[name: any is (\"of\" | \"von\")]", "so [Bank Kim] left", false},
        {"[name: all Cap]", "so [Anna Kim] left", true},
        {"[name: all is Cap]", "so [Bank of Kim] left", false},
        {"[name: all !<given>]", "so [Bank Kim] left", true},
        {"[name: all !<given>]", "so [Bank Anna] left", false},
        {"[name: is @role]", "the [Prime Minister] left", true},
        {"[name: is @role]", "the [Minister Kim] left", false},
        {"[name: first is @role]", "the [Prime Minister Kim] left", true},
        {"[name: last is @role]", "the [Old Prime Minister] left", true},
        {"[name: any is @role]", "the [Old Chief Kim] left", true},
        {"[name: is !@role]", "the [Chief] left", false},
        {"[name: is \"kim\"]", "the [Kim] left", true},
        {"[name: is \"kim\"]", "the [Anna Kim] left", false},
        {"\"the\" [name: words 1, is Upper] \"left\"", "the [NATO] left", true},
        {"\"the\" [name: words 1, is Upper] \"left\"", "the [Kim] left", false},
    };
    TRY(ROWS);
}

/* Two rules that share their beginnings keep apart what they ask for. */
Test(rules, many_rules_share_states) {
    char lines[8000] = "";
    for (int i = 0; i < 60; i++) {
        char line[120];
        snprintf(line, sizeof line, "test.r%d: \"the\" (\"old\" | \"new\")? \"w%d\" [name] \",\" \"v%d\"\n%s", i, i, i, EXAMPLES);
        strcat(lines, line);
    }
    cr_assert_eq(compile_rules(lines), NEWSMARK_OK);
    NewsmarkModel *model = NULL;
    NewsmarkDocument *document = NULL;
    cr_assert_eq(newsmark_model_open_memory(image, size, &model, NULL), NEWSMARK_OK);
    cr_assert_eq(newsmark_document_new(model, &document), NEWSMARK_OK);
    cr_expect(holds_of(document, "the old w7 [Kim], v7"));
    cr_expect(holds_of(document, "the w59 [Kim], v59"));
    cr_expect_not(holds_of(document, "the old w7 [Kim], v8"));
    cr_expect_not(holds_of(document, "old w7 [Kim], v7"));
    newsmark_document_free(document);
    newsmark_model_free(model);
}

/* What was found of one possessive is not taken for what holds of the next. */
Test(rules, possessives_of_phrases) {
    NewsmarkModel *model = NULL;
    NewsmarkDocument *document = NULL;
    cr_assert_eq(compile_rules("test.rule: @role [name]\n  + [x] y\n  - y\n"), NEWSMARK_OK);
    cr_assert_eq(newsmark_model_open_memory(image, size, &model, NULL), NEWSMARK_OK);
    cr_assert_eq(newsmark_document_new(model, &document), NEWSMARK_OK);
    cr_expect_not(holds_of(document, "the man's [Kim] left"));
    cr_expect(holds_of(document, "the king's [Kim] left"));
    cr_expect_not(holds_of(document, "the man's [Kim] left"));
    newsmark_document_free(document);
    newsmark_model_free(model);
}

/* More rules than one block of a set holds. Their order: those that ask for the left side first, both by number. */
Test(rules, sets_of_many_rules) {
    enum { RULES = 300 };
    static char lines[RULES * 64];
    size_t length = 0;
    for (int i = 0; i < RULES; i++) {
        const char *sides = i % 100 == 99 ? (i == 199 ? "[name] \"said\"" : "\"told\" [name] \"said\"") : "\"asked\" [name]";
        length += (size_t)snprintf(lines + length, sizeof lines - length, "test.rule%d: %s\n  + [x] y\n  - y\n", i, sides);
    }
    NewsmarkModel *model = NULL;
    NewsmarkDocument *document = NULL;
    NmkDoc doc;
    uint32_t found[8];
    const NewsmarkFields fields = {.title = {"", 0}};
    cr_assert_eq(compile_rules(lines), NEWSMARK_OK);
    cr_assert_eq(newsmark_model_open_memory(image, size, &model, NULL), NEWSMARK_OK);
    cr_assert_eq(newsmark_document_new(model, &document), NEWSMARK_OK);
    cr_assert_eq(nmk_doc_read(&doc, document, nmk_slice("he told Kim said", 16), &fields), NEWSMARK_OK);
    cr_assert_eq(nmk_rules_of_span(&doc, 2, 3, found, 8), 3);
    cr_expect_eq(found[0], 99);
    cr_expect_eq(found[1], 299);
    cr_expect_eq(found[2], 199);
    newsmark_document_free(document);
    newsmark_model_free(model);
}

Test(rules, weights_and_source) {
    cr_assert_eq(compile_rules("# c\ntest.one: \"a\" [name] person +12 place -8 none 3\n  + a [x]\n  - b\n"), NEWSMARK_OK);
    NmkModelView view;
    cr_assert_eq(nmk_view_verified(image, size, &view, NULL), NEWSMARK_OK);
    static const int16_t WEIGHTS[5] = {12, 0, -8, 0, 3};
    char source[128];
    nmk_source_text(&view, view.rules[0].source, source);
    cr_expect_str_eq(source, "rules/test.rules:2");
    cr_expect(nmk_slice_is(nmk_string(&view, view.rules[0].name), "test.one"));
    cr_expect_eq(memcmp(view.rules[0].weight, WEIGHTS, sizeof WEIGHTS), 0);
}

Test(rules, verifier_refuses) {
    cr_assert_eq(compile_rules("test.one: \"a\" @role [name: first is Cap] \"b\"\n  + a [x]\n  - b\n"), NEWSMARK_OK);
    NmkModelView view;
    cr_assert_eq(nmk_view_of(image, size, &view, NULL), NEWSMARK_OK);
    cr_assert(nmk_rules_valid(&view));
    NmkRuleStep *steps = (NmkRuleStep *)(uintptr_t)view.rule_steps;
    uint32_t *index = (uint32_t *)(uintptr_t)view.rule_index;
    NmkRule *rule = (NmkRule *)(uintptr_t)view.rules;
    const uint32_t count = view.count[NMK_SECTION_RULE_STEPS];
    for (uint32_t i = 0; i < count; i++) {
        const NmkRuleStep kept = steps[i];
        steps[i].next = count;
        cr_expect_not(nmk_rules_valid(&view), "next of step %u", i);
        steps[i] = kept;
        steps[i].kind = NMK_STEP_KINDS;
        cr_expect_not(nmk_rules_valid(&view), "kind of step %u", i);
        steps[i] = kept;
        if (kept.kind != NMK_STEP_COUNT && kept.kind != NMK_STEP_RANGE) {
            steps[i].operand = UINT32_MAX;
            cr_expect_not(nmk_rules_valid(&view), "operand of step %u", i);
            steps[i] = kept;
        }
    }
    steps[count - 1].flags &= (uint8_t)~NMK_STEP_LAST;
    cr_expect_not(nmk_rules_valid(&view), "the last state does not end");
    steps[count - 1].flags |= NMK_STEP_LAST;
    const uint32_t start = index[0], list = index[2];
    index[0] = count;
    cr_expect_not(nmk_rules_valid(&view), "first state");
    index[0] = start;
    index[2] = view.count[NMK_SECTION_RULE_INDEX];
    cr_expect_not(nmk_rules_valid(&view), "list of the index");
    index[2] = list;
    NmkRuleSetClass *sets = (NmkRuleSetClass *)(uintptr_t)view.rule_sets;
    const uint16_t class = sets[1].class;
    sets[1].class = (uint16_t)view.count[NMK_SECTION_RULE_MASKS];
    cr_expect_not(nmk_rules_valid(&view), "class of a set");
    sets[1].class = class;
    NmkRuleWord *words = (NmkRuleWord *)(uintptr_t)view.rule_words;
    const NmkRuleWord word = words[0];
    words[0].class = UINT16_MAX + 1u;
    cr_expect_not(nmk_rules_valid(&view), "class of a word");
    words[0] = word;
    cr_assert(nmk_rules_valid(&view));
    const uint32_t rules = view.count[NMK_SECTION_RULES];
    view.count[NMK_SECTION_RULES] = NMK_RULES_MOST + 1;
    cr_expect_not(nmk_rules_valid(&view), "too many rules");
    view.count[NMK_SECTION_RULES] = rules;
    rule->conditions = count + 1;
    cr_expect_not(nmk_rules_valid(&view), "conditions");
}

/* The examples are run: one that is wrong is reported at its place. */
Test(rules, examples_are_run) {
    static const struct {
        const char *lines;
        uint32_t errors, line;
    } ROWS[] = {
        {"test.one: \"a\" [name]\n  + a [Kim]\n  - b Kim\n  - b [Kim]\n", 0, 0},
        {"test.one: \"a\" [name]\n  + b [Kim]\n  - b Kim\n", 1, 2},
        {"test.one: \"a\" [name]\n  + a [Kim]\n  - a Kim\n", 1, 3},
        {"test.one: \"a\" [name]\n  + a [Kim]\n  - a [Kim]\n", 1, 3},
        {"test.one: \"a\" [name]\n  + a [Ki]m\n  - b [Kim]\n", 1, 2},
        {"test.one: LineStart [name]\n  + a\\n[Kim]\n  - b [Kim]\n", 0, 0},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        NewsmarkError error;
        NmkSources sources;
        const char *path = folder.path;
        diagnostics.count = diagnostics.errors = 0;
        cr_assert_eq(compile_rules(ROWS[i].lines), NEWSMARK_OK);
        NmkBuilder *builder = nmk_builder_new(&diagnostics);
        cr_assert_eq(nmk_sources_read(builder, &path, 1, &sources, &error), NEWSMARK_OK);
        cr_assert_eq(nmk_check_rules(&diagnostics, &sources, image, size, &error), NEWSMARK_OK);
        cr_expect_eq(diagnostics.errors, ROWS[i].errors, "%s", ROWS[i].lines);
        if (ROWS[i].errors && diagnostics.errors) cr_expect_eq(diagnostics.at[diagnostics.count - 1].number, ROWS[i].line, "%s", ROWS[i].lines);
        nmk_builder_free(builder);
    }
}
