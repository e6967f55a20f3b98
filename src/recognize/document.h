/* A document: the working memory of one thread, and the order of the stages. */
#ifndef NEWSMARK_RECOGNIZE_DOCUMENT_H
#define NEWSMARK_RECOGNIZE_DOCUMENT_H

#include "recognize/page.h"
#include "recognize/rule_automaton.h"
#include "recognize/word_cache.h"

struct NewsmarkDocument {
    const NewsmarkModel *model;
    NmkArena arena, evidence_arena; /* evidence_arena: of the last newsmark_evidence */
    NmkDoc doc;
    NewsmarkResult empty;
    NewsmarkFields fields;
    NewsmarkEvidence evidence;
    bool annotated;
    NewsmarkProfile *profile; /* NULL: nobody asks for times */
    NmkKernel kernel;
    NmkRuleAutomaton rules;
    uint8_t zone_lists[NMK_PAGE_LISTS];
    NmkCachedWord cache[NMK_CACHE_SLOTS + 1]; /* one more, so that lookup can start at a whole line of memory */
};

/* Everything before names: tokens, lines, words, zones, sentences, rules. doc is set up afresh on the arena of the document, which is reset. */
NewsmarkStatus nmk_doc_read(NmkDoc *doc, NewsmarkDocument *document, NmkSlice text, const NewsmarkFields *fields);

#endif
