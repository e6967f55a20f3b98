/* Source files as lines, columns and parts; folders as files in order; messages as text. */
#define _XOPEN_SOURCE 700
#include "compile/source.h"
#include "folder.h"

static NmkSourceFile file_of(const char *text) {
    return (NmkSourceFile){.path = nmk_slice_of("a.txt"), .text = nmk_slice_of(text)};
}

Test(source, lines) {
    static const struct {
        const char *text, *lines; /* "number:text|" of each */
    } ROWS[] = {
        {"", ""},
        {"\n\n", ""},
        {"a", "1:a|"},
        {"a\nb\n", "1:a|2:b|"},
        {"# comment\n\n  # comment too\nword\n", "4:word|"},
        {"a\r\nb \t \r\n", "1:a|2:b|"},
        {"\xef\xbb\xbf"
         "a\nb",
         "1:a|2:b|"},
        {"  indented\n", "1:  indented|"},
        {"a # no comment\n", "1:a # no comment|"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        const NmkSourceFile file = file_of(ROWS[i].text);
        char found[128] = "";
        size_t at = 0, used = 0;
        uint32_t number = 0;
        NmkSourceLine line;
        while (nmk_source_next(&file, &at, &number, &line))
            used += (size_t)snprintf(found + used, sizeof found - used, "%u:%.*s|", (unsigned)line.number, (int)line.text.length, line.text.bytes);
        cr_expect_str_eq(found, ROWS[i].lines, "row %zu: \"%s\"", i, found);
    }
}

Test(source, columns) {
    static const struct {
        const char *text;
        size_t count;
        const char *first, *second;
    } ROWS[] = {
        {"a\tb", 2, "a", "b"},     {"a", 1, "a", NULL},    {"-\tb", 2, "", "b"},
        {" a \t b ", 2, "a", "b"}, {"a\t\tc", 3, "a", ""}, {"a\tb\tc\td", 4, "a", "b"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        NmkSourceLine line = {.text = nmk_slice_of(ROWS[i].text)};
        NmkSlice columns[2];
        cr_expect_eq(nmk_source_columns(&line, columns, 2), ROWS[i].count, "row %zu", i);
        cr_expect(nmk_slice_is(columns[0], ROWS[i].first), "row %zu", i);
        if (ROWS[i].second) cr_expect(nmk_slice_is(columns[1], ROWS[i].second), "row %zu", i);
    }
}

Test(source, parts) {
    static const struct {
        const char *text, *parts;
    } ROWS[] = {{"a|b", "[a][b]"}, {" a | b c |", "[a][b c][]"}, {"", ""}, {"|", "[][]"}, {"one", "[one]"}};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        char found[64] = "";
        size_t at = 0, used = 0;
        NmkSlice part;
        while (nmk_source_part(nmk_slice_of(ROWS[i].text), '|', &at, &part))
            used += (size_t)snprintf(found + used, sizeof found - used, "[%.*s]", (int)part.length, part.bytes);
        cr_expect_str_eq(found, ROWS[i].parts, "row %zu: %s", i, found);
    }
}

Test(source, numbers) {
    static const struct {
        const char *text;
        uint32_t max;
        bool good;
        uint32_t number;
    } ROWS[] = {{"0", 9, true, 0},
                {"42", 99, true, 42},
                {"100", 99, false, 0},
                {"", 9, false, 0},
                {"-1", 9, false, 0},
                {"+1", 9, false, 0},
                {"1 ", 9, false, 0},
                {"0x1", 99, false, 0},
                {"007", 9, true, 7},
                {"4294967295", UINT32_MAX, true, UINT32_MAX},
                {"4294967296", UINT32_MAX, false, 0},
                {"99999999999999999999", UINT32_MAX, false, 0}};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        uint32_t number = 0;
        cr_expect_eq(nmk_source_number(nmk_slice_of(ROWS[i].text), ROWS[i].max, &number), ROWS[i].good, "%s", ROWS[i].text);
        if (ROWS[i].good) cr_expect_eq(number, ROWS[i].number, "%s", ROWS[i].text);
    }
}

static void check_message(size_t at, const char *text, NmkSeverity severity, uint32_t number, const char *expected) {
    NmkArena arena;
    nmk_arena_init(&arena, NULL);
    NmkDiagnostics diagnostics = {.arena = &arena};
    const NmkSourceLine line = {.path = nmk_slice_of("lists/mr.txt"), .text = nmk_slice_of(text), .number = number};
    nmk_complain(&diagnostics, severity, &line, at, "no %s", "good");
    char out[256];
    cr_expect_eq(nmk_diagnostic_text(&diagnostics.at[0], out, sizeof out), strlen(expected));
    cr_expect_str_eq(out, expected, "%s", out);
    cr_expect_eq(diagnostics.errors, severity == NMK_NOTE_ERROR);
    char small[8];
    cr_expect_eq(nmk_diagnostic_text(&diagnostics.at[0], small, sizeof small), 7);
    cr_expect_eq(small[7], '\0');
    nmk_arena_free(&arena);
}

Test(diagnostics, text) {
    check_message(2, "ab cd", NMK_NOTE_ERROR, 3, "lists/mr.txt:3:3: no good\n    ab cd\n      ^\n");
    check_message(0, "ab", NMK_NOTE_WARNING, 3, "lists/mr.txt:3:1: warning: no good\n    ab\n    ^\n");
    check_message(5, "\xC3\xA9t\xC3\xA9\tx", NMK_NOTE_ERROR, 1, "lists/mr.txt:1:4: no good\n    \xC3\xA9t\xC3\xA9\tx\n       ^\n");
    check_message(6, "\xC3\xA9t\xC3\xA9\tx", NMK_NOTE_ERROR, 1, "lists/mr.txt:1:5: no good\n    \xC3\xA9t\xC3\xA9\tx\n       \t^\n");
    check_message(SIZE_MAX, "ab", NMK_NOTE_ERROR, 3, "lists/mr.txt:3: no good\n    ab\n");
    check_message(SIZE_MAX, "", NMK_NOTE_ERROR, 0, "lists/mr.txt: no good\n");
}

/* paths of all files, each followed by a space; the error's status where reading fails */
static NewsmarkStatus read_paths(const char *const *folders, size_t count, char out[256], uint64_t *digest, uint32_t *errors) {
    NmkArena arena;
    nmk_arena_init(&arena, NULL);
    NmkDiagnostics diagnostics = {.arena = &arena};
    NmkBuilder *builder = nmk_builder_new(&diagnostics);
    NmkSources sources = {0};
    NewsmarkError error = {0};
    NewsmarkStatus status = nmk_sources_read(builder, folders, count, &sources, &error);
    cr_expect_eq(error.status, status);
    out[0] = '\0';
    for (uint32_t i = 0; i < sources.count; i++)
        snprintf(out + strlen(out), 256 - strlen(out), "%.*s ", (int)sources.at[i].path.length, sources.at[i].path.bytes);
    *digest = sources.digest;
    *errors = diagnostics.errors;
    nmk_builder_free(builder);
    nmk_arena_free(&arena);
    return status;
}

Test(source, folders) {
    const Folder first = folder_new(), second = folder_new();
    folder_write(&first, "lists/mr.txt", "mr\n");
    folder_write(&first, "lists/art.txt", "the\n");
    folder_write(&first, "weights.tsv", "x\n");
    folder_write(&first, "README.md", "x\n");
    folder_write(&first, "rules/.hidden.rules", "x\n");
    folder_write(&second, "lists/art.txt", "a\n");
    const char *folders[] = {first.path, second.path};
    char paths[256];
    uint64_t digest, again, other;
    uint32_t errors;
    cr_expect_eq(read_paths(folders, 2, paths, &digest, &errors), NEWSMARK_OK);
    cr_expect_str_eq(paths, "lists/art.txt lists/mr.txt weights.tsv lists/art.txt ", "%s", paths);
    read_paths(folders, 2, paths, &again, &errors);
    cr_expect_eq(digest, again);
    folder_write(&second, "lists/art.txt", "b\n");
    read_paths(folders, 2, paths, &other, &errors);
    cr_expect_neq(digest, other);
    cr_expect_eq(errors, 0);
    folder_write(&second, "lists/bad.txt", "good\nb\xC3\n");
    cr_expect_eq(read_paths(folders, 2, paths, &other, &errors), NEWSMARK_OK);
    cr_expect_eq(errors, 1);
    folder_remove(&first);
    cr_expect_eq(read_paths(folders, 2, paths, &other, &errors), NEWSMARK_ERROR_IO);
    folder_remove(&second);
}
