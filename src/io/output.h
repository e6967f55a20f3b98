/* Output: a buffer in front of a file, or of standard output. A named file appears only when all of it is written. */
#ifndef NEWSMARK_IO_OUTPUT_H
#define NEWSMARK_IO_OUTPUT_H

#include "io/buffer.h"

typedef struct NmkOutput {
    NmkBuffer buffer; /* append here, then nmk_output_pass */
    int file;
    int reason;             /* errno of the first failure, 0; what is written after it is dropped */
    char *path, *temporary; /* temporary: NULL where the output is written in place */
    bool stays;             /* the temporary file is kept for another run, if it does not become the file */
    uint64_t written;       /* bytes of the file so far */
} NmkOutput;

/* path NULL: standard output. A path that is a device or a pipe is written in place. false where it cannot be opened. */
bool nmk_output_open(NmkOutput *output, const char *path);

/* Opens PATH.part, which stays until all is written: another run can go on with its first length bytes. Nobody else may write it meanwhile.
 * false where it cannot be opened; reason is EBUSY where another process has it, ESTALE where it is shorter than that, or gone. */
bool nmk_output_open_part(NmkOutput *output, const char *path, uint64_t length);

/* Writes the buffer and waits until the disk has it all. false after a failure. */
bool nmk_output_sync(NmkOutput *output);

/* Writes the buffer where it has grown large, or whatever it holds where now is true. false after a failure. */
bool nmk_output_pass(NmkOutput *output, bool now);

/* The first failure in words; valid until the next call. */
const char *nmk_output_fault(const NmkOutput *output);

/* Writes what is left and, where all went well and keep is true, gives the file its name. Frees the buffer. false where something
 * failed: output->reason says why. */
bool nmk_output_close(NmkOutput *output, bool keep);

#endif
