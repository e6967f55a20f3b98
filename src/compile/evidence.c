/* Names all facts in the order of model/facts.h, reads their weights, and sums for every role and every attribute set the vectors of its
 * attributes into one cell, and the vectors of every bundle. A fact without a line in weights.tsv weighs nothing; a line without a fact is a warning. */
#include "compile/evidence.h"

#include <stdio.h>

#include "base/file.h"
#include "base/intern.h"
#include "base/status.h"
#include "model/facts.h"
#include "model/evidence.h"
#include "model/rules.h"

enum { WEIGHT_MAX = 400, CELL_MAX = 4000, COLUMNS = 7 }; /* tenths of a logit: 40 logits are certainty many times over */

typedef struct Facts {
    NmkBuilder *builder;
    NmkIntern *names; /* number in the table = number of the fact */
    NmkFactRow *rows;
    NmkVector *vectors;
    uint32_t count, rules, attributes;
} Facts;

static bool name_fact(Facts *facts, const char *name, uint32_t source) {
    uint32_t number = nmk_intern(facts->names, nmk_slice_of(name));
    if (number != facts->count) return false; /* out of memory, or two facts of one name */
    facts->rows[facts->count++] = (NmkFactRow){nmk_builder_string(facts->builder, nmk_slice_of(name)), source};
    return true;
}

static bool name_rules(Facts *facts) {
    size_t n;
    const NmkRule *rules = nmk_builder_section_rows(facts->builder, NMK_SECTION_RULES, &n);
    for (size_t i = 0; i < n; i++) {
        NmkSlice name = nmk_builder_text(facts->builder, rules[i].name);
        char text[160];
        snprintf(text, sizeof text, "%.*s", (int)name.length, name.bytes);
        if (!name_fact(facts, text, rules[i].source)) return false;
    }
    return true;
}

static bool name_all(Facts *facts) {
    char name[160];
    for (uint32_t i = 0; i < NMK_BUILT_IN; i++) {
        nmk_fact_name(i, name);
        if (!name_fact(facts, name, 0)) return false;
    }
    if (!name_rules(facts)) return false;
    for (uint32_t p = 0; p < NMK_PREFIX_COUNT; p++)
        for (uint32_t a = 0; a < facts->attributes; a++) {
            NmkSlice attribute = nmk_builder_attribute_name(facts->builder, a);
            snprintf(name, sizeof name, "%s:%.*s", nmk_prefix_name((NmkPrefix)p), (int)attribute.length, attribute.bytes);
            if (!name_fact(facts, name, 0)) return false;
        }
    for (uint32_t p = 0; p < NMK_PREFIX_COUNT; p++)
        for (uint32_t s = 0; s < NMK_SHAPE_COUNT; s++) {
            snprintf(name, sizeof name, "%s=%s", nmk_prefix_name((NmkPrefix)p), nmk_shape_name((NmkShape)s));
            if (!name_fact(facts, name, 0)) return false;
        }
    return true;
}

/* A signed number of at most WEIGHT_MAX. */
static bool read_weight(NmkSlice text, int16_t *weight) {
    bool negative = text.length > 1 && text.bytes[0] == '-';
    uint32_t number;
    if (!nmk_source_number(nmk_slice(text.bytes + negative, text.length - negative), WEIGHT_MAX, &number)) return false;
    *weight = (int16_t)(negative ? -(int32_t)number : (int32_t)number);
    return true;
}

static void read_line(Facts *facts, const NmkSourceLine *line) {
    NmkDiagnostics *diagnostics = nmk_builder_diagnostics(facts->builder);
    NmkSlice column[COLUMNS + 1];
    size_t n = nmk_source_columns(line, column, COLUMNS + 1);
    uint32_t pass;
    if (n != COLUMNS || !nmk_source_number(column[1], NMK_PASSES, &pass) || pass == 0) {
        nmk_complain(diagnostics, NMK_NOTE_ERROR, line, 0, "expected fact, pass (1 to %d) and five weights", NMK_PASSES);
        return;
    }
    uint32_t fact = nmk_intern_find(facts->names, column[0]);
    if (fact == NMK_INTERN_NONE) {
        nmk_complain(diagnostics, NMK_NOTE_WARNING, line, 0, "no fact has this name; run scripts/fit");
        return;
    }
    for (uint32_t t = 0; t < NMK_TYPES; t++)
        if (!read_weight(column[2 + t], &facts->vectors[fact].weight[(pass - 1) * NMK_TYPES + t]))
            nmk_complain(diagnostics, NMK_NOTE_ERROR, line, (size_t)(column[2 + t].bytes - line->text.bytes), "expected a weight from -%d to %d",
                         WEIGHT_MAX, WEIGHT_MAX);
}

static void read_file(Facts *facts, const NmkSourceFile *file) {
    size_t at = 0;
    uint32_t number = 0;
    NmkSourceLine line;
    while (nmk_source_next(file, &at, &number, &line)) read_line(facts, &line);
}

/* Rules of a user's folder carry their weights inline: all passes alike, unless weights.tsv knows the rule. */
static void take_inline_weights(Facts *facts) {
    size_t n;
    const NmkRule *rules = nmk_builder_section_rows(facts->builder, NMK_SECTION_RULES, &n);
    for (size_t i = 0; i < n; i++)
        for (uint32_t p = 0; p < NMK_PASSES; p++)
            for (uint32_t t = 0; t < NMK_TYPES; t++)
                facts->vectors[NMK_BUILT_IN + i].weight[p * NMK_TYPES + t] = rules[i].weight[t];
}

static void add_clamped(NmkVector *sum, const NmkVector *add) {
    for (int i = 0; i < NMK_REACH; i++) {
        int32_t v = sum->weight[i] + add->weight[i];
        sum->weight[i] = (int16_t)(v > CELL_MAX ? CELL_MAX : v < -CELL_MAX ? -CELL_MAX : v);
    }
    uint32_t reach = 0;
    for (uint32_t t = 0; t < NEWSMARK_NONE; t++) {
        const uint32_t a = nmk_reach(sum, t), b = nmk_reach(add, t);
        reach |= (a > b ? a : b) << 4 * t;
    }
    sum->weight[NMK_REACH] = (int16_t)reach;
}

static void find_reaches(Facts *facts) {
    for (uint32_t i = 0; i < facts->count; i++) {
        const int16_t *weight = &facts->vectors[i].weight[(NMK_PASSES - 1) * NMK_TYPES];
        uint32_t reach = 0;
        int16_t low = weight[0];
        for (int t = 1; t < NMK_TYPES; t++) low = weight[t] < low ? weight[t] : low;
        for (uint32_t t = 0; t < NEWSMARK_NONE; t++) reach |= nmk_reach_of(weight[t] - low) << 4 * t;
        facts->vectors[i].weight[NMK_REACH] = (int16_t)reach;
    }
}

static uint32_t prefixes_of(uint32_t role, uint32_t prefix[2]) {
    NmkRolePrefixes prefixes = nmk_role_prefixes((NmkRoleOf)role);
    prefix[0] = prefixes.general;
    prefix[1] = prefixes.particular;
    return prefix[0] == prefix[1] ? 1 : 2;
}

static void sum_cells(const Facts *facts, const NmkSet *sets, uint32_t n_sets, NmkVector *vectors) {
    NmkVector *cells = vectors + NMK_FIRST_CELL, *shapes = vectors + NMK_FIRST_SHAPE_CELL;
    for (uint32_t role = 0; role < NMK_ROLE_COUNT; role++) {
        uint32_t prefix[2], n = prefixes_of(role, prefix);
        for (uint32_t p = 0; p < n; p++) {
            for (uint32_t s = 0; s < n_sets; s++)
                for (uint32_t a = 0; a < facts->attributes; a++)
                    if (nmk_set_has(&sets[s], a))
                        add_clamped(&cells[s * NMK_ROLE_COUNT + role], &facts->vectors[nmk_word_fact(facts->rules, facts->attributes, prefix[p], a)]);
            for (uint32_t s = 0; s < NMK_SHAPE_COUNT; s++)
                add_clamped(&shapes[role * NMK_SHAPE_COUNT + s], &facts->vectors[nmk_shape_fact(facts->rules, facts->attributes, prefix[p], s)]);
        }
    }
}

static uint32_t best_fact(const Facts *facts, const uint32_t *parts, uint32_t n, uint32_t type, uint32_t rival) {
    uint32_t best = parts[0];
    int32_t most = INT32_MIN;
    for (uint32_t i = 0; i < n; i++) {
        const int16_t *weight = &facts->vectors[parts[i]].weight[(NMK_PASSES - 1) * NMK_TYPES];
        const int32_t margin = weight[type] - weight[rival];
        if (margin < most || (margin == most && parts[i] > best)) continue;
        most = margin;
        best = parts[i];
    }
    return best;
}

/* bests: one more a bundle. */
static void sum_bundles(const Facts *facts, NmkVector *vectors, NmkBundleBests *bests) {
    for (uint32_t bundle = NMK_BUILT_IN; bundle < NMK_FIRST_SHAPE_CELL; bundle++, bests++) {
        uint32_t parts[NMK_BUNDLE_MAX], n = nmk_bundle_facts(facts->rules, facts->attributes, bundle, parts);
        for (uint32_t i = 0; i < n; i++) add_clamped(&vectors[bundle], &facts->vectors[parts[i]]);
        for (uint32_t type = 0; type < NEWSMARK_NONE; type++)
            for (uint32_t rival = 0; rival < NMK_TYPES; rival++) bests->fact[type][rival] = best_fact(facts, parts, n, type, rival);
    }
}

static NewsmarkStatus write_sections(Facts *facts) {
    uint32_t n_sets;
    const NmkSet *sets = nmk_builder_sets(facts->builder, &n_sets);
    const uint32_t n_vectors = nmk_vector_of_fact(n_sets, facts->count);
    NmkArena *arena = nmk_builder_arena(facts->builder);
    NmkVector *vectors = nmk_arena_zeros(arena, n_vectors, sizeof *vectors);
    NmkTraits *traits = nmk_arena_zeros(arena, n_sets, sizeof *traits);
    NmkBundleBests *bests = nmk_arena_zeros(arena, NMK_FIRST_SHAPE_CELL - NMK_BUILT_IN, sizeof *bests);
    if (!vectors || !traits || !bests) return NEWSMARK_ERROR_MEMORY;
    find_reaches(facts);
    for (uint32_t i = 0; i < facts->count; i++) vectors[nmk_vector_of_fact(n_sets, i)] = facts->vectors[i];
    sum_bundles(facts, vectors, bests);
    sum_cells(facts, sets, n_sets, vectors);
    for (uint32_t s = 0; s < n_sets; s++) traits[s] = nmk_traits_of(&sets[s]);
    nmk_builder_section(facts->builder, NMK_SECTION_SET_TRAITS, sizeof *traits, traits, n_sets);
    nmk_builder_section(facts->builder, NMK_SECTION_FACTS, sizeof *facts->rows, facts->rows, facts->count);
    nmk_builder_section(facts->builder, NMK_SECTION_VECTORS, sizeof *vectors, vectors, n_vectors);
    nmk_builder_section(facts->builder, NMK_SECTION_BUNDLE_BESTS, sizeof *bests, bests, NMK_FIRST_SHAPE_CELL - NMK_BUILT_IN);
    return NEWSMARK_OK;
}

static NewsmarkStatus read_weights(Facts *facts, const NmkSources *sources, const char *weights_path, NewsmarkError *error) {
    take_inline_weights(facts);
    if (!weights_path) {
        for (uint32_t i = 0; i < sources->count; i++)
            if (nmk_slice_is(sources->at[i].path, "weights.tsv")) read_file(facts, &sources->at[i]);
        return NEWSMARK_OK;
    }
    NmkSourceFile file = {.path = nmk_slice_of(weights_path)};
    NEWSMARK_TRY(nmk_file_read(weights_path, nmk_builder_arena(facts->builder), &file.text, error));
    read_file(facts, &file);
    return NEWSMARK_OK;
}

NewsmarkStatus nmk_compile_evidence(NmkBuilder *builder, const NmkSources *sources, const char *weights_path, NewsmarkError *error) {
    Facts facts = {.builder = builder, .names = nmk_intern_new(), .attributes = nmk_builder_attributes(builder)};
    size_t rules = 0;
    nmk_builder_section_rows(builder, NMK_SECTION_RULES, &rules);
    facts.rules = (uint32_t)rules;
    uint32_t count = nmk_fact_count(facts.rules, facts.attributes);
    facts.rows = nmk_arena_zeros(nmk_builder_arena(builder), count, sizeof *facts.rows);
    facts.vectors = nmk_arena_zeros(nmk_builder_arena(builder), count, sizeof *facts.vectors);
    NewsmarkStatus status = facts.names && facts.rows && facts.vectors && name_all(&facts) ? NEWSMARK_OK : NEWSMARK_ERROR_MEMORY;
    if (status == NEWSMARK_OK) status = read_weights(&facts, sources, weights_path, error);
    if (status == NEWSMARK_OK) status = write_sections(&facts);
    nmk_intern_free(facts.names);
    return status;
}
