/* Asks the environment and the terminal; and how wide characters are. */
#include "cli/terminal.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "text/utf8.h"

enum { USUAL_WIDTH = 80, LEAST_WIDTH = 40, WIDEST = 110 };

static bool is_set(const char *name) {
    const char *value = getenv(name);
    return value && *value && strcmp(value, "0") != 0;
}

static bool wants_colour(bool terminal) {
    const char *no = getenv("NO_COLOR"), *kind = getenv("TERM");
    if (no && *no) return false;
    if (is_set("CLICOLOR_FORCE") || is_set("FORCE_COLOR")) return true;
    return terminal && !(kind && strcmp(kind, "dumb") == 0);
}

static bool locale_is_utf8(void) {
    static const char *const NAMES[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (int i = 0; i < 3; i++) {
        const char *value = getenv(NAMES[i]);
        if (value && *value) return strstr(value, "UTF-8") || strstr(value, "utf8") || strstr(value, "utf-8");
    }
    return false;
}

static unsigned width_of(int file) {
    struct winsize size = {.ws_col = 0};
    const char *columns = getenv("COLUMNS");
    long width = columns ? strtol(columns, NULL, 10) : 0;
    if (width <= 0 && ioctl(file, TIOCGWINSZ, &size) == 0) width = size.ws_col;
    if (width <= 0) return USUAL_WIDTH;
    return width < LEAST_WIDTH ? LEAST_WIDTH : width > WIDEST ? WIDEST : (unsigned)width;
}

NmkTerminal nmk_terminal_plain(void) {
    return (NmkTerminal){.width = USUAL_WIDTH};
}

NmkTerminal nmk_terminal_of(int file) {
    bool terminal = isatty(file);
    return (NmkTerminal){.width = width_of(file), .colour = wants_colour(terminal), .blocks = terminal && locale_is_utf8()};
}

typedef struct Range {
    uint32_t first, last;
} Range;

static bool within(const Range *ranges, size_t count, uint32_t c) {
    for (size_t i = 0; i < count && ranges[i].first <= c; i++)
        if (c <= ranges[i].last) return true;
    return false;
}

unsigned nmk_columns_of(uint32_t c) {
    static const Range NONE[] = {{0x300, 0x36F},   {0x483, 0x489},   {0x591, 0x5BD},   {0x610, 0x61A},   {0x64B, 0x65F},
                                 {0x93C, 0x93C},   {0x94D, 0x94D},   {0xE31, 0xE31},   {0xE34, 0xE3A},   {0xE47, 0xE4E},
                                 {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2064},
                                 {0x20D0, 0x20F0}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}};
    static const Range WIDE[] = {{0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0xA4CF}, {0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
                                 {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F680, 0x1FAFF}, {0x20000, 0x3FFFD}};
    if (c < 0x300) return 1;
    if (within(NONE, sizeof NONE / sizeof *NONE, c)) return 0;
    return within(WIDE, sizeof WIDE / sizeof *WIDE, c) ? 2 : 1;
}

size_t nmk_text_columns(NmkSlice text) {
    size_t columns = 0;
    for (size_t at = 0; at < text.length;) {
        NmkCodePoint c = nmk_utf8_next(text.bytes, text.length, at);
        columns += nmk_columns_of(c.value);
        at += c.length;
    }
    return columns;
}
