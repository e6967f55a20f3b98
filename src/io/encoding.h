/* Encodings: any text becomes UTF-8. What is UTF-8 already passes untouched, its malformed bytes too, which the engine copes with; of other
 * encodings a malformed byte becomes U+FFFD.
 *
 * Told by itself, a text is UTF-16 or UTF-32 by its byte order mark, or UTF-16 by its many NULs, and else UTF-8 until its first malformed
 * byte. Then it is UTF-8 with faults where well-formed sequences are no rarer than stray bytes, or where ICU's detector, which sees the
 * 8 KB from there on, is not sure enough; else what the detector says. So the answer does not depend on how the bytes arrive, but
 * text that is not UTF-8 waits for these 8 KB. */
#ifndef NEWSMARK_IO_ENCODING_H
#define NEWSMARK_IO_ENCODING_H

#include "io/window.h"

typedef struct NmkEncoding NmkEncoding;

/* name: of an encoding that is known, for texts without byte order mark; NULL or "auto": told by itself. NULL when out of memory. */
NmkEncoding *nmk_encoding_new(const char *name);
void nmk_encoding_free(NmkEncoding *encoding);

/* A window on the text that from is at the beginning of. Both live until the next call. */
NmkWindow *nmk_encoding_open(NmkEncoding *encoding, NmkWindow *from);

/* "auto" and every name of every encoding of ICU are known. */
bool nmk_encoding_is_known(const char *name);

/* All names, ending with NULL, in memory that the caller frees with free. NULL when out of memory. */
const char **nmk_encoding_names(void);

#endif
