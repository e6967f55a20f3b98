/* A tar has no mark at its beginning: 512 bytes must be there to tell it from text. A text that has a line end before, or begins as JSON, is
 * not kept waiting for them. */
#include "io/packing.h"

enum { TAR_BLOCK = 512, TAR_CHECKSUM = 148, TAR_CHECKSUM_END = 156 };

static NmkPacking by_mark(NmkSlice text) {
    static const struct {
        const char *bytes;
        size_t length;
        NmkPacking packing;
    } MARKS[] = {{"\x1F\x8B\x08", 3, NMK_GZIP},
                 {"\x28\xB5\x2F\xFD", 4, NMK_COMPRESSED},
                 {"\xFD" "7zXZ\0", 6, NMK_COMPRESSED},
                 {"\x04\x22\x4D\x18", 4, NMK_COMPRESSED},
                 {"PK\3\4", 4, NMK_ZIP},
                 {"PK\5\6", 4, NMK_ZIP}, /* without members */
                 {"PK\7\10PK\3\4", 8, NMK_ZIP}};
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
        if (text.length >= MARKS[i].length && memcmp(text.bytes, MARKS[i].bytes, MARKS[i].length) == 0) return MARKS[i].packing;
    if (text.length >= 4 && text.bytes[0] >= 'P' && text.bytes[0] <= '_' && memcmp(text.bytes + 1, "\x2A\x4D\x18", 3) == 0)
        return NMK_COMPRESSED; /* a zstd frame to skip */
    bool bzip2 = text.length >= 10 && memcmp(text.bytes, "BZh", 3) == 0 && text.bytes[3] >= '1' && text.bytes[3] <= '9';
    if (bzip2 && (memcmp(text.bytes + 4, "1AY&SY", 6) == 0 || memcmp(text.bytes + 4, "\x17\x72\x45\x38\x50\x90", 6) == 0)) return NMK_COMPRESSED;
    return NMK_PLAIN;
}

/* The sum of the bytes of a header, its own field read as spaces, stands in it in octal; old programs added signed bytes. */
static bool is_tar_header(const char *block) {
    long sum = 0, signed_sum = 0, said = 0;
    int at = TAR_CHECKSUM;
    for (int i = 0; i < TAR_BLOCK; i++) {
        const char c = i >= TAR_CHECKSUM && i < TAR_CHECKSUM_END ? ' ' : block[i];
        sum += (unsigned char)c;
        signed_sum += (signed char)c;
    }
    while (at < TAR_CHECKSUM_END && block[at] == ' ') at++;
    const int first = at;
    for (; at < TAR_CHECKSUM_END && block[at] >= '0' && block[at] <= '7'; at++) said = 8 * said + (block[at] - '0');
    return at > first && (said == sum || said == signed_sum);
}

static bool is_zero(NmkSlice text, size_t length) {
    if (text.length < length) return false;
    for (size_t i = 0; i < length; i++)
        if (text.bytes[i]) return false;
    return true;
}

static bool like_text(NmkSlice text) {
    return text.length && (strchr("{[ \t\r\n\x1E\xEF", text.bytes[0]) ? text.bytes[0] != 0 : memchr(text.bytes, '\n', text.length) != NULL);
}

NmkPacking nmk_packing_find(NmkWindow *window) {
    for (;;) {
        NmkSlice text = nmk_window_unread(window);
        NmkPacking packing = by_mark(text);
        if (packing != NMK_PLAIN) return packing;
        bool zero = is_zero(text, TAR_BLOCK);
        if (text.length >= TAR_BLOCK && (zero ? is_zero(text, 2 * TAR_BLOCK) : is_tar_header(text.bytes))) return NMK_TAR;
        bool told = text.length >= (zero ? 2 * TAR_BLOCK : TAR_BLOCK) || like_text(text);
        if (told || !nmk_window_more(window)) return NMK_PLAIN;
    }
}
