/* One pass over the tree files numbers the topics, one over the topic files fills them, a third flattens lists and adds phrases. What a later
 * file says of a topic or term replaces what an earlier one said, so that a user's folder can correct the shipped one. */
#include "compile/topics.h"

#include <stdio.h>

#include "base/intern.h"
#include "base/status.h"
#include "compile/inflect.h"
#include "model/topics.h"

enum { CLASSES_MAX = 8, LINKS_MAX = 32, WEIGHT_MAX = 64, THRESHOLD_DEFAULT = 105, THRESHOLD_MAX = 20000 };

typedef struct Share {
    uint32_t topic, weight;
} Share;

/* A topic while it is read. */
typedef struct Draft {
    uint32_t code, name, broader, threshold, factor;
    Share classes[CLASSES_MAX], links[LINKS_MAX]; /* links: from other topics */
    uint32_t n_classes, n_links;
    bool scored;
} Draft;

typedef struct TermDraft {
    NmkSlice text;
    NmkSourceLine line;
    uint32_t topic;
    uint8_t strength;
} TermDraft;

typedef struct Reader {
    NmkBuilder *builder;
    NmkDiagnostics *diagnostics;
    NmkArena *arena;
    NmkIntern *slugs, *terms, *keys; /* terms: topic number and text; keys: text in lower case */
    Draft *drafts;
    TermDraft *term_drafts;
    uint32_t draft_capacity, term_capacity;
    uint32_t topic; /* of the block being read, NMK_INTERN_NONE before the first */
} Reader;

static const char *const strength_names[] = {"block", "weak", "medium", "strong"};

static uint32_t find_slug(Reader *reader, const NmkSourceLine *line, NmkSlice slug) {
    uint32_t topic = nmk_intern_find(reader->slugs, slug);
    if (topic == NMK_INTERN_NONE)
        nmk_complain(reader->diagnostics, NMK_NOTE_ERROR, line, (size_t)(slug.bytes - line->text.bytes),
                     "unknown topic \"%.*s\": topics are named in topics/tree.tsv", (int)slug.length, slug.bytes);
    return topic;
}

/* --- the tree --- */

static uint32_t code_string(Reader *reader, NmkSlice code) {
    char text[64] = "medtop:";
    if (code.length == 0 || code.length > 40) return nmk_builder_string(reader->builder, nmk_slice("", 0));
    memcpy(text + 7, code.bytes, code.length);
    return nmk_builder_string(reader->builder, nmk_slice(text, 7 + code.length));
}

static NewsmarkStatus read_tree_row(Reader *reader, const NmkSourceLine *line, bool classes) {
    NmkSlice columns[5];
    if (nmk_source_columns(line, columns, 5) != 4 || columns[1].length == 0) {
        if (classes) nmk_complain(reader->diagnostics, NMK_NOTE_ERROR, line, 0, "expected 4 columns: code, slug, broader topic, name");
        return NEWSMARK_OK;
    }
    if ((columns[2].length == 0) != classes) return NEWSMARK_OK;
    uint32_t before = nmk_intern_count(reader->slugs), broader = NMK_NO_TOPIC;
    if (!classes) broader = find_slug(reader, line, columns[2]);
    if (broader == NMK_INTERN_NONE) return NEWSMARK_OK;
    uint32_t topic = nmk_intern(reader->slugs, columns[1]);
    if (topic == NMK_INTERN_NONE) return NEWSMARK_ERROR_MEMORY;
    if (topic < before || topic >= NMK_NO_TOPIC - 1) {
        nmk_complain(reader->diagnostics, NMK_NOTE_ERROR, line, (size_t)(columns[1].bytes - line->text.bytes),
                     topic < before ? "topic \"%.*s\" stands in the tree already" : "too many topics at \"%.*s\"", (int)columns[1].length,
                     columns[1].bytes);
        return NEWSMARK_OK;
    }
    Draft *drafts = nmk_arena_grow(reader->arena, reader->drafts, sizeof *drafts, &reader->draft_capacity, topic + 1);
    if (!drafts) return NEWSMARK_ERROR_MEMORY;
    reader->drafts = drafts;
    drafts[topic] = (Draft){.code = code_string(reader, columns[0]), .name = nmk_builder_string(reader->builder, columns[3]),
                            .broader = broader, .threshold = THRESHOLD_DEFAULT, .factor = 16};
    return NEWSMARK_OK;
}

/* Classes first, so that they have the lowest numbers; every other topic stands after its broader one. */
static NewsmarkStatus read_trees(Reader *reader, const NmkSources *sources) {
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < sources->count; i++) {
            if (!nmk_slice_is(sources->at[i].path, "topics/tree.tsv")) continue;
            size_t at = 0;
            uint32_t number = 0;
            NmkSourceLine line = {0};
            while (nmk_source_next(&sources->at[i], &at, &number, &line)) NEWSMARK_TRY(read_tree_row(reader, &line, pass == 0));
            if (pass == 0 && nmk_intern_count(reader->slugs) != NMK_CLASSES)
                nmk_complain(reader->diagnostics, NMK_NOTE_ERROR, &line, 0, "expected %d classes, found %u", NMK_CLASSES,
                             nmk_intern_count(reader->slugs));
        }
        if (reader->diagnostics->errors) break;
    }
    return NEWSMARK_OK;
}

/* --- the topic files --- */

static bool read_number(NmkSlice text, uint32_t max, uint32_t *number) { return nmk_source_number(text, max, number) && *number > 0; }

/* "9/8" where of is 8 */
static bool read_share(NmkSlice text, const char *of, uint32_t *weight) {
    size_t n = strlen(of);
    if (text.length <= n + 1 || memcmp(text.bytes + text.length - n, of, n) != 0 || text.bytes[text.length - n - 1] != '/') return false;
    return read_number(nmk_slice(text.bytes, text.length - n - 1), WEIGHT_MAX, weight);
}

static void complain_line(Reader *reader, const NmkSourceLine *line, NmkSlice at, const char *message) {
    nmk_complain(reader->diagnostics, NMK_NOTE_ERROR, line, (size_t)(at.bytes - line->text.bytes), "%s", message);
}

/* "classes politics 9/8 society 2/8" */
static void read_classes(Reader *reader, const NmkSourceLine *line, NmkSlice rest) {
    Draft *draft = &reader->drafts[reader->topic];
    size_t at = 0;
    NmkSlice slug, share;
    draft->n_classes = 0;
    while (nmk_source_part(rest, ' ', &at, &slug)) {
        uint32_t class = find_slug(reader, line, slug), weight = 0;
        if (class == NMK_INTERN_NONE) return;
        if (class >= NMK_CLASSES) complain_line(reader, line, slug, "expected one of the classes, the topics without a broader one");
        else if (!nmk_source_part(rest, ' ', &at, &share) || !read_share(share, "8", &weight))
            complain_line(reader, line, slug, "expected a weight in eighths after the class, as in 8/8");
        else if (draft->n_classes == CLASSES_MAX) complain_line(reader, line, slug, "too many classes");
        else draft->classes[draft->n_classes++] = (Share){class, weight};
    }
}

/* "from crime 4/16" */
static void read_link(Reader *reader, const NmkSourceLine *line, NmkSlice rest) {
    Draft *draft = &reader->drafts[reader->topic];
    size_t at = 0;
    NmkSlice slug = {0}, share = {0};
    uint32_t weight = 0;
    bool good = nmk_source_part(rest, ' ', &at, &slug) && nmk_source_part(rest, ' ', &at, &share) && read_share(share, "16", &weight);
    if (!good) {
        complain_line(reader, line, rest, "expected a topic and a weight in sixteenths, as in crime 4/16");
        return;
    }
    uint32_t other = find_slug(reader, line, slug), i = 0;
    if (other == NMK_INTERN_NONE) return;
    while (i < draft->n_links && draft->links[i].topic != other) i++;
    if (i == LINKS_MAX) {
        complain_line(reader, line, slug, "too many links");
        return;
    }
    draft->links[i] = (Share){other, weight};
    if (i == draft->n_links) draft->n_links++;
}

static void read_threshold(Reader *reader, const NmkSourceLine *line, NmkSlice rest) {
    Draft *draft = &reader->drafts[reader->topic];
    draft->scored = true;
    if (!read_number(rest, THRESHOLD_MAX, &draft->threshold)) complain_line(reader, line, rest, "expected a number from 1 to 20000");
}

static void read_factor(Reader *reader, const NmkSourceLine *line, NmkSlice rest) {
    Draft *draft = &reader->drafts[reader->topic];
    if (!read_share(rest, "16", &draft->factor)) complain_line(reader, line, rest, "expected a factor in sixteenths, as in 12/16");
}

static NewsmarkStatus add_term(Reader *reader, const NmkSourceLine *line, NmkSlice text, uint8_t strength) {
    char composed[NMK_TERM_MAX + 4];
    if (text.length == 0 || text.length > NMK_TERM_MAX) {
        complain_line(reader, line, text, text.length ? "term too long" : "expected a term between the bars");
        return NEWSMARK_OK;
    }
    memcpy(composed, &reader->topic, 4);
    memcpy(composed + 4, text.bytes, text.length);
    uint32_t known = nmk_intern_count(reader->terms), term = nmk_intern(reader->terms, nmk_slice(composed, text.length + 4));
    if (term == NMK_INTERN_NONE) return NEWSMARK_ERROR_MEMORY;
    if (term < known && reader->term_drafts[term].line.file == line->file)
        nmk_complain(reader->diagnostics, NMK_NOTE_WARNING, line, (size_t)(text.bytes - line->text.bytes),
                     "\"%.*s\" is a %s term of this topic already, line %u", (int)text.length, text.bytes,
                     strength_names[reader->term_drafts[term].strength], reader->term_drafts[term].line.number);
    TermDraft *drafts = nmk_arena_grow(reader->arena, reader->term_drafts, sizeof *drafts, &reader->term_capacity, term + 1);
    if (!drafts) return NEWSMARK_ERROR_MEMORY;
    reader->term_drafts = drafts;
    drafts[term] = (TermDraft){text, *line, reader->topic, strength};
    return NEWSMARK_OK;
}

static NewsmarkStatus read_terms(Reader *reader, const NmkSourceLine *line, NmkSlice rest, uint8_t strength) {
    size_t at = 0;
    NmkSlice term;
    while (nmk_source_part(rest, '|', &at, &term)) NEWSMARK_TRY(add_term(reader, line, term, strength));
    return NEWSMARK_OK;
}

static NmkSlice after_word(NmkSlice text, size_t word) {
    size_t at = word;
    while (at < text.length && text.bytes[at] == ' ') at++;
    return nmk_slice(text.bytes + at, text.length - at);
}

static NewsmarkStatus read_line(Reader *reader, const NmkSourceLine *line) {
    static const struct {
        const char *word;
        void (*read)(Reader *, const NmkSourceLine *, NmkSlice);
    } statements[] = {{"classes", read_classes}, {"from", read_link}, {"threshold", read_threshold}, {"factor", read_factor}};
    NmkSlice text = line->text;
    size_t n = 0;
    while (n < text.length && text.bytes[n] != ' ' && text.bytes[n] != ':') n++;
    NmkSlice word = nmk_slice(text.bytes, n);
    if (nmk_slice_is(word, "topic")) {
        reader->topic = find_slug(reader, line, after_word(text, n));
        return NEWSMARK_OK;
    }
    if (nmk_slice_is(word, "+") || nmk_slice_is(word, "-")) return NEWSMARK_OK; /* nmk_check_topics reads them */
    if (reader->topic == NMK_INTERN_NONE) {
        complain_line(reader, line, text, "expected \"topic\" and the name of a topic first");
        return NEWSMARK_OK;
    }
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
        if (!nmk_slice_is(word, statements[i].word)) continue;
        statements[i].read(reader, line, after_word(text, n));
        return NEWSMARK_OK;
    }
    for (uint8_t strength = NMK_BLOCK; strength <= NMK_STRONG; strength++)
        if (nmk_slice_is(word, strength_names[strength]) && n < text.length && text.bytes[n] == ':')
            return read_terms(reader, line, after_word(text, n + 1), strength);
    complain_line(reader, line, text, "expected topic, classes, threshold, factor, from, strong:, medium:, weak:, block:, + or -");
    return NEWSMARK_OK;
}

bool nmk_is_topic_file(const NmkSourceFile *file) {
    return file->path.length > 14 && memcmp(file->path.bytes, "topics/", 7) == 0 &&
           memcmp(file->path.bytes + file->path.length - 7, ".topics", 7) == 0;
}

static NewsmarkStatus read_files(Reader *reader, const NmkSources *sources) {
    for (uint32_t i = 0; i < sources->count; i++) {
        if (!nmk_is_topic_file(&sources->at[i])) continue;
        size_t at = 0;
        uint32_t number = 0;
        NmkSourceLine line;
        reader->topic = NMK_INTERN_NONE;
        while (nmk_source_next(&sources->at[i], &at, &number, &line)) NEWSMARK_TRY(read_line(reader, &line));
    }
    return NEWSMARK_OK;
}

/* --- sections --- */

static uint32_t class_of(const Reader *reader, uint32_t topic) {
    while (topic >= NMK_CLASSES) topic = reader->drafts[topic].broader;
    return topic;
}

/* How many topics stand before the topic by slug. */
static uint32_t order_of(const Reader *reader, uint32_t topic) {
    uint32_t before = 0;
    for (uint32_t other = 0; other < nmk_intern_count(reader->slugs); other++)
        before += nmk_slice_compare(nmk_intern_text(reader->slugs, other), nmk_intern_text(reader->slugs, topic)) < 0;
    return before;
}

/* How many links lead from the topic, and, where out is given, what they are. Topics with links are few. */
static uint32_t links_from(const Reader *reader, uint32_t topic, NmkTopicLink *out) {
    uint32_t found = 0;
    for (uint32_t other = 0; other < nmk_intern_count(reader->slugs); other++) {
        const Draft *draft = &reader->drafts[other];
        for (uint32_t i = 0; i < draft->n_links; i++) {
            if (draft->links[i].topic != topic) continue;
            if (out) out[found] = (NmkTopicLink){(uint16_t)other, (uint16_t)draft->links[i].weight};
            found++;
        }
    }
    return found;
}

static NewsmarkStatus write_topics(Reader *reader) {
    uint32_t n = nmk_intern_count(reader->slugs), n_parents = 0, n_links = 0;
    NmkTopic *topics = nmk_arena_zeros(reader->arena, n + 1, sizeof *topics);
    NmkTopicParent *parents = nmk_arena_zeros(reader->arena, (size_t)n * CLASSES_MAX + 1, sizeof *parents);
    NmkTopicLink *links = nmk_arena_zeros(reader->arena, (size_t)n * LINKS_MAX + 1, sizeof *links);
    if (!topics || !parents || !links) return NEWSMARK_ERROR_MEMORY;
    for (uint32_t i = 0; i < n; i++) {
        Draft *draft = &reader->drafts[i];
        if (draft->n_classes == 0) draft->classes[draft->n_classes++] = (Share){class_of(reader, i), 8};
        uint32_t out = links_from(reader, i, links + n_links);
        topics[i] = (NmkTopic){.slug = nmk_builder_string(reader->builder, nmk_intern_text(reader->slugs, i)), .code = draft->code,
                               .name = draft->name, .parents = n_parents, .links = n_links, .broader = (uint16_t)draft->broader,
                               .threshold = (uint16_t)draft->threshold, .n_parents = (uint8_t)draft->n_classes, .n_links = (uint8_t)out,
                               .factor = (uint8_t)draft->factor, .flags = draft->scored ? NMK_TOPIC_SCORED : 0,
                               .order = order_of(reader, i)};
        for (uint32_t c = 0; c < draft->n_classes; c++) {
            topics[i].classes |= 1u << draft->classes[c].topic;
            parents[n_parents++] = (NmkTopicParent){(uint16_t)draft->classes[c].topic, (uint16_t)draft->classes[c].weight};
        }
        n_links += out;
    }
    nmk_builder_section(reader->builder, NMK_SECTION_TOPICS, sizeof *topics, topics, n);
    nmk_builder_section(reader->builder, NMK_SECTION_TOPIC_PARENTS, sizeof *parents, parents, n_parents);
    nmk_builder_section(reader->builder, NMK_SECTION_TOPIC_LINKS, sizeof *links, links, n_links);
    return NEWSMARK_OK;
}

static uint32_t source_string(Reader *reader, const NmkSourceLine *line) {
    char text[160];
    int n = snprintf(text, sizeof text, "%.*s:%u", (int)line->path.length, line->path.bytes, line->number);
    return nmk_builder_string(reader->builder, nmk_slice(text, (size_t)n < sizeof text ? (size_t)n : sizeof text - 1));
}

static uint32_t term_key(Reader *reader, NmkSlice text) {
    char lower[NMK_TERM_MAX];
    for (size_t i = 0; i < text.length; i++) {
        char c = text.bytes[i];
        lower[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c == '-' ? ' ' : c;
    }
    return nmk_intern(reader->keys, nmk_slice(lower, text.length));
}

static NewsmarkStatus add_phrases(Reader *reader, const NmkInflector *inflector, uint32_t term) {
    const TermDraft *draft = &reader->term_drafts[term];
    NmkForms forms;
    bool added = false;
    if (!nmk_inflect(inflector, draft->text, &forms)) return NEWSMARK_ERROR_MEMORY;
    for (uint32_t i = 0; i < forms.count; i++) {
        uint32_t words[NMK_PHRASE_MAX];
        NmkEntry entry = {.id = term, .kind = NMK_ENTRY_TERM, .flags = draft->strength};
        uint32_t count = nmk_builder_words_of(reader->builder, forms.at[i], words, &entry.need);
        if (count && nmk_builder_phrase_of(reader->builder, words, count, entry, nmk_source(draft->line.file, draft->line.number))) added = true;
    }
    if (!added) complain_line(reader, &draft->line, draft->text, "a term needs one to eight words");
    return NEWSMARK_OK;
}

static NewsmarkStatus write_terms(Reader *reader, const NmkInflector *inflector) {
    uint32_t n = nmk_intern_count(reader->terms);
    NmkTerm *terms = nmk_arena_zeros(reader->arena, n + 1, sizeof *terms);
    if (!terms) return NEWSMARK_ERROR_MEMORY;
    for (uint32_t i = 0; i < n; i++) {
        const TermDraft *draft = &reader->term_drafts[i];
        uint32_t key = term_key(reader, draft->text);
        if (key == NMK_INTERN_NONE) return NEWSMARK_ERROR_MEMORY;
        const uint32_t source = source_string(reader, &draft->line);
        terms[i] = (NmkTerm){.text = nmk_builder_string(reader->builder, draft->text), .source = source, .key = key, .topic = (uint16_t)draft->topic,
                             .text_length = (uint8_t)draft->text.length,
                             .source_length = (uint8_t)nmk_builder_text(reader->builder, source).length};
        NEWSMARK_TRY(add_phrases(reader, inflector, i));
    }
    nmk_builder_section(reader->builder, NMK_SECTION_TERMS, sizeof *terms, terms, n);
    return NEWSMARK_OK;
}

static NewsmarkStatus compile(Reader *reader, const NmkSources *sources) {
    NEWSMARK_TRY(read_trees(reader, sources));
    if (nmk_intern_count(reader->slugs) == 0 || reader->diagnostics->errors) return NEWSMARK_OK;
    NEWSMARK_TRY(read_files(reader, sources));
    const NmkInflector *inflector = nmk_inflector_new(reader->builder, sources);
    if (!inflector) return NEWSMARK_ERROR_MEMORY;
    NEWSMARK_TRY(write_topics(reader));
    return write_terms(reader, inflector);
}

NewsmarkStatus nmk_compile_topics(NmkBuilder *builder, const NmkSources *sources) {
    Reader reader = {.builder = builder, .diagnostics = nmk_builder_diagnostics(builder), .arena = nmk_builder_arena(builder),
                     .slugs = nmk_intern_new(), .terms = nmk_intern_new(), .keys = nmk_intern_new(), .topic = NMK_INTERN_NONE};
    NewsmarkStatus status = NEWSMARK_ERROR_MEMORY;
    if (reader.slugs && reader.terms && reader.keys) status = compile(&reader, sources);
    nmk_intern_free(reader.slugs);
    nmk_intern_free(reader.terms);
    nmk_intern_free(reader.keys);
    return status;
}
