/* Stepping through tables. */
#include "compile/table.h"

NmkTable nmk_table(NmkBuilder *builder, const NmkSources *sources, const char *path, uint32_t n_columns) {
    return (NmkTable){.sources = sources, .diagnostics = nmk_builder_diagnostics(builder), .path = path, .n_columns = n_columns};
}

/* The next line of the current file, or of the next one with this path. */
static bool next_line(NmkTable *table) {
    for (; table->file < table->sources->count; table->file++, table->at = 0) {
        const NmkSourceFile *file = &table->sources->at[table->file];
        if (!nmk_slice_is(file->path, table->path)) continue;
        table->new_file = table->at == 0;
        if (nmk_source_next(file, &table->at, &table->number, &table->line)) return true;
    }
    return false;
}

bool nmk_table_next(NmkTable *table) {
    bool new_file = false;
    while (next_line(table)) {
        new_file = new_file || table->new_file;
        size_t count = nmk_source_columns(&table->line, table->column, table->n_columns);
        if (count > table->n_columns || count + table->optional < table->n_columns) {
            nmk_complain(table->diagnostics, NMK_NOTE_ERROR, &table->line, SIZE_MAX, "expected %u columns, found %zu", (unsigned)table->n_columns,
                         count);
            continue;
        }
        for (size_t i = count; i < table->n_columns; i++) table->column[i] = nmk_slice(table->line.text.bytes + table->line.text.length, 0);
        table->source = nmk_source(table->line.file, table->line.number);
        table->new_file = new_file;
        return true;
    }
    return false;
}

size_t nmk_table_at(const NmkTable *table, NmkSlice part) {
    return (size_t)(part.bytes - table->line.text.bytes);
}

bool nmk_cut_question(NmkSlice *text) {
    if (!text->length || text->bytes[text->length - 1] != '?') return false;
    text->length--;
    while (text->length && text->bytes[text->length - 1] == ' ') text->length--;
    return true;
}
