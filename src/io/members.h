/* Members: the texts in one file. Mostly the file itself; of a compressed file what it holds; of an archive each file in it, and so on
 * inwards. So everything behind this sees plain files alone. */
#ifndef NEWSMARK_IO_MEMBERS_H
#define NEWSMARK_IO_MEMBERS_H

#include "io/archive.h"
#include "io/operands.h"

typedef struct NmkMembers NmkMembers;

/* NULL when out of memory. */
NmkMembers *nmk_members_new(void);
void nmk_members_free(NmkMembers *members);

void nmk_members_stop_on(NmkMembers *members, const volatile sig_atomic_t *stop);

/* Closes what is open and begins with another file. */
void nmk_members_open(NmkMembers *members, const NmkOperand *operand);

/* NMK_MEMBER_BAD: something in the file, or all of it, cannot be read; *fault says why. */
NmkMember nmk_members_next(NmkMembers *members, const char **fault);

/* Of the present member; valid until the next. */
NmkWindow *nmk_members_window(NmkMembers *members);

/* "archive.tar/name", or the path of a file that is no archive; NULL for standard input. Valid until the next. */
const char *nmk_members_path(const NmkMembers *members);

/* Would reading have to wait for somebody to write? */
bool nmk_members_waiting(const NmkMembers *members);

#endif
