/* Marks by their first code point, numbers by their digits. */
#include "recognize/symbols.h"

#include "text/utf8.h"

static NmkAttribute mark_symbol(const char *p, uint32_t length) {
    switch (nmk_utf8_next(p, length, 0).value) {
    case '.': case 0x2026: return NMK_A_period;
    case ',': return NMK_A_comma;
    case ':': return NMK_A_colon;
    case ';': return NMK_A_semicolon;
    case '?': return NMK_A_question;
    case '!': return NMK_A_exclamation;
    case '"': case 0x201C: case 0x201D: case 0x201E: case 0xAB: case 0xBB: return NMK_A_quote;
    case '\'': case 0x2018: case 0x2019: case '`': return NMK_A_apostrophe;
    case '(': case '[': case '{': return NMK_A_open;
    case ')': case ']': case '}': return NMK_A_close;
    case '-': case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: return NMK_A_dash;
    case '/': return NMK_A_slash;
    case '&': return NMK_A_ampersand;
    case '$': case 0xA3: case 0xA5: case 0x20AC: case 0x20B9: return NMK_A_currency_sign;
    case '%': return NMK_A_percent;
    case '*': case 0x2022: case 0xB7: case 0x25CF: case 0x25AA: return NMK_A_bullet;
    case '@': return NMK_A_at_sign;
    case '#': return NMK_A_hash_sign;
    default: return NMK_A_mark;
    }
}

static NmkAttribute number_symbol(const char *p, uint32_t length) {
    for (uint32_t i = 0; i < length; i++)
        if (p[i] < '0' || p[i] > '9') return NMK_A_number;
    if (length == 4 && (p[0] == '1' || p[0] == '2')) return NMK_A_year;
    return length == 1 ? NMK_A_number1 : length == 2 ? NMK_A_number2 : NMK_A_number;
}

NmkAttribute nmk_symbol_of(const NmkToken *token, const char *bytes) {
    const uint32_t length = token->end - token->start;
    switch ((NmkTokenKind)token->kind) {
    case NMK_BREAK: return token->flags & NMK_BLANK ? NMK_A_blank_line : NMK_A_line_end;
    case NMK_POSSESSIVE: return NMK_A_possessive;
    case NMK_NUMBER: return number_symbol(bytes, length);
    case NMK_MARK: return mark_symbol(bytes, length);
    case NMK_WORD: break;
    }
    return NMK_A_mark;
}
