/* Where and why a text is no JSON, for faults that simdjson finds before it can say where: a second look, taken only at bad records. */
#ifndef NEWSMARK_IO_JSON_FAULT_H
#define NEWSMARK_IO_JSON_FAULT_H

#include "base/slice.h"

/* The first byte that is not UTF-8; the length of the text where all is. */
size_t nmk_json_malformed(NmkSlice text);

/* The first control character inside a string, or else the start of a string without an end; the length of the text where there is neither. */
size_t nmk_json_bad_string(NmkSlice text);

/* For a text that ends before its object does, or not with it: what is wrong, in constant words, and at which byte. */
const char *nmk_json_bad_end(NmkSlice text, size_t *byte);

#endif
