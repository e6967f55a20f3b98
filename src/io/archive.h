/* An archive: the files in a tar or a zip, one after the other, as a stream; or the one stream that another program compressed. Folders, links,
 * devices and hidden files are passed over. The names in an archive are labels and never paths. */
#ifndef NEWSMARK_IO_ARCHIVE_H
#define NEWSMARK_IO_ARCHIVE_H

#include "io/packing.h"
#include "io/source.h"

typedef struct NmkArchive NmkArchive;

typedef enum NmkMember {
    NMK_MEMBER,     /* there is one to read */
    NMK_MEMBER_BAD, /* the archive is damaged here, or to its end: the window has the fault */
    NMK_MEMBER_NONE /* no more */
} NmkMember;

/* NULL when out of memory. */
NmkArchive *nmk_archive_new(void);
void nmk_archive_free(NmkArchive *archive);

/* from: at the beginning of an archive. file: the open file that it is a window on, as the index of a zip stands at its end; NULL where
 * there is none. false, with a fault, where it cannot be read at all. */
bool nmk_archive_open(NmkArchive *archive, NmkPacking packing, NmkWindow *from, const NmkSource *file);
void nmk_archive_close(NmkArchive *archive); /* a closed one too */

/* What is left of the present member is passed over. */
NmkMember nmk_archive_next(NmkArchive *archive);

/* On the present member, empty where there is none; its fault is that of the archive too. */
NmkWindow *nmk_archive_window(NmkArchive *archive);

/* Of the present member, without control characters; "" where none is known. */
const char *nmk_archive_name(const NmkArchive *archive);

#endif
