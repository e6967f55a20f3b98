/* A parsed JSON text as a flat list of values in the order they are written: what is inside an array or object follows it. */
#ifndef NEWSMARK_IO_JSON_VALUE_H
#define NEWSMARK_IO_JSON_VALUE_H

#include "base/slice.h"

typedef enum NmkJsonKind { NMK_JSON_NULL, NMK_JSON_BOOLEAN, NMK_JSON_NUMBER, NMK_JSON_STRING, NMK_JSON_ARRAY, NMK_JSON_OBJECT } NmkJsonKind;

typedef struct NmkJsonValue {
    NmkSlice key;   /* unescaped; empty for elements of arrays and for the root */
    NmkSlice text;  /* strings: unescaped; numbers, booleans and null: as written; else empty */
    NmkSlice raw;   /* as it is written, with quotes or brackets; white space inside is part of it */
    uint32_t after; /* index of the first value behind this one and all inside it */
    NmkJsonKind kind;
} NmkJsonValue;

#define NMK_JSON_MISSING UINT32_MAX

/* Index of the member of an object; of members with the same key, the last. NMK_JSON_MISSING where there is none. */
uint32_t nmk_json_member(const NmkJsonValue *values, uint32_t object, NmkSlice key);

/* Follows "a.b.c" from the root, an object; a member whose key has the dots in it comes first. */
uint32_t nmk_json_path(const NmkJsonValue *values, const char *path);

/* The value at path where it is a string, else an empty slice with bytes NULL. */
NmkSlice nmk_json_string_at(const NmkJsonValue *values, const char *path);

/* A whole number from 0 to UINT32_MAX; false where it is none. */
bool nmk_json_count(const NmkJsonValue *value, uint32_t *number);

#endif
