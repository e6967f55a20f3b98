/* The subcommands, each in the file of its name. */
#ifndef NEWSMARK_CLI_COMMANDS_H
#define NEWSMARK_CLI_COMMANDS_H

#include "cli/options.h"

extern const NmkCommand nmk_extract, nmk_report, nmk_explain, nmk_build, nmk_check, nmk_eval, nmk_info;
extern const NmkCommand *const nmk_commands[]; /* all, ending with NULL */

#endif
