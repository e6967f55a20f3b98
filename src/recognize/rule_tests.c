/* Literals, attributes and shapes of one token; what needs more than one is tested where it is asked. */
#include "recognize/rule_tests.h"

static bool is_class(const NmkDoc *doc, const NmkToken *token, uint32_t class) {
    const bool word = token->kind == NMK_WORD;
    switch ((NmkTokenClass)class) {
    case NMK_T_ANY: return true;
    case NMK_T_CAP: return word && (token->flags & NMK_CAPITAL);
    case NMK_T_UPPER: return word && (token->flags & NMK_UPPER);
    case NMK_T_LOWER: return word && (token->flags & NMK_LOWER);
    case NMK_T_MIXED: return word && (token->flags & NMK_MIXED);
    case NMK_T_INITIAL: return word && (token->flags & NMK_INITIAL);
    case NMK_T_NUM: return token->kind == NMK_NUMBER;
    case NMK_T_YEAR: return token->set == doc->model->symbol_sets[NMK_A_year];
    case NMK_T_WORD: return word;
    case NMK_T_EDGE: case NMK_T_SENTENCE: case NMK_TOKEN_CLASSES: break;
    }
    return false;
}

/* A final dot of the text is no part of what must be exact: "Gen" stands in "Gen.". */
bool nmk_rule_is_exact(const NmkDoc *doc, const NmkToken *token, uint32_t string) {
    const char *wanted = nmk_text(doc->model, string), *text = doc->text.bytes + token->start;
    const size_t length = token->end - token->start, least = strlen(wanted);
    if (length < least || length > least + 1 || memcmp(text, wanted, least) != 0) return false;
    return length == least || text[least] == '.';
}

static bool in_range(const NmkDoc *doc, const NmkToken *token, uint32_t range) {
    const NmkSet *set = nmk_set(doc->model, token->set);
    for (uint32_t a = range >> 8; a <= (range & 0xff); a++)
        if (nmk_set_has(set, a)) return true;
    return false;
}

bool nmk_rule_holds(const NmkDoc *doc, uint32_t number, const NmkRuleStep *step) {
    const NmkToken *token = &doc->tokens.at[number];
    bool found = false;
    switch ((NmkStepKind)step->kind) {
    case NMK_STEP_WORD: found = token->word == step->operand; break;
    case NMK_STEP_EXACT: found = nmk_rule_is_exact(doc, token, step->operand); break;
    case NMK_STEP_RANGE: found = in_range(doc, token, step->operand); break;
    case NMK_STEP_CLASS: found = is_class(doc, token, step->operand); break;
    case NMK_STEP_ACCEPT: case NMK_STEP_PHRASE: case NMK_STEP_COUNT: case NMK_STEP_KINDS: break;
    }
    return found != ((step->flags & NMK_STEP_NOT) != 0);
}

const NmkRuleStep *nmk_rule_word_step(const NmkRuleStep *row, uint32_t word) {
    uint32_t low = 0, high = row->row;
    while (low < high) {
        const uint32_t middle = (low + high) / 2;
        if (row[middle].operand < word) low = middle + 1;
        else high = middle;
    }
    return word && low < row->row && row[low].operand == word ? &row[low] : NULL;
}
