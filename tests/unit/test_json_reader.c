/* JSON as RFC 8259 has it: the rows of json_cases.txt, which says how to read them. Each text stands in memory of just its length and padding. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "io/buffer.h"
#include "io/json_reader.h"

static int hex(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; }

/* Writes out <hh>, <hhhh*n>. */
static NmkBuffer written_out(const char *from, const char *end) {
    NmkBuffer out = {.bytes = NULL};
    nmk_put_bytes(&out, "", 0);
    while (from < end) {
        if (*from != '<') {
            nmk_put_bytes(&out, from++, 1);
            continue;
        }
        char bytes[64];
        size_t n = 0;
        unsigned long times = 1;
        for (from++; hex(from[0]) >= 0 && n < sizeof bytes; from += 2) bytes[n++] = (char)(hex(from[0]) << 4 | hex(from[1]));
        if (*from == '*') times = strtoul(from + 1, (char **)&from, 10);
        cr_assert_eq(*from++, '>', "a row of the cases is wrong");
        while (times--) nmk_put_bytes(&out, bytes, n);
    }
    return out;
}

static uint32_t members(const NmkJsonValue *values, uint32_t of) {
    uint32_t n = 0;
    for (uint32_t i = of + 1; i < values[of].after; i = values[i].after) n++;
    return n;
}

/* What was read, in the way of the third column. */
static void put_outcome(NmkBuffer *out, const NmkJsonValue *values, const NmkJsonFault *fault) {
    out->length = 0;
    if (!values) {
        nmk_put_format(out, "%s@%zu %s", fault->code, fault->byte, fault->message);
        return;
    }
    const uint32_t at = nmk_json_member(values, 0, nmk_slice("v", 1));
    if (at == NMK_JSON_MISSING) nmk_put(out, "-");
    else if (values[at].kind == NMK_JSON_ARRAY) nmk_put_format(out, "[%u]", members(values, at));
    else if (values[at].kind == NMK_JSON_OBJECT) nmk_put_format(out, "{%u}", members(values, at));
    else if (values[at].kind != NMK_JSON_STRING) nmk_put_slice(out, values[at].text);
    else {
        nmk_put(out, "'");
        nmk_put_slice(out, values[at].text);
        nmk_put(out, "'");
    }
}

/* A value as it is written, read as the value of another text, is the same value; it begins and ends with itself. */
static bool raw_is_whole(const NmkJsonValue *values, NmkSlice text) {
    for (uint32_t i = 0; i < values[0].after; i++) {
        const NmkSlice raw = values[i].raw;
        if (raw.bytes < text.bytes || raw.bytes + raw.length > text.bytes + text.length || !raw.length) return false;
        static const char ENDS[] = {[NMK_JSON_STRING] = '"', [NMK_JSON_ARRAY] = ']', [NMK_JSON_OBJECT] = '}'};
        const char end = raw.bytes[raw.length - 1];
        if (i && (values[i].kind < NMK_JSON_STRING ? !nmk_slice_equal(raw, values[i].text) : end != ENDS[values[i].kind])) return false;
    }
    return true;
}

static char *read_whole(const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s", __FILE__);
    snprintf(strrchr(path, '/') + 1, 64, "%s", name);
    FILE *file = fopen(path, "rb");
    cr_assert(file, "%s is missing", path);
    char *text = calloc(1, 1 << 20);
    cr_assert(text && fread(text, 1, (1 << 20) - 1, file) > 0);
    fclose(file);
    return text;
}

Test(json_reader, rows_of_the_rfc) {
    char *cases = read_whole("json_cases.txt");
    NmkJsonReader *reader = nmk_json_reader_new();
    NmkBuffer got = {.bytes = NULL};
    int rows = 0, wrong = 0;
    for (char *line = cases, *next; *line; line = next) {
        char *end = strchr(line, '\n');
        next = end + 1;
        if (end == line || *line == '#') continue;
        char *text_at = memchr(line, '\t', (size_t)(end - line));
        char *want_at = text_at ? memchr(text_at + 1, '\t', (size_t)(end - text_at - 1)) : NULL;
        cr_assert(want_at, "a row has three columns: %.*s", (int)(end - line), line);
        NmkBuffer text = written_out(text_at + 1, want_at), want = written_out(want_at + 1, end);
        /* What stands behind a text does not matter. */
        for (const char *padding = " }]\"{1,\\x"; *padding; padding++) { /* x: NUL */
            char *own = malloc(text.length + NMK_JSON_PADDING);
            if (text.length) memcpy(own, text.bytes, text.length);
            memset(own + text.length, *padding == 'x' ? 0 : *padding, NMK_JSON_PADDING);
            NmkJsonFault fault = {0};
            const NmkJsonValue *values = nmk_json_read(reader, nmk_slice(own, text.length), &fault);
            put_outcome(&got, values, &fault);
            const bool same = (*line == 'y') == (values != NULL) && got.length == want.length && memcmp(got.bytes, want.bytes, got.length) == 0;
            if (!same || (values && !raw_is_whole(values, nmk_slice(own, text.length)))) {
                wrong++;
                printf("%s %.*s\n  got %.*s before %c\n", same ? "RAW" : "WRONG", (int)(end - line), line, (int)got.length, got.bytes, *padding);
            }
            free(own);
        }
        rows++;
        nmk_buffer_free(&text);
        nmk_buffer_free(&want);
    }
    nmk_buffer_free(&got);
    nmk_json_reader_free(reader);
    free(cases);
    cr_assert(rows > 300 && !wrong, "%d of %d rows are read in another way", wrong, rows);
}
