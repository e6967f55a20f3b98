/* Mentions: what the places become in doc->mentions.
 *
 * A place that no name covers, or that names exactly, is a mention: a country by its name, adjective or seat, a capital that acts, or a place with
 * the code of its country. Inside a longer name it gives that name its code if it is a place, and is counted without a mention otherwise.
 * Organizations keep their names, but a country decided as one is the country. */
#include "recognize/places.h"

enum { SURE = 95, FAIRLY_SURE = 85 }; /* scores of mentions that the names engine did not decide */
enum { SURE_TEAM = 55 };              /* a region decided as an organization with less is the region */

static bool has(const NmkDoc *doc, uint32_t i, unsigned attribute) {
    return i < doc->tokens.count && doc->tokens.at[i].kind == NMK_WORD && nmk_doc_has(doc, i, attribute);
}

static bool is_adverb(const NmkDoc *doc, uint32_t i) {
    if (i >= doc->tokens.count || doc->tokens.at[i].kind != NMK_WORD) return false;
    const NmkSlice word = nmk_doc_token(doc, i);
    return (word.length > 3 && memcmp(word.bytes + word.length - 2, "ly", 2) == 0) || nmk_slice_is(word, "also") || nmk_slice_is(word, "then");
}

/* "Beijing's stance", but not "Beijing's Haidian": a place of the capital */
static bool owns_policy(const NmkDoc *doc, uint32_t possessive) {
    if (possessive >= doc->tokens.count || doc->tokens.at[possessive].kind != NMK_POSSESSIVE) return false;
    const uint32_t owned = possessive + 1;
    return owned < doc->tokens.count && doc->tokens.at[owned].kind == NMK_WORD && !(doc->tokens.at[owned].flags & NMK_CAPITAL);
}

/* "Tokyo looks to", "Beijing's stance", "talks with Washington", "urged Moscow": the capital stands for the government. */
static bool acts(const NmkDoc *doc, const NmkPlace *place) {
    const uint32_t before = place->first - 1, after = place->end + is_adverb(doc, place->end);
    if (place->first && (has(doc, before, NMK_A_placeprep) || has(doc, before, NMK_A_tofrom) || has(doc, before, NMK_A_of))) return false;
    if (place->first && (has(doc, before, NMK_A_relation_verb) || has(doc, before, NMK_A_agentprep))) return true;
    if (owns_policy(doc, place->end)) return true;
    static const unsigned VERBS[] = {NMK_A_say, NMK_A_copula, NMK_A_orgverb, NMK_A_psychverb, NMK_A_humanverb, NMK_A_actverb, NMK_A_relation_verb};
    for (size_t v = 0; v < sizeof VERBS / sizeof *VERBS; v++)
        if (has(doc, after, VERBS[v])) return true;
    return false;
}

static void describe(const NmkDoc *doc, const NmkPlace *place, NmkMention *mention) {
    static const uint8_t KINDS[NMK_PLACE_KINDS] = {
        [NMK_PLACE_NAME] = NEWSMARK_KIND_NAME, [NMK_PLACE_ADJECTIVE] = NEWSMARK_KIND_DEMONYM, [NMK_PLACE_CAPITAL] = NEWSMARK_KIND_CAPITAL,
        [NMK_PLACE_REGION] = NEWSMARK_KIND_REGION, [NMK_PLACE_SEAT] = NEWSMARK_KIND_GOVERNMENT, [NMK_PLACE_CITY] = NEWSMARK_KIND_CITY,
        [NMK_PLACE_INSTITUTION] = NEWSMARK_KIND_INSTITUTION, [NMK_PLACE_FIRM] = NEWSMARK_KIND_INSTITUTION};
    const bool country = place->kind == NMK_PLACE_NAME || place->road || place->kind == NMK_PLACE_ADJECTIVE || place->kind == NMK_PLACE_SEAT ||
                         (place->kind == NMK_PLACE_CAPITAL && place->zone != NEWSMARK_ZONE_DATELINE && acts(doc, place));
    mention->kind = place->road ? NEWSMARK_KIND_NAME : KINDS[place->kind];
    mention->country = place->country;
    mention->type = place->kind >= NMK_PLACE_INSTITUTION ? NEWSMARK_ORGANIZATION : country ? NEWSMARK_COUNTRY : NEWSMARK_PLACE;
    if (place->city != NMK_NO_ROW) mention->geonames = doc->model->cities[place->city].geonames;
}

/* "The Washington Post" is marked without its article. */
static NmkMention mention_of(const NmkDoc *doc, const NmkPlace *place) {
    const bool article = place->kind >= NMK_PLACE_INSTITUTION && has(doc, place->first, NMK_A_art);
    return (NmkMention){.first = place->first + article, .end = place->end, .fact = UINT32_MAX, .entity = NEWSMARK_NO_ENTITY,
                        .country = NMK_NO_COUNTRY, .zone = place->zone, .score = place->kind <= NMK_PLACE_ADJECTIVE || place->fixed ? SURE : FAIRLY_SURE};
}

/* "EU-Israel", "non-British": the words of one compound are names of their own. */
static bool is_compound(const NmkDoc *doc, const NmkMention *mention) {
    if (mention->end - mention->first < 2) return false;
    for (uint32_t i = mention->first + 1; i < mention->end; i++)
        if (!(doc->tokens.at[i].flags & NMK_GLUED)) return false;
    return true;
}

/* A name that stands inside the place, and a compound around it, give way to it. false where a name reaches out of it. */
static bool is_free(const NmkPlaces *p, const NmkPlace *place) {
    for (uint32_t i = place->first; i < place->end; i++) {
        if (!p->cover[i]) continue;
        const NmkMention *m = &p->doc->mentions.at[p->cover[i] - 1];
        if ((m->first < place->first || m->end > place->end) && !is_compound(p->doc, m)) return false;
    }
    return true;
}

static NmkMention *exact_mention(const NmkPlaces *p, const NmkPlace *place) {
    if (!p->cover[place->first]) return NULL;
    NmkMention *m = &p->doc->mentions.at[p->cover[place->first] - 1];
    return m->first == place->first && m->end == place->end ? m : NULL;
}

/* The code of what stands inside: "southern Lebanon Valley". The first country name counts, else the first place. */
static void lend_code(const NmkPlaces *p, const NmkPlace *place) {
    NmkMention *m = p->cover[place->first] ? &p->doc->mentions.at[p->cover[place->first] - 1] : NULL;
    if (!m || m->type != NEWSMARK_PLACE || m->country != NMK_NO_COUNTRY || place->end > m->end || place->kind >= NMK_PLACE_INSTITUTION) return;
    m->country = place->country;
    m->kind = NEWSMARK_KIND_REGION;
}

/* What a place does to the mentions that exist; true where it becomes a new one. */
static bool becomes_mention(const NmkPlaces *p, const NmkPlace *place) {
    NmkMention *exact = exact_mention(p, place);
    if (place->kind >= NMK_PLACE_INSTITUTION) {
        if (exact && exact->type == NEWSMARK_ORGANIZATION) describe(p->doc, place, exact);
        return !exact && place->end - place->first > 1 && is_free(p, place);
    }
    if (exact) {
        const bool town = place->kind == NMK_PLACE_CITY || place->kind == NMK_PLACE_CAPITAL;
        const bool team = town || (place->kind == NMK_PLACE_REGION && exact->score >= SURE_TEAM);
        if (team && exact->type == NEWSMARK_ORGANIZATION) return false;
        describe(p->doc, place, exact);
        return false;
    }
    if (is_free(p, place)) return true;
    lend_code(p, place);
    return false;
}

/* "Cottonport, La.": a place that the gazetteer does not have takes the country of the state after it. */
static void lend_neighbours(const NmkPlaces *p) {
    NmkDoc *doc = p->doc;
    for (uint32_t i = 0, m = 0; i < p->count; i++) {
        const NmkPlace *place = &p->at[i];
        if (!place->state || place->first < 2 || !p->cover[place->first - 2] || !nmk_doc_has(doc, place->first - 1, NMK_A_comma)) continue;
        m = p->cover[place->first - 2] - 1;
        NmkMention *mention = &doc->mentions.at[m];
        if (mention->type != NEWSMARK_PLACE || mention->country != NMK_NO_COUNTRY || mention->end != place->first - 1) continue;
        mention->country = place->country, mention->kind = NEWSMARK_KIND_CITY;
    }
}

/* Adds the persons that stand before a token; those that were decided as a name change its type. */
static uint32_t add_persons(const NmkPlaces *p, uint32_t *person, uint32_t before, NmkMention *added, uint32_t n) {
    for (; *person < p->n_persons && p->persons[*person].first < before; ++*person) {
        const NmkPlace *place = &p->persons[*person];
        NmkMention *exact = exact_mention(p, place);
        const bool inside = n && place->first < added[n - 1].end;
        if (exact) exact->type = NEWSMARK_PERSON;
        if (exact || inside || !is_free(p, place)) continue;
        added[n] = mention_of(p->doc, place);
        added[n++].type = NEWSMARK_PERSON;
    }
    return n;
}

/* Merges the new mentions into the old; old ones that overlap a new one are left out. */
static NewsmarkStatus merge(NmkDoc *doc, const NmkMention *added, uint32_t n_added) {
    NmkMention *out = nmk_arena_take(doc->arena, (doc->mentions.count + n_added + 1u) * sizeof *out);
    if (!out) return NEWSMARK_ERROR_MEMORY;
    uint32_t n = 0, a = 0;
    for (uint32_t m = 0; m < doc->mentions.count; m++) {
        const NmkMention *mention = &doc->mentions.at[m];
        while (a < n_added && added[a].end <= mention->first) out[n++] = added[a++];
        if (a < n_added && added[a].first < mention->end) continue;
        out[n++] = *mention;
    }
    while (a < n_added) out[n++] = added[a++];
    doc->mentions = (NmkMentions){.at = out, .count = n, .capacity = n};
    return NEWSMARK_OK;
}

NewsmarkStatus nmk_places_mention(NmkPlaces *p) {
    NmkMention *added = nmk_arena_take(p->doc->arena, (p->count + p->n_persons + 1u) * sizeof *added);
    if (!added) return NEWSMARK_ERROR_MEMORY;
    uint32_t n = 0, person = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        n = add_persons(p, &person, p->at[i].first, added, n);
        if (n && p->at[i].first < added[n - 1].end) continue; /* inside an institution */
        if (!becomes_mention(p, &p->at[i])) continue;
        added[n] = mention_of(p->doc, &p->at[i]);
        describe(p->doc, &p->at[i], &added[n]);
        n++;
    }
    n = add_persons(p, &person, UINT32_MAX, added, n);
    lend_neighbours(p);
    return merge(p->doc, added, n);
}
