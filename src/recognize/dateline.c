/* Places, then what may follow: region or country, date, agency in brackets, and a dash or colon that ends it. The more of these stand there, the
 * less has to be known of the place. Only the first lines are asked: up to the second that is prose. */
#include "recognize/dateline.h"

enum { MAX_LINES = 16, MAX_PLACE = 6, MAX_REGION = 3, MAX_AGENCY = 6, MAX_REGIONS = 2, MAX_HEADLINE = 40 };

/* Read so far of one line. */
typedef struct Dateline {
    uint32_t first, city_end, place_end; /* city_end: without the country */
    uint32_t agency_first, agency_end;
    uint32_t at, end; /* next token; end of line */
    NmkDate date;
    bool capitals, known, region, agency, ended;
} Dateline;

/* Longest city, region or country that begins at the token. */
static uint32_t known_place(const NmkDoc *doc, uint32_t token, bool *country) {
    for (uint32_t m = doc->match_at[token]; m < doc->match_at[token + 1]; m++) {
        const NmkEntry *entry = &doc->model->entries[doc->matches[m].entry];
        bool land = entry->kind == NMK_ENTRY_COUNTRY_NAME && doc->model->country_names[entry->id].kind == NMK_NAME_NAME;
        if (entry->kind != NMK_ENTRY_CITY && entry->kind != NMK_ENTRY_REGION && !land) continue;
        if (country) *country = land;
        return doc->matches[m].end - token;
    }
    return 0;
}

static bool is_capitals(const NmkToken *t) {
    return t->kind == NMK_WORD && ((t->flags & NMK_UPPER) || ((t->flags & NMK_INITIAL) && (t->flags & NMK_CAPITAL)));
}

static bool is_common(const NmkDoc *doc, uint32_t token) {
    static const uint8_t ranks[] = {NMK_A_common10, NMK_A_common20, NMK_A_common35, NMK_A_common50};
    for (unsigned i = 0; i < sizeof ranks; i++)
        if (nmk_doc_has(doc, token, ranks[i])) return true;
    return false;
}

static bool is_slash(const NmkPage *page, uint32_t token) {
    return token < page->doc->tokens.count && nmk_page_mark(page, token) == '/';
}

/* Capitals: a run of them, parts joined by slashes. */
static bool read_capitals(const NmkPage *page, Dateline *d) {
    const NmkToken *t = page->doc->tokens.at;
    uint32_t i = d->first;
    while (i < d->end && i - d->first < MAX_PLACE && (is_capitals(&t[i]) || (i > d->first && is_slash(page, i) && !is_slash(page, i + 1)))) i++;
    if (i == d->first || is_slash(page, i - 1) || !(t[d->first].flags & NMK_UPPER)) return false;
    d->capitals = true;
    uint32_t known = known_place(page->doc, d->first, NULL);
    d->known = known && (d->first + known == i || is_slash(page, d->first + known));
    d->at = d->city_end = d->place_end = i;
    return true;
}

static bool read_known(const NmkPage *page, Dateline *d) {
    uint32_t length = known_place(page->doc, d->first, NULL);
    if (!length || d->first + length > d->end) return false;
    d->known = true;
    d->at = d->city_end = d->place_end = d->first + length;
    while (d->at + 1 < d->end && is_slash(page, d->at) && (length = known_place(page->doc, d->at + 1, NULL)) > 0)
        d->at = d->city_end = d->place_end = d->at + 1 + length;
    return true;
}

static bool date_here(const NmkPage *page, Dateline *d) {
    if (d->at >= d->end) return false;
    NmkSlice line = nmk_page_slice(page, d->at, d->end);
    NmkDate date = nmk_date_at(line, 0);
    if (date.precision != NMK_DATE_FULL && date.precision != NMK_DATE_DAY_ONLY) return false;
    d->date = date;
    d->at = nmk_page_token_at(page, d->at, d->end, line.bytes + date.end);
    return true;
}

static void skip_comma(const NmkPage *page, Dateline *d) {
    if (d->at < d->end && nmk_page_mark(page, d->at) == ',') d->at++;
}

/* ", Ohio" ", South Korea" ", Va.": capitalised words up to the next mark. The country is left out of the dateline's text. */
static bool read_region(const NmkPage *page, Dateline *d) {
    const NmkDoc *doc = page->doc;
    if (d->at + 1 >= d->end || nmk_page_mark(page, d->at) != ',') return false;
    uint32_t first = d->at + 1, i = first;
    if (nmk_doc_has(doc, first, NMK_A_month) || nmk_doc_has(doc, first, NMK_A_wday)) return false;
    while (i < d->end && i - first < MAX_REGION && doc->tokens.at[i].kind == NMK_WORD && (doc->tokens.at[i].flags & NMK_CAPITAL)) i++;
    if (i == first || i >= d->end) return false;
    bool country = false, dot = (doc->tokens.at[i - 1].flags & NMK_DOTTED) != 0;
    uint32_t known = known_place(doc, first, &country);
    bool dated = doc->tokens.at[i].kind == NMK_NUMBER; /* "MILAN, Italy 1996-08-30" */
    if (!(dated || doc->tokens.at[i].kind == NMK_MARK) || nmk_page_mark(page, i) == '.' || !(known == i - first || dot || d->capitals)) return false;
    if (!country && d->city_end == d->place_end && (dot || known)) d->city_end = i;
    d->place_end = d->at = i;
    d->region = known || dot;
    return true;
}

static bool is_state(const NmkDoc *doc, uint32_t token) {
    for (uint32_t m = doc->match_at[token]; m < doc->match_at[token + 1]; m++) {
        const NmkEntry *entry = &doc->model->entries[doc->matches[m].entry];
        if (entry->kind != NMK_ENTRY_REGION) continue;
        const char *land = doc->model->countries[doc->model->regions[entry->id].country].alpha2;
        if (strcmp(land, "US") == 0 || strcmp(land, "CA") == 0 || strcmp(land, "AU") == 0) return true;
    }
    return false;
}

/* "(Agency)" */
static void read_agency(const NmkPage *page, Dateline *d) {
    if (d->at >= d->end || nmk_page_mark(page, d->at) != '(') return;
    uint32_t i = d->at + 1;
    while (i < d->end && i - d->at <= MAX_AGENCY && nmk_page_mark(page, i) != ')') i++;
    if (i >= d->end || i == d->at + 1 || nmk_page_mark(page, i) != ')' || !(page->doc->tokens.at[d->at + 1].flags & (NMK_CAPITAL | NMK_LOWER)))
        return;
    d->agency = true;
    d->agency_first = d->at + 1;
    d->agency_end = i;
    d->at = i + 1;
}

/* The dash that ends it; after it the story must not go on in capitals, as in "SOCCER - CUP RESULTS". */
static bool read_end(const NmkPage *page, Dateline *d) {
    const NmkToken *t = page->doc->tokens.at;
    uint32_t i = d->at;
    if (i >= d->end) return d->date.precision == NMK_DATE_FULL;
    uint32_t mark = nmk_page_mark(page, i);
    bool low = t[i].end - t[i].start == 1 && page->doc->text.bytes[t[i].start] == '_' && d->agency; /* old wires: "TOKYO (AP) _ Japan" */
    bool dash = nmk_doc_has(page->doc, i, NMK_A_dash) || low || (mark == '/' && i + 1 < d->end && is_slash(page, i + 1));
    bool long_dash = mark == 0x2013 || mark == 0x2014 || mark == '/';
    while (i < d->end && t[i].kind == NMK_MARK && (nmk_doc_has(page->doc, i, NMK_A_dash) || is_slash(page, i))) i++;
    if (low && i == d->at) i++;
    if (dash && i < d->end && !(t[i].flags & NMK_SPACED) && !long_dash && i - d->at == 1) dash = false;
    if (mark == ':') i++;
    d->ended = dash || mark == ':';
    if (i >= d->end) return d->ended;
    if (i + 1 < d->end && (t[i].flags & NMK_UPPER) && (t[i + 1].flags & NMK_UPPER) && d->date.precision == NMK_DATE_NONE && !d->agency) return false;
    d->at = i;
    if (mark == ':') return d->capitals && d->known && d->date.precision == NMK_DATE_NONE;
    return d->ended;
}

/* Without a dash an agency known to sign so is enough: "Washington (CNN)The" */
static bool signed_by_agency(const NmkPage *page, const Dateline *d) {
    return d->agency && nmk_page_phrase(page, d->agency_first, NMK_ZONE_LIST_agency, NULL) > 0 && d->at < d->end &&
           page->doc->tokens.at[d->at].kind == NMK_WORD;
}

static bool is_believed(const NmkPage *page, uint32_t line, const Dateline *d) {
    const NmkDoc *doc = page->doc;
    if (d->date.precision != NMK_DATE_NONE || d->agency) return d->known || d->capitals;
    if (page->looks[line].words < NMK_PROSE_WORDS - 4) return false;
    uint32_t next = d->at;
    bool opens = next < d->end && ((doc->tokens.at[next].flags & (NMK_CAPITAL | NMK_UPPER)) || doc->tokens.at[next].kind != NMK_WORD);
    if (!opens) return false;
    if (d->known || d->region) return true;
    if (nmk_doc_has(doc, d->first, NMK_A_determiner) || nmk_doc_has(doc, d->first, NMK_A_pron)) return false;
    return nmk_page_is(page, line, NMK_LOOK_PROSE) && (d->place_end - d->first > 1 || !is_common(doc, d->first));
}

/* Words in capitals and a colon begin the line: the speaker of an interview, or one of many briefs. */
static bool opens_with_label(const NmkPage *page, uint32_t line) {
    const NmkLine *l = &page->doc->lines[line];
    uint32_t i = l->first;
    while (i < l->end && i - l->first < MAX_PLACE && is_capitals(&page->doc->tokens.at[i])) i++;
    return i > l->first && i < l->end && nmk_page_mark(page, i) == ':';
}

static bool is_one_of_many(const NmkPage *page, uint32_t line) {
    uint32_t n = page->doc->n_lines, last = line + 4 < n ? line + 4 : n;
    for (uint32_t i = line > 2 ? line - 2 : 0; i < last; i++)
        if (i != line && opens_with_label(page, i)) return true;
    return false;
}

/* The line opens with an agency: "(Reuters) -", "afrol News, 5 February -" */
static bool read_agency_alone(NmkPage *page, uint32_t line) {
    const NmkLine *l = &page->doc->lines[line];
    Dateline d = {.first = l->first, .at = l->first, .end = l->end};
    read_agency(page, &d);
    if (!d.agency) {
        uint32_t length = nmk_page_phrase(page, d.at, NMK_ZONE_LIST_agency, NULL);
        if (!length) return false;
        d.agency_first = d.at;
        d.agency_end = d.at += length;
        skip_comma(page, &d);
        if (!date_here(page, &d)) return false;
    } else if (!nmk_page_phrase(page, d.agency_first, NMK_ZONE_LIST_agency, NULL)) {
        return false;
    }
    if (!read_end(page, &d)) return false;
    page->dateline_line = line;
    if (!page->source_sure) page->source = nmk_page_slice(page, d.agency_first, d.agency_end);
    return true;
}

static void keep(NmkPage *page, uint32_t line, const Dateline *d) {
    NmkDoc *doc = page->doc;
    uint32_t city_end = d->city_end;
    for (uint32_t i = d->first + 1; i < city_end; i++) /* of regions only the states that news always names stay in the text */
        if (nmk_page_mark(page, i) == ',' && !is_state(doc, i + 1) && !(doc->tokens.at[city_end - 1].flags & NMK_DOTTED)) city_end = i;
    page->dateline_line = line;
    doc->dateline_first = d->first;
    doc->dateline_end = d->place_end;
    page->dateline = nmk_page_slice(page, d->first, city_end);
    if (d->agency && !page->source_sure) page->source = nmk_page_slice(page, d->agency_first, d->agency_end);
    if (d->date.precision == NMK_DATE_FULL) page->date = d->date;
}

/* Reads it at the token `first` of the line. */
static bool read_dateline(NmkPage *page, uint32_t line, uint32_t first) {
    const NmkLine *l = &page->doc->lines[line];
    Dateline d = {.first = first, .end = l->end};
    if (d.first == d.end || page->doc->tokens.at[d.first].kind != NMK_WORD) return false;
    if (!read_capitals(page, &d) && !read_known(page, &d)) return false;
    for (uint32_t i = 0; i < MAX_REGIONS && read_region(page, &d);) i++;
    skip_comma(page, &d);
    if (date_here(page, &d)) skip_comma(page, &d);
    read_agency(page, &d);
    if (!d.agency && d.date.precision == NMK_DATE_NONE && d.at > d.place_end) return false;
    if (!read_end(page, &d) && !signed_by_agency(page, &d)) return false;
    if (!is_believed(page, line, &d) || (opens_with_label(page, line) && is_one_of_many(page, line))) return false;
    keep(page, line, &d);
    return true;
}

/* Records that lost their line ends: "Headline of the story. CITY, Jan. 7 -- The story": after the end of the first sentence. */
static bool read_after_headline(NmkPage *page, uint32_t line) {
    const NmkLine *l = &page->doc->lines[line];
    const NmkToken *t = page->doc->tokens.at;
    for (uint32_t i = l->first + 2; i + 2 < l->end && i < l->first + MAX_HEADLINE; i++) {
        uint32_t mark = nmk_page_mark(page, i - 1);
        if (mark != '.' && mark != '?' && mark != '!') continue;
        return (t[i].flags & NMK_UPPER) && (t[i].flags & NMK_SPACED) && read_dateline(page, line, i);
    }
    return false;
}

void nmk_find_dateline(NmkPage *page) {
    uint32_t prose = 0;
    for (uint32_t line = 0; line < page->doc->n_lines && line < MAX_LINES && prose < 2; line++) {
        if (nmk_page_is(page, line, NMK_LOOK_URL | NMK_LOOK_BUTTONS)) continue;
        if (read_dateline(page, line, page->doc->lines[line].first) || read_agency_alone(page, line)) return;
        if (prose == 0 && nmk_page_is(page, line, NMK_LOOK_PROSE) && read_after_headline(page, line)) return;
        prose += nmk_page_is(page, line, NMK_LOOK_PROSE);
    }
}
