/* Which term matches count. A topic takes the longest match at each place, from left to right, and one of its blocking phrases uses its words
 * up. Then a longer phrase hides what lies inside it of topics that have no class in common with its own: "fighter jet" hides "jet". What stands
 * in bylines, datelines, metadata and the tail says nothing, and what is part of the name of a person or place neither.
 *
 * Most terms are single words that no other phrase reaches into: there nothing can be used up, blocked or hidden, and all terms of the phrase
 * count at once. */
#include "recognize/topics.h"

enum { LEAD_WORDS = 80 }; /* after the headline */

/* The longest hit over a token, of those that can hide others; of equal ones the first. */
typedef struct Cover {
    uint32_t token; /* and 1; 0 none */
    uint32_t end, length, classes;
} Cover;

typedef struct Finder {
    const NmkDoc *doc;
    NmkTermHits *hits;
    uint32_t *used; /* by topic: first token that is free */
    Cover cover[NMK_PHRASE_MAX]; /* of the tokens ahead, by their low bits: no phrase is longer */
    uint32_t reach;    /* end of what may have used words up */
    uint32_t lead_end;
    uint32_t part_end; /* the part of the text where the sweep stands: up to this token all is of one place, and counts or does not */
    NmkTermPlace place;
    bool counts;
    uint32_t sentence, mention; /* where the sweeps stand */
} Finder;

static bool zone_counts(uint8_t zone) {
    return zone == NEWSMARK_ZONE_HEADLINE || zone == NEWSMARK_ZONE_DEK || zone == NEWSMARK_ZONE_BODY;
}

static bool in_title(const NmkDoc *doc, uint32_t token) { return token >= doc->title_first && token < doc->title_end; }

static bool counts(const NmkDoc *doc, uint32_t token) { return in_title(doc, token) || zone_counts(nmk_doc_zone(doc, token)); }

/* Whether a line has no token of the headline or the dateline, so that all its tokens are of its zone. */
static bool is_plain(const NmkDoc *doc, const NmkLine *line) {
    const bool title = line->first < doc->title_end && line->end > doc->title_first;
    return !title && !(line->first < doc->dateline_end && line->end > doc->dateline_first);
}

static uint32_t count_words(const NmkToken *tokens, uint32_t first, uint32_t end) {
    uint32_t words = 0;
    for (uint32_t i = first; i < end; i++) words += tokens[i].kind <= NMK_NUMBER;
    return words;
}

/* The end of the first words of [first, end). */
static uint32_t end_of_words(const NmkToken *tokens, uint32_t first, uint32_t end, uint32_t words) {
    while (first < end && words) words -= tokens[first++].kind <= NMK_NUMBER;
    return first;
}

/* Counts words, and finds where the lead ends. */
static void measure(Finder *finder) {
    const NmkDoc *doc = finder->doc;
    const NmkToken *tokens = doc->tokens.at;
    uint32_t words = 0, lead = 0; /* lead: words after the headline */
    finder->lead_end = doc->tokens.count;
    for (uint32_t n = 0; n < doc->n_lines; n++) {
        const NmkLine *line = &doc->lines[n];
        if (is_plain(doc, line)) {
            if (!zone_counts(line->zone)) continue;
            const uint32_t here = count_words(tokens, line->first, line->end);
            words += here;
            if (lead < LEAD_WORDS && lead + here >= LEAD_WORDS) finder->lead_end = end_of_words(tokens, line->first, line->end, LEAD_WORDS - lead);
            lead += here;
            continue;
        }
        for (uint32_t i = line->first; i < line->end; i++) {
            if (tokens[i].kind > NMK_NUMBER || !counts(doc, i)) continue;
            words++;
            if (!in_title(doc, i) && ++lead == LEAD_WORDS) finder->lead_end = i + 1;
        }
    }
    finder->hits->words = words;
}

/* What is the same for all matches over the same tokens. */
typedef struct Place {
    uint32_t first, end;
    uint32_t hiding; /* classes of the longer hit that hides those of other classes, if any */
    bool covered;    /* by a longer hit */
    bool silent;     /* terms say nothing here */
    bool named;      /* only those that are names themselves do */
} Place;

/* What is part of the name of a person or place says nothing. A term that is itself a name, written with a capital in its file, counts where it
 * is the whole mention. In a line of capitals or capitalised words names are too uncertain to silence anything. */
static void look_at_name(Finder *finder, Place *place) {
    const NmkDoc *doc = finder->doc;
    const NmkMentions *mentions = &doc->mentions;
    while (finder->mention < mentions->count && mentions->at[finder->mention].end <= place->first) finder->mention++;
    if (finder->mention == mentions->count) return;
    const NmkMention *mention = &mentions->at[finder->mention];
    if (mention->first > place->first || mention->end < place->end) return;
    if (mention->type != NEWSMARK_PERSON && mention->type != NEWSMARK_PLACE && mention->type != NEWSMARK_COUNTRY) return;
    if (doc->lines[doc->line_of[place->first]].flags & (NMK_LINE_CAPITALS | NMK_LINE_TITLECASE)) return;
    if (mention->first == place->first && mention->end == place->end) place->named = true;
    else place->silent = true;
}

/* Hits come by first token, longer ones first, so that all longer ones over the place are known. */
static void look_for_cover(const Finder *finder, Place *place) {
    const Cover *cover = &finder->cover[place->first % NMK_PHRASE_MAX];
    const bool longer = cover->token == place->first + 1 && cover->length > place->end - place->first;
    place->covered = longer && place->end <= cover->end;
    place->hiding = cover->classes;
}

static void mark_cover(Finder *finder, const Place *place, uint32_t classes) {
    const uint32_t length = place->end - place->first;
    for (uint32_t token = place->first; token < place->end; token++) {
        Cover *cover = &finder->cover[token % NMK_PHRASE_MAX];
        if (cover->token == token + 1 && cover->length >= length) continue;
        *cover = (Cover){token + 1, place->end, length, classes};
    }
}

static void come_nearer(uint32_t *end, uint32_t token, uint32_t bound) {
    if (bound > token && bound < *end) *end = bound;
}

/* Moves to the part of the text that a token stands in. */
static void enter_part(Finder *finder, uint32_t token) {
    const NmkDoc *doc = finder->doc;
    uint32_t end = doc->lines[doc->line_of[token]].end;
    if (end <= token) end = token + 1;
    come_nearer(&end, token, doc->title_first);
    come_nearer(&end, token, doc->title_end);
    come_nearer(&end, token, doc->dateline_first);
    come_nearer(&end, token, doc->dateline_end);
    come_nearer(&end, token, finder->lead_end);
    finder->part_end = end;
    finder->counts = counts(doc, token);
    finder->place = in_title(doc, token) ? NMK_TERM_IN_HEADLINE : token < finder->lead_end ? NMK_TERM_IN_LEAD : NMK_TERM_IN_TEXT;
}

static void add_hit(const Finder *finder, const Place *place, uint32_t row, uint32_t rows) {
    NmkTermHits *hits = finder->hits;
    hits->at[hits->count++] = (NmkTermHit){.first = place->first, .end = place->end, .sentence = finder->sentence, .row = row,
                                           .rows = (uint16_t)rows, .place = (uint16_t)finder->place};
    hits->terms += rows;
}

/* All terms of a phrase but its blocks. */
static void take_all(const Finder *finder, const Place *place, uint32_t row) {
    const NmkPhraseTerm *terms = finder->doc->model->phrase_terms;
    const uint32_t end = row + terms[row].more + 1;
    for (uint32_t next; row < end; row = next + 1) {
        for (next = row; next < end && terms[next].strength != NMK_BLOCK;) next++;
        if (next > row) add_hit(finder, place, row, next - row);
    }
}

/* Blocks use the words up for their topics. */
static void take_blocks(Finder *finder, const Place *place, uint32_t row) {
    const NmkPhraseTerm *terms = finder->doc->model->phrase_terms;
    for (const uint32_t end = row + terms[row].more + 1; row < end; row++) {
        const NmkPhraseTerm *term = &terms[row];
        if (term->strength == NMK_BLOCK && finder->used[term->topic] <= place->first) finder->used[term->topic] = place->end;
    }
}

/* Hits that others hide hide others yet. *covers: whether the place can still become a cover; of hits over the same tokens the first one does. */
static void take_free(Finder *finder, const Place *place, uint32_t row, bool *covers) {
    const NmkModelView *model = finder->doc->model;
    for (const uint32_t end = row + model->phrase_terms[row].more + 1; row < end; row++) {
        const NmkPhraseTerm *term = &model->phrase_terms[row];
        if (term->strength == NMK_BLOCK || finder->used[term->topic] > place->first) continue;
        finder->used[term->topic] = place->end;
        const uint32_t classes = model->topics[term->topic].classes;
        if (*covers && term->strength >= NMK_MEDIUM) {
            mark_cover(finder, place, classes);
            *covers = false;
        }
        if (!place->covered || (classes & place->hiding)) add_hit(finder, place, row, 1);
    }
}

/* A phrase that stands for topics. */
typedef struct Term {
    uint32_t match;
    uint32_t row; /* first in PHRASE_TERMS */
    bool cased;   /* written with a capital in its file */
} Term;

/* Terms [term, end) stand over the same tokens: blocks before the others. */
static void take_place(Finder *finder, const Term *term, const Term *end) {
    const NmkDoc *doc = finder->doc;
    Place place = {.first = doc->matches[term->match].first, .end = doc->matches[term->match].end};
    while (finder->sentence + 1 < doc->n_sentences && doc->sentences[finder->sentence + 1] <= place.first) finder->sentence++;
    look_at_name(finder, &place);
    if (place.first >= finder->reach && place.end - place.first == 1 && end - term == 1) {
        if (!place.silent && (!place.named || term->cased)) take_all(finder, &place, term->row);
        return;
    }
    if (place.end > finder->reach) finder->reach = place.end;
    look_for_cover(finder, &place);
    for (const Term *t = term; t < end; t++) take_blocks(finder, &place, t->row);
    bool covers = place.end - place.first > 1;
    for (const Term *t = term; t < end && !place.silent; t++)
        if (!place.named || t->cased) take_free(finder, &place, t->row, &covers);
}

/* Most matches are no terms. The rows of those that are lie all over a table larger than the caches near the core: all are asked for here, and
 * read when the last one has been. */
static uint32_t list_terms(const NmkDoc *doc, Term *terms) {
    const NmkModelView *model = doc->model;
    uint32_t n = 0;
    for (uint32_t m = 0; m < doc->n_matches; m++) {
        const NmkEntry *entry = &model->entries[doc->matches[m].entry];
        terms[n] = (Term){.match = m, .row = entry->id, .cased = entry->need != 0};
        if (entry->kind != NMK_ENTRY_TERM) continue;
        __builtin_prefetch(&model->phrase_terms[entry->id]);
        n++;
    }
    return n;
}

/* Room for the hits of the terms [term, end): one a row at most. */
static bool make_room(const Finder *finder, const Term *term, const Term *end) {
    NmkTermHits *hits = finder->hits;
    uint32_t need = hits->count;
    for (; term < end; term++) need += finder->doc->model->phrase_terms[term->row].more + 1u;
    if (need <= hits->capacity) return true;
    hits->at = nmk_arena_grow(finder->doc->arena, hits->at, sizeof *hits->at, &hits->capacity, need);
    return hits->at != NULL;
}

static NewsmarkStatus take_terms(Finder *finder, const Term *term, uint32_t n) {
    const NmkMatch *matches = finder->doc->matches;
    const Term *stop = term + n;
    for (const Term *end; term < stop; term = end) {
        const NmkMatch *match = &matches[term->match];
        end = term + 1;
        while (end < stop && matches[end->match].first == match->first && matches[end->match].end == match->end) end++;
        if (match->first >= finder->part_end) enter_part(finder, match->first);
        if (!finder->counts) continue;
        if (!make_room(finder, term, end)) return NEWSMARK_ERROR_MEMORY;
        take_place(finder, term, end);
    }
    return NEWSMARK_OK;
}

NewsmarkStatus nmk_find_terms(NmkDoc *doc, NmkTermHits *hits) {
    *hits = (NmkTermHits){.capacity = doc->n_matches + 1};
    hits->at = nmk_arena_take(doc->arena, (size_t)hits->capacity * sizeof *hits->at);
    Finder finder = {.doc = doc, .hits = hits};
    finder.used = nmk_arena_zeros(doc->arena, doc->model->count[NMK_SECTION_TOPICS] + 1, sizeof *finder.used);
    Term *terms = nmk_arena_take(doc->arena, (doc->n_matches + (size_t)1) * sizeof *terms);
    if (!hits->at || !finder.used || !terms) return NEWSMARK_ERROR_MEMORY;
    const uint32_t n = list_terms(doc, terms);
    measure(&finder);
    return take_terms(&finder, terms, n);
}
