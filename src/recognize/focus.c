/* Ranking: how much a text is about each country it mentions.
 *
 * S = sum over kinds of weight x L(mentions), L(n) = min(4, floor(log2(n + 1))), and points for the headline, the dateline, being first,
 * sentences and home words. The dateline tells where the reporter sat: it has its own term and is in no count. Institutions and firms add to a
 * country that is mentioned otherwise, and make none. The focus is the first three with at least half of the best score. */
#include "recognize/places.h"

#include <stdlib.h>

enum { W_HEADLINE_NAME = 10, W_HEADLINE_PLACE = 4, W_HEADLINE_INSTITUTION = 4, W_DATELINE = 24, W_FIRST = 10, W_SENTENCES = 3 };
enum { FOCUS_MOST = 3, FOCUS_LEAST_SCORE = 12, HOME_ALONE = 2 };

static const uint8_t WEIGHT[NMK_PLACE_KINDS] = {
    [NMK_PLACE_NAME] = 7, [NMK_PLACE_ADJECTIVE] = 6, [NMK_PLACE_CAPITAL] = 7, [NMK_PLACE_REGION] = 7,
    [NMK_PLACE_SEAT] = 4, [NMK_PLACE_CITY] = 4, [NMK_PLACE_INSTITUTION] = 3, [NMK_PLACE_FIRM] = 1};

/* Mentions by firms show in no count of kinds. */
static const NewsmarkKind SHOWN[NMK_PLACE_KINDS] = {
    [NMK_PLACE_NAME] = NEWSMARK_KIND_NAME, [NMK_PLACE_ADJECTIVE] = NEWSMARK_KIND_DEMONYM, [NMK_PLACE_CAPITAL] = NEWSMARK_KIND_CAPITAL,
    [NMK_PLACE_REGION] = NEWSMARK_KIND_REGION, [NMK_PLACE_SEAT] = NEWSMARK_KIND_GOVERNMENT, [NMK_PLACE_CITY] = NEWSMARK_KIND_CITY,
    [NMK_PLACE_INSTITUTION] = NEWSMARK_KIND_INSTITUTION, [NMK_PLACE_FIRM] = NEWSMARK_KIND_NONE};

typedef struct Row {
    uint32_t kinds[NMK_PLACE_KINDS]; /* outside the dateline */
    uint32_t shown[NEWSMARK_KINDS];  /* everywhere in the story */
    uint32_t sentences, last_sentence;
    uint32_t score;
    uint16_t country;
    bool mentioned, dateline, first, headline_name, headline_place, headline_institution;
} Row;

static uint32_t level(uint32_t n) { return n < 1 ? 0 : n < 3 ? 1 : n < 7 ? 2 : n < 15 ? 3 : 4; }

static void count_in_headline(Row *row, uint8_t kind) {
    if (kind == NMK_PLACE_NAME || kind == NMK_PLACE_ADJECTIVE) row->headline_name = true;
    else if (kind >= NMK_PLACE_INSTITUTION) row->headline_institution = true;
    else row->headline_place = true;
}

/* rows: of the countries that came up, in the order of their signs */
static void count_places(const NmkPlaces *p, Row *rows) {
    const NmkDoc *doc = p->doc;
    uint32_t sentence = 0;
    bool any = false;
    for (uint32_t i = 0; i < p->count; i++) {
        const NmkPlace *place = &p->at[i];
        while (sentence < doc->n_sentences && doc->sentences[sentence] <= place->first) sentence++;
        if (!nmk_zone_counts(place->zone)) continue;
        Row *row = &rows[p->signs_of[place->country] - 1];
        if (place->kind < NMK_PLACE_INSTITUTION) row->mentioned = true;
        row->shown[SHOWN[place->kind]]++;
        if (place->zone == NEWSMARK_ZONE_DATELINE) {
            row->dateline = true;
            continue;
        }
        row->kinds[place->kind]++;
        if (!any) any = row->first = true;
        if (row->last_sentence != sentence + 1) row->last_sentence = sentence + 1, row->sentences++;
        const bool in_title = place->first >= doc->title_first && place->first < doc->title_end;
        if (in_title || place->zone == NEWSMARK_ZONE_HEADLINE) count_in_headline(row, place->kind);
    }
}

static uint32_t score_of(const Row *row, uint32_t home) {
    uint32_t score = 0;
    for (uint32_t k = 0; k < NMK_PLACE_KINDS; k++) score += WEIGHT[k] * level(row->kinds[k]);
    score += row->headline_name ? W_HEADLINE_NAME : 0;
    score += row->headline_place ? W_HEADLINE_PLACE : 0;
    score += row->headline_institution ? W_HEADLINE_INSTITUTION : 0;
    score += row->dateline ? W_DATELINE : 0;
    score += row->first ? W_FIRST : 0;
    return score + W_SENTENCES * level(row->sentences) + home;
}

static int by_score(const void *a, const void *b) {
    const Row *x = a, *y = b;
    if (x->score != y->score) return x->score > y->score ? -1 : 1;
    return (x->country > y->country) - (x->country < y->country); /* countries are sorted by code */
}

/* The country that home words tell most clearly, NMK_NO_COUNTRY where two tell as much. */
static uint16_t home_of(const NmkPlaces *p) {
    uint32_t best = NMK_NO_COUNTRY, most = 0;
    for (uint32_t i = 0; i < p->n_signs; i++) {
        const NmkSigns *signs = &p->signs[i];
        if (signs->home < HOME_ALONE || signs->home_count < most) continue;
        best = signs->home_count == most ? NMK_NO_COUNTRY : signs->country, most = signs->home_count;
    }
    return (uint16_t)best;
}

/* Moves the mentioned countries to the front; where there is none, the one that home words tell. */
static uint32_t select_mentioned(const NmkPlaces *p, Row *rows) {
    uint32_t kept = 0;
    bool any = false;
    for (uint32_t i = 0; i < p->n_signs; i++) any |= rows[i].mentioned;
    const uint16_t home = any || !p->at_home ? NMK_NO_COUNTRY : home_of(p);
    for (uint32_t i = 0; i < p->n_signs; i++) {
        if (!rows[i].mentioned && rows[i].country != home) continue;
        rows[i].score = score_of(&rows[i], p->signs[i].home);
        rows[kept++] = rows[i];
    }
    qsort(rows, kept, sizeof *rows, by_score);
    return kept;
}

static NewsmarkCountry published(const NmkPlaces *p, const Row *row, uint32_t best) {
    const NmkCountry *country = &p->doc->model->countries[row->country];
    NewsmarkCountry out = {.numeric = country->numeric, .name = nmk_string(p->doc->model, country->name)};
    out.score = (uint8_t)(best ? 100 * row->score / best : 100);
    memcpy(out.code, country->alpha2, sizeof out.code);
    memcpy(out.alpha3, country->alpha3, sizeof out.alpha3);
    for (uint32_t k = NEWSMARK_KIND_NAME; k < NEWSMARK_KINDS; k++) {
        out.kinds[k] = row->shown[k];
        out.mentions += row->shown[k];
    }
    return out;
}

NewsmarkStatus nmk_rank_countries(const NmkPlaces *p) {
    NmkDoc *doc = p->doc;
    Row *rows = nmk_arena_zeros(doc->arena, p->n_signs + 1u, sizeof *rows);
    if (!rows) return NEWSMARK_ERROR_MEMORY;
    for (uint32_t i = 0; i < p->n_signs; i++) rows[i].country = p->signs[i].country;
    count_places(p, rows);
    const uint32_t count = select_mentioned(p, rows);
    NewsmarkCountry *out = nmk_arena_take(doc->arena, (count + 1u) * sizeof *out);
    if (!out) return NEWSMARK_ERROR_MEMORY;
    doc->result.n_focus = 0;
    for (uint32_t i = 0; i < count; i++) {
        out[i] = published(p, &rows[i], rows[0].score);
        if (i < FOCUS_MOST && rows[0].score >= FOCUS_LEAST_SCORE && 2 * rows[i].score >= rows[0].score) doc->result.n_focus++;
    }
    doc->result.countries = out;
    doc->result.n_countries = count;
    return NEWSMARK_OK;
}
