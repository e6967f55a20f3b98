/* A number that stands for a whole result: equal results have equal numbers. */
#ifndef NEWSMARK_TESTS_DIGEST_H
#define NEWSMARK_TESTS_DIGEST_H

#include "base/hash.h"
#include "newsmark.h"

static inline uint64_t mixed(uint64_t digest, uint64_t value) { return nmk_mix(digest ^ value, 0xe7037ed1a0b428dbULL); }
static inline uint64_t mixed_text(uint64_t digest, NewsmarkString text) { return mixed(digest, nmk_hash(text.bytes ? text.bytes : "", text.length)); }

static inline uint64_t result_digest(const NewsmarkResult *r) {
    uint64_t d = mixed(r->n_mentions + 1, r->details.fingerprint);
    d = mixed_text(mixed_text(mixed_text(d, r->details.title), r->details.source), r->details.dateline);
    d = mixed_text(d, r->details.language);
    for (size_t i = 0; i < r->details.n_authors; i++) d = mixed_text(d, r->details.authors[i]);
    for (size_t i = 0; i < r->n_sections; i++) d = mixed(d, (uint64_t)r->sections[i].end << 8 | r->sections[i].zone);
    for (size_t i = 0; i < r->n_mentions; i++) {
        const NewsmarkMention *m = &r->mentions[i];
        d = mixed(mixed(d, (uint64_t)m->start << 32 | m->end), (uint64_t)m->entity << 24 | (uint64_t)m->score << 16 | (uint64_t)m->zone << 12 | (uint64_t)m->kind << 6 | (uint64_t)m->type);
        d = mixed_text(mixed(d, m->geonames), m->rule);
    }
    for (size_t i = 0; i < r->n_entities; i++) {
        const NewsmarkEntity *e = &r->entities[i];
        d = mixed_text(mixed_text(mixed_text(mixed_text(mixed_text(d, e->name), e->given), e->family), e->role), e->affiliation);
        d = mixed(d, (uint64_t)e->mentions << 32 | e->salience);
    }
    for (size_t i = 0; i < r->n_countries; i++) d = mixed(mixed_text(d, r->countries[i].name), (uint64_t)r->countries[i].mentions << 8 | r->countries[i].score);
    for (size_t i = 0; i < r->n_topics; i++) d = mixed(mixed_text(d, r->topics[i].topic), (uint64_t)r->topics[i].n_evidence << 8 | r->topics[i].relevance);
    for (size_t i = 0; i < r->n_terms; i++) d = mixed_text(mixed_text(d, r->terms[i].term), r->terms[i].source);
    return mixed(d, r->n_focus);
}

#endif
