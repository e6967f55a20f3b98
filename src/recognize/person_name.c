/* Reading a mention as a person's name, and comparing two names. Left out: nicknames by tradition (Bill for William). */
#include "recognize/person_name.h"

static char first_letter(NmkSlice text) {
    char c = text.length ? text.bytes[0] : 0;
    if (c >= 'A' && c <= 'Z') return (char)(c + 32);
    return c >= 'a' && c <= 'z' ? c : 0;
}

static void add(NmkPersonName *name, NmkPart part) {
    if (name->count < NMK_NAME_PARTS) name->at[name->count++] = part;
}

/* "J.K." and "JD" are one initial after another. */
static bool add_initials(NmkPersonName *name, NmkSlice text, uint32_t token, uint8_t flags) {
    size_t step = text.length >= 3 && text.bytes[1] == '.' ? 2 : text.length == 2 ? 1 : 0;
    if (!step || text.length > 8) return false;
    for (size_t i = 0; i < text.length; i += step)
        if (text.bytes[i] < 'A' || text.bytes[i] > 'Z') return false;
    for (size_t i = 0; i < text.length; i += step) {
        char letter = (char)(text.bytes[i] + 32);
        add(name, (NmkPart){nmk_hash(&letter, 1), token, token + 1, flags | NMK_PART_INITIAL, letter});
    }
    return true;
}

/* "Van Gogh", "Al Thani", but "Ben Carver", "Al Gore", "Le Quoc". */
static bool begins_surname(const NmkDoc *doc, uint32_t token) {
    static const char *const words[] = {"van", "von", "vom", "de", "di", "da",  "del", "della", "der",
                                        "den", "des", "dos", "du", "la", "ter", "ten", "bin"};
    const size_t n = sizeof words / sizeof *words;
    if (nmk_token_among(doc, token, words, n) < n) return true;
    return (nmk_token_is(doc, token, "al") || nmk_token_is(doc, token, "el")) && nmk_doc_has(doc, token + 1, NMK_A_surname_arab);
}

static bool is_particle(const NmkDoc *doc, uint32_t token, uint32_t end, bool begins) {
    if (token + 1 >= end || !nmk_doc_has(doc, token, NMK_A_particle)) return false;
    const bool glued = doc->tokens.at[token + 1].flags & NMK_GLUED;
    if (glued) return doc->tokens.at[token].end - doc->tokens.at[token].start <= 3;
    if (!(doc->tokens.at[token].flags & NMK_CAPITAL)) return true;
    if (begins && token + 2 < end && nmk_doc_has(doc, token + 1, NMK_A_particle) && doc->tokens.at[token + 1].flags & NMK_LOWER)
        return true; /* "Van der Bellen" */
    if (begins && token + 2 >= end) return begins_surname(doc, token);
    return !begins;
}

/* Adds the part that starts at token; returns its end. */
static uint32_t add_part(const NmkDoc *doc, NmkPersonName *name, uint32_t token, uint32_t end, uint8_t flags) {
    const NmkToken *at = doc->tokens.at;
    const NmkSlice text = nmk_doc_token(doc, token);
    const bool alone = token + 1 == end || !(at[token + 1].flags & NMK_GLUED);
    if (at[token].flags & NMK_INITIAL && alone) {
        const char letter = first_letter(text);
        add(name, (NmkPart){letter ? nmk_hash(&letter, 1) : doc->hashes[token], token, token + 1, flags | NMK_PART_INITIAL, letter});
        return token + 1;
    }
    const bool dotted = at[token].flags & NMK_DOTTED, pair = !name->count && at[token].flags & NMK_UPPER && token + 1 < end &&
                                                             !(at[token + 1].flags & NMK_UPPER) && !nmk_doc_has(doc, token, NMK_A_given3);
    if (alone && (dotted || pair) && add_initials(name, text, token, flags)) return token + 1;
    if (is_particle(doc, token, end, !name->count)) {
        add(name, (NmkPart){doc->hashes[token], token, token + 1, flags | NMK_PART_PARTICLE, first_letter(text)});
        return token + 1;
    }
    NmkPart part = {doc->hashes[token], token, token + 1, flags, first_letter(text)};
    for (; part.end < end && at[part.end].kind == NMK_WORD && at[part.end].flags & NMK_GLUED; part.end++)
        part.hash = nmk_chain(part.hash, doc->hashes[part.end]);
    add(name, part);
    return part.end;
}

/* Only these tell persons apart; degrees and orders do not. */
static bool is_generation(const NmkDoc *doc, uint32_t token) {
    static const char *const words[] = {"jr",   "sr", "i", "ii", "iii", "iv",   "v",   "vi", "vii",
                                        "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi"};
    const size_t n = sizeof words / sizeof *words;
    return nmk_token_among(doc, token, words, n) < n;
}

/* Titles that are never a name; others of the list are names too ("Nana", "Sheikh"). */
static bool is_bare_title(const NmkDoc *doc, uint32_t token) {
    static const char *const words[] = {"mr",     "mrs",  "ms",     "miss",   "mx",     "dr",    "prof",     "professor", "sir",  "madam",
                                        "madame", "imam", "alhaji", "alhaja", "mallam", "rev",   "reverend", "pastor",    "engr", "hon",
                                        "shri",   "smt",  "datuk",  "pak",    "ustaz",  "mufti", "herr",     "frau"};
    if (!nmk_doc_has(doc, token, NMK_A_mr)) return false;
    const size_t n = sizeof words / sizeof *words;
    return nmk_token_among(doc, token, words, n) < n;
}

/* Cuts titles before the name and marks after it, and takes in the number or "Jr." that stands behind it. */
static void trim(const NmkDoc *doc, NmkPersonName *name) {
    const NmkToken *at = doc->tokens.at;
    while (name->end - name->first > 1 && at[name->end - 1].kind != NMK_WORD && !nmk_token_is_mark(doc, name->end - 1, NMK_A_quote)) name->end--;
    while (name->end - name->first > 1 && is_bare_title(doc, name->first) && at[name->first + 1].kind == NMK_WORD) name->first++;
    const uint32_t next = name->end + (nmk_token_is_mark(doc, name->end, NMK_A_comma) ? 1 : 0);
    if (next >= doc->tokens.count || at[next].kind != NMK_WORD || !nmk_doc_has(doc, next, NMK_A_jr)) return;
    const bool junior = nmk_token_is(doc, next, "jr") || nmk_token_is(doc, next, "sr");
    if (junior ? at[next].flags & NMK_CAPITAL : next == name->end && at[next].flags & NMK_UPPER && is_generation(doc, next)) name->end = next + 1;
}

void nmk_person_name_read(const NmkDoc *doc, const NmkMention *mention, NmkPersonName *name) {
    name->first = mention->first, name->end = mention->end;
    name->count = name->cores = 0;
    name->suffix = 0;
    trim(doc, name);
    uint32_t end = name->end;
    while (end - name->first > 1 && nmk_doc_has(doc, end - 1, NMK_A_jr) && !nmk_token_is(doc, end - 1, "x")) {
        end--;
        if (is_generation(doc, end))
            name->suffix = doc->hashes[end];
        else
            name->end = end;
        while (end - name->first > 1 && doc->tokens.at[end - 1].kind == NMK_MARK && !nmk_token_is_mark(doc, end - 1, NMK_A_quote)) end--;
        if (!name->suffix) name->end = end;
    }
    bool quoted = false;
    for (uint32_t i = name->first; i < end;) {
        if (doc->tokens.at[i].kind == NMK_MARK)
            quoted ^= nmk_doc_has(doc, i, NMK_A_quote) || nmk_doc_has(doc, i, NMK_A_open) || nmk_doc_has(doc, i, NMK_A_close) ||
                      nmk_doc_has(doc, i, NMK_A_apostrophe);
        i = doc->tokens.at[i].kind == NMK_WORD ? add_part(doc, name, i, end, quoted ? NMK_PART_NICK : 0) : i + 1;
    }
    if (!name->count) add(name, (NmkPart){doc->hashes[name->first], name->first, end, 0, 0});
    for (uint32_t i = 0; i < name->count; i++)
        if (!(name->at[i].flags & (NMK_PART_PARTICLE | NMK_PART_NICK))) name->core[name->cores++] = &name->at[i];
    if (!name->cores) name->core[name->cores++] = &name->at[name->count - 1];
    name->form = name->suffix;
    for (uint32_t i = 0; i < name->count; i++) {
        const NmkPart *part = &name->at[i];
        if (part->flags & NMK_PART_PARTICLE && name->count > 1) continue;
        if (part->flags & NMK_PART_INITIAL)
            name->form = nmk_chain(name->form, part->hash);
        else
            for (uint32_t t = part->first; t < part->end; t++) name->form = nmk_chain(name->form, doc->hashes[t]);
    }
}

static bool has_any(const NmkDoc *doc, uint32_t token, unsigned a, unsigned b) {
    return nmk_doc_has(doc, token, a) || nmk_doc_has(doc, token, b);
}

bool nmk_family_first(const NmkDoc *doc, const NmkPersonName *name) {
    if (name->cores < 2 || name->core[0]->flags & NMK_PART_INITIAL) return false;
    const NmkPart *first = name->core[0], *last = name->core[name->cores - 1];
    const uint32_t head = first->first;
    if (first->end - first->first > 1) return false;
    if (nmk_doc_has(doc, head, NMK_A_surname_viet) && name->cores >= 3 && !nmk_doc_has(doc, last->first, NMK_A_given3)) return true;
    if (!has_any(doc, head, NMK_A_surname_chinese, NMK_A_surname_korean)) return false;
    if (last->end - last->first == 2) return !(doc->tokens.at[last->end - 1].flags & NMK_CAPITAL) || !nmk_doc_has(doc, last->end - 1, NMK_A_surname2);
    if (has_any(doc, last->first, NMK_A_surname_chinese, NMK_A_surname_korean) && name->cores == 2)
        return !nmk_doc_has(doc, head, NMK_A_given3) && !nmk_doc_has(doc, head, NMK_A_given2);
    if (name->cores == 3)
        return !nmk_doc_has(doc, last->first, NMK_A_surname2) || has_any(doc, last->first, NMK_A_surname_chinese, NMK_A_surname_korean);
    return !nmk_doc_has(doc, last->first, NMK_A_surname2);
}

NmkGender nmk_gender_of_given(const NmkDoc *doc, const NmkPart *part) {
    const bool male = nmk_doc_has(doc, part->first, NMK_A_male_given), female = nmk_doc_has(doc, part->first, NMK_A_female_given);
    return male == female ? NMK_GENDER_OPEN : male ? NMK_GENDER_MALE : NMK_GENDER_FEMALE;
}

static bool same_part(const NmkPart *a, const NmkPart *b) {
    if (a->hash == b->hash) return true;
    return (a->flags | b->flags) & NMK_PART_INITIAL && a->letter && a->letter == b->letter;
}

static bool is_nick_of(const NmkPart *part, const NmkPersonName *name) {
    for (uint32_t i = 0; i < name->count; i++)
        if (name->at[i].flags & NMK_PART_NICK && name->at[i].hash == part->hash) return true;
    return false;
}

/* "Phil" of Philip, "Hilary" for Hillary: one begins the other, or has one of its letters twice. */
static bool is_short_for(const NmkDoc *doc, const NmkPart *a, const NmkPart *b) {
    if (a->end - a->first > 1 || b->end - b->first > 1 || (a->flags | b->flags) & NMK_PART_INITIAL) return false;
    NmkSlice s = nmk_doc_token(doc, a->first), t = nmk_doc_token(doc, b->first);
    const NmkGender g = nmk_gender_of_given(doc, a), h = nmk_gender_of_given(doc, b);
    if (g && h && g != h) return false;
    if (s.length > t.length) {
        const NmkSlice swap = s;
        s = t, t = swap;
    }
    size_t same = 0;
    while (same < s.length && s.bytes[same] == t.bytes[same]) same++;
    if (same == s.length) return s.length >= 3 && t.length >= s.length + 2;
    return t.length == s.length + 1 && same > 0 && t.bytes[same] == t.bytes[same - 1] &&
           memcmp(s.bytes + same, t.bytes + same + 1, s.length - same) == 0;
}

/* Equal family, equal or abbreviated given name, and middle names that do not contradict. */
static bool given_agree(const NmkDoc *doc, const NmkPersonName *name, const NmkPersonName *other) {
    const uint32_t n = name->cores, m = other->cores;
    if (name->core[n - 1]->hash != other->core[m - 1]->hash) return false;
    if (is_nick_of(other->core[0], name) || is_nick_of(name->core[0], other)) return true;
    if (!same_part(name->core[0], other->core[0]) && !(n == m && is_short_for(doc, name->core[0], other->core[0]))) return false;
    uint32_t i = 1;
    for (uint32_t j = 1; j + 1 < m; j++, i++) {
        while (i + 1 < n && !same_part(name->core[i], other->core[j])) i++;
        if (i + 1 >= n) return false;
    }
    return true;
}

/* "García Márquez" in "Gabriel García Márquez"; but Salman bin Abdulaziz is the father of Mohammed bin Salman bin Abdulaziz. */
static bool stands_in(const NmkPersonName *name, const NmkPersonName *other) {
    for (uint32_t k = 0; k + other->cores <= name->cores; k++) {
        uint32_t j = 0;
        while (j < other->cores && name->core[k + j]->hash == other->core[j]->hash) j++;
        if (j < other->cores) continue;
        const NmkPart *part = name->core[k];
        return !(k > 0 && part > name->at && part[-1].flags & NMK_PART_PARTICLE && !(other->core[0] > other->at));
    }
    return false;
}

/* "Kishida Fumio" and "Fumio Kishida", "Kim Jong Un" and "Jong Un Kim". */
static bool is_turned(const NmkPersonName *name, const NmkPersonName *other) {
    const uint32_t n = name->cores;
    if (n != other->cores) return false;
    uint32_t ahead = 0, behind = 0;
    for (uint32_t i = 0; i < n; i++) {
        ahead += name->core[i]->hash == other->core[(i + 1) % n]->hash;
        behind += name->core[i]->hash == other->core[(i + n - 1) % n]->hash;
    }
    return ahead == n || behind == n;
}

static bool is_listed(const NmkDoc *doc, uint32_t token) {
    return doc->tokens.at[token].word && !nmk_doc_has(doc, token, NMK_A_unknown);
}

/* Two spellings of a long family name that differ in one letter, where not both are names of their own. */
static bool is_misspelled(const NmkDoc *doc, const NmkPersonName *a, const NmkPersonName *b) {
    if (a->cores != b->cores || a->core[0]->hash != b->core[0]->hash) return false;
    for (uint32_t i = 0; i + 1 < a->cores; i++)
        if (a->core[i]->hash != b->core[i]->hash) return false;
    const NmkPart *x = a->core[a->cores - 1], *y = b->core[b->cores - 1];
    if (is_listed(doc, x->first) && is_listed(doc, y->first)) return false;
    NmkSlice s = nmk_doc_token(doc, x->first), t = nmk_doc_token(doc, y->first);
    if (s.length < t.length) {
        const NmkSlice swap = s;
        s = t, t = swap;
    }
    if (t.length < 6 || s.length > t.length + 1 || x->end - x->first > 1 || y->end - y->first > 1) return false;
    size_t same = 0;
    while (same < t.length && s.bytes[same] == t.bytes[same]) same++;
    const size_t skip = s.length == t.length; /* one letter other, or one letter more */
    return same < s.length && s.length - same - 1 == t.length - same - skip &&
           memcmp(s.bytes + same + 1, t.bytes + same + skip, s.length - same - 1) == 0;
}

bool nmk_names_agree(const NmkDoc *doc, const NmkPersonName *name, const NmkPersonName *other) {
    if (name->suffix != other->suffix && (name->cores == other->cores || (name->suffix && other->suffix))) return false; /* father and son */
    return given_agree(doc, name, other) || stands_in(name, other) || is_turned(name, other) || is_misspelled(doc, name, other);
}
