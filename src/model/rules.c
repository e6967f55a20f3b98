/* Verifies the sections of rules: every state ends, every operand and jump is within bounds. Cycles need no check, for the matcher stops
 * at NMK_RULE_REACH and visits a state at most once a token. */
#include "model/rules.h"

#include "model/model.h"

static bool phrase_valid(const NmkModelView *model, uint32_t operand) {
    uint32_t kind = operand >> 24, id = operand & NMK_PHRASE_ANY;
    if (kind == NMK_ENTRY_LIST) return id < model->count[NMK_SECTION_LISTS];
    return kind < NMK_ENTRY_KINDS && id == NMK_PHRASE_ANY;
}

static bool step_valid(const NmkModelView *model, const NmkRuleStep *step) {
    switch ((NmkStepKind)step->kind) {
    case NMK_STEP_ACCEPT: return step->operand < model->count[NMK_SECTION_RULES];
    case NMK_STEP_WORD: return step->operand < model->count[NMK_SECTION_WORDS];
    case NMK_STEP_EXACT: return nmk_string_valid(model, step->operand);
    case NMK_STEP_RANGE: return step->operand >> 8 < NMK_A_MAX;
    case NMK_STEP_CLASS: return step->operand < NMK_TOKEN_CLASSES;
    case NMK_STEP_PHRASE: return phrase_valid(model, step->operand);
    case NMK_STEP_COUNT: return true;
    case NMK_STEP_KINDS: break;
    }
    return false;
}

static bool steps_valid(const NmkModelView *model) {
    const uint32_t count = model->count[NMK_SECTION_RULE_STEPS];
    for (uint32_t i = 0; i < count; i++) {
        const NmkRuleStep *step = &model->rule_steps[i];
        if (step->kind >= NMK_STEP_KINDS || step->next >= count || !step_valid(model, step)) return false;
        if (step->row > count - i || nmk_step_subject(step) >= NMK_SUBJECTS) return false;
    }
    return count == 0 || (model->rule_steps[count - 1].flags & NMK_STEP_LAST);
}

static bool rule_valid(const NmkModelView *model, const NmkRule *rule) {
    if (!nmk_string_valid(model, rule->name) || !nmk_source_valid(model, rule->source)) return false;
    if ((uint64_t)rule->condition + rule->conditions > model->count[NMK_SECTION_RULE_STEPS]) return false;
    if (!rule->conditions) return true;
    return !(model->rule_steps[rule->condition + rule->conditions - 1].flags & NMK_STEP_OR);
}

/* The list at index: its numbers are below limit. */
static bool list_valid(const NmkModelView *model, uint32_t index, uint32_t limit) {
    const uint32_t size = model->count[NMK_SECTION_RULE_INDEX];
    if (index >= size || (uint64_t)index + 1 + model->rule_index[index] > size) return false;
    for (uint32_t i = 0; i < model->rule_index[index]; i++)
        if (model->rule_index[index + 1 + i] >= limit) return false;
    return true;
}

/* One row a set; a table of words with a free slot, so that every search ends. */
static bool classes_valid(const NmkModelView *model) {
    const uint32_t size = model->count[NMK_SECTION_RULE_WORDS];
    bool room = false;
    if (model->count[NMK_SECTION_RULE_SETS] != model->count[NMK_SECTION_SETS]) return false;
    if (size == 0 || (size & (size - 1)) != 0) return false;
    for (uint32_t i = 0; i < model->count[NMK_SECTION_RULE_SETS]; i++)
        if (model->rule_sets[i].class >= model->count[NMK_SECTION_RULE_MASKS]) return false;
    for (uint32_t i = 0; i < size; i++) {
        if (model->rule_words[i].class > UINT16_MAX) return false;
        room |= model->rule_words[i].word == 0 && model->rule_words[i].class == 0;
        if (model->rule_words[i].word == 0 && model->rule_words[i].class != 0) return false;
    }
    for (uint32_t i = 0; i < model->count[NMK_SECTION_RULE_PHRASES]; i++)
        if (!phrase_valid(model, model->rule_phrases[i])) return false;
    for (uint32_t i = 0; i < model->count[NMK_SECTION_RULE_LETTERS]; i++)
        if (!nmk_string_valid(model, model->rule_letters[i])) return false;
    return room;
}

bool nmk_rules_valid(const NmkModelView *model) {
    const uint32_t rules = model->count[NMK_SECTION_RULES], sets = model->count[NMK_SECTION_SETS];
    const uint32_t size = model->count[NMK_SECTION_RULE_INDEX];
    if (!rules) return size == 0 && model->count[NMK_SECTION_RULE_STEPS] == 0;
    if (rules > NMK_RULES_MOST || size <= 2 + 2ull * sets || !steps_valid(model) || !classes_valid(model)) return false;
    for (uint32_t side = 0; side < NMK_SIDES; side++)
        if (model->rule_index[side] != NMK_NO_STEP && model->rule_index[side] >= model->count[NMK_SECTION_RULE_STEPS]) return false;
    for (uint32_t i = 0; i < rules; i++)
        if (!rule_valid(model, &model->rules[i])) return false;
    for (uint32_t i = 2; i < 2 + 2 * sets; i++) {
        const bool seen = i > 2 && model->rule_index[i] == model->rule_index[i - 1]; /* neighbours mostly share their list */
        if (!seen && !list_valid(model, model->rule_index[i], rules)) return false;
    }
    return true;
}
