/* A block is what stands between empty lines. It is hard-wrapped if four of five of its lines, but the last of each
 * paragraph, would grow past its longest line with the first word of the next one: somebody broke them for their width.
 * Old wires start a paragraph by an indented line without an empty one, lists by a bullet: there the text is not joined.
 * Tables, lists of names and verse must stay as they are: they fail the test of width, or
 * start with a capital every time. */
#include "recognize/lines.h"

enum { MIN_WIDTH = 40, MAX_WIDTH = 100, SLACK = 2, LONG_FIRST = 55, INDENT = 2, GAP = 3, MANY_WORDS = 8 };

/* words, words in capitals, numbers and lower-case words of some length */
typedef struct Counts {
    uint32_t words, long_words, upper, numbers, plain;
} Counts;

/* A line of the file. */
typedef struct Row {
    uint32_t first, end;                                      /* tokens */
    uint32_t width;                                           /* code points with the indent */
    uint32_t indent, first_word;                              /* the same, of the white space and the word it starts with; of rows that may be wrapped */
    Counts counts;                                            /* of prose: of its plain words alone */
    bool after_blank, bullet, lower, capitals, table, joined; /* joined: to the row before */
} Row;

typedef struct Rows {
    Row *at;
    uint32_t count, capacity;
    uint32_t wrap_width; /* longest line of the wrapped blocks, 0 where there is none */
    bool tabs;           /* the text has some */
} Rows;

static bool is_bullet(const NmkDoc *doc, uint32_t token) {
    switch (nmk_doc_mark(doc, token)) {
    case '*':
    case '-':
    case 0x2013:
    case 0x2014:
    case 0xB7:
    case 0x2022:
    case 0x2023:
    case 0x2043:
    case 0x204C:
    case 0x204D:
    case 0x2219:
    case 0x25A0:
    case 0x25AA:
    case 0x25B6:
    case 0x25BA:
    case 0x25CF:
    case 0x25E6:
    case 0x2605:
    case 0x27A2: return true;
    default: return false;
    }
}

/* Start of the line of the file on which the token stands: after the last line end before it. Only white space is walked over. */
static uint32_t row_start(const NmkDoc *doc, uint32_t token) {
    uint32_t at = doc->tokens.at[token].start;
    uint32_t from = token ? doc->tokens.at[token - 1].start : 0;
    while (at > from && doc->text.bytes[at - 1] != '\n' && doc->text.bytes[at - 1] != '\r') at--;
    return at;
}

/* In code points; in bytes where it is more than any line that was broken for its width. */
static uint32_t width_of(const NmkDoc *doc, uint32_t start, uint32_t end) {
    return end - start > 4 * (MAX_WIDTH + SLACK) ? end - start : (uint32_t)nmk_utf8_count(doc->text.bytes + start, end - start);
}

/* End of the first stretch without white space: tokens that touch. */
static uint32_t first_word_end(const NmkDoc *doc, const Row *row) {
    uint32_t at = row->first + 1;
    while (at < row->end && !(doc->tokens.at[at].flags & NMK_SPACED)) at++;
    return doc->tokens.at[at - 1].end;
}

/* In small letters and nothing else, of some length. */
static inline unsigned is_plain(const NmkToken *t) {
    return (t->kind == NMK_WORD) & ((t->flags & (NMK_LOWER | NMK_GLUED | NMK_FOREIGN)) == NMK_LOWER) & (t->end - t->start > 3);
}

static Counts count_tokens(const NmkToken *at, const NmkToken *end) {
    Counts n = {0};
    for (; at < end; at++) {
        const unsigned word = at->kind == NMK_WORD;
        n.words += word;
        n.numbers += at->kind == NMK_NUMBER;
        n.long_words += word & (at->end - at->start > 1) & !(at->flags & NMK_INITIAL);
        n.upper += word & ((at->flags & NMK_UPPER) != 0);
        n.plain += is_plain(at);
    }
    return n;
}

/* Finds the end of a row and counts it. Of prose the plain words are counted alone: they are so many that the row is neither short nor capitals. */
static void read_tokens(const NmkDoc *doc, Row *row) {
    const NmkToken *first = &doc->tokens.at[row->first], *end = doc->tokens.at + doc->tokens.count, *at = first;
    uint32_t plain = 0;
    for (; at < end && at->kind != NMK_BREAK; at++) plain += is_plain(at);
    row->end = row->first + (uint32_t)(at - first);
    const bool prose = plain > MANY_WORDS && plain * 10 > (row->end - row->first) * 3;
    row->counts = prose ? (Counts){.words = plain, .long_words = plain, .plain = plain} : count_tokens(first, at);
}

/* Whether white space is wide somewhere in the row. */
static bool has_gap(const NmkDoc *doc, const Row *row, bool tabs) {
    const NmkToken *tokens = doc->tokens.at;
    for (uint32_t i = row->first + 1; i < row->end; i++) {
        if (!(tokens[i].flags & NMK_SPACED)) continue;
        if (tokens[i].start - tokens[i - 1].end >= GAP || (tabs && doc->text.bytes[tokens[i].start - 1] == '\t')) return true;
    }
    return false;
}

static bool is_capitals(const Counts *n) {
    return n->long_words >= 3 && n->upper * 10 >= n->long_words * 7;
}

/* What is asked of rows that may have been broken for their width. */
static void read_margins(const NmkDoc *doc, uint32_t start, bool tabs, Row *row) {
    const NmkToken *tokens = doc->tokens.at;
    row->indent = width_of(doc, start, tokens[row->first].start);
    row->first_word = width_of(doc, tokens[row->first].start, first_word_end(doc, row));
    row->table |= has_gap(doc, row, tabs);
}

static Row read_row(const NmkDoc *doc, uint32_t first, bool tabs) {
    const NmkToken *tokens = doc->tokens.at;
    const uint32_t start = row_start(doc, first);
    Row row = {.first = first};
    read_tokens(doc, &row);
    row.width = width_of(doc, start, tokens[row.end - 1].end);
    row.after_blank = first == 0 || (tokens[first - 1].flags & NMK_BLANK) || first == 1;
    row.bullet = is_bullet(doc, first) && first + 1 < row.end && (tokens[first + 1].flags & NMK_SPACED);
    row.lower = (tokens[first].flags & NMK_LOWER) != 0;
    row.capitals = is_capitals(&row.counts);
    row.table = row.counts.words <= MANY_WORDS && row.counts.numbers >= 2 && row.counts.numbers >= row.counts.words;
    if (row.width <= MAX_WIDTH + SLACK) read_margins(doc, start, tabs, &row);
    return row;
}

static bool read_rows(NmkDoc *doc, Rows *rows) {
    rows->tabs = memchr(doc->text.bytes, '\t', doc->text.length) != NULL;
    rows->at = nmk_arena_grow(doc->arena, NULL, sizeof *rows->at, &rows->capacity, 64);
    for (uint32_t first = 0; rows->at && first < doc->tokens.count;) {
        if (doc->tokens.at[first].kind == NMK_BREAK) {
            first++;
            continue;
        }
        if (rows->count == rows->capacity) rows->at = nmk_arena_grow(doc->arena, rows->at, sizeof *rows->at, &rows->capacity, rows->count + 1);
        if (!rows->at) return false;
        rows->at[rows->count] = read_row(doc, first, rows->tabs);
        first = rows->at[rows->count++].end + 1;
    }
    return rows->at != NULL;
}

/* Rows [first, end): one block, and what its rows say together. */
typedef struct Block {
    uint32_t first, end;
    uint32_t longest, indent; /* widest row; least indent */
    uint32_t capitals, tables;
} Block;

static Block read_block(const Rows *rows, uint32_t first) {
    Block block = {.first = first, .end = first, .indent = UINT32_MAX};
    do {
        const Row *row = &rows->at[block.end++];
        if (row->width > block.longest) block.longest = row->width;
        if (row->indent < block.indent) block.indent = row->indent;
        block.capitals += row->capitals;
        block.tables += row->table;
    } while (block.end < rows->count && !rows->at[block.end].after_blank);
    return block;
}

/* An indented row, a bullet, or the name of the agency alone, set off by one space, that closes old wires. */
static bool starts_paragraph(const Block *block, const Row *row) {
    bool signature = row->indent > block->indent && row->first + 1 == row->end;
    return row->bullet || signature || row->indent >= block->indent + INDENT;
}

static bool would_grow_past(const Row *row, const Row *next, uint32_t width) {
    return row->width + 1 + next->first_word > width;
}

/* Whether the block was broken for its width. Prose starts most of its lines with a small letter; a block where names stand
 * at every start is believed where others of the text are wrapped. */
static bool is_wrapped(const Rows *rows, const Block *block) {
    uint32_t tested = 0, full = 0, lower = 0, count = block->end - block->first;
    if (count < 3 || block->longest < MIN_WIDTH || block->longest > MAX_WIDTH || block->tables * 2 >= count) return false;
    for (uint32_t i = block->first; i + 1 < block->end; i++) {
        const Row *next = &rows->at[i + 1];
        if (starts_paragraph(block, next)) continue;
        tested++;
        full += would_grow_past(&rows->at[i], next, block->longest);
        lower += next->lower;
    }
    bool prose = lower * 4 >= tested || block->capitals * 2 >= count || rows->wrap_width;
    return tested >= 2 && full * 5 >= tested * 4 && prose;
}

static void join_rows(Rows *rows, const Block *block) {
    for (uint32_t i = block->first + 1; i < block->end; i++) rows->at[i].joined = !starts_paragraph(block, &rows->at[i]);
}

/* Two rows are too few to tell by themselves: they follow the other blocks. */
static bool is_wrapped_pair(const Rows *rows, const Block *block) {
    if (block->end - block->first != 2 || block->tables || block->longest > rows->wrap_width + SLACK) return false;
    const Row *first = &rows->at[block->first], *second = first + 1;
    return first->width >= LONG_FIRST && !starts_paragraph(block, second) && would_grow_past(first, second, rows->wrap_width);
}

static void find_wrapped(Rows *rows) {
    uint32_t widest = 0;
    for (uint32_t first = 0; first < rows->count;) {
        Block block = read_block(rows, first);
        first = block.end;
        if (is_wrapped(rows, &block) && block.longest > widest) widest = block.longest;
    }
    rows->wrap_width = widest;
    for (uint32_t first = 0; first < rows->count && widest;) {
        Block block = read_block(rows, first);
        first = block.end;
        if (is_wrapped(rows, &block) || is_wrapped_pair(rows, &block)) join_rows(rows, &block);
    }
}

/* Moves the tokens together over the line ends inside joined rows; rows get their new numbers. */
static void close_gaps(NmkDoc *doc, Rows *rows) {
    NmkToken *tokens = doc->tokens.at;
    uint32_t to = 0, from = 0;
    for (uint32_t r = 0; r < rows->count; r++) {
        Row *row = &rows->at[r];
        if (row->joined) from = row->first; /* drops the one line end before it */
        uint32_t shift = from - to;
        if (!shift) from = to = row->end;
        for (; from < row->end; from++) tokens[to++] = tokens[from];
        row->first -= shift;
        row->end -= shift;
    }
    while (from < doc->tokens.count) tokens[to++] = tokens[from++];
    doc->tokens.count = to;
}

static uint16_t line_flags(const NmkDoc *doc, const Row *row, const Counts *n) {
    unsigned flags = 0;
    if (is_capitals(n)) flags |= NMK_LINE_CAPITALS;
    if (n->words >= 4 && n->plain == 0) flags |= NMK_LINE_TITLECASE;
    if (n->words <= MANY_WORDS && n->numbers >= 2) flags |= NMK_LINE_TABLE;
    if (n->words <= 5) flags |= NMK_LINE_SHORT;
    if (row->after_blank) flags |= NMK_LINE_AFTER_BLANK;
    if (is_bullet(doc, row->first)) flags |= NMK_LINE_BULLET;
    return (uint16_t)flags;
}

static void make_lines(NmkDoc *doc, const Rows *rows) {
    for (uint32_t r = 0; r < rows->count;) {
        const Row *row = &rows->at[r];
        uint32_t last = r;
        while (last + 1 < rows->count && rows->at[last + 1].joined) last++;
        const uint32_t end = rows->at[last].end;
        const Counts counts = last == r ? row->counts : count_tokens(&doc->tokens.at[row->first], &doc->tokens.at[end]);
        uint16_t flags = line_flags(doc, row, &counts);
        if (last > r) flags |= NMK_LINE_WRAPPED;
        doc->lines[doc->n_lines++] = (NmkLine){.first = row->first, .end = end, .flags = flags, .zone = NEWSMARK_ZONE_BODY};
        r = last + 1;
    }
    if (doc->n_lines == 0 && doc->tokens.count) /* nothing but a line end */
        doc->lines[doc->n_lines++] = (NmkLine){.flags = NMK_LINE_SHORT | NMK_LINE_AFTER_BLANK, .zone = NEWSMARK_ZONE_BODY};
}

/* A line end belongs to the line before it, the first of all to the first line. */
static void number_tokens(NmkDoc *doc) {
    uint32_t at = 0;
    for (uint32_t line = 0; line < doc->n_lines; line++) {
        const uint32_t end = line + 1 < doc->n_lines ? doc->lines[line + 1].first : doc->tokens.count;
        const uint64_t two = (uint64_t)line << 32 | line;
        for (; end - at >= 2; at += 2) memcpy(&doc->line_of[at], &two, sizeof two);
        if (at < end) doc->line_of[at++] = line;
    }
}

NewsmarkStatus nmk_find_lines(NmkDoc *doc) {
    Rows rows = {.count = 0};
    if (!read_rows(doc, &rows)) return NEWSMARK_ERROR_MEMORY;
    find_wrapped(&rows);
    close_gaps(doc, &rows);
    doc->n_lines = 0;
    doc->lines = nmk_arena_take(doc->arena, (rows.count + (size_t)1) * sizeof *doc->lines);
    doc->line_of = nmk_arena_take(doc->arena, (doc->tokens.count + (size_t)1) * sizeof *doc->line_of);
    if (!doc->lines || !doc->line_of) return NEWSMARK_ERROR_MEMORY;
    make_lines(doc, &rows);
    number_tokens(doc);
    return NEWSMARK_OK;
}
