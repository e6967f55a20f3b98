/* The verifier of countries, regions, cities, organizations and people. */
#include "model/model.h"

static bool is_country(const NmkModelView *model, uint16_t country) {
    return country == NMK_NO_COUNTRY || country < model->count[NMK_SECTION_COUNTRIES];
}

static bool is_range(uint32_t first, uint32_t count, uint32_t all) {
    return first <= all && count <= all - first;
}

static bool countries_valid(const NmkModelView *model) {
    if (model->count[NMK_SECTION_COUNTRIES] >= NMK_NO_COUNTRY) return false;
    for (uint32_t i = 0; i < model->count[NMK_SECTION_COUNTRIES]; i++) {
        const NmkCountry *row = &model->countries[i];
        if (row->alpha2[2] || row->alpha3[3] || row->fips[2] || !is_country(model, row->successor)) return false;
        if (!nmk_string_valid(model, row->name) || !nmk_string_valid(model, row->official) || !nmk_string_valid(model, row->capital)) return false;
        if (!nmk_string_valid(model, row->continent)) return false;
    }
    for (uint32_t i = 0; i < model->count[NMK_SECTION_COUNTRY_NAMES]; i++) {
        const NmkCountryName *row = &model->country_names[i];
        if (!nmk_string_valid(model, row->text) || row->country >= model->count[NMK_SECTION_COUNTRIES]) return false;
        if (row->kind >= NMK_NAME_KINDS) return false;
    }
    return true;
}

static bool places_valid(const NmkModelView *model) {
    const uint32_t countries = model->count[NMK_SECTION_COUNTRIES];
    for (uint32_t i = 0; i < model->count[NMK_SECTION_REGIONS]; i++) {
        const NmkRegion *row = &model->regions[i];
        if (!nmk_string_valid(model, row->text) || !nmk_string_valid(model, row->code) || !nmk_string(model, row->text).length) return false;
        if (row->country >= countries || row->kind >= NMK_REGION_KINDS) return false;
    }
    for (uint32_t i = 0; i < model->count[NMK_SECTION_CITIES]; i++) {
        const NmkCity *row = &model->cities[i];
        if (!nmk_string_valid(model, row->name) || !nmk_string_valid(model, row->division) || row->country >= countries) return false;
    }
    for (uint32_t i = 0; i < model->count[NMK_SECTION_CITY_NAMES]; i++) {
        const NmkCityName *row = &model->city_names[i];
        if (!row->count || !is_range(row->first, row->count, model->count[NMK_SECTION_CITY_SENSES])) return false;
    }
    for (uint32_t i = 0; i < model->count[NMK_SECTION_CITY_SENSES]; i++)
        if (model->city_senses[i].city >= model->count[NMK_SECTION_CITIES]) return false;
    return true;
}

static bool people_valid(const NmkModelView *model) {
    for (uint32_t i = 0; i < model->count[NMK_SECTION_ORGANIZATIONS]; i++) {
        const NmkOrganization *row = &model->organizations[i];
        if (!nmk_string_valid(model, row->name) || !nmk_string_valid(model, row->kind) || !is_country(model, row->country)) return false;
    }
    for (uint32_t i = 0; i < model->count[NMK_SECTION_PEOPLE]; i++) {
        const NmkPerson *row = &model->people[i];
        if (!nmk_string_valid(model, row->name) || !is_country(model, row->country)) return false;
        if (!is_range(row->role, row->roles, model->count[NMK_SECTION_ROLES])) return false;
    }
    for (uint32_t i = 0; i < model->count[NMK_SECTION_ROLES]; i++)
        if (!nmk_string_valid(model, model->roles[i].text)) return false;
    return true;
}

bool nmk_gazetteer_valid(const NmkModelView *model) {
    if (model->count[NMK_SECTION_STOPWORD_LANGUAGES] > 32) return false; /* bits of LANGUAGE_SETS */
    for (uint32_t i = 0; i < model->count[NMK_SECTION_STOPWORD_LANGUAGES]; i++)
        if (!nmk_string_valid(model, model->stopword_languages[i])) return false;
    return countries_valid(model) && places_valid(model) && people_valid(model);
}
