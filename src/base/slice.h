/* A slice is text that somebody else owns: pointer and length in bytes, may hold NUL. The same struct as the public
 * NewsmarkString, so that results need no copy. */
#ifndef NEWSMARK_BASE_SLICE_H
#define NEWSMARK_BASE_SLICE_H

#include <stdbool.h>
#include <string.h>

#include "newsmark.h"

typedef NewsmarkString NmkSlice;

static inline NmkSlice nmk_slice(const char *bytes, size_t length) { return (NmkSlice){bytes, length}; }
static inline NmkSlice nmk_slice_of(const char *text) { return (NmkSlice){text, strlen(text)}; }
static inline bool nmk_slice_equal(NmkSlice a, NmkSlice b) {
    return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}
/* bytewise order, shorter first where one begins the other */
static inline int nmk_slice_compare(NmkSlice a, NmkSlice b) {
    size_t n = a.length < b.length ? a.length : b.length;
    int order = n ? memcmp(a.bytes, b.bytes, n) : 0;
    return order ? order : (a.length > b.length) - (a.length < b.length);
}
static inline bool nmk_slice_is(NmkSlice a, const char *text) { return nmk_slice_equal(a, nmk_slice_of(text)); }

#endif
