/* Parses rules by going down through alternatives, sequences and items; brackets and sets nest at most DEEPEST levels. A repeat reads its item
 * again for every copy, so there is no tree: each fragment is three facts about atoms that already stand in the side. */
#include "compile/rule_parts.h"

enum { DEEPEST = 8, MOST_REPEATS = 8, LONGEST_NAME = 60, WEIGHT_MAX = 400 };

static const char *const TYPES[] = {"person", "organization", "place", "other", "none"};

/* A part of a pattern, by atoms of the side. */
typedef struct Fragment {
    uint64_t first, last;
    bool empty; /* it may match nothing */
} Fragment;

typedef struct Parser {
    NmkBuilder *builder;
    const NmkRuleSets *sets;
    const NmkSourceLine *line;
    size_t at;         /* in the line */
    NmkRuleSide *side; /* atoms go here, in the order of the text */
    uint32_t depth;
    bool condition; /* the pattern is a test of the span */
    bool failed;
} Parser;

#define COMPLAIN(parser, at, ...)                                                                                        \
    do {                                                                                                                 \
        if (!(parser)->failed)                                                                                           \
            nmk_complain(nmk_builder_diagnostics((parser)->builder), NMK_NOTE_ERROR, (parser)->line, (at), __VA_ARGS__); \
        (parser)->failed = true;                                                                                         \
    } while (0)

static char peek(const Parser *p) {
    return p->at < p->line->text.length ? p->line->text.bytes[p->at] : '\0';
}

static void skip_blanks(Parser *p) {
    while (peek(p) == ' ' || peek(p) == '\t') p->at++;
}

static bool take(Parser *p, char c) {
    skip_blanks(p);
    if (peek(p) != c) return false;
    p->at++;
    return true;
}

static bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
}

static NmkSlice read_name(Parser *p) {
    const size_t start = p->at;
    while (is_name_byte(peek(p))) p->at++;
    return nmk_slice(p->line->text.bytes + start, p->at - start);
}

static bool read_number(Parser *p, uint32_t max, uint32_t *number) {
    const size_t start = p->at;
    while (peek(p) >= '0' && peek(p) <= '9') p->at++;
    return nmk_source_number(nmk_slice(p->line->text.bytes + start, p->at - start), max, number);
}

static Fragment one_atom(Parser *p, size_t at, NmkRuleAtom atom) {
    NmkRuleSide *side = p->side;
    if (side->count == NMK_SIDE_ATOMS) {
        COMPLAIN(p, at, "this side has more than %d tokens when repeats and sets are written out", NMK_SIDE_ATOMS);
        return (Fragment){.empty = true};
    }
    side->atoms[side->count] = atom;
    side->follow[side->count] = 0;
    const uint64_t bit = (uint64_t)1 << side->count++;
    return (Fragment){.first = bit, .last = bit};
}

static Fragment join(Parser *p, Fragment a, Fragment b) {
    for (uint32_t i = 0; i < p->side->count; i++)
        if (a.last >> i & 1) p->side->follow[i] |= b.first;
    return (Fragment){.first = a.first | (a.empty ? b.first : 0), .last = b.last | (b.empty ? a.last : 0), .empty = a.empty && b.empty};
}

static Fragment read_literal(Parser *p, char mark) {
    const size_t start = p->at++;
    const char *end = p->at < p->line->text.length ? memchr(p->line->text.bytes + p->at, mark, p->line->text.length - p->at) : NULL;
    const char *stop = p->line->text.bytes + p->line->text.length;
    if (end && mark == '\'' && end == p->line->text.bytes + p->at && end + 1 < stop && end[1] == '\'') end++; /* ''' */
    Fragment all = {.empty = true};
    if (!end) {
        COMPLAIN(p, start, "the quotation mark is not closed");
        return all;
    }
    const NmkSlice text = nmk_slice(p->line->text.bytes + p->at, (size_t)(end - p->line->text.bytes) - p->at);
    NmkRuleAtom atoms[NMK_PHRASE_MAX];
    const uint32_t count = nmk_rule_literal_atoms(p->builder, text, mark == '\'', atoms, NMK_PHRASE_MAX);
    p->at += text.length + 1;
    if (!count) COMPLAIN(p, start, "expected one to %d words in the quotation marks", NMK_PHRASE_MAX);
    for (uint32_t i = 0; i < count; i++) all = join(p, all, one_atom(p, start, atoms[i]));
    return all;
}

/* @name or <name> */
static Fragment read_reference(Parser *p, bool list) {
    const size_t start = p->at++;
    const NmkSlice name = read_name(p);
    NmkRuleAtom atom = {0};
    if (!list && !take(p, '>')) COMPLAIN(p, start, "expected <ATTRIBUTE>");
    const bool known = list ? nmk_rule_list_atom(p->builder, name, &atom) : nmk_rule_attribute_atom(p->builder, name, &atom);
    if (!known && list) COMPLAIN(p, start, "there is no list \"%.*s\"", (int)name.length, name.bytes);
    if (!known) COMPLAIN(p, start, "there is no attribute \"%.*s\"", (int)name.length, name.bytes);
    return one_atom(p, start, atom);
}

static Fragment read_alternatives(Parser *p);

static const NmkRuleSet *find_set(const Parser *p, NmkSlice name) {
    for (uint32_t i = 0; i < p->sets->count; i++)
        if (nmk_slice_equal(p->sets->at[i].name, name)) return &p->sets->at[i];
    return NULL;
}

/* The pattern of a set in place of its name. */
static Fragment read_set(Parser *p, const NmkRuleSet *set) {
    Parser inside = *p;
    inside.line = &set->line;
    inside.at = set->at;
    const Fragment found = read_alternatives(&inside);
    p->failed = inside.failed;
    return found;
}

static Fragment read_word(Parser *p) {
    const size_t start = p->at;
    const NmkSlice name = read_name(p);
    NmkRuleAtom atom;
    if (nmk_rule_class_atom(name, &atom)) return one_atom(p, start, atom);
    const NmkRuleSet *set = find_set(p, name);
    if (set && p->depth < DEEPEST) {
        p->depth++;
        const Fragment found = read_set(p, set);
        p->depth--;
        return found;
    }
    skip_blanks(p);
    if (set) COMPLAIN(p, start, "more than %d levels of brackets and sets", DEEPEST);
    else if (p->depth == 0 && (peek(p) == '+' || peek(p) == '-'))
        COMPLAIN(p, start, "there is no type \"%.*s\": person, organization, place, other or none", (int)name.length, name.bytes);
    else if (name.length && name.bytes[0] >= 'A' && name.bytes[0] <= 'Z')
        COMPLAIN(p, start, "there is no class \"%.*s\"", (int)name.length, name.bytes);
    else
        COMPLAIN(p, start, "there is no set \"%.*s\"; words of the text stand in quotation marks", (int)name.length, name.bytes);
    return (Fragment){.empty = true};
}

static Fragment read_group(Parser *p) {
    const size_t start = p->at++;
    if (++p->depth > DEEPEST) COMPLAIN(p, start, "more than %d levels of brackets and sets", DEEPEST);
    const Fragment found = p->failed ? (Fragment){.empty = true} : read_alternatives(p);
    p->depth--;
    if (!take(p, ')')) COMPLAIN(p, start, "the bracket is not closed");
    return found;
}

static Fragment read_atom(Parser *p) {
    const char c = peek(p);
    if (c == '"' || c == '\'') return read_literal(p, c);
    if (c == '@' || c == '<') return read_reference(p, c == '@');
    if (c == '(') return read_group(p);
    if (is_name_byte(c)) return read_word(p);
    if (c == '*' || c == '+') COMPLAIN(p, p->at, "repeats are bounded: write {0,%d} or less", MOST_REPEATS);
    else COMPLAIN(p, p->at, "unexpected \"%c\"", c);
    return (Fragment){.empty = true};
}

/* What has an opposite: all that is one token; a phrase where it is asked of the whole span. */
static bool can_negate(const Parser *p, const NmkRuleAtom *atom) {
    if (atom->kind == NMK_STEP_PHRASE) return p->condition;
    return atom->kind != NMK_STEP_CLASS || (atom->operand != NMK_T_EDGE && atom->operand != NMK_T_SENTENCE);
}

static Fragment read_negation(Parser *p) {
    const size_t start = p->at++;
    const uint32_t before = p->side->count;
    const Fragment found = read_atom(p);
    if (p->failed) return found;
    NmkRuleAtom *atom = &p->side->atoms[before];
    if (p->side->count != before + 1 || !can_negate(p, atom)) COMPLAIN(p, start, "\"!\" stands before a single word, mark, class or attribute");
    else atom->flags |= NMK_STEP_NOT;
    return found;
}

/* {m,n}, {n} or ?; false where there is none */
static bool read_repeat(Parser *p, uint32_t *least, uint32_t *most) {
    *least = *most = 1;
    const size_t start = p->at;
    if (peek(p) == '?') {
        p->at++;
        *least = 0;
        return true;
    }
    if (peek(p) == '*' || peek(p) == '+') COMPLAIN(p, p->at, "repeats are bounded: write {0,%d} or less", MOST_REPEATS);
    if (peek(p) != '{') return false;
    p->at++;
    bool good = read_number(p, MOST_REPEATS, least);
    *most = *least;
    if (take(p, ',')) {
        skip_blanks(p);
        good = good && read_number(p, MOST_REPEATS, most);
    }
    good = take(p, '}') && good;
    if (!good || *most < *least || *most == 0) COMPLAIN(p, start, "expected a repeat like ?, {2} or {0,%d}", MOST_REPEATS);
    return true;
}

static Fragment read_item(Parser *p) {
    const size_t start = p->at;
    const bool negated = peek(p) == '!';
    Fragment found = negated ? read_negation(p) : read_atom(p);
    uint32_t least, most;
    if (p->failed || !read_repeat(p, &least, &most) || p->failed) return found;
    const size_t end = p->at;
    found.empty = found.empty || least == 0;
    for (uint32_t copy = 1; copy < most && !p->failed; copy++) {
        p->at = start;
        Fragment again = negated ? read_negation(p) : read_atom(p);
        again.empty = again.empty || copy >= least;
        found = join(p, found, again);
    }
    p->at = end;
    return found;
}

/* Whether weights start here: a type and a sign. */
static bool at_weights(const Parser *p) {
    Parser ahead = *p;
    const NmkSlice name = read_name(&ahead);
    skip_blanks(&ahead);
    if (peek(&ahead) != '+' && peek(&ahead) != '-') return false;
    for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
        if (nmk_slice_is(name, TYPES[i])) return true;
    return false;
}

static Fragment read_sequence(Parser *p) {
    Fragment all = {.empty = true};
    for (skip_blanks(p); !p->failed; skip_blanks(p)) {
        const char c = peek(p);
        if (c == '\0' || c == ')' || c == '|' || c == '[' || c == ']' || c == ',') break;
        if (p->depth == 0 && at_weights(p)) break;
        all = join(p, all, read_item(p));
    }
    return all;
}

static Fragment read_alternatives(Parser *p) {
    Fragment all = {.empty = false};
    do {
        const size_t start = p->at;
        const Fragment one = read_sequence(p);
        if (one.empty && !one.first && !p->failed) COMPLAIN(p, start, "expected a pattern; what may be missing is marked with ?");
        all = (Fragment){.first = all.first | one.first, .last = all.last | one.last, .empty = all.empty || one.empty};
    } while (!p->failed && take(p, '|'));
    return all;
}

/* Tokens of the longest way through the side: atoms only follow earlier ones. */
static uint32_t longest_way(const NmkRuleSide *side) {
    uint32_t longest = 0, reach[NMK_SIDE_ATOMS] = {0};
    for (uint32_t i = 0; i < side->count; i++) {
        const bool start = side->first >> i & 1;
        if (start && !reach[i]) reach[i] = 1;
        if (reach[i] > longest) longest = reach[i];
        for (uint32_t k = i + 1; k < side->count; k++)
            if ((side->follow[i] >> k & 1) && reach[i] && reach[k] < reach[i] + 1) reach[k] = reach[i] + 1;
    }
    return longest;
}

/* The left side is matched away from the span: the other way round. */
static void turn_round(NmkRuleSide *side) {
    uint64_t follow[NMK_SIDE_ATOMS] = {0};
    for (uint32_t i = 0; i < side->count; i++)
        for (uint32_t k = 0; k < side->count; k++)
            if (side->follow[i] >> k & 1) follow[k] |= (uint64_t)1 << i;
    memcpy(side->follow, follow, sizeof follow);
    const uint64_t first = side->first;
    side->first = side->last;
    side->last = first;
}

static void read_side(Parser *p, NmkRuleSide *side, bool left) {
    skip_blanks(p);
    const size_t start = p->at;
    *side = (NmkRuleSide){.count = 0};
    p->side = side;
    const Fragment found = read_sequence(p);
    if (p->failed) return;
    if (peek(p) == '|') COMPLAIN(p, p->at, "alternatives stand in brackets");
    if (!side->count) return;
    side->first = found.first;
    side->last = found.last;
    if (found.empty) COMPLAIN(p, start, "this side may be empty and says nothing; leave it out");
    else if (longest_way(side) > NMK_RULE_REACH) COMPLAIN(p, start, "a side looks at most %d tokens far", NMK_RULE_REACH);
    else if (left) turn_round(side);
}

/* Reads tests of one condition as atoms that stand for each other, into rows. */
static void read_tests(Parser *p, NmkRuleDraft *draft, NmkSubject subject) {
    NmkRuleSide tests = {.count = 0};
    skip_blanks(p);
    const size_t start = p->at;
    p->side = &tests;
    p->condition = true;
    p->depth++;
    const Fragment found = peek(p) == '!' ? read_negation(p) : read_atom(p);
    p->depth--;
    p->condition = false;
    if (p->failed) return;
    const uint64_t all = tests.count == NMK_SIDE_ATOMS ? UINT64_MAX : ((uint64_t)1 << tests.count) - 1;
    bool single = found.first == all && found.last == all && !found.empty;
    for (uint32_t i = 0; i < tests.count; i++)
        single = single && (tests.atoms[i].kind == NMK_STEP_PHRASE || can_negate(p, &tests.atoms[i])); /* no line ends */
    if (!single) COMPLAIN(p, start, "a condition tests one word: expected a single word, class, list or attribute, or alternatives of them");
    if (draft->n_tests + tests.count > NMK_RULE_TESTS) COMPLAIN(p, start, "more than %d tests in one rule", NMK_RULE_TESTS);
    for (uint32_t i = 0; i < tests.count && !p->failed; i++)
        draft->tests[draft->n_tests++] = (NmkRuleStep){.kind = tests.atoms[i].kind,
                                                       .flags = (uint8_t)(tests.atoms[i].flags | (i + 1 < tests.count ? NMK_STEP_OR : 0) | subject << NMK_STEP_SUBJECT),
                                                       .operand = tests.atoms[i].operand};
}

/* words 2, words 2-3, words 2+ */
static void read_word_count(Parser *p, NmkRuleDraft *draft) {
    uint32_t least = 0, most = 0;
    skip_blanks(p);
    const size_t start = p->at;
    bool good = read_number(p, 255, &least);
    most = least;
    if (peek(p) == '+') {
        p->at++;
        most = 255;
    } else if (peek(p) == '-') {
        p->at++;
        good = read_number(p, 255, &most) && good;
    }
    if (!good || most < least) COMPLAIN(p, start, "expected a number of words like 2, 2-3 or 2+");
    else if (draft->n_tests == NMK_RULE_TESTS) COMPLAIN(p, start, "more than %d tests in one rule", NMK_RULE_TESTS);
    else
        draft->tests[draft->n_tests++] =
            (NmkRuleStep){.kind = NMK_STEP_COUNT, .flags = NMK_SUBJECT_WORDS << NMK_STEP_SUBJECT, .operand = least << 8 | most};
}

static void read_condition(Parser *p, NmkRuleDraft *draft) {
    static const char *const SUBJECTS[] = {"first", "last", "any", "all", "is"};
    skip_blanks(p);
    const size_t start = p->at;
    const NmkSlice word = read_name(p);
    if (nmk_slice_is(word, "words")) {
        read_word_count(p, draft);
        return;
    }
    uint32_t subject = 0;
    while (subject < sizeof SUBJECTS / sizeof *SUBJECTS && !nmk_slice_is(word, SUBJECTS[subject])) subject++;
    if (subject == sizeof SUBJECTS / sizeof *SUBJECTS) {
        COMPLAIN(p, start, "expected a condition: first is, last is, any is, all, is or words");
        return;
    }
    if (subject < NMK_SUBJECT_WHOLE) {
        skip_blanks(p);
        const size_t before = p->at;
        if (!nmk_slice_is(read_name(p), "is")) {
            p->at = before;
            if (subject != NMK_SUBJECT_ALL) COMPLAIN(p, before, "expected \"is\"");
        }
    }
    if (!p->failed) read_tests(p, draft, (NmkSubject)subject);
}

static void read_span(Parser *p, NmkRuleDraft *draft) {
    skip_blanks(p);
    const size_t start = p->at;
    if (!take(p, '[')) {
        COMPLAIN(p, start, "expected the span: [name]");
        return;
    }
    skip_blanks(p);
    if (!nmk_slice_is(read_name(p), "name")) COMPLAIN(p, start, "expected [name] or [name: conditions]");
    if (!p->failed && take(p, ':')) {
        do read_condition(p, draft);
        while (!p->failed && take(p, ','));
    }
    if (!p->failed && !take(p, ']')) COMPLAIN(p, start, "the square bracket is not closed");
}

static void read_weight(Parser *p, NmkRuleDraft *draft) {
    const size_t start = p->at;
    const NmkSlice type = read_name(p);
    uint32_t t = 0, number;
    while (t < sizeof TYPES / sizeof *TYPES && !nmk_slice_is(type, TYPES[t])) t++;
    if (t == sizeof TYPES / sizeof *TYPES) {
        COMPLAIN(p, start, "expected a type and its weight, like person +12");
        return;
    }
    skip_blanks(p);
    const size_t at = p->at;
    const bool minus = peek(p) == '-';
    if (minus || peek(p) == '+') p->at++;
    if (!read_number(p, WEIGHT_MAX, &number)) COMPLAIN(p, at, "expected a weight from -%d to +%d", WEIGHT_MAX, WEIGHT_MAX);
    else draft->weight[t] = (int16_t)(minus ? -(int32_t)number : (int32_t)number);
}

static void read_rule_name(Parser *p, NmkRuleDraft *draft) {
    draft->name = read_name(p);
    const bool dotted = draft->name.length && memchr(draft->name.bytes, '.', draft->name.length);
    if (!dotted || draft->name.length > LONGEST_NAME) COMPLAIN(p, 0, "expected a rule with a dotted name, like person.titled: PATTERN");
    else if (!take(p, ':')) COMPLAIN(p, p->at, "expected a colon behind the name of the rule");
}

bool nmk_rule_parse(NmkBuilder *builder, const NmkRuleSets *sets, const NmkSourceLine *line, NmkRuleDraft *draft) {
    Parser p = {.builder = builder, .sets = sets, .line = line};
    *draft = (NmkRuleDraft){.source = nmk_source(line->file, line->number)};
    read_rule_name(&p, draft);
    if (!p.failed) read_side(&p, &draft->sides[NMK_SIDE_LEFT], true);
    if (!p.failed) read_span(&p, draft);
    if (!p.failed) read_side(&p, &draft->sides[NMK_SIDE_RIGHT], false);
    if (!p.failed && peek(&p) == '[') COMPLAIN(&p, p.at, "a rule has one span");
    while (!p.failed && peek(&p)) {
        read_weight(&p, draft);
        skip_blanks(&p);
    }
    if (!p.failed && !draft->sides[0].count && !draft->sides[1].count && !draft->n_tests)
        COMPLAIN(&p, SIZE_MAX, "the rule asks for nothing and would hold of every name");
    return !p.failed;
}

bool nmk_rule_set_parse(NmkBuilder *builder, NmkRuleSets *sets, const NmkSourceLine *line) {
    NmkRuleSide scratch = {.count = 0};
    Parser p = {.builder = builder, .sets = sets, .line = line, .at = strlen("set "), .side = &scratch, .depth = 1};
    skip_blanks(&p);
    const size_t start = p.at;
    NmkRuleSet set = {.name = read_name(&p), .line = *line};
    NmkRuleAtom atom;
    if (!set.name.length || !take(&p, '=')) COMPLAIN(&p, start, "expected set NAME = PATTERN");
    else if (find_set(&p, set.name)) COMPLAIN(&p, start, "the set \"%.*s\" is already there", (int)set.name.length, set.name.bytes);
    else if (nmk_rule_class_atom(set.name, &atom)) COMPLAIN(&p, start, "\"%.*s\" is a class", (int)set.name.length, set.name.bytes);
    for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
        if (nmk_slice_is(set.name, TYPES[i])) COMPLAIN(&p, start, "\"%s\" is a type and cannot name a set", TYPES[i]);
    set.at = p.at;
    if (!p.failed) read_alternatives(&p);
    if (!p.failed && peek(&p)) COMPLAIN(&p, p.at, "unexpected \"%c\"", peek(&p));
    if (p.failed) return false;
    NmkRuleSet *at = nmk_arena_grow(nmk_builder_arena(builder), sets->at, sizeof *at, &sets->capacity, sets->count + 1);
    if (!at) {
        nmk_builder_fail(builder);
        return false;
    }
    sets->at = at;
    at[sets->count++] = set;
    return true;
}
