/* Whether two token arrays are the same in every field that the tokenizer sets. */
#ifndef NEWSMARK_TESTS_SAME_TOKENS_H
#define NEWSMARK_TESTS_SAME_TOKENS_H

#include "text/token.h"

static bool same_tokens(const NmkTokens *a, const NmkTokens *b) {
    if (a->count != b->count) return false;
    for (uint32_t i = 0; i < a->count; i++) {
        const NmkToken *x = &a->at[i], *y = &b->at[i];
        if (x->start != y->start || x->end != y->end || x->kind != y->kind || x->flags != y->flags) return false;
    }
    return true;
}

#endif
