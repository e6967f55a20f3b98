/* Roles: what the text says a person is. "Japanese Prime Minister Fumio Kishida"; "Michito Tsuruoka, an associate professor at Keio University"; "the
 * president, Joe Biden,"; "Hua Chunying is the spokeswoman of". A statement at a full name counts more than one at a surname, the first counts. */
#include "recognize/role_phrases.h"

enum { BACK = 12, LONG = 8 }; /* tokens searched for a role before a comma, and before a name without one */

static bool is_punctuation(const NmkDoc *doc, uint32_t token, const NmkAttribute *marks, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (nmk_token_is_mark(doc, token, marks[i])) return true;
    return false;
}

/* First token of "Minister for Economic Security" before token, token where there is none: a role, "for" or "of", and words with capitals. */
static uint32_t long_title(const NmkLinking *linking, uint32_t token) {
    const NmkDoc *doc = linking->doc;
    for (uint32_t i = token; i > 1 && token - i < LONG; i--) {
        const NmkToken *at = &doc->tokens.at[i - 1];
        if (nmk_token_is(doc, i - 1, "for") || nmk_token_is(doc, i - 1, "of")) {
            const uint32_t first = i < token ? nmk_role_before(linking, i - 1) : i - 1;
            if (first < i - 1 && doc->tokens.at[first].flags & NMK_CAPITAL) return first;
        } else if (at->kind != NMK_WORD || (!(at->flags & NMK_CAPITAL) && !nmk_token_is(doc, i - 1, "and")))
            return token;
    }
    return token;
}

/* A form of address is a lesser statement than a role: "Rev", "Prof." */
static bool is_address(const NmkDoc *doc, const NmkStatement *said) {
    return said->end - said->first == 1 && nmk_doc_has(doc, said->first, NMK_A_mr);
}

/* "Prime Minister Sir Keir Starmer", "Norway's Henrik Solberg" */
static void read_before(const NmkLinking *linking, uint32_t mention, NmkStatement *out) {
    const NmkDoc *doc = linking->doc;
    uint32_t token = doc->mentions.at[mention].first, first = nmk_role_before(linking, token);
    for (uint32_t i = 0; first == token && i < 2 && token > 0 && nmk_doc_has(doc, token - 1, NMK_A_mr); i++)
        first = nmk_role_before(linking, --token);
    if (first == token) first = long_title(linking, token);
    if (first < token) {
        const NmkMention *before = mention ? &doc->mentions.at[mention - 1] : NULL;
        if (before && first > before->first && first < before->end) return; /* the role is the end of another name */
        *out = (NmkStatement){first, token, NMK_NONE, NMK_NO_COUNTRY};
        nmk_owner_before(linking, mention, first, out);
        return;
    }
    token = doc->mentions.at[mention].first;
    const bool owned = token && doc->tokens.at[token - 1].kind == NMK_POSSESSIVE, born = token && nmk_token_is(doc, token - 1, "born");
    const uint32_t m = token ? nmk_mention_until(doc, mention, token - owned - born) : NMK_NONE;
    if (m == NMK_NONE || m == mention || doc->mentions.at[m].type != NEWSMARK_COUNTRY) return;
    if (owned || born || doc->mentions.at[m].kind == NEWSMARK_KIND_DEMONYM) out->country = doc->mentions.at[m].country;
}

/* "Troy Hunt of Norway", "Kallis (South Africa)", "Ben Ralston of the University of Saskatchewan" */
static void read_origin(const NmkLinking *linking, uint32_t mention, uint32_t token, NmkStatement *out) {
    const NmkDoc *doc = linking->doc;
    if (nmk_token_is_mark(doc, token, NMK_A_open)) {
        const uint32_t m = nmk_mention_from(doc, mention, token + 1);
        if (m != NMK_NONE && doc->mentions.at[m].type == NEWSMARK_COUNTRY && nmk_token_is_mark(doc, doc->mentions.at[m].end, NMK_A_close))
            out->country = doc->mentions.at[m].country;
        return;
    }
    if (!nmk_token_is(doc, token, "of") && !nmk_token_is(doc, token, "from")) return;
    token += nmk_token_is(doc, token + 1, "the") ? 2 : 1;
    const uint32_t m = nmk_mention_from(doc, mention, token);
    if (m == NMK_NONE) return;
    if (doc->mentions.at[m].type == NEWSMARK_ORGANIZATION) out->affiliation = m;
    if (doc->mentions.at[m].type == NEWSMARK_COUNTRY && doc->mentions.at[m].kind == NEWSMARK_KIND_NAME) out->country = doc->mentions.at[m].country;
}

/* ", an associate professor", ", 47, who is president", " is the president" */
static void read_after(const NmkLinking *linking, uint32_t mention, NmkStatement *out) {
    static const NmkAttribute openers[] = {NMK_A_comma, NMK_A_dash, NMK_A_open};
    const NmkDoc *doc = linking->doc;
    uint32_t token = doc->mentions.at[mention].end;
    if (nmk_token_is_mark(doc, token, NMK_A_quote)) token++;
    if (token + 1 >= doc->tokens.count) return;
    read_origin(linking, mention, token, out);
    if (nmk_token_is(doc, token, "is") || nmk_token_is(doc, token, "becomes")) {
        if (nmk_token_is(doc, token + 1, "a") || nmk_token_is(doc, token + 1, "an") || nmk_token_is(doc, token + 1, "the"))
            nmk_role_phrase(linking, mention, token + 1, out);
        return;
    }
    if (!is_punctuation(doc, token, openers, sizeof openers / sizeof *openers)) return;
    token++;
    if (nmk_token_is(doc, token, "aged")) token++;
    if (token + 1 < doc->tokens.count && doc->tokens.at[token].kind == NMK_NUMBER && nmk_token_is_mark(doc, token + 1, NMK_A_comma)) token += 2;
    if (token + 1 < doc->tokens.count && nmk_token_is(doc, token, "who")) {
        if (!nmk_token_is(doc, token + 1, "is") && !nmk_token_is(doc, token + 1, "became") && !nmk_token_is(doc, token + 1, "serves")) return;
        token += 2 + nmk_token_is(doc, token + 2, "as");
    }
    nmk_role_phrase(linking, mention, token, out);
}

/* "The head of the space agency, Ingrid Solheim-Dahl," */
static void read_apposed(const NmkLinking *linking, uint32_t mention, NmkStatement *out) {
    static const NmkAttribute closers[] = {NMK_A_comma, NMK_A_period, NMK_A_semicolon, NMK_A_close};
    const NmkDoc *doc = linking->doc;
    const NmkMention *m = &doc->mentions.at[mention];
    uint32_t comma = m->first;
    for (uint32_t i = 0; i < 2 && comma > 2 && nmk_doc_has(doc, comma - 1, NMK_A_mr); i++) comma--;
    if (comma < 2 || !nmk_token_is_mark(doc, --comma, NMK_A_comma)) return;
    if (m->end < doc->tokens.count && !is_punctuation(doc, m->end, closers, sizeof closers / sizeof *closers) && !nmk_doc_has(doc, m->end, NMK_A_say))
        return;
    for (uint32_t end = comma; end > 0 && comma - end < BACK; end--) {
        const NmkToken *at = &doc->tokens.at[end - 1];
        const bool over = end == comma || nmk_is_preposition(doc, end);
        const uint32_t first = over ? nmk_role_before(linking, end) : end;
        if (first < end) {
            NmkStatement found = {first, end, NMK_NONE, NMK_NO_COUNTRY};
            nmk_owner_before(linking, mention, first, &found);
            const bool owned = found.affiliation != NMK_NONE || found.country != NMK_NO_COUNTRY;
            if (!owned && first && !nmk_doc_has(doc, first - 1, NMK_A_art) && !nmk_doc_has(doc, first - 1, NMK_A_poss) &&
                !nmk_token_is(doc, first - 1, "whose") && !nmk_doc_has(doc, first - 1, NMK_A_arta))
                return;
            nmk_owner_after(linking, mention, end, &found);
            *out = found;
            return;
        }
        if (at->kind == NMK_BREAK || at->kind == NMK_MARK || nmk_doc_has(doc, end - 1, NMK_A_say)) return;
    }
}

static void keep(NmkDraft *draft, const NmkStatement *said, uint8_t rank) {
    if (said->country != NMK_NO_COUNTRY && !draft->country_stated) draft->country = said->country, draft->country_stated = true;
    if (said->first == said->end) {
        if (draft->affiliation == NMK_NONE && !draft->rank) draft->affiliation = said->affiliation;
        return;
    }
    if (rank <= draft->rank) return;
    draft->rank = rank;
    draft->role = said->first;
    draft->role_end = said->end;
    if (said->affiliation != NMK_NONE) draft->affiliation = said->affiliation;
}

void nmk_read_role(NmkLinking *linking, uint32_t mention) {
    const NmkMention *m = &linking->doc->mentions.at[mention];
    NmkDraft *draft = &linking->drafts[m->entity];
    const bool full = m->end - m->first >= 2;
    if (draft->rank == 2 && draft->country_stated) return;
    void (*const readers[])(const NmkLinking *, uint32_t, NmkStatement *) = {read_before, read_after, read_apposed};
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        NmkStatement said = {.affiliation = NMK_NONE, .country = NMK_NO_COUNTRY};
        readers[i](linking, mention, &said);
        keep(draft, &said, full && !is_address(linking->doc, &said) ? 2 : 1);
    }
}
