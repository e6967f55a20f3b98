/* What every result promises, whatever the text: checked by unit tests and fuzzers alike. broken_promise returns NULL where all
 * promises hold, else a sentence that names the one that does not. */
#ifndef NEWSMARK_TESTS_PROMISES_H
#define NEWSMARK_TESTS_PROMISES_H

#include <stdbool.h>
#include <string.h>

#include "newsmark.h"

/* A sentence where the condition does not hold. */
#define PROMISE(condition, sentence) \
    do {                             \
        if (!(condition)) return sentence; \
    } while (0)

/* An offset that cuts no well-formed character in two: the byte there is none that continues one, or what stands before it is broken
 * (there only the length of the run of continuing bytes is looked at). */
static inline bool on_boundary(const char *text, size_t length, uint32_t offset) {
    if (offset == 0 || offset >= length || ((unsigned char)text[offset] & 0xC0) != 0x80) return true;
    uint32_t start = offset;
    while (start > 0 && offset - start < 4 && ((unsigned char)text[start] & 0xC0) == 0x80) start--;
    const unsigned char lead = (unsigned char)text[start];
    const uint32_t wide = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
    if (start + wide <= offset || lead > 0xF4) return true;
    for (uint32_t i = start + 1; i < start + wide; i++)
        if (i >= length || ((unsigned char)text[i] & 0xC0) != 0x80) return true;
    /* overlong forms, surrogates and what lies beyond U+10FFFF are broken too */
    const unsigned char next = (unsigned char)text[start + 1];
    return (lead == 0xE0 && next < 0xA0) || (lead == 0xED && next > 0x9F) || (lead == 0xF0 && next < 0x90) || (lead == 0xF4 && next > 0x8F);
}

static inline bool two_capitals(const char code[3]) {
    return code[0] == 0 || (code[0] >= 'A' && code[0] <= 'Z' && code[1] >= 'A' && code[1] <= 'Z' && code[2] == 0);
}

static inline const char *broken_mention(const NewsmarkResult *r, const char *text, size_t length) {
    for (size_t i = 0; i < r->n_mentions; i++) {
        const NewsmarkMention *m = &r->mentions[i];
        PROMISE(m->start < m->end && m->end <= length, "a mention is a part of the text");
        PROMISE(on_boundary(text, length, m->start) && on_boundary(text, length, m->end), "a mention cuts no character in two");
        PROMISE(i == 0 || m[-1].start < m->start, "mentions stand by start, one a span");
        PROMISE(m->type <= NEWSMARK_PLACE || m->type == NEWSMARK_COUNTRY, "a mention is a person, an organization, a place or a country");
        PROMISE(m->kind < NEWSMARK_KINDS, "the kind is one of the list");
        PROMISE(m->zone < NEWSMARK_ZONES, "the zone is one of the list");
        PROMISE(m->entity == NEWSMARK_NO_ENTITY || m->entity < r->n_entities, "the entity is one of the result");
        PROMISE(m->entity == NEWSMARK_NO_ENTITY || r->entities[m->entity].type == m->type || m->type == NEWSMARK_PLACE || m->type == NEWSMARK_COUNTRY,
                "the entity has the type of its mention");
        PROMISE(two_capitals(m->code), "a code is two capitals");
        PROMISE(m->type != NEWSMARK_COUNTRY || m->code[0], "a country has a code");
        PROMISE(m->score <= 100, "a score is at most 100");
    }
    return NULL;
}

static inline const char *broken_entity(const NewsmarkResult *r) {
    for (size_t i = 0; i < r->n_entities; i++) {
        const NewsmarkEntity *e = &r->entities[i];
        PROMISE(e->first < r->n_mentions && r->mentions[e->first].entity == i, "the first mention of an entity is one of it");
        PROMISE(e->name.length > 0, "an entity has a name");
        PROMISE(e->salience <= 100, "salience is at most 100");
        PROMISE(i == 0 || e[-1].salience >= e->salience, "entities stand by salience");
        PROMISE(two_capitals(e->code), "the code of an entity is two capitals");
        PROMISE(memchr(e->name.bytes, '\n', e->name.length) == NULL, "white space in a name is normalised");
    }
    return NULL;
}

static inline const char *broken_country(const NewsmarkResult *r) {
    PROMISE(r->n_focus <= r->n_countries, "the focus is among the countries");
    for (size_t i = 0; i < r->n_countries; i++) {
        const NewsmarkCountry *c = &r->countries[i];
        PROMISE(c->code[0] && two_capitals(c->code) && strlen(c->alpha3) == 3, "a country has its codes");
        PROMISE(c->score <= 100 && (i > 0 || c->score == 100), "the first country scores 100");
        PROMISE(i == 0 || c[-1].score >= c->score, "countries stand by score");
        uint32_t sum = 0;
        for (unsigned k = 0; k < NEWSMARK_KINDS; k++) sum += c->kinds[k];
        PROMISE(sum == c->mentions, "the kinds of a country add up to its mentions");
        for (size_t j = 0; j < i; j++) PROMISE(strcmp(r->countries[j].code, c->code) != 0, "a country is listed once");
    }
    return NULL;
}

static inline const char *broken_topic(const NewsmarkResult *r, size_t length) {
    for (size_t i = 0; i < r->n_topics; i++) {
        const NewsmarkTopic *t = &r->topics[i];
        PROMISE(t->topic.length > 0, "a topic has a slug");
        PROMISE(t->relevance > 0 && t->relevance <= 100, "relevance is from 1 to 100");
        PROMISE(i == 0 || t[-1].relevance >= t->relevance, "topics stand by relevance");
        PROMISE((size_t)t->first_evidence + t->n_evidence <= r->n_terms, "the evidence of a topic is among the terms");
        size_t above = 0;
        for (uint32_t up = t->parent; up != NEWSMARK_NO_TOPIC && above <= r->n_topics; up = r->topics[up].parent, above++)
            PROMISE(up < r->n_topics, "the topic above a topic is one of the result");
        PROMISE(above <= r->n_topics, "topics are a tree");
    }
    for (size_t i = 0; i < r->n_terms; i++) {
        const NewsmarkTerm *t = &r->terms[i];
        PROMISE(t->start < t->end && t->end <= length, "a term stands in the text");
        PROMISE(t->strength >= 1 && t->strength <= 3 && t->count >= 1, "a term has strength and count");
    }
    return NULL;
}

static inline const char *broken_section(const NewsmarkResult *r, size_t length) {
    for (size_t i = 0; i < r->n_sections; i++) {
        const NewsmarkSection *s = &r->sections[i];
        PROMISE(s->zone < NEWSMARK_ZONES, "the zone of a section is one of the list");
        PROMISE(s->start == (i ? s[-1].end : 0) && s->end >= s->start, "sections follow each other without a gap");
        PROMISE(i + 1 < r->n_sections || s->end == length, "sections cover the text");
    }
    return NULL;
}

static inline const char *broken_promise(const NewsmarkResult *r, const char *text, size_t length) {
    const char *broken = broken_mention(r, text, length);
    if (!broken) broken = broken_entity(r);
    if (!broken) broken = broken_country(r);
    if (!broken) broken = broken_topic(r, length);
    return broken ? broken : broken_section(r, length);
}

/* The facts listed for a span add up to its totals; its mention has the type that is said to be decided. */
static inline const char *broken_evidence(const NewsmarkEvidence *e, size_t length) {
    int32_t total[5] = {0};
    for (size_t i = 0; i < e->n_facts; i++)
        for (int t = 0; t < 5; t++) total[t] += e->facts[i].weight[t];
    PROMISE(memcmp(total, e->total, sizeof total) == 0, "facts add up to the totals");
    PROMISE(e->start < e->end && e->end <= length, "evidence is about a part of the text");
    unsigned share = 0;
    for (int t = 0; t < 5; t++) share += e->share[t];
    PROMISE(share <= 100 && share >= 95, "shares are those of one whole");
    return NULL;
}

#endif
