/* Which attribute sets a token can have for which a test of a rule holds. What cannot be told from a set counts as possible. */
#include "compile/builder_parts.h"
#include "compile/rule_parts.h"

static bool is_number_set(const NmkSet *set) {
    return nmk_set_has(set, NMK_A_number1) || nmk_set_has(set, NMK_A_number2) || nmk_set_has(set, NMK_A_year) || nmk_set_has(set, NMK_A_number);
}

static bool is_edge_set(const NmkSet *set) {
    return nmk_set_has(set, NMK_A_line_end) || nmk_set_has(set, NMK_A_blank_line);
}

static bool is_symbol_set(const NmkSet *set) {
    for (unsigned a = 0; a < NMK_A_given3; a++)
        if (nmk_set_has(set, a)) return true;
    return false;
}

static bool class_fits(uint32_t class, const NmkSet *set) {
    switch ((NmkTokenClass)class) {
    case NMK_T_ANY: return !is_edge_set(set);
    case NMK_T_CAP: case NMK_T_UPPER: case NMK_T_LOWER: case NMK_T_MIXED: case NMK_T_INITIAL: case NMK_T_WORD: return !is_symbol_set(set);
    case NMK_T_NUM: return is_number_set(set);
    case NMK_T_YEAR: return nmk_set_has(set, NMK_A_year);
    case NMK_T_EDGE: return is_edge_set(set);
    case NMK_T_SENTENCE: case NMK_TOKEN_CLASSES: break;
    }
    return true;
}

/* Numbers, marks and the possessive have sets of their own, whatever the word is. */
static void mark_word(NmkBuilder *builder, uint32_t word, uint8_t *fits) {
    uint32_t n_sets;
    const NmkSet *sets = nmk_builder_sets(builder, &n_sets);
    if (!word) return;
    const NmkSlice text = nmk_intern_text(builder->words, word - 1);
    const char first = text.length ? text.bytes[0] : 0;
    fits[builder->word[word].set] = 1;
    if (first >= 'a' && first <= 'z') return;
    const bool number = first >= '0' && first <= '9';
    for (uint32_t s = 0; s < n_sets; s++) fits[s] |= number ? is_number_set(&sets[s]) : is_symbol_set(&sets[s]);
}

void nmk_rule_mark_phrases(NmkBuilder *builder, uint32_t operand, uint32_t side, uint8_t *fits) {
    const NmkTrie *trie = &builder->trie;
    const uint32_t id = operand & NMK_PHRASE_ANY;
    for (uint32_t i = 0; i < trie->n_entries; i++) {
        const NmkTrieEntry *entry = &trie->entries[i];
        if (entry->entry.kind != operand >> 24 || (id != NMK_PHRASE_ANY && id != entry->entry.id)) continue;
        uint32_t node = entry->node;
        if (side == NMK_SIDE_RIGHT)
            while (trie->nodes[node].parent) node = trie->nodes[node].parent;
        mark_word(builder, trie->nodes[node].word, fits);
    }
}

void nmk_rule_mark_sets(NmkBuilder *builder, const NmkRuleStep *step, uint32_t side, uint8_t *fits) {
    uint32_t n_sets;
    const NmkSet *sets = nmk_builder_sets(builder, &n_sets);
    const bool everywhere = (step->flags & NMK_STEP_NOT) || step->kind == NMK_STEP_EXACT;
    for (uint32_t s = 0; s < n_sets; s++) {
        if (everywhere) fits[s] = !is_edge_set(&sets[s]);
        else if (step->kind == NMK_STEP_CLASS) fits[s] = class_fits(step->operand, &sets[s]);
        else if (step->kind == NMK_STEP_RANGE)
            for (uint32_t a = step->operand >> 8; a <= (step->operand & 0xff); a++) fits[s] |= nmk_set_has(&sets[s], a);
    }
    if (everywhere) return;
    if (step->kind == NMK_STEP_PHRASE) nmk_rule_mark_phrases(builder, step->operand, side, fits);
    if (step->kind == NMK_STEP_WORD) mark_word(builder, step->operand, fits);
}
