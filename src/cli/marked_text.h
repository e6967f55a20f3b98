/* The text of an article with its mentions marked: by colour where the terminal has it, else in brackets as [p:Rieko Miki], [o:NASA],
 * [l:Tromso=NO], [c:Japan=JP]. Zones that are not the story stand back. */
#ifndef NEWSMARK_CLI_MARKED_TEXT_H
#define NEWSMARK_CLI_MARKED_TEXT_H

#include "cli/page.h"
#include "newsmark.h"

/* parts: which mentions, a set of NmkPart. */
void nmk_page_marked(NmkPage *page, NmkSlice text, const NewsmarkResult *result, unsigned parts);

/* The style of mentions of a type. */
NmkStyle nmk_style_of(NewsmarkType type);

#endif
