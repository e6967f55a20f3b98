/* Compiles data/topics: the tree of topics, their terms and the phrases that stand for them (format: data/README.md, "topics/"). */
#ifndef NEWSMARK_COMPILE_TOPICS_H
#define NEWSMARK_COMPILE_TOPICS_H

#include "compile/source.h"

/* Reads topics/tree.tsv and every topics/NAME.topics of the sources. Faults are reported to the builder's diagnostics. */
NewsmarkStatus nmk_compile_topics(NmkBuilder *builder, const NmkSources *sources);

/* Whether the file is topics/NAME.topics. */
bool nmk_is_topic_file(const NmkSourceFile *file);

/* Runs the examples of the topic files against a finished image: a text after + must be listed under its topic, one after - must not.
 * Those that fail are reported as errors. */
NewsmarkStatus nmk_check_topics(NmkDiagnostics *diagnostics, const NmkSources *sources, const void *image, size_t size, NewsmarkError *error);

#endif
