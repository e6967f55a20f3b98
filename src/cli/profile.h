/* Where the time of extract goes, on records of the user's own. */
#ifndef NEWSMARK_CLI_PROFILE_H
#define NEWSMARK_CLI_PROFILE_H

#include <stdbool.h>

#include "cli/cli.h"

/* Runs all records of the file through reading, marking and writing, and prints what each stage cost and which rules carried evidence;
 * as_json: as one JSON object. */
NmkExit nmk_show_profile(const char *path, NewsmarkDocument *document, bool as_json);

#endif
