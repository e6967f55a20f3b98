/* From the text of an entry to word ids. The engine's own tokenizer and folding are used, so that what is written in the data is found
 * in texts. Words, numbers, possessives and marks inside are words; full stops and hyphens that are tokens of their own are nothing,
 * and so is an exclamation mark at the end ("Yahoo!"). */
#include "compile/builder_parts.h"
#include "text/fold.h"
#include "text/token.h"

enum { ANY_CASE = 0, CAPITAL = 1, CAPITALS = 2, SHORT_WORD = 3 };

static bool is_ignored(NmkSlice token) {
    return nmk_slice_is(token, ".") || nmk_slice_is(token, "-") || nmk_slice_is(token, "\u2010");
}

/* All capitals: has a letter, no lower-case one, and is more than an initial. */
static bool is_upper(const NmkToken *token) {
    return token->flags & NMK_UPPER;
}

/* A word that begins in lower case, or is none, asks nothing. */
static unsigned need_of(const NmkToken *token, bool all_upper) {
    if (!(token->flags & NMK_CAPITAL)) return ANY_CASE;
    uint32_t letters = token->end - token->start;
    if (is_upper(token) && (all_upper || letters <= SHORT_WORD)) return CAPITALS;
    return CAPITAL;
}

/* Whether every word with letters is all capitals. */
static bool all_upper(const NmkTokens *tokens) {
    bool any = false;
    for (uint32_t i = 0; i < tokens->count; i++) {
        const NmkToken *token = &tokens->at[i];
        if (token->kind != NMK_WORD) continue;
        if (!is_upper(token) && !((token->flags & NMK_INITIAL) && tokens->count > 1)) return false;
        any = any || is_upper(token);
    }
    return any;
}

/* Tokens without an exclamation mark at the end. */
static uint32_t count_without_end(NmkSlice text, const NmkTokens *tokens) {
    if (tokens->count < 2 || tokens->at[tokens->count - 1].kind != NMK_MARK) return tokens->count;
    return tokens->count - (text.bytes[tokens->at[tokens->count - 1].start] == '!');
}

uint32_t nmk_builder_words_of(NmkBuilder *builder, NmkSlice text, uint32_t words[NMK_PHRASE_MAX], uint16_t *need) {
    NmkTokens tokens;
    nmk_arena_reset(&builder->scratch);
    *need = 0;
    if (nmk_tokenize(text, NMK_KERNEL_SCALAR, &builder->scratch, &tokens) != NEWSMARK_OK) {
        builder->failed = true;
        return 0;
    }
    const bool upper = all_upper(&tokens);
    const uint32_t end = count_without_end(text, &tokens);
    uint32_t count = 0;
    for (uint32_t i = 0; i < end; i++) {
        const NmkToken *token = &tokens.at[i];
        NmkSlice bytes = nmk_slice(text.bytes + token->start, token->end - token->start);
        if (token->kind == NMK_BREAK || (token->kind == NMK_MARK && is_ignored(bytes))) continue;
        char folded[NMK_FOLD_MAX];
        size_t length = nmk_fold(bytes, folded);
        if (length == 0 || count == NMK_PHRASE_MAX) return 0;
        words[count] = nmk_builder_word(builder, nmk_slice(folded, length));
        *need = (uint16_t)(*need | need_of(token, upper) << (2 * count));
        if (!words[count++]) return 0;
    }
    return count;
}
