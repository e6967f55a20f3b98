/* Every function word votes for its languages; a word that stands in many languages ("de", "in") votes little. Another language than English must lead, its
 * function words must be a good part of the text, and English dictionary words must not: tables of results and headlines hold few function words of any
 * language. Scripts other than Latin decide by themselves that a text is not English. */
#include "recognize/language.h"

enum { LANGUAGES = 32, WORTH = 12, LEAST_PART = 5, LEAST_HITS = 5 }; /* LEAST_PART: one word in five */

typedef struct Votes {
    uint32_t of[LANGUAGES];   /* shared out among the languages of a word */
    uint32_t hits[LANGUAGES]; /* function words, whole */
    uint32_t words;
} Votes;

static void count_words(uint32_t languages, uint32_t times, Votes *votes) {
    static const uint8_t SHARES[WORTH + 1] = {0, WORTH, WORTH / 2, WORTH / 3, WORTH / 4, WORTH / 5, WORTH / 6, 1, 1, 1, 1, 1, 1}; /* of more: nothing */
    uint32_t shared = 0;
    for (uint32_t rest = languages; rest; rest &= rest - 1) shared++;
    const uint32_t share = shared <= WORTH ? SHARES[shared] * times : 0;
    for (uint32_t rest = languages; rest; rest &= rest - 1) {
        votes->of[__builtin_ctz(rest)] += share;
        votes->hits[__builtin_ctz(rest)] += times;
    }
}

/* Lookup has counted words by the set of their languages; the first set is empty. */
static void count_function_words(const NmkDoc *doc, Votes *votes) {
    votes->words = doc->language_counts[0];
    for (uint32_t set = 1; set < doc->model->count[NMK_SECTION_LANGUAGE_SETS]; set++) {
        if (!doc->language_counts[set]) continue;
        votes->words += doc->language_counts[set];
        count_words(doc->model->language_sets[set], doc->language_counts[set], votes);
    }
}

static bool in_dictionary(const NmkSet *set) {
    return nmk_set_has(set, NMK_A_common10) || nmk_set_has(set, NMK_A_common20) || nmk_set_has(set, NMK_A_common35);
}

static uint32_t dictionary_words(const NmkDoc *doc) {
    uint32_t words = 0;
    for (uint32_t i = 0; i < doc->tokens.count; i++) words += in_dictionary(&doc->model->sets[doc->tokens.at[i].set]);
    return words;
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
    count_function_words(doc, &votes);
    doc->details.language = nmk_slice("", 0);
    if (doc->tokens.foreign * 2 > votes.words) {
        doc->details.language = nmk_slice_of("und");
        return NEWSMARK_OK;
    }
    if (n < 2 || votes.words == 0) return NEWSMARK_OK;
    uint32_t english = 0;
    while (english < n && !nmk_slice_is(nmk_string(doc->model, doc->model->stopword_languages[english]), "en")) english++;
    uint32_t other = best_of(&votes, n, english), lead = english < n ? votes.of[english] : 0;
    bool enough = votes.of[other] > lead && votes.hits[other] >= LEAST_HITS && votes.hits[other] * LEAST_PART >= votes.words;
    enough = enough && dictionary_words(doc) * 2 < votes.words; /* asked last: seldom */
    if (enough) doc->details.language = nmk_string(doc->model, doc->model->stopword_languages[other]);
    else if (lead) doc->details.language = nmk_slice_of("en");
    return NEWSMARK_OK;
}

bool nmk_is_english(const NmkDoc *doc) { return doc->details.language.length == 0 || nmk_slice_is(doc->details.language, "en"); }
