/* Compiles data/rules: patterns that state evidence. */
#ifndef NEWSMARK_COMPILE_RULES_H
#define NEWSMARK_COMPILE_RULES_H

#include "compile/source.h"

/* Faults are reported to the builder's diagnostics. */
NewsmarkStatus nmk_compile_rules(NmkBuilder *builder, const NmkSources *sources);

#endif
