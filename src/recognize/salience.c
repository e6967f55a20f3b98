/* Salience: how much of the story an entity is, and the entities of the result in that order.
 *
 * salience = min(100, 12 L(mentions) + 20 in the headline + 10 in the first sentence + 6 L(sentences)), L(n) = floor(log2(n + 1)), 4 at most.
 * Bylines, metadata and tails do not count. */
#include "recognize/linking.h"

typedef struct Tally {
    uint32_t mentions, sentences, last_sentence; /* last_sentence: 1 + its number */
    uint32_t first;                              /* in the published mentions */
    uint32_t rank;                               /* place in the result */
    uint8_t salience;
    bool headline, opening;
} Tally;

typedef struct Ranking {
    NmkLinking *linking;
    NmkDoc *doc;
    Tally *tallies;
    uint32_t *order; /* drafts by first mention, then by salience */
    NmkCanonical *names;
} Ranking;

static uint32_t steps(uint32_t n) { return n < 1 ? 0 : n < 3 ? 1 : n < 7 ? 2 : n < 15 ? 3 : 4; }

static uint8_t salience_of(const Tally *t) {
    const uint32_t sum = 12 * steps(t->mentions) + (t->headline ? 20 : 0) + (t->opening ? 10 : 0) + 6 * steps(t->sentences);
    return (uint8_t)(sum < 100 ? sum : 100);
}

/* Number of the first sentence of the story itself. */
static uint32_t opening_sentence(const NmkDoc *doc) {
    for (uint32_t i = 0; i < doc->n_sentences; i++) {
        const uint8_t zone = nmk_doc_zone(doc, doc->sentences[i]);
        if (zone == NEWSMARK_ZONE_BODY || zone == NEWSMARK_ZONE_DATELINE) return i;
    }
    return NMK_NONE;
}

static bool is_shouted(const NmkDoc *doc, const NmkMention *m) {
    for (uint32_t i = m->first; i < m->end; i++)
        if (doc->tokens.at[i].kind == NMK_WORD && !(doc->tokens.at[i].flags & NMK_UPPER)) return false;
    return true;
}

/* Of two mentions of one form the one that is not all capitals names it. */
static void prefer(const NmkDoc *doc, NmkDraft *draft, uint32_t mention) {
    const NmkMention *named = &doc->mentions.at[draft->mention], *m = &doc->mentions.at[mention];
    if (draft->type != NEWSMARK_PERSON && is_shouted(doc, named) && !is_shouted(doc, m) && nmk_form_of(doc, named) == nmk_form_of(doc, m))
        draft->mention = mention;
}

static uint32_t tally(Ranking *r) {
    const NmkDoc *doc = r->doc;
    const uint32_t opening = opening_sentence(doc);
    uint32_t sentence = 0, published = 0, n = 0;
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        const NmkMention *m = &doc->mentions.at[i];
        if (m->type == NEWSMARK_OTHER || m->type == NEWSMARK_NONE) continue;
        const uint32_t number = published++;
        while (sentence + 1 < doc->n_sentences && doc->sentences[sentence + 1] <= m->first) sentence++;
        if (m->entity == NMK_NONE || !nmk_zone_tells(m->zone)) continue;
        Tally *t = &r->tallies[m->entity];
        if (!t->mentions++) t->first = number, r->order[n++] = m->entity;
        t->headline |= m->zone == NEWSMARK_ZONE_HEADLINE;
        t->opening |= sentence == opening;
        if (t->last_sentence != sentence + 1) t->last_sentence = sentence + 1, t->sentences++;
        prefer(doc, &r->linking->drafts[m->entity], i);
    }
    return n;
}

/* Stable, largest salience first. */
static NewsmarkStatus sort(Ranking *r, uint32_t n) {
    uint32_t starts[102] = {0};
    uint32_t *sorted = nmk_arena_take(r->doc->arena, (n + 1u) * sizeof *sorted);
    if (!sorted) return NEWSMARK_ERROR_MEMORY;
    for (uint32_t i = 0; i < n; i++) {
        Tally *t = &r->tallies[r->order[i]];
        t->salience = salience_of(t);
        starts[101 - t->salience]++;
    }
    for (uint32_t i = 1; i < 102; i++) starts[i] += starts[i - 1];
    for (uint32_t i = 0; i < n; i++) sorted[starts[100 - r->tallies[r->order[i]].salience]++] = r->order[i];
    for (uint32_t i = 0; i < n; i++) r->tallies[sorted[i]].rank = i;
    r->order = sorted;
    return NEWSMARK_OK;
}

static NewsmarkStatus fill_person(const Ranking *r, const NmkDraft *draft, NewsmarkEntity *out) {
    const NmkModelView *model = r->doc->model;
    if (draft->role < draft->role_end)
        NEWSMARK_TRY(nmk_canonical_role(r->doc, draft->role, draft->role_end, &out->role));
    else if (draft->person != NMK_NONE)
        out->role = nmk_string(model, nmk_identity_role(r->doc, draft->person));
    if (draft->affiliation == NMK_NONE) return NEWSMARK_OK;
    const uint32_t owner = r->doc->mentions.at[draft->affiliation].entity;
    if (owner != NMK_NONE) out->affiliation = r->names[owner].name;
    return NEWSMARK_OK;
}

static NewsmarkStatus fill(const Ranking *r, uint32_t number, NewsmarkEntity *out) {
    const NmkDraft *draft = &r->linking->drafts[number];
    const Tally *t = &r->tallies[number];
    const NmkModelView *model = r->doc->model;
    const NmkCanonical *name = &r->names[number];
    *out = (NewsmarkEntity){.type = (NewsmarkType)draft->type,
                            .salience = t->salience,
                            .mentions = t->mentions,
                            .first = t->first,
                            .geonames = r->doc->mentions.at[draft->mention].geonames,
                            .name = name->name,
                            .given = name->given,
                            .family = name->family,
                            .role = {"", 0},
                            .affiliation = {"", 0}};
    uint16_t country = draft->country;
    if (draft->type == NEWSMARK_PERSON) {
        if (country == NMK_NO_COUNTRY && draft->person != NMK_NONE) country = model->people[draft->person].country;
        NEWSMARK_TRY(fill_person(r, draft, out));
    }
    if (country != NMK_NO_COUNTRY) memcpy(out->code, model->countries[country].alpha2, sizeof out->code);
    return NEWSMARK_OK;
}

static NewsmarkStatus write_names(Ranking *r, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        const NmkDraft *draft = &r->linking->drafts[r->order[i]];
        NmkCanonical *name = &r->names[r->order[i]];
        if (draft->type == NEWSMARK_PERSON)
            NEWSMARK_TRY(nmk_canonical_person(r->linking, draft, name));
        else {
            *name = (NmkCanonical){.name = {"", 0}, .given = {"", 0}, .family = {"", 0}};
            NEWSMARK_TRY(nmk_canonical_other(r->doc, draft->mention, &name->name));
        }
    }
    return NEWSMARK_OK;
}

NewsmarkStatus nmk_rank_entities(NmkLinking *linking) {
    NmkDoc *doc = linking->doc;
    const uint32_t drafts = linking->n_drafts;
    Ranking r = {.linking = linking,
                 .doc = doc,
                 .tallies = nmk_arena_zeros(doc->arena, drafts + 1u, sizeof *r.tallies),
                 .order = nmk_arena_take(doc->arena, (drafts + 1u) * sizeof *r.order),
                 .names = nmk_arena_take(doc->arena, (drafts + 1u) * sizeof *r.names)};
    if (!r.tallies || !r.order || !r.names) return NEWSMARK_ERROR_MEMORY;
    const uint32_t n = tally(&r);
    NEWSMARK_TRY(sort(&r, n));
    NEWSMARK_TRY(write_names(&r, n));
    NewsmarkEntity *out = nmk_arena_take(doc->arena, (n + 1u) * sizeof *out);
    if (!out) return NEWSMARK_ERROR_MEMORY;
    for (uint32_t i = 0; i < n; i++) NEWSMARK_TRY(fill(&r, r.order[i], &out[i]));
    for (uint32_t i = 0; i < doc->mentions.count; i++)
        if (doc->mentions.at[i].entity != NMK_NONE) doc->mentions.at[i].entity = r.tallies[doc->mentions.at[i].entity].rank;
    doc->result.entities = out;
    doc->result.n_entities = n;
    return NEWSMARK_OK;
}
