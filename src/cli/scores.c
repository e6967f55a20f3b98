/* Counting, in whole numbers; figures are printed in thousandths. */
#include "cli/scores.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli/cli.h"

enum { LONGEST_MISTAKE = 120 };

static const char *const KEYS[] = {
#define X(name, key, label, accuracy) key,
    NMK_MEASURES(X)
#undef X
};
static const char *const LABELS[] = {
#define X(name, key, label, accuracy) label,
    NMK_MEASURES(X)
#undef X
};
static const bool ACCURACY[] = {
#define X(name, key, label, accuracy) accuracy,
    NMK_MEASURES(X)
#undef X
};

bool nmk_scores_init(NmkScores *scores, size_t errors) {
    *scores = (NmkScores){.errors = errors, .texts = nmk_intern_new()};
    return scores->texts != NULL;
}

void nmk_scores_free(NmkScores *scores) {
    nmk_intern_free(scores->texts);
    free(scores->mistakes);
    *scores = (NmkScores){.errors = 0};
}

void nmk_score_answer(NmkScores *scores, NmkMeasure measure, bool right) {
    NmkScore *score = &scores->of[measure];
    score->right += right;
    score->found++;
    score->wanted++;
}

void nmk_score_mistake(NmkScores *scores, NmkMeasure measure, bool missed, NmkSlice text) {
    char key[LONGEST_MISTAKE + 2] = {(char)('a' + measure), missed ? '-' : '+'};
    size_t length = text.length < LONGEST_MISTAKE ? text.length : LONGEST_MISTAKE;
    if (!scores->errors) return;
    for (size_t i = 0; i < length; i++) key[i + 2] = (unsigned char)text.bytes[i] < 0x20 ? ' ' : text.bytes[i];
    uint32_t number = nmk_intern(scores->texts, nmk_slice(key, length + 2));
    if (number == NMK_INTERN_NONE) {
        scores->failed = true;
        return;
    }
    if (number >= scores->mistakes_room) {
        uint32_t room = 2 * number + 64;
        NmkMistake *larger = realloc(scores->mistakes, room * sizeof *larger);
        if (!larger) {
            scores->failed = true;
            return;
        }
        memset(larger + scores->mistakes_room, 0, (room - scores->mistakes_room) * sizeof *larger);
        scores->mistakes = larger;
        scores->mistakes_room = room;
    }
    scores->mistakes[number].count++;
    scores->mistakes[number].measure = (uint8_t)measure;
    scores->mistakes[number].missed = missed;
}

/* part of whole in units of 1/scale, rounded */
static uint64_t rate(uint64_t part, uint64_t whole, uint64_t scale) {
    return whole ? (2 * scale * part + whole) / (2 * whole) : 0;
}

static void put_rate(const char *label, uint64_t part, uint64_t whole) {
    uint64_t thousandths = rate(part, whole, 1000);
    if (whole)
        printf("  %s %llu.%03llu", label, (unsigned long long)(thousandths / 1000), (unsigned long long)(thousandths % 1000));
    else
        printf("  %s     -", label);
}

static void print_row(const NmkScores *scores, NmkMeasure measure) {
    const NmkScore *s = &scores->of[measure];
    if (!s->found && !s->wanted) return;
    printf("  %-24s", LABELS[measure]);
    if (ACCURACY[measure]) {
        put_rate("                    right", s->right, s->wanted);
        printf("   %llu of %llu\n", (unsigned long long)s->right, (unsigned long long)s->wanted);
        return;
    }
    put_rate("P", s->right, s->found);
    put_rate("R", s->right, s->wanted);
    put_rate("F1   ", 2 * s->right, s->found + s->wanted);
    printf("   right %llu, found %llu, wanted %llu\n", (unsigned long long)s->right, (unsigned long long)s->found, (unsigned long long)s->wanted);
}

typedef struct Listed {
    NmkSlice text;
    uint32_t count;
} Listed;

static int by_count(const void *a, const void *b) {
    const Listed *x = a, *y = b;
    if (x->count != y->count) return x->count < y->count ? 1 : -1;
    return nmk_slice_compare(x->text, y->text);
}

static void print_mistakes(const NmkScores *scores, NmkMeasure measure, bool missed, Listed *listed) {
    size_t n = 0, all = 0;
    for (uint32_t i = 0; i < nmk_intern_count(scores->texts); i++) {
        const NmkMistake *mistake = &scores->mistakes[i];
        if (mistake->measure != measure || mistake->missed != missed || !mistake->count) continue;
        NmkSlice text = nmk_intern_text(scores->texts, i);
        listed[n++] = (Listed){nmk_slice(text.bytes + 2, text.length - 2), mistake->count};
        all += mistake->count;
    }
    if (!n) return;
    qsort(listed, n, sizeof *listed, by_count);
    printf("== %s, %s: %zu, %zu different\n", LABELS[measure], missed ? "missed" : "found in vain", all, n);
    for (size_t i = 0; i < n && i < scores->errors; i++) printf("%6u  %.*s\n", listed[i].count, (int)listed[i].text.length, listed[i].text.bytes);
}

bool nmk_scores_print(const NmkScores *scores) {
    const bool lists = scores->errors && scores->mistakes;
    Listed *listed = lists ? malloc(nmk_intern_count(scores->texts) * sizeof *listed) : NULL;
    if (scores->failed || (lists && !listed)) {
        free(listed);
        return false;
    }
    printf("%llu documents\n", (unsigned long long)scores->documents);
    for (int m = 0; m < NMK_MEASURE_COUNT; m++) print_row(scores, (NmkMeasure)m);
    for (int m = 0; listed && m < NMK_MEASURE_COUNT; m++) {
        print_mistakes(scores, (NmkMeasure)m, true, listed);
        print_mistakes(scores, (NmkMeasure)m, false, listed);
    }
    free(listed);
    return true;
}

/* "0.75" or "1" in thousandths; *after is what stands behind it */
static bool read_rate(const char *text, uint64_t *thousandths, const char **after) {
    if (*text != '0' && *text != '1') return false;
    *thousandths = (uint64_t)(*text++ - '0') * 1000;
    if (*text == '.') {
        text++;
        for (uint64_t unit = 100; *text >= '0' && *text <= '9'; text++, unit /= 10) *thousandths += unit * (uint64_t)(*text - '0');
    }
    *after = text;
    return true;
}

static bool reaches(const NmkScores *scores, int measure, uint64_t least) {
    const NmkScore *s = &scores->of[measure];
    uint64_t got = rate(2 * s->right, s->found + s->wanted, 1000);
    if (got >= least && s->wanted) return true;
    nmk_message("%s is %llu.%03llu, below %llu.%03llu", KEYS[measure], (unsigned long long)(got / 1000), (unsigned long long)(got % 1000),
                (unsigned long long)(least / 1000), (unsigned long long)(least % 1000));
    return false;
}

bool nmk_scores_reach(const NmkScores *scores, const char *list, bool *readable) {
    bool all = true;
    *readable = true;
    for (const char *at = list; *at;) {
        size_t length = strcspn(at, "=");
        int measure = 0;
        uint64_t least;
        while (measure < NMK_MEASURE_COUNT && !nmk_slice_is(nmk_slice(at, length), KEYS[measure])) measure++;
        *readable = measure < NMK_MEASURE_COUNT && at[length] && read_rate(at + length + 1, &least, &at) && (!*at || *at == ',');
        if (!*readable) return false;
        all &= reaches(scores, measure, least);
        if (*at) at++;
    }
    return all;
}
