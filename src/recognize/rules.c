#include "recognize/rules.h"
NewsmarkStatus nmk_rules_prepare(NmkDoc *doc) { (void)doc; return NEWSMARK_OK; }
uint32_t nmk_rules_of_span(const NmkDoc *doc, uint32_t first, uint32_t end, uint32_t *rules, uint32_t max) { (void)doc; (void)first; (void)end; (void)rules; (void)max; return 0; }
