/* A name is a run of capitalised words with particles between them; what follows it must be a role, a place, a further name, or nothing. Names
 * themselves are recognized later and elsewhere: here shape and word attributes have to do, so that a bare name is believed only where its first word
 * is a given name. */
#include "recognize/byline.h"

#include "recognize/spelling.h"

enum { MAX_NAME = 5, MAX_LINE_WORDS = 24, MAX_ROLE_LINE = 12, MAX_AUTHORS = 32 };

static bool has(const NmkDoc *doc, uint32_t token, unsigned attribute) {
    return nmk_doc_has(doc, token, attribute);
}

static bool is_given(const NmkDoc *doc, uint32_t token) {
    return has(doc, token, NMK_A_given3) || has(doc, token, NMK_A_given2) || has(doc, token, NMK_A_given1) || has(doc, token, NMK_A_given0);
}

static bool is_surname(const NmkDoc *doc, uint32_t token) {
    return has(doc, token, NMK_A_surname2) || has(doc, token, NMK_A_surname1) || has(doc, token, NMK_A_surname0);
}

static bool is_function_word(const NmkDoc *doc, uint32_t token) {
    return has(doc, token, NMK_A_conj) || has(doc, token, NMK_A_placeprep) || has(doc, token, NMK_A_agentprep) || has(doc, token, NMK_A_determiner) ||
           has(doc, token, NMK_A_pron) || has(doc, token, NMK_A_wday) || has(doc, token, NMK_A_of);
}

static bool is_capitalised(const NmkDoc *doc, uint32_t token) {
    const NmkToken *t = &doc->tokens.at[token];
    return t->kind == NMK_WORD && (t->flags & (NMK_CAPITAL | NMK_UPPER | NMK_MIXED | NMK_INITIAL));
}

static bool is_quote(const NmkPage *page, uint32_t token) {
    uint32_t mark = nmk_page_mark(page, token);
    return mark == '"' || mark == 0x201C || mark == 0x201D;
}

/* A word of a name at the token, which is no first one where inner. */
static bool is_name_word(const NmkPage *page, uint32_t token, bool inner) {
    const NmkDoc *doc = page->doc;
    if (inner && ((doc->tokens.at[token].flags & NMK_GLUED) || is_quote(page, token))) return true;
    if (inner && has(doc, token, NMK_A_particle)) return true;
    if (!is_capitalised(doc, token)) return false;
    bool month = has(doc, token, NMK_A_month) && token + 1 < doc->tokens.count && doc->tokens.at[token + 1].kind == NMK_NUMBER;
    if (month) return false;
    return !is_function_word(doc, token) || (doc->tokens.at[token].flags & (NMK_INITIAL | NMK_DOTTED));
}

/* End of the name that begins at the token, the token itself where none does. A phrase of roles or a dash ends it. */
static uint32_t name_end(const NmkPage *page, uint32_t first, uint32_t end) {
    uint32_t i = first, words = 0;
    while (i < end && words < MAX_NAME && is_name_word(page, i, i > first)) {
        if (i > first && nmk_page_phrase(page, i, NMK_ZONE_LIST_role, NULL) && !is_surname(page->doc, i)) {
            if (words > 2 && nmk_page_phrase(page, i - 1, NMK_ZONE_LIST_paper, NULL) == 1) i--; /* "Jane Q. Doe Globe Staff" */
            break;
        }
        words += page->doc->tokens.at[i].kind == NMK_WORD && !(page->doc->tokens.at[i].flags & NMK_GLUED);
        i++;
    }
    while (i > first && !is_capitalised(page->doc, i - 1) && !(page->doc->tokens.at[i - 1].flags & NMK_GLUED)) i--;
    return i;
}

static uint32_t words_of(const NmkDoc *doc, uint32_t first, uint32_t end) {
    uint32_t words = 0;
    for (uint32_t i = first; i < end; i++) words += doc->tokens.at[i].kind == NMK_WORD && !(doc->tokens.at[i].flags & NMK_GLUED);
    return words;
}

/* Whether the run looks like a person: a given name or initial first, or a surname last that is no dictionary word of common use. */
static bool looks_person(const NmkDoc *doc, uint32_t first, uint32_t end) {
    if (end <= first || words_of(doc, first, end) > MAX_NAME) return false;
    if (is_given(doc, first) || (doc->tokens.at[first].flags & NMK_INITIAL) || has(doc, first, NMK_A_mr)) return true;
    bool common =
        has(doc, end - 1, NMK_A_common10) || has(doc, end - 1, NMK_A_common20) || has(doc, first, NMK_A_common10) || has(doc, first, NMK_A_common20);
    return words_of(doc, first, end) >= 2 && !common && (is_surname(doc, end - 1) || has(doc, first, NMK_A_unknown) || is_surname(doc, first));
}

static bool is_and(const NmkPage *page, uint32_t token) {
    NmkSlice word = nmk_doc_token(page->doc, token);
    return nmk_slice_is(word, "and") || nmk_slice_is(word, "AND") || nmk_slice_is(word, "And") || nmk_slice_is(word, "&") ||
           nmk_slice_is(word, "with");
}

static bool is_in(const NmkPage *page, uint32_t token) {
    NmkSlice word = nmk_doc_token(page->doc, token);
    return nmk_slice_is(word, "in") || nmk_slice_is(word, "IN") || nmk_slice_is(word, "at") || nmk_slice_is(word, "for") || nmk_slice_is(word, "FOR");
}

/* A phrase of roles in [first, end). */
static bool has_role(const NmkPage *page, uint32_t first, uint32_t end) {
    for (uint32_t i = first; i < end; i++)
        if (nmk_page_phrase(page, i, NMK_ZONE_LIST_role, NULL)) return true;
    return false;
}

/* Longest opener, and past a colon after it; the token itself where none stands there. Some openers are ordinary words and need the colon. */
static uint32_t opener_end(const NmkPage *page, uint32_t first, uint32_t end) {
    uint32_t length = nmk_page_phrase(page, first, NMK_ZONE_LIST_byline, NULL);
    if (!length || first + length >= end) return first;
    uint32_t next = first + length;
    bool by = has(page->doc, next - 1, NMK_A_agentprep) || length > 1;
    bool colon = nmk_page_mark(page, next) == ':';
    if (colon) return next + 1;
    uint32_t words = words_of(page->doc, next, end);
    bool short_line = words >= 2 && words <= 3 && looks_person(page->doc, next, end) && name_end(page, next, end) == end;
    return by || short_line ? next : first;
}

static bool has_number(const NmkDoc *doc, uint32_t first, uint32_t end) {
    for (uint32_t i = first; i < end; i++)
        if (doc->tokens.at[i].kind == NMK_NUMBER) return true;
    return false;
}

/* explicit: the opener can be nothing else, as "Posted by" or "Author:"; after a mere "By" the name must look like a person, or be all. */
static NmkByline signed_line(const NmkPage *page, uint32_t line, uint32_t at, bool explicit) {
    uint32_t end = page->doc->lines[line].end;
    const NmkLook *look = &page->looks[line];
    uint32_t name = name_end(page, at, end);
    uint32_t role = at < end ? nmk_page_phrase(page, at, NMK_ZONE_LIST_role, NULL) : 0;
    uint32_t agency = at < end ? nmk_page_phrase(page, at, NMK_ZONE_LIST_agency, NULL) : 0;
    uint32_t words = words_of(page->doc, at, name);
    bool comma = words >= 2 && words <= 4 && name < end && nmk_page_mark(page, name) == ',' && !(look->flags & NMK_LOOK_ENDED);
    bool whole = name == end || comma || at + role == end || at + agency == end;
    if (look->words > MAX_LINE_WORDS || ((look->flags & NMK_LOOK_ENDED) && look->words > 8 && !whole)) return NMK_BYLINE_NONE;
    if (name == at && !role && !agency) return NMK_BYLINE_NONE;
    if (!looks_person(page->doc, at, name) && !role && !agency && !whole && !explicit) return NMK_BYLINE_NONE;
    if (look->flags & NMK_LOOK_HAS_DATE) return NMK_BYLINE_POSTED;
    return NMK_BYLINE_SIGNED;
}

static NmkByline bare_line(const NmkPage *page, uint32_t line, const NmkLine *l) {
    const NmkDoc *doc = page->doc;
    const NmkLook *look = &page->looks[line];
    if (look->words > MAX_ROLE_LINE || look->words == 0 || (look->flags & (NMK_LOOK_ENDED | NMK_LOOK_OPEN)) || has_number(doc, l->first, l->end))
        return NMK_BYLINE_NONE;
    uint32_t name = name_end(page, l->first, l->end), words = words_of(doc, l->first, name);
    bool person = words >= 2 && words <= 4 && looks_person(doc, l->first, name);
    if (person && name == l->end)
        return is_given(doc, l->first) || (doc->tokens.at[l->first].flags & NMK_INITIAL) ? NMK_BYLINE_NAME : NMK_BYLINE_NONE;
    if (person && has_role(page, name, l->end)) return NMK_BYLINE_ROLE;
    if (person && nmk_page_phrase(page, l->end - 1, NMK_ZONE_LIST_agency, NULL) && nmk_page_mark(page, name) == ',') return NMK_BYLINE_ROLE;
    if (person && is_in(page, name) && look->words <= 7 && is_capitalised(doc, l->end - 1)) return NMK_BYLINE_PLACE;
    if (person && is_and(page, name) && name + 1 < l->end) {
        uint32_t second = name_end(page, name + 1, l->end);
        if (second == l->end && looks_person(doc, name + 1, second)) return NMK_BYLINE_NAME;
    }
    bool desk = has_role(page, l->first, l->end) && look->words <= 6 && !person;
    return desk ? NMK_BYLINE_DESK : NMK_BYLINE_NONE;
}

NmkByline nmk_byline_of(const NmkPage *page, uint32_t line) {
    const NmkLine *l = &page->doc->lines[line];
    uint32_t first = l->first;
    while (first < l->end && page->doc->tokens.at[first].kind == NMK_MARK) first++;
    if (first >= l->end) return NMK_BYLINE_NONE;
    uint32_t at = opener_end(page, first, l->end);
    if (at > first) return signed_line(page, line, at, at > first + 1);
    return bare_line(page, line, l);
}

static NewsmarkStatus add_author(NmkPage *page, NmkSlice text) {
    if (text.length == 0 || page->n_authors >= MAX_AUTHORS) return NEWSMARK_OK;
    NmkSlice name = nmk_spell_name(page->doc->arena, text);
    if (!name.bytes) return NEWSMARK_ERROR_MEMORY;
    for (uint32_t i = 0; i < page->n_authors; i++)
        if (nmk_slice_equal(page->authors[i], name)) return NEWSMARK_OK;
    NmkSlice *room = nmk_arena_grow(page->doc->arena, page->authors, sizeof *room, &page->authors_capacity, page->n_authors + 1);
    if (!room) return NEWSMARK_ERROR_MEMORY;
    page->authors = room;
    room[page->n_authors++] = name;
    return NEWSMARK_OK;
}

/* What follows a name after a comma and is none: a role, an agency, an organization, a place. */
static bool is_affiliation(const NmkPage *page, uint32_t first, uint32_t end) {
    const NmkDoc *doc = page->doc;
    if (nmk_page_phrase(page, first, NMK_ZONE_LIST_role, NULL) || nmk_page_phrase(page, end - 1, NMK_ZONE_LIST_paper, NULL)) return true;
    if (has_role(page, first, end)) return true;
    if (has(doc, end - 1, NMK_A_occup) || has(doc, end - 1, NMK_A_office) || has(doc, end - 1, NMK_A_hardtitle)) return true; /* Chief Economist */
    for (uint32_t m = doc->match_at[first]; m < doc->match_at[first + 1]; m++) {
        const NmkEntry *entry = &doc->model->entries[doc->matches[m].entry];
        bool other = entry->kind == NMK_ENTRY_ORGANIZATION || entry->kind == NMK_ENTRY_CITY || entry->kind == NMK_ENTRY_REGION ||
                     entry->kind == NMK_ENTRY_COUNTRY_NAME;
        if (other && doc->matches[m].end >= end) return true;
    }
    return false;
}

/* First token of the next name after `at`, where one name ended; end where there is none. Places after "in" and roles are passed. */
static uint32_t next_name(const NmkPage *page, uint32_t at, uint32_t end, bool *named) {
    for (; at < end; at++) {
        uint32_t mark = nmk_page_mark(page, at);
        if (mark == '|' || mark == ')') return end;
        if (mark == ';') return at + 1 < end && looks_person(page->doc, at + 1, name_end(page, at + 1, end)) ? at + 1 : end;
        if (mark != ',' && !is_and(page, at)) continue;
        uint32_t next = at + 1;
        if (next < end && mark == ',' && is_and(page, next)) next++;
        uint32_t name = next < end ? name_end(page, next, end) : next;
        uint32_t words = words_of(page->doc, next, name);
        if (name == next || words < 2 || is_affiliation(page, next, name)) continue;
        bool bounded = name == end || nmk_page_mark(page, name) == ',' || nmk_page_mark(page, name) == ';' || is_and(page, name);
        if (is_and(page, next - 1) || looks_person(page->doc, next, name) || (bounded && words <= 3)) {
            *named = true;
            return next;
        }
    }
    return end;
}

NewsmarkStatus nmk_byline_take_names(NmkPage *page, uint32_t first, uint32_t end) {
    bool named = true;
    while (first < end && named) {
        uint32_t name = name_end(page, first, end);
        named = false;
        if (name > first) NEWSMARK_TRY(add_author(page, nmk_page_slice(page, first, name)));
        if (name == first) return NEWSMARK_OK;
        first = next_name(page, name, end, &named);
        named = first < end;
    }
    return NEWSMARK_OK;
}

NewsmarkStatus nmk_byline_take(NmkPage *page, uint32_t line) {
    const NmkLine *l = &page->doc->lines[line];
    NmkByline kind = nmk_byline_of(page, line);
    if (kind == NMK_BYLINE_NONE || kind == NMK_BYLINE_DESK) return NEWSMARK_OK;
    uint32_t first = l->first;
    while (first < l->end && page->doc->tokens.at[first].kind == NMK_MARK) first++;
    first = opener_end(page, first, l->end);
    uint32_t agency = nmk_page_phrase(page, first, NMK_ZONE_LIST_agency, NULL);
    if (agency && first + agency >= name_end(page, first, l->end)) { /* not Petra Lund for the agency Petra */
        if (!page->source.length) page->source = nmk_page_slice(page, first, first + agency);
        return NEWSMARK_OK;
    }
    uint32_t role = nmk_page_phrase(page, first, NMK_ZONE_LIST_role, NULL);
    if (role && !is_capitalised(page->doc, first)) return NEWSMARK_OK; /* from our correspondent */
    if (role && !looks_person(page->doc, first, name_end(page, first, l->end))) return add_author(page, nmk_page_slice(page, first, first + role));
    return nmk_byline_take_names(page, first, l->end);
}

/* Bytes of the separator at byte i of a field, 0 where none is. */
static size_t separator_at(NmkSlice field, size_t i) {
    const char *p = field.bytes + i;
    size_t left = field.length - i;
    if (*p == ',' || *p == ';' || *p == '|' || *p == '\n') return 1;
    if (left > 5 && memcmp(p, " and ", 5) == 0) return 5;
    return left > 3 && memcmp(p, " & ", 3) == 0 ? 3 : 0;
}

NewsmarkStatus nmk_byline_take_field(NmkPage *page, NmkSlice field) {
    if (field.length > 3 && (memcmp(field.bytes, "By ", 3) == 0 || memcmp(field.bytes, "by ", 3) == 0 || memcmp(field.bytes, "BY ", 3) == 0))
        field = nmk_slice(field.bytes + 3, field.length - 3);
    for (size_t start = 0, i = 0; i <= field.length; i++) {
        size_t length = i < field.length ? separator_at(field, i) : 1;
        if (!length) continue;
        NmkSlice part = nmk_spell_line(page->doc->arena, nmk_slice(field.bytes + start, i - start));
        if (!part.bytes) return NEWSMARK_ERROR_MEMORY;
        NEWSMARK_TRY(add_author(page, part));
        start = i + length;
        i = start - 1;
    }
    return NEWSMARK_OK;
}
