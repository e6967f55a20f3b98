/* data/lists: each file is a class of words. Single words get the attribute of the file's name; every entry, single words too, is a
 * phrase of the list. Spellings after bars are entries like the first. */
#include "base/intern.h"
#include "compile/compile.h"
#include "compile/table.h"
#include "model/words.h"
#include "text/fold.h"

typedef struct List {
    NmkBuilder *builder;
    NmkDiagnostics *diagnostics;
    NmkIntern *seen; /* entries, as they are written: "adm" and "adm." are no duplicates */
    unsigned attribute;
    uint32_t number;
} List;

/* The name of "lists/NAME.txt"; false for other files. */
static bool list_name(NmkSlice path, NmkSlice *name) {
    const size_t before = strlen("lists/"), after = strlen(".txt");
    if (path.length <= before + after || memcmp(path.bytes, "lists/", before)) return false;
    *name = nmk_slice(path.bytes + before, path.length - before - after);
    return memcmp(name->bytes + name->length, ".txt", after) == 0 && !memchr(name->bytes, '/', name->length);
}

/* A word, or a hyphenated compound as one word, has the attribute. */
static void mark_words(List *list, NmkSlice text, const uint32_t *words, uint32_t count) {
    if (count == 1) {
        nmk_builder_mark(list->builder, words[0], list->attribute);
        return;
    }
    char folded[NMK_FOLD_MAX];
    if (memchr(text.bytes, ' ', text.length)) return;
    const size_t length = nmk_fold(text, folded);
    if (length) nmk_builder_mark(list->builder, nmk_builder_word(list->builder, nmk_slice(folded, length)), list->attribute);
}

static void add_entry(List *list, const NmkSourceLine *line, NmkSlice text) {
    const size_t at = (size_t)(text.bytes - line->text.bytes);
    uint32_t words[NMK_PHRASE_MAX];
    uint16_t need;
    const bool ambiguous = nmk_cut_question(&text);
    const uint32_t count = nmk_builder_words_of(list->builder, text, words, &need);
    if (!count) {
        nmk_complain(list->diagnostics, NMK_NOTE_ERROR, line, at, "expected one to %d words", NMK_PHRASE_MAX);
        return;
    }
    const uint32_t known = nmk_intern_count(list->seen), number = nmk_intern(list->seen, text);
    if (number == NMK_INTERN_NONE) nmk_builder_fail(list->builder);
    if (number < known) {
        nmk_complain(list->diagnostics, NMK_NOTE_WARNING, line, at, "duplicate entry \"%.*s\"", NMK_SHOW(text));
        return;
    }
    mark_words(list, text, words, count);
    if (count == 1 && list->attribute < NMK_A_FIXED) return; /* the engine asks for the attribute; a phrase a word would only cost time */
    NmkEntry entry = {.id = list->number, .kind = NMK_ENTRY_LIST, .flags = ambiguous ? NMK_ENTRY_AMBIGUOUS : 0, .need = need};
    nmk_builder_phrase_of(list->builder, words, count, entry, nmk_source(line->file, line->number));
}

static void add_list(List *list, const NmkSourceFile *file) {
    size_t at = 0;
    uint32_t number;
    NmkSourceLine line;
    while (nmk_source_next(file, &at, &number, &line)) {
        size_t part_at = 0;
        NmkSlice part;
        while (nmk_source_part(line.text, '|', &part_at, &part)) add_entry(list, &line, part);
    }
}

static bool name_list(List *list, const NmkSourceFile *file, NmkSlice name) {
    const NmkSourceLine whole = {.path = file->path};
    list->attribute = nmk_builder_attribute(list->builder, name);
    list->number = nmk_builder_list(list->builder, name);
    if (list->attribute == NMK_A_MAX)
        nmk_complain(list->diagnostics, NMK_NOTE_ERROR, &whole, SIZE_MAX, "more than %d attributes", NMK_A_MAX);
    else if (list->attribute < NMK_SYMBOL_SETS - 1)
        nmk_complain(list->diagnostics, NMK_NOTE_ERROR, &whole, SIZE_MAX, "\"%.*s\" names a symbol and cannot name a list", NMK_SHOW(name));
    else
        return true;
    return false;
}

void nmk_compile_lists(NmkBuilder *builder, const NmkSources *sources) {
    for (uint32_t i = 0; i < sources->count; i++) {
        List list = {.builder = builder, .diagnostics = nmk_builder_diagnostics(builder)};
        NmkSlice name;
        if (!list_name(sources->at[i].path, &name) || !name_list(&list, &sources->at[i], name)) continue;
        list.seen = nmk_intern_new();
        if (!list.seen) {
            nmk_builder_fail(builder);
            return;
        }
        add_list(&list, &sources->at[i]);
        nmk_intern_free(list.seen);
    }
}
