/* Organizations: long forms first, then the short ones that belong to them: other names that organizations.tsv knows, acronyms of their initials or
 * in brackets beside them, and their first words where no other organization of the text starts so. */
#include "recognize/linking.h"

enum { WORDS = 12 }; /* longest form that is told apart by length; LETTERS: of an acronym */
enum { LETTERS = 8 };
#define SHARED (UINT32_MAX - 1)

typedef struct Form {
    uint32_t mention; /* the first that tells, else the first */
    uint32_t draft;
    uint32_t partner; /* form in brackets beside it, NMK_NONE */
    uint8_t words;
    bool tells;
} Form;

typedef struct Organizations {
    NmkLinking *linking;
    NmkDoc *doc;
    Form *forms;
    uint32_t *form_of; /* by mention */
    uint32_t n_forms, capacity;
    uint32_t lengths; /* of the forms: bit n where one has n words */
    NmkIndex by_form, by_id, by_initials, by_start;
} Organizations;

static bool is_word(const NmkDoc *doc, uint32_t token) {
    return doc->tokens.at[token].kind == NMK_WORD || doc->tokens.at[token].kind == NMK_NUMBER;
}

static uint32_t first_word(const NmkDoc *doc, const NmkMention *m) {
    return m->end - m->first > 1 && nmk_token_is(doc, m->first, "the") ? m->first + 1 : m->first;
}

static uint8_t words_of(const NmkDoc *doc, const NmkMention *m) {
    uint32_t n = 0;
    for (uint32_t i = first_word(doc, m); i < m->end && n < WORDS; i++) n += is_word(doc, i);
    return (uint8_t)n;
}

/* Letters of an acronym without its dots, lower case; 0 where the mention is none. */
static size_t acronym_of(const NmkDoc *doc, const NmkMention *m, char out[LETTERS]) {
    const uint32_t at = first_word(doc, m);
    if (m->end - at != 1 || !(doc->tokens.at[at].flags & (NMK_UPPER | NMK_DOTTED))) return 0;
    const NmkSlice text = nmk_doc_token(doc, at);
    size_t n = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == '.') continue;
        if (n == LETTERS || text.bytes[i] < 'A' || text.bytes[i] > 'Z') return 0;
        out[n++] = (char)(text.bytes[i] + 32);
    }
    return n >= 2 ? n : 0;
}

/* Whether an acronym's letters stand in a name in this order, the first at its start. */
static bool abbreviates(const NmkDoc *doc, const NmkMention *m, const char *letters, size_t n) {
    size_t k = 0;
    for (uint32_t i = first_word(doc, m); i < m->end; i++) {
        const NmkSlice text = nmk_doc_token(doc, i);
        for (size_t b = 0; b < text.length && k < n; b++) {
            const char c = text.bytes[b], lower = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
            if (lower == letters[k])
                k++;
            else if (k == 0)
                return false;
        }
    }
    return k == n;
}

/* "Long Form (LF)" and "LF (Long Form)": the form of the mention before, NMK_NONE. */
static uint32_t partner_of(const Organizations *o, uint32_t mention) {
    const NmkMentions *mentions = &o->doc->mentions;
    if (!mention || mentions->at[mention - 1].type != NEWSMARK_ORGANIZATION) return NMK_NONE;
    const NmkMention *a = &mentions->at[mention - 1], *b = &mentions->at[mention];
    if (b->first != a->end + 1 || !nmk_token_is_mark(o->doc, a->end, NMK_A_open)) return NMK_NONE;
    char letters[LETTERS];
    size_t n = acronym_of(o->doc, b, letters);
    if (n && abbreviates(o->doc, a, letters, n)) return o->form_of[mention - 1];
    n = acronym_of(o->doc, a, letters);
    return n && abbreviates(o->doc, b, letters, n) ? o->form_of[mention - 1] : NMK_NONE;
}

static NewsmarkStatus read_forms(Organizations *o) {
    const NmkMentions *mentions = &o->doc->mentions;
    for (uint32_t i = 0; i < mentions->count; i++) {
        const NmkMention *m = &mentions->at[i];
        if (m->type != NEWSMARK_ORGANIZATION) continue;
        bool fresh;
        uint32_t *at = nmk_index_at(&o->by_form, nmk_form_of(o->doc, m), &fresh);
        if (at && fresh) o->forms = nmk_arena_grow(o->doc->arena, o->forms, sizeof *o->forms, &o->capacity, o->n_forms + 1);
        if (!at || !o->forms) return NEWSMARK_ERROR_MEMORY;
        if (fresh) {
            *at = o->n_forms++;
            o->forms[*at] = (Form){.mention = i, .draft = NMK_NONE, .partner = NMK_NONE, .words = words_of(o->doc, m)};
            o->lengths |= 1u << o->forms[*at].words;
        }
        o->form_of[i] = *at;
        Form *form = &o->forms[*at];
        if (!form->tells && nmk_zone_tells(m->zone)) form->tells = true, form->mention = i;
        const uint32_t partner = partner_of(o, i);
        if (partner == NMK_NONE || partner == *at) continue;
        if (o->forms[partner].words > form->words)
            form->partner = partner;
        else
            o->forms[partner].partner = *at;
    }
    return NEWSMARK_OK;
}

static NewsmarkStatus enter(NmkIndex *index, uint64_t key, uint32_t draft) {
    bool fresh;
    uint32_t *at = nmk_index_at(index, key, &fresh);
    if (!at) return NEWSMARK_ERROR_MEMORY;
    *at = fresh || *at == draft ? draft : SHARED;
    return NEWSMARK_OK;
}

/* Enters what short forms of a long name would be: its initials, and its first words. */
static NewsmarkStatus enter_short_forms(Organizations *o, const Form *form) {
    const NmkMention *m = &o->doc->mentions.at[form->mention];
    char letters[WORDS];
    size_t n = 0;
    uint32_t words = 0;
    uint64_t start = 0;
    for (uint32_t i = first_word(o->doc, m); i < m->end && words < WORDS; i++) {
        if (!is_word(o->doc, i)) continue;
        const NmkToken *token = &o->doc->tokens.at[i];
        const char c = o->doc->text.bytes[token->start];
        if (token->flags & NMK_CAPITAL && c >= 'A' && c <= 'Z') letters[n++] = (char)(c + 32);
        start = nmk_chain(start, o->doc->hashes[i]);
        if (++words < form->words) NEWSMARK_TRY(enter(&o->by_start, start, form->draft));
    }
    return n >= 2 ? enter(&o->by_initials, nmk_hash(letters, n), form->draft) : NEWSMARK_OK;
}

/* "the Bank" and "National" stand for nobody. */
static bool is_telling_start(const NmkDoc *doc, const NmkMention *m) {
    static const NmkAttribute common[] = {NMK_A_common10, NMK_A_common20, NMK_A_common35, NMK_A_orghead, NMK_A_orgnoun, NMK_A_demonym, NMK_A_country};
    const uint32_t at = first_word(doc, m);
    for (size_t i = 0; m->end - at == 1 && i < sizeof common / sizeof *common; i++)
        if (nmk_doc_has(doc, at, common[i])) return nmk_entry_of(doc, m, NMK_ENTRY_ORGANIZATION) != NMK_NONE;
    return true;
}

/* The organization a form is another name of, NMK_NONE. */
static uint32_t owner(const Organizations *o, const Form *form, uint32_t id) {
    const NmkMention *m = &o->doc->mentions.at[form->mention];
    uint32_t found = id == NMK_NONE ? NMK_NONE : nmk_index_find(&o->by_id, (uint64_t)id + 1);
    if (found != NMK_NONE) return found;
    if (form->partner != NMK_NONE) return o->forms[form->partner].draft;
    char letters[LETTERS];
    const size_t n = acronym_of(o->doc, m, letters);
    if (n)
        found = nmk_index_find(&o->by_initials, nmk_hash(letters, n));
    else if (is_telling_start(o->doc, m))
        found = nmk_index_find(&o->by_start, nmk_form_of(o->doc, m));
    if (found == NMK_NONE || found == SHARED) return NMK_NONE;
    return id != NMK_NONE && o->linking->drafts[found].person != NMK_NONE && o->linking->drafts[found].person != id ? NMK_NONE : found;
}

static NewsmarkStatus link_form(Organizations *o, Form *form) {
    const uint32_t id = nmk_entry_of(o->doc, &o->doc->mentions.at[form->mention], NMK_ENTRY_ORGANIZATION);
    form->draft = owner(o, form, id);
    if (!form->tells) return NEWSMARK_OK;
    if (form->draft == NMK_NONE) {
        form->draft = nmk_draft_new(o->linking, form->mention);
        if (form->draft == NMK_NONE) return NEWSMARK_ERROR_MEMORY;
    }
    if (id != NMK_NONE) {
        if (o->linking->drafts[form->draft].person == NMK_NONE) o->linking->drafts[form->draft].person = id;
        NEWSMARK_TRY(enter(&o->by_id, (uint64_t)id + 1, form->draft));
    }
    return form->words > 1 ? enter_short_forms(o, form) : NEWSMARK_OK;
}

NewsmarkStatus nmk_link_organizations(NmkLinking *linking) {
    NmkMentions *mentions = &linking->doc->mentions;
    NmkArena *arena = linking->doc->arena;
    Organizations o = {.linking = linking, .doc = linking->doc, .form_of = nmk_arena_take(arena, (mentions->count + 1u) * sizeof *o.form_of)};
    if (!o.form_of) return NEWSMARK_ERROR_MEMORY;
    o.by_form = o.by_id = o.by_initials = o.by_start = nmk_index_in(arena);
    NEWSMARK_TRY(read_forms(&o));
    for (uint32_t pass = 0; pass < 2; pass++) /* what tells first, then what only joins; a constant number of passes over the forms */
        for (uint32_t words = WORDS + 1; words-- > 0;)
            for (uint32_t f = 0; f < o.n_forms && o.lengths >> words & 1; f++)
                if (o.forms[f].words == words && o.forms[f].tells == !pass) NEWSMARK_TRY(link_form(&o, &o.forms[f]));
    for (uint32_t i = 0; i < mentions->count; i++) {
        NmkMention *m = &mentions->at[i];
        if (m->type != NEWSMARK_ORGANIZATION) continue;
        m->entity = o.forms[o.form_of[i]].draft;
        if (m->entity != NMK_NONE && linking->drafts[m->entity].country == NMK_NO_COUNTRY) linking->drafts[m->entity].country = m->country;
    }
    return NEWSMARK_OK;
}
