/* What the compiler has to say of the sources: "file:line:column: message", with the line and a caret below it. */
#ifndef NEWSMARK_COMPILE_DIAGNOSTICS_H
#define NEWSMARK_COMPILE_DIAGNOSTICS_H

#include "base/arena.h"
#include "base/slice.h"

typedef enum NmkSeverity { NMK_NOTE_WARNING, NMK_NOTE_ERROR } NmkSeverity;

typedef struct NmkDiagnostic {
    NmkSlice path, line, message; /* line: its text; all live in the arena */
    uint32_t number, column;      /* from 1; column in code points, 0 where the whole line is meant; number 0: the whole file */
    NmkSeverity severity;
} NmkDiagnostic;

typedef struct NmkDiagnostics {
    NmkArena *arena;
    NmkDiagnostic *at; /* in order of appearance */
    uint32_t count, capacity, errors;
} NmkDiagnostics;

/* A line of a source file, where a message can point to. */
typedef struct NmkSourceLine {
    NmkSlice path, text; /* text without its line end */
    uint32_t number;     /* from 1 */
    uint32_t file;       /* number of the file in the builder */
} NmkSourceLine;

/* at: the byte within line->text that is meant, SIZE_MAX where it is the whole line. printf-like message, lower case, no full stop. */
void nmk_complain(NmkDiagnostics *diagnostics, NmkSeverity severity, const NmkSourceLine *line, size_t at, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* Writes one as text, with its caret line, into out (NUL-terminated, cut where too long); returns its length. */
size_t nmk_diagnostic_text(const NmkDiagnostic *diagnostic, char *out, size_t size);

#endif
