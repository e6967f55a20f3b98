/* The bytes of one file, or of standard input: read in blocks, never mapped, so that a file that shrinks meanwhile is a short file and no
 * crash. */
#ifndef NEWSMARK_IO_SOURCE_H
#define NEWSMARK_IO_SOURCE_H

#include <signal.h>

#include "io/window.h"

typedef struct NmkSource {
    NmkWindow window;
    int file;
    bool is_open, owned;               /* owned: closed here, as standard input is not */
    const volatile sig_atomic_t *stop; /* once it is not 0, reading fails; NULL where nobody may stop it */
} NmkSource;

/* path NULL: standard input. A link is not followed where follow is false. false: source->window.fault says why. */
bool nmk_source_open(NmkSource *source, const char *path, bool follow);
void nmk_source_close(NmkSource *source); /* a closed one too */
void nmk_source_free(NmkSource *source);

/* Would reading have to wait for somebody to write? */
bool nmk_source_waiting(const NmkSource *source);

#endif
