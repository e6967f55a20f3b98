/* Names of options stand in a column of their own; a wide one has its help in the next line. */
#include "cli/help.h"

#include <stdio.h>
#include <string.h>

enum { COLUMN = 28 };

static void put_option(const NmkOption *option, bool in_full) {
    char left[64];
    int n = option->letter ? snprintf(left, sizeof left, "  -%c, --%s", option->letter, option->name)
                           : snprintf(left, sizeof left, "      --%s", option->name);
    if (option->value && n > 0 && (size_t)n < sizeof left) snprintf(left + n, sizeof left - (size_t)n, "=%s", option->value);
    bool wide = strlen(left) >= COLUMN;
    printf(wide ? "%s\n%*s" : "%s%*s", left, wide ? COLUMN : COLUMN - (int)strlen(left), "");
    for (const char *at = option->help; *at;) { /* a line end in the help goes on below */
        size_t length = strcspn(at, "\n");
        printf("%.*s\n", (int)length, at);
        at += length + (at[length] == '\n');
        if (!in_full) break;
        if (*at) printf("%*s", COLUMN, "");
    }
}

static void put_options(const NmkOption *options, size_t n, bool in_full) {
    for (size_t i = 0; i < n; i++) {
        if (in_full && options[i].group) printf("\n%s:\n", options[i].group);
        put_option(&options[i], in_full);
    }
}

void nmk_help(const NmkCommand *command, bool in_full) {
    printf("usage: newsmark %s [OPTION...] %s\n\n%s\n", command->name, command->operands, in_full ? command->text : command->summary);
    if (command->n_options && !(in_full && command->options[0].group)) puts(in_full ? "options:" : "");
    put_options(command->options, command->n_options, in_full);
    put_options(nmk_common_options, NMK_N_COMMON, in_full);
    if (in_full)
        puts("\nWhat is not given here is looked for in the environment (NEWSMARK_MAX_BYTES for --max-bytes), then in the files\n"
             "$NEWSMARK_CONFIG (or ~/.config/newsmark/config) and /etc/newsmark/config, one --option=value a line.");
    else
        printf("\nnewsmark %s --help says more.\n", command->name);
}
