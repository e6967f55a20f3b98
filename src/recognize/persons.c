/* Persons: which mentions are one person.
 *
 * Names of two words or more come first, longest first: each joins the one person it agrees with or is a new one. Then single names are read in
 * the order of the text: a family name goes to the person who has it, a given name to one who was named before; where two persons could be meant
 * the one named just now is taken, and otherwise the name stays an entity of its own. Every written form is compared with at most BOUND persons
 * that share a word with it, so the time is linear. */
#include "recognize/person_name.h"
#include "recognize/role_phrases.h"

enum { BOUND = 8 }; /* persons remembered by one word */
enum { FULL = 64 }; /* fullness: words count more than letters */

typedef enum Place { FAMILY = 1, MIDDLE = 2, GIVEN = 4 } Place;

typedef struct Form {
    uint32_t mention; /* the first that tells, NMK_NONE */
    uint32_t draft;
    uint32_t count, cores;
} Form;

/* What a mention says, so that most need not be read again. */
typedef struct Said {
    uint32_t form, sentence;
    uint32_t first; /* token after titles */
    uint16_t fullness;
    uint8_t cores;
} Said;

typedef struct Node {
    uint32_t draft, next;
    uint8_t places; /* Place, by bits */
} Node;

typedef struct Persons {
    NmkLinking *linking;
    NmkDoc *doc;
    Form *forms;
    uint32_t lengths; /* of the forms: bit n where one has n cores */
    Said *said;       /* by mention */
    uint32_t n_forms, forms_capacity;
    Node *nodes;
    uint32_t n_nodes, nodes_capacity;
    NmkIndex by_form, by_part, by_person, singles;
    NmkPersonName name, other; /* working memory */
} Persons;

static const NmkMention *mention_at(const Persons *p, uint32_t i) {
    return &p->doc->mentions.at[i];
}

/* "Jong Un" and initials weigh less than words; capitals throughout are a headline's spelling. */
static uint16_t fullness_of(const NmkDoc *doc, const NmkPersonName *name) {
    uint32_t sum = name->suffix ? 4 : 2;
    bool capitals = true;
    for (uint32_t i = 0; i < name->count; i++) {
        const uint8_t flags = name->at[i].flags;
        sum += flags & (NMK_PART_INITIAL | NMK_PART_NICK) ? 4 : flags & NMK_PART_PARTICLE ? 2 : 8 * (name->at[i].end - name->at[i].first);
        capitals &= (doc->tokens.at[name->at[i].first].flags & (NMK_UPPER | NMK_INITIAL)) != 0;
    }
    uint32_t bytes = 0; /* "Philip" before "Phil" */
    for (uint32_t i = name->first; i < name->end; i++) bytes += doc->tokens.at[i].end - doc->tokens.at[i].start;
    return (uint16_t)((sum - capitals) * FULL + (bytes < FULL ? bytes : FULL - 1));
}

static NewsmarkStatus read_forms(Persons *p) {
    const NmkMentions *mentions = &p->doc->mentions;
    uint32_t sentence = 0;
    for (uint32_t i = 0; i < mentions->count; i++) {
        while (sentence + 1 < p->doc->n_sentences && p->doc->sentences[sentence + 1] <= mentions->at[i].first) sentence++;
        if (mentions->at[i].type != NEWSMARK_PERSON) continue;
        nmk_person_name_read(p->doc, &mentions->at[i], &p->name);
        bool fresh;
        uint32_t *form = nmk_index_at(&p->by_form, p->name.form, &fresh);
        if (!form) return NEWSMARK_ERROR_MEMORY;
        if (fresh) {
            p->forms = nmk_arena_grow(p->doc->arena, p->forms, sizeof *p->forms, &p->forms_capacity, p->n_forms + 1);
            if (!p->forms) return NEWSMARK_ERROR_MEMORY;
            *form = p->n_forms++;
            p->forms[*form] = (Form){.mention = NMK_NONE, .draft = NMK_NONE, .cores = p->name.cores};
            p->lengths |= 1u << p->name.cores;
        }
        p->said[i] = (Said){.form = *form, .sentence = sentence, .first = p->name.first, .fullness = fullness_of(p->doc, &p->name),
                            .cores = (uint8_t)p->name.cores};
        if (!nmk_zone_tells(mentions->at[i].zone)) continue;
        if (p->forms[*form].count++ == 0) p->forms[*form].mention = i;
    }
    return NEWSMARK_OK;
}

/* Remembers that a person has this word in this place. */
static NewsmarkStatus remember(Persons *p, uint64_t hash, uint32_t draft, uint8_t places) {
    bool fresh;
    uint32_t *head = nmk_index_at(&p->by_part, hash, &fresh), n = 0;
    if (!head) return NEWSMARK_ERROR_MEMORY;
    for (uint32_t i = *head; i != NMK_NONE; i = p->nodes[i].next, n++) {
        if (p->nodes[i].draft != draft) continue;
        p->nodes[i].places |= places;
        return NEWSMARK_OK;
    }
    if (n >= BOUND) return NEWSMARK_OK;
    p->nodes = nmk_arena_grow(p->doc->arena, p->nodes, sizeof *p->nodes, &p->nodes_capacity, p->n_nodes + 1);
    if (!p->nodes) return NEWSMARK_ERROR_MEMORY;
    p->nodes[p->n_nodes] = (Node){draft, *head, places};
    *head = p->n_nodes++;
    return NEWSMARK_OK;
}

static NewsmarkStatus remember_name(Persons *p, const NmkPersonName *name, uint32_t draft) {
    const bool turned = nmk_family_first(p->doc, name);
    for (uint32_t i = 0; i < name->cores; i++) {
        uint8_t places = i + 1 == name->cores ? FAMILY : i == 0 ? GIVEN : MIDDLE;
        if (turned) places = i == 0 ? FAMILY : places | GIVEN;
        NEWSMARK_TRY(remember(p, name->core[i]->hash, draft, places));
    }
    for (uint32_t i = 0; i < name->count; i++)
        if (name->at[i].flags & NMK_PART_NICK) NEWSMARK_TRY(remember(p, name->at[i].hash, draft, GIVEN));
    return NEWSMARK_OK;
}

/* "García Márquez", said of Gabriel García Márquez, shows how many words his family name has; "Mary Ann" shows nothing. */
static void learn_family(Persons *p, NmkDraft *draft) {
    const NmkPersonName *full = &p->other, *name = &p->name;
    const uint32_t n = full->cores, m = name->cores, head = name->core[0]->first;
    if (n <= m || full->core[n - m]->hash != name->core[0]->hash || full->core[n - 1]->hash != name->core[m - 1]->hash) return;
    if (nmk_doc_has(p->doc, head, NMK_A_given3) || nmk_doc_has(p->doc, head, NMK_A_given2)) return;
    if (m > draft->family_words) draft->family_words = (uint8_t)m;
}

/* Persons that agree with p->name: one of them, and how many. Of several the one that alone was named before this mention. */
static uint32_t agreeing(Persons *p, uint32_t mention) {
    uint32_t found[3 * BOUND], n = 0, before = 0, chosen = NMK_NONE;
    const uint64_t words[2] = {p->name.core[p->name.cores - 1]->hash, p->name.core[0]->hash};
    for (int w = 0; w < 2; w++) {
        for (uint32_t i = nmk_index_find(&p->by_part, words[w]); i != NMK_NONE; i = p->nodes[i].next) {
            const uint32_t draft = p->nodes[i].draft;
            bool again = false;
            for (uint32_t k = 0; k < n; k++) again |= found[k] == draft;
            if (again) continue;
            nmk_person_name_read(p->doc, mention_at(p, p->linking->drafts[draft].mention), &p->other);
            if (!nmk_names_agree(p->doc, &p->other, &p->name)) continue;
            found[n++] = draft;
            if (p->linking->drafts[draft].mention < mention) before++, chosen = draft;
        }
    }
    return n == 1 ? found[0] : before == 1 ? chosen : NMK_NONE;
}

static NewsmarkStatus link_form(Persons *p, Form *form) {
    const NmkMention *mention = mention_at(p, form->mention);
    nmk_person_name_read(p->doc, mention, &p->name);
    const uint32_t person = nmk_identity(p->doc, mention);
    bool fresh = true;
    uint32_t *known = person == NMK_NONE ? NULL : nmk_index_at(&p->by_person, (uint64_t)person + 1, &fresh);
    if (person != NMK_NONE && !known) return NEWSMARK_ERROR_MEMORY;
    uint32_t draft = fresh ? agreeing(p, form->mention) : *known;
    if (draft == NMK_NONE || (known && fresh && p->linking->drafts[draft].person != NMK_NONE)) {
        draft = nmk_draft_new(p->linking, form->mention);
        if (draft == NMK_NONE) return NEWSMARK_ERROR_MEMORY;
        p->linking->drafts[draft].gender = (uint8_t)nmk_gender_of_given(p->doc, p->name.core[0]);
    }
    if (known) p->linking->drafts[draft].person = person, *known = draft;
    if (p->linking->drafts[draft].mention != form->mention) {
        nmk_person_name_read(p->doc, mention_at(p, p->linking->drafts[draft].mention), &p->other);
        learn_family(p, &p->linking->drafts[draft]);
    }
    form->draft = draft;
    return remember_name(p, &p->name, draft);
}

/* Names of two words or more that tell, those with most words first. */
static NewsmarkStatus link_forms(Persons *p) {
    for (uint32_t cores = NMK_NAME_PARTS; cores >= 2; cores--) /* a constant number of passes */
        for (uint32_t f = 0; f < p->n_forms && p->lengths >> cores & 1; f++)
            if (p->forms[f].cores == cores && p->forms[f].mention != NMK_NONE) NEWSMARK_TRY(link_form(p, &p->forms[f]));
    return NEWSMARK_OK;
}

typedef struct Title {
    NmkGender gender;
    bool with_family; /* only family names follow it: Mr, Mrs */
} Title;

static Title title_before(const NmkDoc *doc, uint32_t token) {
    static const struct {
        const char *word;
        Title title;
    } titles[26][7] = {/* by first letter */
        ['d' - 'a'] = {{"dame", {NMK_GENDER_FEMALE, false}}},
        ['f' - 'a'] = {{"father", {NMK_GENDER_MALE, false}}, {"frau", {NMK_GENDER_FEMALE, true}}},
        ['h' - 'a'] = {{"herr", {NMK_GENDER_MALE, true}}},
        ['k' - 'a'] = {{"king", {NMK_GENDER_MALE, false}}},
        ['l' - 'a'] = {{"lady", {NMK_GENDER_FEMALE, false}}, {"lord", {NMK_GENDER_MALE, true}}},
        ['m' - 'a'] = {{"mr", {NMK_GENDER_MALE, true}}, {"mrs", {NMK_GENDER_FEMALE, true}}, {"ms", {NMK_GENDER_FEMALE, true}},
                       {"miss", {NMK_GENDER_FEMALE, true}}, {"mme", {NMK_GENDER_FEMALE, true}}, {"madame", {NMK_GENDER_FEMALE, true}},
                       {"monsieur", {NMK_GENDER_MALE, true}}},
        ['p' - 'a'] = {{"prince", {NMK_GENDER_MALE, false}}, {"princess", {NMK_GENDER_FEMALE, false}}},
        ['q' - 'a'] = {{"queen", {NMK_GENDER_FEMALE, false}}},
        ['s' - 'a'] = {{"sir", {NMK_GENDER_MALE, false}}, {"sister", {NMK_GENDER_FEMALE, false}}}};
    const unsigned letter = token ? ((unsigned char)doc->text.bytes[doc->tokens.at[token - 1].start] | 32u) - 'a' : 26;
    for (size_t i = 0; letter < 26 && i < sizeof titles[0] / sizeof titles[0][0] && titles[letter][i].word; i++)
        if (nmk_token_is(doc, token - 1, titles[letter][i].word)) return titles[letter][i].title;
    return (Title){NMK_GENDER_OPEN, false};
}

/* "his wife, Melinda": somebody else than the Melinda named before, and never a reader's family name. */
static bool is_kin_before(const NmkDoc *doc, uint32_t token) {
    for (uint32_t i = 1; i <= 2 && i <= token; i++) {
        if (doc->tokens.at[token - i].kind == NMK_WORD) return nmk_doc_has(doc, token - i, NMK_A_kin);
        if (!nmk_token_is_mark(doc, token - i, NMK_A_comma)) return false;
    }
    return false;
}

/* Of several persons with one family name: the only one named so far, or the one named just now while the others are farther, or the one
 * named far more often. */
static uint32_t nearest(const Persons *p, const uint32_t *drafts, uint32_t n, uint32_t mention) {
    uint32_t named = 0, last = NMK_NONE, next = NMK_NONE, early = drafts[0];
    for (uint32_t i = 0; i < n; i++) {
        const NmkDraft *draft = &p->linking->drafts[drafts[i]];
        if (draft->mention < p->linking->drafts[early].mention) early = drafts[i];
        if (draft->seen == NMK_NONE) continue;
        named++;
        if (last == NMK_NONE || draft->seen > p->linking->drafts[last].seen)
            next = last, last = drafts[i];
        else if (next == NMK_NONE || draft->seen > p->linking->drafts[next].seen)
            next = drafts[i];
    }
    if (!named) return early;
    if (named == 1) return last;
    const uint32_t here = p->said[mention].sentence, near = here - p->said[p->linking->drafts[last].seen].sentence;
    const uint32_t far = here - p->said[p->linking->drafts[next].seen].sentence;
    if (near <= 3 && far > near) return last;
    const NmkDraft *a = &p->linking->drafts[last], *b = &p->linking->drafts[next];
    return a->count >= 2 * b->count + 1 ? last : b->count >= 2 * a->count + 1 ? next : NMK_NONE;
}

/* "President Clinton": of several persons the only one who was called a president before, NMK_NONE. */
static uint32_t by_role(const Persons *p, const uint32_t *drafts, uint32_t n, uint32_t mention) {
    const uint32_t end = mention_at(p, mention)->first;
    uint32_t found = NMK_NONE;
    if (nmk_role_before(p->linking, end) == end) return NMK_NONE;
    for (uint32_t i = 0; i < n; i++) {
        const NmkDraft *draft = &p->linking->drafts[drafts[i]];
        if (draft->role == draft->role_end || p->doc->hashes[draft->role_end - 1] != p->doc->hashes[end - 1]) continue;
        if (found != NMK_NONE) return NMK_NONE;
        found = drafts[i];
    }
    return found;
}

/* The person of a single name, NMK_NONE where none has it; *open where several do and nothing decides. */
static uint32_t bearer(const Persons *p, uint32_t mention, bool *open) {
    const NmkMention *m = mention_at(p, mention);
    const Title title = title_before(p->doc, p->name.first);
    const bool kin = is_kin_before(p->doc, m->first);
    for (uint8_t place = FAMILY; place <= GIVEN; place = (uint8_t)(place << 1)) {
        uint32_t found[BOUND], n = 0;
        if (place == GIVEN && (kin || title.with_family)) break;
        for (uint32_t i = nmk_index_find(&p->by_part, p->name.core[0]->hash); i != NMK_NONE; i = p->nodes[i].next) {
            const NmkDraft *draft = &p->linking->drafts[p->nodes[i].draft];
            if (!(p->nodes[i].places & place) || (title.gender && draft->gender && draft->gender != title.gender)) continue;
            found[n++] = p->nodes[i].draft;
        }
        if (!n) continue;
        uint32_t chosen = n == 1 ? found[0] : by_role(p, found, n, mention);
        if (chosen == NMK_NONE) chosen = nearest(p, found, n, mention);
        *open = chosen == NMK_NONE;
        return chosen;
    }
    return NMK_NONE;
}

/* The full name that lends its family name to this given name ("Bill and Melinda Gates"), NMK_NONE. */
static uint32_t lender(Persons *p, uint32_t mention) {
    const NmkMentions *mentions = &p->doc->mentions;
    const NmkMention *m = &mentions->at[mention];
    if (mention + 1 >= mentions->count || mentions->at[mention + 1].type != NEWSMARK_PERSON || mentions->at[mention + 1].first != m->end + 1)
        return NMK_NONE;
    if (!nmk_token_is(p->doc, m->end, "and") && !nmk_token_is_mark(p->doc, m->end, NMK_A_ampersand)) return NMK_NONE;
    if (!nmk_doc_has(p->doc, m->first, NMK_A_given3) && !nmk_doc_has(p->doc, m->first, NMK_A_given2) && !nmk_doc_has(p->doc, m->first, NMK_A_given1))
        return NMK_NONE;
    const Form *form = &p->forms[p->said[mention + 1].form];
    return form->cores >= 2 && form->draft != NMK_NONE ? mention + 1 : NMK_NONE;
}

/* Whether a person is a Jr. or a III: the son is not who is named without it. */
static bool is_younger(const Persons *p, uint32_t draft) {
    NmkPersonName name;
    nmk_person_name_read(p->doc, mention_at(p, p->linking->drafts[draft].mention), &name);
    return name.suffix != 0;
}

/* "Bill" of "Bill and Melinda Gates": the Bill Gates of the document, or a new one. */
static NewsmarkStatus link_couple(Persons *p, uint32_t mention, uint32_t lent, uint32_t *draft) {
    nmk_person_name_read(p->doc, mention_at(p, lent), &p->other);
    const uint64_t given = p->name.core[0]->hash, family = p->other.core[p->other.cores - 1]->hash;
    for (uint32_t i = nmk_index_find(&p->by_part, given); i != NMK_NONE; i = p->nodes[i].next)
        for (uint32_t k = nmk_index_find(&p->by_part, family); k != NMK_NONE; k = p->nodes[k].next)
            if (p->nodes[i].draft == p->nodes[k].draft && p->nodes[i].places & GIVEN && p->nodes[k].places & FAMILY &&
                !is_younger(p, p->nodes[i].draft)) {
                *draft = p->nodes[i].draft;
                return NEWSMARK_OK;
            }
    *draft = nmk_draft_new(p->linking, mention);
    if (*draft == NMK_NONE) return NEWSMARK_ERROR_MEMORY;
    p->linking->drafts[*draft].lent = lent;
    p->linking->drafts[*draft].gender = (uint8_t)nmk_gender_of_given(p->doc, p->name.core[0]);
    NEWSMARK_TRY(remember(p, given, *draft, GIVEN));
    return remember(p, family, *draft, FAMILY);
}

/* A single name that belongs to nobody else in the text. */
static NewsmarkStatus link_single(Persons *p, uint32_t mention, uint32_t *draft) {
    const NmkGender gender = title_before(p->doc, p->name.first).gender;
    bool fresh;
    uint32_t *single = nmk_index_at(&p->singles, p->name.form, &fresh);
    if (single && !fresh && gender && p->linking->drafts[*single].gender && gender != p->linking->drafts[*single].gender)
        single = nmk_index_at(&p->singles, nmk_chain(p->name.form, gender), &fresh);
    if (!single) return NEWSMARK_ERROR_MEMORY;
    if (fresh) *single = nmk_draft_new(p->linking, mention);
    if (*single == NMK_NONE) return NEWSMARK_ERROR_MEMORY;
    if (gender) p->linking->drafts[*single].gender = (uint8_t)gender;
    *draft = *single;
    return NEWSMARK_OK;
}

static void note(Persons *p, uint32_t mention, uint32_t number) {
    NmkDraft *draft = &p->linking->drafts[number];
    const Said *said = &p->said[mention];
    p->doc->mentions.at[mention].entity = number;
    if (!draft->gender) draft->gender = (uint8_t)title_before(p->doc, said->first).gender;
    draft->seen = mention;
    draft->count++;
    if (said->fullness > draft->fullness && (draft->lent == NMK_NONE || said->cores > 1))
        draft->fullness = said->fullness, draft->mention = mention, draft->lent = NMK_NONE;
    else if (draft->lent != NMK_NONE)
        draft->fullness = 16 * FULL;
}

static NewsmarkStatus link_mention(Persons *p, uint32_t mention) {
    uint32_t draft = p->forms[p->said[mention].form].draft;
    if (draft == NMK_NONE) {
        bool open = false;
        nmk_person_name_read(p->doc, mention_at(p, mention), &p->name);
        const uint32_t lent = lender(p, mention);
        if (lent != NMK_NONE)
            NEWSMARK_TRY(link_couple(p, mention, lent, &draft));
        else
            draft = bearer(p, mention, &open);
        if (draft == NMK_NONE) NEWSMARK_TRY(link_single(p, mention, &draft));
    }
    note(p, mention, draft);
    nmk_read_role(p->linking, mention);
    return NEWSMARK_OK;
}

/* Bylines, metadata and tails name only who is in the story already. */
static void join_mention(Persons *p, uint32_t mention) {
    bool open = false;
    uint32_t draft = p->forms[p->said[mention].form].draft;
    if (draft == NMK_NONE) nmk_person_name_read(p->doc, mention_at(p, mention), &p->name);
    if (draft == NMK_NONE && p->name.cores > 1)
        draft = agreeing(p, mention);
    else if (draft == NMK_NONE && mention_at(p, mention)->zone != NEWSMARK_ZONE_BYLINE) {
        draft = bearer(p, mention, &open);
        if (draft == NMK_NONE) draft = nmk_index_find(&p->singles, p->name.form);
    }
    p->doc->mentions.at[mention].entity = draft;
}

static NewsmarkStatus prepare(Persons *p) {
    NmkArena *arena = p->doc->arena;
    p->said = nmk_arena_take(arena, (p->doc->mentions.count + 1u) * sizeof *p->said);
    if (!p->said) return NEWSMARK_ERROR_MEMORY;
    p->by_form = p->by_part = p->by_person = p->singles = nmk_index_in(arena);
    return NEWSMARK_OK;
}

NewsmarkStatus nmk_link_persons(NmkLinking *linking) {
    Persons *p = nmk_arena_zeros(linking->doc->arena, 1, sizeof *p);
    if (!p) return NEWSMARK_ERROR_MEMORY;
    p->linking = linking;
    p->doc = linking->doc;
    NEWSMARK_TRY(prepare(p));
    NEWSMARK_TRY(read_forms(p));
    NEWSMARK_TRY(link_forms(p));
    const NmkMentions *mentions = &p->doc->mentions;
    for (uint32_t i = 0; i < mentions->count; i++)
        if (mentions->at[i].type == NEWSMARK_PERSON && nmk_zone_tells(mentions->at[i].zone)) NEWSMARK_TRY(link_mention(p, i));
    for (uint32_t i = 0; i < mentions->count; i++)
        if (mentions->at[i].type == NEWSMARK_PERSON && !nmk_zone_tells(mentions->at[i].zone)) join_mention(p, i);
    return NEWSMARK_OK;
}
