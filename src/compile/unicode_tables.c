/* Prints the Unicode tables of src/text as C, from ICU's data: `unicode_tables > unicode_tables.h`. Runs when newsmark is
 * built; the library itself needs no ICU. Two tables of two stages each: word-segmentation class and case (text/classes.h),
 * and folding (text/fold.h). Equal blocks are stored once. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include "text/classes.h"
#include "text/utf8.h"

enum { CODE_POINTS = 0x110000, MAX_BLOCKS = 256, MAX_UNITS = 32, MAX_FOLDED = 127, POOL_SIZE = 65535 };

/* Letters with strokes and the like, which no decomposition takes apart, and the apostrophes and hyphens. */
static const struct {
    UChar32 from;
    const char *to;
} SPELLED[] = {
    {0x00F8, "o"},  {0x0111, "d"},  {0x0127, "h"}, {0x0142, "l"},  {0x0167, "t"}, {0x0131, "i"}, {0x00E6, "ae"}, {0x0153, "oe"},
    {0x00DF, "ss"}, {0x00FE, "th"}, {0x00F0, "d"}, {0x014B, "ng"}, {0x0138, "k"}, {0x0259, "a"}, {0x0253, "b"},  {0x0257, "d"},
    {0x0256, "d"},  {0x0199, "k"},  {0x01B4, "y"}, {0x0192, "f"},  {0x0268, "i"}, {0x0180, "b"}, {0x0188, "c"},  {0x0260, "g"},
    {0x01E5, "g"},  {0x0272, "n"},  {0x01A5, "p"}, {0x01AD, "t"},  {0x01B6, "z"}, {0x0289, "u"}, {0x024D, "r"},  {0x0249, "j"},
    {0x019A, "l"},  {0x026B, "l"},  {0x0254, "o"}, {0x025B, "e"},  {0x0140, "l"}, {0x0237, "j"}, {0x0060, "'"},  {0x00B4, "'"},
    {0x02B9, "'"},  {0x02BB, "'"},  {0x02BC, "'"}, {0x02BD, "'"},  {0x02BE, "'"}, {0x02BF, "'"}, {0x02C8, "'"},  {0x2018, "'"},
    {0x2019, "'"},  {0x201B, "'"},  {0x2032, "'"}, {0xFF07, "'"},  {0x2010, "-"}, {0x2011, "-"}, {0xFE63, "-"},  {0xFF0D, "-"},
};

static const UNormalizer2 *compatibility;

static int word_class(UChar32 c) {
    switch (u_getIntPropertyValue(c, UCHAR_WORD_BREAK)) {
    case U_WB_CR:
    case U_WB_LF:
    case U_WB_NEWLINE: return NMK_C_LINE_END;
    case U_WB_ZWJ: return NMK_C_JOINER;
    case U_WB_EXTEND: return NMK_C_EXTEND;
    case U_WB_FORMAT: return NMK_C_FORMAT;
    case U_WB_ALETTER: return NMK_C_LETTER;
    case U_WB_HEBREW_LETTER: return NMK_C_HEBREW;
    case U_WB_NUMERIC: return NMK_C_DIGIT;
    case U_WB_EXTENDNUMLET: return NMK_C_CONNECTOR;
    case U_WB_SINGLE_QUOTE: return NMK_C_SINGLE_QUOTE;
    case U_WB_DOUBLE_QUOTE: return NMK_C_DOUBLE_QUOTE;
    case U_WB_MIDLETTER: return NMK_C_MID_LETTER;
    case U_WB_MIDNUMLET: return NMK_C_MID_BOTH;
    case U_WB_MIDNUM: return NMK_C_MID_NUMBER;
    case U_WB_REGIONAL_INDICATOR: return NMK_C_REGION;
    default: return NMK_C_OTHER;
    }
}

static bool is_character(UChar32 c) {
    UErrorCode error = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &error);
    return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || u_getIntPropertyValue(c, UCHAR_WORD_BREAK) == U_WB_KATAKANA;
}

/* the tailorings, in the order in which they win */
static int tailored_class(UChar32 c) {
    int class = word_class(c);
    if (class == NMK_C_LINE_END || class == NMK_C_JOINER || class == NMK_C_EXTEND || class == NMK_C_FORMAT) return class;
    if (c == '@') return NMK_C_AT;
    if (c == ':' || c == 0xFE55 || c == 0xFF1A) return NMK_C_OTHER;
    if (is_character(c)) return NMK_C_CHARACTER;
    if (c >= 0xAC00 && c <= 0xD7A3) return NMK_C_HANGUL;
    if (u_isUWhiteSpace(c) || u_charType(c) == U_CONTROL_CHAR || c == 0x200B) return NMK_C_SPACE;
    if (u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT) return NMK_C_LETTER;
    if (class == NMK_C_OTHER && u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC)) return NMK_C_PICTURE;
    return class;
}

static unsigned class_byte(UChar32 c) {
    int class = tailored_class(c);
    unsigned byte = (unsigned)class;
    if (class != NMK_C_LETTER && class != NMK_C_HEBREW && class != NMK_C_CHARACTER && class != NMK_C_HANGUL) return byte;
    if (u_hasBinaryProperty(c, UCHAR_UPPERCASE) || u_charType(c) == U_TITLECASE_LETTER)
        byte |= NMK_CLASS_UPPER;
    else if (u_hasBinaryProperty(c, UCHAR_LOWERCASE))
        byte |= NMK_CLASS_LOWER;
    UErrorCode error = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &error);
    if (script != USCRIPT_LATIN && script != USCRIPT_COMMON && script != USCRIPT_INHERITED) byte |= NMK_CLASS_FOREIGN;
    return byte;
}

static const char *spelled(UChar32 c) {
    for (size_t i = 0; i < sizeof SPELLED / sizeof SPELLED[0]; i++)
        if (SPELLED[i].from == c) return SPELLED[i].to;
    return NULL;
}

/* Marks that only modify a letter. The vowel signs of Indic and South-East Asian scripts are letters to their readers. */
static bool is_stripped(UChar32 c) {
    int type = u_charType(c);
    if (type == U_FORMAT_CHAR) return true;
    if (type != U_NON_SPACING_MARK && type != U_ENCLOSING_MARK) return false;
    UErrorCode error = U_ZERO_ERROR;
    switch (uscript_getScript(c, &error)) {
    case USCRIPT_INHERITED:
    case USCRIPT_COMMON:
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
    case USCRIPT_CYRILLIC:
    case USCRIPT_HEBREW:
    case USCRIPT_ARABIC:
    case USCRIPT_SYRIAC: return true;
    default: return false;
    }
}

static void check(UErrorCode error) {
    if (U_SUCCESS(error)) return;
    fprintf(stderr, "unicode_tables: %s\n", u_errorName(error));
    exit(1);
}

/* Case folding and NFKD until nothing changes (three rounds are enough for every code point); returns code points. */
static int32_t decompose(UChar32 c, UChar32 out[MAX_UNITS]) {
    UErrorCode error = U_ZERO_ERROR;
    UChar one[MAX_UNITS], other[MAX_UNITS];
    int32_t n = 0;
    u_strFromUTF32(one, MAX_UNITS, &n, &c, 1, &error);
    for (int round = 0; round < 3; round++) {
        int32_t m = u_strFoldCase(other, MAX_UNITS, one, n, U_FOLD_CASE_DEFAULT, &error);
        n = unorm2_normalize(compatibility, other, m, one, MAX_UNITS, &error);
    }
    int32_t count = 0;
    u_strToUTF32(out, MAX_UNITS, &count, one, n, &error);
    check(error);
    return count;
}

/* Appends the folded form of one decomposed code point. */
static size_t append_folded(UChar32 c, char *out) {
    const char *to = spelled(c);
    if (to) {
        memcpy(out, to, strlen(to));
        return strlen(to);
    }
    return is_stripped(c) ? 0 : nmk_utf8_put((uint32_t)c, out);
}

/* The folded form of c in UTF-8; its length. Hangul syllables stay whole. */
static size_t folded(UChar32 c, char out[MAX_FOLDED]) {
    UChar32 parts[MAX_UNITS];
    if (c >= 0xAC00 && c <= 0xD7A3) return nmk_utf8_put((uint32_t)c, out);
    if (spelled(c)) return append_folded(c, out);
    int32_t n = decompose(c, parts);
    size_t length = 0;
    for (int32_t i = 0; i < n; i++) length += append_folded(parts[i], out + length);
    return length;
}

static char pool[POOL_SIZE];
static size_t pool_length = 1; /* offset 0 means: itself */

/* Where the folded form stands in the pool; equal forms share a place. */
static unsigned pooled(const char *form, size_t length) {
    char entry[MAX_FOLDED + 1];
    entry[0] = (char)length;
    memcpy(entry + 1, form, length);
    for (size_t at = 1; at < pool_length; at += 1 + (size_t)pool[at])
        if (memcmp(pool + at, entry, length + 1) == 0) return (unsigned)at;
    if (pool_length + length + 1 > POOL_SIZE) {
        fprintf(stderr, "unicode_tables: the folded forms need more than %d bytes\n", POOL_SIZE);
        exit(1);
    }
    memcpy(pool + pool_length, entry, length + 1);
    pool_length += length + 1;
    return (unsigned)(pool_length - length - 1);
}

static unsigned fold_offset(UChar32 c) {
    if (c >= 0xD800 && c <= 0xDFFF) return 0;
    char form[MAX_FOLDED], itself[4];
    size_t length = folded(c, form);
    size_t own = nmk_utf8_put((uint32_t)c, itself);
    if (length == own && memcmp(form, itself, own) == 0) return 0;
    return pooled(form, length);
}

static unsigned values[CODE_POINTS];

/* Prints values[] as NAME_stage1 and NAME_stage2 (type) with blocks of 1 << shift. */
static void print_table(const char *name, const char *type, unsigned shift) {
    static unsigned first[MAX_BLOCKS], index[CODE_POINTS];
    unsigned size = 1u << shift, blocks = 0, used = 0;
    for (unsigned at = 0; at < CODE_POINTS; at += size) {
        unsigned found = 0;
        while (found < used && memcmp(values + first[found], values + at, size * sizeof values[0]) != 0) found++;
        if (found == MAX_BLOCKS) {
            fprintf(stderr, "unicode_tables: %s has more than %d blocks\n", name, MAX_BLOCKS);
            exit(1);
        }
        if (found == used) first[used++] = at;
        index[blocks++] = found;
    }
    printf("const uint8_t nmk_%s_stage1[0x110000 >> %u] = {", name, shift);
    for (unsigned i = 0; i < blocks; i++) printf("%s%u,", i % 32 ? "" : "\n", index[i]);
    printf("\n};\nconst %s nmk_%s_stage2[] = {", type, name);
    for (unsigned b = 0; b < used; b++)
        for (unsigned i = 0; i < size; i++) printf("%s%u,", i % 32 ? "" : "\n", values[first[b] + i]);
    printf("\n};\n");
    fprintf(stderr, "%s: %u blocks of %u\n", name, used, size);
}

static void print_pool(void) {
    printf("const char nmk_fold_pool[] = {");
    for (size_t i = 0; i < pool_length; i++) printf("%s%d,", i % 32 ? "" : "\n", (signed char)pool[i]);
    printf("\n};\n");
}

int main(void) {
    UErrorCode error = U_ZERO_ERROR;
    compatibility = unorm2_getNFKDInstance(&error);
    check(error);
    printf("/* Made by compile/unicode_tables.c from ICU %s, Unicode %s. */\n", U_ICU_VERSION, U_UNICODE_VERSION);
    for (UChar32 c = 0; c < CODE_POINTS; c++) values[c] = class_byte(c);
    print_table("class", "uint8_t", NMK_CLASS_SHIFT);
    for (UChar32 c = 0; c < CODE_POINTS; c++) values[c] = fold_offset(c);
    print_table("fold", "uint16_t", NMK_FOLD_SHIFT);
    print_pool();
    return ferror(stdout) || fflush(stdout) != 0;
}
