/* Resolution: which country each name means where several have it.
 *
 * A name has one meaning in a text. Every reading is scored by how large the place is and by what else the text names of its country: the country
 * itself, regions, words of home, other ambiguous names that lean to it, the state. Two passes; in the second the names know each other's first
 * choice. What nothing speaks for is dropped: a small town is more likely a person or a word. */
#include "recognize/places.h"

/* Weights of a reading, fitted by hand on articles with known places; the optimum is flat. */
enum { W_PEOPLE = 4, W_NAMED = 6, W_REGION = 12, W_VOTE = 8, W_DIVISION = 6, MOST_NAMED = 2, MOST_REGIONS = 4, MOST_VOTES = 5 };
enum { REGION_PEOPLE = 1000000, RIVAL_PEOPLE = 4000000, TOWN_PEOPLE = 3000, LOCAL_NEWS = 4 };

typedef struct Form {
    uint32_t place;    /* first open place of this form, NMK_NO_ROW none */
    uint32_t city, people, division;
    uint16_t country;  /* chosen for the open ones */
    uint16_t fixed;    /* country that a neighbour gave */
    uint16_t counted;  /* last country counted */
} Form;

typedef struct Resolution {
    NmkPlaces *places;
    Form *forms;
    uint64_t *divisions; /* open addressing: country << 32 | division; 0 free */
    uint32_t mask;
    uint32_t soviet;  /* mentions of Russia and the Soviet Union, for Georgia */
} Resolution;

static uint32_t log2_floor(uint32_t n) {
    uint32_t bits = 0;
    while (n >>= 1) bits++;
    return bits;
}
static uint32_t at_most(uint32_t n, uint32_t most) { return n < most ? n : most; }

static uint64_t form_hash(const NmkDoc *doc, const NmkPlace *place) {
    uint64_t hash = place->end - place->first;
    for (uint32_t i = place->first; i < place->end; i++) hash = nmk_mix(hash ^ doc->hashes[i], 0xe7037ed1a0b428dbULL);
    return hash | 1;
}

static uint32_t table_size(uint32_t count) {
    uint32_t size = 16;
    while (size < 2 * count) size *= 2;
    return size;
}

/* Numbers the written forms: equal words, equal number. */
static NewsmarkStatus number_forms(NmkPlaces *p) {
    const uint32_t size = table_size(p->count);
    struct {
        uint64_t hash;
        uint32_t form;
    } *slots = nmk_arena_zeros(p->doc->arena, size, sizeof *slots);
    if (!slots) return NEWSMARK_ERROR_MEMORY;
    p->n_forms = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        const uint64_t hash = form_hash(p->doc, &p->at[i]);
        uint32_t at = (uint32_t)(hash >> 32) & (size - 1);
        while (slots[at].hash && slots[at].hash != hash) at = (at + 1) & (size - 1);
        if (!slots[at].hash) slots[at].hash = hash, slots[at].form = p->n_forms++;
        p->at[i].form = slots[at].form;
    }
    return NEWSMARK_OK;
}

static uint64_t *division_slot(const Resolution *r, uint16_t country, uint32_t division) {
    const uint64_t key = (uint64_t)(country + 1u) << 32 | division;
    uint32_t at = (uint32_t)nmk_hash_pair(country, division) & r->mask;
    while (r->divisions[at] && r->divisions[at] != key) at = (at + 1) & r->mask;
    return &r->divisions[at];
}
static void name_division(Resolution *r, uint16_t country, uint32_t division) {
    if (division) *division_slot(r, country, division) = (uint64_t)(country + 1u) << 32 | division;
}
static bool division_named(const Resolution *r, uint16_t country, uint32_t division) { return division && *division_slot(r, country, division); }

static bool is_named_kind(uint8_t kind) { return kind == NMK_PLACE_NAME || kind == NMK_PLACE_ADJECTIVE || kind == NMK_PLACE_SEAT; }

/* What the places that mean one country say. */
static void gather(Resolution *r) {
    NmkPlaces *p = r->places;
    for (uint32_t f = 0; f < p->n_forms; f++)
        r->forms[f] = (Form){.place = NMK_NO_ROW, .city = NMK_NO_ROW, .country = NMK_NO_COUNTRY, .fixed = NMK_NO_COUNTRY, .counted = NMK_NO_COUNTRY};
    for (uint32_t i = 0; i < p->n_signs; i++) {
        NmkSigns *signs = &p->signs[i];
        signs->named = signs->votes = signs->forms = signs->cities = 0;
        signs->regions = signs->local = signs->home;
    }
    for (uint32_t i = 0; i < p->count; i++) {
        const NmkPlace *place = &p->at[i];
        Form *form = &r->forms[place->form];
        if (place->open && form->place == NMK_NO_ROW) form->place = i;
        if (place->fixed && form->fixed == NMK_NO_COUNTRY) form->fixed = place->country, form->division = place->division;
        if (place->open || !nmk_zone_counts(place->zone)) continue;
        NmkSigns *signs = nmk_signs_of(p, place->country);
        if (is_named_kind(place->kind) || place->kind >= NMK_PLACE_INSTITUTION) signs->named++;
        else signs->regions++;
        if (place->fixed || (place->kind == NMK_PLACE_REGION && !place->state)) signs->local++;
        if (is_named_kind(place->kind) && (place->country == p->ru || place->country == p->su)) r->soviet++;
        if (place->state || place->fixed) name_division(r, place->country, place->division);
    }
}

typedef struct Reading {
    uint32_t score, people, city;
    uint16_t country;
} Reading;

static uint32_t support(const Resolution *r, const Form *form, uint16_t country, bool again) {
    const NmkSigns none = {0}, *e = r->places->signs_of[country] ? nmk_signs_of(r->places, country) : &none;
    const uint32_t own = again && form->country == country;
    return W_NAMED * at_most(e->named, MOST_NAMED) + W_REGION * at_most(e->regions, MOST_REGIONS) + W_VOTE * at_most(e->votes - own, MOST_VOTES);
}

static void consider(Reading *best, Reading reading) {
    reading.score += W_PEOPLE * log2_floor(reading.people);
    const bool better = reading.score > best->score || (reading.score == best->score && reading.people > best->people);
    if (better || best->country == NMK_NO_COUNTRY) *best = reading;
}

/* Bounded by the number of towns with that name. */
static Reading best_reading(const Resolution *r, const Form *form, bool again) {
    const NmkModelView *model = r->places->doc->model;
    const NmkPlace *place = &r->places->at[form->place];
    Reading best = {.country = NMK_NO_COUNTRY, .city = NMK_NO_ROW};
    if (place->country != NMK_NO_COUNTRY) {
        const uint32_t people = place->kind == NMK_PLACE_NAME ? RIVAL_PEOPLE : REGION_PEOPLE;
        uint32_t score = support(r, form, place->country, again);
        if (place->kind == NMK_PLACE_NAME) score += W_NAMED * at_most(r->soviet, MOST_NAMED);
        consider(&best, (Reading){score, people, NMK_NO_ROW, place->country});
        if (place->rival != NMK_NO_COUNTRY) {
            score = support(r, form, place->rival, again) + (division_named(r, place->rival, place->division) ? W_DIVISION : 0);
            consider(&best, (Reading){score, people, NMK_NO_ROW, place->rival});
        }
    }
    if (place->cities == NMK_NO_ROW) return best;
    const NmkCityName *name = &model->city_names[place->cities];
    for (uint32_t s = name->first; s < name->first + name->count; s++) {
        const NmkCity *city = &model->cities[model->city_senses[s].city];
        const uint32_t score = support(r, form, city->country, again) + (division_named(r, city->country, city->division) ? W_DIVISION : 0);
        consider(&best, (Reading){score, model->city_senses[s].population, model->city_senses[s].city, city->country});
    }
    return best;
}

/* The town of that name in a country, where possible in the division; the largest of several. */
static uint32_t city_in(const NmkModelView *model, const NmkPlace *place, uint16_t country, uint32_t division, uint32_t *people) {
    uint32_t found = NMK_NO_ROW;
    if (place->cities == NMK_NO_ROW) return found;
    const NmkCityName *name = &model->city_names[place->cities];
    for (uint32_t s = name->first; s < name->first + name->count; s++) {
        const NmkCitySense *sense = &model->city_senses[s];
        const NmkCity *city = &model->cities[sense->city];
        if (city->country != country || (division && city->division != division)) continue;
        *people = sense->population;
        return sense->city;
    }
    return division ? NMK_NO_ROW : found;
}

static void vote(Resolution *r, bool again) {
    for (uint32_t f = 0; f < r->places->n_forms; f++) {
        Form *form = &r->forms[f];
        if (form->place == NMK_NO_ROW) continue;
        if (form->fixed != NMK_NO_COUNTRY) {
            form->country = form->fixed;
            form->city = city_in(r->places->doc->model, &r->places->at[form->place], form->fixed, form->division, &form->people);
        } else {
            const Reading best = best_reading(r, form, again);
            form->country = best.country, form->city = best.city, form->people = best.people;
        }
    }
}

/* What the forms chose first is what they know of each other when they choose again. */
static void count_votes(Resolution *r) {
    for (uint32_t f = 0; f < r->places->n_forms; f++)
        if (r->forms[f].place != NMK_NO_ROW) nmk_signs_of(r->places, r->forms[f].country)->votes++;
}

static void settle(Resolution *r) {
    const NmkModelView *model = r->places->doc->model;
    for (uint32_t i = 0; i < r->places->count; i++) {
        NmkPlace *place = &r->places->at[i];
        const Form *form = &r->forms[place->form];
        if (place->open) {
            if (place->rival == form->country && form->city == NMK_NO_ROW) place->kind = NMK_PLACE_REGION;
            else if (form->city != NMK_NO_ROW) place->kind = NMK_PLACE_CITY;
            place->country = form->country, place->city = form->city, place->people = form->people;
        } else if (place->kind == NMK_PLACE_CITY || place->kind == NMK_PLACE_SEAT) {
            place->city = city_in(model, place, place->country, place->division, &place->people);
        } else if (place->kind == NMK_PLACE_NAME && form->fixed != NMK_NO_COUNTRY && !place->fixed) {
            place->kind = NMK_PLACE_CITY, place->country = form->fixed, place->fixed = true;
            place->city = city_in(model, place, form->fixed, form->division, &place->people);
        }
    }
}

static void count_forms(Resolution *r) {
    for (uint32_t i = 0; i < r->places->count; i++) {
        const NmkPlace *place = &r->places->at[i];
        Form *form = &r->forms[place->form];
        if (form->counted == place->country) continue;
        form->counted = place->country;
        NmkSigns *signs = nmk_signs_of(r->places, place->country);
        signs->forms++;
        if (place->open || (place->kind == NMK_PLACE_CITY && place->cities != NMK_NO_ROW)) signs->cities++;
    }
}

/* Lebanon, Palestine, Peru: a town of the United States where its states are named, the country itself is not or much is local, and nothing else
 * speaks of the country whose name it is. */
static void read_as_towns(Resolution *r) {
    NmkPlaces *p = r->places;
    if (p->us == NMK_NO_COUNTRY) return;
    const NmkSigns *us = nmk_signs_of(p, p->us);
    if (us->regions < 2 || (us->named && us->local < LOCAL_NEWS)) return;
    for (uint32_t i = 0; i < p->count; i++) {
        NmkPlace *place = &p->at[i];
        if (place->kind != NMK_PLACE_NAME || place->open || place->end - place->first > 1 || nmk_signs_of(p, place->country)->forms > 1) continue;
        uint32_t people = 0;
        const uint32_t city = city_in(p->doc->model, place, p->us, 0, &people);
        if (city == NMK_NO_ROW || people < TOWN_PEOPLE) continue;
        place->kind = NMK_PLACE_CITY, place->country = p->us, place->city = city, place->people = people;
    }
}

/* Whether enough speaks for a place. */
static bool stands(const Resolution *r, const NmkPlace *place) {
    const NmkPlaces *p = r->places;
    if (place->kind != NMK_PLACE_CITY || !place->open || place->people >= p->gates.stand) return true;
    const NmkSigns *e = nmk_signs_of(r->places, place->country);
    const uint32_t points = 2u * (e->named > 0) + 2u * (e->regions > 0) + (e->cities > 1) + (place->people >= p->gates.stand / 10);
    return points + nmk_after_preposition(p->doc, place->first) >= 2;
}

static void drop_weak(const Resolution *r) {
    NmkPlaces *p = r->places;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < p->count; i++)
        if (stands(r, &p->at[i])) p->at[kept++] = p->at[i];
    p->count = kept;
}

static void mark_capitals(NmkPlaces *p) {
    for (uint32_t i = 0; i < p->count; i++) {
        NmkPlace *place = &p->at[i];
        if (place->city == NMK_NO_ROW || !p->doc->model->cities[place->city].capital) continue;
        if (place->kind == NMK_PLACE_CITY || place->kind == NMK_PLACE_SEAT) place->kind = NMK_PLACE_CAPITAL;
    }
}

/* Policy for the Soviet Union: where it is named at least as often as "Russian", and Russia is not, what is Russian was Soviet. */
static void apply_former_states(NmkPlaces *p) {
    const uint16_t ru = p->ru, su = p->su;
    uint32_t soviet = 0, russian = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        if (p->at[i].country == su && su != NMK_NO_COUNTRY) soviet++;
        if (p->at[i].country != ru) continue;
        if (p->at[i].kind == NMK_PLACE_NAME) return;
        russian += p->at[i].kind == NMK_PLACE_ADJECTIVE;
    }
    for (uint32_t i = 0; i < p->count && soviet && soviet >= russian; i++)
        if (p->at[i].country == ru) p->at[i].country = su;
}

NewsmarkStatus nmk_places_resolve(NmkPlaces *p) {
    NEWSMARK_TRY(number_forms(p));
    const uint32_t size = table_size(p->count);
    Resolution r = {.places = p,
                    .forms = nmk_arena_take(p->doc->arena, (p->n_forms + 1u) * sizeof *r.forms),
                    .divisions = nmk_arena_zeros(p->doc->arena, size, sizeof *r.divisions), .mask = size - 1};
    if (!r.forms || !r.divisions) return NEWSMARK_ERROR_MEMORY;
    gather(&r);
    vote(&r, false);
    count_votes(&r);
    vote(&r, true);
    settle(&r);
    count_forms(&r);
    read_as_towns(&r);
    drop_weak(&r);
    mark_capitals(p);
    apply_former_states(p);
    return NEWSMARK_OK;
}
