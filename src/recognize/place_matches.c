/* Matching: at each word the longest phrase of the gazetteer that passes the gates is taken.
 *
 * Of phrases with the same words country names and regions come first, then the list of phrases that are no places, then towns. An institution
 * or a firm keeps what stands inside it: "Bank of Japan" speaks of Japan. Single words need the most care, for half of all words are a town
 * somewhere: how common a word is, whether it is a surname, how large the town is and what stands around it decide. */
#include "recognize/places.h"

enum { SURE_PLACE = 70 }; /* score of a decided name */

static bool has(const NmkPlaces *p, uint32_t i, unsigned attribute) {
    return i < p->doc->tokens.count && p->doc->tokens.at[i].kind == NMK_WORD && nmk_doc_has(p->doc, i, attribute);
}
static bool is_mark(const NmkPlaces *p, uint32_t i, unsigned symbol) {
    return i < p->doc->tokens.count && p->doc->tokens.at[i].kind != NMK_WORD && nmk_doc_has(p->doc, i, symbol);
}
static bool is_capital(const NmkPlaces *p, uint32_t i) {
    return i < p->doc->tokens.count && p->doc->tokens.at[i].kind == NMK_WORD && (p->doc->tokens.at[i].flags & NMK_CAPITAL);
}
static bool in_capitals(const NmkPlaces *p, uint32_t i) { return p->doc->lines[p->doc->line_of[i]].flags & NMK_LINE_CAPITALS; }

static bool has_any(const NmkPlaces *p, uint32_t i, const unsigned *attributes, size_t count) {
    for (size_t n = 0; n < count; n++)
        if (has(p, i, attributes[n])) return true;
    return false;
}
static bool is_common(const NmkPlaces *p, uint32_t i, unsigned most) {
    for (unsigned a = NMK_A_common10; a <= most; a++)
        if (has(p, i, a)) return true;
    return false;
}

/* Also a given name that is no more than that: neither decides alone, but a small town called so needs help. */
static bool is_persons_name(const NmkPlaces *p, uint32_t i) {
    static const unsigned NAMES[] = {NMK_A_given3, NMK_A_given2, NMK_A_given1, NMK_A_surname2, NMK_A_surname1};
    return has_any(p, i, NAMES, sizeof NAMES / sizeof *NAMES);
}

/* "Man" is no Manitoba: an abbreviation written with a dot must have it in the text, capitals apart ("NSW"). */
static bool lacks_dot(const NmkPlaces *p, const NmkMatch *match, const NmkRegion *region) {
    const NmkSlice text = nmk_string(p->doc->model, region->text);
    const NmkToken *last = &p->doc->tokens.at[match->end - 1];
    if (region->kind != NMK_REGION_ABBREVIATION || text.bytes[text.length - 1] != '.') return false;
    if (last->flags & NMK_DOTTED) return false;
    return !is_mark(p, match->end, NMK_A_period) || (last[1].flags & NMK_SPACED);
}

/* Two or three capitals without a dot, in a line that is not all capitals: "CO" but not "Co." */
static bool is_post_code(const NmkPlaces *p, uint32_t i) {
    return (p->doc->tokens.at[i].flags & (NMK_UPPER | NMK_DOTTED)) == NMK_UPPER && !in_capitals(p, i);
}

/* The longest region, country name or post code that starts at a token; its end, 0 where there is none. */
static uint32_t named_beside(const NmkPlaces *p, uint32_t i, NmkPlace *out) {
    const NmkDoc *doc = p->doc;
    if (i >= doc->tokens.count) return 0;
    for (uint32_t m = doc->match_at[i]; m < doc->match_at[i + 1]; m++) {
        const NmkEntry *e = &doc->model->entries[doc->matches[m].entry];
        *out = (NmkPlace){.first = i, .end = doc->matches[m].end, .country = NMK_NO_COUNTRY};
        if (e->kind == NMK_ENTRY_REGION) {
            const NmkRegion *region = &doc->model->regions[e->id];
            if (region->kind == NMK_REGION_COUNTY || lacks_dot(p, &doc->matches[m], region)) continue;
            out->country = region->country, out->division = region->code, out->kind = NMK_PLACE_REGION, out->state = true;
            return out->end;
        }
        if (e->kind != NMK_ENTRY_COUNTRY_NAME) continue;
        const NmkCountryName *name = &doc->model->country_names[e->id];
        if (name->kind == NMK_NAME_POST && is_post_code(p, i)) {
            out->country = name->country, out->kind = NMK_PLACE_REGION, out->state = true;
            return out->end;
        }
        if (name->kind == NMK_NAME_NAME || name->kind == NMK_NAME_REGION) {
            out->country = name->country, out->kind = NMK_PLACE_NAME;
            return out->end;
        }
    }
    return 0;
}

static uint32_t largest(const NmkPlaces *p, uint32_t city_name) {
    const NmkModelView *model = p->doc->model;
    return model->city_senses[model->city_names[city_name].first].population;
}

static bool has_sense_in(const NmkPlaces *p, uint32_t city_name, uint16_t country) {
    const NmkModelView *model = p->doc->model;
    if (city_name == NMK_NO_ROW) return false;
    const NmkCityName *name = &model->city_names[city_name];
    for (uint32_t s = name->first; s < name->first + name->count; s++)
        if (model->cities[model->city_senses[s].city].country == country) return true;
    return false;
}

/* Whether what stands around a single word says that it is a place. */
static bool is_strong(const NmkPlaces *p, const NmkPlace *place, uint32_t people) {
    NmkPlace beside;
    if (nmk_after_preposition(p->doc, place->first) || people > 500000 || place->zone == NEWSMARK_ZONE_DATELINE) return true;
    const NmkMention *cover = nmk_place_cover(p, place->first);
    if (cover && cover->type == NEWSMARK_PLACE && cover->score >= SURE_PLACE) return true;
    return is_mark(p, place->end, NMK_A_comma) && named_beside(p, place->end + 1, &beside);
}

static bool starts_sentence(const NmkPlaces *p, uint32_t i) {
    if (i == 0 || (p->doc->tokens.at[i].flags & NMK_SENTENCE)) return true;
    return is_mark(p, i - 1, NMK_A_quote) || p->doc->tokens.at[i - 1].kind == NMK_BREAK;
}

static bool passes_single(const NmkPlaces *p, const NmkPlace *place, uint32_t people) {
    const uint32_t i = place->first, flags = p->doc->tokens.at[i].flags, length = p->doc->tokens.at[i].end - p->doc->tokens.at[i].start;
    const bool strong = is_strong(p, place, people), capitals = in_capitals(p, i);
    if (has(p, i, NMK_A_not_city) || length < 3) return false;
    if ((flags & NMK_UPPER) && length <= 4 && !capitals) return false;
    if (is_common(p, i, NMK_A_common20) && !(strong && !has(p, i, NMK_A_common10) && people > 100000)) return false;
    if (is_common(p, i, NMK_A_common60) && !strong && people < p->gates.common) return false;
    if (capitals && (people < 50000 || (is_common(p, i, NMK_A_common60) && people < 300000))) return false;
    if (is_persons_name(p, i) && people < p->gates.surname && (!strong || has(p, i - 1, NMK_A_of))) return false;
    return !starts_sentence(p, i) || people >= 20000 || is_mark(p, place->end, NMK_A_comma) || is_mark(p, place->end, NMK_A_open) ||
           is_mark(p, place->end, NMK_A_dash);
}

static bool passes_as_city(const NmkPlaces *p, const NmkPlace *place) {
    const uint32_t people = largest(p, place->cities);
    if (place->end - place->first == 1) return passes_single(p, place, people);
    for (uint32_t i = place->first; i < place->end; i++) {
        const NmkToken *token = &p->doc->tokens.at[i];
        if (token->kind == NMK_WORD && token->end - token->start > 3 && !(token->flags & NMK_CAPITAL)) return false;
    }
    return !in_capitals(p, place->first) || people >= 20000;
}

/* "Polish your shoes": a verb that starts a sentence */
static bool is_verb(const NmkPlaces *p, const NmkPlace *place) {
    static const unsigned OBJECTS[] = {NMK_A_poss, NMK_A_determiner, NMK_A_pron};
    return starts_sentence(p, place->first) && is_common(p, place->first, NMK_A_common60) && !is_capital(p, place->end) &&
           has_any(p, place->end, OBJECTS, sizeof OBJECTS / sizeof *OBJECTS);
}

/* Adjectives that speak of a language: "speaks French", "in German," "English lessons". */
static bool is_language(const NmkPlaces *p, const NmkPlace *place) {
    if (has(p, place->end, NMK_A_language_thing)) return true;
    if (!place->first) return false;
    if (has(p, place->first - 1, NMK_A_language_verb)) return true;
    if (p->language_end && place->first - p->language_end <= 2 && (has(p, p->language_end, NMK_A_conj) || is_mark(p, p->language_end, NMK_A_comma)))
        return true; /* "speaks French, German and some Italian" */
    const NmkToken *before = &p->doc->tokens.at[place->first - 1], *after = &p->doc->tokens.at[place->end];
    if (before->end - before->start != 2 || !has(p, place->first - 1, NMK_A_placeprep)) return false; /* "in" */
    if (place->end >= p->doc->tokens.count || after->kind != NMK_WORD) return true;
    static const unsigned LINKS[] = {NMK_A_conj, NMK_A_copula, NMK_A_tofrom, NMK_A_agentprep};
    return has_any(p, place->end, LINKS, sizeof LINKS / sizeof *LINKS);
}

/* "Moss Side Avenue": the name of a street or a bridge is none of the town. */
static bool is_in_street(const NmkPlaces *p, const NmkPlace *place) {
    if (place->kind == NMK_PLACE_ADJECTIVE || place->kind >= NMK_PLACE_INSTITUTION) return false;
    if (is_capital(p, place->end) && has(p, place->end, NMK_A_street)) return true;
    const NmkMention *cover = nmk_place_cover(p, place->first);
    return cover && cover->type == NEWSMARK_PLACE && cover->end > place->end && has(p, cover->end - 1, NMK_A_street);
}

/* "/news/Korea-storm-coast" in an address of the web */
static bool is_in_address(const NmkPlaces *p, const NmkPlace *place) {
    return place->end < p->doc->tokens.count && (p->doc->tokens.at[place->end].flags & NMK_GLUED) && place->first &&
           is_mark(p, place->first - 1, NMK_A_slash) && !(p->doc->tokens.at[place->first].flags & NMK_SPACED);
}

static bool is_no_place(NmkPlaces *p, const NmkPlace *place) {
    const uint32_t end = place->end;
    if (is_mark(p, end, NMK_A_currency_sign) && !(p->doc->tokens.at[end].flags & NMK_SPACED)) return true; /* US$ */
    if (place->kind == NMK_PLACE_ADJECTIVE && is_verb(p, place)) return true;
    if (place->kind == NMK_PLACE_ADJECTIVE && is_language(p, place)) {
        p->language_end = end;
        return true;
    }
    return is_in_street(p, place) || nmk_place_in_person(p, place) || is_in_address(p, place);
}

/* "the French city of Nice" */
static void fix_by_adjective(NmkPlaces *p, NmkPlace *place) {
    if (!p->count) return;
    const NmkPlace *before = &p->at[p->count - 1];
    if (before->kind != NMK_PLACE_ADJECTIVE || place->first - before->end > 2 || !has_sense_in(p, place->cities, before->country)) return;
    static const unsigned BETWEEN[] = {NMK_A_geonoun, NMK_A_geohead, NMK_A_of};
    for (uint32_t i = before->end; i < place->first; i++)
        if (!has_any(p, i, BETWEEN, sizeof BETWEEN / sizeof *BETWEEN)) return;
    place->fixed = true, place->country = before->country;
}

/* What stands after a place fixes it: "Paris, Texas", "Lebanon, Pa.", "Cork (Ireland)". A state of the United States does so for towns that the
 * gazetteer does not know, any other region or country only for its own. */
static void fix_by_neighbour(NmkPlaces *p, NmkPlace *place) {
    NmkPlace beside;
    const bool city = place->kind == NMK_PLACE_CITY;
    if (place->kind == NMK_PLACE_ADJECTIVE || place->kind >= NMK_PLACE_INSTITUTION) return;
    if (place->rival != NMK_NO_COUNTRY) return; /* a state itself: "Georgia, Alabama and Florida" */
    const bool links = is_mark(p, place->end, NMK_A_comma) || is_mark(p, place->end, NMK_A_open);
    if (links && named_beside(p, place->end + 1, &beside)) {
        const bool known = has_sense_in(p, place->cities, beside.country);
        const bool any = beside.state && beside.country == p->us && (place->kind != NMK_PLACE_REGION || place->cities != NMK_NO_ROW);
        if (any || (known && (city || beside.state))) {
            place->fixed = true, place->country = beside.country, place->division = beside.division;
            if (beside.state) place->kind = NMK_PLACE_CITY;
        }
    }
    if (city && !place->fixed) fix_by_adjective(p, place);
}

static void open_readings(NmkPlaces *p, NmkPlace *place) {
    if (place->kind == NMK_PLACE_CITY) place->open = true;
    const bool may_be_town = place->cities != NMK_NO_ROW && place->end - place->first == 1;
    if (place->kind == NMK_PLACE_REGION && may_be_town && place->country != p->us) place->open = true;
    if (place->rival != NMK_NO_COUNTRY) place->open = true;
    if (place->fixed) place->open = false;
}

static const uint8_t KINDS[NMK_NAME_KINDS] = {
    [NMK_NAME_NAME] = NMK_PLACE_NAME, [NMK_NAME_ADJECTIVE] = NMK_PLACE_ADJECTIVE, [NMK_NAME_DEMONYM] = NMK_PLACE_ADJECTIVE,
    [NMK_NAME_SEAT] = NMK_PLACE_SEAT, [NMK_NAME_REGION] = NMK_PLACE_REGION, [NMK_NAME_INSTITUTION] = NMK_PLACE_INSTITUTION,
    [NMK_NAME_FIRM] = NMK_PLACE_FIRM, [NMK_NAME_POST] = NMK_PLACE_REGION, [NMK_NAME_SPORT] = NMK_PLACE_FIRM};

/* "Springfield, " but no "Jan Steyn, " */
static bool after_town(const NmkPlaces *p, uint32_t i) {
    if (i < 2 || !is_mark(p, i - 1, NMK_A_comma) || !is_capital(p, i - 2)) return false;
    const NmkMention *cover = nmk_place_cover(p, i - 2);
    return !cover || cover->type != NEWSMARK_PERSON;
}

/* "Miss." and "Ill." are words too: only initials ("N.Y.") need no town before them. */
static bool is_free_abbreviation(const NmkPlaces *p, const NmkPlace *place, const NmkRegion *region) {
    if (region->kind != NMK_REGION_ABBREVIATION) return true;
    const NmkSlice text = nmk_string(p->doc->model, region->text);
    const bool initials = text.length > 1 && (text.bytes[1] == '.' || (text.bytes[1] >= 'A' && text.bytes[1] <= 'Z'));
    return initials || after_town(p, place->first);
}

/* Adds what one entry says to the reading of a span; the first kind in the order of NmkPlaceKind wins, a second country of that kind is a rival. */
static void read_as(NmkPlace *place, uint8_t kind, uint16_t country, uint32_t division, bool state) {
    const bool places = place->kind <= NMK_PLACE_REGION && kind <= NMK_PLACE_REGION && (state || place->state);
    if (places && place->country != NMK_NO_COUNTRY && place->country != country) {
        place->rival = place->kind <= kind ? country : place->country;
        if (state) place->division = division;
    }
    if (place->country != NMK_NO_COUNTRY && place->kind <= kind) return;
    place->kind = kind, place->country = country, place->state = state;
    if (state || place->rival == NMK_NO_COUNTRY) place->division = division;
}

/* Reads all entries with the same words. stopped: a phrase that is no place. */
static void read_group(const NmkPlaces *p, uint32_t match, uint32_t end, NmkPlace *place, bool *stopped) {
    const NmkDoc *doc = p->doc;
    for (uint32_t m = match; m < doc->match_at[place->first + 1] && doc->matches[m].end == end; m++) {
        const NmkEntry *e = &doc->model->entries[doc->matches[m].entry];
        if (e->kind == NMK_ENTRY_CITY) place->cities = e->id;
        else if (e->kind == NMK_ENTRY_LIST && e->id == p->place_stop) *stopped = true;
        else if (e->kind == NMK_ENTRY_REGION) {
            const NmkRegion *region = &doc->model->regions[e->id];
            if (lacks_dot(p, &doc->matches[m], region) || !is_free_abbreviation(p, place, region)) continue;
            read_as(place, NMK_PLACE_REGION, region->country, region->code, region->kind != NMK_REGION_COUNTY);
        } else if (e->kind == NMK_ENTRY_COUNTRY_NAME) {
            const NmkCountryName *name = &doc->model->country_names[e->id];
            if (name->kind != NMK_NAME_POST || (after_town(p, place->first) && is_post_code(p, place->first)))
                read_as(place, KINDS[name->kind], name->country, 0, name->kind == NMK_NAME_POST);
        } else if (e->kind == NMK_ENTRY_ORGANIZATION && !(e->flags & NMK_ENTRY_AMBIGUOUS)) {
            const NmkOrganization *organization = &doc->model->organizations[e->id];
            if (organization->country != NMK_NO_COUNTRY) read_as(place, NMK_PLACE_FIRM, organization->country, 0, false);
        }
    }
}

static NewsmarkStatus push(NmkPlaces *p, NmkPlace *place) {
    NmkPlace *grown = nmk_arena_grow(p->doc->arena, p->at, sizeof *grown, &p->capacity, p->count + 1);
    if (!grown) return NEWSMARK_ERROR_MEMORY;
    p->at = grown;
    grown[p->count++] = *place;
    return NEWSMARK_OK;
}

/* "U.S. 79" is a road. */
static bool is_road(const NmkPlaces *p, const NmkPlace *place) {
    if (place->kind != NMK_PLACE_NAME || place->country != p->us || place->end >= p->doc->tokens.count) return false;
    const NmkToken *after = &p->doc->tokens.at[place->end];
    return after->kind == NMK_NUMBER && after->end - after->start <= 3 && (after->flags & NMK_SPACED);
}

static NewsmarkStatus take(NmkPlaces *p, NmkPlace *place) {
    place->road = is_road(p, place);
    if (place->road) place->kind = NMK_PLACE_REGION;
    if (nmk_is_credit(p->doc, place->first)) place->zone = NEWSMARK_ZONE_BYLINE;
    fix_by_neighbour(p, place);
    open_readings(p, place);
    return push(p, place);
}

/* Takes the place that starts at token i; *next is where the search goes on. */
static NewsmarkStatus match_at(NmkPlaces *p, uint32_t i, uint32_t *next) {
    const NmkDoc *doc = p->doc;
    for (uint32_t m = doc->match_at[i], end; m < doc->match_at[i + 1];) {
        end = doc->matches[m].end;
        NmkPlace place = {.first = i, .end = end, .cities = NMK_NO_ROW, .city = NMK_NO_ROW, .country = NMK_NO_COUNTRY, .rival = NMK_NO_COUNTRY,
                          .kind = NMK_PLACE_CITY, .zone = nmk_doc_zone(doc, i)};
        bool stopped = false;
        read_group(p, m, end, &place, &stopped);
        while (m < doc->match_at[i + 1] && doc->matches[m].end == end) m++;
        if (place.country == NMK_NO_COUNTRY && stopped) {
            *next = end;
            return NEWSMARK_OK;
        }
        const bool named = place.country != NMK_NO_COUNTRY;
        if (named && place.kind >= NMK_PLACE_INSTITUTION) {
            NEWSMARK_TRY(take(p, &place));
            if (end > p->firm_end) p->firm_end = end;
            if (!stopped) continue;
            *next = end;
            return NEWSMARK_OK;
        }
        if (end <= p->firm_end && place.kind > NMK_PLACE_ADJECTIVE && place.kind != NMK_PLACE_REGION) continue;
        if (!named && (place.cities == NMK_NO_ROW || !passes_as_city(p, &place))) continue;
        *next = end;
        return is_no_place(p, &place) ? NEWSMARK_OK : take(p, &place);
    }
    return NEWSMARK_OK;
}

NewsmarkStatus nmk_places_match(NmkPlaces *p) {
    const NmkDoc *doc = p->doc;
    p->count = p->firm_end = p->language_end = 0;
    for (uint32_t m = 0, next = 0; m < p->n_matches; m++) {
        const uint32_t i = doc->matches[p->matches[m]].first;
        if (i < next) continue;
        next = i + 1;
        if (is_capital(p, i)) NEWSMARK_TRY(match_at(p, i, &next));
    }
    return nmk_places_drop_persons(p);
}
