/* Tables into getopt_long, and back into values by index. */
#include "cli/options.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/help.h"
#include "cli/settings.h"
#include "cli/version.h"

enum { COMMON = 1000, LONGEST_NAME = 24 };

const NmkOption nmk_common_options[NMK_N_COMMON] = {
    [NMK_COLOR] = {"color", 0, "WHEN", "auto (default), always or never; NO_COLOR and FORCE_COLOR are heard too", "General", false},
    [NMK_LOG_FORMAT] = {"log-format", 0, "FORMAT", "of messages: text (default) or json, one object a line", NULL, false},
    [NMK_NO_CONFIG] = {"no-config", 0, NULL, "read no files of settings", NULL, false},
    [NMK_PRINT_CONFIG] = {"print-config", 0, NULL, "show what is set, and where; nothing else is done", NULL, false},
    [NMK_HELP] = {"help", 'h', NULL, "show this; -h is shorter", NULL, false},
    [NMK_VERSION] = {"version", 'V', NULL, "show the versions of program and knowledge; with --json, as JSON", NULL, false},
};

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/* Edit distance, a swap of neighbours counting as one; names longer than LONGEST_NAME are never near. */
static size_t distance(const char *a, const char *b) {
    size_t n = strlen(a), m = strlen(b), row[3][LONGEST_NAME + 1];
    if (n > LONGEST_NAME || m > LONGEST_NAME) return LONGEST_NAME;
    for (size_t j = 0; j <= m; j++) row[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *now = row[i % 3], *above = row[(i + 2) % 3], *before = row[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            now[j] = least(least(above[j], now[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) now[j] = least(now[j], before[j - 2] + 1);
        }
    }
    return row[n % 3][m];
}

const char *nmk_nearest(const char *name, const char *const *names) {
    const char *best = NULL;
    size_t shortest = strlen(name) / 3 + 2;
    for (; *names; names++) {
        size_t d = strncmp(*names, name, strlen(name)) == 0 ? 1 : distance(name, *names);
        if (d < shortest) {
            shortest = d;
            best = *names;
        }
    }
    return best;
}

int nmk_usage_wrong(const NmkCommand *command, const char *format, ...) {
    char what[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    nmk_message("%s", what);
    fprintf(stderr, "Try 'newsmark %s --help'\n", command->name);
    return NMK_EXIT_USAGE;
}

static int unknown_option(const NmkCommand *command, const char *given) {
    const char *names[NMK_MOST_OPTIONS + NMK_N_COMMON + 1] = {NULL};
    for (size_t i = 0; i < NMK_N_COMMON; i++) names[i] = nmk_common_options[i].name;
    for (size_t i = 0; i < command->n_options; i++) names[NMK_N_COMMON + i] = command->options[i].name;
    char name[128];
    snprintf(name, sizeof name, "%s", given + strspn(given, "-"));
    name[strcspn(name, "=")] = '\0';
    const char *near = strncmp(given, "--", 2) == 0 ? nmk_nearest(name, names) : NULL;
    return near ? nmk_usage_wrong(command, "unknown option %.100s, did you mean --%s?", given, near)
                : nmk_usage_wrong(command, "unknown option %.100s", given);
}

static void fill_row(const NmkOption *option, int number, struct option *row, char **letters) {
    *row = (struct option){option->name, option->value ? required_argument : no_argument, NULL, number};
    if (!option->letter) return;
    *(*letters)++ = option->letter;
    if (option->value) *(*letters)++ = ':';
}

/* Room: one row more than there are options, and two letters an option. */
static void fill_tables(const NmkCommand *command, struct option *rows, char *letters) {
    *letters++ = ':';
    for (size_t i = 0; i < command->n_options; i++) fill_row(&command->options[i], (int)i, rows++, &letters);
    for (size_t i = 0; i < NMK_N_COMMON; i++) fill_row(&nmk_common_options[i], COMMON + (int)i, rows++, &letters);
    *rows = (struct option){NULL, 0, NULL, 0};
    *letters = '\0';
}

/* getopt gives the letter where the option was given by its letter. */
static const char **value_of(NmkCommandLine *line, int found) {
    if (found >= COMMON) return &line->common[found - COMMON];
    if (found < (int)line->command->n_options) return &line->values[found];
    for (size_t i = 0; i < line->command->n_options; i++)
        if (line->command->options[i].letter == found) return &line->values[i];
    for (size_t i = 0; i < NMK_N_COMMON; i++)
        if (nmk_common_options[i].letter == found) return &line->common[i];
    return NULL;
}

size_t nmk_option_named(const NmkCommand *command, const char *name, size_t length) {
    size_t i = 0;
    while (i < command->n_options && (strlen(command->options[i].name) != length || memcmp(command->options[i].name, name, length) != 0)) i++;
    return i;
}

/* The parts that terminals and messages ask the environment for are told by it (cli/terminal.c, cli/cli.c). */
static bool pass_on_common(const NmkCommandLine *line) {
    const char *color = line->common[NMK_COLOR], *log = line->common[NMK_LOG_FORMAT];
    if (log && strcmp(log, "text") != 0 && strcmp(log, "json") != 0) {
        nmk_usage_wrong(line->command, "--log-format: expected text or json, found \"%.60s\"", log);
        return false;
    }
    if (log) setenv("NEWSMARK_LOG_FORMAT", log, 1);
    if (!color || strcmp(color, "auto") == 0) return true;
    if (strcmp(color, "always") == 0) return unsetenv("NO_COLOR") == 0 && setenv("FORCE_COLOR", "1", 1) == 0;
    if (strcmp(color, "never") == 0) return setenv("NO_COLOR", "1", 1) == 0;
    nmk_usage_wrong(line->command, "--color: expected auto, always or never, found \"%.60s\"", color);
    return false;
}

/* -1, or the exit code. */
static int read_line(const NmkCommand *command, int argc, char **argv, NmkCommandLine *line) {
    struct option rows[NMK_MOST_OPTIONS + NMK_N_COMMON + 1];
    char letters[2 * (NMK_MOST_OPTIONS + NMK_N_COMMON) + 2];
    fill_tables(command, rows, letters);
    opterr = 0;
    optind = 1;
    for (;;) {
        int before = optind, found = getopt_long(argc, argv, letters, rows, NULL);
        if (found == -1) break;
        const char *given = argv[optind > before ? optind - 1 : optind];
        if (found == '?') return unknown_option(command, given);
        if (found == ':') return nmk_usage_wrong(command, "option %.100s needs a value", given);
        if (found == 'h' || found == COMMON + NMK_HELP) return nmk_help(command, found != 'h'), NMK_EXIT_OK;
        const char **value = value_of(line, found);
        if (value) *value = optarg ? optarg : "";
    }
    line->operands = argv + optind;
    line->n_operands = (size_t)(argc - optind);
    if (line->common[NMK_VERSION]) return nmk_version_print(argc, argv);
    return pass_on_common(line) ? -1 : NMK_EXIT_USAGE;
}

int nmk_options_read(const NmkCommand *command, int argc, char **argv, NmkCommandLine *line) {
    *line = (NmkCommandLine){.command = command};
    int code = read_line(command, argc, argv, line);
    if (code < 0) code = nmk_settings_read(line);
    if (code >= 0) return code;
    if (line->common[NMK_PRINT_CONFIG]) return nmk_settings_print(line), NMK_EXIT_OK;
    const size_t list = nmk_option_named(command, "files-from", strlen("files-from"));
    const bool has_files = line->n_operands || (list < command->n_options && line->values[list]);
    if (!command->reads_input || has_files || !isatty(STDIN_FILENO)) return -1;
    fprintf(stderr, "usage: newsmark %s [OPTION...] %s\nTry 'newsmark %s --help'\n", command->name, command->operands, command->name);
    return NMK_EXIT_USAGE;
}

void nmk_options_free(NmkCommandLine *line) {
    for (size_t i = 0; i < NMK_MOST_OPTIONS; i++) free(line->origins[i]);
    free(line->settings[0]);
    free(line->settings[1]);
}

bool nmk_option_wrong(const NmkCommandLine *line, size_t option, const char *expected) {
    const char *origin = line->origins[option];
    nmk_usage_wrong(line->command, "%s%s--%s: expected %.120s, found \"%.60s\"", origin ? origin : "", origin ? ": " : "",
                    line->command->options[option].name, expected, line->values[option]);
    return false;
}

bool nmk_option_number(const NmkCommandLine *line, size_t option, uint64_t least_number, uint64_t most, uint64_t otherwise, uint64_t *number) {
    const char *text = line->values[option];
    *number = otherwise;
    if (!text) return true;
    char *end = NULL;
    unsigned long long value = strtoull(text, &end, 10);
    if (*text >= '0' && *text <= '9' && !*end && value >= least_number && value <= most) {
        *number = value;
        return true;
    }
    char expected[80];
    snprintf(expected, sizeof expected, "a whole number from %llu to %llu", (unsigned long long)least_number, (unsigned long long)most);
    return nmk_option_wrong(line, option, expected);
}

bool nmk_option_choice(const NmkCommandLine *line, size_t option, const char *const *choices, size_t otherwise, size_t *choice) {
    char expected[128] = "";
    *choice = otherwise;
    if (!line->values[option]) return true;
    for (size_t i = 0; choices[i]; i++) {
        if (strcmp(line->values[option], choices[i]) == 0) {
            *choice = i;
            return true;
        }
        size_t at = strlen(expected);
        snprintf(expected + at, sizeof expected - at, "%s%s", !i ? "" : choices[i + 1] ? ", " : " or ", choices[i]);
    }
    return nmk_option_wrong(line, option, expected);
}
