/* What several subcommands do with inputs: choosing parts of records, saying what is wrong with one. */
#ifndef NEWSMARK_CLI_PARTS_H
#define NEWSMARK_CLI_PARTS_H

#include "io/input.h"

/* Reads "people,topics" into a set of NmkPart; false where a name is unknown. */
bool nmk_parts_read(const char *list, unsigned *parts);

/* "newsmark: FILE:LINE: what is wrong" on standard error. */
void nmk_fault_message(const NmkInput *input);

#endif
