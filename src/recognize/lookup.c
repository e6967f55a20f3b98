/* Two passes. Words: each token is folded, hashed and probed once; marks and numbers get the set of their symbol. Phrases: from
 * every word that begins one, the trie is walked as far as it goes, and all that ends on the way is kept where its case
 * is accepted. Walks are at most NMK_PHRASE_MAX long, so time is linear. */
#include "recognize/lookup.h"

#include "base/hash.h"
#include "text/fold.h"
#include "text/utf8.h"

static NmkAttribute mark_symbol(const char *p, uint32_t length) {
    switch (nmk_utf8_next(p, length, 0).value) {
    case '.': case 0x2026: return NMK_A_period;
    case ',': return NMK_A_comma;
    case ':': return NMK_A_colon;
    case ';': return NMK_A_semicolon;
    case '?': return NMK_A_question;
    case '!': return NMK_A_exclamation;
    case '"': case 0x201C: case 0x201D: case 0x201E: case 0xAB: case 0xBB: return NMK_A_quote;
    case '\'': case 0x2018: case 0x2019: case '`': return NMK_A_apostrophe;
    case '(': case '[': case '{': return NMK_A_open;
    case ')': case ']': case '}': return NMK_A_close;
    case '-': case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: return NMK_A_dash;
    case '/': return NMK_A_slash;
    case '&': return NMK_A_ampersand;
    case '$': case 0xA3: case 0xA5: case 0x20AC: case 0x20B9: return NMK_A_currency_sign;
    case '%': return NMK_A_percent;
    case '*': case 0x2022: case 0xB7: case 0x25CF: case 0x25AA: return NMK_A_bullet;
    case '@': return NMK_A_at_sign;
    case '#': return NMK_A_hash_sign;
    default: return NMK_A_mark;
    }
}

static NmkAttribute number_symbol(const char *p, uint32_t length) {
    for (uint32_t i = 0; i < length; i++)
        if (p[i] < '0' || p[i] > '9') return NMK_A_number;
    if (length == 4 && (p[0] == '1' || p[0] == '2')) return NMK_A_year;
    return length == 1 ? NMK_A_number1 : length == 2 ? NMK_A_number2 : NMK_A_number;
}

static NmkAttribute symbol_of(const NmkToken *token, const char *p) {
    uint32_t length = token->end - token->start;
    switch ((NmkTokenKind)token->kind) {
    case NMK_BREAK: return token->flags & NMK_BLANK ? NMK_A_blank_line : NMK_A_line_end;
    case NMK_POSSESSIVE: return NMK_A_possessive;
    case NMK_NUMBER: return number_symbol(p, length);
    case NMK_MARK: return mark_symbol(p, length);
    case NMK_WORD: break;
    }
    return NMK_A_mark;
}

/* Words, numbers, possessives and & can be words of a phrase. */
static bool in_phrases(const NmkToken *token, const char *p) {
    if (token->kind == NMK_MARK) return *p == '&';
    return token->kind != NMK_BREAK;
}

static void look_up_token(NmkDoc *doc, uint32_t i) {
    NmkToken *token = &doc->tokens.at[i];
    const char *p = doc->text.bytes + token->start;
    token->word = 0;
    doc->hashes[i] = 0;
    if (token->kind != NMK_WORD) token->set = doc->model->symbol_sets[symbol_of(token, p)];
    if (!in_phrases(token, p)) return;
    char folded[NMK_FOLD_MAX];
    size_t length = nmk_fold(nmk_slice(p, token->end - token->start), folded);
    if (length == 0) {
        doc->hashes[i] = nmk_hash(p, token->end - token->start);
        if (token->kind == NMK_WORD) token->set = 0;
        return;
    }
    uint64_t hash = nmk_hash(folded, length);
    doc->hashes[i] = hash;
    token->word = nmk_word_find(doc->model, folded, length);
    if (token->kind != NMK_WORD) return;
    token->set = token->word ? doc->model->words[token->word].set : nmk_word_guess(doc->model, folded, length);
}

/* Drops the dot after an abbreviation and lets the word reach over it. */
static void join_abbreviations(NmkDoc *doc) {
    NmkToken *at = doc->tokens.at;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        NmkToken *before = kept ? &at[kept - 1] : NULL;
        bool joins = before && at[i].kind == NMK_MARK && before->kind == NMK_WORD && before->end == at[i].start &&
                     doc->text.bytes[at[i].start] == '.' && (before->flags & NMK_CAPITAL) && !(before->flags & NMK_DOTTED) &&
                     nmk_set_has(&doc->model->sets[before->set], NMK_A_abbreviation);
        if (joins) {
            before->end = at[i].end;
            before->flags |= NMK_DOTTED;
            continue;
        }
        at[kept] = at[i];
        doc->hashes[kept] = doc->hashes[i];
        doc->line_of[kept] = doc->line_of[i];
        kept++;
    }
    if (kept == doc->tokens.count) return;
    doc->tokens.count = kept;
}

/* Lines name tokens by number: after tokens were dropped their bounds are found again from line_of. */
static void renumber_lines(NmkDoc *doc) {
    uint32_t at = 0;
    for (uint32_t line = 0; line < doc->n_lines; line++) {
        doc->lines[line].first = at;
        while (at < doc->tokens.count && doc->line_of[at] == line && doc->tokens.at[at].kind != NMK_BREAK) at++;
        doc->lines[line].end = at;
        while (at < doc->tokens.count && doc->line_of[at] == line) at++;
    }
}

static uint32_t letters(const NmkToken *token) { return token->end - token->start; }

/* Whether the case of the tokens is what the entry asks for. In a line of capitals a short acronym proves nothing. */
static bool case_accepted(const NmkDoc *doc, const NmkEntry *entry, uint32_t first, uint32_t end) {
    uint32_t need = entry->need;
    for (uint32_t i = first; i < end && need; i++, need >>= 2) {
        const NmkToken *token = &doc->tokens.at[i];
        if (token->kind != NMK_WORD) continue;
        if ((need & 3) == 1 && !(token->flags & (NMK_CAPITAL | NMK_MIXED))) return false;
        if ((need & 3) == 2) {
            if (!(token->flags & (NMK_UPPER | NMK_INITIAL | NMK_DOTTED))) return false;
            if (!(token->flags & NMK_CAPITAL)) return false;
            if (letters(token) <= 3 && (doc->lines[doc->line_of[i]].flags & NMK_LINE_CAPITALS)) return false;
        }
    }
    return true;
}

typedef struct Walk {
    NmkDoc *doc;
    uint32_t capacity;
} Walk;

static NewsmarkStatus keep_entries(Walk *walk, uint32_t first, uint32_t end, uint32_t node) {
    NmkDoc *doc = walk->doc;
    const NmkNode *n = &doc->model->nodes[node];
    for (uint32_t e = n->entry; e < n->entry + n->entries; e++) {
        if (!case_accepted(doc, &doc->model->entries[e], first, end)) continue;
        NmkMatch *grown = nmk_arena_grow(doc->arena, doc->matches, sizeof *grown, &walk->capacity, doc->n_matches + 1);
        if (!grown) return NEWSMARK_ERROR_MEMORY;
        doc->matches = grown;
        grown[doc->n_matches++] = (NmkMatch){first, end, e};
    }
    return NEWSMARK_OK;
}

/* Keeps what ends on the way from token first on, longest first. */
static NewsmarkStatus walk_from(Walk *walk, uint32_t first) {
    const NmkDoc *doc = walk->doc;
    uint32_t nodes[NMK_PHRASE_MAX], depth = 0;
    uint32_t node = doc->model->words[doc->tokens.at[first].word].node;
    while (node) {
        nodes[depth++] = node;
        uint32_t next = first + depth;
        if (depth == NMK_PHRASE_MAX || next >= doc->tokens.count || !doc->model->nodes[node].more) break;
        uint32_t word = doc->tokens.at[next].word;
        if (!word) break;
        node = nmk_phrase_step(doc->model, node, word);
    }
    for (uint32_t d = depth; d-- > 0;)
        if (doc->model->nodes[nodes[d]].entries) NEWSMARK_TRY(keep_entries(walk, first, first + d + 1, nodes[d]));
    return NEWSMARK_OK;
}

NewsmarkStatus nmk_look_up(NmkDoc *doc) {
    doc->hashes = nmk_arena_take(doc->arena, (doc->tokens.count + 1) * sizeof *doc->hashes);
    if (!doc->hashes) return NEWSMARK_ERROR_MEMORY;
    for (uint32_t i = 0; i < doc->tokens.count; i++) look_up_token(doc, i);
    join_abbreviations(doc);
    renumber_lines(doc);
    doc->match_at = nmk_arena_take(doc->arena, (doc->tokens.count + 1) * sizeof *doc->match_at);
    if (!doc->match_at) return NEWSMARK_ERROR_MEMORY;
    Walk walk = {doc, 0};
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        doc->match_at[i] = doc->n_matches;
        if (doc->tokens.at[i].word) NEWSMARK_TRY(walk_from(&walk, i));
    }
    doc->match_at[doc->tokens.count] = doc->n_matches;
    return NEWSMARK_OK;
}
