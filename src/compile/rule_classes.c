/* Classes of words and of attribute sets: what no state of the two automata tells apart is one to the matcher. Words are alike where they lead from
 * the same states to the same ones; sets where the same ranges of attributes hold of them. */
#include <stdlib.h>

#include "compile/builder_parts.h"
#include "compile/rule_parts.h"

/* A word test: where it stands and where it leads. */
typedef struct Use {
    uint32_t word;
    uint32_t state, next, no; /* state: its first step; no: where the test is negated */
} Use;

static int compare_uses(const void *left, const void *right) {
    const Use *a = left, *b = right;
    if (a->word != b->word) return a->word < b->word ? -1 : 1;
    if (a->state != b->state) return a->state < b->state ? -1 : 1;
    if (a->no != b->no) return a->no < b->no ? -1 : 1;
    return (a->next > b->next) - (a->next < b->next);
}

/* All word tests of the steps, by word. */
static Use *uses_of(NmkBuilder *builder, const NmkRuleStep *steps, uint32_t first, uint32_t end, uint32_t *count) {
    Use *uses = nmk_arena_take(nmk_builder_arena(builder), (end - first + (size_t)1) * sizeof *uses);
    uint32_t n = 0, state = first;
    for (uint32_t i = first; uses && i < end; i++) {
        const NmkRuleStep *step = &steps[i];
        if (step->kind == NMK_STEP_WORD) uses[n++] = (Use){step->operand, state, step->next, step->flags & NMK_STEP_NOT};
        if (step->flags & NMK_STEP_LAST) state = i + 1;
    }
    if (uses && n) qsort(uses, n, sizeof *uses, compare_uses);
    *count = n;
    return uses;
}

static void add_word(NmkRuleWord *rows, uint32_t size, uint32_t word, uint32_t class) {
    uint32_t slot = nmk_rule_word_hash(word) & (size - 1);
    while (rows[slot].word) slot = (slot + 1) & (size - 1);
    rows[slot] = (NmkRuleWord){word, class};
}

static bool emit_words(NmkBuilder *builder, const Use *uses, uint32_t count) {
    uint32_t size = 16, words = 0;
    for (uint32_t i = 0; i < count; i++) words += i == 0 || uses[i].word != uses[i - 1].word;
    while (size < 2 * words + 1) size *= 2;
    NmkRuleWord *rows = nmk_arena_zeros(nmk_builder_arena(builder), size, sizeof *rows);
    uint32_t *key = nmk_arena_take(nmk_builder_arena(builder), (3 * (size_t)count + 1) * sizeof *key);
    NmkIntern *classes = nmk_intern_new();
    bool good = rows && key && classes;
    for (uint32_t i = 0, end; good && i < count; i = end) {
        uint32_t n = 0;
        for (end = i; end < count && uses[end].word == uses[i].word; end++) {
            key[n++] = uses[end].state;
            key[n++] = uses[end].next;
            key[n++] = uses[end].no;
        }
        const uint32_t class = nmk_intern(classes, nmk_slice((const char *)key, n * sizeof *key));
        good = class < UINT16_MAX;
        if (good) add_word(rows, size, uses[i].word, class + 1);
    }
    nmk_intern_free(classes);
    nmk_builder_section(builder, NMK_SECTION_RULE_WORDS, sizeof *rows, rows, size);
    return good;
}

/* The distinct operands of the steps of one kind. Returns how many. */
static uint32_t operands_of(const NmkRuleStep *steps, uint32_t first, uint32_t end, NmkStepKind kind, uint32_t *operands) {
    uint32_t n = 0;
    for (uint32_t i = first; i < end; i++) {
        uint32_t at = 0;
        if (steps[i].kind != kind) continue;
        while (at < n && operands[at] != steps[i].operand) at++;
        if (at == n) operands[n++] = steps[i].operand;
    }
    return n;
}

static bool range_holds(const NmkSet *set, uint32_t range) {
    if (range == NMK_RULE_YEAR) return nmk_set_has(set, NMK_A_year);
    for (uint32_t a = range >> 8; a <= (range & 0xff); a++)
        if (nmk_set_has(set, a)) return true;
    return false;
}

/* Numbers the sets by the ranges that hold, and gives each number its mask. */
static bool class_sets(NmkBuilder *builder, const uint32_t *ranges, uint32_t count, NmkRuleSetClass *rows) {
    uint32_t n_sets;
    const NmkSet *sets = nmk_builder_sets(builder, &n_sets);
    char *key = nmk_arena_take(nmk_builder_arena(builder), count + (size_t)1);
    uint64_t *masks = nmk_arena_take(nmk_builder_arena(builder), (n_sets + (size_t)1) * sizeof *masks);
    NmkIntern *classes = nmk_intern_new();
    bool good = key && masks && classes;
    for (uint32_t s = 0; good && s < n_sets; s++) {
        uint64_t mask = 0;
        for (uint32_t i = 0; i < count; i++) {
            key[i] = range_holds(&sets[s], ranges[i]);
            if (key[i]) mask |= (uint64_t)1 << i % NMK_RULE_RANGE_BITS;
        }
        const uint32_t class = nmk_intern(classes, nmk_slice(key, count));
        good = class <= UINT16_MAX;
        if (!good) break;
        rows[s].class = (uint16_t)class;
        masks[class] = count <= NMK_RULE_RANGE_BITS ? mask : class + 1u;
    }
    if (good) nmk_builder_section(builder, NMK_SECTION_RULE_MASKS, sizeof *masks, masks, nmk_intern_count(classes));
    nmk_intern_free(classes);
    return good;
}

static bool mark_phrases(NmkBuilder *builder, const uint32_t *phrases, uint32_t count, NmkRuleSetClass *rows) {
    uint32_t n_sets;
    nmk_builder_sets(builder, &n_sets);
    for (uint32_t side = 0; side < NMK_SIDES; side++) {
        uint8_t *fits = nmk_arena_zeros(nmk_builder_arena(builder), n_sets, 1);
        if (!fits) return false;
        for (uint32_t i = 0; i < count; i++) nmk_rule_mark_phrases(builder, phrases[i], side, fits);
        for (uint32_t s = 0; s < n_sets; s++) rows[s].phrases |= (uint8_t)(fits[s] << side);
    }
    return true;
}

NewsmarkStatus nmk_rule_classes_emit(NmkBuilder *builder, const NmkRuleStep *steps, uint32_t first, uint32_t end) {
    NmkArena *arena = nmk_builder_arena(builder);
    uint32_t n_sets, n_uses;
    nmk_builder_sets(builder, &n_sets);
    NmkRuleSetClass *sets = nmk_arena_zeros(arena, n_sets, sizeof *sets);
    const size_t room = (end - first + (size_t)1) * sizeof(uint32_t);
    uint32_t *ranges = nmk_arena_take(arena, room), *phrases = nmk_arena_take(arena, room), *letters = nmk_arena_take(arena, room);
    const Use *uses = uses_of(builder, steps, first, end, &n_uses);
    if (!sets || !ranges || !phrases || !letters || !uses) return NEWSMARK_ERROR_MEMORY;
    uint32_t n_ranges = operands_of(steps, first, end, NMK_STEP_RANGE, ranges);
    ranges[n_ranges++] = NMK_RULE_YEAR;
    const uint32_t n_phrases = operands_of(steps, first, end, NMK_STEP_PHRASE, phrases);
    const uint32_t n_letters = operands_of(steps, first, end, NMK_STEP_EXACT, letters);
    if (!emit_words(builder, uses, n_uses) || !class_sets(builder, ranges, n_ranges, sets) || !mark_phrases(builder, phrases, n_phrases, sets))
        return NEWSMARK_ERROR_MEMORY;
    nmk_builder_section(builder, NMK_SECTION_RULE_SETS, sizeof *sets, sets, n_sets);
    nmk_builder_section(builder, NMK_SECTION_RULE_RANGES, sizeof *ranges, ranges, n_ranges);
    nmk_builder_section(builder, NMK_SECTION_RULE_PHRASES, sizeof *phrases, phrases, n_phrases);
    nmk_builder_section(builder, NMK_SECTION_RULE_LETTERS, sizeof *letters, letters, n_letters);
    return NEWSMARK_OK;
}
