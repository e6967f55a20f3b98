/* Cities and their names. A written name has one entry, with all cities it may mean, so names are gathered by their words first and
 * become phrases when all rows are read. */
#include <stdlib.h>

#include "compile/gazetteer_parts.h"

enum { ID, NAME, COUNTRY, DIVISION, POPULATION, LATITUDE, LONGITUDE, IS_CAPITAL, OTHERS, COLUMNS };

enum { LEAST_POPULATION = 500, LARGE = 500000, MEDIUM = 100000, SMALL = 15000 };

/* A written name. */
typedef struct Written {
    NmkName name;
    uint32_t senses;
} Written;

/* One thing it may mean; sorted by name, then population, then order of rows. */
typedef struct Sense {
    uint32_t written, population, city, source;
} Sense;

typedef struct Cities {
    NmkGazetteer *gazetteer;
    NmkTable table;
    NmkCity *rows;
    uint32_t count, capacity;
    NmkIntern *names;
    Written *written;
    uint32_t written_capacity;
    Sense *senses;
    uint32_t n_senses, sense_capacity;
} Cities;

/* "-33.8679" in ten-thousandths; further digits are cut. false where it is malformed. */
static bool read_degrees(NmkSlice text, int32_t *value) {
    const bool negative = text.length && text.bytes[0] == '-';
    size_t at = negative;
    int32_t whole = 0, part = 0, digits = 0;
    for (; at < text.length && text.bytes[at] >= '0' && text.bytes[at] <= '9' && whole <= 180; at++) whole = whole * 10 + (text.bytes[at] - '0');
    if (at == (size_t)negative || whole > 180) return false;
    if (at < text.length && text.bytes[at] == '.') {
        for (at++; at < text.length && text.bytes[at] >= '0' && text.bytes[at] <= '9'; at++)
            if (digits < 4) part = part * 10 + (text.bytes[at] - '0'), digits++;
    }
    for (; digits < 4; digits++) part *= 10;
    *value = negative ? -(whole * 10000 + part) : whole * 10000 + part;
    return at == text.length;
}

static bool read_city(Cities *cities, NmkCity *city) {
    const NmkTable *table = &cities->table;
    *city = (NmkCity){.country = nmk_country_of(cities->gazetteer, table, COUNTRY, false)};
    bool good = city->country != NMK_NO_COUNTRY;
    if (!nmk_source_number(table->column[ID], UINT32_MAX, &city->geonames)) {
        nmk_fault(table, NMK_NOTE_ERROR, table->column[ID], "expected a GeoNames id, found");
        good = false;
    }
    if (!nmk_source_number(table->column[POPULATION], UINT32_MAX, &city->population)) {
        nmk_fault(table, NMK_NOTE_ERROR, table->column[POPULATION], "expected a population, found");
        good = false;
    }
    for (size_t column = LATITUDE; column <= LONGITUDE; column++) {
        if (read_degrees(table->column[column], column == LATITUDE ? &city->latitude : &city->longitude)) continue;
        nmk_fault(table, NMK_NOTE_ERROR, table->column[column], "expected decimal degrees, found");
        good = false;
    }
    city->capital = nmk_slice_is(table->column[IS_CAPITAL], "capital");
    if (!city->capital && table->column[IS_CAPITAL].length)
        nmk_fault(table, NMK_NOTE_ERROR, table->column[IS_CAPITAL], "expected \"capital\" or -, found");
    city->name = nmk_builder_string(cities->gazetteer->builder, table->column[NAME]);
    city->division = nmk_builder_string(cities->gazetteer->builder, table->column[DIVISION]);
    return good;
}

/* Each word asks no more of its case than the least strict spelling does: two bits a word. */
static uint16_t least_need(uint16_t a, uint16_t b) {
    uint16_t least = 0;
    for (unsigned i = 0; i < 2 * NMK_PHRASE_MAX; i += 2) {
        unsigned x = a >> i & 3, y = b >> i & 3;
        least = (uint16_t)(least | (x < y ? x : y) << i);
    }
    return least;
}

/* Number of the written name, NMK_INTERN_NONE when out of memory. */
static uint32_t written_name(Cities *cities, const NmkName *name) {
    const uint32_t known = nmk_intern_count(cities->names);
    const uint32_t number = nmk_intern(cities->names, nmk_slice((const char *)name->words, name->count * sizeof *name->words));
    cities->written = nmk_more_rows(cities->gazetteer->builder, cities->written, sizeof *cities->written, &cities->written_capacity, known);
    if (!cities->written || number == NMK_INTERN_NONE) return NMK_INTERN_NONE;
    Written *written = &cities->written[number];
    if (number == known) *written = (Written){.name = *name};
    written->name.need = least_need(written->name.need, name->need);
    written->name.ambiguous = written->name.ambiguous && name->ambiguous;
    written->senses++;
    return number;
}

static bool add_sense(Cities *cities, NmkSlice text, uint32_t city, uint32_t population) {
    const NmkName name = nmk_name_of(cities->gazetteer, &cities->table, text);
    if (!name.count) return true;
    const uint32_t written = written_name(cities, &name);
    cities->senses = nmk_more_rows(cities->gazetteer->builder, cities->senses, sizeof *cities->senses, &cities->sense_capacity, cities->n_senses);
    if (written == NMK_INTERN_NONE || !cities->senses) return false;
    cities->senses[cities->n_senses++] = (Sense){.written = written,
                                                 .population = population > LEAST_POPULATION ? population : LEAST_POPULATION,
                                                 .city = city,
                                                 .source = cities->table.source};
    return true;
}

/* false when out of memory */
static bool add_city(Cities *cities, NmkCity city) {
    cities->rows = nmk_more_rows(cities->gazetteer->builder, cities->rows, sizeof *cities->rows, &cities->capacity, cities->count);
    if (!cities->rows) return false;
    cities->rows[cities->count] = city;
    bool good = add_sense(cities, cities->table.column[NAME], cities->count, city.population);
    size_t at = 0;
    NmkSlice part;
    while (good && nmk_source_part(cities->table.column[OTHERS], '|', &at, &part)) good = add_sense(cities, part, cities->count, city.population / 4);
    cities->count++;
    return good;
}

static int compare_senses(const void *left, const void *right) {
    const Sense *a = left, *b = right;
    if (a->written != b->written) return a->written < b->written ? -1 : 1;
    if (a->population != b->population) return a->population > b->population ? -1 : 1;
    return (a->city > b->city) - (a->city < b->city);
}

/* By the city that the name most likely means. */
static unsigned attribute_of(const Cities *cities, const Sense *sense) {
    if (cities->rows[sense->city].capital || sense->population >= LARGE) return NMK_A_place3;
    if (sense->population >= MEDIUM) return NMK_A_place2;
    return sense->population >= SMALL ? NMK_A_place1 : NMK_A_place0;
}

/* Sorts the senses, drops those that say the same city twice, and makes each written name a phrase. */
static void write_names(Cities *cities) {
    NmkBuilder *builder = cities->gazetteer->builder;
    const uint32_t n_names = nmk_intern_count(cities->names);
    NmkCityName *names = nmk_arena_zeros(nmk_builder_arena(builder), n_names, sizeof *names);
    NmkCitySense *senses = nmk_arena_zeros(nmk_builder_arena(builder), cities->n_senses, sizeof *senses);
    if (!names || !senses) {
        nmk_builder_fail(builder);
        return;
    }
    if (cities->n_senses) qsort(cities->senses, cities->n_senses, sizeof *cities->senses, compare_senses);
    uint32_t count = 0;
    for (uint32_t i = 0; i < cities->n_senses; i++) {
        const Sense *sense = &cities->senses[i];
        NmkCityName *name = &names[sense->written];
        if (!name->count) {
            name->first = count;
            nmk_add_name(cities->gazetteer, &cities->written[sense->written].name, NMK_ENTRY_CITY, sense->written, sense->source,
                         attribute_of(cities, sense));
        } else if (senses[count - 1].city == sense->city) {
            continue;
        }
        senses[count++] = (NmkCitySense){.city = sense->city, .population = sense->population};
        name->count++;
    }
    nmk_builder_section(builder, NMK_SECTION_CITY_NAMES, sizeof *names, names, n_names);
    nmk_builder_section(builder, NMK_SECTION_CITY_SENSES, sizeof *senses, senses, count);
}

void nmk_compile_cities(NmkGazetteer *gazetteer) {
    Cities cities = {.gazetteer = gazetteer, .names = nmk_intern_new()};
    cities.table = nmk_table(gazetteer->builder, gazetteer->sources, "lexicon/cities.tsv", COLUMNS);
    bool good = cities.names != NULL;
    while (good && nmk_table_next(&cities.table)) {
        NmkCity city;
        if (read_city(&cities, &city)) good = add_city(&cities, city);
    }
    if (good)
        write_names(&cities);
    else
        nmk_builder_fail(gazetteer->builder);
    nmk_builder_section(gazetteer->builder, NMK_SECTION_CITIES, sizeof *cities.rows, cities.rows, cities.count);
    nmk_intern_free(cities.names);
}
