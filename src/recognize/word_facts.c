/* What the words of a span say: their attributes by role, what kind of words they are in order, and whether the whole is an entry. */
#include "recognize/evidence.h"

enum { GIVEN, INITIAL, SURNAME, PLACE, UNKNOWN, COMMON }; /* labels of pair and triple */
enum { WHOLE_PLACE0, WHOLE_COUNTRY = 4, WHOLE_REGION, WHOLE_DEMONYM, WHOLE_INSTITUTION, WHOLE_ORGANIZATION, WHOLE_ORGANIZATION_MAYBE, WHOLE_PERSON };
enum { ANY_ORGHEAD, ANY_GEOHEAD, ANY_DEMONYM, ANY_OF };

static bool has_any(const NmkSet *set, const NmkAttribute *attributes, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (nmk_set_has(set, attributes[i])) return true;
    return false;
}
#define HAS_ANY(set, ...) has_any(set, (const NmkAttribute[]){__VA_ARGS__}, sizeof((const NmkAttribute[]){__VA_ARGS__}) / sizeof(NmkAttribute))

static uint32_t key_of(const NmkDoc *doc, const NmkUnit *unit) {
    const NmkSet *set = &doc->model->sets[unit->set];
    if (unit->shape == NMK_S_initial || unit->shape == NMK_S_acronym) return INITIAL;
    if (HAS_ANY(set, NMK_A_given1, NMK_A_given2, NMK_A_given3)) return GIVEN;
    if (HAS_ANY(set, NMK_A_surname0, NMK_A_surname1, NMK_A_surname2) || unit->shape == NMK_S_hyphen_names) return SURNAME;
    if (HAS_ANY(set, NMK_A_place0, NMK_A_place1, NMK_A_place2, NMK_A_place3, NMK_A_country, NMK_A_region)) return PLACE;
    return HAS_ANY(set, NMK_A_common10, NMK_A_common20, NMK_A_common35, NMK_A_common50, NMK_A_common60, NMK_A_common70) ? COMMON : UNKNOWN;
}

static void add_roles(const NmkUnit *units, const NmkCandidate *c, NmkFactList *list) {
    uint32_t last = c->end - 1;
    for (uint32_t i = c->first; i < c->end; i++) {
        NmkRoleOf role = c->end - c->first == 1 ? NMK_R_only : i == c->first ? NMK_R_first : i == last ? NMK_R_last : NMK_R_middle;
        nmk_facts_add(list, nmk_cell(role, units[i].set));
        nmk_facts_add(list, nmk_shape_cell(role, units[i].shape));
    }
}

static void add_east(const NmkDoc *doc, const NmkUnit *units, const NmkCandidate *c, NmkFactList *list) {
    uint32_t n = c->end - c->first;
    const NmkUnit *first = &units[c->first], *last = &units[c->end - 1];
    const NmkSet *sets = doc->model->sets;
    bool dashed = last->end - last->first > 1;
    if (HAS_ANY(&sets[first->set], NMK_A_surname_chinese, NMK_A_surname_korean, NMK_A_surname_viet))
        nmk_facts_add(list, nmk_fact(NMK_F_east, dashed ? 3 : n > 3 ? 2 : n - 2, 0, 0));
    if (HAS_ANY(&sets[last->set], NMK_A_surname_chinese, NMK_A_surname_korean, NMK_A_surname_viet))
        nmk_facts_add(list, nmk_fact(NMK_F_east_last, first->end - first->first > 1, 0, 0));
}

/* Facts about the words together; only of spans of two or more. */
static void add_combination(const NmkDoc *doc, const NmkUnit *units, const NmkCandidate *c, NmkFactList *list) {
    uint32_t n = c->end - c->first;
    nmk_facts_add(list, nmk_fact(NMK_F_pair, key_of(doc, &units[c->first]), key_of(doc, &units[c->end - 1]), 0));
    if (n > 2)
        nmk_facts_add(list, nmk_fact(NMK_F_triple, key_of(doc, &units[c->first]), key_of(doc, &units[c->first + 1]), key_of(doc, &units[c->first + 2])));
    add_east(doc, units, c, list);
    bool common = true, names = true;
    for (uint32_t i = c->first; i < c->end; i++) {
        const NmkSet *set = &doc->model->sets[units[i].set];
        common = common && HAS_ANY(set, NMK_A_common10, NMK_A_common20, NMK_A_common35, NMK_A_common50);
        names = names && (HAS_ANY(set, NMK_A_given0, NMK_A_given1, NMK_A_given2, NMK_A_given3, NMK_A_surname0, NMK_A_surname1, NMK_A_surname2, NMK_A_particle) ||
                          units[i].shape == NMK_S_initial || units[i].shape == NMK_S_hyphen_names);
    }
    if (common) nmk_facts_add(list, nmk_fact(NMK_F_all, 0, 0, 0));
    if (names) nmk_facts_add(list, nmk_fact(NMK_F_all, 1, 0, 0));
}

static void add_any(const NmkDoc *doc, const NmkUnit *units, const NmkCandidate *c, NmkFactList *list) {
    bool any[4] = {false, false, false, false};
    for (uint32_t i = c->first; i < c->end; i++) {
        const NmkSet *set = &doc->model->sets[units[i].set];
        any[ANY_ORGHEAD] |= nmk_set_has(set, NMK_A_orghead);
        any[ANY_GEOHEAD] |= nmk_set_has(set, NMK_A_geohead);
        any[ANY_DEMONYM] |= nmk_set_has(set, NMK_A_demonym);
        any[ANY_OF] |= nmk_set_has(set, NMK_A_of);
    }
    for (uint32_t i = 0; i < 4; i++)
        if (any[i]) nmk_facts_add(list, nmk_fact(NMK_F_any, i, 0, 0));
}

static uint32_t place_tier(const NmkModelView *model, uint32_t name) {
    uint32_t population = model->city_senses[model->city_names[name].first].population;
    return WHOLE_PLACE0 + (population >= 500000 ? 3 : population >= 100000 ? 2 : population >= 15000 ? 1 : 0);
}

static uint32_t country_name_label(const NmkCountryName *name) {
    switch ((NmkNameKind)name->kind) {
    case NMK_NAME_NAME: return WHOLE_COUNTRY;
    case NMK_NAME_ADJECTIVE: case NMK_NAME_DEMONYM: return WHOLE_DEMONYM;
    case NMK_NAME_REGION: case NMK_NAME_POST: return WHOLE_REGION;
    case NMK_NAME_SEAT: case NMK_NAME_INSTITUTION: case NMK_NAME_FIRM: case NMK_NAME_SPORT: case NMK_NAME_KINDS: break;
    }
    return WHOLE_INSTITUTION;
}

/* Entries of the lexicons that are exactly this span. One word alone carries its place attributes already. */
static void add_whole(const NmkDoc *doc, uint32_t first, uint32_t end, NmkFactList *list) {
    const NmkModelView *model = doc->model;
    uint32_t seen = 0;
    for (uint32_t m = doc->match_at[first]; m < doc->match_at[first + 1]; m++) {
        if (doc->matches[m].end != end) continue;
        const NmkEntry *entry = &model->entries[doc->matches[m].entry];
        uint32_t label;
        switch ((NmkEntryKind)entry->kind) {
        case NMK_ENTRY_COUNTRY_NAME: label = country_name_label(&model->country_names[entry->id]); break;
        case NMK_ENTRY_REGION: label = WHOLE_REGION; break;
        case NMK_ENTRY_CITY: label = place_tier(model, entry->id); break;
        case NMK_ENTRY_ORGANIZATION: label = entry->flags & NMK_ENTRY_AMBIGUOUS ? WHOLE_ORGANIZATION_MAYBE : WHOLE_ORGANIZATION; break;
        case NMK_ENTRY_PERSON: label = WHOLE_PERSON; break;
        default: continue;
        }
        if (seen >> label & 1) continue;
        seen |= 1u << label;
        nmk_facts_add(list, nmk_fact(NMK_F_whole, label, 0, 0));
    }
}

void nmk_word_facts(const NmkDoc *doc, const NmkCandidate *candidate, NmkFactList *list) {
    const NmkUnit *units = doc->candidates->units.at;
    uint32_t n = candidate->end - candidate->first;
    nmk_facts_add(list, nmk_fact(NMK_F_length, n > 5 ? 4 : n - 1, 0, 0));
    add_roles(units, candidate, list);
    if (n > 1) add_combination(doc, units, candidate, list);
    add_any(doc, units, candidate, list);
    add_whole(doc, units[candidate->first].first, units[candidate->end - 1].end, list);
}
