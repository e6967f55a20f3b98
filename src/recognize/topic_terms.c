/* Which term matches count. A topic takes the longest match at each place, from left to right, and one of its blocking phrases uses its words
 * up. Then a longer phrase hides what lies inside it of topics that have no class in common with its own: "fighter jet" hides "jet". What stands
 * in bylines, datelines, metadata and the tail says nothing, and what is part of the name of a person or place neither. */
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
    uint32_t lead_end;
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

/* Counts words, and finds where the lead ends. */
static void measure(Finder *finder) {
    const NmkDoc *doc = finder->doc;
    const NmkToken *tokens = doc->tokens.at;
    uint32_t words = 0, after_title = 0;
    finder->lead_end = doc->tokens.count;
    for (uint32_t n = 0; n < doc->n_lines; n++) {
        const NmkLine *line = &doc->lines[n];
        const bool plain = is_plain(doc, line);
        if (plain && !zone_counts(line->zone)) continue;
        if (plain && after_title >= LEAD_WORDS) {
            words += count_words(tokens, line->first, line->end);
            continue;
        }
        for (uint32_t i = line->first; i < line->end; i++) {
            if (tokens[i].kind > NMK_NUMBER || (!plain && !counts(doc, i))) continue;
            words++;
            if (!in_title(doc, i) && ++after_title == LEAD_WORDS) finder->lead_end = i + 1;
        }
    }
    finder->hits->words = words;
}

/* What is the same for all matches over the same tokens. */
typedef struct Place {
    uint32_t first, end, sentence;
    uint32_t hiding; /* classes of the longer hit that hides those of other classes, if any */
    uint8_t place;   /* NmkTermPlace */
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

static uint8_t part_of(const Finder *finder, uint32_t token) {
    if (in_title(finder->doc, token)) return NMK_TERM_IN_HEADLINE;
    return token < finder->lead_end ? NMK_TERM_IN_LEAD : NMK_TERM_IN_TEXT;
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

static Place place_of(Finder *finder, const NmkMatch *match) {
    const NmkDoc *doc = finder->doc;
    Place place = {.first = match->first, .end = match->end, .place = part_of(finder, match->first)};
    while (finder->sentence + 1 < doc->n_sentences && doc->sentences[finder->sentence + 1] <= match->first) finder->sentence++;
    place.sentence = finder->sentence;
    look_for_cover(finder, &place);
    look_at_name(finder, &place);
    return place;
}

/* Blocks use the words up for their topics. */
static void take_blocks(Finder *finder, const NmkMatch *match, const NmkMatch *end) {
    const NmkModelView *model = finder->doc->model;
    for (; match < end; match++) {
        const NmkEntry *entry = &model->entries[match->entry];
        if (entry->kind != NMK_ENTRY_TERM) continue;
        const NmkTerm *term = &model->terms[entry->id];
        if (term->strength == NMK_BLOCK && finder->used[term->topic] <= match->first) finder->used[term->topic] = match->end;
    }
}

/* Hits that others hide hide others yet. */
static void take_terms(Finder *finder, const NmkMatch *match, const NmkMatch *end) {
    const NmkModelView *model = finder->doc->model;
    const Place place = place_of(finder, match);
    NmkTermHits *hits = finder->hits;
    bool covers = place.end - place.first > 1;
    for (; match < end && !place.silent; match++) {
        const NmkEntry *entry = &model->entries[match->entry];
        if (entry->kind != NMK_ENTRY_TERM || (place.named && entry->need == 0)) continue;
        const NmkTerm *term = &model->terms[entry->id];
        if (term->strength == NMK_BLOCK || finder->used[term->topic] > place.first) continue;
        finder->used[term->topic] = place.end;
        const uint32_t classes = model->topics[term->topic].classes;
        if (covers && term->strength >= NMK_MEDIUM) {
            mark_cover(finder, &place, classes);
            covers = false; /* of hits over the same tokens the first one stays */
        }
        if (!place.covered || (classes & place.hiding))
            hits->at[hits->count++] = (NmkTermHit){place.first, place.end, entry->id, place.sentence, term->topic, term->strength, place.place};
    }
}

/* Matches over the same tokens: blocks before the others. Most matches are no terms. */
static void take_matches(Finder *finder) {
    const NmkDoc *doc = finder->doc;
    const NmkEntry *entries = doc->model->entries;
    const NmkMatch *stop = doc->matches + doc->n_matches;
    for (const NmkMatch *match = doc->matches, *end; match < stop; match = end) {
        bool terms = entries[match->entry].kind == NMK_ENTRY_TERM;
        for (end = match + 1; end < stop && end->first == match->first && end->end == match->end; end++)
            terms = terms || entries[end->entry].kind == NMK_ENTRY_TERM;
        if (!terms || !counts(doc, match->first)) continue;
        take_blocks(finder, match, end);
        take_terms(finder, match, end);
    }
}

NewsmarkStatus nmk_find_terms(NmkDoc *doc, NmkTermHits *hits) {
    *hits = (NmkTermHits){.at = nmk_arena_take(doc->arena, (doc->n_matches + (size_t)1) * sizeof *hits->at)};
    Finder finder = {.doc = doc, .hits = hits};
    finder.used = nmk_arena_zeros(doc->arena, doc->model->count[NMK_SECTION_TOPICS] + 1, sizeof *finder.used);
    if (!hits->at || !finder.used) return NEWSMARK_ERROR_MEMORY;
    measure(&finder);
    take_matches(&finder);
    return NEWSMARK_OK;
}
