/* A list is a window of lines like any other input, so a list of a million paths takes no more memory than a short one. */
#include "io/operands.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "io/source.h"
#include "io/walk.h"

enum { LONGEST_PATH = 64 * 1024 }; /* in a list; the system takes none longer than a page */

struct NmkOperands {
    NmkFileList list;
    size_t next; /* operand */
    NmkSource paths;
    bool list_is_over, walking;
    NmkBuffer path; /* of the list, ends with NUL */
    NmkWalk walk;
    char words[256]; /* of a fault */
};

NmkOperands *nmk_operands_new(const NmkFileList *list) {
    static char *const STANDARD_INPUT[] = {(char *)"-"};
    NmkOperands *o = calloc(1, sizeof *o);
    if (!o) return NULL;
    o->list = *list;
    o->list_is_over = !list->files_from;
    if (!list->n_operands && !list->files_from) {
        o->list.operands = STANDARD_INPUT;
        o->list.n_operands = 1;
    }
    return o;
}

void nmk_operands_free(NmkOperands *operands) {
    if (!operands) return;
    nmk_source_free(&operands->paths);
    nmk_buffer_free(&operands->path);
    nmk_walk_free(&operands->walk);
    free(operands);
}

void nmk_operands_stop_on(NmkOperands *operands, const volatile sig_atomic_t *stop) {
    operands->paths.stop = stop;
}

static bool is_directory(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static bool next_walked(NmkOperands *o, NmkOperand *operand) {
    int reason = 0;
    char words[128];
    NmkWalked walked = nmk_walk_next(&o->walk, &reason);
    o->walking = walked != NMK_WALKED_ALL;
    if (!o->walking) return false;
    *operand = (NmkOperand){.path = o->walk.path.bytes};
    if (walked == NMK_WALKED_FILE) return true;
    snprintf(o->words, sizeof o->words, "%s", strerror_r(reason, words, sizeof words));
    operand->fault = o->words;
    return true;
}

/* One that somebody named: itself, or the first file in it. false where there is none in it. */
static bool named(NmkOperands *o, const char *path, NmkOperand *operand) {
    *operand = (NmkOperand){.path = path, .follow = true};
    if (!o->list.recursive || !is_directory(path)) return true;
    nmk_walk_start(&o->walk, path);
    return next_walked(o, operand);
}

static bool list_fault(NmkOperands *o, NmkOperand *operand, const char *fault) {
    bool standard_input = strcmp(o->list.files_from, "-") == 0;
    *operand = (NmkOperand){.path = standard_input ? NULL : o->list.files_from, .fault = o->words};
    snprintf(o->words, sizeof o->words, "%s", fault);
    nmk_source_close(&o->paths);
    o->list_is_over = true;
    return true;
}

static bool open_list(NmkOperands *o) {
    return o->paths.is_open || nmk_source_open(&o->paths, strcmp(o->list.files_from, "-") == 0 ? NULL : o->list.files_from, true);
}

/* The next path of the list in o->path. false, with a fault or at the end, where there is none. */
static bool read_path(NmkOperands *o, const char **fault) {
    const char separator = o->list.null_separated ? '\0' : '\n';
    NmkWindow *window = &o->paths.window;
    size_t length = 0;
    while (!(length = nmk_window_line(window, separator)) && window->end - window->start < LONGEST_PATH && nmk_window_more(window)) {
    }
    if (!length && window->at_end) length = nmk_window_line(window, separator);
    *fault = window->fault[0] ? window->fault : NULL;
    if (!length && window->end - window->start >= LONGEST_PATH) *fault = "a path is too long: is this a list of files?";
    if (!length) return false;
    NmkSlice line = nmk_slice(window->buffer + window->start, length);
    if (line.bytes[length - 1] == separator) line.length--;
    if (memchr(line.bytes, '\0', line.length)) *fault = "a path holds a NUL byte: do they end with NUL (--null)?";
    o->path.length = 0;
    nmk_put_slice(&o->path, line);
    nmk_put_bytes(&o->path, "", 1);
    if (o->path.failed) *fault = "out of memory";
    nmk_window_drop(window, length);
    return !*fault;
}

static bool next_of_list(NmkOperands *o, NmkOperand *operand) {
    if (!open_list(o)) return list_fault(o, operand, o->paths.window.fault);
    for (;;) {
        const char *fault;
        if (!read_path(o, &fault)) {
            if (fault) return list_fault(o, operand, fault);
            nmk_source_close(&o->paths);
            o->list_is_over = true;
            return false;
        }
        if (o->path.length > 1 && named(o, o->path.bytes, operand)) return true;
    }
}

bool nmk_operands_next(NmkOperands *o, NmkOperand *operand) {
    if (o->walking && next_walked(o, operand)) return true;
    while (o->next < o->list.n_operands) {
        const char *path = o->list.operands[o->next++];
        bool standard_input = strcmp(path, "-") == 0;
        if (standard_input) *operand = (NmkOperand){.follow = true};
        if (standard_input || named(o, path, operand)) return true;
    }
    return !o->list_is_over && next_of_list(o, operand);
}

bool nmk_operands_waiting(NmkOperands *o) {
    if (o->walking || o->next < o->list.n_operands || o->list_is_over || !o->paths.is_open) return false;
    return !nmk_window_line(&o->paths.window, o->list.null_separated ? '\0' : '\n') && nmk_source_waiting(&o->paths);
}
