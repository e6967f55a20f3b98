/* Operands: the files to read, one after the other: those named, those of a list, which is read as it is used, and with them what lies in
 * directories, in the order of the bytes of its paths. Hidden entries of directories, links and devices in them are passed over. */
#ifndef NEWSMARK_IO_OPERANDS_H
#define NEWSMARK_IO_OPERANDS_H

#include <signal.h>

#include "base/slice.h"

typedef struct NmkFileList {
    char *const *operands; /* paths, "-" is standard input; borrowed */
    size_t n_operands;
    const char *files_from; /* after them, the paths in this file, one a line; "-" is standard input; NULL: none */
    bool null_separated;    /* the paths there end with NUL, not with a line end */
    bool recursive;         /* a directory stands for the files in it */
} NmkFileList;

typedef struct NmkOperand {
    const char *path;  /* NULL for standard input; valid until the next operand */
    const char *fault; /* why it cannot be had; NULL where it can be opened */
    bool follow;       /* links are followed: somebody named it */
} NmkOperand;

typedef struct NmkOperands NmkOperands;

/* Nothing named is standard input. NULL when out of memory. */
NmkOperands *nmk_operands_new(const NmkFileList *list);
void nmk_operands_free(NmkOperands *operands);

/* Once *stop is not 0, waiting for a list ends. */
void nmk_operands_stop_on(NmkOperands *operands, const volatile sig_atomic_t *stop);

/* false where there are no more. */
bool nmk_operands_next(NmkOperands *operands, NmkOperand *operand);

/* Would the next one have to wait for somebody to write it? */
bool nmk_operands_waiting(NmkOperands *operands);

#endif
