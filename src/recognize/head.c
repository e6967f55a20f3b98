/* The story begins at its dateline or at the first line of prose. Above it the first line that is not furniture of the page is the headline; what
 * stands between headline and story is told by its look, and the first line that looks like nothing begins the story after all. */
#include "recognize/head.h"

#include "recognize/byline.h"
#include "recognize/masthead.h"
#include "recognize/record.h"

enum {
    MAX_TITLE_WORDS = 30,
    MAX_LONE_WORDS = 20,
    MAX_DEK_WORDS = 40,
    MIN_DEK_WORDS = 5,
    MAX_HEAD = 60,
    MAX_BULLET_WORDS = 6,
    MAX_DATED_WORDS = 14,
    NAME_WITHIN = 4,
    MAX_TITLE_BYTES = 1024,
    MAX_KICKER_WORDS = 8
};

enum {
    FURNITURE = NMK_LOOK_URL | NMK_LOOK_BUTTONS | NMK_LOOK_DATED | NMK_LOOK_TAIL | NMK_LOOK_CREDIT | NMK_LOOK_SECTION | NMK_LOOK_FURNITURE,
    MAYBE_FURNITURE = NMK_LOOK_TRAIL | NMK_LOOK_MASTHEAD | NMK_LOOK_HAS_DATE
};

static uint32_t next_line(const NmkPage *page, uint32_t line) {
    uint32_t n = page->doc->n_lines;
    for (line++; line < n && page->looks[line].words == 0;) line++;
    return line;
}

/* A line that signs the article beyond doubt, or a whole line of date or dateline. */
static bool is_signature(const NmkPage *page, uint32_t line) {
    if (line >= page->doc->n_lines) return false;
    if (line == page->dateline_line || nmk_page_is(page, line, NMK_LOOK_DATED)) return true;
    NmkByline kind = nmk_byline_of(page, line);
    return kind == NMK_BYLINE_SIGNED || kind == NMK_BYLINE_POSTED || kind == NMK_BYLINE_ROLE ||
           (kind == NMK_BYLINE_NAME && next_line(page, line) == page->dateline_line);
}

static bool is_bullet(const NmkPage *page, uint32_t line) {
    return (page->doc->lines[line].flags & NMK_LINE_BULLET) && page->looks[line].words <= MAX_BULLET_WORDS;
}

/* First line of prose from `line` on, or how far was looked for one. */
static uint32_t first_prose(const NmkPage *page, uint32_t line) {
    uint32_t n = page->doc->n_lines, from = line;
    while (line < n && line - from < MAX_HEAD &&
           (!nmk_page_is(page, line, NMK_LOOK_PROSE) || nmk_page_is(page, line, NMK_LOOK_TAIL | NMK_LOOK_CREDIT)))
        line++;
    return line;
}

/* Prose on top may be a headline yet: a question, or one sentence, that a signature or a story follows. */
static bool is_prose_title(const NmkPage *page, uint32_t line) {
    const NmkLook *look = &page->looks[line];
    uint32_t next = next_line(page, line);
    if (look->words > MAX_LONE_WORDS || next >= page->doc->n_lines) return false;
    if (next == page->dateline_line) return true;
    if ((look->flags & NMK_LOOK_QUESTION) && nmk_page_after_blank(page, next) && page->looks[next].words > look->words) return true;
    NmkByline kind = nmk_byline_of(page, next);
    return kind == NMK_BYLINE_SIGNED || (kind == NMK_BYLINE_NAME && next_line(page, next) == page->dateline_line);
}

static bool in_brackets(const NmkPage *page, uint32_t line) {
    const NmkLine *l = &page->doc->lines[line];
    return page->looks[line].words <= MAX_DATED_WORDS && nmk_page_mark(page, l->first) == '(' && nmk_page_mark(page, l->end - 1) == ')';
}

/* The slug of a wire: hyphens between all words, then at most a number. "BC-Japan-Space, 500" */
static bool is_slug(const NmkPage *page, uint32_t line) {
    const NmkLine *l = &page->doc->lines[line];
    uint32_t glued = 0;
    for (uint32_t i = l->first + 1; i < l->end; i++) {
        const NmkToken *t = &page->doc->tokens.at[i];
        if (t->kind == NMK_WORD && !(t->flags & NMK_GLUED)) return false;
        glued += t->kind == NMK_WORD;
    }
    return glued > 1;
}

/* What a line can be above the story. */
typedef enum Candidate { SKIP, TITLE, MAYBE, STOP } Candidate;

static Candidate candidate(const NmkPage *page, uint32_t line) {
    const NmkLook *look = &page->looks[line];
    if (look->words == 0 || (look->flags & FURNITURE) || in_brackets(page, line) || is_slug(page, line)) return SKIP;
    NmkByline kind = nmk_byline_of(page, line);
    if (kind == NMK_BYLINE_SIGNED || kind == NMK_BYLINE_POSTED || is_bullet(page, line)) return SKIP;
    if (look->words > MAX_TITLE_WORDS) return STOP;
    bool ended = (look->flags & NMK_LOOK_ENDED) && !(look->flags & NMK_LOOK_QUESTION);
    bool signature = is_signature(page, next_line(page, line));
    bool capitals = (page->doc->lines[line].flags & NMK_LINE_CAPITALS) != 0;
    uint32_t next = next_line(page, line);
    bool kicker =
        look->words <= MAX_KICKER_WORDS && next < page->doc->n_lines && !nmk_page_after_blank(page, next) && !nmk_page_is(page, next, NMK_LOOK_PROSE);
    bool alone = page->doc->n_lines == 1 && look->words <= MAX_KICKER_WORDS;
    if (look->flags & NMK_LOOK_OPEN) return kicker || alone ? MAYBE : STOP;
    if (ended && !signature && !capitals) return STOP;
    return look->flags & MAYBE_FURNITURE ? MAYBE : TITLE;
}

static uint32_t find_title(const NmkPage *page, uint32_t body) {
    uint32_t maybe = page->doc->n_lines;
    for (uint32_t line = 0; line < body; line++) {
        Candidate c = candidate(page, line);
        if (c == TITLE) return line;
        if (c == STOP) break;
        bool last = next_line(page, line) == body && !nmk_page_is(page, line, NMK_LOOK_MEDIUM); /* "Cocoa review", above the story */
        bool masthead = nmk_page_is(page, line, NMK_LOOK_MASTHEAD) && !last;
        if (c == MAYBE && !masthead && maybe == page->doc->n_lines) maybe = line;
    }
    return maybe;
}

/* Where the story begins, from `line` on. */
static uint32_t story_start(const NmkPage *page, uint32_t line) {
    uint32_t prose = first_prose(page, line);
    bool titled = page->title_line < page->doc->n_lines || find_title(page, prose) < page->doc->n_lines;
    bool title = !titled && prose < page->doc->n_lines && is_prose_title(page, prose);
    if (page->dateline_line >= line && page->dateline_line < page->doc->n_lines && (page->dateline_line <= prose || title))
        return page->dateline_line;
    if (title) return next_line(page, prose);
    return prose;
}

/* Letters and digits of both, case and all else left aside. */
static uint32_t letter_after(NmkSlice text, size_t *at) {
    while (*at < text.length) {
        unsigned char c = (unsigned char)text.bytes[(*at)++];
        if (c >= 'A' && c <= 'Z') return c + 32u;
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 0xC3 && c != 0xE2)) return c;
        if (c == 0xE2) *at += 2; /* quotes and dashes */
    }
    return 0;
}

/* Whether line begins with title; *rest: bytes of the line that follow. */
static bool begins_with(NmkSlice line, NmkSlice title, size_t *rest) {
    size_t a = 0, b = 0, last = 0;
    for (uint32_t want = letter_after(title, &b); want; want = letter_after(title, &b)) {
        if (letter_after(line, &a) != want) return false;
        last = a;
    }
    *rest = last < line.length ? line.length - last : 0;
    return last > 0;
}

/* A title among the fields: its line, and the range of tokens; the line keeps its zone if the story goes on in it. */
static void find_given_title(NmkPage *page, NmkSlice title) {
    NmkDoc *doc = page->doc;
    if (title.length > MAX_TITLE_BYTES) return;
    for (uint32_t line = 0, seen = 0; line < doc->n_lines && seen < MAX_BULLET_WORDS; line++) {
        NmkSlice text = nmk_page_line(page, line);
        size_t rest = 0;
        seen += page->looks[line].words > 0;
        if (!begins_with(text, title, &rest)) continue;
        size_t at = 0;
        bool whole = letter_after(nmk_slice(text.bytes + text.length - rest, rest), &at) == 0;
        doc->title_first = doc->lines[line].first;
        doc->title_end =
            whole ? doc->lines[line].end : nmk_page_token_at(page, doc->title_first, doc->lines[line].end, text.bytes + text.length - rest);
        if (whole)
            page->title_line = line;
        else
            page->body = line;
        return;
    }
}

/* Lines that go on the headline: broken in two, or a kicker above it ("BASEBALL;"). */
static void mark_title(NmkPage *page, uint32_t body) {
    NmkDoc *doc = page->doc;
    uint32_t line = page->title_line, next = next_line(page, line);
    nmk_page_zone(page, line, NEWSMARK_ZONE_HEADLINE);
    doc->title_first = doc->lines[line].first;
    doc->title_end = nmk_cut_site(page, doc->title_first, doc->lines[line].end);
    for (bool open = nmk_page_is(page, line, NMK_LOOK_OPEN); next < body && !nmk_page_after_blank(page, next); next = next_line(page, next)) {
        if (!(open || nmk_page_is(page, next, NMK_LOOK_SMALL)) || nmk_page_is(page, next, FURNITURE | NMK_LOOK_PROSE)) return;
        nmk_page_zone(page, next, NEWSMARK_ZONE_HEADLINE);
        doc->title_end = doc->lines[next].end;
        open = nmk_page_is(page, next, NMK_LOOK_OPEN);
    }
}

/* A byline, or a date with its year. */
static bool is_signed_or_dated(const NmkPage *page, uint32_t line) {
    if (line >= page->doc->n_lines) return false;
    NmkByline kind = nmk_byline_of(page, line);
    if (kind == NMK_BYLINE_SIGNED || kind == NMK_BYLINE_POSTED || kind == NMK_BYLINE_ROLE) return true;
    return nmk_page_is(page, line, NMK_LOOK_DATED) && nmk_page_is(page, line, NMK_LOOK_HAS_DATE);
}

static bool is_dek(const NmkPage *page, uint32_t line) {
    const NmkLook *look = &page->looks[line];
    uint32_t next = next_line(page, line);
    if (look->words > MAX_DEK_WORDS || look->words < MIN_DEK_WORDS || (look->flags & NMK_LOOK_OPEN) || line == page->dateline_line) return false;
    bool prose = (look->flags & NMK_LOOK_PROSE) != 0;
    if (prose) { /* the story itself, unless it goes on below a signature */
        uint32_t more = next < page->doc->n_lines ? first_prose(page, next + 1) : next;
        return is_signed_or_dated(page, next) && more < page->doc->n_lines && nmk_page_is(page, more, NMK_LOOK_PROSE);
    }
    if (is_signature(page, next) || (next < page->doc->n_lines && nmk_byline_of(page, next) == NMK_BYLINE_NAME)) return true;
    bool under_title = line == next_line(page, page->title_line) && !nmk_page_after_blank(page, line);
    return under_title && nmk_page_after_blank(page, next);
}

/* A bare name is a byline if it touches headline or metadata above and the story, after an empty line, or the dateline follows. */
static bool is_bare_byline(const NmkPage *page, uint32_t line, NmkByline kind) {
    uint32_t next = next_line(page, line);
    if (kind != NMK_BYLINE_NAME && kind != NMK_BYLINE_DESK) return kind != NMK_BYLINE_NONE;
    if (next == page->dateline_line) return kind == NMK_BYLINE_DESK || line < NAME_WITHIN || nmk_page_after_blank(page, next);
    bool signed_above = line > 0 && page->doc->lines[line - 1].zone == NEWSMARK_ZONE_BYLINE;
    if (kind == NMK_BYLINE_DESK && signed_above) return true;
    bool titled = next < page->doc->n_lines && !nmk_page_after_blank(page, next) && nmk_byline_of(page, next) == NMK_BYLINE_DESK;
    if (kind == NMK_BYLINE_NAME && titled) return true; /* the role stands below the name */
    bool touches = !nmk_page_after_blank(page, line) && nmk_page_after_blank(page, next);
    bool shared = next < page->doc->n_lines && nmk_page_is(page, next, NMK_LOOK_BUTTONS | NMK_LOOK_DATED);
    return touches || shared;
}

/* "By Dana Whitlock, Jan. 24, 2022" is a byline, "Posted by Kev on December 28, 2022" says more of the page than of the author. */
static NewsmarkZone signed_zone(const NmkPage *page, uint32_t line, NmkByline kind) {
    bool posted = kind == NMK_BYLINE_POSTED && nmk_page_phrase(page, page->doc->lines[line].first, NMK_ZONE_LIST_byline, NULL) > 1;
    return posted ? NEWSMARK_ZONE_METADATA : NEWSMARK_ZONE_BYLINE;
}

/* The zone of a line between headline and story; NEWSMARK_ZONE_BODY where it looks like nothing. */
static NewsmarkZone zone_below(const NmkPage *page, uint32_t line) {
    const NmkLook *look = &page->looks[line];
    size_t rest = 0;
    if (look->words == 0) return NEWSMARK_ZONE_METADATA;
    NmkSlice title = nmk_page_line(page, page->title_line), text = nmk_page_line(page, line);
    if (begins_with(text, title, &rest) && rest == 0 && begins_with(title, text, &rest)) return NEWSMARK_ZONE_HEADLINE;
    NmkByline kind = line == page->dateline_line ? NMK_BYLINE_NONE : nmk_byline_of(page, line);
    if (kind == NMK_BYLINE_POSTED) return signed_zone(page, line, kind);
    if (look->flags & (NMK_LOOK_TAIL | NMK_LOOK_CREDIT)) return NEWSMARK_ZONE_TAIL;
    if (look->flags & NMK_LOOK_BUTTONS) return look->flags & NMK_LOOK_HAS_DATE ? NEWSMARK_ZONE_METADATA : NEWSMARK_ZONE_TAIL;
    uint32_t next = next_line(page, line);
    bool heading =
        (look->flags & NMK_LOOK_SECTION) && next < page->doc->n_lines && !nmk_page_after_blank(page, next) && nmk_page_is(page, next, NMK_LOOK_ENDED);
    if (heading) return NEWSMARK_ZONE_BODY;
    if ((look->flags & FURNITURE) || in_brackets(page, line)) return NEWSMARK_ZONE_METADATA;
    if ((look->flags & NMK_LOOK_MASTHEAD) && kind != NMK_BYLINE_SIGNED) return NEWSMARK_ZONE_METADATA;
    if (is_bare_byline(page, line, kind)) return NEWSMARK_ZONE_BYLINE;
    if (is_bullet(page, line)) return NEWSMARK_ZONE_METADATA;
    if ((look->flags & NMK_LOOK_HAS_DATE) && look->words <= MAX_DATED_WORDS) return NEWSMARK_ZONE_METADATA;
    return is_dek(page, line) ? NEWSMARK_ZONE_DEK : NEWSMARK_ZONE_BODY;
}

static NewsmarkStatus read_details(NmkPage *page, uint32_t line) {
    uint8_t zone = page->doc->lines[line].zone;
    NmkByline kind = nmk_byline_of(page, line);
    if (zone != NEWSMARK_ZONE_METADATA && zone != NEWSMARK_ZONE_BYLINE) return NEWSMARK_OK;
    nmk_page_add_date(page, nmk_page_line(page, line));
    return zone == NEWSMARK_ZONE_BYLINE || kind == NMK_BYLINE_POSTED ? nmk_byline_take(page, line) : NEWSMARK_OK;
}

static NewsmarkStatus mark_above(NmkPage *page, uint32_t end) {
    for (uint32_t line = 0; line < end; line++) {
        NmkByline kind = nmk_byline_of(page, line);
        bool field = false, named = kind == NMK_BYLINE_SIGNED || kind == NMK_BYLINE_POSTED;
        nmk_page_zone(page, line, named ? signed_zone(page, line, kind) : NEWSMARK_ZONE_METADATA);
        NEWSMARK_TRY(nmk_read_field_line(page, line, &field));
        if (!field) NEWSMARK_TRY(read_details(page, line));
    }
    return NEWSMARK_OK;
}

/* From below the headline on, to the first line that belongs to the story. */
static NewsmarkStatus mark_under(NmkPage *page, uint32_t body) {
    uint32_t line = next_line(page, page->title_line), n = page->doc->n_lines, deks = 0;
    while (line < n && page->doc->lines[line].zone == NEWSMARK_ZONE_HEADLINE) line = next_line(page, line);
    for (; line < n; line = next_line(page, line)) {
        bool field = false;
        bool dek = deks == 0 && nmk_page_is(page, line, NMK_LOOK_PROSE) && is_dek(page, line);
        bool whole = line == page->dateline_line && nmk_page_is(page, line, NMK_LOOK_HAS_DATE) && page->looks[line].words <= NMK_PROSE_WORDS;
        if (line >= body && !dek && !whole) break;
        NEWSMARK_TRY(nmk_read_field_line(page, line, &field));
        if (field) continue;
        NewsmarkZone zone = dek ? NEWSMARK_ZONE_DEK : whole ? NEWSMARK_ZONE_METADATA : zone_below(page, line);
        if (zone == NEWSMARK_ZONE_BODY && body == page->dateline_line && line < body) continue; /* something else above the dateline */
        if (zone == NEWSMARK_ZONE_BODY) break;
        deks += zone == NEWSMARK_ZONE_DEK;
        nmk_page_zone(page, line, zone);
        NEWSMARK_TRY(read_details(page, line));
        if (line >= body) body = whole ? line + 1 : story_start(page, line + 1);
    }
    page->body = line;
    return NEWSMARK_OK;
}

/* Furniture above a story without a headline. */
static NewsmarkStatus mark_untitled(NmkPage *page, uint32_t body) {
    uint32_t line = 0;
    for (; line < body; line++) {
        NmkByline kind = nmk_byline_of(page, line);
        bool named = kind == NMK_BYLINE_SIGNED || kind == NMK_BYLINE_POSTED;
        bool wire = page->looks[line].words && (in_brackets(page, line) || is_slug(page, line));
        if (page->looks[line].words && !nmk_page_is(page, line, FURNITURE) && !named && !wire) break;
    }
    page->body = line;
    return mark_above(page, line);
}

NewsmarkStatus nmk_read_head(NmkPage *page) {
    NmkDoc *doc = page->doc;
    NmkSlice given = doc->fields->title;
    uint32_t body = story_start(page, 0), n = doc->n_lines;
    if (given.length) {
        find_given_title(page, given);
        if (page->title_line == n) return page->body < n ? NEWSMARK_OK : mark_untitled(page, body);
        if (body <= page->title_line) body = next_line(page, page->title_line);
    } else {
        page->title_line = find_title(page, body);
        if (page->title_line == n) return mark_untitled(page, body);
    }
    NEWSMARK_TRY(mark_above(page, page->title_line));
    mark_title(page, body);
    return mark_under(page, body);
}
