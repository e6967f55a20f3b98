/* One pass over the tokens; a compound looks at its parts once. */
#include "recognize/units.h"

#include "base/hash.h"
#include "model/facts.h"
#include "text/fold.h"

static NmkTraits traits_of(const NmkDoc *doc, uint32_t token) { return doc->model->traits[doc->tokens.at[token].set]; }

/* Whether a hyphen ties the token to the word before it. */
static inline bool is_tied(const NmkToken *token) { return (token->flags & NMK_GLUED) && token->kind == NMK_WORD; }

/* The end of the compound that starts at token first: words glued by hyphens, at most eight. */
static uint32_t compound_end(const NmkDoc *doc, uint32_t first) {
    uint32_t end = first + 1;
    while (end < first + 8 && end < doc->tokens.count && is_tied(&doc->tokens.at[end])) end++;
    return end;
}

/* Where the first unit of the compound ends: before a tail that is a word of its own, after the first part where all parts are places, else with
 * the compound. */
static uint32_t unit_end(const NmkDoc *doc, uint32_t first, uint32_t end) {
    const NmkToken *last = &doc->tokens.at[end - 1];
    if (end - first < 2 || !(doc->tokens.at[first].flags & NMK_CAPITAL)) return end;
    if (last->flags & NMK_LOWER) return traits_of(doc, end - 1) & NMK_T(glued_tail) ? end - 1 : end;
    for (uint32_t i = first; i < end; i++)
        if (!(traits_of(doc, i) & (NMK_T(country) | NMK_T(large_place) | NMK_T(demonym)))) return end;
    return first + 1;
}

static uint8_t shape_of_token(const NmkToken *token) {
    uint32_t length = token->end - token->start;
    if (token->kind != NMK_WORD) return NMK_S_other;
    if (token->flags & NMK_INITIAL) return NMK_S_initial;
    if ((token->flags & NMK_DOTTED) && (token->flags & NMK_UPPER)) return NMK_S_acronym;
    if (token->flags & NMK_UPPER) return (uint8_t)(length >= 5 ? NMK_S_upper5 : NMK_S_upper2 + (length < 2 ? 0 : length - 2));
    if (token->flags & NMK_APOSTROPHE) return NMK_S_apostrophe;
    if (token->flags & NMK_MIXED) return NMK_S_mixed;
    if (token->flags & NMK_CAPITAL) return NMK_S_plain;
    return NMK_S_lower;
}

/* "I'm", "He's", "Don't": a capital that starts no name */
static bool is_contraction(const NmkDoc *doc, const NmkToken *token) {
    if (!(token->flags & NMK_APOSTROPHE)) return false;
    const char *end = doc->text.bytes + token->end, *start = doc->text.bytes + token->start;
    const char *tail = end;
    while (tail > start && tail[-1] != '\'' && (unsigned char)tail[-1] < 0x80) tail--;
    size_t n = (size_t)(end - tail);
    if (n == 1) return tail[0] == 't' || tail[0] == 'm' || tail[0] == 'd';
    return n == 2 && (memcmp(tail, "ve", 2) == 0 || memcmp(tail, "ll", 2) == 0 || memcmp(tail, "re", 2) == 0);
}

static uint16_t word_flags(const NmkDoc *doc, const NmkToken *token, NmkTraits traits) {
    unsigned flags = NMK_U_WORD;
    if (traits & NMK_T(title)) flags |= NMK_U_TITLE;
    if ((traits & (NMK_T(date) | NMK_T(name_month))) == NMK_T(date)) flags |= NMK_U_DATE;
    if (token->flags & NMK_UPPER) flags |= NMK_U_UPPER;
    if ((token->flags & NMK_CAPITAL) && !is_contraction(doc, token)) flags |= NMK_U_CAPITAL;
    else if ((token->flags & NMK_MIXED) && (token->flags & NMK_APOSTROPHE)) flags |= NMK_U_CAPITAL; /* d'Estaing */
    else if (token->flags & NMK_LOWER) flags |= NMK_U_LOWER;
    if ((flags & NMK_U_LOWER) && (traits & NMK_T(particle))) flags |= traits & NMK_T(particle_inner) ? NMK_U_INNER : NMK_U_PARTICLE;
    return (uint16_t)flags;
}

/* What a word in small letters alone is: the same as the functions above find. */
static inline uint16_t small_word_flags(NmkTraits traits) {
    unsigned flags = NMK_U_WORD | NMK_U_LOWER;
    if (!(traits & (NMK_T(title) | NMK_T(date) | NMK_T(particle)))) return (uint16_t)flags;
    if (traits & NMK_T(title)) flags |= NMK_U_TITLE;
    if ((traits & (NMK_T(date) | NMK_T(name_month))) == NMK_T(date)) flags |= NMK_U_DATE;
    if (traits & NMK_T(particle)) flags |= traits & NMK_T(particle_inner) ? NMK_U_INNER : NMK_U_PARTICLE;
    return (uint16_t)flags;
}

static inline bool is_small(const NmkToken *token) {
    return (token->flags & (NMK_LOWER | NMK_CAPITAL | NMK_UPPER | NMK_MIXED | NMK_INITIAL | NMK_APOSTROPHE)) == NMK_LOWER;
}

static uint8_t shape_of_compound(const NmkDoc *doc, uint32_t first, uint32_t end) {
    bool names = true;
    for (uint32_t i = first; i < end; i++) names = names && (traits_of(doc, i) & NMK_T_NAME);
    const NmkToken *last = &doc->tokens.at[end - 1];
    if (names) return NMK_S_hyphen_names;
    return (last->flags & NMK_LOWER) && (traits_of(doc, end - 1) & NMK_T(common50)) ? NMK_S_hyphen_lower : NMK_S_hyphen;
}

/* The compound as one word: looked up whole, else guessed by its ending. */
static NmkUnit unit_of_compound(const NmkDoc *doc, uint32_t first, uint32_t end) {
    const NmkToken *head = &doc->tokens.at[first], *last = &doc->tokens.at[end - 1];
    NmkUnit unit = {.first = first, .end = end, .set = 0, .shape = shape_of_compound(doc, first, end)};
    char folded[NMK_FOLD_MAX];
    size_t length = nmk_fold(nmk_slice(doc->text.bytes + head->start, last->end - head->start), folded);
    for (uint32_t i = first; i < end; i++) unit.hash = nmk_mix(unit.hash ^ doc->hashes[i], 0x9e3779b97f4a7c15ULL);
    if (length) {
        uint32_t word = nmk_word_find(doc->model, folded, length);
        unit.set = word ? doc->model->words[word].set : nmk_word_guess(doc->model, folded, length);
    }
    unit.traits = doc->model->traits[unit.set];
    unit.flags = word_flags(doc, head, unit.traits) & (uint16_t)~(NMK_U_PARTICLE | NMK_U_INNER | NMK_U_LOWER);
    bool capital = head->flags & NMK_CAPITAL;
    if (!capital && (traits_of(doc, first) & NMK_T(particle))) /* al-Qaeda, el-Sisi */
        for (uint32_t i = first + 1; i < end; i++) capital = capital || (doc->tokens.at[i].flags & NMK_CAPITAL);
    unit.flags = (uint16_t)((unit.flags & ~NMK_U_CAPITAL) | (capital ? NMK_U_CAPITAL : NMK_U_LOWER));
    for (uint32_t i = first; i < end; i++)
        if (!(doc->tokens.at[i].flags & (NMK_UPPER | NMK_INITIAL))) unit.flags &= (uint16_t)~NMK_U_UPPER;
    return unit;
}

/* Whether what follows a mark or number starts afresh: after line ends, full stops, quotation marks; "before" is the state so far. */
static inline bool starts_next(const NmkToken *token, NmkTraits traits, bool before) {
    return (traits & (NMK_T(line_end) | NMK_T_STOP | NMK_T(quote))) || (token->kind != NMK_NUMBER && before);
}

/* Room for the units, and those outside. */
static NmkUnit *make_room(const NmkDoc *doc) {
    const uint32_t n = doc->tokens.count;
    NmkUnit *room = nmk_arena_take(doc->arena, (n + 2u * NMK_UNITS_AROUND) * sizeof *room);
    if (!room) return NULL;
    const uint16_t set = doc->model->symbol_sets[NMK_A_line_end];
    for (uint32_t i = 0; i < NMK_UNITS_AROUND; i++)
        room[i] = (NmkUnit){.traits = doc->model->traits[set], .set = set, .flags = NMK_U_OUTSIDE, .shape = NMK_S_other};
    return room;
}

/* The unit of a token that starts a compound; its end tells how much of it. Apart from the loop below, which has few variables then. */
__attribute__((noinline)) static NmkUnit unit_of_tied(const NmkDoc *doc, uint32_t first) {
    const uint32_t end = unit_end(doc, first, compound_end(doc, first));
    if (end - first > 1) return unit_of_compound(doc, first, end);
    const NmkToken *token = &doc->tokens.at[first];
    const NmkTraits traits = traits_of(doc, first);
    return (NmkUnit){first, end, doc->hashes[first], traits, token->set, word_flags(doc, token, traits), shape_of_token(token)};
}

/* Fills the units from next on, returns their end. */
static NmkUnit *fill(const NmkDoc *doc, NmkUnits *units, NmkUnit *next) {
    const NmkToken *const tokens = doc->tokens.at;
    const uint32_t n = doc->tokens.count;
    uint32_t *capital = units->capitals;
    unsigned start = NMK_U_START;
    for (uint32_t i = 0; i < n; next++) {
        const NmkToken *token = &tokens[i];
        const NmkTraits traits = doc->model->traits[token->set];
        if (token->kind != NMK_WORD) {
            *next = (NmkUnit){i, i + 1, doc->hashes[i], traits, token->set, (uint16_t)start, NMK_S_other};
            start = starts_next(token, traits, start) ? NMK_U_START : 0;
            i++;
            continue;
        }
        if (i + 1 < n && is_tied(token + 1)) *next = unit_of_tied(doc, i);
        else if (is_small(token)) *next = (NmkUnit){i, i + 1, doc->hashes[i], traits, token->set, small_word_flags(traits), NMK_S_lower};
        else *next = (NmkUnit){i, i + 1, doc->hashes[i], traits, token->set, word_flags(doc, token, traits), shape_of_token(token)};
        if (next->flags & NMK_U_CAPITAL) *capital++ = (uint32_t)(next - units->at);
        next->flags |= (uint16_t)start;
        start = 0;
        i = next->end;
    }
    units->n_capitals = (uint32_t)(capital - units->capitals);
    return next;
}

NewsmarkStatus nmk_units_make(NmkDoc *doc, NmkUnits *units) {
    NmkUnit *room = make_room(doc);
    units->capitals = nmk_arena_take(doc->arena, (doc->tokens.count + (size_t)1) * sizeof *units->capitals);
    if (!room || !units->capitals) return NEWSMARK_ERROR_MEMORY;
    units->at = room + NMK_UNITS_AROUND;
    NmkUnit *end = fill(doc, units, units->at);
    units->count = (uint32_t)(end - units->at);
    for (uint32_t i = 0; i < NMK_UNITS_AROUND; i++) end[i] = room[i];
    return NEWSMARK_OK;
}
