/* A value out of a file points into the text of the file, which the command line keeps. Options that write files are never heard here: nobody should
 * find a file overwritten because of a line he wrote a year ago. */
#include "cli/settings.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/commands.h"

enum { LARGEST_FILE = 64 * 1024, LONGEST_PATH = 4096 };

/* Settings that are no options of a command: heard by what they are about. */
static void environment_name(const char *option, char name[64]) {
    size_t n = (size_t)snprintf(name, 64, "NEWSMARK_%s", option);
    for (size_t i = 9; i < n && i < 63; i++) name[i] = option[i - 9] == '-' ? '_' : (char)toupper((unsigned char)option[i - 9]);
}

static bool is_no(const char *value) {
    return strcmp(value, "0") == 0 || strcmp(value, "no") == 0 || strcmp(value, "false") == 0;
}

static bool set(NmkCommandLine *line, size_t option, const char *value, const char *origin) {
    const bool flag = !line->command->options[option].value;
    if (flag && is_no(value)) return true;
    line->origins[option] = strdup(origin);
    line->values[option] = flag ? "" : value;
    return line->origins[option] != NULL;
}

static bool read_environment(NmkCommandLine *line) {
    for (size_t i = 0; i < line->command->n_options; i++) {
        const NmkOption *option = &line->command->options[i];
        if (line->values[i] || option->here_only) continue;
        char name[64];
        environment_name(option->name, name);
        const char *value = getenv(name);
        if (value && *value && !set(line, i, value, name)) return false;
    }
    return true;
}

/* NULL where there is no such file and it need not be, or with *code where it cannot be read. */
static char *read_file(const char *path, bool needed, int *code) {
    FILE *file = fopen(path, "re");
    if (!file) {
        const bool missing = errno == ENOENT || errno == ENOTDIR;
        if (missing && !needed) return NULL;
        nmk_message("cannot read settings %s: %s", path, strerror(errno));
        *code = missing ? NMK_EXIT_USAGE : NMK_EXIT_IO;
        return NULL;
    }
    char *text = malloc(LARGEST_FILE + 1);
    size_t length = text ? fread(text, 1, LARGEST_FILE + 1, file) : 0;
    const bool fits = text && !ferror(file) && length <= LARGEST_FILE && !memchr(text, '\0', length);
    fclose(file);
    if (fits) {
        text[length] = '\0';
        return text;
    }
    nmk_message("cannot read settings %s: %s", path, !text ? "out of memory" : "it is no text of at most 64 KiB");
    *code = text ? NMK_EXIT_USAGE : NMK_EXIT_INTERNAL;
    free(text);
    return NULL;
}

typedef struct File {
    NmkCommandLine *line;
    const char *path;
    unsigned number; /* of the line of the file */
} File;

static int unknown(const File *file, const char *name, size_t length) {
    const char *names[NMK_MOST_OPTIONS + 1] = {NULL};
    char given[64];
    for (size_t i = 0; i < file->line->command->n_options; i++) names[i] = file->line->command->options[i].name;
    snprintf(given, sizeof given, "%.*s", (int)length, name);
    const char *near = nmk_nearest(given, names);
    nmk_message("%s:%u: unknown option --%s%s%s", file->path, file->number, given, near ? ", did you mean --" : "", near ? near : "");
    return NMK_EXIT_USAGE;
}

static bool of_any_command(const char *name, size_t length) {
    for (const NmkCommand *const *command = nmk_commands; *command; command++)
        if (nmk_option_named(*command, name, length) < (*command)->n_options) return true;
    return false;
}

static int wrong(const File *file, const char *what) {
    nmk_message("%s:%u: %s", file->path, file->number, what);
    return NMK_EXIT_USAGE;
}

static int set_from_file(const File *file, size_t option, const char *value) {
    const NmkOption *about = &file->line->command->options[option];
    if (about->here_only) return wrong(file, "this option is heard in the command line only");
    if (about->value && !value) return wrong(file, "this option needs a value: --option=value");
    if (!about->value && value) return wrong(file, "this option takes no value");
    if (file->line->values[option]) return -1;
    char origin[LONGEST_PATH + 16];
    snprintf(origin, sizeof origin, "%s:%u", file->path, file->number);
    if (set(file->line, option, value ? value : "", origin)) return -1;
    return (int)nmk_out_of_memory();
}

/* at: a line of the file, which ends with NUL. */
static int read_line(const File *file, char *at) {
    while (isspace((unsigned char)*at)) at++;
    for (size_t n = strlen(at); n && isspace((unsigned char)at[n - 1]); n--) at[n - 1] = '\0';
    if (!*at || *at == '#') return -1;
    if (strncmp(at, "--", 2) != 0) return wrong(file, "expected --option or --option=value");
    const char *name = at + 2;
    const size_t length = strcspn(name, "=");
    const size_t option = nmk_option_named(file->line->command, name, length);
    if (option < file->line->command->n_options) return set_from_file(file, option, name[length] ? name + length + 1 : NULL);
    return of_any_command(name, length) ? -1 : unknown(file, name, length);
}

/* Later lines of a file win over earlier ones: they are read first. */
static int read_lines(File *file, char *text) {
    unsigned lines = 1;
    for (char *p = text; *p; p++) lines += *p == '\n';
    char *end = text + strlen(text);
    for (file->number = lines; file->number; file->number--) {
        char *start = end;
        while (start > text && start[-1] != '\n') start--;
        const int code = read_line(file, start);
        if (code >= 0) return code;
        if (start == text) break;
        end = start - 1;
        *end = '\0';
    }
    return -1;
}

static int read_settings_file(NmkCommandLine *line, unsigned which, const char *path, bool needed) {
    int code = -1;
    line->settings[which] = read_file(path, needed, &code);
    if (code >= 0) return code;
    File file = {line, path, 0};
    return line->settings[which] ? read_lines(&file, line->settings[which]) : -1;
}

static int read_user_file(NmkCommandLine *line) {
    const char *named = getenv("NEWSMARK_CONFIG"), *folder = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    char path[LONGEST_PATH];
    if (named) return *named ? read_settings_file(line, 0, named, true) : -1;
    int n = -1;
    if (folder && *folder == '/') n = snprintf(path, sizeof path, "%s/newsmark/config", folder);
    else if (home && *home == '/') n = snprintf(path, sizeof path, "%s/.config/newsmark/config", home);
    return n > 0 && (size_t)n < sizeof path ? read_settings_file(line, 0, path, false) : -1;
}

int nmk_settings_read(NmkCommandLine *line) {
    if (!read_environment(line)) {
        return (int)nmk_out_of_memory();
    }
    if (line->common[NMK_NO_CONFIG]) return -1;
    const int code = read_user_file(line);
    return code >= 0 ? code : read_settings_file(line, 1, "/etc/newsmark/config", false);
}

void nmk_settings_print(const NmkCommandLine *line) {
    for (size_t i = 0; i < line->command->n_options; i++) {
        if (!line->values[i]) continue;
        printf("# %s\n--%s", line->origins[i] ? line->origins[i] : "command line", line->command->options[i].name);
        printf(line->command->options[i].value ? "=%s\n" : "%s\n", line->values[i]);
    }
}
