/* Rules: none are known to this version. */
#include "compile/rules.h"

NewsmarkStatus nmk_compile_rules(NmkBuilder *builder, const NmkSources *sources) {
    (void)builder;
    (void)sources;
    return NEWSMARK_OK;
}
