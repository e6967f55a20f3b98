/* JSON values as text. The caller places commas and braces; nothing here checks that they fit.
 *
 * nmk_put_... append to a buffer. nmk_pen_... write at a place for which there is room already (nmk_buffer_room) and return the place behind
 * what they wrote: records have many short members, and asking for room at each of them costs more than writing it. */
#ifndef NEWSMARK_IO_JSON_WRITER_H
#define NEWSMARK_IO_JSON_WRITER_H

#include "io/buffer.h"

/* A quoted string: control characters escaped, malformed UTF-8 as U+FFFD (one a maximal part), U+2028 and U+2029 escaped so that the
 * output is JavaScript as well. */
void nmk_put_json_string(NmkBuffer *buffer, NmkSlice text);

void nmk_put_unsigned(NmkBuffer *buffer, uint64_t number);

/* key, a constant that needs no escape, with its colon: "name": */
void nmk_put_key(NmkBuffer *buffer, const char *key);

/* Room to ask for. */
enum {
    NMK_PEN_NUMBER = 20, /* the longest number */
    NMK_PEN_BYTE = 6,    /* for each byte of strings, which may become \u0000 */
    NMK_PEN_SPARE = 32   /* once: some write more than they return */
};

#define NMK_PEN_INLINE __attribute__((always_inline)) static inline

/* A constant: its length is known to the compiler, which copies it in a few moves. */
NMK_PEN_INLINE char *nmk_pen(char *at, const char *constant) {
    const size_t length = strlen(constant);
    memcpy(at, constant, length);
    return at + length;
}

/* The quoted string of nmk_put_json_string: NMK_PEN_BYTE * length + 2 bytes, and NMK_PEN_SPARE. */
char *nmk_pen_string(char *at, NmkSlice text);

char *nmk_pen_number(char *at, uint64_t number);

#endif
