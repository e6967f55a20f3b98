/* Rules: the patterns of data/rules that state evidence about a span by what stands in it and around it. */
#ifndef NEWSMARK_RECOGNIZE_RULES_H
#define NEWSMARK_RECOGNIZE_RULES_H

#include "recognize/types.h"

/* Prepares the document (matches left sides and right sides once); called before names. Linear in tokens times the number of rule steps alive. */
NewsmarkStatus nmk_rules_prepare(NmkDoc *doc);

/* Rules that hold of the span of tokens [first, end): their numbers in RULES into rules, at most max; returns how many. */
uint32_t nmk_rules_of_span(const NmkDoc *doc, uint32_t first, uint32_t end, uint32_t *rules, uint32_t max);

#endif
