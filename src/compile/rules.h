/* Compiles data/rules: patterns that state evidence. */
#ifndef NEWSMARK_COMPILE_RULES_H
#define NEWSMARK_COMPILE_RULES_H

#include "compile/source.h"

/* After all words, lists and attributes are known. Faults are reported to the builder's diagnostics. */
NewsmarkStatus nmk_compile_rules(NmkBuilder *builder, const NmkSources *sources);

bool nmk_is_rule_file(const NmkSourceFile *file);

/* Runs the examples of all rules against the finished image and reports those that fail: a rule must hold of the span in square brackets of its
 * + examples; of that of a - example, or of any candidate where a - example has no brackets, it must not. */
NewsmarkStatus nmk_check_rules(NmkDiagnostics *diagnostics, const NmkSources *sources, const void *image, size_t size, NewsmarkError *error);

#endif
