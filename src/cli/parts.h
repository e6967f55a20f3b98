/* What several subcommands do with inputs: choosing parts of records, saying what is wrong with one. */
#ifndef NEWSMARK_CLI_PARTS_H
#define NEWSMARK_CLI_PARTS_H

#include "io/input.h"

/* Reads "people,topics" into a set of NmkPart; false where a name is unknown. */
bool nmk_parts_read(const char *list, unsigned *parts);

/* "FILE:LINE: what is wrong" into text, cut where it does not fit. */
void nmk_fault_words(const NmkInput *input, char text[1024]);

/* The same as a message on standard error. */
void nmk_fault_message(const NmkInput *input);

#endif
