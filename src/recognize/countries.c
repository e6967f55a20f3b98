/* The stage in order: match, resolve, rank, write. A text in which nothing was found is read once more with looser gates: a short local
 * report may name one small town and nothing else. */
#include "recognize/countries.h"

#include "recognize/places.h"

static const NmkPlaceGates GATES = {.stand = 100000, .surname = 300000, .common = 100000};
static const NmkPlaceGates LOOSE_GATES = {.stand = 20000, .surname = 50000, .common = 30000, .doubt_persons = true};

static NewsmarkStatus prepare(NmkPlaces *p) {
    NmkDoc *doc = p->doc;
    p->n_countries = doc->model->count[NMK_SECTION_COUNTRIES];
    p->place_stop = nmk_list_by_name(doc->model, "place_stop");
    p->us = nmk_country_by_code(doc->model, "US");
    p->ru = nmk_country_by_code(doc->model, "RU");
    p->su = nmk_country_by_code(doc->model, "SU");
    p->matches = nmk_arena_take(doc->arena, (doc->n_matches + (size_t)1) * sizeof *p->matches);
    p->cover = nmk_arena_zeros(doc->arena, doc->tokens.count + 1u, sizeof *p->cover);
    p->signs = nmk_arena_take(doc->arena, (p->n_countries + 1u) * sizeof *p->signs);
    p->signs_of = nmk_arena_zeros(doc->arena, p->n_countries + 1u, sizeof *p->signs_of);
    if (!p->matches || !p->cover || !p->signs || !p->signs_of) return NEWSMARK_ERROR_MEMORY;
    for (uint32_t m = 0; m < doc->mentions.count; m++)
        for (uint32_t i = doc->mentions.at[m].first; i < doc->mentions.at[m].end; i++) p->cover[i] = m + 1;
    return NEWSMARK_OK;
}

/* Of all matches the home words, and what names places: most do neither. */
static void sort_matches(NmkPlaces *p) {
    const NmkDoc *doc = p->doc;
    const NmkEntry *entries = doc->model->entries;
    const unsigned names = 1u << NMK_ENTRY_COUNTRY_NAME | 1u << NMK_ENTRY_REGION | 1u << NMK_ENTRY_CITY | 1u << NMK_ENTRY_ORGANIZATION;
    for (uint32_t m = 0; m < doc->n_matches; m++) {
        const NmkEntry *entry = &entries[doc->matches[m].entry];
        if (entry->kind == NMK_ENTRY_TERM) continue;
        if (names >> entry->kind & 1 || (entry->kind == NMK_ENTRY_LIST && entry->id == p->place_stop)) p->matches[p->n_matches++] = m;
        else if (entry->kind == NMK_ENTRY_HOME) nmk_home_word(p, &doc->matches[m]);
    }
}

NewsmarkStatus nmk_find_countries(NmkDoc *doc) {
    NmkPlaces places = {.doc = doc, .gates = GATES};
    NEWSMARK_TRY(prepare(&places));
    nmk_find_home(&places);
    sort_matches(&places);
    NEWSMARK_TRY(nmk_places_match(&places));
    NEWSMARK_TRY(nmk_places_resolve(&places));
    if (places.count == 0) {
        places.gates = LOOSE_GATES;
        NEWSMARK_TRY(nmk_places_match(&places));
        NEWSMARK_TRY(nmk_places_resolve(&places));
    }
    NEWSMARK_TRY(nmk_rank_countries(&places));
    return nmk_places_mention(&places);
}
