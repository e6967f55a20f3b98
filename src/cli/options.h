/* Options of subcommands: one table each, from which the command line is read and the help is written. */
#ifndef NEWSMARK_CLI_OPTIONS_H
#define NEWSMARK_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NMK_MOST_OPTIONS = 32 };

typedef struct NmkOption {
    const char *name;  /* without dashes */
    char letter;       /* 0: none */
    const char *value; /* what the argument is called in the help; NULL where there is none */
    const char *help;
} NmkOption;

typedef struct NmkCommandLine NmkCommandLine;

typedef struct NmkCommand {
    const char *name;
    const char *summary;  /* one line */
    const char *operands; /* in the usage line: "[FILE...]" */
    const char *text;     /* what it does, in a few lines, then examples */
    const NmkOption *options;
    size_t n_options;
    bool reads_input; /* standard input where no operand is given: with a terminal there, the help is shown */
    int (*run)(const NmkCommandLine *line);
} NmkCommand;

struct NmkCommandLine {
    const NmkCommand *command;
    const char *values[NMK_MOST_OPTIONS]; /* by index in the table: NULL where not given; the last one given counts; "" for flags */
    char **operands;
    size_t n_operands;
};

/* Reads argv, whose first element is the name of the command. Returns -1 where the command is to run, else the exit code: help and version
 * were asked for and shown, or the line is wrong and a message says how. */
int nmk_options_read(const NmkCommand *command, int argc, char **argv, NmkCommandLine *line);

void nmk_options_help(const NmkCommand *command);

static inline bool nmk_given(const NmkCommandLine *line, size_t option) {
    return line->values[option] != NULL;
}

/* Whole number within [least, most] given for an option, or otherwise. false, with a message, where it is none. */
bool nmk_option_number(const NmkCommandLine *line, size_t option, uint64_t least, uint64_t most, uint64_t otherwise, uint64_t *number);

/* Index of the value of an option among choices, which end with NULL; otherwise where the option is not given. false, with a message,
 * where it is none of them. */
bool nmk_option_choice(const NmkCommandLine *line, size_t option, const char *const *choices, size_t otherwise, size_t *choice);

/* Says what is wrong with the value of an option, and returns false. */
bool nmk_option_wrong(const NmkCommandLine *line, size_t option, const char *expected);

/* The nearest of names (ending with NULL) to a mistyped one; NULL where none is near. */
const char *nmk_nearest(const char *name, const char *const *names);

#endif
