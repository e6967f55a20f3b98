/* Messages are kept in order of appearance; a bounded number, so that a file of another format does not fill the memory. */
#include "compile/diagnostics.h"

#include <stdarg.h>
#include <stdio.h>

#include "text/utf8.h"

enum { MOST_KEPT = 1000, LONGEST_MESSAGE = 240 };

static NmkSlice copy(NmkArena *arena, NmkSlice text) {
    char *bytes = nmk_arena_take(arena, text.length);
    if (!bytes) return nmk_slice("", 0);
    if (text.length) memcpy(bytes, text.bytes, text.length);
    return nmk_slice(bytes, text.length);
}

void nmk_complain(NmkDiagnostics *diagnostics, NmkSeverity severity, const NmkSourceLine *line, size_t at, const char *format, ...) {
    if (severity == NMK_NOTE_ERROR) diagnostics->errors++;
    if (diagnostics->count >= MOST_KEPT) return;
    NmkDiagnostic *list = nmk_arena_grow(diagnostics->arena, diagnostics->at, sizeof *list, &diagnostics->capacity, diagnostics->count + 1);
    if (!list) return;
    diagnostics->at = list;
    char message[LONGEST_MESSAGE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    uint32_t column = 0;
    if (at != SIZE_MAX) column = (uint32_t)nmk_utf8_count(line->text.bytes, at < line->text.length ? at : line->text.length) + 1;
    list[diagnostics->count++] = (NmkDiagnostic){
        .path = copy(diagnostics->arena, line->path),
        .line = copy(diagnostics->arena, line->text),
        .message = copy(diagnostics->arena, nmk_slice_of(message)),
        .number = line->number,
        .column = column,
        .severity = severity,
    };
}

/* Text that is cut where the room ends; size includes the NUL. */
typedef struct Output {
    char *at;
    size_t size, length;
} Output;

static void put(Output *out, NmkSlice text) {
    for (size_t i = 0; i < text.length && out->length + 1 < out->size; i++) out->at[out->length++] = text.bytes[i];
}

static void put_number(Output *out, uint32_t number) {
    char digits[16];
    int length = snprintf(digits, sizeof digits, "%u:", (unsigned)number);
    put(out, nmk_slice(digits, (size_t)length));
}

/* White space under the line up to the column: tabs stay tabs, so that the caret stands right whatever their width. */
static void put_caret(Output *out, NmkSlice line, uint32_t column) {
    size_t at = 0;
    for (uint32_t i = 1; i < column && at < line.length; i++) {
        put(out, nmk_slice_of(line.bytes[at] == '\t' ? "\t" : " "));
        at += nmk_utf8_next(line.bytes, line.length, at).length;
    }
    put(out, nmk_slice_of("^\n"));
}

size_t nmk_diagnostic_text(const NmkDiagnostic *diagnostic, char *out, size_t size) {
    if (!size) return 0;
    Output output = {.at = out, .size = size};
    put(&output, diagnostic->path);
    put(&output, nmk_slice_of(":"));
    if (diagnostic->number) put_number(&output, diagnostic->number);
    if (diagnostic->column) put_number(&output, diagnostic->column);
    put(&output, nmk_slice_of(diagnostic->severity == NMK_NOTE_WARNING ? " warning: " : " "));
    put(&output, diagnostic->message);
    put(&output, nmk_slice_of("\n"));
    if (diagnostic->number && diagnostic->line.length) {
        put(&output, nmk_slice_of("    "));
        put(&output, diagnostic->line);
        put(&output, nmk_slice_of("\n"));
        if (diagnostic->column) {
            put(&output, nmk_slice_of("    "));
            put_caret(&output, diagnostic->line, diagnostic->column);
        }
    }
    out[output.length] = '\0';
    return output.length;
}
