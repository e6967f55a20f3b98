/* Compiling: data folders -> image, one function a kind of data. Each reads its files from the sources, puts what it finds into the
 * builder and reports faults to the builder's diagnostics; a missing file leaves its part empty. */
#ifndef NEWSMARK_COMPILE_COMPILE_H
#define NEWSMARK_COMPILE_COMPILE_H

#include "compile/source.h"

void nmk_compile_lists(NmkBuilder *builder, const NmkSources *sources);
void nmk_compile_lexicons(NmkBuilder *builder, const NmkSources *sources);
void nmk_compile_gazetteer(NmkBuilder *builder, const NmkSources *sources);

/* Compiles the folders, the shipped one first, verifies the image and runs the examples in the sources. weights_path: the weights to use, NULL for weights.tsv of the
 * folders. *image is malloc'ed and 64-byte aligned, the caller frees. Where the sources have errors there is no image, the
 * diagnostics say why, and the status is NEWSMARK_ERROR_ARGUMENT. */
NewsmarkStatus nmk_compile(const char *const *folders, size_t n_folders, const char *weights_path, NmkDiagnostics *diagnostics, void **image,
                           size_t *size, NewsmarkError *error);

/* The same without running the examples: for weights under trial, and for data that are faulty on purpose. */
NewsmarkStatus nmk_compile_trial(const char *const *folders, size_t n_folders, const char *weights_path, NmkDiagnostics *diagnostics, void **image,
                                 size_t *size, NewsmarkError *error);

#endif
