/* A part of a line, between bars, commas and bullets, is the name of a source if the lexicon knows a medium of this name, or if it is written like
 * one: capitals, and a first or last word of zone_paper. Beside a time of day in the same line a short capitalised part is enough: "Japan Forward ,
 * 9:05 p.m." */
#include "recognize/masthead.h"

enum { MAX_NAME_TOKENS = 6, MAX_LINE_TOKENS = 60, MAX_HOLDER = 8, MAX_TAIL_LINES = 60 };

/* A medium of the lexicon that is the whole of [first, end); below, an article before it is left aside. */
static bool is_medium(const NmkDoc *doc, uint32_t first, uint32_t end) {
    for (uint32_t m = doc->match_at[first]; m < doc->match_at[first + 1]; m++) {
        const NmkEntry *entry = &doc->model->entries[doc->matches[m].entry];
        if (entry->kind != NMK_ENTRY_ORGANIZATION || doc->matches[m].end != end) continue;
        if (nmk_slice_is(nmk_string(doc->model, doc->model->organizations[entry->id].kind), "media")) return true;
    }
    return false;
}

static bool is_known(const NmkDoc *doc, uint32_t first, uint32_t end) {
    return is_medium(doc, first, end) || (first + 1 < end && nmk_doc_has(doc, first, NMK_A_determiner) && is_medium(doc, first + 1, end));
}

static bool is_name(const NmkPage *page, uint32_t first, uint32_t end) {
    if (end <= first || end - first > MAX_NAME_TOKENS) return false;
    for (uint32_t i = first; i < end; i++) {
        const NmkToken *t = &page->doc->tokens.at[i];
        bool inner =
            i > first && (nmk_doc_has(page->doc, i, NMK_A_of) || nmk_doc_has(page->doc, i, NMK_A_determiner) || nmk_page_mark(page, i) == '&');
        if (t->kind == NMK_POSSESSIVE || (t->flags & NMK_GLUED) || inner) continue;
        if (t->kind != NMK_WORD || !(t->flags & (NMK_CAPITAL | NMK_MIXED))) return false;
        if (nmk_doc_has(page->doc, i, NMK_A_month) || nmk_doc_has(page->doc, i, NMK_A_wday)) return false;
    }
    return true;
}

static bool is_paper(const NmkPage *page, uint32_t first, uint32_t end) {
    if (end - first < 2 || !is_name(page, first, end)) return false;
    return nmk_page_phrase(page, first, NMK_ZONE_LIST_paper, NULL) == 1 || nmk_page_phrase(page, end - 1, NMK_ZONE_LIST_paper, NULL) == 1;
}

static bool is_furniture(const NmkPage *page, uint32_t first, uint32_t end) {
    static const NmkZoneList lists[] = {NMK_ZONE_LIST_menu, NMK_ZONE_LIST_section, NMK_ZONE_LIST_stamp, NMK_ZONE_LIST_tail, NMK_ZONE_LIST_role};
    for (unsigned i = 0; i < sizeof lists / sizeof *lists; i++)
        if (first + nmk_page_phrase(page, first, lists[i], NULL) == end) return true;
    return false;
}

static bool is_break(const NmkPage *page, uint32_t token) {
    uint32_t mark = nmk_page_mark(page, token);
    return mark == ',' || mark == '|' || mark == '/' || mark == ';' || mark == '(' || mark == ')' || mark == ':' || mark == '>' || mark == '*' ||
           mark == 0x2022 || mark == 0xB7 || mark == 0xA9 || mark == '-' || mark == 0x2013 || mark == 0x2014 || mark == 0x203A || mark == 0x25CF;
}

/* Best part of the line; how sure in *grade: 3 known, 2 written like a paper, 1 a short name beside a time. */
static NmkSlice best_part(const NmkPage *page, const NmkLine *line, bool timed, unsigned *grade) {
    NmkSlice best = {"", 0};
    for (uint32_t first = line->first; first < line->end;) {
        uint32_t end = first;
        while (end < line->end && !is_break(page, end)) end++;
        unsigned g = 0;
        if (end > first && !is_furniture(page, first, end)) {
            if (is_known(page->doc, first, end))
                g = 3;
            else if (is_paper(page, first, end))
                g = 2;
            else if (timed && is_name(page, first, end) && first > line->first)
                g = 1;
        }
        if (g > *grade) {
            *grade = g;
            best = nmk_page_slice(page, first, end);
        }
        first = end + 1;
    }
    return best;
}

static bool has_time(const NmkPage *page, const NmkLine *line) {
    for (uint32_t i = line->first; i < line->end; i++)
        if (page->doc->tokens.at[i].kind == NMK_NUMBER && i + 2 < line->end && nmk_page_mark(page, i + 1) == ':' &&
            page->doc->tokens.at[i + 2].kind == NMK_NUMBER)
            return true;
    return false;
}

/* Holder of "© 2024 The Harbor Ledger. All rights reserved.": the capitalised run after sign and years. */
static NmkSlice holder(const NmkPage *page, const NmkLine *line) {
    const NmkDoc *doc = page->doc;
    uint32_t i = line->first, limit = line->first + MAX_LINE_TOKENS < line->end ? line->first + MAX_LINE_TOKENS : line->end;
    bool sign = false;
    for (; i < limit && !(sign && is_name(page, i, i + 1)); i++) {
        NmkSlice word = nmk_doc_token(doc, i);
        sign |=
            nmk_page_mark(page, i) == 0xA9 || nmk_slice_is(word, "Copyright") || nmk_slice_is(word, "COPYRIGHT") || nmk_slice_is(word, "copyright");
        if (nmk_slice_is(word, "Copyright") || nmk_slice_is(word, "COPYRIGHT")) {
            i++;
            break;
        }
    }
    while (sign && i < limit && (!is_name(page, i, i + 1) || nmk_slice_is(nmk_doc_token(doc, i), "By"))) i++;
    uint32_t end = i;
    while (end < limit && end - i < MAX_HOLDER && (is_name(page, end, end + 1) || nmk_page_mark(page, end) == '&' || nmk_doc_has(doc, end, NMK_A_of)))
        end++;
    if (!sign || end == i || nmk_slice_is(nmk_doc_token(doc, i), "All")) return nmk_slice("", 0);
    return nmk_page_slice(page, i, end);
}

void nmk_find_source(NmkPage *page) {
    unsigned grade = 0;
    NmkSlice best = {"", 0};
    uint32_t n = page->doc->n_lines;
    if (page->source_sure) return;
    for (uint32_t line = 0; line < page->body && line < n && grade < 3; line++) {
        const NmkLine *l = &page->doc->lines[line];
        if (l->zone != NEWSMARK_ZONE_METADATA || l->end - l->first > MAX_LINE_TOKENS || nmk_page_is(page, line, NMK_LOOK_URL)) continue;
        unsigned before = grade;
        NmkSlice part = best_part(page, l, has_time(page, l), &grade);
        if (grade > before) best = part;
    }
    if (grade >= 2) page->source = best;
    for (uint32_t line = n; line-- > 0 && n - line < MAX_TAIL_LINES && grade < 2;) {
        if (page->doc->lines[line].zone != NEWSMARK_ZONE_TAIL) continue;
        NmkSlice owner = holder(page, &page->doc->lines[line]);
        if (!owner.length) continue;
        page->source = owner;
        return;
    }
    if (grade == 1 && !page->source.length) page->source = best;
}

/* A bar, bullet or dash between two spaces. */
static bool is_site_mark(const NmkPage *page, uint32_t token, uint32_t end, bool *bar) {
    uint32_t mark = nmk_page_mark(page, token);
    *bar = mark == '|' || mark == 0x2022 || mark == 0xB7;
    bool dash = mark == '-' || mark == 0x2013 || mark == 0x2014, spaced = (page->doc->tokens.at[token].flags & NMK_SPACED) != 0;
    return (*bar || dash) && spaced && token + 1 < end && (page->doc->tokens.at[token + 1].flags & NMK_SPACED);
}

uint32_t nmk_cut_site(NmkPage *page, uint32_t first, uint32_t end) {
    uint32_t cut = end;
    for (uint32_t i = end; i-- > first + 3;) {
        bool bar;
        if (!is_site_mark(page, i, end, &bar)) continue;
        bool section = cut < end && nmk_page_phrase(page, i + 1, NMK_ZONE_LIST_section, NULL) == cut - i - 1;
        bool paper =
            nmk_doc_has(page->doc, i + 1, NMK_A_determiner) && is_paper(page, i + 1, cut); /* "The Harbour Post", no "congressional report" */
        bool site = cut == end && (bar ? is_name(page, i + 1, cut) : is_known(page->doc, i + 1, cut) || paper);
        if (!site && !section) return cut;
        if (site) page->source = nmk_page_slice(page, i + 1, cut), page->source_sure = true;
        cut = i;
    }
    return cut;
}
