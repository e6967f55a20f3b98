/* What a record is depends on the shape of its file; everything else is the same for all. */
#include "io/records.h"

#include <stdio.h>
#include <stdlib.h>

#include "io/encoding.h"
#include "io/json_reader.h"
#include "io/json_stream.h"
#include "io/members.h"
#include "io/shape.h"

struct NmkRecords {
    NmkInputs inputs;
    NmkOperands *operands;
    uint64_t operand; /* operands begun */
    bool has_file;    /* the present one may have more members */
    NmkMembers *members;
    NmkEncoding *encoding;
    const char *path;  /* of the present member; NULL for standard input */
    NmkWindow *window; /* on its text; NULL where there is none */
    NmkShape shape;
    uint64_t line;        /* lines begun */
    NmkJsonStream values; /* of a file of that shape */
    char words[512];
    const volatile sig_atomic_t *stop; /* NULL where nobody may stop it */
};

NmkRecords *nmk_records_new(const NmkInputs *inputs) {
    NmkRecords *r = calloc(1, sizeof *r);
    if (!r) return NULL;
    r->inputs = *inputs;
    r->operands = nmk_operands_new(&inputs->files);
    r->members = nmk_members_new();
    r->encoding = nmk_encoding_new(inputs->encoding);
    if (r->operands && r->members && r->encoding) return r;
    nmk_records_free(r);
    return NULL;
}

void nmk_records_free(NmkRecords *records) {
    if (!records) return;
    nmk_members_free(records->members);
    nmk_encoding_free(records->encoding);
    nmk_operands_free(records->operands);
    free(records);
}

void nmk_records_stop_on(NmkRecords *records, const volatile sig_atomic_t *stop) {
    records->stop = stop;
    nmk_members_stop_on(records->members, stop);
    nmk_operands_stop_on(records->operands, stop);
}

static bool stopped(const NmkRecords *r) {
    return r->stop && *r->stop;
}

static NmkRecord record_of(const NmkRecords *r, NmkRecordKind kind, NmkSlice bytes) {
    return (NmkRecord){.kind = kind,
                       .bytes = bytes,
                       .file = r->path,
                       .line = r->shape == NMK_SHAPE_LINES ? r->line : 0,
                       .byte = r->window ? r->window->byte : 0,
                       .operand = r->operand};
}

/* Messages may go to a terminal, and names of files hold anything. */
static NmkRecord unreadable(NmkRecords *r, const char *fault) {
    snprintf(r->words, sizeof r->words, "cannot read %.300s: %s", r->path ? r->path : "standard input", fault);
    for (char *at = r->words; *at; at++)
        if ((unsigned char)*at < ' ' || *at == 0x7F) *at = '?';
    NmkRecord record = record_of(r, NMK_RECORD_UNREADABLE, nmk_slice_of(r->words));
    r->window = NULL;
    return record;
}

static void find_shape(NmkRecords *r) {
    static const NmkShape SHAPES[] = {
        [NMK_FROM_TEXT] = NMK_SHAPE_TEXT, [NMK_FROM_NDJSON] = NMK_SHAPE_LINES, [NMK_FROM_JSON] = NMK_SHAPE_JSON};
    r->shape = r->inputs.from == NMK_FROM_AUTO ? nmk_shape_find(r->window, r->path) : SHAPES[r->inputs.from];
    if (r->shape == NMK_SHAPE_TEXT) return;
    nmk_window_fill(r->window, 3);
    nmk_window_drop(r->window, nmk_byte_order_mark(nmk_window_unread(r->window)));
    r->values = nmk_json_stream(r->window, r->inputs.max_bytes);
}

static size_t trimmed(const char *line, size_t length) {
    while (length && (line[length - 1] == '\r' || line[length - 1] == ' ' || line[length - 1] == '\t')) length--;
    return length;
}

/* Passes over the rest of a line, or of a file, that is too large. */
static void skip(NmkWindow *window, bool to_line_end) {
    for (;;) {
        size_t length = to_line_end ? nmk_window_line(window, '\n') : 0;
        nmk_window_drop(window, length ? length : window->end - window->start);
        if (length || !nmk_window_more(window)) return;
    }
}

static NmkRecord next_line(NmkRecords *r) {
    NmkWindow *window = r->window;
    while (!stopped(r)) {
        size_t length = nmk_window_line(window, '\n');
        NmkSlice line = nmk_window_unread(window);
        bool too_large = (length ? length : line.length) > r->inputs.max_bytes + 2; /* the line end is no part of it */
        if (!length && !too_large) {
            if (nmk_window_more(window)) continue;
            if (window->fault[0]) return unreadable(r, window->fault);
            if (!nmk_window_line(window, '\n')) break;
            continue;
        }
        r->line++;
        if (length) line.length = trimmed(line.bytes, length - (line.bytes[length - 1] == '\n'));
        NmkRecord record = record_of(r, too_large || line.length > r->inputs.max_bytes ? NMK_RECORD_TOO_LARGE : NMK_RECORD_JSON, line);
        if (length)
            nmk_window_drop(window, length);
        else
            skip(window, true);
        if (record.kind == NMK_RECORD_TOO_LARGE || nmk_json_spaces(line) < line.length) return record;
    }
    r->window = NULL;
    return (NmkRecord){.kind = NMK_RECORD_END};
}

/* An object that is all of a named file is a document as a text is: without a line. */
static NmkRecord next_value(NmkRecords *r) {
    static const NmkRecordKind KINDS[] = {[NMK_JSON_FOUND] = NMK_RECORD_JSON,
                                          [NMK_JSON_TOO_LARGE] = NMK_RECORD_TOO_LARGE,
                                          [NMK_JSON_NO_VALUE] = NMK_RECORD_NO_VALUE,
                                          [NMK_JSON_ALL] = NMK_RECORD_END};
    NmkJsonPiece piece = nmk_json_stream_next(&r->values);
    if (r->window->fault[0]) return unreadable(r, r->window->fault);
    NmkRecord record = record_of(r, KINDS[piece.found], piece.bytes);
    bool alone = piece.found == NMK_JSON_FOUND && r->path && nmk_json_stream_alone(&r->values, &record.bytes);
    record.line = alone ? 0 : piece.line;
    record.byte = piece.byte;
    if (record.kind == NMK_RECORD_END) r->window = NULL;
    return record;
}

/* Nothing on standard input is no record; an empty file is an empty text. */
static NmkRecord whole_file(NmkRecords *r) {
    NmkWindow *window = r->window;
    while (window->end - window->start <= r->inputs.max_bytes && nmk_window_more(window)) {
    }
    if (window->fault[0]) return unreadable(r, window->fault);
    size_t length = window->end - window->start;
    NmkRecordKind kind = NMK_RECORD_TEXT;
    if (length > r->inputs.max_bytes) kind = NMK_RECORD_TOO_LARGE;
    if (!length && !r->path) kind = NMK_RECORD_END;
    NmkRecord record = record_of(r, kind, nmk_window_unread(window));
    if (kind == NMK_RECORD_TOO_LARGE) {
        if (!r->path) skip(window, false); /* the writer of a pipe is not to be cut off */
        record.bytes.length = 0;
    }
    r->window = NULL;
    return record;
}

static bool next_operand(NmkRecords *r, NmkOperand *operand) {
    bool more = nmk_operands_next(r->operands, operand);
    r->operand += more;
    return more;
}

bool nmk_records_skip(NmkRecords *records, uint64_t operands) {
    NmkOperand operand;
    while (records->operand < operands && next_operand(records, &operand)) {
    }
    return records->operand == operands;
}

/* false where there are no more. A member that cannot be read has a fault and no window. */
static bool next_member(NmkRecords *r, const char **fault) {
    for (;;) {
        NmkOperand operand;
        if (!r->has_file && !next_operand(r, &operand)) return false;
        if (!r->has_file) nmk_members_open(r->members, &operand);
        NmkMember member = nmk_members_next(r->members, fault);
        r->has_file = member != NMK_MEMBER_NONE;
        if (!r->has_file) continue;
        r->path = nmk_members_path(r->members);
        r->shape = NMK_SHAPE_TEXT;
        r->line = 0;
        if (member == NMK_MEMBER_BAD) return true;
        r->window = nmk_encoding_open(r->encoding, nmk_members_window(r->members));
        find_shape(r);
        return true;
    }
}

NmkRecord nmk_records_next(NmkRecords *r) {
    NmkRecord record = {.kind = NMK_RECORD_END};
    while (!stopped(r) && record.kind == NMK_RECORD_END) {
        const char *fault = NULL;
        if (!r->window && !next_member(r, &fault)) break;
        if (fault && !stopped(r)) return unreadable(r, fault);
        if (!r->window) continue;
        switch (r->shape) {
        case NMK_SHAPE_LINES: record = next_line(r); break;
        case NMK_SHAPE_JSON: record = next_value(r); break;
        case NMK_SHAPE_TEXT: record = whole_file(r); break;
        }
    }
    return stopped(r) ? (NmkRecord){.kind = NMK_RECORD_END} : record;
}

bool nmk_records_waiting(NmkRecords *r) {
    if (!r->window) return nmk_members_waiting(r->members) || nmk_operands_waiting(r->operands);
    if (r->shape == NMK_SHAPE_LINES && nmk_window_line(r->window, '\n')) return false;
    return r->shape != NMK_SHAPE_TEXT && nmk_members_waiting(r->members);
}
