/* Persons who are called like a place: Michael Jordan, Chad Smith, Paris Hilton.
 *
 * What the names engine decided as a person is no place; only a country whose name is neither given name nor surname is one in spite of it. A single
 * word that stands in the full name of a person elsewhere in the text means that person again, unless it stands where a place must stand. */
#include "recognize/places.h"

enum { SURE_PERSON = 80, DOUBTFUL_PERSON = 75, SURE_PLACE = 92 }; /* scores of decided names */

const NmkMention *nmk_place_cover(const NmkPlaces *p, uint32_t i) { return p->cover[i] ? &p->doc->mentions.at[p->cover[i] - 1] : NULL; }

bool nmk_place_in_person(const NmkPlaces *p, const NmkPlace *place) {
    const NmkMention *cover = nmk_place_cover(p, place->first);
    if (!cover || cover->type != NEWSMARK_PERSON) return false;
    const bool alone = cover->end - cover->first == 1;
    if (p->gates.doubt_persons && place->kind == NMK_PLACE_CITY && alone && cover->score < DOUBTFUL_PERSON) return false;
    if (place->kind != NMK_PLACE_NAME && place->kind != NMK_PLACE_ADJECTIVE) return place->kind < NMK_PLACE_INSTITUTION;
    if (place->end - place->first > 1) return false;
    return nmk_doc_has(p->doc, place->first, NMK_A_person_country) || cover->score >= SURE_PERSON;
}

typedef struct Namesakes {
    uint64_t *hashes; /* open addressing; of the first and last words of full names */
    uint32_t mask;
} Namesakes;

static uint64_t *slot_of(const Namesakes *names, uint64_t hash) {
    uint32_t at = (uint32_t)hash & names->mask;
    while (names->hashes[at] && names->hashes[at] != hash) at = (at + 1) & names->mask;
    return &names->hashes[at];
}

static NewsmarkStatus gather(const NmkPlaces *p, Namesakes *names) {
    const NmkDoc *doc = p->doc;
    uint32_t size = 16;
    while (size < 4 * doc->mentions.count) size *= 2;
    names->mask = size - 1;
    names->hashes = nmk_arena_zeros(doc->arena, size, sizeof *names->hashes);
    if (!names->hashes) return NEWSMARK_ERROR_MEMORY;
    for (uint32_t m = 0; m < doc->mentions.count; m++) {
        const NmkMention *mention = &doc->mentions.at[m];
        if (mention->type != NEWSMARK_PERSON || mention->end - mention->first < 2) continue;
        *slot_of(names, doc->hashes[mention->first]) = doc->hashes[mention->first];
        *slot_of(names, doc->hashes[mention->end - 1]) = doc->hashes[mention->end - 1];
    }
    return NEWSMARK_OK;
}

/* Whether a place word can be a person at all: no full name, no adjective, not where a place must stand. */
static bool may_be_person(const NmkPlaces *p, const NmkPlace *place) {
    const NmkDoc *doc = p->doc;
    if (place->end - place->first > 1 || place->fixed || place->kind == NMK_PLACE_ADJECTIVE || place->kind == NMK_PLACE_SEAT) return false;
    if (place->kind == NMK_PLACE_NAME && !nmk_doc_has(doc, place->first, NMK_A_person_country)) return false;
    if (place->first && nmk_doc_has(doc, place->first - 1, NMK_A_placeprep)) return false;
    if (place->kind >= NMK_PLACE_INSTITUTION) return false;
    const NmkMention *cover = nmk_place_cover(p, place->first);
    if (!cover) return true;
    const bool sure = cover->type == NEWSMARK_ORGANIZATION || (cover->type == NEWSMARK_PLACE && cover->score >= SURE_PLACE);
    return !sure && cover->end - cover->first == 1;
}

NewsmarkStatus nmk_places_drop_persons(NmkPlaces *p) {
    Namesakes names;
    NEWSMARK_TRY(gather(p, &names));
    for (uint32_t i = 0; i < p->n_signs; i++) p->signs[i].adjective = false;
    p->persons = nmk_arena_take(p->doc->arena, (p->count + 1u) * sizeof *p->persons);
    p->n_persons = 0;
    if (!p->persons) return NEWSMARK_ERROR_MEMORY;
    for (uint32_t i = 0; i < p->count; i++)
        if (p->at[i].kind == NMK_PLACE_ADJECTIVE) nmk_signs_of(p, p->at[i].country)->adjective = true;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        const NmkPlace *place = &p->at[i];
        const bool known = place->kind == NMK_PLACE_NAME && nmk_signs_of(p, place->country)->adjective;
        const uint64_t hash = p->doc->hashes[place->first];
        if (!known && hash && may_be_person(p, place) && *slot_of(&names, hash)) p->persons[p->n_persons++] = *place;
        else p->at[kept++] = *place;
    }
    p->count = kept;
    return NEWSMARK_OK;
}
