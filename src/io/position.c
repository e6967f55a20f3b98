/* What goes into the digest is what does not depend on how the bytes arrived. */
#include "io/position.h"

#include "base/hash.h"

static uint64_t digest_of(const NmkRecord *record) {
    const bool whole = record->kind == NMK_RECORD_JSON || record->kind == NMK_RECORD_TEXT;
    const uint64_t bytes = whole ? nmk_checksum(record->bytes.bytes, record->bytes.length) : (uint64_t)record->kind;
    const uint64_t name = record->file ? nmk_hash(record->file, strlen(record->file)) : 0;
    return nmk_mix(bytes ^ 0xa0761d6478bd642fULL, name ^ record->byte ^ 0xe7037ed1a0b428dbULL);
}

void nmk_position_pass(NmkPosition *position, const NmkRecord *record) {
    if (record->operand != position->operand) *position = (NmkPosition){.operand = record->operand};
    position->records++;
    position->digest = nmk_mix(position->digest ^ digest_of(record), 0x8ebc6af09c88c6e3ULL);
    position->unsure = record->kind == NMK_RECORD_UNREADABLE;
}

bool nmk_position_find(const NmkPosition *position, NmkRecords *records) {
    if (position->operand && !nmk_records_skip(records, position->operand - 1)) return false;
    NmkPosition at = {.operand = position->operand};
    while (at.records < position->records) {
        const NmkRecord record = nmk_records_next(records);
        if (record.kind == NMK_RECORD_END || record.operand != position->operand) return false;
        nmk_position_pass(&at, &record);
    }
    return at.digest == position->digest;
}
