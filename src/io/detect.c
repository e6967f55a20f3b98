/* ICU's detector knows letters of languages; it is asked only about text that is no UTF-8, and believed only as far as the bytes allow. */
#include "io/detect.h"

#include <stdint.h>
#include <unicode/ucsdet.h>

#include "text/utf8.h"

enum {
    ASCII_STEP = 32,
    LEAST_CONFIDENCE = 20 /* of 100. Short Russian texts reach 27, what it finds in anything 10 */
};

const char *nmk_detect_mark(NmkSlice text) {
    static const struct {
        const char *bytes;
        size_t length;
        const char *name;
    } MARKS[] = {{"\xEF\xBB\xBF", 3, "UTF-8"},
                 {"\xFF\xFE\0\0", 4, "UTF-32LE"},
                 {"\0\0\xFE\xFF", 4, "UTF-32BE"},
                 {"\xFF\xFE", 2, "UTF-16LE"},
                 {"\xFE\xFF", 2, "UTF-16BE"}};
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
        if (text.length >= MARKS[i].length && memcmp(text.bytes, MARKS[i].bytes, MARKS[i].length) == 0) return MARKS[i].name;
    return NULL;
}

/* Of Western text every other byte is NUL, of other text at least those beside spaces and digits, all on the same side. */
const char *nmk_detect_wide(NmkSlice text) {
    size_t nuls[2] = {0, 0}, length = text.length < NMK_DETECT_SAMPLE ? text.length : NMK_DETECT_SAMPLE;
    for (size_t i = 0; i < length; i++) nuls[i % 2] += !text.bytes[i];
    const size_t many = length / 32 + 1;
    if (nuls[1] >= many && nuls[0] <= nuls[1] / 16) return "UTF-16LE";
    if (nuls[0] >= many && nuls[1] <= nuls[0] / 16) return "UTF-16BE";
    return NULL;
}

static size_t ascii_length(NmkSlice text, size_t from) {
    size_t at = from;
    for (; text.length - at >= ASCII_STEP; at += ASCII_STEP) {
        uint64_t words[ASCII_STEP / 8];
        memcpy(words, text.bytes + at, ASCII_STEP);
        if ((words[0] | words[1] | words[2] | words[3]) & 0x8080808080808080u) break;
    }
    while (at < text.length && (unsigned char)text.bytes[at] < 0x80) at++;
    return at - from;
}

static bool is_malformed(NmkSlice text, size_t at, NmkCodePoint c) {
    return c.value == 0xFFFD && (c.length != 3 || memcmp(text.bytes + at, "\xEF\xBF\xBD", 3) != 0);
}

size_t nmk_detect_well_formed(NmkSlice text, size_t enough, size_t *sequences, bool *cut) {
    *cut = false;
    for (size_t at = 0;;) {
        at += ascii_length(text, at);
        if (at == text.length || *sequences >= enough) return at;
        NmkCodePoint c = nmk_utf8_next(text.bytes, text.length, at);
        if (is_malformed(text, at, c)) {
            *cut = at + c.length == text.length;
            return at;
        }
        ++*sequences;
        at += c.length;
    }
}

/* Sequences that are well-formed, or begin so, speak for UTF-8; bytes that cannot begin or go on with one speak against it. */
static bool is_faulty_utf8(NmkSlice text, size_t sequences) {
    size_t strays = 0;
    for (size_t at = 0;;) {
        at += ascii_length(text, at);
        if (at == text.length) return sequences >= strays;
        NmkCodePoint c = nmk_utf8_next(text.bytes, text.length, at);
        if (c.length > 1)
            sequences++;
        else
            strays++;
        at += c.length;
    }
}

/* Whatever stands in English text looks Western. These bytes do not, in Windows-1252: unassigned ones, thorn and y with diaeresis, the
 * commonest bytes of what is no text. */
static bool is_western(NmkSlice text) {
    for (size_t i = 0; i < text.length; i++)
        if (text.bytes[i] && strchr("\x81\x8D\x8F\x90\x9D\xFE\xFF", text.bytes[i])) return false;
    return true;
}

static bool says_western(const char *found) {
    return strcmp(found, "ISO-8859-1") == 0 || strcmp(found, "windows-1252") == 0;
}

/* The name of the same encoding that has most characters; NULL for those that such text cannot be. */
static const char *name_of(const char *found, NmkSlice text) {
    static const char *const NEVER[] = {"UTF-", "ISO-2022", "IBM"};
    for (size_t i = 0; i < sizeof NEVER / sizeof *NEVER; i++)
        if (strncmp(found, NEVER[i], strlen(NEVER[i])) == 0) return NULL;
    if (says_western(found)) return is_western(text) ? "windows-1252" : NULL;
    static const char *const NAMES[] = {"Shift_JIS", "EUC-JP", "EUC-KR", "Big5", "GB18030", "KOI8-R", "ISO-8859-2", "ISO-8859-5", "ISO-8859-6",
                                        "ISO-8859-7", "ISO-8859-8", "ISO-8859-9", "windows-1250", "windows-1251", "windows-1253", "windows-1254",
                                        "windows-1255", "windows-1256"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (strcmp(found, NAMES[i]) == 0) return NAMES[i];
    return NULL;
}

static const char *ask_detector(NmkSlice text) {
    UErrorCode status = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&status);
    int32_t n = 0;
    ucsdet_setText(detector, text.bytes, (int32_t)text.length, &status);
    const UCharsetMatch **matches = ucsdet_detectAll(detector, &n, &status);
    const char *name = NULL;
    for (int32_t i = 0; U_SUCCESS(status) && i < n; i++) {
        if (ucsdet_getConfidence(matches[i], &status) < LEAST_CONFIDENCE) break;
        const char *found = ucsdet_getName(matches[i], &status);
        name = found ? name_of(found, text) : NULL;
        if (name || (found && says_western(found))) break; /* not Western after all: then the next best is no better */
    }
    ucsdet_close(detector);
    return name;
}

const char *nmk_detect_narrow(NmkSlice text, size_t sequences) {
    if (text.length > NMK_DETECT_SAMPLE) text.length = NMK_DETECT_SAMPLE;
    return is_faulty_utf8(text, sequences) ? NULL : ask_detector(text);
}
