/* A uthash table whose records and copies live in an arena; the only file that knows uthash. */
#include "base/intern.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"

#define HASH_NONFATAL_OOM 1
#define uthash_nonfatal_oom(record) ((record)->number = NMK_INTERN_NONE)
#include <uthash.h>

typedef struct Record {
    NmkSlice text;
    uint32_t number;
    UT_hash_handle hh;
} Record;

struct NmkIntern {
    NmkArena arena;
    Record *table;
    Record **at; /* by number */
    uint32_t count, capacity;
};

NmkIntern *nmk_intern_new(void) {
    NmkIntern *intern = calloc(1, sizeof *intern);
    if (intern) nmk_arena_init(&intern->arena, NULL);
    return intern;
}

void nmk_intern_free(NmkIntern *intern) {
    if (!intern) return;
    HASH_CLEAR(hh, intern->table);
    nmk_arena_free(&intern->arena);
    free(intern);
}

static Record *find(const NmkIntern *intern, NmkSlice text, unsigned hash) {
    Record *record = NULL;
    HASH_FIND_BYHASHVALUE(hh, intern->table, text.bytes, text.length, hash, record);
    return record;
}

static unsigned hash_of(NmkSlice text) {
    return (unsigned)nmk_hash(text.bytes, text.length);
}

static Record *new_record(NmkIntern *intern, NmkSlice text) {
    Record **at = nmk_arena_grow(&intern->arena, intern->at, sizeof *at, &intern->capacity, intern->count + 1);
    if (!at) return NULL;
    intern->at = at;
    Record *record = nmk_arena_take(&intern->arena, sizeof *record + text.length + 1);
    if (!record) return NULL;
    char *copy = (char *)(record + 1);
    if (text.length) memcpy(copy, text.bytes, text.length);
    copy[text.length] = '\0';
    *record = (Record){.text = nmk_slice(copy, text.length), .number = intern->count};
    return record;
}

uint32_t nmk_intern(NmkIntern *intern, NmkSlice text) {
    if (text.length > UINT32_MAX / 2 || intern->count == NMK_INTERN_NONE - 1) return NMK_INTERN_NONE;
    unsigned hash = hash_of(text);
    Record *record = find(intern, text, hash);
    if (record) return record->number;
    record = new_record(intern, text);
    if (!record) return NMK_INTERN_NONE;
    HASH_ADD_KEYPTR_BYHASHVALUE(hh, intern->table, record->text.bytes, record->text.length, hash, record);
    if (record->number == NMK_INTERN_NONE) return NMK_INTERN_NONE;
    intern->at[intern->count++] = record;
    return record->number;
}

uint32_t nmk_intern_find(const NmkIntern *intern, NmkSlice text) {
    const Record *record = find(intern, text, hash_of(text));
    return record ? record->number : NMK_INTERN_NONE;
}

uint32_t nmk_intern_count(const NmkIntern *intern) {
    return intern->count;
}

NmkSlice nmk_intern_text(const NmkIntern *intern, uint32_t number) {
    return intern->at[number]->text;
}
