/* Countries, their names, their regions, and the words that tell the home of a source. */
#include "compile/gazetteer_parts.h"

static const char *const NAME_KINDS[NMK_NAME_KINDS] = {"name", "adjective", "demonym", "seat", "region", "institution", "firm", "post", "sport"};
static const char *const REGION_KINDS[NMK_REGION_KINDS] = {"state", "county", "abbreviation"};

/* What a single word is that names a country so. */
static const unsigned NAME_ATTRIBUTES[NMK_NAME_KINDS] = {NMK_A_country, NMK_A_demonym, NMK_A_demonym, NMK_A_MAX, NMK_A_region,
                                                         NMK_A_MAX,     NMK_A_MAX,     NMK_A_MAX,     NMK_A_MAX};

enum { ALPHA2, ALPHA3, NUMERIC, NAME, OFFICIAL, CONTINENT, CAPITAL, FIPS, FROM, UNTIL, SUCCESSORS, COLUMNS };

/* Copies a code of exactly length capitals; an empty one only where it may be. */
static bool read_code(const NmkTable *table, size_t column, size_t length, bool may_be_empty, char out[4]) {
    const NmkSlice code = table->column[column];
    memset(out, 0, 4);
    if (code.length == 0 && may_be_empty) return true;
    bool good = code.length == length;
    for (size_t i = 0; good && i < length; i++) good = (out[i] = code.bytes[i]) >= 'A' && code.bytes[i] <= 'Z';
    if (good) return true;
    nmk_complain(table->diagnostics, NMK_NOTE_ERROR, &table->line, nmk_table_at(table, code),
                 "expected a code of %zu capital letters, found \"%.*s\"", length, NMK_SHOW(code));
    return false;
}

static uint16_t read_number(const NmkTable *table, size_t column, uint32_t most) {
    uint32_t number = 0;
    if (table->column[column].length && !nmk_source_number(table->column[column], most, &number))
        nmk_fault(table, NMK_NOTE_ERROR, table->column[column], "expected a number, found");
    return (uint16_t)number;
}

/* false where the row gives no country. Successors come in a second pass: they may stand below. */
static bool read_country(NmkGazetteer *gazetteer, const NmkTable *table, NmkCountry *country) {
    *country = (NmkCountry){.successor = NMK_NO_COUNTRY};
    if (!read_code(table, ALPHA2, 2, false, country->alpha2) || !read_code(table, ALPHA3, 3, true, country->alpha3) ||
        !read_code(table, FIPS, 2, true, country->fips))
        return false;
    if (nmk_intern_find(gazetteer->codes, table->column[ALPHA2]) != NMK_INTERN_NONE) {
        nmk_fault(table, NMK_NOTE_WARNING, table->column[ALPHA2], "duplicate country");
        return false;
    }
    NmkBuilder *builder = gazetteer->builder;
    country->name = nmk_builder_string(builder, table->column[NAME]);
    country->official = nmk_builder_string(builder, table->column[OFFICIAL]);
    country->capital = nmk_builder_string(builder, table->column[CAPITAL]);
    country->continent = nmk_builder_string(builder, table->column[CONTINENT]);
    country->numeric = read_number(table, NUMERIC, 999);
    country->from = read_number(table, FROM, 9999);
    country->until = read_number(table, UNTIL, 9999);
    if (table->column[NAME].length == 0) nmk_fault(table, NMK_NOTE_ERROR, table->column[NAME], "expected a name, found");
    return true;
}

static NmkTable country_table(NmkGazetteer *gazetteer) {
    return nmk_table(gazetteer->builder, gazetteer->sources, "lexicon/countries.tsv", COLUMNS);
}

/* The first of the successors takes the mentions of a former state; all must exist. */
static void read_successors(NmkGazetteer *gazetteer, NmkCountry *countries) {
    NmkTable table = country_table(gazetteer);
    while (nmk_table_next(&table)) {
        const uint32_t country = nmk_intern_find(gazetteer->codes, table.column[ALPHA2]);
        size_t at = 0;
        NmkSlice part;
        while (nmk_source_part(table.column[SUCCESSORS], '|', &at, &part)) {
            const uint32_t successor = nmk_intern_find(gazetteer->codes, part);
            if (successor == NMK_INTERN_NONE || successor == country)
                nmk_fault(&table, NMK_NOTE_ERROR, part, "unknown successor");
            else if (country != NMK_INTERN_NONE && countries[country].successor == NMK_NO_COUNTRY)
                countries[country].successor = (uint16_t)successor;
        }
    }
}

static void read_countries(NmkGazetteer *gazetteer) {
    NmkTable table = country_table(gazetteer);
    NmkCountry *rows = NULL;
    uint32_t count = 0, capacity = 0;
    while (nmk_table_next(&table)) {
        NmkCountry country;
        if (!read_country(gazetteer, &table, &country)) continue;
        rows = nmk_more_rows(gazetteer->builder, rows, sizeof *rows, &capacity, count);
        if (!rows || nmk_intern(gazetteer->codes, table.column[ALPHA2]) == NMK_INTERN_NONE) {
            nmk_builder_fail(gazetteer->builder);
            return;
        }
        rows[count++] = country;
    }
    read_successors(gazetteer, rows);
    nmk_builder_section(gazetteer->builder, NMK_SECTION_COUNTRIES, sizeof *rows, rows, count);
}

typedef struct Names {
    NmkCountryName *at;
    uint32_t count, capacity;
    NmkIntern *seen; /* number = number of the name */
} Names;

/* Number of the name with the same words and case for the same country and kind; names->count, or more, where there is none. */
static uint32_t known_name(const NmkGazetteer *gazetteer, Names *names, const NmkName *name, uint16_t country, size_t kind) {
    struct {
        uint32_t words[NMK_PHRASE_MAX], rest[3];
    } key = {.rest = {name->need, country, (uint32_t)kind}};
    memcpy(key.words, name->words, name->count * sizeof *name->words);
    const uint32_t number = nmk_intern(names->seen, nmk_slice((const char *)&key, sizeof key));
    if (number == NMK_INTERN_NONE) nmk_builder_fail(gazetteer->builder);
    return number;
}

/* false when out of memory */
static bool add_country_name(NmkGazetteer *gazetteer, Names *names, const NmkName *name, uint16_t country, size_t kind, uint32_t source) {
    names->at = nmk_more_rows(gazetteer->builder, names->at, sizeof *names->at, &names->capacity, names->count);
    if (!names->at) return false;
    names->at[names->count] =
        (NmkCountryName){.text = nmk_builder_string(gazetteer->builder, name->text), .country = country, .kind = (uint8_t)kind, .exact = name->exact};
    nmk_add_name(gazetteer, name, NMK_ENTRY_COUNTRY_NAME, names->count++, source, NAME_ATTRIBUTES[kind]);
    return true;
}

static void read_names(NmkGazetteer *gazetteer, Names *names) {
    NmkTable table = nmk_table(gazetteer->builder, gazetteer->sources, "lexicon/country_names.tsv", 3);
    while (nmk_table_next(&table)) {
        const uint16_t country = nmk_country_of(gazetteer, &table, 0, false);
        const size_t kind = nmk_choice(&table, 2, NAME_KINDS, NMK_NAME_KINDS, "unknown kind of country name");
        const NmkName name = nmk_name_of(gazetteer, &table, table.column[1]);
        if (country == NMK_NO_COUNTRY || kind == NMK_NAME_KINDS || !name.count) continue;
        const uint32_t known = known_name(gazetteer, names, &name, country, kind);
        if (known < names->count) { /* "U.S" and "U.S." are one name, and no fault */
            if (names->at[known].text == nmk_builder_string(gazetteer->builder, name.text))
                nmk_fault(&table, NMK_NOTE_WARNING, table.column[1], "duplicate country name");
        } else if (!add_country_name(gazetteer, names, &name, country, kind, table.source)) {
            return;
        }
    }
}

/* The short and official names of countries.tsv, where country_names.tsv has them not (there a ? can mark them as ambiguous). */
static void read_own_names(NmkGazetteer *gazetteer, Names *names) {
    static const size_t OWN[] = {NAME, OFFICIAL};
    NmkTable table = country_table(gazetteer);
    while (nmk_table_next(&table)) {
        const uint32_t country = nmk_intern_find(gazetteer->codes, table.column[ALPHA2]);
        for (size_t i = 0; i < sizeof OWN / sizeof *OWN; i++) {
            if (country == NMK_INTERN_NONE || table.column[OWN[i]].length == 0) continue;
            const NmkName name = nmk_name_of(gazetteer, &table, table.column[OWN[i]]);
            if (!name.count || known_name(gazetteer, names, &name, (uint16_t)country, NMK_NAME_NAME) < names->count) continue;
            if (!add_country_name(gazetteer, names, &name, (uint16_t)country, NMK_NAME_NAME, table.source)) return;
        }
    }
}

static void read_regions(NmkGazetteer *gazetteer) {
    NmkTable table = nmk_table(gazetteer->builder, gazetteer->sources, "lexicon/regions.tsv", 4);
    NmkRegion *rows = NULL;
    uint32_t count = 0, capacity = 0;
    while (nmk_table_next(&table)) {
        const uint16_t country = nmk_country_of(gazetteer, &table, 0, false);
        const size_t kind = nmk_choice(&table, 3, REGION_KINDS, NMK_REGION_KINDS, "unknown kind of region");
        size_t at = 0;
        NmkSlice part;
        while (country != NMK_NO_COUNTRY && kind < NMK_REGION_KINDS && nmk_source_part(table.column[1], '|', &at, &part)) {
            const NmkName name = nmk_name_of(gazetteer, &table, part);
            if (!name.count) continue;
            rows = nmk_more_rows(gazetteer->builder, rows, sizeof *rows, &capacity, count);
            if (!rows) return;
            rows[count] = (NmkRegion){.text = nmk_builder_string(gazetteer->builder, name.text),
                                      .code = nmk_builder_string(gazetteer->builder, table.column[2]),
                                      .country = country,
                                      .kind = (uint16_t)kind};
            nmk_add_name(gazetteer, &name, NMK_ENTRY_REGION, count++, table.source, kind == NMK_REGION_STATE ? NMK_A_region : NMK_A_MAX);
        }
    }
    nmk_builder_section(gazetteer->builder, NMK_SECTION_REGIONS, sizeof *rows, rows, count);
}

static void read_home_words(NmkGazetteer *gazetteer) {
    NmkTable table = nmk_table(gazetteer->builder, gazetteer->sources, "lexicon/home_words.tsv", 3);
    while (nmk_table_next(&table)) {
        const uint16_t country = nmk_country_of(gazetteer, &table, 0, false);
        const NmkName name = nmk_name_of(gazetteer, &table, table.column[1]);
        uint32_t points;
        if (!nmk_source_number(table.column[2], 3, &points) || !points)
            nmk_fault(&table, NMK_NOTE_ERROR, table.column[2], "expected points from 1 to 3, found");
        else if (country != NMK_NO_COUNTRY && name.count)
            nmk_add_name(gazetteer, &name, NMK_ENTRY_HOME, country * 4u + points, table.source, NMK_A_MAX);
    }
}

void nmk_compile_countries(NmkGazetteer *gazetteer) {
    Names names = {.seen = nmk_intern_new()};
    if (!names.seen) {
        nmk_builder_fail(gazetteer->builder);
        return;
    }
    read_countries(gazetteer);
    read_names(gazetteer, &names);
    read_own_names(gazetteer, &names);
    nmk_builder_section(gazetteer->builder, NMK_SECTION_COUNTRY_NAMES, sizeof *names.at, names.at, names.count);
    nmk_intern_free(names.seen);
    read_regions(gazetteer);
    read_home_words(gazetteer);
}
