/* Tables into getopt_long, and back into values by index. */
#include "cli/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

enum { HELP = 1000, VERSION, LONGEST_NAME = 24 };

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

static void put_option(const NmkOption *option) {
    char left[64];
    int n = option->letter ? snprintf(left, sizeof left, "  -%c, --%s", option->letter, option->name)
                           : snprintf(left, sizeof left, "      --%s", option->name);
    if (option->value && n > 0 && (size_t)n < sizeof left) snprintf(left + n, sizeof left - (size_t)n, "=%s", option->value);
    bool wide = strlen(left) > 28;
    printf(wide ? "%s\n%28s" : "%-28s%s", left, "");
    for (const char *at = option->help; *at;) { /* a line end in the help goes on below */
        size_t length = strcspn(at, "\n");
        printf("%.*s\n", (int)length, at);
        at += length + (at[length] == '\n');
        if (*at) printf("%28s", "");
    }
}

void nmk_options_help(const NmkCommand *command) {
    printf("usage: newsmark %s [OPTION...] %s\n\n%s\n", command->name, command->operands, command->text);
    puts("options:");
    for (size_t i = 0; i < command->n_options; i++) put_option(&command->options[i]);
    put_option(&(NmkOption){"help", 'h', NULL, "show this"});
    put_option(&(NmkOption){"version", 'V', NULL, "show the version"});
}

static int wrong(const NmkCommand *command, const char *what) {
    nmk_message("%s", what);
    fprintf(stderr, "Try 'newsmark %s --help'\n", command->name);
    return NMK_EXIT_USAGE;
}

static int unknown_option(const NmkCommand *command, const char *given) {
    char what[256];
    const char *names[NMK_MOST_OPTIONS + 3] = {"help", "version"};
    for (size_t i = 0; i < command->n_options; i++) names[i + 2] = command->options[i].name;
    char name[128];
    snprintf(name, sizeof name, "%s", given + strspn(given, "-"));
    name[strcspn(name, "=")] = '\0';
    const char *near = strncmp(given, "--", 2) == 0 ? nmk_nearest(name, names) : NULL;
    if (near)
        snprintf(what, sizeof what, "unknown option %.100s, did you mean --%s?", given, near);
    else
        snprintf(what, sizeof what, "unknown option %.100s", given);
    return wrong(command, what);
}

static int missing_value(const NmkCommand *command, const char *given) {
    char what[160];
    snprintf(what, sizeof what, "option %.100s needs a value", given);
    return wrong(command, what);
}

/* Room: NMK_MOST_OPTIONS + 3 options, and three characters a letter. */
static void fill_tables(const NmkCommand *command, struct option *options, char *letters) {
    *letters++ = ':';
    for (size_t i = 0; i < command->n_options; i++) {
        const NmkOption *option = &command->options[i];
        options[i] = (struct option){option->name, option->value ? required_argument : no_argument, NULL, (int)i};
        if (!option->letter) continue;
        *letters++ = option->letter;
        if (option->value) *letters++ = ':';
    }
    options[command->n_options] = (struct option){"help", no_argument, NULL, HELP};
    options[command->n_options + 1] = (struct option){"version", no_argument, NULL, VERSION};
    options[command->n_options + 2] = (struct option){NULL, 0, NULL, 0};
    memcpy(letters, "hV", 3);
}

static size_t index_of(const NmkCommand *command, int found) {
    if (found < (int)command->n_options) return (size_t)found;
    for (size_t i = 0; i < command->n_options; i++)
        if (command->options[i].letter == found) return i;
    return 0;
}

int nmk_options_read(const NmkCommand *command, int argc, char **argv, NmkCommandLine *line) {
    struct option options[NMK_MOST_OPTIONS + 3];
    char letters[2 * NMK_MOST_OPTIONS + 4];
    *line = (NmkCommandLine){.command = command};
    fill_tables(command, options, letters);
    opterr = 0;
    optind = 1;
    for (;;) {
        int before = optind, found = getopt_long(argc, argv, letters, options, NULL);
        if (found == -1) break;
        const char *given = argv[optind > before ? optind - 1 : optind];
        if (found == '?') return unknown_option(command, given);
        if (found == ':') return missing_value(command, given);
        if (found == 'h' || found == HELP) return nmk_options_help(command), NMK_EXIT_OK;
        if (found == 'V' || found == VERSION) return printf("newsmark %s\n", newsmark_version()), NMK_EXIT_OK;
        line->values[index_of(command, found)] = optarg ? optarg : "";
    }
    line->operands = argv + optind;
    line->n_operands = (size_t)(argc - optind);
    if (!command->reads_input || line->n_operands || !isatty(STDIN_FILENO)) return -1;
    fprintf(stderr, "usage: newsmark %s [OPTION...] %s\nTry 'newsmark %s --help'\n", command->name, command->operands, command->name);
    return NMK_EXIT_USAGE;
}

bool nmk_option_wrong(const NmkCommandLine *line, size_t option, const char *expected) {
    char what[256];
    snprintf(what, sizeof what, "--%s: expected %.120s, found \"%.60s\"", line->command->options[option].name, expected, line->values[option]);
    wrong(line->command, what);
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
