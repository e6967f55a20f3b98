/* Verifies the sections of rules: no rule is known to this version, so they must be empty. */
#include "model/model.h"

bool nmk_rules_valid(const NmkModelView *model) {
    return model->count[NMK_SECTION_RULES] == 0 && model->count[NMK_SECTION_RULE_STEPS] == 0 && model->count[NMK_SECTION_RULE_INDEX] == 0;
}
