/* The record: what newsmark found in one document as one line of JSON (data/schema/record.schema.json). */
#ifndef NEWSMARK_IO_RECORD_WRITER_H
#define NEWSMARK_IO_RECORD_WRITER_H

#include "io/input.h"
#include "io/offsets.h"

enum { NMK_RECORD_VERSION = 1 };

/* Parts of a record, to choose some. */
typedef enum NmkPart {
    NMK_PART_PEOPLE = 1,
    NMK_PART_ORGANIZATIONS = 2,
    NMK_PART_PLACES = 4,
    NMK_PART_COUNTRIES = 8,
    NMK_PART_TOPICS = 16,
    NMK_PARTS_ALL = 31
} NmkPart;

typedef struct NmkRecordStyle {
    NmkUnit unit;
    unsigned parts;    /* of NmkPart */
    uint8_t min_score; /* mentions below it are left out, and entities all of whose mentions are */
    bool explain;      /* evidence of mentions and topics */
    bool with_text;
    const char *digest; /* of the model, to stamp the record with; NULL for no stamp */
} NmkRecordStyle;

/* Does the style show entities and mentions of this type? */
bool nmk_style_shows(const NmkRecordStyle *style, NewsmarkType type);

/* Appends the record of the document's last result, with its line end. The document is asked for evidence where the style wants it. false, and
 * nothing appended, where memory ran out. */
bool nmk_put_record(NmkBuffer *buffer, const NmkRecordStyle *style, const NmkInput *input, NewsmarkDocument *document);

/* Appends the error record of an input with a fault, with its line end. */
void nmk_put_error_record(NmkBuffer *buffer, const NmkInput *input);

#endif
