/* The help of a command, from its table of options. */
#ifndef NEWSMARK_CLI_HELP_H
#define NEWSMARK_CLI_HELP_H

#include "cli/options.h"

/* In full: what it does, examples, options in groups with all that is to be said of them. Else a screen: usage and one line an option. */
void nmk_help(const NmkCommand *command, bool in_full);

#endif
