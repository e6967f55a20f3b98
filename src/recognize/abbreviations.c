/* Lookup marks the words that may be abbreviations; few are, so that all else is moved in long stretches from one dropped dot to the next. */
#include "recognize/abbreviations.h"

/* Whether the token after i is the dot that belongs to the abbreviation i. */
static bool has_own_dot(const NmkDoc *doc, uint32_t i) {
    const NmkToken *token = &doc->tokens.at[i], *dot = token + 1;
    if (i + 1 >= doc->tokens.count || dot->kind != NMK_MARK || token->end != dot->start || doc->text.bytes[dot->start] != '.') return false;
    return token->kind == NMK_WORD && (token->flags & NMK_CAPITAL) && !(token->flags & NMK_DOTTED) && nmk_doc_has(doc, i, NMK_A_abbreviation);
}

/* Gives the words their dots; returns how many tokens are to be dropped. */
static uint32_t take_dots(NmkDoc *doc, const uint64_t *marked, uint32_t *dropped) {
    uint32_t n = 0;
    for (uint32_t at = 0; at < doc->tokens.count; at += 64) {
        for (uint64_t rest = marked[at / 64]; rest; rest &= rest - 1) {
            const uint32_t i = at + (uint32_t)__builtin_ctzll(rest);
            if (!has_own_dot(doc, i)) continue;
            doc->tokens.at[i].end = doc->tokens.at[i + 1].end;
            doc->tokens.at[i].flags |= NMK_DOTTED;
            dropped[n++] = i + 1;
        }
    }
    return n;
}

/* Lines name tokens by number. */
static void renumber_lines(NmkDoc *doc, const uint32_t *dropped, uint32_t n) {
    uint32_t before = 0;
    for (uint32_t line = 0; line < doc->n_lines; line++) {
        while (before < n && dropped[before] < doc->lines[line].first) before++;
        doc->lines[line].first -= before;
        while (before < n && dropped[before] < doc->lines[line].end) before++;
        doc->lines[line].end -= before;
    }
}

NewsmarkStatus nmk_join_abbreviations(NmkDoc *doc, NmkPhraseStart *starts, const uint64_t *marked) {
    uint32_t *dropped = nmk_arena_take(doc->arena, (doc->tokens.count / 2 + 1) * sizeof *dropped);
    if (!dropped) return NEWSMARK_ERROR_MEMORY;
    const uint32_t n = take_dots(doc, marked, dropped);
    for (uint32_t k = 0; k < n; k++) {
        const uint32_t from = dropped[k] + 1, to = dropped[k] - k, count = (k + 1 < n ? dropped[k + 1] : doc->tokens.count) - from;
        memmove(&doc->tokens.at[to], &doc->tokens.at[from], count * sizeof *doc->tokens.at);
        memmove(&doc->hashes[to], &doc->hashes[from], count * sizeof *doc->hashes);
        memmove(&doc->line_of[to], &doc->line_of[from], count * sizeof *doc->line_of);
        memmove(&starts[to], &starts[from], count * sizeof *starts);
    }
    renumber_lines(doc, dropped, n);
    doc->tokens.count -= n;
    return NEWSMARK_OK;
}
