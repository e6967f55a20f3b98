/* The builder: words and the case they need, sets, endings, phrases; read back through a view of the image it writes. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "compile/builder.h"
#include "model/model.h"

static NmkArena arena;
static NmkDiagnostics diagnostics;
static NmkBuilder *builder;
static void *image;
static NmkModelView view;

static void open_builder(void) {
    nmk_arena_init(&arena, NULL);
    diagnostics = (NmkDiagnostics){.arena = &arena};
    builder = nmk_builder_new(&diagnostics);
    cr_assert(builder != NULL);
    image = NULL;
}

static void close_builder(void) {
    nmk_builder_free(builder);
    nmk_arena_free(&arena);
    free(image);
}

static void write_image(void) {
    size_t size;
    cr_assert_eq(nmk_builder_write(builder, 7, &image, &size), NEWSMARK_OK);
    cr_assert_eq(nmk_view_of(image, size, &view, NULL), NEWSMARK_OK);
    cr_assert(nmk_words_valid(&view));
    cr_assert(nmk_phrases_valid(&view));
}

TestSuite(builder, .init = open_builder, .fini = close_builder);

Test(builder, case_rule) {
    static const struct {
        const char *text;
        uint32_t count;
        uint16_t need; /* two bits a word, first word lowest */
    } ROWS[] = {
        {"prime minister", 2, 0},
        {"Mars", 1, 1},
        {"WHO", 1, 2},
        {"NATO", 1, 2},
        {"US", 1, 2},
        {"US Steel", 2, 2 | 1 << 2},
        {"NATO summit", 2, 1},
        {"House of Commons", 3, 1 | 0 << 2 | 1 << 4},
        {"iPhone", 1, 0},
        {"Guinea-Bissau", 2, 1 | 1 << 2},
        {"mr.", 1, 0},
        {"J", 1, 1},
        {"Yahoo!", 1, 1},
        {"AT&T", 1, 2},
        {"Johnson & Johnson", 3, 1 | 1 << 4},
        {"Côte d'Ivoire", 2, 1},
        {"Workers' Party", 3, 1 | 1 << 4},
        {"", 0, 0},
        {"...", 0, 0},
        {"one two three four five six seven eight", 8, 0},
        {"one two three four five six seven eight nine", 0, 0},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        uint32_t words[NMK_PHRASE_MAX];
        uint16_t need;
        cr_expect_eq(nmk_builder_words_of(builder, nmk_slice_of(ROWS[i].text), words, &need), ROWS[i].count, "%s", ROWS[i].text);
        if (ROWS[i].count) cr_expect_eq(need, ROWS[i].need, "%s: %x", ROWS[i].text, (unsigned)need);
    }
}

static uint32_t word_of(const char *text) {
    return nmk_builder_word(builder, nmk_slice_of(text));
}

Test(builder, numbers_in_order_of_appearance) {
    cr_expect_eq(word_of("alpha"), 1);
    cr_expect_eq(word_of("beta"), 2);
    cr_expect_eq(word_of("alpha"), 1);
    cr_expect_eq(nmk_builder_string(builder, nmk_slice_of("")), 0);
    uint32_t one = nmk_builder_string(builder, nmk_slice_of("one")), two = nmk_builder_string(builder, nmk_slice_of("two"));
    cr_expect_neq(one, two);
    cr_expect_eq(nmk_builder_string(builder, nmk_slice_of("one")), one);
    cr_expect_eq(nmk_builder_string(builder, nmk_slice("one\0more", 8)), one);
    cr_expect(nmk_slice_is(nmk_builder_text(builder, two), "two"));
    cr_expect_eq(nmk_builder_list(builder, nmk_slice_of("mr")), 0);
    cr_expect_eq(nmk_builder_list(builder, nmk_slice_of("art")), 1);
    cr_expect_eq(nmk_builder_attribute(builder, nmk_slice_of("line_end")), NMK_A_line_end);
    cr_expect_eq(nmk_builder_attribute(builder, nmk_slice_of("role_prefix")), NMK_A_role_prefix);
    cr_expect_eq(nmk_builder_attribute(builder, nmk_slice_of("brand_new")), NMK_A_FIXED);
    write_image();
    cr_expect(nmk_slice_is(nmk_string(&view, one), "one"));
    cr_expect_eq(nmk_word_find(&view, "beta", 4), 2);
    cr_expect_eq(nmk_word_find(&view, "gamma", 5), 0);
    cr_expect_eq(nmk_word_find(&view, "", 0), 0);
}

Test(builder, too_many_attributes) {
    unsigned attribute = 0;
    for (unsigned i = 0; i < NMK_A_MAX; i++) {
        char name[16];
        snprintf(name, sizeof name, "more%u", i);
        attribute = nmk_builder_attribute(builder, nmk_slice_of(name));
    }
    cr_expect_eq(attribute, NMK_A_MAX);
    nmk_builder_mark(builder, word_of("a"), attribute); /* does nothing */
    write_image();
}

/* names of the attributes of a word, or by its ending where it is unlisted, each followed by a space */
static const char *attributes_of(const char *word) {
    static char out[256];
    uint32_t id = nmk_word_find(&view, word, strlen(word));
    const NmkSet *set = nmk_set(&view, id ? view.words[id].set : nmk_word_guess(&view, word, strlen(word)));
    out[0] = '\0';
    for (unsigned a = 0; a < view.count[NMK_SECTION_ATTRIBUTES]; a++)
        if (nmk_set_has(set, a)) snprintf(out + strlen(out), sizeof out - strlen(out), "%s ", nmk_string(&view, view.attributes[a]).bytes);
    return out;
}

Test(builder, sets) {
    nmk_builder_mark(builder, word_of("paris"), NMK_A_place1);
    nmk_builder_mark(builder, word_of("paris"), NMK_A_given2);
    nmk_builder_mark(builder, word_of("paris"), NMK_A_place3);
    nmk_builder_mark(builder, word_of("paris"), NMK_A_given1);
    nmk_builder_mark(builder, word_of("fishing"), NMK_A_common20);
    nmk_builder_mark(builder, word_of("sterling"), NMK_A_surname1);
    word_of("nothing");
    nmk_builder_suffix(builder, nmk_slice_of("ing"), nmk_builder_attribute(builder, nmk_slice_of("ing")), 5);
    nmk_builder_suffix(builder, nmk_slice_of("g"), nmk_builder_attribute(builder, nmk_slice_of("g")), 2);
    nmk_builder_suffix(builder, nmk_slice_of("ething"), nmk_builder_attribute(builder, nmk_slice_of("long")), 7);
    nmk_builder_suffix(builder, nmk_slice_of("ething"), nmk_builder_attribute(builder, nmk_slice_of("two")), 7);
    nmk_builder_suffix(builder, nmk_slice_of("erything"), nmk_builder_attribute(builder, nmk_slice_of("most")), 10); /* as long as may be */
    nmk_builder_suffix(builder, nmk_slice_of("verything"), nmk_builder_attribute(builder, nmk_slice_of("ing")), 10); /* longer: dropped */
    write_image();
    cr_assert_eq(view.count[NMK_SECTION_SUFFIXES], 4);
    static const struct {
        const char *word, *attributes;
    } ROWS[] = {
        {"paris", "given2 place3 "},
        {"fishing", "common20 ing "},
        {"nothing", "unknown ing "},
        {"something", "unknown long two "},
        {"walking", "unknown ing "},
        {"everything", "unknown most "},
        {"verything", "unknown ing "},
        {"anything", "unknown ing "},
        {"sterling", "surname1 "},
        {"king", "unknown g "},
        {"g", "unknown "},
        {"walker", "unknown "},
        {"ething", "unknown ing "},
        {"", "unknown "},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        cr_expect_str_eq(attributes_of(ROWS[i].word), ROWS[i].attributes, "%s: %s", ROWS[i].word, attributes_of(ROWS[i].word));
    cr_expect(nmk_set_has(nmk_set(&view, view.symbol_sets[NMK_A_comma]), NMK_A_comma));
    cr_expect(nmk_set_has(nmk_set(&view, view.symbol_sets[NMK_SYMBOL_SETS - 1]), NMK_A_foreign));
    cr_expect(nmk_set_has(nmk_set(&view, 0), NMK_A_unknown));
}

static void add(const char *text, NmkEntryKind kind, uint32_t id, uint8_t flags, uint32_t line) {
    cr_assert(nmk_builder_phrase(builder, nmk_slice_of(text), kind, id, flags, nmk_source(0, line)), "%s", text);
}

/* the node of a phrase of folded words, 0 where there is none */
static uint32_t node_of(const char *phrase) {
    uint32_t node = 0;
    bool first = true;
    for (const char *at = phrase; *at;) {
        size_t length = strcspn(at, " ");
        uint32_t word = nmk_word_find(&view, at, length);
        node = first ? view.words[word].node : nmk_phrase_step(&view, node, word);
        if (!word || !node) return 0;
        first = false;
        at += length + (at[length] == ' ');
    }
    return node;
}

Test(builder, phrases) {
    nmk_builder_file(builder, nmk_slice_of("lists/a.txt"));
    nmk_builder_list(builder, nmk_slice_of("a"));
    nmk_builder_list(builder, nmk_slice_of("b"));
    add("New York", NMK_ENTRY_LIST, 1, NMK_ENTRY_AMBIGUOUS, 4);
    add("new york city", NMK_ENTRY_LIST, 0, NMK_ENTRY_AMBIGUOUS, 5);
    add("New York", NMK_ENTRY_LIST, 1, 0, 6); /* the same but unambiguous: merged */
    add("new york", NMK_ENTRY_LIST, 1, 0, 7); /* another case: kept */
    add("New York", NMK_ENTRY_LIST, 0, 0, 8);
    add("Old York", NMK_ENTRY_LIST, 0, 0, 9);
    write_image();
    cr_expect_eq(view.count[NMK_SECTION_ENTRIES], 5);
    const NmkWord *words[] = {&view.words[nmk_word_find(&view, "new", 3)], &view.words[nmk_word_find(&view, "old", 3)]};
    cr_expect_eq(words[0]->small, nmk_next_bit(nmk_word_find(&view, "york", 4)));
    cr_expect(words[1]->small == 0 && view.nodes[words[1]->node].more != 0); /* "old York" is none */
    const NmkNode *node = &view.nodes[node_of("new york")];
    cr_assert_eq(node->entries, 3);
    cr_expect_neq(node->more, 0);
    const NmkEntry *entries = &view.entries[node->entry];
    cr_expect(entries[0].id == 0 && entries[1].id == 1 && entries[1].need == 0 && entries[2].id == 1 && entries[2].need == 5);
    cr_expect_eq(entries[2].flags, 0);
    cr_expect_eq(view.entry_sources[node->entry + 2], nmk_source(0, 4));
    char source[128];
    nmk_source_text(&view, view.entry_sources[node->entry + 2], source);
    cr_expect_str_eq(source, "lists/a.txt:4");
    const NmkNode *city = &view.nodes[node_of("new york city")];
    cr_expect(city->entries == 1 && city->more == 0 && view.entries[city->entry].flags == NMK_ENTRY_AMBIGUOUS);
    cr_expect_eq(view.nodes[node_of("new")].entries, 0);
    cr_expect_eq(node_of("york"), 0);
    cr_expect_eq(node_of("new city"), 0);
}

Test(builder, many_phrases) {
    enum { COUNT = 20000 }; /* slots of words and edges grow many times */
    nmk_builder_file(builder, nmk_slice_of("lists/a.txt"));
    nmk_builder_list(builder, nmk_slice_of("a"));
    for (uint32_t i = 0; i < COUNT; i++) {
        char text[64];
        snprintf(text, sizeof text, "w%u x%u y%u", i % 100, i / 100, i);
        add(text, NMK_ENTRY_LIST, 0, 0, i);
    }
    write_image();
    cr_expect_eq(view.count[NMK_SECTION_ENTRIES], COUNT);
    for (uint32_t i = 0; i < COUNT; i++) {
        char text[64];
        snprintf(text, sizeof text, "w%u x%u y%u", i % 100, i / 100, i);
        const NmkNode *node = &view.nodes[node_of(text)];
        cr_assert(node->entries == 1 && view.entry_sources[node->entry] == nmk_source(0, i), "%s", text);
    }
}

Test(builder, languages) {
    nmk_builder_language(builder, word_of("de"), 3);
    nmk_builder_language(builder, word_of("de"), 31);
    write_image();
    cr_expect_eq(view.language_sets[view.words[1].languages], UINT32_C(1) << 3 | UINT32_C(1) << 31);
}
