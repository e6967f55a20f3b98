/* Output: a buffer in front of a file, or of standard output. A named file appears only when all of it is written. */
#ifndef NEWSMARK_IO_OUTPUT_H
#define NEWSMARK_IO_OUTPUT_H

#include "io/buffer.h"

typedef struct NmkOutput {
    NmkBuffer buffer; /* append here, then nmk_output_pass */
    int file;
    int reason;             /* errno of the first failure, 0; what is written after it is dropped */
    char *path, *temporary; /* temporary: NULL where the output is written in place */
} NmkOutput;

/* path NULL: standard output. A path that is a device or a pipe is written in place. false where it cannot be opened. */
bool nmk_output_open(NmkOutput *output, const char *path);

/* Writes the buffer where it has grown large, or whatever it holds where now is true. false after a failure. */
bool nmk_output_pass(NmkOutput *output, bool now);

/* Writes what is left and, where all went well and keep is true, gives the file its name. Frees the buffer. false where something
 * failed: output->reason says why. */
bool nmk_output_close(NmkOutput *output, bool keep);

#endif
