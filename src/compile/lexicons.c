/* data/lexicon: words with a rank or tier, endings, and the function words of languages. Only single words count: a row of several
 * ("Anne Marie", "able-bodied") says nothing of each. */
#include "compile/compile.h"
#include "compile/table.h"
#include "model/words.h"

typedef struct Lexicon {
    NmkBuilder *builder;
    NmkTable table;
    NmkSlice *seen; /* by word: how the first row of this file writes it; rows that only differ in accents are no duplicates */
    uint32_t n_seen, capacity;
} Lexicon;

static Lexicon open_lexicon(NmkBuilder *builder, const NmkSources *sources, const char *path, uint32_t n_columns) {
    return (Lexicon){.builder = builder, .table = nmk_table(builder, sources, path, n_columns)};
}

static void complain(Lexicon *lexicon, NmkSeverity severity, size_t column, const char *what) {
    const NmkSlice text = lexicon->table.column[column];
    nmk_complain(lexicon->table.diagnostics, severity, &lexicon->table.line, nmk_table_at(&lexicon->table, text), "%s \"%.*s\"", what,
                 NMK_SHOW(text));
}

/* Whether the word stands in the file already, in the same spelling; remembers it. */
static bool is_duplicate(Lexicon *lexicon, uint32_t word, NmkSlice text) {
    if (lexicon->table.new_file && lexicon->n_seen) memset(lexicon->seen, 0, lexicon->n_seen * sizeof *lexicon->seen);
    if (word >= lexicon->n_seen) {
        NmkSlice *seen = nmk_arena_grow(nmk_builder_arena(lexicon->builder), lexicon->seen, sizeof *seen, &lexicon->capacity, word + 1);
        if (!seen) {
            nmk_builder_fail(lexicon->builder);
            return false;
        }
        memset(seen + lexicon->n_seen, 0, (lexicon->capacity - lexicon->n_seen) * sizeof *seen);
        lexicon->seen = seen;
        lexicon->n_seen = lexicon->capacity;
    }
    if (lexicon->seen[word].bytes) return nmk_slice_equal(lexicon->seen[word], text);
    lexicon->seen[word] = text;
    return false;
}

/* The word in a column; 0 where it is several, or a duplicate, or (reported) none. */
static uint32_t word_in(Lexicon *lexicon, size_t column) {
    uint32_t words[NMK_PHRASE_MAX];
    uint16_t need;
    const NmkSlice text = lexicon->table.column[column];
    uint32_t count = nmk_builder_words_of(lexicon->builder, text, words, &need);
    if (count == 0) complain(lexicon, NMK_NOTE_ERROR, column, "expected a word, found");
    if (count != 1) return 0;
    if (!is_duplicate(lexicon, words[0], text)) return words[0];
    complain(lexicon, NMK_NOTE_WARNING, column, "duplicate word");
    return 0;
}

/* Number in a column; false and reported where it is none or over max. */
static bool number_in(Lexicon *lexicon, size_t column, uint32_t max, uint32_t *number) {
    if (nmk_source_number(lexicon->table.column[column], max, number)) return true;
    const NmkSlice text = lexicon->table.column[column];
    nmk_complain(lexicon->table.diagnostics, NMK_NOTE_ERROR, &lexicon->table.line, nmk_table_at(&lexicon->table, text),
                 "expected a number up to %u, found \"%.*s\"", (unsigned)max, NMK_SHOW(text));
    return false;
}

static unsigned attribute_of_rank(uint32_t rank) {
    static const struct {
        uint32_t least;
        unsigned attribute;
    } RANKS[] = {{70, NMK_A_common70}, {55, NMK_A_common60}, {40, NMK_A_common50}, {35, NMK_A_common35}, {20, NMK_A_common20}};
    for (size_t i = 0; i < sizeof RANKS / sizeof *RANKS; i++)
        if (rank >= RANKS[i].least) return RANKS[i].attribute;
    return NMK_A_common10;
}

static void compile_words(NmkBuilder *builder, const NmkSources *sources) {
    Lexicon lexicon = open_lexicon(builder, sources, "lexicon/words.tsv", 2);
    while (nmk_table_next(&lexicon.table)) {
        uint32_t rank, word = word_in(&lexicon, 0);
        if (number_in(&lexicon, 1, 99, &rank)) nmk_builder_mark(builder, word, attribute_of_rank(rank));
    }
}

static void compile_given_names(NmkBuilder *builder, const NmkSources *sources) {
    static const unsigned TIERS[] = {NMK_A_given0, NMK_A_given1, NMK_A_given2, NMK_A_given3};
    Lexicon lexicon = open_lexicon(builder, sources, "lexicon/given.tsv", 3);
    while (nmk_table_next(&lexicon.table)) {
        uint32_t tier, word = word_in(&lexicon, 0);
        const NmkSlice sex = lexicon.table.column[2];
        if (!number_in(&lexicon, 1, 3, &tier)) continue;
        nmk_builder_mark(builder, word, TIERS[tier]);
        if (nmk_slice_is(sex, "m"))
            nmk_builder_mark(builder, word, NMK_A_male_given);
        else if (nmk_slice_is(sex, "f"))
            nmk_builder_mark(builder, word, NMK_A_female_given);
        else if (!nmk_slice_is(sex, "u"))
            complain(&lexicon, NMK_NOTE_ERROR, 2, "expected m, f or u, found");
    }
}

static void compile_surnames(NmkBuilder *builder, const NmkSources *sources) {
    static const unsigned TIERS[] = {NMK_A_surname0, NMK_A_surname1, NMK_A_surname2};
    Lexicon lexicon = open_lexicon(builder, sources, "lexicon/surnames.tsv", 2);
    while (nmk_table_next(&lexicon.table)) {
        uint32_t tier, word = word_in(&lexicon, 0);
        if (number_in(&lexicon, 1, 2, &tier)) nmk_builder_mark(builder, word, TIERS[tier]);
    }
}

/* Endings are written folded; the third column is how long a word must be at least. */
static void compile_suffixes(NmkBuilder *builder, const NmkSources *sources) {
    Lexicon lexicon = open_lexicon(builder, sources, "lexicon/suffixes.tsv", 3);
    while (nmk_table_next(&lexicon.table)) {
        const NmkSlice ending = lexicon.table.column[0], name = lexicon.table.column[1];
        const unsigned attribute = name.length ? nmk_builder_attribute(builder, name) : NMK_A_MAX;
        uint32_t least;
        if (ending.length == 0)
            complain(&lexicon, NMK_NOTE_ERROR, 0, "expected an ending, found");
        else if (ending.length > NMK_SUFFIX_MAX)
            complain(&lexicon, NMK_NOTE_ERROR, 0, "expected an ending of at most eight bytes, found");
        else if (attribute == NMK_A_MAX)
            complain(&lexicon, NMK_NOTE_ERROR, 1, "no room for the attribute");
        else if (!number_in(&lexicon, 2, 96, &least))
            continue;
        else if (least <= ending.length)
            complain(&lexicon, NMK_NOTE_ERROR, 2, "expected more than the length of the ending, found");
        else
            nmk_builder_suffix(builder, ending, attribute, least);
    }
}

enum { MOST_LANGUAGES = 32 }; /* bits of a row of LANGUAGE_SETS */

typedef struct Languages {
    uint32_t codes[MOST_LANGUAGES], count; /* strings, in order of appearance */
    uint32_t refused;                      /* code of the last one without room: it is reported once */
} Languages;

/* Number of the language in the first column; MOST_LANGUAGES where it has none. */
static uint32_t language_in(Lexicon *lexicon, Languages *languages) {
    const NmkSlice text = lexicon->table.column[0];
    if (text.length != 2) {
        complain(lexicon, NMK_NOTE_ERROR, 0, "expected a two-letter language code, found");
        return MOST_LANGUAGES;
    }
    const uint32_t code = nmk_builder_string(lexicon->builder, text);
    uint32_t language = 0;
    while (language < languages->count && languages->codes[language] != code) language++;
    if (language == MOST_LANGUAGES && languages->refused != code) {
        complain(lexicon, NMK_NOTE_WARNING, 0, "more than 32 languages, no room for");
        languages->refused = code;
    } else if (language == languages->count && language < MOST_LANGUAGES) {
        languages->codes[languages->count++] = code;
    }
    return language;
}

static void compile_stopwords(NmkBuilder *builder, const NmkSources *sources) {
    Languages languages = {.count = 0};
    Lexicon lexicon = open_lexicon(builder, sources, "lexicon/stopwords.tsv", 2);
    while (nmk_table_next(&lexicon.table)) {
        uint32_t words[NMK_PHRASE_MAX];
        uint16_t need;
        const uint32_t language = language_in(&lexicon, &languages);
        if (language == MOST_LANGUAGES) continue;
        if (nmk_builder_words_of(builder, lexicon.table.column[1], words, &need) == 1)
            nmk_builder_language(builder, words[0], language);
        else
            complain(&lexicon, NMK_NOTE_WARNING, 1, "not one word to the tokenizer");
    }
    nmk_builder_section(builder, NMK_SECTION_STOPWORD_LANGUAGES, sizeof *languages.codes, languages.codes, languages.count);
}

void nmk_compile_lexicons(NmkBuilder *builder, const NmkSources *sources) {
    compile_words(builder, sources);
    compile_given_names(builder, sources);
    compile_surnames(builder, sources);
    compile_suffixes(builder, sources);
    compile_stopwords(builder, sources);
}
