/* Runs of bytes that need no change are copied in one piece. */
#include "io/html_text.h"

#include "text/utf8.h"

/* Controls of C0 and C1, and those of the bidirectional algorithm that open, close or override an embedding or an isolate. */
static bool is_control(uint32_t c) {
    if (c < 0x20) return c != '\t' && c != '\n' && c != '\r';
    return (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static const char *entity_of(uint32_t c) {
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

static void put_control(NmkBuffer *out, uint32_t c, bool shown) {
    if (shown)
        nmk_put_format(out, "<span class=\"ctl\">U+%04X</span>", c);
    else
        nmk_put(out, "\xEF\xBF\xBD");
}

static void put_text(NmkBuffer *out, NmkSlice text, bool controls_shown) {
    size_t run = 0, at = 0;
    while (at < text.length) {
        const NmkCodePoint c = nmk_utf8_next(text.bytes, text.length, at);
        const char *entity = entity_of(c.value);
        const bool control = is_control(c.value);
        if (entity || control || c.value == 0xFFFD) {
            nmk_put_bytes(out, text.bytes + run, at - run);
            if (entity)
                nmk_put(out, entity);
            else if (control)
                put_control(out, c.value, controls_shown);
            else
                nmk_put(out, "\xEF\xBF\xBD");
            run = at + c.length;
        }
        at += c.length;
    }
    if (at > run) nmk_put_bytes(out, text.bytes + run, at - run);
}

void nmk_put_html(NmkBuffer *out, NmkSlice text) {
    put_text(out, text, true);
}

void nmk_put_html_plain(NmkBuffer *out, NmkSlice text) {
    put_text(out, text, false);
}

void nmk_put_html_isolated(NmkBuffer *out, NmkSlice text) {
    nmk_put(out, "<bdi>");
    put_text(out, text, true);
    nmk_put(out, "</bdi>");
}
