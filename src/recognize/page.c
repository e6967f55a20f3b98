/* Long lines are looked at by their ends only: nothing but a short line can be furniture of a page. Linear in tokens and matches. */
#include "recognize/page.h"

enum { MAX_URL_TOKENS = 60, GAP = 3, MAX_TRAIL_PART = 4, MAX_TRAIL_WORDS = 16, MAX_CREDIT_WORDS = 20, MIN_CLOSING = 7, MAX_SIGNATURE = 6 };

NmkSlice nmk_page_slice(const NmkPage *page, uint32_t first, uint32_t end) {
    const NmkToken *at = page->doc->tokens.at;
    if (first >= end) return nmk_slice("", 0);
    return nmk_slice(page->doc->text.bytes + at[first].start, at[end - 1].end - at[first].start);
}

uint32_t nmk_page_token_at(const NmkPage *page, uint32_t token, uint32_t end, const char *at) {
    while (token < end && page->doc->text.bytes + page->doc->tokens.at[token].start < at) token++;
    return token;
}

uint32_t nmk_page_phrase(const NmkPage *page, uint32_t token, NmkZoneList list, bool *ambiguous) {
    const NmkDoc *doc = page->doc;
    for (uint32_t m = doc->match_at[token]; m < doc->match_at[token + 1]; m++) {
        const NmkEntry *entry = &doc->model->entries[doc->matches[m].entry];
        if (entry->kind != NMK_ENTRY_LIST || entry->id >= NMK_PAGE_LISTS || page->list_of[entry->id] != list) continue;
        if (ambiguous) *ambiguous = (entry->flags & NMK_ENTRY_AMBIGUOUS) != 0;
        return doc->matches[m].end - token;
    }
    return 0;
}

void nmk_page_add_date(NmkPage *page, NmkSlice text) {
    NmkDate date = nmk_date_find(text);
    if (date.precision >= NMK_DATE_MONTH && date.precision > page->date.precision) page->date = date;
}

void nmk_page_name_lists(const NmkModelView *model, uint8_t list_of[NMK_PAGE_LISTS]) {
    static const char *const names[] = {
#define X(name) #name,
        NMK_ZONE_LISTS(X)
#undef X
    };
    for (uint32_t i = 0; i < model->count[NMK_SECTION_LISTS] && i < NMK_PAGE_LISTS; i++) {
        const char *name = nmk_text(model, model->lists[i]);
        list_of[i] = NMK_ZONE_LIST_NONE;
        if (*name != 'z' || strncmp(name, "zone_", 5) != 0) continue;
        for (unsigned k = 0; k < sizeof names / sizeof *names; k++)
            if (name[5] == *names[k] && strcmp(name + 5, names[k]) == 0) list_of[i] = (uint8_t)(k + 1);
    }
}

static bool is_media(const NmkDoc *doc, const NmkEntry *entry) {
    if (entry->kind != NMK_ENTRY_ORGANIZATION) return false;
    const char *kind = nmk_text(doc->model, doc->model->organizations[entry->id].kind);
    return *kind == 'm' && strcmp(kind, "media") == 0;
}

/* Tokens of a line that lists account for, by what they are. */
typedef struct Cover {
    uint32_t menu, section, stamp, number, plain; /* words; plain: accounted for by nothing */
    uint32_t part, longest_part, parts;           /* words since the last separator */
    uint32_t credit, media;                       /* words of phrases that say so */
    bool signed_picture;                          /* "... in Rabat on Tuesday. Photo: Bloomberg" */
    bool whole_media, links;                      /* links: a separator no sentence has */
} Cover;

/* Longest phrase at the token that is furniture, and its list. */
static uint32_t furniture_at(const NmkPage *page, uint32_t token, NmkZoneList *list) {
    const NmkDoc *doc = page->doc;
    for (uint32_t m = doc->match_at[token]; m < doc->match_at[token + 1]; m++) {
        const NmkEntry *entry = &doc->model->entries[doc->matches[m].entry];
        if (entry->kind != NMK_ENTRY_LIST || entry->id >= NMK_PAGE_LISTS) continue;
        *list = (NmkZoneList)page->list_of[entry->id];
        if (*list == NMK_ZONE_LIST_menu || *list == NMK_ZONE_LIST_section || *list == NMK_ZONE_LIST_stamp) return doc->matches[m].end - token;
    }
    return 0;
}

/* Tokens of the medium whose name begins at the token; 0 where none does. */
static uint32_t count_media(const NmkPage *page, const NmkLine *line, uint32_t token, Cover *cover) {
    const NmkDoc *doc = page->doc;
    for (uint32_t m = doc->match_at[token]; m < doc->match_at[token + 1]; m++) {
        const NmkEntry *entry = &doc->model->entries[doc->matches[m].entry];
        if (!is_media(doc, entry)) continue;
        uint32_t before = token - line->first;
        bool article = before == 1 && nmk_doc_has(doc, line->first, NMK_A_determiner);
        if (doc->matches[m].end == line->end && (before == 0 || article)) cover->whole_media = true;
        cover->media++;
        return doc->matches[m].end - token;
    }
    return 0;
}

static bool is_separator(uint32_t mark) {
    return mark == '|' || mark == '>' || mark == 0x203A || mark == 0xBB || mark == 0x2022 || mark == 0xB7 || mark == 0x25B8 || mark == 0x2192;
}

static bool wide_gap(const NmkDoc *doc, uint32_t token) {
    const NmkToken *t = &doc->tokens.at[token];
    if (token == 0 || !(t->flags & NMK_SPACED)) return false;
    return t->start - doc->tokens.at[token - 1].end >= GAP || doc->text.bytes[t->start - 1] == '\t';
}

static void end_part(Cover *cover) {
    if (cover->part > cover->longest_part) cover->longest_part = cover->part;
    if (cover->part) cover->parts++;
    cover->part = 0;
}

/* Reads one token, or one phrase of furniture, and returns how many tokens it was. */
static uint32_t cover_token(const NmkPage *page, const NmkLine *line, uint32_t i, Cover *cover) {
    const NmkDoc *doc = page->doc;
    const NmkToken *t = &doc->tokens.at[i];
    uint32_t mark = nmk_page_mark(page, i);
    bool tied = mark == '>' && !(t->flags & NMK_SPACED); /* the end of "<MRDN>" */
    if ((is_separator(mark) && !tied) || (i > line->first && wide_gap(doc, i))) {
        end_part(cover);
        cover->links = true;
    }
    uint32_t media = count_media(page, line, i, cover);
    if (t->kind != NMK_WORD && t->kind != NMK_NUMBER) return 1;
    uint32_t credit = nmk_page_phrase(page, i, NMK_ZONE_LIST_credit, NULL);
    bool colon = credit && i + credit < line->end && nmk_page_mark(page, i + credit) == ':';
    cover->credit += credit > 0;
    cover->signed_picture |= colon && line->end - i - credit <= MAX_SIGNATURE;
    cover->part++;
    NmkZoneList list = NMK_ZONE_LIST_NONE;
    uint32_t length = furniture_at(page, i, &list);
    if (length && i + length <= line->end) {
        cover->menu += list == NMK_ZONE_LIST_menu;
        cover->section += list == NMK_ZONE_LIST_section;
        cover->stamp += list == NMK_ZONE_LIST_stamp;
        return length;
    }
    if (media && i + media <= line->end) return media; /* neither known as furniture nor plain */
    bool date_word = nmk_doc_has(doc, i, NMK_A_month) || nmk_doc_has(doc, i, NMK_A_wday);
    if (t->kind == NMK_NUMBER || date_word || t->end - t->start == 1)
        cover->number++;
    else
        cover->plain++;
    return 1;
}

static Cover cover_line(const NmkPage *page, const NmkLine *line) {
    Cover cover = {0};
    for (uint32_t i = line->first; i < line->end;) i += cover_token(page, line, i, &cover);
    end_part(&cover);
    return cover;
}

static unsigned ending(const NmkPage *page, const NmkLine *line) {
    uint32_t last = line->end;
    while (last > line->first) {
        uint32_t mark = nmk_page_mark(page, last - 1);
        if (!(mark == '"' || mark == '\'' || mark == ')' || mark == ']' || mark == 0x2019 || mark == 0x201D || mark == 0xBB)) break;
        last--;
    }
    if (last == line->first) return 0;
    uint32_t mark = nmk_page_mark(page, last - 1);
    if (mark == '?' || mark == '!') return NMK_LOOK_ENDED | NMK_LOOK_QUESTION;
    if (mark == '.') return last - 1 > line->first && nmk_page_mark(page, last - 2) == '.' ? 0 : NMK_LOOK_ENDED;
    if (mark == ',' || mark == ':' || mark == ';' || mark == '-' || mark == 0x2014) return NMK_LOOK_OPEN;
    bool dotted = (page->doc->tokens.at[last - 1].flags & NMK_DOTTED) && line->end - line->first > NMK_LOOK_WORDS;
    return dotted ? NMK_LOOK_ENDED : 0;
}

static bool is_url(const NmkPage *page, const NmkLine *line) {
    NmkSlice text = nmk_page_slice(page, line->first, line->end);
    if (line->end - line->first > MAX_URL_TOKENS || memchr(text.bytes, ' ', text.length)) return false;
    bool scheme = text.length > 8 && (memcmp(text.bytes, "http://", 7) == 0 || memcmp(text.bytes, "https://", 8) == 0);
    return scheme || (text.length > 6 && memcmp(text.bytes, "www.", 4) == 0);
}

/* "... contributed to this report." */
static bool closes_as_tail(const NmkPage *page, const NmkLine *line) {
    uint32_t count = line->end - line->first;
    if (count < MIN_CLOSING || count > 2 * NMK_LOOK_WORDS || nmk_page_mark(page, line->end - 1) != '.') return false;
    for (uint32_t i = line->end - MIN_CLOSING; i + 2 < line->end; i++)
        if (i + nmk_page_phrase(page, i, NMK_ZONE_LIST_tail, NULL) + 1 == line->end) return true;
    return false;
}

static bool opens_tail(const NmkPage *page, const NmkLine *line) {
    uint32_t at = line->first, mark = at < line->end ? nmk_page_mark(page, at) : 0;
    if (mark == 0xA9 || (mark == '#' && line->end - at <= NMK_LOOK_WORDS && page->doc->tokens.at[at + 1].kind == NMK_WORD)) return true;
    bool sign = line->end - at > 3 && mark == '(' && nmk_slice_is(nmk_doc_token(page->doc, at + 1), "c") && nmk_page_mark(page, at + 2) == ')';
    if (sign) return true;
    while (at < line->end && page->doc->tokens.at[at].kind == NMK_MARK) at++;
    bool ambiguous = false;
    uint32_t length = at < line->end ? nmk_page_phrase(page, at, NMK_ZONE_LIST_tail, &ambiguous) : 0;
    if (!length) return false;
    uint32_t next = at + length;
    if (next >= line->end) return true;
    if (!ambiguous) return line->end - next < 4 * NMK_LOOK_WORDS;
    if (nmk_page_mark(page, next) == ':' || nmk_page_mark(page, next) == 0xA9 || nmk_page_mark(page, next) == 0xBB ||
        nmk_page_mark(page, next) == '(')
        return true;
    return page->doc->tokens.at[next].kind == NMK_NUMBER && line->end - next < NMK_LOOK_WORDS; /* Copyright 2015 ... */
}

/* A credit opens with its word and a colon or a slash, stands in brackets, or is a name, a slash and an agency or paper: "Joe Roe/Getty Images". */
static bool is_credit(const NmkPage *page, const NmkLine *line, const Cover *cover) {
    uint32_t at = line->first;
    while (at < line->end && page->doc->tokens.at[at].kind == NMK_MARK) at++;
    if (at >= line->end) return false;
    if (cover->signed_picture) return true;
    uint32_t length = nmk_page_phrase(page, at, NMK_ZONE_LIST_credit, NULL);
    uint32_t next = at + length;
    if (length && (next >= line->end || nmk_page_mark(page, next) == ':' || nmk_page_mark(page, next) == '/' || nmk_page_mark(page, next) == '|'))
        return true;
    if (length > 1 && nmk_page_mark(page, next) == ',') return true;                  /* "Image source, Getty Images" */
    if (length > 1 && nmk_doc_has(page->doc, next - 1, NMK_A_agentprep)) return true; /* photo by */
    uint32_t slash = at;
    while (slash < line->end && nmk_page_mark(page, slash) != '/') slash++;
    bool named = slash - at >= 2 && slash - at <= 4 && slash + 1 < line->end && line->end - slash <= 7;
    for (uint32_t i = at; i < slash && named; i++) named = (page->doc->tokens.at[i].flags & NMK_CAPITAL) != 0;
    if (!named) return false;
    bool paper = nmk_page_phrase(page, line->end - 1, NMK_ZONE_LIST_paper, NULL) || nmk_page_phrase(page, slash + 1, NMK_ZONE_LIST_agency, NULL);
    return paper || cover->media || cover->credit;
}

/* Capitalised words of which the last, or the first, names a kind of paper: "Gulf Tribune Online". */
static bool is_masthead(const NmkPage *page, const NmkLine *line, const Cover *cover) {
    const NmkDoc *doc = page->doc;
    if (cover->whole_media) return true;
    uint32_t count = line->end - line->first;
    if (count < 2 || count > 5 || nmk_page_phrase(page, line->end - 1, NMK_ZONE_LIST_paper, NULL) != 1) return false;
    for (uint32_t i = line->first; i < line->end; i++)
        if (doc->tokens.at[i].kind != NMK_WORD || (doc->tokens.at[i].flags & (NMK_CAPITAL | NMK_UPPER)) == 0) return false;
    return true;
}

static unsigned look_short(const NmkPage *page, const NmkLine *line, unsigned words) {
    unsigned flags = 0;
    Cover cover = cover_line(page, line);
    NmkDate date = nmk_date_find(nmk_page_slice(page, line->first, line->end));
    if (date.precision >= NMK_DATE_MONTH) flags |= NMK_LOOK_HAS_DATE;
    uint32_t known = cover.menu + cover.section + cover.stamp;
    bool dated = date.precision >= NMK_DATE_DAY_ONLY;
    if (cover.plain == 0 && (known || dated)) {
        flags |= NMK_LOOK_FURNITURE;
        if (cover.menu) flags |= NMK_LOOK_BUTTONS;
        if (dated || cover.stamp) flags |= NMK_LOOK_DATED;
        if (cover.section && !cover.menu && !cover.stamp && !dated) flags |= NMK_LOOK_SECTION;
    }
    if (cover.links && cover.parts >= 2 && cover.longest_part <= MAX_TRAIL_PART && words <= MAX_TRAIL_WORDS) flags |= NMK_LOOK_TRAIL;
    if (words <= MAX_CREDIT_WORDS && is_credit(page, line, &cover)) flags |= NMK_LOOK_CREDIT;
    if (is_masthead(page, line, &cover)) flags |= NMK_LOOK_MASTHEAD;
    if (cover.whole_media) flags |= NMK_LOOK_MEDIUM;
    return flags;
}

static NmkLook look_at(const NmkPage *page, const NmkLine *line) {
    uint32_t words = 0;
    if (line->first == line->end) return (NmkLook){0, 0};
    const NmkToken *at = page->doc->tokens.at + line->first, *end = page->doc->tokens.at + line->end;
    for (; at < end && words < NMK_MOST_WORDS; at++) words += at->kind <= NMK_NUMBER;
    unsigned flags = ending(page, line);
    if (words >= NMK_PROSE_WORDS && (flags & NMK_LOOK_ENDED)) flags |= NMK_LOOK_PROSE;
    if (page->doc->tokens.at[line->first].flags & NMK_LOWER) flags |= NMK_LOOK_SMALL;
    if (opens_tail(page, line) || closes_as_tail(page, line)) flags |= NMK_LOOK_TAIL;
    if (is_url(page, line))
        flags |= NMK_LOOK_URL;
    else if (words <= NMK_LOOK_WORDS && !(flags & NMK_LOOK_PROSE))
        flags |= look_short(page, line, words);
    return (NmkLook){.words = (uint16_t)words, .flags = (uint16_t)flags};
}

NewsmarkStatus nmk_page_read(NmkPage *page, NmkDoc *doc) {
    *page = (NmkPage){.doc = doc, .list_of = doc->zone_lists, .body = doc->n_lines, .title_line = doc->n_lines, .dateline_line = doc->n_lines};
    page->looks = nmk_arena_take(doc->arena, (doc->n_lines + (size_t)1) * sizeof *page->looks);
    if (!page->looks) return NEWSMARK_ERROR_MEMORY;
    for (uint32_t i = 0; i < doc->n_lines; i++) page->looks[i] = look_at(page, &doc->lines[i]);
    return NEWSMARK_OK;
}
