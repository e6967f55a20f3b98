/* Settings: options that are not given in the command line, out of the environment and out of files. */
#ifndef NEWSMARK_CLI_SETTINGS_H
#define NEWSMARK_CLI_SETTINGS_H

#include "cli/options.h"

/* Fills the options that the line has not given: first from NEWSMARK_NAME in the environment, then, unless --no-config was given, from the
 * user's file ($NEWSMARK_CONFIG, or $XDG_CONFIG_HOME/newsmark/config, or ~/.config/newsmark/config), then from /etc/newsmark/config.
 * A file has one --name or --name=value a line; # starts a line of comment; options of other commands are passed over. Returns -1, or the
 * exit code where something is wrong, which is said. */
int nmk_settings_read(NmkCommandLine *line);

/* Prints what is set, as a file of settings, with where each comes from. */
void nmk_settings_print(const NmkCommandLine *line);

#endif
