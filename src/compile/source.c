/* Lines, columns and parts of source files. Nothing is copied: all slices point into the text of the file. */
#include "compile/source.h"

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

static NmkSlice trim(NmkSlice text) {
    while (text.length && is_blank(text.bytes[text.length - 1])) text.length--;
    while (text.length && is_blank(*text.bytes)) text.bytes++, text.length--;
    return text;
}

static NmkSlice cut_end(NmkSlice text) {
    while (text.length && is_blank(text.bytes[text.length - 1])) text.length--;
    return text;
}

static bool is_comment(NmkSlice text) {
    NmkSlice inside = trim(text);
    return inside.length == 0 || inside.bytes[0] == '#';
}

bool nmk_source_next(const NmkSourceFile *file, size_t *at, uint32_t *number, NmkSourceLine *line) {
    if (*at == 0) {
        *number = 0;
        if (file->text.length >= 3 && memcmp(file->text.bytes, "\xef\xbb\xbf", 3) == 0) *at = 3;
    }
    while (*at < file->text.length) {
        const char *start = file->text.bytes + *at;
        size_t rest = file->text.length - *at;
        const char *end = memchr(start, '\n', rest);
        size_t length = end ? (size_t)(end - start) : rest;
        *at += length + (end != NULL);
        ++*number;
        NmkSlice text = cut_end(nmk_slice(start, length));
        if (is_comment(text)) continue;
        *line = (NmkSourceLine){.path = file->path, .text = text, .number = *number, .file = file->number};
        return true;
    }
    return false;
}

size_t nmk_source_columns(const NmkSourceLine *line, NmkSlice *columns, size_t max) {
    size_t count = 0;
    const char *at = line->text.bytes;
    size_t rest = line->text.length;
    for (;;) {
        const char *tab = rest ? memchr(at, '\t', rest) : NULL;
        size_t length = tab ? (size_t)(tab - at) : rest;
        if (count < max) {
            columns[count] = trim(nmk_slice(at, length));
            if (nmk_slice_is(columns[count], "-")) columns[count].length = 0;
        }
        count++;
        if (!tab) return count;
        at = tab + 1;
        rest -= length + 1;
    }
}

bool nmk_source_part(NmkSlice text, char separator, size_t *at, NmkSlice *part) {
    if (*at > text.length || text.length == 0) return false;
    const char *start = text.bytes + *at;
    size_t rest = text.length - *at;
    const char *end = rest ? memchr(start, separator, rest) : NULL;
    size_t length = end ? (size_t)(end - start) : rest;
    *part = trim(nmk_slice(start, length));
    *at += length + 1;
    return true;
}

bool nmk_source_number(NmkSlice text, uint32_t max, uint32_t *number) {
    uint64_t value = 0;
    if (text.length == 0 || text.length > 10) return false;
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9') return false;
        value = value * 10 + (uint64_t)(text.bytes[i] - '0');
    }
    if (value > max) return false;
    *number = (uint32_t)value;
    return true;
}
