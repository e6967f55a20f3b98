/* Evidence: weights.tsv -> a vector for every fact, and the summed cells. */
#ifndef NEWSMARK_COMPILE_EVIDENCE_H
#define NEWSMARK_COMPILE_EVIDENCE_H

#include "compile/source.h"

/* After all words are marked and all rules compiled. weights_path: NULL for weights.tsv of the sources. */
NewsmarkStatus nmk_compile_evidence(NmkBuilder *builder, const NmkSources *sources, const char *weights_path, NewsmarkError *error);

#endif
