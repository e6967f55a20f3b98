/* Linking: what the files of the entities stage share, and nothing else uses. A draft is an entity in the making.
 *
 * person_name.c reads a mention as a name, persons.c says which names are one person; organizations.c and landmarks.c (places, countries)
 * link the rest; role_phrases.c and roles.c read roles, countries and affiliations, identities.c asks people.tsv; canonical.c writes names;
 * salience.c counts and sorts; entities.c runs them. */
#ifndef NEWSMARK_RECOGNIZE_LINKING_H
#define NEWSMARK_RECOGNIZE_LINKING_H

#include "recognize/types.h"

#define NMK_NONE UINT32_MAX

typedef enum NmkGender { NMK_GENDER_OPEN, NMK_GENDER_MALE, NMK_GENDER_FEMALE } NmkGender;

typedef struct NmkDraft {
    uint32_t mention;        /* the one that names it most fully */
    uint32_t lent;           /* mention whose family name completes it ("Bill and Melinda Gates"), NMK_NONE */
    uint32_t person;         /* in PEOPLE, NMK_NONE */
    uint32_t role, role_end; /* tokens of the role as stated, equal where none */
    uint32_t affiliation;    /* mention beside the role, NMK_NONE */
    uint32_t seen;           /* the last mention so far */
    uint32_t count;          /* mentions so far */
    uint16_t country;
    uint16_t fullness; /* of its fullest mention */
    uint8_t type, gender;
    uint8_t family_words; /* of the family name where shorter forms show it, else 0 */
    uint8_t rank;         /* how well the role is stated, 0 not */
    bool country_stated;
} NmkDraft;

/* From 64-bit hashes to numbers; open addressing, never more than half full. */
typedef struct NmkIndex {
    NmkArena *arena;
    uint64_t *keys; /* 0 free; NULL at first */
    uint32_t *values;
    uint32_t mask, count;
} NmkIndex;

typedef struct NmkLinking {
    NmkDoc *doc;
    NmkDraft *drafts;
    uint32_t n_drafts, capacity;
    uint32_t role_list, prefix_list; /* in LISTS */
} NmkLinking;

/* An empty index; it takes room when something is entered. */
NmkIndex nmk_index_in(NmkArena *arena);

/* Where the value of a key stands until the next call; *fresh where the key is new, its value then NMK_NONE. NULL when out of memory. */
uint32_t *nmk_index_at(NmkIndex *index, uint64_t key, bool *fresh);

/* The value of a key, NMK_NONE where it is not there. */
uint32_t nmk_index_find(const NmkIndex *index, uint64_t key);

/* Hash of the words of a name, without a leading "the". */
uint64_t nmk_form_of(const NmkDoc *doc, const NmkMention *mention);

/* The id of the one entry of a kind that covers just the tokens of a mention, NMK_NONE where there is none or several. */
uint32_t nmk_entry_of(const NmkDoc *doc, const NmkMention *mention, uint8_t kind);

/* Number of a new draft first named by a mention, NMK_NONE when out of memory. */
uint32_t nmk_draft_new(NmkLinking *linking, uint32_t mention);

NewsmarkStatus nmk_link_persons(NmkLinking *linking);
NewsmarkStatus nmk_link_organizations(NmkLinking *linking);
NewsmarkStatus nmk_link_landmarks(NmkLinking *linking);

/* Role, affiliation and country of the person of a mention, where this mention tells more than those before. */
void nmk_read_role(NmkLinking *linking, uint32_t mention);

/* The row of PEOPLE whose full name a mention is, NMK_NONE. */
uint32_t nmk_identity(const NmkDoc *doc, const NmkMention *mention);

/* The role of a row of PEOPLE on the day of the document: a string, 0 where none is known. */
uint32_t nmk_identity_role(const NmkDoc *doc, uint32_t person);

/* The name of an entity, and where in it the given and the family name stand. */
typedef struct NmkCanonical {
    NmkSlice name, given, family;
} NmkCanonical;
NewsmarkStatus nmk_canonical_person(const NmkLinking *linking, const NmkDraft *draft, NmkCanonical *out);
NewsmarkStatus nmk_canonical_other(const NmkDoc *doc, uint32_t mention, NmkSlice *out);

/* "general" for "Gen.", NULL where a token abbreviates no rank. */
const char *nmk_full_rank(const NmkDoc *doc, uint32_t token);

/* Whether a word alone is a rank, an office or an occupation. */
bool nmk_is_role_word(const NmkDoc *doc, uint32_t token);

/* Tokens [first, end) as a role is written: lower case but for acronyms, abbreviated ranks in full. */
NewsmarkStatus nmk_canonical_role(const NmkDoc *doc, uint32_t first, uint32_t end, NmkSlice *out);

/* Fills entities of doc->result from the drafts, in order of salience, and renumbers the mentions. */
NewsmarkStatus nmk_rank_entities(NmkLinking *linking);

/* Whether a mention in this zone tells something of the story, and so may make an entity. */
static inline bool nmk_zone_tells(uint8_t zone) {
    return zone != NEWSMARK_ZONE_METADATA && zone != NEWSMARK_ZONE_BYLINE && zone != NEWSMARK_ZONE_TAIL;
}

static inline uint64_t nmk_chain(uint64_t hash, uint64_t next) {
    return nmk_mix(hash ^ next ^ 0x9e3779b97f4a7c15ULL, 0xe7037ed1a0b428dbULL);
}

static inline bool nmk_token_is_mark(const NmkDoc *doc, uint32_t token, unsigned attribute) {
    return token < doc->tokens.count && doc->tokens.at[token].kind == NMK_MARK && nmk_doc_has(doc, token, attribute);
}

/* Whether a token is this word, in any case; word is lower case. */
static inline bool nmk_token_is(const NmkDoc *doc, uint32_t token, const char *word) {
    if (token >= doc->tokens.count) return false;
    const NmkSlice text = nmk_doc_token(doc, token);
    size_t i = 0;
    for (; i < text.length && word[i]; i++) {
        char c = text.bytes[i];
        if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != word[i]) return false;
    }
    return !word[i] && (i == text.length || (i + 1 == text.length && text.bytes[i] == '.'));
}

/* Which of n words a token is, n where it is none of them. */
static inline size_t nmk_token_among(const NmkDoc *doc, uint32_t token, const char *const *words, size_t n) {
    if (token >= doc->tokens.count) return n;
    const char c = doc->text.bytes[doc->tokens.at[token].start], first = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    for (size_t i = 0; i < n; i++)
        if (words[i][0] == first && nmk_token_is(doc, token, words[i])) return i;
    return n;
}

#endif
