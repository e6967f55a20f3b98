/* Patterns: alternatives, sequences and items, gone down through; brackets and sets nest at most DEEPEST levels. A repeat reads its item
 * again for every copy, so there is no tree: each fragment is three facts about atoms that already stand in the side. */
#include "compile/rule_parser.h"

enum { DEEPEST = 8, MOST_REPEATS = 8 };

uint32_t nmk_rule_type(NmkSlice name) {
    static const char *const TYPES[] = {"person", "organization", "place", "other", "none"};
    uint32_t type = 0;
    while (type < NEWSMARK_COUNTRY && !nmk_slice_is(name, TYPES[type])) type++;
    return type;
}

static NmkRuleFragment one_atom(NmkRuleParser *p, size_t at, NmkRuleAtom atom) {
    NmkRuleSide *side = p->side;
    if (side->count == NMK_SIDE_ATOMS) {
        NMK_RULE_COMPLAIN(p, at, "this side has more than %d tokens when repeats and sets are written out", NMK_SIDE_ATOMS);
        return (NmkRuleFragment){.empty = true};
    }
    side->atoms[side->count] = atom;
    side->follow[side->count] = 0;
    const uint64_t bit = (uint64_t)1 << side->count++;
    return (NmkRuleFragment){.first = bit, .last = bit};
}

static NmkRuleFragment join(NmkRuleParser *p, NmkRuleFragment a, NmkRuleFragment b) {
    for (uint32_t i = 0; i < p->side->count; i++)
        if (a.last >> i & 1) p->side->follow[i] |= b.first;
    return (NmkRuleFragment){.first = a.first | (a.empty ? b.first : 0), .last = b.last | (b.empty ? a.last : 0), .empty = a.empty && b.empty};
}

static NmkRuleFragment read_literal(NmkRuleParser *p, char mark) {
    const size_t start = p->at++;
    const char *end = p->at < p->line->text.length ? memchr(p->line->text.bytes + p->at, mark, p->line->text.length - p->at) : NULL;
    const char *stop = p->line->text.bytes + p->line->text.length;
    if (end && mark == '\'' && end == p->line->text.bytes + p->at && end + 1 < stop && end[1] == '\'') end++; /* ''' */
    NmkRuleFragment all = {.empty = true};
    if (!end) {
        NMK_RULE_COMPLAIN(p, start, "the quotation mark is not closed");
        return all;
    }
    const NmkSlice text = nmk_slice(p->line->text.bytes + p->at, (size_t)(end - p->line->text.bytes) - p->at);
    NmkRuleAtom atoms[NMK_PHRASE_MAX];
    const uint32_t count = nmk_rule_literal_atoms(p->builder, text, mark == '\'', atoms, NMK_PHRASE_MAX);
    p->at += text.length + 1;
    if (!count) NMK_RULE_COMPLAIN(p, start, "expected one to %d words in the quotation marks", NMK_PHRASE_MAX);
    for (uint32_t i = 0; i < count; i++) all = join(p, all, one_atom(p, start, atoms[i]));
    return all;
}

/* @name or <name> */
static NmkRuleFragment read_reference(NmkRuleParser *p, bool list) {
    const size_t start = p->at++;
    const NmkSlice name = nmk_rule_read_name(p);
    NmkRuleAtom atom = {0};
    if (!list && !nmk_rule_take(p, '>')) NMK_RULE_COMPLAIN(p, start, "expected <ATTRIBUTE>");
    const bool known = list ? nmk_rule_list_atom(p->builder, name, &atom) : nmk_rule_attribute_atom(p->builder, name, &atom);
    if (!known && list) NMK_RULE_COMPLAIN(p, start, "there is no list \"%.*s\"", (int)name.length, name.bytes);
    if (!known) NMK_RULE_COMPLAIN(p, start, "there is no attribute \"%.*s\"", (int)name.length, name.bytes);
    return one_atom(p, start, atom);
}

const NmkRuleSet *nmk_rule_find_set(const NmkRuleParser *p, NmkSlice name) {
    for (uint32_t i = 0; i < p->sets->count; i++)
        if (nmk_slice_equal(p->sets->at[i].name, name)) return &p->sets->at[i];
    return NULL;
}

/* The pattern of a set in place of its name. */
static NmkRuleFragment read_set(NmkRuleParser *p, const NmkRuleSet *set) {
    NmkRuleParser inside = *p;
    inside.line = &set->line;
    inside.at = set->at;
    const NmkRuleFragment found = nmk_rule_read_alternatives(&inside);
    p->failed = inside.failed;
    return found;
}

static NmkRuleFragment read_word(NmkRuleParser *p) {
    const size_t start = p->at;
    const NmkSlice name = nmk_rule_read_name(p);
    NmkRuleAtom atom;
    if (nmk_rule_class_atom(name, &atom)) return one_atom(p, start, atom);
    const NmkRuleSet *set = nmk_rule_find_set(p, name);
    if (set && p->depth < DEEPEST) {
        p->depth++;
        const NmkRuleFragment found = read_set(p, set);
        p->depth--;
        return found;
    }
    nmk_rule_skip_blanks(p);
    if (set) NMK_RULE_COMPLAIN(p, start, "more than %d levels of brackets and sets", DEEPEST);
    else if (p->depth == 0 && (nmk_rule_peek(p) == '+' || nmk_rule_peek(p) == '-'))
        NMK_RULE_COMPLAIN(p, start, "there is no type \"%.*s\": person, organization, place, other or none", (int)name.length, name.bytes);
    else if (name.length && name.bytes[0] >= 'A' && name.bytes[0] <= 'Z')
        NMK_RULE_COMPLAIN(p, start, "there is no class \"%.*s\"", (int)name.length, name.bytes);
    else
        NMK_RULE_COMPLAIN(p, start, "there is no set \"%.*s\"; words of the text stand in quotation marks", (int)name.length, name.bytes);
    return (NmkRuleFragment){.empty = true};
}

static NmkRuleFragment read_group(NmkRuleParser *p) {
    const size_t start = p->at++;
    if (++p->depth > DEEPEST) NMK_RULE_COMPLAIN(p, start, "more than %d levels of brackets and sets", DEEPEST);
    const NmkRuleFragment found = p->failed ? (NmkRuleFragment){.empty = true} : nmk_rule_read_alternatives(p);
    p->depth--;
    if (!nmk_rule_take(p, ')')) NMK_RULE_COMPLAIN(p, start, "the bracket is not closed");
    return found;
}

static NmkRuleFragment read_atom(NmkRuleParser *p) {
    const char c = nmk_rule_peek(p);
    if (c == '"' || c == '\'') return read_literal(p, c);
    if (c == '@' || c == '<') return read_reference(p, c == '@');
    if (c == '(') return read_group(p);
    if (nmk_rule_is_name_byte(c)) return read_word(p);
    if (c == '*' || c == '+') NMK_RULE_COMPLAIN(p, p->at, "repeats are bounded: write {0,%d} or less", MOST_REPEATS);
    else NMK_RULE_COMPLAIN(p, p->at, "unexpected \"%c\"", c);
    return (NmkRuleFragment){.empty = true};
}

/* What has an opposite: all that is one token; a phrase where it is asked of the whole span. */
bool nmk_rule_can_negate(const NmkRuleParser *p, const NmkRuleAtom *atom) {
    if (atom->kind == NMK_STEP_PHRASE) return p->condition;
    return atom->kind != NMK_STEP_CLASS || (atom->operand != NMK_T_EDGE && atom->operand != NMK_T_SENTENCE);
}

static NmkRuleFragment read_negation(NmkRuleParser *p) {
    const size_t start = p->at++;
    const uint32_t before = p->side->count;
    const NmkRuleFragment found = read_atom(p);
    if (p->failed) return found;
    NmkRuleAtom *atom = &p->side->atoms[before];
    if (p->side->count != before + 1 || !nmk_rule_can_negate(p, atom)) NMK_RULE_COMPLAIN(p, start, "\"!\" stands before a single word, mark, class or attribute");
    else atom->flags |= NMK_STEP_NOT;
    return found;
}

/* {m,n}, {n} or ?; false where there is none */
static bool read_repeat(NmkRuleParser *p, uint32_t *least, uint32_t *most) {
    *least = *most = 1;
    const size_t start = p->at;
    if (nmk_rule_peek(p) == '?') {
        p->at++;
        *least = 0;
        return true;
    }
    if (nmk_rule_peek(p) == '*' || nmk_rule_peek(p) == '+') NMK_RULE_COMPLAIN(p, p->at, "repeats are bounded: write {0,%d} or less", MOST_REPEATS);
    if (nmk_rule_peek(p) != '{') return false;
    p->at++;
    bool good = nmk_rule_read_number(p, MOST_REPEATS, least);
    *most = *least;
    if (nmk_rule_take(p, ',')) {
        nmk_rule_skip_blanks(p);
        good = good && nmk_rule_read_number(p, MOST_REPEATS, most);
    }
    good = nmk_rule_take(p, '}') && good;
    if (!good || *most < *least || *most == 0) NMK_RULE_COMPLAIN(p, start, "expected a repeat like ?, {2} or {0,%d}", MOST_REPEATS);
    return true;
}

static NmkRuleFragment read_item(NmkRuleParser *p) {
    const size_t start = p->at;
    const bool negated = nmk_rule_peek(p) == '!';
    NmkRuleFragment found = negated ? read_negation(p) : read_atom(p);
    uint32_t least, most;
    if (p->failed || !read_repeat(p, &least, &most) || p->failed) return found;
    const size_t end = p->at;
    found.empty = found.empty || least == 0;
    for (uint32_t copy = 1; copy < most && !p->failed; copy++) {
        p->at = start;
        NmkRuleFragment again = negated ? read_negation(p) : read_atom(p);
        again.empty = again.empty || copy >= least;
        found = join(p, found, again);
    }
    p->at = end;
    return found;
}

/* Whether weights start here: a type and a sign. */
static bool at_weights(const NmkRuleParser *p) {
    NmkRuleParser ahead = *p;
    const NmkSlice name = nmk_rule_read_name(&ahead);
    nmk_rule_skip_blanks(&ahead);
    if (nmk_rule_peek(&ahead) != '+' && nmk_rule_peek(&ahead) != '-') return false;
    return nmk_rule_type(name) < NEWSMARK_COUNTRY;
}

NmkRuleFragment nmk_rule_read_sequence(NmkRuleParser *p) {
    NmkRuleFragment all = {.empty = true};
    for (nmk_rule_skip_blanks(p); !p->failed; nmk_rule_skip_blanks(p)) {
        const char c = nmk_rule_peek(p);
        if (c == '\0' || c == ')' || c == '|' || c == '[' || c == ']' || c == ',') break;
        if (p->depth == 0 && at_weights(p)) break;
        all = join(p, all, read_item(p));
    }
    return all;
}

NmkRuleFragment nmk_rule_read_alternatives(NmkRuleParser *p) {
    NmkRuleFragment all = {.empty = false};
    do {
        const size_t start = p->at;
        const NmkRuleFragment one = nmk_rule_read_sequence(p);
        if (one.empty && !one.first && !p->failed) NMK_RULE_COMPLAIN(p, start, "expected a pattern; what may be missing is marked with ?");
        all = (NmkRuleFragment){.first = all.first | one.first, .last = all.last | one.last, .empty = all.empty || one.empty};
    } while (!p->failed && nmk_rule_take(p, '|'));
    return all;
}

NmkRuleFragment nmk_rule_read_test(NmkRuleParser *p) {
    return nmk_rule_peek(p) == '!' ? read_negation(p) : read_atom(p);
}
