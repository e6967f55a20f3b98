/* Every function word votes for its languages; a word that stands in many languages ("de", "in") votes little. Scripts other than Latin decide by themselves
 * that a text is not English. Headlines hold few function words, so a short text is taken for English unless another language clearly leads. */
#include "recognize/language.h"

enum { LANGUAGES = 32, WORTH = 12, FEW_WORDS = 12 };

typedef struct Votes {
    uint32_t of[LANGUAGES];
    uint32_t words, foreign;
} Votes;

static void count_word(uint32_t languages, Votes *votes) {
    uint32_t shared = (uint32_t)__builtin_popcount(languages);
    for (uint32_t rest = languages; rest; rest &= rest - 1) votes->of[__builtin_ctz(rest)] += WORTH / shared;
}

static uint32_t best_of(const Votes *votes, uint32_t n, uint32_t except) {
    uint32_t best = except == 0 ? 1 : 0;
    for (uint32_t i = 0; i < n; i++)
        if (i != except && votes->of[i] > votes->of[best]) best = i;
    return best;
}

NewsmarkStatus nmk_find_language(NmkDoc *doc) {
    Votes votes = {.words = 0};
    uint32_t n = doc->model->count[NMK_SECTION_STOPWORD_LANGUAGES];
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        votes.words += doc->tokens.at[i].kind == NMK_WORD;
        votes.foreign += (doc->tokens.at[i].flags & NMK_FOREIGN) != 0;
    }
    for (uint32_t i = 0; i < doc->n_function_words; i++) count_word(doc->function_words[i], &votes);
    doc->details.language = nmk_slice("", 0);
    if (votes.foreign * 2 > votes.words) {
        doc->details.language = nmk_slice_of("und");
        return NEWSMARK_OK;
    }
    if (n < 2 || votes.words == 0) return NEWSMARK_OK;
    uint32_t english = 0;
    while (english < n && strcmp(doc->model->strings + doc->model->stopword_languages[english], "en") != 0) english++;
    uint32_t other = best_of(&votes, n, english), lead = english < n ? votes.of[english] : 0;
    bool few = votes.words < FEW_WORDS;
    if (votes.of[other] > (few ? 2 * lead + 2 * WORTH : lead)) doc->details.language = nmk_string(doc->model, doc->model->stopword_languages[other]);
    else if (lead) doc->details.language = nmk_slice_of("en");
    return NEWSMARK_OK;
}

bool nmk_is_english(const NmkDoc *doc) { return doc->details.language.length == 0 || nmk_slice_is(doc->details.language, "en"); }
