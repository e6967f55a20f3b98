/* Organizations and people, and what all parts of the gazetteer share. */
#include "compile/compile.h"
#include "compile/gazetteer_parts.h"

void nmk_fault(const NmkTable *table, NmkSeverity severity, NmkSlice part, const char *what) {
    nmk_complain(table->diagnostics, severity, &table->line, nmk_table_at(table, part), "%s \"%.*s\"", what, NMK_SHOW(part));
}

void *nmk_more_rows(NmkBuilder *builder, void *rows, size_t size, uint32_t *capacity, uint32_t count) {
    void *more = nmk_arena_grow(nmk_builder_arena(builder), rows, size, capacity, count + 1);
    if (!more) nmk_builder_fail(builder);
    return more;
}

NmkName nmk_name_of(NmkGazetteer *gazetteer, const NmkTable *table, NmkSlice text) {
    NmkName name = {.text = text};
    name.ambiguous = nmk_cut_question(&name.text);
    if (name.text.length > 2 && name.text.bytes[0] == '\'' && name.text.bytes[name.text.length - 1] == '\'') {
        name.exact = true;
        name.text = nmk_slice(name.text.bytes + 1, name.text.length - 2);
    }
    name.count = nmk_builder_words_of(gazetteer->builder, name.text, name.words, &name.need);
    if (!name.text.length)
        nmk_fault(table, NMK_NOTE_ERROR, text, "expected a name, found");
    else if (!name.count)
        nmk_fault(table, NMK_NOTE_WARNING, text, "never found, for it is not one to eight words:");
    return name;
}

void nmk_add_name(NmkGazetteer *gazetteer, const NmkName *name, NmkEntryKind kind, uint32_t id, uint32_t source, unsigned attribute) {
    NmkEntry entry = {.id = id, .kind = (uint8_t)kind, .flags = name->ambiguous ? NMK_ENTRY_AMBIGUOUS : 0, .need = name->need};
    nmk_builder_phrase_of(gazetteer->builder, name->words, name->count, entry, source);
    if (name->count == 1) nmk_builder_mark(gazetteer->builder, name->words[0], attribute);
}

uint16_t nmk_country_of(NmkGazetteer *gazetteer, const NmkTable *table, size_t column, bool may_be_empty) {
    const NmkSlice code = table->column[column];
    if (code.length == 0 && may_be_empty) return NMK_NO_COUNTRY;
    uint32_t number = nmk_intern_find(gazetteer->codes, code);
    if (number != NMK_INTERN_NONE) return (uint16_t)number;
    nmk_fault(table, NMK_NOTE_ERROR, code, "unknown country code");
    return NMK_NO_COUNTRY;
}

size_t nmk_choice(const NmkTable *table, size_t column, const char *const *words, size_t count, const char *what) {
    for (size_t i = 0; i < count; i++)
        if (nmk_slice_is(table->column[column], words[i])) return i;
    nmk_fault(table, NMK_NOTE_ERROR, table->column[column], what);
    return count;
}

/* Whether a word is a place, a given name or an everyday word besides: alone it is no certain name of an organization. */
static bool is_something_else(const NmkGazetteer *gazetteer, uint32_t word) {
    static const unsigned OTHERS[] = {NMK_A_country, NMK_A_demonym, NMK_A_region, NMK_A_place3,   NMK_A_place2,   NMK_A_place1,
                                      NMK_A_given3,  NMK_A_given2,  NMK_A_common10, NMK_A_common20, NMK_A_common35, NMK_A_common50};
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
        if (nmk_builder_marked(gazetteer->builder, word, OTHERS[i])) return true;
    return false;
}

static void add_form(NmkGazetteer *gazetteer, const NmkTable *table, NmkSlice text, NmkEntryKind kind, uint32_t id, unsigned attribute) {
    NmkName name = nmk_name_of(gazetteer, table, text);
    if (!name.count) return;
    const bool acronym = name.need == 2; /* WHO is not "who" */
    if (kind == NMK_ENTRY_ORGANIZATION && name.count == 1 && !acronym && is_something_else(gazetteer, name.words[0])) name.ambiguous = true;
    nmk_add_name(gazetteer, &name, kind, id, table->source, attribute);
}

/* The name in the first column and those after bars in another; each once a row. */
static void add_names(NmkGazetteer *gazetteer, const NmkTable *table, size_t others, NmkEntryKind kind, uint32_t id, unsigned attribute) {
    add_form(gazetteer, table, table->column[0], kind, id, attribute);
    size_t at = 0;
    NmkSlice part;
    while (nmk_source_part(table->column[others], '|', &at, &part)) add_form(gazetteer, table, part, kind, id, attribute);
}

/* Reports a name that an earlier row of its file has too. */
static bool is_again(NmkGazetteer *gazetteer, const NmkTable *table, NmkIntern *names) {
    const uint32_t known = nmk_intern_count(names), number = nmk_intern(names, table->column[0]);
    if (number == NMK_INTERN_NONE) nmk_builder_fail(gazetteer->builder);
    if (number >= known) return false;
    nmk_fault(table, NMK_NOTE_WARNING, table->column[0], "duplicate name");
    return true;
}

static void compile_organizations(NmkGazetteer *gazetteer, NmkIntern *names) {
    NmkTable table = nmk_table(gazetteer->builder, gazetteer->sources, "lexicon/organizations.tsv", 4);
    NmkOrganization *rows = NULL;
    uint32_t count = 0, capacity = 0;
    while (nmk_table_next(&table)) {
        const uint16_t country = nmk_country_of(gazetteer, &table, 2, true);
        if (is_again(gazetteer, &table, names)) continue;
        rows = nmk_more_rows(gazetteer->builder, rows, sizeof *rows, &capacity, count);
        if (!rows) return;
        rows[count] = (NmkOrganization){.name = nmk_builder_string(gazetteer->builder, table.column[0]),
                                        .kind = nmk_builder_string(gazetteer->builder, table.column[1]),
                                        .country = country};
        add_names(gazetteer, &table, 3, NMK_ENTRY_ORGANIZATION, count++, NMK_A_organization_word);
    }
    nmk_builder_section(gazetteer->builder, NMK_SECTION_ORGANIZATIONS, sizeof *rows, rows, count);
}

/* "2021-10-04", "2021-10" or "2021" as yyyymmdd; what is not certain is the first or the last day. false where malformed. */
static bool parse_date(NmkSlice text, bool last, uint32_t *date) {
    uint32_t part[3] = {0, last ? 12 : 1, last ? 31 : 1};
    static const uint32_t MOST[3] = {9999, 12, 31};
    size_t at = 0, count = 0;
    NmkSlice digits;
    while (nmk_source_part(text, '-', &at, &digits)) {
        if (count == 3 || digits.length != (count ? 2 : 4) || !nmk_source_number(digits, MOST[count], &part[count]) || !part[count]) return false;
        count++;
    }
    *date = part[0] * 10000 + part[1] * 100 + part[2];
    return count > 0;
}

/* "2021-10-04..2024-10-01", "2012..", "..2005", or one date for a day, month or year. */
static bool parse_dates(NmkSlice text, NmkRole *role) {
    enum { BEFORE_ALL = 1 };
    size_t i = 0;
    while (i + 1 < text.length && !(text.bytes[i] == '.' && text.bytes[i + 1] == '.')) i++;
    const bool is_range = i + 1 < text.length;
    const NmkSlice from = is_range ? nmk_slice(text.bytes, i) : text;
    const NmkSlice until = is_range ? nmk_slice(text.bytes + i + 2, text.length - i - 2) : text;
    role->from = BEFORE_ALL;
    if (text.length == 0 || (is_range && from.length == 0 && until.length == 0)) return false;
    if (from.length && !parse_date(from, false, &role->from)) return false;
    if (until.length && !parse_date(until, true, &role->until)) return false;
    return !role->until || role->from <= role->until;
}

typedef struct Roles {
    NmkRole *at;
    uint32_t count, capacity;
} Roles;

/* "prime minister @ 2021-10-04..2024-10-01" or "leader of the opposition" */
static bool add_role(NmkGazetteer *gazetteer, const NmkTable *table, NmkSlice text, Roles *roles) {
    size_t at = 0;
    NmkSlice name, dates;
    NmkRole role = {0};
    nmk_source_part(text, '@', &at, &name);
    if (name.length == 0) {
        nmk_fault(table, NMK_NOTE_ERROR, text, "expected a role, found");
        return true;
    }
    if (nmk_source_part(text, '@', &at, &dates) && !parse_dates(dates, &role))
        nmk_fault(table, NMK_NOTE_ERROR, dates, "expected dates like 2021-10-04..2024-10-01, found");
    role.text = nmk_builder_string(gazetteer->builder, name);
    roles->at = nmk_more_rows(gazetteer->builder, roles->at, sizeof *roles->at, &roles->capacity, roles->count);
    if (roles->at) roles->at[roles->count++] = role;
    return roles->at != NULL;
}

/* Where news writes the family name first. */
static bool is_family_first(const char *alpha2) {
    static const char *const CODES[] = {"CN", "TW", "HK", "KR", "KP", "VN", "KH"};
    for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++)
        if (strcmp(alpha2, CODES[i]) == 0) return true;
    return false;
}

/* The family name alone will do for someone whom everybody knows: "the Biden administration". Everyday words stay words. */
static void mark_family_name(NmkGazetteer *gazetteer, NmkSlice name, const char *alpha2) {
    uint32_t words[NMK_PHRASE_MAX];
    uint16_t need;
    const uint32_t count = nmk_builder_words_of(gazetteer->builder, name, words, &need);
    if (count < 2) return;
    const uint32_t family = is_family_first(alpha2) ? words[0] : words[count - 1];
    for (unsigned common = NMK_A_common10; common <= NMK_A_common35; common++)
        if (nmk_builder_marked(gazetteer->builder, family, common)) return;
    nmk_builder_mark(gazetteer->builder, family, NMK_A_leader);
}

static void compile_people(NmkGazetteer *gazetteer, NmkIntern *names) {
    NmkTable table = nmk_table(gazetteer->builder, gazetteer->sources, "lexicon/people.tsv", 4);
    NmkPerson *rows = NULL;
    uint32_t count = 0, capacity = 0;
    Roles roles = {0};
    while (nmk_table_next(&table)) {
        const uint16_t country = nmk_country_of(gazetteer, &table, 2, true);
        if (is_again(gazetteer, &table, names)) continue;
        rows = nmk_more_rows(gazetteer->builder, rows, sizeof *rows, &capacity, count);
        if (!rows) return;
        const uint32_t first = roles.count;
        size_t at = 0;
        NmkSlice part;
        while (nmk_source_part(table.column[3], ';', &at, &part))
            if (!add_role(gazetteer, &table, part, &roles)) return;
        rows[count] = (NmkPerson){
            .name = nmk_builder_string(gazetteer->builder, table.column[0]), .role = first, .roles = roles.count - first, .country = country};
        char alpha2[3] = {0};
        memcpy(alpha2, table.column[2].bytes, table.column[2].length < 2 ? table.column[2].length : 2);
        mark_family_name(gazetteer, table.column[0], alpha2);
        add_names(gazetteer, &table, 1, NMK_ENTRY_PERSON, count++, NMK_A_MAX);
    }
    nmk_builder_section(gazetteer->builder, NMK_SECTION_PEOPLE, sizeof *rows, rows, count);
    nmk_builder_section(gazetteer->builder, NMK_SECTION_ROLES, sizeof *roles.at, roles.at, roles.count);
}

void nmk_compile_gazetteer(NmkBuilder *builder, const NmkSources *sources) {
    NmkGazetteer gazetteer = {.builder = builder, .sources = sources, .codes = nmk_intern_new()};
    NmkIntern *organizations = nmk_intern_new(), *people = nmk_intern_new();
    if (gazetteer.codes && organizations && people) {
        nmk_compile_countries(&gazetteer);
        nmk_compile_cities(&gazetteer);
        compile_organizations(&gazetteer, organizations);
        compile_people(&gazetteer, people);
    } else {
        nmk_builder_fail(builder);
    }
    nmk_intern_free(gazetteer.codes);
    nmk_intern_free(organizations);
    nmk_intern_free(people);
}
