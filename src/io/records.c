/* One buffer for all files: the part of a record that is there moves to its front when more must be read. A line is searched for its end
 * once; what was searched is remembered. */
#include "io/records.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "io/json_reader.h"

enum { BLOCK = 1 << 20 };

typedef enum Shape { CLOSED, LINES, WHOLE_JSON, WHOLE_TEXT } Shape;

struct NmkRecords {
    char *const *operands;
    size_t n_operands, next;
    NmkFrom from;
    size_t max_bytes;
    int file;         /* -1 where none is open */
    const char *path; /* NULL for standard input */
    Shape shape;
    bool at_end;  /* the file has no more bytes than the buffer holds */
    int reason;   /* errno of a failed read, 0 */
    char *buffer; /* bytes [start, end) are unread, [start, searched) hold no line end */
    size_t capacity, start, end, searched;
    uint64_t line, byte; /* lines begun; where start is in the file */
    char words[512];
    const volatile sig_atomic_t *stop; /* NULL where nobody may stop it */
};

NmkRecords *nmk_records_new(char *const *operands, size_t n_operands, NmkFrom from, size_t max_bytes) {
    static char *const STANDARD_INPUT[] = {(char *)"-"};
    NmkRecords *r = calloc(1, sizeof *r);
    if (!r) return NULL;
    *r = (NmkRecords){.operands = n_operands ? operands : STANDARD_INPUT, .n_operands = n_operands ? n_operands : 1, .from = from};
    r->max_bytes = max_bytes;
    r->file = -1;
    r->capacity = 2 * BLOCK + NMK_JSON_PADDING;
    r->buffer = malloc(r->capacity);
    if (r->buffer) return r;
    free(r);
    return NULL;
}

static void close_file(NmkRecords *r) {
    if (r->file > STDIN_FILENO) close(r->file);
    r->file = -1;
    r->shape = CLOSED;
    r->start = r->end = r->searched = 0;
}

void nmk_records_free(NmkRecords *records) {
    if (!records) return;
    close_file(records);
    free(records->buffer);
    free(records);
}

static bool make_room(NmkRecords *r) {
    if (r->start == r->end) {
        r->start = r->end = r->searched = 0;
    } else if (r->start && r->capacity - NMK_JSON_PADDING - r->end < BLOCK) {
        memmove(r->buffer, r->buffer + r->start, r->end - r->start);
        r->end -= r->start;
        r->searched -= r->start;
        r->start = 0;
    }
    if (r->capacity - NMK_JSON_PADDING - r->end >= BLOCK) return true;
    size_t capacity = 2 * r->capacity;
    char *buffer = realloc(r->buffer, capacity);
    if (!buffer) {
        r->reason = ENOMEM;
        return false;
    }
    r->buffer = buffer;
    r->capacity = capacity;
    return true;
}

void nmk_records_stop_on(NmkRecords *records, const volatile sig_atomic_t *stop) {
    records->stop = stop;
}

static bool stopped(const NmkRecords *r) {
    return r->stop && *r->stop;
}

/* Reads once; false where there is nothing more, or reading failed. */
static bool read_block(NmkRecords *r) {
    while (!r->at_end && !r->reason && !stopped(r) && make_room(r)) {
        ssize_t got = read(r->file, r->buffer + r->end, BLOCK);
        if (got > 0) {
            r->end += (size_t)got;
            return true;
        }
        if (got == 0)
            r->at_end = true;
        else if (errno != EINTR)
            r->reason = errno;
    }
    return false;
}

static void drop(NmkRecords *r, size_t bytes) {
    r->start += bytes;
    r->byte += bytes;
    if (r->searched < r->start) r->searched = r->start;
}

static NmkSlice unread(const NmkRecords *r) {
    return nmk_slice(r->buffer + r->start, r->end - r->start);
}

static size_t spaces(NmkSlice text) {
    size_t n = 0;
    while (n < text.length && (text.bytes[n] == ' ' || text.bytes[n] == '\t' || text.bytes[n] == '\r' || text.bytes[n] == '\n')) n++;
    return n;
}

static NmkSlice rest_of(NmkSlice text, size_t at) {
    return at < text.length ? nmk_slice(text.bytes + at, text.length - at) : nmk_slice("", 0);
}

static size_t byte_order_mark(NmkSlice text) {
    return text.length >= 3 && memcmp(text.bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

/* Lines of JSON begin with an object whose first key, or end, stands on the same line; a brace alone on its line opens an object over
 * several lines. An array of objects is taken for lines too, so that it is refused and not read as prose. What else begins with a
 * brace is text. */
static Shape shape_of_content(NmkSlice text) {
    size_t at = byte_order_mark(text);
    at += spaces(rest_of(text, at));
    bool array = at < text.length && text.bytes[at] == '[';
    if (array) at += 1 + spaces(rest_of(text, at + 1));
    if (at >= text.length || text.bytes[at] != '{') return WHOLE_TEXT;
    size_t gap = spaces(rest_of(text, at + 1)), next = at + 1 + gap;
    bool key = next < text.length && (text.bytes[next] == '"' || text.bytes[next] == '}');
    if (!key) return WHOLE_TEXT;
    return !array && memchr(text.bytes + at + 1, '\n', gap) ? WHOLE_JSON : LINES;
}

static bool named_as_lines(const char *path) {
    static const char *const ENDINGS[] = {".ndjson", ".jsonl"};
    size_t length = path ? strlen(path) : 0;
    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
        size_t n = strlen(ENDINGS[i]);
        if (length > n && strcmp(path + length - n, ENDINGS[i]) == 0) return true;
    }
    return false;
}

/* Can the shape be told from the text so far? The first character that is no space must be seen, and behind brackets one more. */
static bool telling(NmkSlice text) {
    size_t at = byte_order_mark(text);
    at += spaces(rest_of(text, at));
    for (int i = 0; i < 2; i++)
        if (at < text.length && (text.bytes[at] == '{' || text.bytes[at] == '[')) at += 1 + spaces(rest_of(text, at + 1));
    return at < text.length || text.length >= BLOCK;
}

static void find_shape(NmkRecords *r) {
    while (read_block(r) && r->from == NMK_FROM_AUTO && !telling(unread(r))) {
    }
    if (r->from == NMK_FROM_AUTO)
        r->shape = named_as_lines(r->path) ? LINES : shape_of_content(unread(r));
    else
        r->shape = r->from == NMK_FROM_TEXT ? WHOLE_TEXT : LINES;
    if (r->shape != LINES) return;
    while (r->end < 3 && read_block(r)) {
    }
    drop(r, byte_order_mark(unread(r)));
}

static NmkRecord record_of(const NmkRecords *r, NmkRecordKind kind, NmkSlice bytes) {
    return (NmkRecord){.kind = kind, .bytes = bytes, .file = r->path, .line = r->shape == LINES ? r->line : 0, .byte = r->byte};
}

static NmkRecord unreadable(NmkRecords *r) {
    char reason[128];
    const char *words = strerror_r(r->reason, reason, sizeof reason);
    snprintf(r->words, sizeof r->words, "cannot read %s: %s", r->path ? r->path : "standard input", words);
    NmkRecord record = record_of(r, NMK_RECORD_UNREADABLE, nmk_slice_of(r->words));
    r->reason = 0;
    close_file(r);
    return record;
}

static void open_next(NmkRecords *r) {
    const char *operand = r->operands[r->next++];
    bool standard_input = strcmp(operand, "-") == 0;
    r->path = standard_input ? NULL : operand;
    r->line = r->byte = 0;
    r->at_end = false;
    r->reason = 0;
    r->file = standard_input ? STDIN_FILENO : open(operand, O_RDONLY | O_CLOEXEC);
    if (r->file < 0)
        r->reason = errno;
    else
        find_shape(r);
}

static size_t trimmed(const char *line, size_t length) {
    while (length && (line[length - 1] == '\r' || line[length - 1] == ' ' || line[length - 1] == '\t')) length--;
    return length;
}

/* Length of the next line with its end, 0 where it is not all in the buffer; at the end of the file the last line needs no end. */
static size_t line_in_buffer(NmkRecords *r) {
    const char *end = memchr(r->buffer + r->searched, '\n', r->end - r->searched);
    if (end) {
        r->searched = (size_t)(end - r->buffer);
        return r->searched + 1 - r->start;
    }
    r->searched = r->end;
    return r->at_end ? r->end - r->start : 0;
}

/* Passes over the rest of a line, or of a file, that is too large. */
static void skip(NmkRecords *r, bool to_line_end) {
    for (;;) {
        size_t length = to_line_end ? line_in_buffer(r) : 0;
        drop(r, length ? length : r->end - r->start);
        if (length || !read_block(r)) return;
    }
}

static NmkRecord next_line(NmkRecords *r) {
    while (!stopped(r)) {
        size_t length = line_in_buffer(r);
        if (!length && r->reason) return unreadable(r);
        if (!length && r->at_end) break;
        bool too_large = (length ? length : r->end - r->start) > r->max_bytes + 2; /* the line end is no part of it */
        if (too_large || length) {
            r->line++;
            NmkSlice line =
                nmk_slice(r->buffer + r->start, trimmed(r->buffer + r->start, length - (length && r->buffer[r->start + length - 1] == '\n')));
            NmkRecord record = record_of(r, too_large || line.length > r->max_bytes ? NMK_RECORD_TOO_LARGE : NMK_RECORD_JSON, line);
            if (length)
                drop(r, length);
            else
                skip(r, true);
            if (record.kind == NMK_RECORD_TOO_LARGE || spaces(line) < line.length) return record;
        } else {
            read_block(r);
        }
    }
    close_file(r);
    return (NmkRecord){.kind = NMK_RECORD_END};
}

/* Nothing on standard input is no record; an empty file is an empty text. */
static NmkRecord whole_file(NmkRecords *r) {
    while (r->end - r->start <= r->max_bytes && read_block(r)) {
    }
    if (r->reason) return unreadable(r);
    size_t length = r->end - r->start;
    NmkRecordKind kind = r->shape == WHOLE_JSON ? NMK_RECORD_JSON : NMK_RECORD_TEXT;
    if (length > r->max_bytes) kind = NMK_RECORD_TOO_LARGE;
    if ((!length && !r->path) || stopped(r)) kind = NMK_RECORD_END;
    NmkRecord record = record_of(r, kind, unread(r));
    if (kind == NMK_RECORD_TOO_LARGE) {
        if (!r->path) skip(r, false); /* the writer of a pipe is not to be cut off */
        record.bytes.length = 0;
    } else if (kind == NMK_RECORD_JSON) {
        size_t mark = byte_order_mark(record.bytes);
        record.bytes = nmk_slice(record.bytes.bytes + mark, length - mark);
        record.byte += mark;
    }
    close_file(r);
    return record;
}

NmkRecord nmk_records_next(NmkRecords *r) {
    while (!stopped(r)) {
        if (r->file < 0) {
            if (r->next == r->n_operands) return (NmkRecord){.kind = NMK_RECORD_END};
            open_next(r);
        }
        if (r->reason) return unreadable(r);
        NmkRecord record = r->shape == LINES ? next_line(r) : whole_file(r);
        if (record.kind != NMK_RECORD_END) return record;
    }
    return (NmkRecord){.kind = NMK_RECORD_END};
}

bool nmk_records_waiting(NmkRecords *r) {
    if (r->file < 0 || r->shape != LINES || r->at_end || line_in_buffer(r)) return false;
    struct pollfd ready = {.fd = r->file, .events = POLLIN};
    return poll(&ready, 1, 0) == 0;
}
