/* Canonical names: how an entity is written in the result. White space is one space, capitals of a headline are undone, a person's name is parted. */
#include "recognize/person_name.h"

typedef struct Writer {
    const NmkDoc *doc;
    char *bytes;
    size_t length;
    uint32_t next; /* token after the last one written */
    bool lower;    /* words in capitals are written like names */
} Writer;

/* Lower case of one letter in place, of Latin, Greek and Cyrillic, where it has as many bytes; returns the bytes read. */
static size_t lower_letter(char *p, size_t n) {
    const unsigned char a = (unsigned char)p[0], b = n > 1 ? (unsigned char)p[1] : 0;
    if (a < 0x80) {
        if (a >= 'A' && a <= 'Z') p[0] = (char)(a + 32);
        return 1;
    }
    if (a == 0xC3 && b >= 0x80 && b <= 0x9E && b != 0x97)
        p[1] = (char)(b + 0x20);
    else if (a == 0xC4 || a == 0xC5) {
        const unsigned value = (a & 31u) << 6 | (b & 63u); /* U+0100 to U+017F: upper and lower case alternate, twice with odd upper case */
        const bool odd = (value >= 0x139 && value <= 0x148) || (value >= 0x179 && value <= 0x17E);
        if (value != 0x130 && value != 0x138 && value != 0x149 && value != 0x178 && value != 0x17F && (value & 1) == odd && value + 1 != 0x180)
            p[0] = (char)(0xC0 | (value + 1) >> 6), p[1] = (char)(0x80 | ((value + 1) & 63));
    } else if (a == 0xD0 && b >= 0x90 && b <= 0x9F)
        p[1] = (char)(b + 0x20);
    else if (a == 0xD0 && b >= 0xA0 && b <= 0xAF)
        p[0] = (char)0xD1, p[1] = (char)(b - 0x20);
    return a < 0xE0 ? 2 : a < 0xF0 ? 3 : 4;
}

static size_t letter_length(char first) {
    return (unsigned char)first < 0xC0 ? 1 : (unsigned char)first < 0xE0 ? 2 : (unsigned char)first < 0xF0 ? 3 : 4;
}

/* "MCDONALD" McDonald, "O'NEILL" O'Neill, "VAN" van inside a name. */
static void restore_word(char *p, size_t n, bool whole) {
    size_t keep = whole ? 0 : letter_length(p[0]);
    if (n > 3 && !whole && p[0] == 'M' && p[1] == 'C') {
        lower_letter(p + 1, 1);
        keep = 3;
    }
    for (size_t i = keep; i < n;) {
        const bool after = i > 0 && (p[i - 1] == '\'' || (i > 2 && memcmp(p + i - 3, "\xe2\x80\x99", 3) == 0)) && n - i > 2;
        i += after ? letter_length(p[i]) : lower_letter(p + i, n - i);
    }
}

static bool is_roman(NmkSlice text) {
    for (size_t i = 0; i < text.length; i++)
        if (text.bytes[i] != 'I' && text.bytes[i] != 'V' && text.bytes[i] != 'X') return false;
    return true;
}

/* Writes tokens [first, end) with what stands between them; begins: whether the name starts here. */
static void put(Writer *w, uint32_t first, uint32_t end, bool begins) {
    const NmkToken *at = w->doc->tokens.at;
    for (uint32_t i = first; i < end; i++) {
        if (at[i].kind == NMK_BREAK) continue;
        if (w->length && (i > first || w->next == i)) {
            const bool spaced = at[i].start > at[i - 1].end && (at[i].flags & NMK_SPACED || at[i - 1].kind == NMK_BREAK);
            if (spaced || at[i - 1].kind == NMK_BREAK)
                w->bytes[w->length++] = ' ';
            else {
                memcpy(w->bytes + w->length, w->doc->text.bytes + at[i - 1].end, at[i].start - at[i - 1].end);
                w->length += at[i].start - at[i - 1].end;
            }
        } else if (w->length)
            w->bytes[w->length++] = ' ';
        const NmkSlice text = nmk_doc_token(w->doc, i);
        memcpy(w->bytes + w->length, text.bytes, text.length);
        const bool dotted = at[i].flags & NMK_DOTTED && text.length > 1 && memchr(text.bytes, '.', text.length - 1);
        if (w->lower && at[i].kind == NMK_WORD && !(at[i].flags & NMK_INITIAL) && !dotted && !is_roman(text))
            restore_word(w->bytes + w->length, text.length, nmk_doc_has(w->doc, i, NMK_A_particle) && !(begins && i == first));
        w->length += text.length;
    }
    w->next = end;
}

static size_t room_for(const NmkDoc *doc, uint32_t first, uint32_t end) {
    return first < end ? doc->tokens.at[end - 1].end - doc->tokens.at[first].start + 2 * (size_t)(end - first) + 2 : 2;
}

/* Whether all words are in capitals, and enough letters stand there to tell capitals from an acronym. */
static bool is_capitals(const NmkDoc *doc, uint32_t first, uint32_t end, size_t letters) {
    size_t n = 0;
    for (uint32_t i = first; i < end; i++) {
        const NmkToken *token = &doc->tokens.at[i];
        if (token->kind != NMK_WORD || token->flags & NMK_INITIAL) continue;
        if (!(token->flags & NMK_UPPER) || token->flags & NMK_DOTTED) return false;
        n += token->end - token->start;
    }
    return n >= letters;
}

/* Start of the family name: its last word, or as many as shorter forms show, with the particles before it. */
static const NmkPart *family_start(const NmkPersonName *name, const NmkDraft *draft) {
    const uint32_t words = draft->family_words && draft->family_words < name->cores ? draft->family_words : 1;
    const NmkPart *part = name->core[name->cores - words];
    while (part > name->at && part[-1].flags & NMK_PART_PARTICLE) part--;
    return part;
}

/* End of the given names: before the family name, a nickname or a particle. */
static uint32_t given_end(const NmkPersonName *name, const NmkPart *family) {
    const NmkPart *part = name->at;
    while (part + 1 < family && !(part[1].flags & NMK_PART_NICK)) part++;
    return part->end;
}

/* A word alone is a family name where it is listed as nothing else. */
static bool is_family_alone(const NmkDoc *doc, const NmkPart *part) {
    const uint32_t at = part->first;
    return (nmk_doc_has(doc, at, NMK_A_surname2) || nmk_doc_has(doc, at, NMK_A_surname1)) && !nmk_doc_has(doc, at, NMK_A_given3) &&
           !nmk_doc_has(doc, at, NMK_A_given2);
}

/* Writes the tokens of a name in up to four pieces, so that the parts are slices of it. */
static NmkSlice piece(Writer *w, uint32_t first, uint32_t end, bool begins) {
    if (first >= end) return nmk_slice("", 0);
    const size_t start = w->length;
    put(w, first, end, begins);
    const size_t skip = start && w->length > start && w->bytes[start] == ' ';
    return nmk_slice(w->bytes + start + skip, w->length - start - skip);
}

/* What stands between two pieces is written as in the text: a space, or nothing ("al-Assad" stays glued inside its piece). */
static void write_parted(Writer *w, const NmkPersonName *name, const NmkDraft *draft, NmkCanonical *out) {
    uint32_t split = name->end, given = name->end, tail = name->end;
    const bool turned = nmk_family_first(w->doc, name);
    const NmkPart *family = turned ? name->core[0] : family_start(name, draft), *last = &name->at[name->count - 1];
    if (name->cores < 2 && family == name->at) {
        NmkSlice whole = piece(w, name->first, last->end, true);
        if (name->suffix)
            out->given = whole;
        else if (is_family_alone(w->doc, name->core[0]))
            out->family = whole;
        piece(w, last->end, tail, false);
        return;
    }
    if (name->cores < 2) { /* "bin Salman" */
        out->family = piece(w, name->first, last->end, true);
        piece(w, last->end, tail, false);
        return;
    }
    if (turned) {
        out->family = piece(w, name->first, family->end, true);
        out->given = piece(w, family->end, last->end, false);
    } else {
        given = given_end(name, family), split = family->first;
        out->given = piece(w, name->first, given, true);
        piece(w, given, split, false);
        out->family = piece(w, split, last->end, false);
    }
    piece(w, last->end, tail, false);
}

NewsmarkStatus nmk_canonical_person(const NmkLinking *linking, const NmkDraft *draft, NmkCanonical *out) {
    const NmkDoc *doc = linking->doc;
    NmkPersonName name;
    nmk_person_name_read(doc, &doc->mentions.at[draft->mention], &name);
    *out = (NmkCanonical){.name = {"", 0}, .given = {"", 0}, .family = {"", 0}};
    size_t room = room_for(doc, name.first, name.end);
    if (draft->lent != NMK_NONE) room += room_for(doc, doc->mentions.at[draft->lent].first, doc->mentions.at[draft->lent].end);
    Writer w = {.doc = doc, .bytes = nmk_arena_take(doc->arena, room), .lower = is_capitals(doc, name.first, name.end, name.cores > 1 ? 5 : 4)};
    if (!w.bytes) return NEWSMARK_ERROR_MEMORY;
    if (draft->lent == NMK_NONE)
        write_parted(&w, &name, draft, out);
    else {
        out->given = piece(&w, name.first, name.end, true);
        nmk_person_name_read(doc, &doc->mentions.at[draft->lent], &name);
        const NmkDraft lender = {.family_words = 0};
        out->family = piece(&w, family_start(&name, &lender)->first, name.core[name.cores - 1]->end, false);
    }
    out->name = nmk_slice(w.bytes, w.length);
    return NEWSMARK_OK;
}

NewsmarkStatus nmk_canonical_other(const NmkDoc *doc, uint32_t mention, NmkSlice *out) {
    const NmkMention *m = &doc->mentions.at[mention];
    if (m->type == NEWSMARK_COUNTRY && m->country != NMK_NO_COUNTRY) {
        *out = nmk_string(doc->model, doc->model->countries[m->country].name);
        return NEWSMARK_OK;
    }
    const uint32_t first = m->end - m->first > 1 && nmk_token_is(doc, m->first, "the") ? m->first + 1 : m->first;
    Writer w = {.doc = doc,
                .bytes = nmk_arena_take(doc->arena, room_for(doc, first, m->end)),
                .lower = m->type == NEWSMARK_PLACE && is_capitals(doc, first, m->end, 4)};
    if (!w.bytes) return NEWSMARK_ERROR_MEMORY;
    put(&w, first, m->end, true);
    *out = nmk_slice(w.bytes, w.length);
    return NEWSMARK_OK;
}

const char *nmk_full_rank(const NmkDoc *doc, uint32_t token) {
    static const struct {
        const char *word, *full;
    } ranks[26][5] = {/* by first letter */
        ['a' - 'a'] = {{"adm", "admiral"}, {"asst", "assistant"}},
        ['b' - 'a'] = {{"brig", "brigadier"}},
        ['c' - 'a'] = {{"capt", "captain"}, {"cllr", "councillor"}, {"cmdr", "commander"}, {"col", "colonel"}, {"cpl", "corporal"}},
        ['d' - 'a'] = {{"det", "detective"}},
        ['g' - 'a'] = {{"gen", "general"}, {"gov", "governor"}},
        ['i' - 'a'] = {{"insp", "inspector"}},
        ['l' - 'a'] = {{"lt", "lieutenant"}},
        ['m' - 'a'] = {{"maj", "major"}},
        ['p' - 'a'] = {{"pm", "prime minister"}, {"pres", "president"}, {"prof", "professor"}, {"pvt", "private"}},
        ['r' - 'a'] = {{"rep", "representative"}, {"rev", "reverend"}},
        ['s' - 'a'] = {{"sec", "secretary"}, {"sen", "senator"}, {"sgt", "sergeant"}, {"supt", "superintendent"}}};
    const unsigned letter = ((unsigned char)doc->text.bytes[doc->tokens.at[token].start] | 32u) - 'a';
    for (size_t i = 0; letter < 26 && i < sizeof ranks[0] / sizeof ranks[0][0] && ranks[letter][i].word; i++)
        if (nmk_token_is(doc, token, ranks[letter][i].word)) return ranks[letter][i].full;
    return NULL;
}

/* "actors" before several names is an actor for each of them. */
static size_t singular(const NmkDoc *doc, uint32_t token, char *word, size_t n) {
    if (!nmk_is_role_word(doc, token) || n < 5 || !(doc->tokens.at[token].flags & NMK_LOWER)) return n;
    if (word[n - 1] == 's' && word[n - 2] != 's') return n - 1;
    if (memcmp(word + n - 3, "men", 3) == 0) word[n - 2] = 'a';
    return n;
}

NewsmarkStatus nmk_canonical_role(const NmkDoc *doc, uint32_t first, uint32_t end, NmkSlice *out) {
    const size_t longest = 16; /* bytes of a rank in full */
    Writer w = {.doc = doc, .bytes = nmk_arena_take(doc->arena, room_for(doc, first, end) + longest * (size_t)(end - first))};
    if (!w.bytes) return NEWSMARK_ERROR_MEMORY;
    const bool shouted = doc->lines[doc->line_of[first]].flags & NMK_LINE_CAPITALS;
    for (uint32_t i = first; i < end; i++) {
        const NmkToken *token = &doc->tokens.at[i];
        if (token->kind == NMK_BREAK) continue;
        if (w.length && (token->kind != NMK_MARK && token->kind != NMK_POSSESSIVE)) w.bytes[w.length++] = token->flags & NMK_GLUED ? '-' : ' ';
        char *word = w.bytes + w.length;
        NmkSlice text = nmk_doc_token(doc, i);
        const char *full = nmk_full_rank(doc, i);
        if (full) text = nmk_slice_of(full);
        memcpy(word, text.bytes, text.length);
        if (!full && (!(token->flags & (NMK_UPPER | NMK_DOTTED)) || shouted || text.length > 4)) restore_word(word, text.length, true);
        w.length += i + 1 == end ? singular(doc, i, word, text.length) : text.length;
    }
    *out = nmk_slice(w.bytes, w.length);
    return NEWSMARK_OK;
}
