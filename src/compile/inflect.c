/* A row of forms.tsv pairs two words, two beginnings ("labour*") or two endings ("*ise"); "-" on the right says that the word has no other
 * form. A whole word wins over a beginning, a beginning over an ending, and longer over shorter. */
#include "compile/inflect.h"

typedef enum RowShape { ROW_END, ROW_START, ROW_WORD } RowShape;

typedef struct Row {
    NmkSlice left, right; /* without stars */
    RowShape shape;
    bool plural; /* else spelling, which is read both ways */
} Row;

struct NmkInflector {
    NmkArena *arena;
    Row *rows;
    uint32_t count, capacity;
};

enum {
    STEM_MIN = 4,     /* letters before an ending of spelling: "realise" but not "praise" */
    WORD_FORMS = 16,  /* forms of one word */
    WORD_BYTES = 64
};

typedef struct Words {
    NmkSlice at[WORD_FORMS];
    uint32_t count;
} Words;

static NmkSlice without_star(NmkSlice text, RowShape *shape) {
    *shape = ROW_WORD;
    if (text.length > 1 && text.bytes[0] == '*') {
        *shape = ROW_END;
        return nmk_slice(text.bytes + 1, text.length - 1);
    }
    if (text.length > 1 && text.bytes[text.length - 1] == '*') {
        *shape = ROW_START;
        return nmk_slice(text.bytes, text.length - 1);
    }
    return text;
}

static bool add_row(NmkInflector *inflector, NmkDiagnostics *diagnostics, const NmkSourceLine *line) {
    NmkSlice columns[4];
    if (nmk_source_columns(line, columns, 4) != 3) {
        nmk_complain(diagnostics, NMK_NOTE_ERROR, line, 0, "expected 3 columns: spelling or plural, two forms");
        return true;
    }
    Row row = {.plural = nmk_slice_is(columns[0], "plural")};
    RowShape right_shape;
    row.left = without_star(columns[1], &row.shape);
    row.right = without_star(columns[2], &right_shape);
    if (!row.plural && !nmk_slice_is(columns[0], "spelling"))
        nmk_complain(diagnostics, NMK_NOTE_ERROR, line, 0, "expected spelling or plural");
    else if (row.right.length > 0 && right_shape != row.shape)
        nmk_complain(diagnostics, NMK_NOTE_ERROR, line, 0, "both forms need the star in the same place");
    else if (columns[1].length >= WORD_BYTES / 2 || columns[2].length >= WORD_BYTES / 2)
        nmk_complain(diagnostics, NMK_NOTE_ERROR, line, 0, "form too long");
    Row *rows = nmk_arena_grow(inflector->arena, inflector->rows, sizeof *rows, &inflector->capacity, inflector->count + 1);
    if (!rows) return false;
    inflector->rows = rows;
    rows[inflector->count++] = row;
    return true;
}

NmkInflector *nmk_inflector_new(NmkBuilder *builder, const NmkSources *sources) {
    NmkArena *arena = nmk_builder_arena(builder);
    NmkInflector *inflector = nmk_arena_zeros(arena, 1, sizeof *inflector);
    if (!inflector) return NULL;
    inflector->arena = arena;
    for (uint32_t i = 0; i < sources->count; i++) {
        if (!nmk_slice_is(sources->at[i].path, "topics/forms.tsv")) continue;
        size_t at = 0;
        uint32_t number = 0;
        NmkSourceLine line;
        while (nmk_source_next(&sources->at[i], &at, &number, &line))
            if (!add_row(inflector, nmk_builder_diagnostics(builder), &line)) return NULL;
    }
    return inflector;
}

/* case apart, ASCII only: forms.tsv has no other letters */
static bool same_letters(const char *a, const char *b, size_t n) {
    for (size_t i = 0; i < n; i++) {
        char x = a[i] >= 'A' && a[i] <= 'Z' ? (char)(a[i] + 32) : a[i];
        if (x != b[i]) return false;
    }
    return true;
}

static bool row_fits(RowShape shape, bool plural, NmkSlice form, NmkSlice word) {
    size_t n = form.length, stem = plural ? 1 : STEM_MIN;
    switch (shape) {
    case ROW_WORD: return word.length == n && same_letters(word.bytes, form.bytes, n);
    case ROW_START: return word.length >= n && same_letters(word.bytes, form.bytes, n);
    case ROW_END: return word.length >= n + stem && same_letters(word.bytes + word.length - n, form.bytes, n);
    }
    return false;
}

/* from in word becomes to; a capital at the start of what is replaced stays */
static NmkSlice replaced(const NmkInflector *inflector, NmkSlice word, RowShape shape, NmkSlice from, NmkSlice to) {
    size_t before = shape == ROW_END ? word.length - from.length : 0, after = shape == ROW_START ? word.length - from.length : 0;
    char *bytes = nmk_arena_take(inflector->arena, before + to.length + after + 1);
    if (!bytes) return nmk_slice(NULL, 0);
    memcpy(bytes, word.bytes, before);
    memcpy(bytes + before, to.bytes, to.length);
    memcpy(bytes + before + to.length, word.bytes + word.length - after, after);
    char first = word.bytes[before];
    if (first >= 'A' && first <= 'Z' && bytes[before] >= 'a' && bytes[before] <= 'z') bytes[before] = (char)(bytes[before] - 32);
    return nmk_slice(bytes, before + to.length + after);
}

/* The other form of a word by the best row. *found: a row fits, if only to say that there is none. */
static NmkSlice paired(const NmkInflector *inflector, NmkSlice word, bool plural, bool *found) {
    const Row *best = NULL;
    NmkSlice from = {0}, to = {0};
    for (uint32_t i = 0; i < inflector->count; i++) {
        const Row *row = &inflector->rows[i];
        if (row->plural != plural) continue;
        for (int back = 0; back < (plural ? 1 : 2); back++) {
            NmkSlice one = back ? row->right : row->left;
            if (one.length == 0 || !row_fits(row->shape, plural, one, word)) continue;
            if (best && (best->shape > row->shape || (best->shape == row->shape && from.length >= one.length))) continue;
            best = row;
            from = one;
            to = back ? row->left : row->right;
        }
    }
    *found = best != NULL;
    if (!best || to.length == 0) return nmk_slice(NULL, 0);
    return replaced(inflector, word, best->shape, from, to);
}

static void add_word(Words *words, NmkSlice word) {
    if (word.length == 0 || words->count == WORD_FORMS) return;
    for (uint32_t i = 0; i < words->count; i++)
        if (nmk_slice_equal(words->at[i], word)) return;
    words->at[words->count++] = word;
}

/* the word without its last cut bytes, with ending added */
static void add_ending(const NmkInflector *inflector, Words *words, NmkSlice word, size_t cut, const char *ending) {
    size_t stem = word.length - cut, n = strlen(ending);
    char *bytes = nmk_arena_take(inflector->arena, stem + n + 1);
    if (!bytes) return;
    memcpy(bytes, word.bytes, stem);
    memcpy(bytes + stem, ending, n);
    add_word(words, nmk_slice(bytes, stem + n));
}

static bool is_vowel(char c) { return c && strchr("aeiouAEIOU", c) != NULL; }
static bool ends(NmkSlice word, const char *ending) {
    size_t n = strlen(ending);
    return word.length >= n && memcmp(word.bytes + word.length - n, ending, n) == 0;
}
static bool hisses(NmkSlice word) {
    return ends(word, "s") || ends(word, "x") || ends(word, "z") || ends(word, "ch") || ends(word, "sh");
}
static bool ends_in_y(NmkSlice word) { return word.length > 2 && ends(word, "y") && !is_vowel(word.bytes[word.length - 2]); }

/* stop: stopped, stopping */
static bool doubles(NmkSlice word) {
    if (word.length < 3) return false;
    const char *p = word.bytes + word.length - 3;
    return !is_vowel(p[0]) && is_vowel(p[1]) && strchr("bdglmnprt", p[2]);
}

static bool all_letters(NmkSlice word) {
    for (size_t i = 0; i < word.length; i++) {
        unsigned char c = (unsigned char)word.bytes[i];
        if (c < 0x80 && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z')) return false;
    }
    return true;
}

static void add_plural(const NmkInflector *inflector, Words *words, NmkSlice word) {
    if (word.length < 3 || !all_letters(word)) return;
    bool found;
    NmkSlice other = paired(inflector, word, true, &found);
    if (found) add_word(words, other);
    else if (ends(word, "s")) return;
    else if (hisses(word)) add_ending(inflector, words, word, 0, "es");
    else if (ends_in_y(word)) add_ending(inflector, words, word, 1, "ies");
    else add_ending(inflector, words, word, 0, "s");
}

static void add_verb_forms(const NmkInflector *inflector, Words *words, NmkSlice word) {
    char last[2] = {word.bytes[word.length - 1], 0};
    if (ends(word, "e")) {
        add_ending(inflector, words, word, 0, "s");
        add_ending(inflector, words, word, 0, "d");
        add_ending(inflector, words, word, 1, "ing");
        return;
    }
    if (ends_in_y(word)) {
        add_ending(inflector, words, word, 1, "ies");
        add_ending(inflector, words, word, 1, "ied");
    } else {
        add_ending(inflector, words, word, 0, hisses(word) ? "es" : "s");
        add_ending(inflector, words, word, 0, "ed");
    }
    add_ending(inflector, words, word, 0, "ing");
    if (!doubles(word)) return;
    uint32_t base = words->count;
    add_ending(inflector, words, word, 0, last);
    if (words->count == base) return;
    NmkSlice doubled = words->at[--words->count];
    add_ending(inflector, words, doubled, 0, "ed");
    add_ending(inflector, words, doubled, 0, "ing");
}

static void word_forms(const NmkInflector *inflector, NmkSlice word, bool last, Words *words) {
    bool starred = word.bytes[word.length - 1] == '*', found;
    if (starred) word.length--;
    words->count = 0;
    if (word.length == 0) return;
    add_word(words, word);
    add_word(words, paired(inflector, word, false, &found));
    uint32_t spellings = words->count;
    for (uint32_t i = 0; i < spellings; i++) {
        if (starred) add_verb_forms(inflector, words, words->at[i]);
        else if (last) add_plural(inflector, words, words->at[i]);
    }
}

/* Every form so far, followed by every form of the next word. */
static bool extend(const NmkInflector *inflector, NmkForms *forms, const Words *words) {
    NmkForms longer = {.count = 0};
    for (uint32_t f = 0; f < (forms->count ? forms->count : 1); f++) {
        NmkSlice start = forms->count ? forms->at[f] : nmk_slice("", 0);
        size_t gap = start.length ? 1 : 0;
        for (uint32_t w = 0; w < words->count && longer.count < NMK_FORMS_MAX; w++) {
            char *bytes = nmk_arena_take(inflector->arena, start.length + gap + words->at[w].length + 1);
            if (!bytes) return false;
            memcpy(bytes, start.bytes, start.length);
            bytes[start.length] = ' ';
            memcpy(bytes + start.length + gap, words->at[w].bytes, words->at[w].length);
            longer.at[longer.count++] = nmk_slice(bytes, start.length + gap + words->at[w].length);
        }
    }
    *forms = longer;
    return true;
}

bool nmk_inflect(const NmkInflector *inflector, NmkSlice term, NmkForms *forms) {
    forms->count = 0;
    size_t at = 0;
    while (at < term.length) {
        size_t end = at;
        while (end < term.length && term.bytes[end] != ' ' && term.bytes[end] != '-') end++;
        if (end > at) {
            Words words;
            word_forms(inflector, nmk_slice(term.bytes + at, end - at), end == term.length, &words);
            if (words.count && !extend(inflector, forms, &words)) return false;
        }
        at = end + 1;
    }
    return true;
}
