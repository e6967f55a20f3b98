/* The kernels: 64 bytes of text at a time into bit masks, one bit a byte. All that differs between machines is here. */
#ifndef NEWSMARK_TEXT_MASKS_H
#define NEWSMARK_TEXT_MASKS_H

#include <stddef.h>
#include <stdint.h>

typedef struct NmkMask {
    uint64_t word, letter, upper; /* ASCII; word: letters and digits */
    uint64_t odd;                 /* capitals and digits: where a word is no plain one */
    uint64_t space, stop;         /* " "; "," and "." */
} NmkMask;

/* Classifies blocks * 64 bytes. */
typedef void NmkMaskKernel(const char *bytes, size_t blocks, NmkMask *masks);

NmkMaskKernel nmk_masks_scalar;
#if defined(__x86_64__) && defined(__GNUC__)
#define NMK_HAVE_X86_KERNELS 1
NmkMaskKernel nmk_masks_avx2, nmk_masks_avx512;
#endif

#endif
