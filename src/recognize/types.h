/* What the stages of recognition share: one document under analysis. Each stage reads what earlier ones wrote and fills its own part;
 * document.c alone knows their order. Positions are token numbers, ranges are half open. Everything lives in the arena. */
#ifndef NEWSMARK_RECOGNIZE_TYPES_H
#define NEWSMARK_RECOGNIZE_TYPES_H

#include "base/arena.h"
#include "base/status.h"
#include "model/model.h"
#include "text/token.h"
#include "text/utf8.h"

/* A phrase of the model that stands in the text, its case accepted. All are kept; conflicts are settled later. */
typedef struct NmkMatch {
    uint32_t first, end; /* tokens */
    uint32_t entry;      /* in ENTRIES */
} NmkMatch;

/* A line as the reader sees it: up to a line end, or a whole block of hard-wrapped text. */
enum {
    NMK_LINE_CAPITALS = 1,  /* nearly all in capitals, three words or more */
    NMK_LINE_TITLECASE = 2, /* four words or more, no lower-case word longer than three letters */
    NMK_LINE_TABLE = 4,     /* at most eight words and two numbers or more */
    NMK_LINE_SHORT = 8,     /* at most five words */
    NMK_LINE_AFTER_BLANK = 16, /* an empty line (or the start of text) before it */
    NMK_LINE_WRAPPED = 32,  /* joined from hard-wrapped lines */
    NMK_LINE_BULLET = 64    /* starts with a bullet, dash or star */
};

typedef struct NmkLine {
    uint32_t first, end; /* tokens, without the NMK_BREAK that ends it */
    uint16_t flags;
    uint8_t zone; /* NewsmarkZone */
    uint8_t reserved;
} NmkLine;

/* A decided name, and later every kind of mention. */
typedef struct NmkMention {
    uint32_t first, end; /* tokens */
    uint32_t fact;       /* the fact with the largest share of the margin, UINT32_MAX none */
    uint32_t entity;
    uint32_t geonames;
    uint16_t country;    /* in COUNTRIES, NMK_NO_COUNTRY none */
    uint8_t type, kind, zone, score;
} NmkMention;

typedef struct NmkMentions {
    NmkMention *at; /* by first */
    uint32_t count, capacity;
} NmkMentions;

typedef struct NmkCachedWord NmkCachedWord; /* word_cache.h */
typedef struct NmkCandidates NmkCandidates; /* candidates.h */
typedef struct NmkRuleHits NmkRuleHits;     /* rules.h */
typedef struct NmkRuleAutomaton NmkRuleAutomaton; /* rule_automaton.h */

typedef struct NmkDoc {
    const NmkModelView *model;
    NmkArena *arena;
    NmkSlice text;
    const NewsmarkFields *fields; /* never NULL */

    NmkKernel kernel;
    NmkTokens tokens;        /* tokenize; lines drops the breaks inside wrapped blocks; lookup fills word and set, joins abbreviations */
    NmkLine *lines;          /* lines, zones */
    uint32_t n_lines;
    uint32_t *line_of;       /* lines: line of each token */
    NmkCachedWord *cache;    /* of the document, NMK_CACHE_SLOTS */
    const uint8_t *zone_lists; /* of the document; page.h */
    uint32_t *language_counts; /* lookup: words of the text by their row of LANGUAGE_SETS; one row more, of what is no word */
    uint64_t *hashes;        /* lookup: hash of each token's folded form, the same for equal words */
    NmkMatch *matches;       /* lookup: by first, longer first */
    uint32_t n_matches;
    uint32_t *match_at;      /* lookup: n_tokens + 1, first match that starts at or after each token */
    uint32_t *sentences;     /* sentences: first token of each */
    uint32_t n_sentences;
    NewsmarkDetails details; /* zones: title, date, source, authors, dateline; language */
    uint32_t title_first, title_end; /* zones: tokens of the headline in the text; equal where there is none */
    uint32_t dateline_first, dateline_end; /* zones: tokens of the dateline's place or places */

    NmkRuleAutomaton *rule_automaton; /* of the document */
    NmkRuleHits *rule_hits;      /* rules */
    NmkCandidates *candidates;   /* names */
    NmkMentions mentions;        /* names; countries adds demonyms, seats and codes; people, organizations link entities */

    NewsmarkResult result;       /* filled by the last stages */
} NmkDoc;

static inline NmkSlice nmk_doc_token(const NmkDoc *doc, uint32_t token) {
    const NmkToken *t = &doc->tokens.at[token];
    return nmk_slice(doc->text.bytes + t->start, t->end - t->start);
}
/* The code point of a mark; 0 of other tokens. */
static inline uint32_t nmk_doc_mark(const NmkDoc *doc, uint32_t token) {
    const NmkToken *t = &doc->tokens.at[token];
    return t->kind == NMK_MARK ? nmk_utf8_next(doc->text.bytes, t->end, t->start).value : 0;
}
static inline bool nmk_doc_has(const NmkDoc *doc, uint32_t token, unsigned attribute) {
    return nmk_set_has(&doc->model->sets[doc->tokens.at[token].set], attribute);
}
static inline uint8_t nmk_doc_zone(const NmkDoc *doc, uint32_t token) {
    uint32_t at = doc->dateline_first;
    if (token >= at && token < doc->dateline_end) return NEWSMARK_ZONE_DATELINE;
    return doc->lines[doc->line_of[token]].zone;
}

#endif
