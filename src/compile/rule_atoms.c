/* Atoms: from what a rule writes to what a step tests. Literals are cut into tokens by the engine's own tokenizer. */
#include "compile/builder_parts.h"
#include "compile/rule_parts.h"
#include "text/fold.h"
#include "text/token.h"

static NmkRuleAtom atom_of(NmkStepKind kind, uint32_t operand) {
    return (NmkRuleAtom){.kind = (uint8_t)kind, .operand = operand};
}

static NmkRuleAtom symbol(unsigned attribute) {
    return atom_of(NMK_STEP_RANGE, attribute << 8 | attribute);
}

bool nmk_rule_list_atom(NmkBuilder *builder, NmkSlice name, NmkRuleAtom *atom) {
    static const struct {
        const char *name;
        NmkEntryKind kind;
    } LEXICONS[] = {{"country", NMK_ENTRY_COUNTRY_NAME}, {"region", NMK_ENTRY_REGION}, {"city", NMK_ENTRY_CITY},
                    {"organization", NMK_ENTRY_ORGANIZATION}, {"person", NMK_ENTRY_PERSON}};
    for (size_t i = 0; i < sizeof LEXICONS / sizeof *LEXICONS; i++) {
        if (!nmk_slice_is(name, LEXICONS[i].name)) continue;
        *atom = atom_of(NMK_STEP_PHRASE, (uint32_t)LEXICONS[i].kind << 24 | NMK_PHRASE_ANY);
        return true;
    }
    const uint32_t list = nmk_intern_find(builder->lists, name);
    if (list == NMK_INTERN_NONE) return false;
    *atom = atom_of(NMK_STEP_PHRASE, (uint32_t)NMK_ENTRY_LIST << 24 | list);
    return true;
}

bool nmk_rule_attribute_atom(NmkBuilder *builder, NmkSlice name, NmkRuleAtom *atom) {
    static const struct {
        const char *name;
        unsigned first, last;
    } LADDERS[] = {{"given", NMK_A_given3, NMK_A_given0},
                   {"surname", NMK_A_surname2, NMK_A_surname0},
                   {"common", NMK_A_common10, NMK_A_common70},
                   {"place", NMK_A_place3, NMK_A_place0}};
    for (size_t i = 0; i < sizeof LADDERS / sizeof *LADDERS; i++) {
        if (!nmk_slice_is(name, LADDERS[i].name)) continue;
        *atom = atom_of(NMK_STEP_RANGE, LADDERS[i].first << 8 | LADDERS[i].last);
        return true;
    }
    const uint32_t attribute = nmk_intern_find(builder->attributes, name);
    if (attribute == NMK_INTERN_NONE) return false;
    *atom = symbol(attribute);
    return true;
}

bool nmk_rule_class_atom(NmkSlice name, NmkRuleAtom *atom) {
    static const struct {
        const char *name;
        NmkTokenClass class;
    } CLASSES[] = {{"Any", NMK_T_ANY},         {"Cap", NMK_T_CAP},   {"Upper", NMK_T_UPPER}, {"Lower", NMK_T_LOWER},
                   {"Mixed", NMK_T_MIXED},     {"Initial", NMK_T_INITIAL}, {"Num", NMK_T_NUM},     {"Year", NMK_T_YEAR},
                   {"Word", NMK_T_WORD},       {"LineStart", NMK_T_EDGE},  {"LineEnd", NMK_T_EDGE}, {"SentenceStart", NMK_T_SENTENCE}};
    for (size_t i = 0; i < sizeof CLASSES / sizeof *CLASSES; i++) {
        if (!nmk_slice_is(name, CLASSES[i].name)) continue;
        *atom = atom_of(NMK_STEP_CLASS, CLASSES[i].class);
        return true;
    }
    return false;
}

/* Marks that have an attribute of their own; others are tested byte for byte. */
static bool mark_atom(NmkSlice text, NmkRuleAtom *atom) {
    static const struct {
        char mark;
        NmkAttribute attribute;
    } MARKS[] = {{'.', NMK_A_period}, {',', NMK_A_comma}, {':', NMK_A_colon}, {';', NMK_A_semicolon}, {'?', NMK_A_question}, {'!', NMK_A_exclamation},
                 {'"', NMK_A_quote}, {'\'', NMK_A_apostrophe}, {'(', NMK_A_open}, {'[', NMK_A_open}, {')', NMK_A_close}, {']', NMK_A_close},
                 {'-', NMK_A_dash}, {'/', NMK_A_slash}, {'&', NMK_A_ampersand}, {'$', NMK_A_currency_sign}, {'%', NMK_A_percent},
                 {'*', NMK_A_bullet}, {'@', NMK_A_at_sign}, {'#', NMK_A_hash_sign}};
    for (size_t i = 0; text.length == 1 && i < sizeof MARKS / sizeof *MARKS; i++) {
        if (text.bytes[0] != MARKS[i].mark) continue;
        *atom = symbol(MARKS[i].attribute);
        return true;
    }
    return false;
}

static bool token_atom(NmkBuilder *builder, NmkSlice text, const NmkToken *token, bool exact, NmkRuleAtom *atom) {
    char folded[NMK_FOLD_MAX];
    if (token->kind == NMK_MARK && mark_atom(text, atom)) return true;
    if (token->kind == NMK_POSSESSIVE) {
        *atom = symbol(NMK_A_possessive);
        return true;
    }
    const size_t length = nmk_fold(text, folded);
    if (!length) return false;
    const uint32_t word = nmk_builder_word(builder, nmk_slice(folded, length));
    *atom = atom_of(NMK_STEP_WORD, word);
    if (exact || token->kind == NMK_MARK) *atom = atom_of(NMK_STEP_EXACT, nmk_builder_string(builder, text));
    atom->word = token->kind == NMK_MARK ? 0 : word;
    return true;
}

uint32_t nmk_rule_literal_atoms(NmkBuilder *builder, NmkSlice text, bool exact, NmkRuleAtom *atoms, uint32_t max) {
    NmkTokens tokens;
    if (nmk_slice_is(text, "'s")) {
        atoms[0] = symbol(NMK_A_possessive);
        return 1;
    }
    nmk_arena_reset(&builder->scratch);
    if (nmk_tokenize(text, NMK_KERNEL_SCALAR, &builder->scratch, &tokens) != NEWSMARK_OK) {
        builder->failed = true;
        return 0;
    }
    uint32_t count = 0;
    for (uint32_t i = 0; i < tokens.count; i++) {
        const NmkToken *token = &tokens.at[i];
        const NmkSlice part = nmk_slice(text.bytes + token->start, token->end - token->start);
        if (token->kind == NMK_BREAK || (tokens.count > 1 && token->kind == NMK_MARK && nmk_slice_is(part, "."))) continue;
        if (count == max || !token_atom(builder, part, token, exact, &atoms[count])) return 0;
        count++;
    }
    return count;
}
