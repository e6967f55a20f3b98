/* What an entry makes of a span that is just this entry, written into the entry: so that nobody has to go from a match to the rows of its lexicon for
 * it. Cities count by the population of their largest namesake. */
#include "compile/builder_parts.h"
#include "model/facts.h"
#include "model/gazetteer.h"

static NmkWholeLabel label_of_city(const NmkBuilder *builder, uint32_t name) {
    const NmkCityName *names = builder->sections[NMK_SECTION_CITY_NAMES].rows;
    const NmkCitySense *senses = builder->sections[NMK_SECTION_CITY_SENSES].rows;
    const uint32_t population = senses[names[name].first].population;
    return population >= 500000 ? NMK_WHOLE_PLACE3 : population >= 100000 ? NMK_WHOLE_PLACE2 : population >= 15000 ? NMK_WHOLE_PLACE1 : NMK_WHOLE_PLACE0;
}

static NmkWholeLabel label_of_country_name(const NmkBuilder *builder, uint32_t name) {
    const NmkCountryName *names = builder->sections[NMK_SECTION_COUNTRY_NAMES].rows;
    switch ((NmkNameKind)names[name].kind) {
    case NMK_NAME_NAME: return NMK_WHOLE_COUNTRY;
    case NMK_NAME_ADJECTIVE: case NMK_NAME_DEMONYM: return NMK_WHOLE_DEMONYM;
    case NMK_NAME_REGION: case NMK_NAME_POST: return NMK_WHOLE_REGION;
    case NMK_NAME_SEAT: case NMK_NAME_INSTITUTION: case NMK_NAME_FIRM: case NMK_NAME_SPORT: case NMK_NAME_KINDS: break;
    }
    return NMK_WHOLE_INSTITUTION;
}

/* The label and one; 0 for entries that name nothing. */
static uint32_t label_of(const NmkBuilder *builder, const NmkEntry *entry) {
    switch ((NmkEntryKind)entry->kind) {
    case NMK_ENTRY_COUNTRY_NAME: return label_of_country_name(builder, entry->id) + 1;
    case NMK_ENTRY_REGION: return NMK_WHOLE_REGION + 1;
    case NMK_ENTRY_CITY: return label_of_city(builder, entry->id) + 1;
    case NMK_ENTRY_ORGANIZATION: return (entry->flags & NMK_ENTRY_AMBIGUOUS ? NMK_WHOLE_ORGANIZATION_MAYBE : NMK_WHOLE_ORGANIZATION) + 1;
    case NMK_ENTRY_PERSON: return NMK_WHOLE_PERSON + 1;
    case NMK_ENTRY_LIST: case NMK_ENTRY_TERM: case NMK_ENTRY_HOME: case NMK_ENTRY_KINDS: break;
    }
    return 0;
}

void nmk_label_entries(const NmkBuilder *builder, NmkEntry *entries, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) entries[i].flags |= (uint8_t)(label_of(builder, &entries[i]) << NMK_ENTRY_WHOLE_SHIFT);
}
