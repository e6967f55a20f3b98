/* The options that say what a command reads. A command takes those whose rows stand in its table: --from, --encoding, --max-bytes,
 * --files-from, --null, --recursive. */
#ifndef NEWSMARK_CLI_INPUTS_H
#define NEWSMARK_CLI_INPUTS_H

#include "cli/options.h"
#include "io/records.h"

/* Rows for the table of a command. */
#define NMK_OPTION_FROM {"from", 0, "FORMAT", NMK_FROM_HELP, NULL, false}
#define NMK_FROM_HELP "text (a file is one document), ndjson (a line is one) or json (values, over\nlines or not, or arrays of them); default: told by content"
#define NMK_OPTION_ENCODING {"encoding", 0, "NAME", "of the input, as in cp1252, if not UTF-8; default: told by content", NULL, false}
#define NMK_OPTION_FILES_FROM {"files-from", 0, "FILE", "read the files that FILE lists, one a line; -: standard input", NULL, true}
#define NMK_OPTION_NULL {"null", '0', NULL, "the names in --files-from end with NUL", NULL, true}
#define NMK_OPTION_RECURSIVE {"recursive", 'r', NULL, "a directory stands for the files in it, but for hidden ones", NULL, false}

/* What the line says; the line has to outlive it. false, with a message, where something is wrong. */
bool nmk_inputs_read(const NmkCommandLine *line, NmkInputs *inputs);

#endif
