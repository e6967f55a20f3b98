/* Which term matches count. A topic takes the longest match at each place, from left to right, and one of its blocking phrases uses its words
 * up. Then a longer phrase hides what lies inside it of topics that have no class in common with its own: "fighter jet" hides "jet". What stands
 * in bylines, datelines, metadata and the tail says nothing, and what is part of the name of a person or place neither. */
#include "recognize/topics.h"

enum { LEAD_WORDS = 80 }; /* after the headline */

typedef struct Finder {
    const NmkDoc *doc;
    NmkTermHits *hits;
    uint32_t capacity;
    uint32_t *used;  /* by topic: first token that is free */
    uint32_t *cover; /* by token: 1 + the longest hit over it of those that can hide others */
    uint32_t lead_end;
    uint32_t sentence, mention; /* where the sweeps stand */
} Finder;

static bool counts(const NmkDoc *doc, uint32_t token) {
    if (token >= doc->title_first && token < doc->title_end) return true;
    uint8_t zone = nmk_doc_zone(doc, token);
    return zone == NEWSMARK_ZONE_HEADLINE || zone == NEWSMARK_ZONE_DEK || zone == NEWSMARK_ZONE_BODY;
}

static bool in_title(const NmkDoc *doc, uint32_t token) { return token >= doc->title_first && token < doc->title_end; }

/* Counts words, and finds where the lead ends. */
static void measure(Finder *finder) {
    const NmkDoc *doc = finder->doc;
    uint32_t words = 0, after_title = 0;
    finder->lead_end = doc->tokens.count;
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        if (doc->tokens.at[i].kind > NMK_NUMBER || !counts(doc, i)) continue;
        words++;
        if (in_title(doc, i)) continue;
        if (++after_title == LEAD_WORDS) finder->lead_end = i + 1;
    }
    finder->hits->words = words;
}

/* Whether the match is part of the name of a person or place, and says nothing then. A term that is itself a name, written with a capital in its
 * file, counts where it is the whole mention. In a line of capitals or capitalised words names are too uncertain to silence anything. */
static bool inside_name(Finder *finder, const NmkMatch *match) {
    const NmkDoc *doc = finder->doc;
    const NmkMentions *mentions = &doc->mentions;
    while (finder->mention < mentions->count && mentions->at[finder->mention].end <= match->first) finder->mention++;
    if (finder->mention == mentions->count) return false;
    const NmkMention *mention = &mentions->at[finder->mention];
    if (mention->first > match->first || mention->end < match->end) return false;
    if (doc->lines[doc->line_of[match->first]].flags & (NMK_LINE_CAPITALS | NMK_LINE_TITLECASE)) return false;
    bool whole = mention->first == match->first && mention->end == match->end;
    if (whole && doc->model->entries[match->entry].need != 0) return false;
    return mention->type == NEWSMARK_PERSON || mention->type == NEWSMARK_PLACE || mention->type == NEWSMARK_COUNTRY;
}

static uint8_t place_of(const Finder *finder, uint32_t token) {
    if (in_title(finder->doc, token)) return NMK_TERM_IN_HEADLINE;
    return token < finder->lead_end ? NMK_TERM_IN_LEAD : NMK_TERM_IN_TEXT;
}

static NewsmarkStatus take_match(Finder *finder, const NmkMatch *match, bool blocks) {
    const NmkDoc *doc = finder->doc;
    const NmkEntry *entry = &doc->model->entries[match->entry];
    if (entry->kind != NMK_ENTRY_TERM) return NEWSMARK_OK;
    const NmkTerm *term = &doc->model->terms[entry->id];
    if ((term->strength == NMK_BLOCK) != blocks || finder->used[term->topic] > match->first) return NEWSMARK_OK;
    if (!blocks && inside_name(finder, match)) return NEWSMARK_OK;
    finder->used[term->topic] = match->end;
    if (blocks) return NEWSMARK_OK;
    NmkTermHits *hits = finder->hits;
    NmkTermHit *grown = nmk_arena_grow(doc->arena, hits->at, sizeof *grown, &finder->capacity, hits->count + 1);
    if (!grown) return NEWSMARK_ERROR_MEMORY;
    hits->at = grown;
    grown[hits->count++] = (NmkTermHit){match->first, match->end, entry->id, finder->sentence, term->topic, term->strength,
                                        place_of(finder, match->first)};
    return NEWSMARK_OK;
}

/* Matches over the same tokens: blocks before the others. */
static NewsmarkStatus take_matches(Finder *finder) {
    const NmkDoc *doc = finder->doc;
    for (uint32_t i = 0, end; i < doc->n_matches; i = end) {
        const NmkMatch *match = &doc->matches[i];
        for (end = i + 1; end < doc->n_matches; end++)
            if (doc->matches[end].first != match->first || doc->matches[end].end != match->end) break;
        if (!counts(doc, match->first)) continue;
        while (finder->sentence + 1 < doc->n_sentences && doc->sentences[finder->sentence + 1] <= match->first) finder->sentence++;
        for (int blocks = 1; blocks >= 0; blocks--)
            for (uint32_t k = i; k < end; k++) NEWSMARK_TRY(take_match(finder, &doc->matches[k], blocks));
    }
    return NEWSMARK_OK;
}

static uint32_t length_of(const NmkTermHit *hit) { return hit->end - hit->first; }

static void mark_cover(Finder *finder) {
    const NmkTermHits *hits = finder->hits;
    for (uint32_t i = 0; i < hits->count; i++) {
        const NmkTermHit *hit = &hits->at[i];
        if (length_of(hit) < 2 || hit->strength < NMK_MEDIUM) continue;
        for (uint32_t t = hit->first; t < hit->end; t++)
            if (!finder->cover[t] || length_of(&hits->at[finder->cover[t] - 1]) < length_of(hit)) finder->cover[t] = i + 1;
    }
}

static void drop_hidden(Finder *finder) {
    NmkTermHits *hits = finder->hits;
    const NmkTopic *topics = finder->doc->model->topics;
    NmkTermHit *kept = nmk_arena_take(finder->doc->arena, (hits->count + 1) * sizeof *kept);
    uint32_t n = 0;
    for (uint32_t i = 0; kept && i < hits->count; i++) {
        const NmkTermHit *hit = &hits->at[i];
        uint32_t over = finder->cover[hit->first];
        if (over) {
            const NmkTermHit *longer = &hits->at[over - 1];
            bool inside = length_of(longer) > length_of(hit) && hit->end <= longer->end;
            if (inside && !(topics[hit->topic].classes & topics[longer->topic].classes)) continue;
        }
        kept[n++] = *hit;
    }
    hits->at = kept;
    hits->count = n;
}

NewsmarkStatus nmk_find_terms(NmkDoc *doc, NmkTermHits *hits) {
    *hits = (NmkTermHits){0};
    Finder finder = {.doc = doc, .hits = hits};
    finder.used = nmk_arena_zeros(doc->arena, doc->model->count[NMK_SECTION_TOPICS] + 1, sizeof *finder.used);
    finder.cover = nmk_arena_zeros(doc->arena, doc->tokens.count + 1, sizeof *finder.cover);
    if (!finder.used || !finder.cover) return NEWSMARK_ERROR_MEMORY;
    measure(&finder);
    NEWSMARK_TRY(take_matches(&finder));
    mark_cover(&finder);
    drop_hidden(&finder);
    return hits->at ? NEWSMARK_OK : NEWSMARK_ERROR_MEMORY;
}
