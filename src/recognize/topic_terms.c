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

/* Words that are used up for a topic, up to end. */
typedef struct Used {
    uint32_t topic, end;
} Used;

typedef struct Finder {
    const NmkDoc *doc;
    NmkTermHits *hits;
    Used *used; /* of the places that reach into the one being read: no more than phrases of NMK_PHRASE_MAX words can be */
    uint32_t n_used;
    Cover cover[NMK_PHRASE_MAX]; /* of the tokens ahead, by their low bits: no phrase is longer */
    uint32_t reach;    /* end of what may have used words up */
    uint32_t lead_end;
    uint32_t part_end; /* the part of the text where the sweep stands: up to this token all is of one place, and counts or does not */
    NmkTermPlace place;
    bool counts;
    uint32_t sentence, sentence_end;             /* where the sweep over the sentences stands */
    uint32_t mention, mention_first, mention_end; /* and that over the mentions; none has first UINT32_MAX */
} Finder;

/* A phrase of the text that stands for topics. */
typedef struct Phrase {
    uint32_t first, end; /* tokens */
    uint32_t row;        /* first in PHRASE_TERMS */
    uint8_t terms, blocks;
    bool cased; /* written with a capital in its file */
} Phrase;

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

static uint32_t is_word(const NmkToken *token) { return token->kind <= NMK_NUMBER; }

static uint32_t count_words(const NmkToken *tokens, uint32_t first, uint32_t end) {
    uint32_t words = 0;
    const NmkToken *at = tokens + first, *stop = tokens + end;
    for (; stop - at >= 4; at += 4) words += is_word(at) + is_word(at + 1) + is_word(at + 2) + is_word(at + 3);
    for (; at < stop; at++) words += is_word(at);
    return words;
}

/* The end of the first words of [first, end). */
static uint32_t end_of_words(const NmkToken *tokens, uint32_t first, uint32_t end, uint32_t words) {
    while (first < end && words) words -= is_word(&tokens[first++]);
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
static void look_at_name(const Finder *finder, Place *place) {
    const NmkDoc *doc = finder->doc;
    if (finder->mention_first > place->first || finder->mention_end < place->end) return;
    const NmkMention *mention = &doc->mentions.at[finder->mention];
    if (mention->type != NEWSMARK_PERSON && mention->type != NEWSMARK_PLACE && mention->type != NEWSMARK_COUNTRY) return;
    if (doc->lines[doc->line_of[place->first]].flags & (NMK_LINE_CAPITALS | NMK_LINE_TITLECASE)) return;
    if (mention->first == place->first && mention->end == place->end) place->named = true;
    else place->silent = true;
}

/* Moves the sweeps to a token: the sentence it stands in, and the first mention that does not end before it. */
static void move_to(Finder *finder, uint32_t token) {
    const NmkDoc *doc = finder->doc;
    const NmkMentions *mentions = &doc->mentions;
    while (token >= finder->sentence_end) {
        finder->sentence++;
        finder->sentence_end = finder->sentence + 1 < doc->n_sentences ? doc->sentences[finder->sentence + 1] : UINT32_MAX;
    }
    while (token >= finder->mention_end) {
        const bool any = ++finder->mention < mentions->count;
        finder->mention_first = any ? mentions->at[finder->mention].first : UINT32_MAX;
        finder->mention_end = any ? mentions->at[finder->mention].end : UINT32_MAX;
    }
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

static void add_hit(const Finder *finder, const Phrase *phrase, uint32_t from, uint32_t rows) {
    NmkTermHits *hits = finder->hits;
    hits->at[hits->count++] = (NmkTermHit){.first = phrase->first, .end = phrase->end, .sentence = finder->sentence, .phrase = phrase->row,
                                           .terms = phrase->terms, .from = (uint8_t)from, .rows = (uint8_t)rows, .place = (uint8_t)finder->place};
}

/* Whether the words of a phrase are free for a topic, which uses them up then. */
static bool use_up(Finder *finder, const Phrase *phrase, uint32_t topic) {
    for (uint32_t i = 0; i < finder->n_used; i++)
        if (finder->used[i].topic == topic) return false;
    finder->used[finder->n_used++] = (Used){topic, phrase->end};
    return true;
}

/* Forgets what ends before a token. */
static void free_used(Finder *finder, uint32_t token) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < finder->n_used; i++)
        if (finder->used[i].end > token) finder->used[kept++] = finder->used[i];
    finder->n_used = kept;
}

/* Blocks use the words up for their topics. */
static void take_blocks(Finder *finder, const Phrase *phrase) {
    const NmkPhraseTerm *blocks = finder->doc->model->phrase_terms + phrase->row + phrase->terms;
    for (uint32_t i = 0; i < phrase->blocks; i++) use_up(finder, phrase, blocks[i].topic);
}

/* Hits that others hide hide others yet. *covers: whether the place can still become a cover; of hits over the same tokens the first one does. */
static void take_free(Finder *finder, const Place *place, const Phrase *phrase, bool *covers) {
    const NmkModelView *model = finder->doc->model;
    for (uint32_t i = 0; i < phrase->terms; i++) {
        const NmkPhraseTerm *term = &model->phrase_terms[phrase->row + i];
        if (!use_up(finder, phrase, term->topic)) continue;
        const uint32_t classes = model->topics[term->topic].classes;
        if (*covers && term->strength >= NMK_MEDIUM) {
            mark_cover(finder, place, classes);
            *covers = false;
        }
        if (!place->covered || (classes & place->hiding)) add_hit(finder, phrase, i, 1);
    }
}

/* Phrases [phrase, end) stand over the same tokens: blocks before the others. */
static void take_place(Finder *finder, const Phrase *phrase, const Phrase *end) {
    Place place = {.first = phrase->first, .end = phrase->end};
    move_to(finder, place.first);
    look_at_name(finder, &place);
    if (place.first >= finder->reach && place.end - place.first == 1 && end - phrase == 1) {
        if (!place.silent && (!place.named || phrase->cased) && phrase->terms) add_hit(finder, phrase, 0, phrase->terms);
        return;
    }
    free_used(finder, place.first);
    if (place.end > finder->reach) finder->reach = place.end;
    look_for_cover(finder, &place);
    for (const Phrase *p = phrase; p < end; p++) take_blocks(finder, p);
    bool covers = place.end - place.first > 1;
    for (const Phrase *p = phrase; p < end && !place.silent; p++)
        if (!place.named || p->cased) take_free(finder, &place, p, &covers);
}

/* Most matches are no terms. The rows of those that are lie all over a table larger than the caches near the core: all are asked for here, and
 * read when the last one has been. */
static uint32_t list_phrases(const NmkDoc *doc, Phrase *phrases, NmkTermHits *hits) {
    const NmkModelView *model = doc->model;
    const NmkEntry *entries = model->entries;
    uint32_t n = 0, terms = 0, blocks = 0;
    for (const NmkMatch *match = doc->matches, *stop = match + doc->n_matches; match < stop; match++) {
        const NmkEntry *entry = &entries[match->entry];
        if (entry->kind != NMK_ENTRY_TERM) continue;
        __builtin_prefetch(&model->phrase_terms[entry->id]);
        phrases[n++] = (Phrase){.first = match->first, .end = match->end, .row = entry->id, .terms = (uint8_t)nmk_entry_terms(entry),
                                .blocks = (uint8_t)nmk_entry_blocks(entry), .cased = entry->need != 0};
        terms += nmk_entry_terms(entry);
        blocks += nmk_entry_blocks(entry);
    }
    hits->phrases = n;
    hits->terms = terms;
    hits->blocks = blocks;
    return n;
}

static void take_phrases(Finder *finder, const Phrase *phrase, uint32_t n) {
    const Phrase *stop = phrase + n;
    for (const Phrase *end; phrase < stop; phrase = end) {
        end = phrase + 1;
        while (end < stop && end->first == phrase->first && end->end == phrase->end) end++;
        if (phrase->first >= finder->part_end) enter_part(finder, phrase->first);
        if (finder->counts) take_place(finder, phrase, end);
    }
}

NewsmarkStatus nmk_find_terms(NmkDoc *doc, NmkTermHits *hits) {
    Phrase *phrases = nmk_arena_take(doc->arena, (doc->n_matches + (size_t)1) * sizeof *phrases);
    if (!phrases) return NEWSMARK_ERROR_MEMORY;
    *hits = (NmkTermHits){.count = 0};
    Finder finder = {.doc = doc, .hits = hits, .sentence = UINT32_MAX, .mention = UINT32_MAX};
    const uint32_t n = list_phrases(doc, phrases, hits);
    hits->at = nmk_arena_take(doc->arena, (hits->terms + (size_t)1) * sizeof *hits->at);
    finder.used = nmk_arena_take(doc->arena, (hits->terms + hits->blocks + (size_t)1) * sizeof *finder.used);
    if (!hits->at || !finder.used) return NEWSMARK_ERROR_MEMORY;
    measure(&finder);
    take_phrases(&finder, phrases, n);
    return NEWSMARK_OK;
}
