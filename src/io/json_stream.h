/* A stream of JSON values cut into values, of which one at a time is in memory: values one behind the other, over lines or on one, with
 * commas or record separators (RFC 7464) between them, or as the elements of arrays. What stands between them is not checked further.
 *
 * A value over the limit is passed over up to its end. A broken one ends where its fault shows, and the next value is looked for at the
 * next record separator, or the next line that begins with a brace no further to the right than the broken value began. */
#ifndef NEWSMARK_IO_JSON_STREAM_H
#define NEWSMARK_IO_JSON_STREAM_H

#include "io/window.h"

typedef struct NmkJsonStream {
    NmkWindow *window;
    size_t max_bytes;
    size_t used;   /* bytes of the present piece: dropped before the next */
    uint64_t line; /* of the next byte, from 1 */
    size_t column; /* of it, 0 where a value stands before it on its line */
    bool clean;    /* on its line stand only spaces, brackets and commas before it */
    bool in_array, broken;
    bool has_begun, is_first; /* a piece was given; the present one was the first */
    size_t limit; /* column of the broken value */
} NmkJsonStream;

typedef enum NmkJsonFound {
    NMK_JSON_FOUND,     /* bytes: a value, or what there is of one that is broken; reading it will say what is wrong */
    NMK_JSON_TOO_LARGE, /* over the limit */
    NMK_JSON_NO_VALUE,  /* bytes: what is wrong between values, in words */
    NMK_JSON_ALL        /* the end of the stream, or it cannot be read further */
} NmkJsonFound;

typedef struct NmkJsonPiece {
    NmkJsonFound found;
    NmkSlice bytes; /* valid until the next piece */
    uint64_t line, byte; /* where it begins */
} NmkJsonPiece;

NmkJsonStream nmk_json_stream(NmkWindow *window, size_t max_bytes);

NmkJsonPiece nmk_json_stream_next(NmkJsonStream *stream);

/* Is the present piece all there is in the stream? Reads up to a block to tell; its bytes have moved to where *bytes now says. */
bool nmk_json_stream_alone(NmkJsonStream *stream, NmkSlice *bytes);

#endif
