/* newsmark: finds the subcommand and hands the rest of the line to it. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/version.h"

const NmkCommand *const nmk_commands[] = {&nmk_extract, &nmk_report, &nmk_explain, &nmk_build, &nmk_check, &nmk_eval, &nmk_info, NULL};
enum { N_COMMANDS = sizeof nmk_commands / sizeof *nmk_commands - 1 };

static void put_help(FILE *out) {
    fputs("usage: newsmark COMMAND [OPTION...] [FILE...]\n\n"
          "Marks the people, countries and topics in news text, and says why.\n\n"
          "  newsmark report article.txt                  read an article with its marks\n"
          "  newsmark extract < news.ndjson > marks.ndjson   a stage in a pipeline\n"
          "  newsmark explain --why Paris article.txt     why is this marked, or not\n\n"
          "commands:\n",
          out);
    for (size_t i = 0; i < N_COMMANDS; i++) fprintf(out, "  %-9s %s\n", nmk_commands[i]->name, nmk_commands[i]->summary);
    fputs("\nnewsmark COMMAND --help says more. newsmark --version shows the version.\n", out);
}

static int unknown_command(const char *name) {
    const char *names[N_COMMANDS + 1] = {NULL};
    for (size_t i = 0; i < N_COMMANDS; i++) names[i] = nmk_commands[i]->name;
    const char *near = nmk_nearest(name, names);
    if (near)
        nmk_message("unknown command %s, did you mean %s?", name, near);
    else
        nmk_message("unknown command %s", name);
    fputs("Try 'newsmark --help'\n", stderr);
    return NMK_EXIT_USAGE;
}

static int run(int argc, char **argv) {
    if (argc < 2) {
        put_help(stderr);
        return NMK_EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) return put_help(stdout), NMK_EXIT_OK;
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0) return nmk_version_print(argc, argv);
    for (size_t i = 0; i < N_COMMANDS; i++) {
        if (strcmp(argv[1], nmk_commands[i]->name) != 0) continue;
        NmkCommandLine line;
        int code = nmk_options_read(nmk_commands[i], argc - 1, argv + 1, &line);
        if (code < 0) code = nmk_commands[i]->run(&line);
        nmk_options_free(&line);
        return code;
    }
    return unknown_command(argv[1]);
}

int main(int argc, char **argv) {
    int code = run(argc, argv);
    if (fflush(stdout) == 0 && !ferror(stdout)) return code;
    nmk_message("cannot write to standard output");
    return NMK_EXIT_IO;
}
