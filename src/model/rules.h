/* Rules: token patterns that state evidence, compiled into steps. */
#ifndef NEWSMARK_MODEL_RULES_H
#define NEWSMARK_MODEL_RULES_H

#include "model/image.h"

typedef struct NmkRule {
    uint32_t name;
    uint32_t source; /* nmk_source */
    uint32_t step, steps;
    int16_t weight[5]; /* inline weights, by NewsmarkType, tenths of a logit */
    uint16_t reserved;
} NmkRule;

typedef struct NmkRuleStep {
    uint32_t operand, next;
} NmkRuleStep;

#endif
