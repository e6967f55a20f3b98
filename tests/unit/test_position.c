/* Positions are found again, whatever the input is read from, and only in the same input. */
#define _XOPEN_SOURCE 700
#include <fcntl.h>
#include <unistd.h>

#include "folder.h"
#include "io/position.h"

static const char LINES[] = "{\"text\":\"one\"}\n\nno value\n{\"text\":\"too large for all who read it\"}\n{\"text\":\"four\"}\n";
enum { N_LINES = 4, LIMIT = 24 };

typedef struct Input {
    Folder folder;
    char paths[4][256];
    char *operands[4];
    NmkInputs inputs;
} Input;

static void set_up(Input *input) {
    static const char *const NAMES[4] = {"a.jsonl", "b.txt", "c.jsonl", "none"};
    input->folder = folder_new();
    for (int i = 0; i < 4; i++) {
        snprintf(input->paths[i], sizeof input->paths[i], "%s/%s", input->folder.path, NAMES[i]);
        input->operands[i] = input->paths[i];
    }
    folder_write(&input->folder, "a.jsonl", LINES);
    folder_write(&input->folder, "b.txt", "A text.\n");
    folder_write(&input->folder, "c.jsonl", LINES);
    input->inputs = (NmkInputs){.files = {.operands = input->operands, .n_operands = 4}, .max_bytes = LIMIT};
}

static NmkRecords *begin(const Input *input) {
    NmkRecords *records = nmk_records_new(&input->inputs);
    cr_assert(records != NULL);
    return records;
}

/* Position behind the first n records, fewer where there are no more. */
static NmkPosition position_after(const Input *input, unsigned n) {
    NmkPosition position = {.operand = 0};
    NmkRecords *records = begin(input);
    for (NmkRecord record; n-- && (record = nmk_records_next(records)).kind != NMK_RECORD_END;) nmk_position_pass(&position, &record);
    nmk_records_free(records);
    return position;
}

static bool is_found(const Input *input, const NmkPosition *position) {
    NmkRecords *records = begin(input);
    const bool found = nmk_position_find(position, records);
    nmk_records_free(records);
    return found;
}

Test(position, is_found_again) {
    Input input;
    set_up(&input);
    enum { ALL = 2 * N_LINES + 2 }; /* records, a text, a file that is not there */
    for (unsigned n = 0; n <= ALL; n++) {
        const NmkPosition position = position_after(&input, n);
        cr_expect_eq(position.unsure, n == ALL);
        NmkRecords *found = begin(&input), *counted = begin(&input);
        cr_assert(nmk_position_find(&position, found), "after %u records", n);
        for (unsigned i = 0; i < n; i++) nmk_records_next(counted);
        const NmkRecord a = nmk_records_next(found), b = nmk_records_next(counted);
        cr_expect(a.kind == b.kind && a.line == b.line && a.byte == b.byte && a.operand == b.operand && nmk_slice_equal(a.bytes, b.bytes),
                  "another record after %u", n);
        nmk_records_free(found);
        nmk_records_free(counted);
    }
    folder_remove(&input.folder);
}

Test(position, what_came_before_is_the_same) {
    Input input;
    set_up(&input);
    const NmkPosition early = position_after(&input, 1), middle = position_after(&input, 3), last = position_after(&input, 7);
    char changed[sizeof LINES];
    memcpy(changed, LINES, sizeof LINES);
    changed[strlen(LINES) - 5] = 'X'; /* in the fourth record */
    folder_write(&input.folder, "a.jsonl", changed);
    cr_expect(is_found(&input, &early) && is_found(&input, &middle) && is_found(&input, &last));
    memcpy(changed, LINES, sizeof LINES);
    changed[16] = 'N'; /* in the second record */
    folder_write(&input.folder, "a.jsonl", changed);
    cr_expect(is_found(&input, &early) && !is_found(&input, &middle) && is_found(&input, &last));
    folder_write(&input.folder, "a.jsonl", "{\"text\":\"one\"}\n");
    cr_expect(is_found(&input, &early) && !is_found(&input, &middle));
    folder_write(&input.folder, "a.jsonl", "{\"text\": \"one\"}\n");
    cr_expect(!is_found(&input, &early));
    input.inputs.files.n_operands = 2;
    cr_expect(!is_found(&input, &last));
    folder_remove(&input.folder);
}

/* As a pipe it comes in other pieces; a file that is one operand among others comes by another number. */
Test(position, a_pipe_is_like_a_file) {
    Input input;
    set_up(&input);
    int ends[2];
    cr_assert(pipe(ends) == 0 && write(ends[1], LINES, strlen(LINES)) == (ssize_t)strlen(LINES));
    close(ends[1]);
    const int file = open(input.paths[0], O_RDONLY);
    char *standard_input[] = {(char *)"-"};
    input.inputs.files = (NmkFileList){.operands = standard_input, .n_operands = 1};
    dup2(file, STDIN_FILENO);
    const NmkPosition position = position_after(&input, 3);
    dup2(ends[0], STDIN_FILENO);
    cr_expect(is_found(&input, &position));
    close(ends[0]);
    close(file);
    folder_remove(&input.folder);
}
