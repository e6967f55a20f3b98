/* Places: what the gazetteer finds in a text, before and after it is settled which country each stands for. Shared by the files that make up the
 * countries stage, and by nothing else.
 *
 * place_matches.c takes the longest phrase at each word and drops what is no place, place_persons.c what is a person; place_home.c finds where the
 * text is at home; place_resolve.c gives every written form one country; focus.c ranks; place_mentions.c writes the mentions; countries.c runs them. */
#ifndef NEWSMARK_RECOGNIZE_PLACES_H
#define NEWSMARK_RECOGNIZE_PLACES_H

#include "recognize/types.h"

#define NMK_NO_ROW UINT32_MAX

typedef enum NmkPlaceKind {
    NMK_PLACE_NAME, NMK_PLACE_ADJECTIVE, NMK_PLACE_SEAT, NMK_PLACE_CAPITAL, NMK_PLACE_REGION, NMK_PLACE_CITY, NMK_PLACE_INSTITUTION, NMK_PLACE_FIRM,
    NMK_PLACE_KINDS
} NmkPlaceKind;

typedef struct NmkPlace {
    uint32_t first, end;   /* tokens */
    uint32_t form;         /* number of its written form in the document */
    uint32_t cities;       /* in CITY_NAMES, NMK_NO_ROW none */
    uint32_t division;     /* string of the first-level division that it is, or that stands beside it; 0 none */
    uint32_t city;         /* in CITIES, once settled; NMK_NO_ROW none */
    uint32_t people;       /* population of that city, as its name weighs */
    uint16_t country;      /* NMK_NO_COUNTRY until settled */
    uint16_t rival;        /* another country that has the name: Georgia */
    uint8_t kind, zone;
    bool open;             /* several readings: place_resolve.c settles it */
    bool fixed;            /* settled by what stands beside it: "Paris, Texas" */
    bool state;            /* a first-level division or its abbreviation */
    bool road;             /* "U.S. 79": names the country, but is evidence of where the road is only */
} NmkPlace;

/* How large a place must be where something speaks against it. A text without any place is read again with looser gates. */
typedef struct NmkPlaceGates {
    uint32_t stand, surname, common;
    bool doubt_persons; /* a single word decided as a person with little certainty may be a town */
} NmkPlaceGates;

/* What a text says of a country, from wherever it says it. */
typedef struct NmkSigns {
    uint32_t home_count; /* how many home words */
    uint32_t named;      /* by name, adjective, seat or institution */
    uint32_t regions;    /* places that can mean this country only, and home words */
    uint32_t local;      /* of those the smaller ones: counties, towns with their state, home words */
    uint32_t votes;      /* ambiguous names given to it */
    uint32_t forms, cities; /* written forms of all kinds, of places */
    uint16_t country;
    uint8_t home;        /* points of home words, 0 to 3 */
    bool adjective;      /* its adjective stands in the text */
} NmkSigns;

typedef struct NmkPlaces {
    NmkDoc *doc;
    NmkPlace *at; /* by first, none inside another but institutions */
    uint32_t count, capacity;
    NmkPlace *persons;   /* what was taken out of at: persons with the name of a place */
    uint32_t n_persons;
    uint32_t n_forms;
    uint32_t firm_end;   /* while matching: end of the last firm; its name says nothing of towns in it */
    uint32_t language_end; /* while matching: end of the last adjective that was a language, 0 none */
    uint32_t *matches;   /* of the document: those that name places, and phrases that are none */
    uint32_t n_matches;
    uint32_t *cover;     /* per token: 1 + number of the mention that covers it, 0 none */
    NmkSigns *signs;     /* of the countries that came up, in that order */
    uint32_t n_signs;
    uint16_t *signs_of;  /* per country: 1 + number in signs, 0 none */
    uint32_t n_countries;
    uint32_t place_stop; /* number of the list of phrases that are no places */
    bool at_home;        /* some home words stand in the text */
    uint16_t us;         /* the country whose states and post codes follow any town */
    uint16_t ru, su;     /* Russia, the Soviet Union */
    NmkPlaceGates gates;
} NmkPlaces;

/* Number of a country by its code, NMK_NO_COUNTRY where the model has none. */
uint16_t nmk_country_by_code(const NmkModelView *model, const char *code);

/* The signs of a country, which are made where it comes up first. */
static inline NmkSigns *nmk_signs_of(NmkPlaces *places, uint16_t country) {
    if (!places->signs_of[country]) {
        places->signs[places->n_signs] = (NmkSigns){.country = country};
        places->signs_of[country] = (uint16_t)++places->n_signs;
    }
    return &places->signs[places->signs_of[country] - 1];
}

/* Counts a match of kind NMK_ENTRY_HOME. */
void nmk_home_word(NmkPlaces *places, const NmkMatch *match);

/* Finds what else tells the home of the text: the field for it, telephone numbers and pounds. */
void nmk_find_home(NmkPlaces *places);

/* Fills at with all places that pass the gates. */
NewsmarkStatus nmk_places_match(NmkPlaces *places);

/* The name that covers a token, NULL where there is none. */
const NmkMention *nmk_place_cover(const NmkPlaces *places, uint32_t token);

/* Whether the place is in truth a decided person. */
bool nmk_place_in_person(const NmkPlaces *places, const NmkPlace *place);

/* Moves to persons what means a person whom the text names in full: "Jordan" beside "Michael Jordan". */
NewsmarkStatus nmk_places_drop_persons(NmkPlaces *places);

/* Settles the country of every place and drops those that nothing speaks for. */
NewsmarkStatus nmk_places_resolve(NmkPlaces *places);

/* Gives the mentions of the document their countries and adds those that only the gazetteer found. */
NewsmarkStatus nmk_places_mention(NmkPlaces *places);

/* Fills countries and n_focus of doc->result. */
NewsmarkStatus nmk_rank_countries(const NmkPlaces *places);

/* Whether a mention in this zone tells something of the story. */
static inline bool nmk_zone_counts(uint8_t zone) {
    return zone != NEWSMARK_ZONE_METADATA && zone != NEWSMARK_ZONE_BYLINE && zone != NEWSMARK_ZONE_TAIL;
}

/* Whether a preposition that a place may follow stands before a token: in, near, from, of. */
static inline bool nmk_after_preposition(const NmkDoc *doc, uint32_t i) {
    return i && (nmk_doc_has(doc, i - 1, NMK_A_placeprep) || nmk_doc_has(doc, i - 1, NMK_A_tofrom) || nmk_doc_has(doc, i - 1, NMK_A_of));
}

/* Whether a token is the agency behind a dateline, "GENEVA (AP)": where the agency is at home tells nothing of the story. */
static inline bool nmk_is_credit(const NmkDoc *doc, uint32_t i) {
    return doc->dateline_end > doc->dateline_first && i > doc->dateline_end && i <= doc->dateline_end + 2 && nmk_doc_has(doc, i - 1, NMK_A_open);
}

#endif
