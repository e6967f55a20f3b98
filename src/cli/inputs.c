/* Options are looked for by name, as not every command has them all. */
#include "cli/inputs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/encoding.h"

enum { MOST_BYTES = 16 << 20 };

/* NULL where the option is not given, or the command has none of that name. */
static const char *value_of(const NmkCommandLine *line, const char *name, size_t *option) {
    *option = nmk_option_named(line->command, name, strlen(name));
    return *option < line->command->n_options ? line->values[*option] : NULL;
}

static bool unknown_encoding(const NmkCommandLine *line, size_t option, const char *name) {
    char expected[96];
    const char **names = nmk_encoding_names(), *near = names ? nmk_nearest(name, names) : NULL;
    snprintf(expected, sizeof expected, "auto or the name of an encoding%s%s%s", near ? " (did you mean " : "", near ? near : "", near ? "?)" : "");
    free(names);
    return nmk_option_wrong(line, option, expected);
}

static bool read_files(const NmkCommandLine *line, NmkFileList *files) {
    size_t option;
    *files = (NmkFileList){.operands = line->operands, .n_operands = line->n_operands};
    files->recursive = value_of(line, "recursive", &option) != NULL;
    files->files_from = value_of(line, "files-from", &option);
    files->null_separated = value_of(line, "null", &option) != NULL;
    if (!files->null_separated || files->files_from) return true;
    nmk_usage_wrong(line->command, "--null says how the names in --files-from end, which is not given");
    return false;
}

bool nmk_inputs_read(const NmkCommandLine *line, NmkInputs *inputs) {
    static const char *const FROM[] = {"auto", "text", "ndjson", "json", NULL};
    size_t option, from = NMK_FROM_AUTO;
    uint64_t bytes = MOST_BYTES;
    *inputs = (NmkInputs){.from = NMK_FROM_AUTO};
    if (!read_files(line, &inputs->files)) return false;
    if (value_of(line, "from", &option) && !nmk_option_choice(line, option, FROM, NMK_FROM_AUTO, &from)) return false;
    if (value_of(line, "max-bytes", &option) && !nmk_option_number(line, option, 1, NEWSMARK_MAX_TEXT, MOST_BYTES, &bytes)) return false;
    inputs->from = (NmkFrom)from;
    inputs->max_bytes = bytes;
    inputs->encoding = value_of(line, "encoding", &option);
    return !inputs->encoding || nmk_encoding_is_known(inputs->encoding) || unknown_encoding(line, option, inputs->encoding);
}
