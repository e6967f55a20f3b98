/* The versions of what runs here. */
#ifndef NEWSMARK_CLI_VERSION_H
#define NEWSMARK_CLI_VERSION_H

/* Prints them on one line, as JSON where --json is among the arguments. Returns the exit code. */
int nmk_version_print(int argc, char **argv);

#endif
