/* The lines of rule files: sets, rules, and the examples indented below them. Rules are numbered in the order of files and lines; names are
 * theirs alone over all files, for facts are known by them. */
#include "compile/rules.h"

#include "base/intern.h"
#include "base/status.h"
#include "compile/rule_parts.h"

typedef struct Reader {
    NmkBuilder *builder;
    NmkDiagnostics *diagnostics;
    NmkIntern *names;
    NmkRuleSets sets; /* of the file */
    const NmkRuleDraft **drafts;
    uint32_t count, capacity;
    NmkSourceLine rule; /* the rule the examples belong to; path NULL where there is none */
    uint32_t plus, minus;
} Reader;

bool nmk_is_rule_file(const NmkSourceFile *file) {
    static const char ENDING[] = ".rules";
    const size_t length = sizeof ENDING - 1;
    return file->path.length > length && memcmp(file->path.bytes + file->path.length - length, ENDING, length) == 0;
}

/* Every rule shows by example where it holds and where it does not. */
static void finish_rule(Reader *r) {
    if (!r->rule.path.bytes) return;
    if (!r->plus || !r->minus)
        nmk_complain(r->diagnostics, NMK_NOTE_ERROR, &r->rule, 0, "a rule has an example with + and one with - below it");
    r->rule = (NmkSourceLine){.number = 0};
    r->plus = r->minus = 0;
}

static void read_example(Reader *r, const NmkSourceLine *line, size_t at) {
    const char kind = line->text.bytes[at];
    const char *open = memchr(line->text.bytes, '[', line->text.length), *close = memchr(line->text.bytes, ']', line->text.length);
    if (kind != '+' && kind != '-') nmk_complain(r->diagnostics, NMK_NOTE_ERROR, line, at, "an indented line is an example and begins with + or -");
    else if (!r->rule.path.bytes) nmk_complain(r->diagnostics, NMK_NOTE_ERROR, line, at, "there is no rule above this example");
    else if (kind == '+' && (!open || !close || close < open + 2))
        nmk_complain(r->diagnostics, NMK_NOTE_ERROR, line, at, "an example with + has its span in square brackets");
    if (!r->rule.path.bytes) return;
    r->plus += kind == '+';
    r->minus += kind == '-';
}

static void add_draft(Reader *r, const NmkRuleDraft *draft) {
    const NmkRuleDraft **grown =
        nmk_arena_grow(nmk_builder_arena(r->builder), (void *)r->drafts, sizeof *grown, &r->capacity, r->count + 1);
    if (!grown || nmk_intern(r->names, draft->name) == NMK_INTERN_NONE) {
        nmk_builder_fail(r->builder);
        return;
    }
    r->drafts = grown;
    grown[r->count++] = draft;
}

static void read_rule(Reader *r, const NmkSourceLine *line) {
    NmkRuleDraft *draft = nmk_arena_take(nmk_builder_arena(r->builder), sizeof *draft);
    if (!draft) {
        nmk_builder_fail(r->builder);
        return;
    }
    r->rule = *line;
    if (!nmk_rule_parse(r->builder, &r->sets, line, draft)) return;
    if (nmk_intern_find(r->names, draft->name) != NMK_INTERN_NONE)
        nmk_complain(r->diagnostics, NMK_NOTE_ERROR, line, 0, "the rule \"%.*s\" is already there", (int)draft->name.length, draft->name.bytes);
    else if (r->count == NMK_RULES_MOST)
        nmk_complain(r->diagnostics, NMK_NOTE_ERROR, line, 0, "more than %d rules", NMK_RULES_MOST);
    else
        add_draft(r, draft);
}

static void read_file(Reader *r, const NmkSourceFile *file) {
    size_t at = 0;
    uint32_t number = 0;
    NmkSourceLine line;
    r->sets = (NmkRuleSets){.count = 0};
    while (nmk_source_next(file, &at, &number, &line)) {
        size_t indent = 0;
        while (line.text.bytes[indent] == ' ' || line.text.bytes[indent] == '\t') indent++;
        if (indent) {
            read_example(r, &line, indent);
            continue;
        }
        finish_rule(r);
        if (line.text.length > 4 && memcmp(line.text.bytes, "set ", 4) == 0) nmk_rule_set_parse(r->builder, &r->sets, &line);
        else read_rule(r, &line);
    }
    finish_rule(r);
}

NewsmarkStatus nmk_compile_rules(NmkBuilder *builder, const NmkSources *sources) {
    Reader r = {.builder = builder, .diagnostics = nmk_builder_diagnostics(builder), .names = nmk_intern_new()};
    if (!r.names) return NEWSMARK_ERROR_MEMORY;
    for (uint32_t i = 0; i < sources->count; i++)
        if (nmk_is_rule_file(&sources->at[i])) read_file(&r, &sources->at[i]);
    nmk_intern_free(r.names);
    return r.count ? nmk_rules_emit(builder, r.drafts, r.count) : NEWSMARK_OK;
}
