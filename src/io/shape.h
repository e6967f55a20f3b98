/* The shape of a file: is it lines of JSON, a stream of JSON values, or one text? Told by its beginning, whatever it is called, but for the
 * names .ndjson and .jsonl, which promise lines. */
#ifndef NEWSMARK_IO_SHAPE_H
#define NEWSMARK_IO_SHAPE_H

#include "io/window.h"

typedef enum NmkShape {
    NMK_SHAPE_LINES, /* a JSON value a line */
    NMK_SHAPE_JSON,  /* JSON values, over lines or not, or arrays of them */
    NMK_SHAPE_TEXT   /* all of it is one text */
} NmkShape;

/* Reads as much as is needed to tell, a block at most. path is a name, or NULL. */
NmkShape nmk_shape_find(NmkWindow *window, const char *path);

/* How many of the first bytes of the text are a byte order mark, or white space of JSON. */
size_t nmk_byte_order_mark(NmkSlice text);
size_t nmk_json_spaces(NmkSlice text);

#endif
