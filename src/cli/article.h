/* The report of one article for people to read. */
#ifndef NEWSMARK_CLI_ARTICLE_H
#define NEWSMARK_CLI_ARTICLE_H

#include "cli/terminal.h"
#include "io/buffer.h"
#include "io/input.h"

/* parts: a set of NmkPart. in_full: with the sentences people appear in, and the marked text. */
void nmk_put_article(NmkBuffer *out, NmkTerminal terminal, const NmkInput *input, const NewsmarkResult *result, unsigned parts, bool in_full);

#endif
