/* What the subcommands share: exit codes, messages, opening a model. */
#ifndef NEWSMARK_CLI_CLI_H
#define NEWSMARK_CLI_CLI_H

#include "newsmark.h"

/* Documented; never renumbered. */
typedef enum NmkExit {
    NMK_EXIT_OK = 0,      /* also with tolerated bad records, and where nothing was found */
    NMK_EXIT_NOTHING = 1, /* nothing found, with --exit-status; scores below --min */
    NMK_EXIT_USAGE = 2,
    NMK_EXIT_INPUT = 3, /* bad input that is not tolerated, or every record bad */
    NMK_EXIT_IO = 4,    /* a file cannot be read or written */
    NMK_EXIT_DATA = 5,  /* data files or image faulty, or of another version */
    NMK_EXIT_INTERNAL = 70
} NmkExit;

/* "newsmark: ..." on standard error, with a line end. Lower case, no full stop. */
void nmk_message(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Says that memory is out. */
NmkExit nmk_out_of_memory(void);

/* The exit code that fits a failed status of opening a model. */
NmkExit nmk_exit_of(NewsmarkStatus status);

/* Opens path, or the embedded image where it is NULL, and a document of it. Says what went wrong. */
NmkExit nmk_open_engine(const char *path, NewsmarkModel **model, NewsmarkDocument **document);

#endif
