/* A position in the input, behind a record. It is found again by reading, not by seeking: so it holds for what is compressed, converted or
 * piped as well, and the digest of the records on the way shows that they are those that were read before. Reading is a hundred times as
 * fast as what is done with records. Whole operands before the present one are passed over unread. */
#ifndef NEWSMARK_IO_POSITION_H
#define NEWSMARK_IO_POSITION_H

#include "io/records.h"

/* All zero at the beginning. */
typedef struct NmkPosition {
    uint64_t operand; /* of the last record, from 1 */
    uint64_t records; /* of that operand, up to this one */
    uint64_t digest;  /* of these */
    bool unsure;      /* the last record was unreadable, and may not be so the next time */
} NmkPosition;

/* Goes past the record. */
void nmk_position_pass(NmkPosition *position, const NmkRecord *record);

/* Reads up to the position; before the first record. false where the input is no longer the same, or the reading was stopped. */
bool nmk_position_find(const NmkPosition *position, NmkRecords *records);

#endif
