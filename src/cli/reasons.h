/* Reasons: the evidence for and against a span, and the terms of topics, as text. */
#ifndef NEWSMARK_CLI_REASONS_H
#define NEWSMARK_CLI_REASONS_H

#include "cli/terminal.h"
#include "io/buffer.h"

typedef struct NmkReasons {
    NmkBuffer *out;
    NmkTerminal terminal;
    NmkSlice text;
    NewsmarkDocument *document; /* of which text is the last one */
} NmkReasons;

/* What the bytes [start, end) are marked as, and the facts that led to it; where they are not marked, what stands against it. */
void nmk_put_reasons(const NmkReasons *reasons, size_t start, size_t end);

/* All topics of the document with their terms. */
void nmk_put_topic_reasons(const NmkReasons *reasons);

#endif
