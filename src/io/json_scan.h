/* Finds where a JSON value ends, without reading what it says: it follows strings, escapes and brackets, over any cuts between blocks, and
 * stops at the first byte that no value could go on with. What passes here may still be no JSON; what stops it never is. */
#ifndef NEWSMARK_IO_JSON_SCAN_H
#define NEWSMARK_IO_JSON_SCAN_H

#include <stdint.h>

#include "base/slice.h"

enum { NMK_SCAN_DEPTH = 512 }; /* deeper is broken, as for the reader */

/* All zero: before a value. */
typedef struct NmkJsonScan {
    uint64_t objects[NMK_SCAN_DEPTH / 64]; /* bit d: the bracket at depth d is a brace */
    uint32_t depth;
    bool in_string, escaped; /* escaped: the next byte belongs to a backslash */
    char last;               /* kind of what came last: { [ : , or v, a value; 0: nothing yet */
} NmkJsonScan;

typedef enum NmkScanned { NMK_SCANNED_PART, NMK_SCANNED_ALL, NMK_SCANNED_BROKEN } NmkScanned;

/* Goes over text, which goes on where the last call ended. *used is how far: behind the value where it is all there, up to the wrong byte
 * where it is broken, else the whole text. A value that is no string, object or array ends before the byte that ends it, which has to
 * be there. */
NmkScanned nmk_json_scan(NmkJsonScan *scan, NmkSlice text, size_t *used);

#endif
