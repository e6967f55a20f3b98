/* Parses the lines of rule files: the name, both sides, the span with its conditions, and the weights; and sets. */
#include "compile/rule_parser.h"

enum { LONGEST_NAME = 60, WEIGHT_MAX = 400 };

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

static void read_side(NmkRuleParser *p, NmkRuleSide *side, bool left) {
    nmk_rule_skip_blanks(p);
    const size_t start = p->at;
    *side = (NmkRuleSide){.count = 0};
    p->side = side;
    const NmkRuleFragment found = nmk_rule_read_sequence(p);
    if (p->failed) return;
    if (nmk_rule_peek(p) == '|') NMK_RULE_COMPLAIN(p, p->at, "alternatives stand in brackets");
    if (!side->count) return;
    side->first = found.first;
    side->last = found.last;
    if (found.empty) NMK_RULE_COMPLAIN(p, start, "this side may be empty and says nothing; leave it out");
    else if (longest_way(side) > NMK_RULE_REACH) NMK_RULE_COMPLAIN(p, start, "a side looks at most %d tokens far", NMK_RULE_REACH);
    else if (left) turn_round(side);
}

/* Reads tests of one condition as atoms that stand for each other, into rows. */
static void read_tests(NmkRuleParser *p, NmkRuleDraft *draft, NmkSubject subject) {
    NmkRuleSide tests = {.count = 0};
    nmk_rule_skip_blanks(p);
    const size_t start = p->at;
    p->side = &tests;
    p->condition = true;
    p->depth++;
    const NmkRuleFragment found = nmk_rule_read_test(p);
    p->depth--;
    p->condition = false;
    if (p->failed) return;
    const uint64_t all = tests.count == NMK_SIDE_ATOMS ? UINT64_MAX : ((uint64_t)1 << tests.count) - 1;
    bool single = found.first == all && found.last == all && !found.empty;
    for (uint32_t i = 0; i < tests.count; i++)
        single = single && (tests.atoms[i].kind == NMK_STEP_PHRASE || nmk_rule_can_negate(p, &tests.atoms[i])); /* no line ends */
    if (!single) NMK_RULE_COMPLAIN(p, start, "a condition tests one word: expected a single word, class, list or attribute, or alternatives of them");
    if (draft->n_tests + tests.count > NMK_RULE_TESTS) NMK_RULE_COMPLAIN(p, start, "more than %d tests in one rule", NMK_RULE_TESTS);
    for (uint32_t i = 0; i < tests.count && !p->failed; i++)
        draft->tests[draft->n_tests++] = (NmkRuleStep){.kind = tests.atoms[i].kind,
                                                       .flags = (uint8_t)(tests.atoms[i].flags | (i + 1 < tests.count ? NMK_STEP_OR : 0) | subject << NMK_STEP_SUBJECT),
                                                       .operand = tests.atoms[i].operand};
}

/* words 2, words 2-3, words 2+ */
static void read_word_count(NmkRuleParser *p, NmkRuleDraft *draft) {
    uint32_t least = 0, most = 0;
    nmk_rule_skip_blanks(p);
    const size_t start = p->at;
    bool good = nmk_rule_read_number(p, 255, &least);
    most = least;
    if (nmk_rule_peek(p) == '+') {
        p->at++;
        most = 255;
    } else if (nmk_rule_peek(p) == '-') {
        p->at++;
        good = nmk_rule_read_number(p, 255, &most) && good;
    }
    if (!good || most < least) NMK_RULE_COMPLAIN(p, start, "expected a number of words like 2, 2-3 or 2+");
    else if (draft->n_tests == NMK_RULE_TESTS) NMK_RULE_COMPLAIN(p, start, "more than %d tests in one rule", NMK_RULE_TESTS);
    else
        draft->tests[draft->n_tests++] =
            (NmkRuleStep){.kind = NMK_STEP_COUNT, .flags = NMK_SUBJECT_WORDS << NMK_STEP_SUBJECT, .operand = least << 8 | most};
}

static void read_condition(NmkRuleParser *p, NmkRuleDraft *draft) {
    static const char *const SUBJECTS[] = {"first", "last", "any", "all", "is"};
    nmk_rule_skip_blanks(p);
    const size_t start = p->at;
    const NmkSlice word = nmk_rule_read_name(p);
    if (nmk_slice_is(word, "words")) {
        read_word_count(p, draft);
        return;
    }
    uint32_t subject = 0;
    while (subject < sizeof SUBJECTS / sizeof *SUBJECTS && !nmk_slice_is(word, SUBJECTS[subject])) subject++;
    if (subject == sizeof SUBJECTS / sizeof *SUBJECTS) {
        NMK_RULE_COMPLAIN(p, start, "expected a condition: first is, last is, any is, all, is or words");
        return;
    }
    if (subject < NMK_SUBJECT_WHOLE) {
        nmk_rule_skip_blanks(p);
        const size_t before = p->at;
        if (!nmk_slice_is(nmk_rule_read_name(p), "is")) {
            p->at = before;
            if (subject != NMK_SUBJECT_ALL) NMK_RULE_COMPLAIN(p, before, "expected \"is\"");
        }
    }
    if (!p->failed) read_tests(p, draft, (NmkSubject)subject);
}

static void read_span(NmkRuleParser *p, NmkRuleDraft *draft) {
    nmk_rule_skip_blanks(p);
    const size_t start = p->at;
    if (!nmk_rule_take(p, '[')) {
        NMK_RULE_COMPLAIN(p, start, "expected the span: [name]");
        return;
    }
    nmk_rule_skip_blanks(p);
    if (!nmk_slice_is(nmk_rule_read_name(p), "name")) NMK_RULE_COMPLAIN(p, start, "expected [name] or [name: conditions]");
    if (!p->failed && nmk_rule_take(p, ':')) {
        do read_condition(p, draft);
        while (!p->failed && nmk_rule_take(p, ','));
    }
    if (!p->failed && !nmk_rule_take(p, ']')) NMK_RULE_COMPLAIN(p, start, "the square bracket is not closed");
}

static void read_weight(NmkRuleParser *p, NmkRuleDraft *draft) {
    const size_t start = p->at;
    const NmkSlice type = nmk_rule_read_name(p);
    const uint32_t t = nmk_rule_type(type);
    uint32_t number;
    if (t == NEWSMARK_COUNTRY) {
        NMK_RULE_COMPLAIN(p, start, "expected a type and its weight, like person +12");
        return;
    }
    nmk_rule_skip_blanks(p);
    const size_t at = p->at;
    const bool minus = nmk_rule_peek(p) == '-';
    if (minus || nmk_rule_peek(p) == '+') p->at++;
    if (!nmk_rule_read_number(p, WEIGHT_MAX, &number)) NMK_RULE_COMPLAIN(p, at, "expected a weight from -%d to +%d", WEIGHT_MAX, WEIGHT_MAX);
    else draft->weight[t] = (int16_t)(minus ? -(int32_t)number : (int32_t)number);
}

static void read_rule_name(NmkRuleParser *p, NmkRuleDraft *draft) {
    draft->name = nmk_rule_read_name(p);
    const bool dotted = draft->name.length && memchr(draft->name.bytes, '.', draft->name.length);
    if (!dotted || draft->name.length > LONGEST_NAME) NMK_RULE_COMPLAIN(p, 0, "expected a rule with a dotted name, like person.titled: PATTERN");
    else if (!nmk_rule_take(p, ':')) NMK_RULE_COMPLAIN(p, p->at, "expected a colon behind the name of the rule");
}

bool nmk_rule_parse(NmkBuilder *builder, const NmkRuleSets *sets, const NmkSourceLine *line, NmkRuleDraft *draft) {
    NmkRuleParser p = {.builder = builder, .sets = sets, .line = line};
    *draft = (NmkRuleDraft){.source = nmk_source(line->file, line->number)};
    read_rule_name(&p, draft);
    if (!p.failed) read_side(&p, &draft->sides[NMK_SIDE_LEFT], true);
    if (!p.failed) read_span(&p, draft);
    if (!p.failed) read_side(&p, &draft->sides[NMK_SIDE_RIGHT], false);
    if (!p.failed && nmk_rule_peek(&p) == '[') NMK_RULE_COMPLAIN(&p, p.at, "a rule has one span");
    while (!p.failed && nmk_rule_peek(&p)) {
        read_weight(&p, draft);
        nmk_rule_skip_blanks(&p);
    }
    if (!p.failed && !draft->sides[0].count && !draft->sides[1].count && !draft->n_tests)
        NMK_RULE_COMPLAIN(&p, SIZE_MAX, "the rule asks for nothing and would hold of every name");
    return !p.failed;
}

bool nmk_rule_set_parse(NmkBuilder *builder, NmkRuleSets *sets, const NmkSourceLine *line) {
    NmkRuleSide scratch = {.count = 0};
    NmkRuleParser p = {.builder = builder, .sets = sets, .line = line, .at = strlen("set "), .side = &scratch, .depth = 1};
    nmk_rule_skip_blanks(&p);
    const size_t start = p.at;
    NmkRuleSet set = {.name = nmk_rule_read_name(&p), .line = *line};
    NmkRuleAtom atom;
    if (!set.name.length || !nmk_rule_take(&p, '=')) NMK_RULE_COMPLAIN(&p, start, "expected set NAME = PATTERN");
    else if (nmk_rule_find_set(&p, set.name)) NMK_RULE_COMPLAIN(&p, start, "the set \"%.*s\" is already there", (int)set.name.length, set.name.bytes);
    else if (nmk_rule_class_atom(set.name, &atom)) NMK_RULE_COMPLAIN(&p, start, "\"%.*s\" is a class", (int)set.name.length, set.name.bytes);
    else if (nmk_rule_type(set.name) < NEWSMARK_COUNTRY)
        NMK_RULE_COMPLAIN(&p, start, "\"%.*s\" is a type and cannot name a set", (int)set.name.length, set.name.bytes);
    set.at = p.at;
    if (!p.failed) nmk_rule_read_alternatives(&p);
    if (!p.failed && nmk_rule_peek(&p)) NMK_RULE_COMPLAIN(&p, p.at, "unexpected \"%c\"", nmk_rule_peek(&p));
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
