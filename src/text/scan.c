/* Words by UAX #29 (rules WB4 to WB13b as ICU tailors them), then our exceptions (text/exceptions.h) on top: what the
 * rules join and we split, and what we keep together. Every function looks a bounded number of code points past the
 * word it reads, but for combining marks, which belong to it. */
#include "text/scan.h"

#include "text/token.h"

/* As nmk_scan_attached; *picture: a joined emoji was among them, after which no word goes on. */
static size_t past_attached(NmkSlice text, size_t at, bool *picture) {
    *picture = false;
    if (nmk_is_ascii_at(text, at)) return at;
    for (;;) {
        NmkSymbol s = nmk_symbol_at(text, at);
        if (!nmk_attaches(s.class)) return at;
        at += s.length;
        if (s.class != NMK_C_JOINER) continue;
        NmkSymbol next = nmk_symbol_at(text, at);
        if (next.class != NMK_C_PICTURE) continue;
        at += next.length;
        *picture = true;
    }
}

size_t nmk_scan_attached(NmkSlice text, size_t at) {
    bool picture;
    return past_attached(text, at, &picture);
}

static bool joins_letters(uint8_t class) {
    return class == NMK_C_MID_LETTER || class == NMK_C_MID_BOTH || class == NMK_C_SINGLE_QUOTE;
}

static bool joins_digits(uint8_t class) {
    return class == NMK_C_MID_NUMBER || class == NMK_C_MID_BOTH || class == NMK_C_SINGLE_QUOTE;
}

/* A capital, a small letter and a third letter: a word of its own even where no space parts it from the dot before. */
static bool starts_name(NmkSlice text, size_t at) {
    NmkSymbol first = nmk_symbol_at(text, at);
    if (!(first.byte & NMK_CLASS_UPPER)) return false;
    NmkSymbol second = nmk_symbol_at(text, at + first.length);
    if (!(second.byte & NMK_CLASS_LOWER)) return false;
    return nmk_symbol_at(text, at + first.length + second.length).class == NMK_C_LETTER;
}

/* Where the word goes on past the mark `mid` at `at`, after a symbol of class last; at itself where it ends. */
static size_t past_mark(NmkSlice text, size_t at, NmkSymbol mid, uint8_t *last) {
    bool picture;
    size_t after = past_attached(text, at + mid.length, &picture);
    if (picture) return at;
    NmkSymbol next = nmk_symbol_at(text, after);
    bool letters = joins_letters(mid.class) && nmk_is_letter(*last) && nmk_is_letter(next.class);
    bool digits = joins_digits(mid.class) && *last == NMK_C_DIGIT && next.class == NMK_C_DIGIT;
    bool hebrew = mid.class == NMK_C_DOUBLE_QUOTE && *last == NMK_C_HEBREW && next.class == NMK_C_HEBREW;
    if (!letters && !digits && !hebrew) return at;
    if (mid.value == '.' && starts_name(text, after)) return at;
    *last = next.class;
    return after + next.length;
}

/* End of the word of UAX #29, but for a dot that runs into the next word ("Mr.Smith"). */
static size_t plain_word_end(NmkSlice text, size_t at) {
    NmkSymbol s = nmk_symbol_at(text, at);
    uint8_t last = s.class;
    at += s.length;
    for (;;) {
        bool picture;
        at = past_attached(text, at, &picture);
        if (picture) return at;
        s = nmk_symbol_at(text, at);
        if (nmk_joins(s.class)) {
            last = s.class;
            at += s.length;
            continue;
        }
        size_t next = past_mark(text, at, s, &last);
        if (next == at && last == NMK_C_HEBREW && s.class == NMK_C_SINGLE_QUOTE) return nmk_scan_attached(text, at + s.length);
        if (next == at) return at;
        at = next;
    }
}

size_t nmk_scan_possessive(NmkSlice text, size_t at) {
    NmkSymbol mark = nmk_symbol_at(text, at);
    if (!nmk_is_apostrophe(mark.value) || mark.length == 0) return 0;
    NmkSymbol s = nmk_symbol_at(text, at + mark.length);
    if (s.value != 's' && s.value != 'S') return 0;
    return plain_word_end(text, at + mark.length) == at + mark.length + 1 ? mark.length + 1 : 0;
}

/* Length of the possessive that ends the word [start, end); 0 where none does. */
static size_t possessive_inside(NmkSlice text, size_t start, size_t end) {
    if (end - start < 3 || (text.bytes[end - 1] | 0x20) != 's') return 0;
    if (text.bytes[end - 2] == '\'') return 2;
    if (end - start < 5 || memcmp(text.bytes + end - 4, "\xE2\x80", 2) != 0) return 0;
    return text.bytes[end - 2] == '\x99' || text.bytes[end - 2] == '\x98' ? 4 : 0;
}

/* One letter, or letters and digits without a small letter, or such tied before: what an ampersand may tie together. */
static bool is_initialism(NmkSlice word) {
    bool letter = false;
    for (size_t at = 0; at < word.length;) {
        NmkSymbol s = nmk_symbol_at(word, at);
        at += s.length;
        if (s.value == '&') continue;
        if (s.class != NMK_C_LETTER && s.class != NMK_C_DIGIT) return false;
        if (!(s.byte & NMK_CLASS_UPPER) && s.class == NMK_C_LETTER && s.length != word.length) return false;
        letter |= s.class == NMK_C_LETTER;
    }
    return letter;
}

/* "AT&T": the end of the word after the ampersand at `end`; 0 where the two do not make one. */
static size_t past_ampersand(NmkSlice text, size_t start, size_t end) {
    if (end >= text.length || text.bytes[end] != '&') return 0;
    if (nmk_symbol_at(text, end + 1).class != NMK_C_LETTER) return 0;
    size_t right = plain_word_end(text, end + 1);
    size_t bare = right - possessive_inside(text, end + 1, right);
    bool fits = is_initialism(nmk_slice(text.bytes + start, end - start)) && is_initialism(nmk_slice(text.bytes + end + 1, bare - end - 1));
    return fits ? bare : 0;
}

/* What may follow the dot of an initial: "George W. Bush" "J.Smith" "J.-P." "Smith, J., and"; a line end only where a capital follows. */
static bool initial_goes_on(NmkSlice text, size_t after) {
    NmkSymbol s = nmk_symbol_at(text, after);
    if (nmk_is_letter(s.class) || s.value == ',') return true;
    if (nmk_is_hyphen(s.value)) return nmk_is_letter(nmk_symbol_at(text, after + s.length).class);
    if (s.class == NMK_C_SPACE && s.value != 0) return true;
    if (s.class != NMK_C_LINE_END || s.length == 0) return false;
    size_t next = after + s.length;
    if (s.value == '\r' && nmk_symbol_at(text, next).value == '\n') next++;
    return (nmk_symbol_at(text, next).byte & NMK_CLASS_UPPER) != 0;
}

static bool takes_dot(NmkSlice text, size_t start, size_t end) {
    if (end >= text.length || text.bytes[end] != '.') return false;
    NmkSymbol first = nmk_symbol_at(text, start);
    if ((first.byte & NMK_CLASS_UPPER) && nmk_scan_attached(text, start + first.length) == end) return initial_goes_on(text, end + 1);
    return nmk_is_acronym(nmk_slice(text.bytes + start, end - start));
}

NmkWordSpan nmk_scan_word(NmkSlice text, size_t at) {
    size_t end = plain_word_end(text, at);
    size_t possessive = possessive_inside(text, at, end);
    if (possessive) return (NmkWordSpan){end - possessive, false};
    for (size_t next, part = at; (next = past_ampersand(text, part, end)) != 0; end = next) part = end + 1;
    bool dotted = takes_dot(text, at, end);
    return (NmkWordSpan){dotted ? nmk_scan_attached(text, end + 1) : end, dotted};
}

/* Past the digits and their marks with which "10p.m" starts. */
static size_t past_digits(NmkSlice word) {
    size_t at = 0;
    while (at < word.length && ((word.bytes[at] >= '0' && word.bytes[at] <= '9') || (at && (word.bytes[at] == '.' || word.bytes[at] == ',')))) at++;
    return at;
}

bool nmk_is_acronym(NmkSlice word) {
    size_t at = past_digits(word), dots = 0, run = 0;
    bool single = false, capital = false;
    while (at < word.length) {
        NmkSymbol s = nmk_symbol_at(word, at);
        at += s.length;
        if (s.value == '.') {
            if (run == 0) return false;
            dots++;
            single |= run == 1;
            run = 0;
        } else if (s.class == NMK_C_LETTER) {
            if (run == 0) capital = (s.byte & NMK_CLASS_UPPER) != 0;
            run++;
            if (run > 2 || (run == 2 && !capital)) return false;
        } else if (!nmk_attaches(s.class)) {
            return false;
        }
    }
    return dots > 0 && run > 0 && (single || run == 1);
}

uint16_t nmk_word_flags(NmkSlice word, bool *has_letter) {
    unsigned letters = 0, upper = 0, flags = 0;
    bool lower_seen = false, others = false;
    for (size_t at = 0; at < word.length;) {
        NmkSymbol s = nmk_symbol_at(word, at);
        at += s.length;
        if (nmk_is_apostrophe(s.value)) flags |= NMK_APOSTROPHE;
        bool letter = s.class == NMK_C_LETTER || s.class == NMK_C_HEBREW || s.class == NMK_C_CHARACTER || s.class == NMK_C_HANGUL;
        if (!letter) {
            others |= !nmk_attaches(s.class) && s.value != '.';
            continue;
        }
        if (s.byte & NMK_CLASS_FOREIGN) flags |= NMK_FOREIGN;
        if (s.byte & NMK_CLASS_UPPER) {
            if (letters == 0) flags |= NMK_CAPITAL;
            if (lower_seen) flags |= NMK_MIXED;
            upper++;
        }
        lower_seen |= (s.byte & NMK_CLASS_LOWER) != 0;
        letters++;
    }
    *has_letter = letters > 0;
    if (letters > 0 && upper == 0) flags |= NMK_LOWER;
    if (letters > 1 && upper == letters) flags |= NMK_UPPER;
    if (letters == 1 && upper == 1 && !others) flags |= NMK_INITIAL;
    return (uint16_t)flags;
}
