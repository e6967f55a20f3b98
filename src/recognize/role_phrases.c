/* Noun phrases around roles. All searches end after a few words: WINDOW tokens at most. */
#include "recognize/role_phrases.h"

enum { WINDOW = 14 };

uint32_t nmk_mention_from(const NmkDoc *doc, uint32_t near, uint32_t token) {
    const NmkMentions *m = &doc->mentions;
    while (near > 0 && m->at[near - 1].first >= token) near--; /* at most as many steps as tokens between */
    while (near < m->count && m->at[near].first < token) near++;
    return near < m->count && m->at[near].first == token ? near : NMK_NONE;
}

uint32_t nmk_mention_until(const NmkDoc *doc, uint32_t near, uint32_t token) {
    const NmkMentions *m = &doc->mentions;
    while (near + 1 < m->count && m->at[near].end < token) near++;
    while (near > 0 && m->at[near].end > token) near--;
    return m->at[near].end == token ? near : NMK_NONE;
}

/* End of the longest entry of a list that starts at token, token where there is none. */
static uint32_t entry_from(const NmkLinking *linking, uint32_t list, uint32_t token) {
    const NmkDoc *doc = linking->doc;
    uint32_t end = token;
    for (uint32_t m = doc->match_at[token]; m < doc->n_matches && doc->matches[m].first == token; m++) {
        const NmkEntry *entry = &doc->model->entries[doc->matches[m].entry];
        if (entry->kind == NMK_ENTRY_LIST && entry->id == list && doc->matches[m].end > end) end = doc->matches[m].end;
    }
    return end;
}

/* First token of the longest entry that ends before token end, end where there is none. */
static uint32_t entry_until(const NmkLinking *linking, uint32_t list, uint32_t end) {
    const NmkDoc *doc = linking->doc;
    for (uint32_t m = doc->match_at[end > NMK_PHRASE_MAX ? end - NMK_PHRASE_MAX : 0]; m < doc->match_at[end]; m++) {
        if (doc->matches[m].end != end) continue;
        const NmkEntry *entry = &doc->model->entries[doc->matches[m].entry];
        if (entry->kind == NMK_ENTRY_LIST && entry->id == list) return doc->matches[m].first;
    }
    return end;
}

static bool is_of_sort(const NmkDoc *doc, uint32_t token, const NmkAttribute *sorts, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (nmk_doc_has(doc, token, sorts[i])) return true;
    return false;
}

/* Ranks, offices and occupations that role.txt does not list, one word each: "hydrologist", "Supt". */
bool nmk_is_role_word(const NmkDoc *doc, uint32_t token) {
    static const NmkAttribute sorts[] = {NMK_A_occup, NMK_A_office, NMK_A_mil, NMK_A_role_ending};
    static const char *const nobody[] = {"man",  "men",     "woman",       "women",   "people",    "person",
                                         "mate", "accused", "counterpart", "suspect", "christian", "civilian"};
    if (doc->tokens.at[token].kind != NMK_WORD) return false;
    if (!is_of_sort(doc, token, sorts, sizeof sorts / sizeof *sorts) &&
        (!nmk_doc_has(doc, token, NMK_A_hardtitle) || nmk_doc_has(doc, token, NMK_A_mr)))
        return false;
    const size_t n = sizeof nobody / sizeof *nobody;
    return nmk_token_among(doc, token, nobody, n) == n;
}

static uint32_t role_from(const NmkLinking *linking, uint32_t token) {
    const uint32_t end = entry_from(linking, linking->role_list, token);
    if (end > token || !(linking->doc->tokens.at[token].flags & NMK_LOWER) || nmk_doc_has(linking->doc, token, NMK_A_role_prefix)) return end;
    return nmk_is_role_word(linking->doc, token) ? token + 1 : token;
}

static uint32_t role_until(const NmkLinking *linking, uint32_t end) {
    const uint32_t first = entry_until(linking, linking->role_list, end);
    if (first < end || !end) return first;
    return nmk_is_role_word(linking->doc, end - 1) || nmk_full_rank(linking->doc, end - 1) ? end - 1 : end;
}

/* Single words of the list are known by their attribute. */
static uint32_t prefix_from(const NmkLinking *linking, uint32_t token) {
    const uint32_t end = entry_from(linking, linking->prefix_list, token);
    return end > token || !nmk_doc_has(linking->doc, token, NMK_A_role_prefix) ? end : token + 1;
}

static uint32_t prefix_until(const NmkLinking *linking, uint32_t end) {
    const uint32_t first = entry_until(linking, linking->prefix_list, end);
    return first < end || !end || !nmk_doc_has(linking->doc, end - 1, NMK_A_role_prefix) ? first : end - 1;
}

static uint32_t with_qualifiers(const NmkLinking *linking, uint32_t first) {
    for (uint32_t i = 0; i < NMK_PHRASE_MAX && first > 0; i++) {
        uint32_t before = entry_until(linking, linking->role_list, first); /* "trade union leader" */
        if (before == first) before = prefix_until(linking, first);
        if (before == first) break;
        first = before;
    }
    return first;
}

uint32_t nmk_role_before(const NmkLinking *linking, uint32_t end) {
    uint32_t first = role_until(linking, end);
    if (first == end) return end;
    first = with_qualifiers(linking, first);
    if (first > 1 && nmk_token_is(linking->doc, first - 1, "and")) { /* "president and CEO" */
        const uint32_t other = entry_until(linking, linking->role_list, first - 1);
        if (other < first - 1) first = with_qualifiers(linking, other);
    }
    return first;
}

/* A word that no noun phrase goes on over. */
static bool is_stop(const NmkDoc *doc, uint32_t token) {
    static const NmkAttribute stops[] = {NMK_A_say,       NMK_A_copula,    NMK_A_pron,      NMK_A_conj, NMK_A_of,
                                         NMK_A_placeprep, NMK_A_agentprep, NMK_A_humanverb, NMK_A_time, NMK_A_tofrom};
    return is_of_sort(doc, token, stops, sizeof stops / sizeof *stops);
}

bool nmk_is_preposition(const NmkDoc *doc, uint32_t token) {
    static const char *const words[] = {"of", "for", "at", "with", "in", "from", "to", "on", "within"};
    const size_t n = sizeof words / sizeof *words;
    return nmk_token_among(doc, token, words, n) < n;
}

static bool is_determiner(const NmkDoc *doc, uint32_t token) {
    return nmk_token_is(doc, token, "the") || nmk_token_is(doc, token, "a") || nmk_token_is(doc, token, "an") || nmk_doc_has(doc, token, NMK_A_poss);
}

static void take(const NmkDoc *doc, uint32_t mention, NmkStatement *out) {
    const NmkMention *m = &doc->mentions.at[mention];
    if (m->type == NEWSMARK_ORGANIZATION && out->affiliation == NMK_NONE) out->affiliation = mention;
    if (m->type != NEWSMARK_PERSON && m->type != NEWSMARK_OTHER && out->country == NMK_NO_COUNTRY) out->country = m->country;
}

void nmk_owner_before(const NmkLinking *linking, uint32_t mention, uint32_t token, NmkStatement *out) {
    const NmkDoc *doc = linking->doc;
    uint32_t words = 0;
    for (uint32_t i = 0; i < WINDOW && token > 0; i++) {
        const uint32_t m = nmk_mention_until(doc, mention, token);
        const NmkToken *before = &doc->tokens.at[token - 1];
        if (m != NMK_NONE && m != mention) {
            const uint8_t type = doc->mentions.at[m].type;
            if (type == NEWSMARK_PERSON || type == NEWSMARK_OTHER || (words && type != NEWSMARK_COUNTRY)) return;
            take(doc, m, out);
            token = doc->mentions.at[m].first;
        } else if (before->kind == NMK_POSSESSIVE || (before->flags & NMK_GLUED && nmk_token_is(doc, token - 1, "born"))) {
            token--;
        } else if (before->kind == NMK_WORD && before->flags & NMK_LOWER && !words && !is_stop(doc, token - 1) && !is_determiner(doc, token - 1) &&
                   !nmk_is_preposition(doc, token - 1)) {
            token--, words++; /* "South Korean military expert" */
        } else
            return;
    }
}

void nmk_owner_after(const NmkLinking *linking, uint32_t mention, uint32_t token, NmkStatement *out) {
    const NmkDoc *doc = linking->doc;
    if (token >= doc->tokens.count || !nmk_is_preposition(doc, token)) return;
    /* "president of Ghana", "doctor from Egypt", not "envoy to", "analyst in" */
    bool close = nmk_token_is(doc, token, "of") || nmk_token_is(doc, token, "for") || nmk_token_is(doc, token, "from");
    for (uint32_t i = 0; i < WINDOW && token < doc->tokens.count; i++) {
        const uint32_t m = nmk_mention_from(doc, mention, token);
        if (m != NMK_NONE) {
            const uint8_t type = doc->mentions.at[m].type;
            if (type == NEWSMARK_PERSON) return;
            if (type == NEWSMARK_ORGANIZATION && out->affiliation == NMK_NONE) out->affiliation = m;
            if (type == NEWSMARK_COUNTRY && close && out->country == NMK_NO_COUNTRY) out->country = doc->mentions.at[m].country;
            if (type == NEWSMARK_ORGANIZATION) return;
            close = false;
            token = doc->mentions.at[m].end;
            continue;
        }
        const NmkToken *at = &doc->tokens.at[token];
        if (at->kind == NMK_WORD &&
            (nmk_doc_has(doc, token, NMK_A_say) || nmk_doc_has(doc, token, NMK_A_copula) || nmk_doc_has(doc, token, NMK_A_pron)))
            return;
        if (at->kind == NMK_BREAK || (at->kind == NMK_MARK && !nmk_doc_has(doc, token, NMK_A_ampersand))) return;
        close &= i == 0 || nmk_doc_has(doc, token, NMK_A_art) || nmk_token_is(doc, token, "the");
        token++;
    }
}

/* End of the role that starts at token with what follows it: "president and chief executive". */
static uint32_t role_end(const NmkLinking *linking, uint32_t token) {
    const uint32_t n = linking->doc->tokens.count;
    uint32_t end = role_from(linking, token);
    for (uint32_t i = 0; end > token && end + 1 < n && i < NMK_PHRASE_MAX; i++) {
        uint32_t next = role_from(linking, end);
        if (next == end && nmk_token_is(linking->doc, end, "and")) {
            const uint32_t second = entry_from(linking, linking->role_list, end + 1);
            if (second > end + 1) next = second;
        }
        if (next == end) break;
        end = next;
    }
    return end;
}

static bool is_closed(const NmkDoc *doc, uint32_t mention, uint32_t token, bool indefinite) {
    if (token >= doc->tokens.count) return true;
    const uint8_t kind = doc->tokens.at[token].kind;
    if (kind == NMK_MARK || kind == NMK_BREAK || nmk_is_preposition(doc, token) || nmk_token_is(doc, token, "who")) return true;
    if (nmk_mention_from(doc, mention, token) != NMK_NONE) return false;
    return indefinite && kind == NMK_WORD;
}

/* "an American observer for", "a Dominican left-hander with": what one or two words after a nationality say is a role, if it is no word for people.
 */
static bool is_role_by_place(const NmkDoc *doc, uint32_t mention, uint32_t first, uint32_t end) {
    static const char *const people[] = {"man",    "woman",    "boy",      "girl",   "citizen", "national", "native",
                                         "member", "teenager", "resident", "father", "mother",  "family"};
    if (first >= end || end - first > 3 || !is_closed(doc, mention, end, false)) return false;
    for (uint32_t i = first; i < end; i++)
        if (doc->tokens.at[i].kind != NMK_WORD || !(doc->tokens.at[i].flags & NMK_LOWER) || nmk_doc_has(doc, i, NMK_A_kin)) return false;
    const size_t n = sizeof people / sizeof *people;
    return nmk_token_among(doc, end - 1, people, n) == n;
}

/* "a Malaysian", "an American observer": a nationality even where no role is known. */
static bool is_nationality(const NmkDoc *doc, uint32_t mention, bool after_article) {
    return after_article && doc->mentions.at[mention].type == NEWSMARK_COUNTRY && doc->mentions.at[mention].kind == NEWSMARK_KIND_DEMONYM;
}

bool nmk_role_phrase(const NmkLinking *linking, uint32_t mention, uint32_t token, NmkStatement *out) {
    const NmkDoc *doc = linking->doc;
    uint32_t qualified = NMK_NONE; /* where qualifiers of the role begin */
    uint32_t national = NMK_NONE;  /* the word after "a Dominican" */
    uint32_t article = NMK_NONE;   /* the step after an article and qualifiers */
    bool indefinite = false;
    NmkStatement found = {.affiliation = NMK_NONE, .country = NMK_NO_COUNTRY};
    for (uint32_t i = 0; i < WINDOW && token < doc->tokens.count; i++) {
        const uint32_t end = role_end(linking, token), m = nmk_mention_from(doc, mention, token);
        if (end > token && (m == NMK_NONE || doc->mentions.at[m].type != NEWSMARK_PERSON)) {
            if (!is_closed(doc, mention, end, indefinite)) return false;
            found.first = qualified == NMK_NONE ? token : qualified;
            found.end = end;
            nmk_owner_after(linking, mention, end, &found);
            *out = found;
            return true;
        }
        if (national != NMK_NONE && is_role_by_place(doc, mention, national, token)) {
            found.first = national, found.end = token;
            nmk_owner_after(linking, mention, token, &found);
            *out = found;
            return true;
        }
        const uint32_t prefix = prefix_from(linking, token);
        const NmkToken *at = &doc->tokens.at[token];
        if (prefix > token) {
            article += article == i;
            if (qualified == NMK_NONE) qualified = token;
            token = prefix;
            continue;
        }
        qualified = NMK_NONE;
        if (m != NMK_NONE) {
            if (doc->mentions.at[m].type == NEWSMARK_PERSON) return false;
            take(doc, m, &found);
            if (is_nationality(doc, m, article == i)) out->country = doc->mentions.at[m].country, national = doc->mentions.at[m].end;
            token = doc->mentions.at[m].end;
            continue;
        }
        if (at->kind == NMK_BREAK || (at->kind == NMK_MARK && !nmk_doc_has(doc, token, NMK_A_quote))) return false;
        if (is_determiner(doc, token))
            article = i + 1, indefinite = nmk_token_is(doc, token, "a") || nmk_token_is(doc, token, "an");
        else if (at->kind == NMK_WORD && is_stop(doc, token))
            return false;
        token++;
    }
    return false;
}
