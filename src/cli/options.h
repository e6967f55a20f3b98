/* Options of subcommands: one table each, from which the command line is read and the help is written. What the line does not say may stand
 * in the environment or in a file of settings (cli/settings.h). */
#ifndef NEWSMARK_CLI_OPTIONS_H
#define NEWSMARK_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NMK_MOST_OPTIONS = 56 };

typedef struct NmkOption {
    const char *name;  /* without dashes */
    char letter;       /* 0: none */
    const char *value; /* what the argument is called in the help; NULL where there is none */
    const char *help;
    const char *group; /* heading in the help, of this and the following options; NULL: as before */
    bool here_only;    /* not heard in settings: it names a file to write, or would surprise there */
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

/* Options of every command. */
typedef enum NmkCommon { NMK_COLOR, NMK_LOG_FORMAT, NMK_NO_CONFIG, NMK_PRINT_CONFIG, NMK_HELP, NMK_VERSION, NMK_N_COMMON } NmkCommon;
extern const NmkOption nmk_common_options[NMK_N_COMMON];

struct NmkCommandLine {
    const NmkCommand *command;
    const char *values[NMK_MOST_OPTIONS]; /* by index in the table: NULL where not given; the last one given counts; "" for flags */
    char *origins[NMK_MOST_OPTIONS];      /* of values out of settings: "NEWSMARK_JOBS" or "FILE:LINE"; NULL where the line gave it */
    const char *common[NMK_N_COMMON];
    char **operands;
    size_t n_operands;
    char *settings[2]; /* what the values out of files point into */
};

/* Reads argv, whose first element is the name of the command, and settings. Returns -1 where the command is to run, else the exit code:
 * help, version or settings were asked for and shown, or something is wrong and a message says what. */
int nmk_options_read(const NmkCommand *command, int argc, char **argv, NmkCommandLine *line);
void nmk_options_free(NmkCommandLine *line);

static inline bool nmk_given(const NmkCommandLine *line, size_t option) {
    return line->values[option] != NULL;
}

/* Index of the option of that name (length bytes), n_options where there is none. */
size_t nmk_option_named(const NmkCommand *command, const char *name, size_t length);

/* Whole number within [least, most] given for an option, or otherwise. false, with a message, where it is none. */
bool nmk_option_number(const NmkCommandLine *line, size_t option, uint64_t least, uint64_t most, uint64_t otherwise, uint64_t *number);

/* Index of the value of an option among choices, which end with NULL; otherwise where the option is not given. false, with a message,
 * where it is none of them. */
bool nmk_option_choice(const NmkCommandLine *line, size_t option, const char *const *choices, size_t otherwise, size_t *choice);

/* Says what is wrong with the value of an option, and returns false. */
bool nmk_option_wrong(const NmkCommandLine *line, size_t option, const char *expected);

/* Says that the line is wrong, and returns NMK_EXIT_USAGE. */
int nmk_usage_wrong(const NmkCommand *command, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The nearest of names (ending with NULL) to a mistyped one; NULL where none is near. */
const char *nmk_nearest(const char *name, const char *const *names);

#endif
