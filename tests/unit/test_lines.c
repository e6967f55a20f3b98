/* Lines and sentences by examples. A line is written with its flags in brackets; a bar stands before each sentence. Attributes come from a
 * model of three sets: titles, words that open sentences, all others. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "recognize/lines.h"
#include "recognize/sentences.h"

static NmkSet sets[3];
static NmkModelView model;
static const NewsmarkFields no_fields;

static void look_up(NmkDoc *doc) {
    static const char *const OPENERS[] = {"The", "He", "But", "In"};
    memset(sets, 0, sizeof sets);
    nmk_set_add(&sets[1], NMK_A_sentence_start);
    nmk_set_add(&sets[2], NMK_A_mr);
    model.sets = sets;
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        NmkToken *t = &doc->tokens.at[i];
        for (size_t k = 0; k < sizeof OPENERS / sizeof OPENERS[0]; k++)
            if (nmk_slice_is(nmk_doc_token(doc, i), OPENERS[k])) t->set = 1;
        if (nmk_slice_is(nmk_doc_token(doc, i), "A.B.")) t->set = 2; /* stands for a title with its dot */
    }
}

static NmkDoc read_text(NmkArena *arena, const char *text) {
    NmkDoc doc = {.model = &model, .arena = arena, .text = nmk_slice_of(text), .fields = &no_fields};
    nmk_arena_reset(arena);
    cr_assert_eq(nmk_tokenize(doc.text, NMK_KERNEL_BEST, arena, &doc.tokens), NEWSMARK_OK);
    cr_assert_eq(nmk_find_lines(&doc), NEWSMARK_OK);
    look_up(&doc);
    cr_assert_eq(nmk_find_sentences(&doc), NEWSMARK_OK);
    return doc;
}

/* The lines of a document, each between < and >. */
static void render_lines(const NmkDoc *doc, char *out) {
    for (uint32_t l = 0; l < doc->n_lines; l++) {
        *out++ = '<';
        for (uint32_t i = doc->lines[l].first; i < doc->lines[l].end; i++) {
            const NmkToken *t = &doc->tokens.at[i];
            cr_assert_neq(t->kind, NMK_BREAK);
            cr_assert_eq(doc->line_of[i], l);
            const char *space = t->flags & NMK_GLUED ? "-" : (t->flags & NMK_SPACED) && i > doc->lines[l].first ? " " : "";
            out += sprintf(out, "%s%.*s", space, (int)(t->end - t->start), doc->text.bytes + t->start);
        }
        *out++ = '>';
    }
    *out = 0;
}

static const char *const JOINED[][2] = {
    {"", ""},
    {"\n", "<>"},
    {"One\ntwo\n", "<One><two>"},
    {"\n\nOne\n\n\ntwo", "<One><two>"},
    /* a wrapped paragraph, and one of two lines that follows it */
    {"The minister said on Wednesday that the talks would go on\n"
     "until the two sides had found an answer to the questions\n"
     "which the last round had left open in Geneva.\n"
     "\n"
     "Officials of both countries doubted whether there would be\n"
     "an agreement before spring.\n",
     "<The minister said on Wednesday that the talks would go on until the two sides had found an answer to the questions which the last round had "
     "left "
     "open in Geneva.><Officials of both countries doubted whether there would be an agreement before spring.>"},
    /* two lines alone tell nothing */
    {"Officials of both countries doubted whether there would be\nan agreement before spring.\n",
     "<Officials of both countries doubted whether there would be><an agreement before spring.>"},
    /* an indented line starts a paragraph, one space and the agency end the story */
    {"    PARIS, Feb 26 - The government is under growing pressure\n"
     "to change its policies after it had cut its forecast, said\n"
     "economists on Monday.\n"
     "    The minister said the revised figures would not push the\n"
     "government off its chosen mix of measures.\n"
     " Agency\n",
     "<PARIS, Feb 26 - The government is under growing pressure to change its policies after it had cut its forecast, said economists on Monday.>"
     "<The minister said the revised figures would not push the government off its chosen mix of measures.><Agency>"},
    /* lists, tables and verse stay */
    {"Minister of foreign affairs to travel to Japan in May\n"
     "Prices of wheat fall to their lowest since the winter\n"
     "Storm leaves thousands without power along the coast\n",
     "<Minister of foreign affairs to travel to Japan in May><Prices of wheat fall to their lowest since the winter>"
     "<Storm leaves thousands without power along the coast>"},
    {"Shr 41 cts vs 36 cts a year before, that is\nNet 3,211,000 vs 2,804,000 a year before it\nRevs 48.6 mln vs 44.0 mln a year before, so\n",
     "<Shr 41 cts vs 36 cts a year before, that is><Net 3,211,000 vs 2,804,000 a year before it><Revs 48.6 mln vs 44.0 mln a year before, so>"},
    {"- the talks in Geneva are to go on in the spring\n- the price of wheat is at its lowest since May\n- the storm has left the coast without "
     "power yet\n",
     "<- the talks in Geneva are to go on in the spring><- the price of wheat is at its lowest since May>"
     "<- the storm has left the coast without power yet>"},
};

Test(lines, joined) {
    NmkArena arena;
    nmk_arena_init(&arena, NULL);
    for (size_t i = 0; i < sizeof JOINED / sizeof JOINED[0]; i++) {
        char out[2000];
        NmkDoc doc = read_text(&arena, JOINED[i][0]);
        render_lines(&doc, out);
        cr_expect_str_eq(out, JOINED[i][1], "row %zu: %s", i, out);
    }
    nmk_arena_free(&arena);
}

static const struct {
    const char *text; /* of which the second line is meant */
    unsigned flags;
} FLAGS[] = {
    {"x\nSOVIETS OFFER MISSILE CUTS", NMK_LINE_CAPITALS | NMK_LINE_TITLECASE | NMK_LINE_SHORT},
    {"x\nSOVIETS OFFER of CUTS", NMK_LINE_CAPITALS | NMK_LINE_TITLECASE | NMK_LINE_SHORT},
    {"x\nSOVIETS OFFER", NMK_LINE_SHORT},
    {"x\n\nThe Cook and the Thief of the Sea", NMK_LINE_TITLECASE | NMK_LINE_AFTER_BLANK},
    {"x\nVote-rigging Claims in the Far South Again", NMK_LINE_TITLECASE},
    {"x\nThe minister said that he would go to Japan", 0},
    {"x\nNet 3,211,000 vs 2,804,000", NMK_LINE_TABLE | NMK_LINE_SHORT},
    {"x\n\xE2\x80\xA2 the first of the six things", NMK_LINE_BULLET},
    {"x\n* one", NMK_LINE_BULLET | NMK_LINE_SHORT},
    {"x\n14 comments", NMK_LINE_SHORT},
};

Test(lines, flags) {
    NmkArena arena;
    nmk_arena_init(&arena, NULL);
    for (size_t i = 0; i < sizeof FLAGS / sizeof FLAGS[0]; i++) {
        NmkDoc doc = read_text(&arena, FLAGS[i].text);
        cr_assert_eq(doc.n_lines, 2, "%s", FLAGS[i].text);
        cr_expect(doc.lines[0].flags & NMK_LINE_AFTER_BLANK);
        cr_expect_eq(doc.lines[1].flags, FLAGS[i].flags, "%s: %u", FLAGS[i].text, doc.lines[1].flags);
        cr_expect_eq(doc.line_of[1], 0, "the line end belongs to the line before");
    }
    nmk_arena_free(&arena);
}

/* A bar stands before each sentence in place of the space. */
static const char *const SENTENCES[][2] = {
    {"He came. She left.", "|He came.|She left."},
    {"He came! She left? Yes.", "|He came!|She left?|Yes."},
    {"He came. and left", "|He came. and left"},
    {"\"Go away,\" he said. \"I will.\" She left.", "|\"Go away,\" he said.|\"I will.\"|She left."},
    {"\"Go away!\" he said.", "|\"Go away!\" he said."},
    {"\xE2\x80\x9CGo.\xE2\x80\x9D \xE2\x80\x9CWhy?\xE2\x80\x9D she asked.", "|\xE2\x80\x9CGo.\xE2\x80\x9D|\xE2\x80\x9CWhy?\xE2\x80\x9D she asked."},
    {"He came (late). (She did not.) They left.", "|He came (late).|(She did not.)|They left."},
    {"In the U.S. Senate he spoke. But no.", "|In the U.S. Senate he spoke.|But no."},
    {"He went to the U.S. The end.", "|He went to the U.S.|The end."},
    {"He went to the U.S. \"Why?\"", "|He went to the U.S.|\"Why?\""},
    {"He went to the U.S., Canada and Cuba.", "|He went to the U.S., Canada and Cuba."},
    {"The U.S.'s role.", "|The U.S.'s role."},
    {"George W. Bush spoke.", "|George W. Bush spoke."},
    {"J. The man.", "|J. The man."},
    {"A.B. The man came.", "|A.B. The man came."},
    {"At 7 a.m. Monday he came.", "|At 7 a.m. Monday he came."},
    {"At 7 a.m. He came.", "|At 7 a.m.|He came."},
    {"It was No. 5 of six.", "|It was No. 5 of six."},
    {"It was no. 5 of six.", "|It was no. 5 of six."},
    {"1. First of all", "|1. First of all"},
    {"He waited ... But no.", "|He waited ...|But no."},
    {"He waited ... and went.", "|He waited ... and went."},
    {"Really?! Yes.", "|Really?!|Yes."},
    {"It cost .5 or 1.5 per cent.", "|It cost .5 or 1.5 per cent."},
    {"It rose 5. 6 came.", "|It rose 5.|6 came."},
    {"He said.The end.", "|He said.|The end."},
    {"One line\nanother", "|One line\n|another"},
    {"One line\n\nanother", "|One line\n|another"},
    {"Yahoo! said so.", "|Yahoo! said so."},
    {"He left. iPhone sales fell.", "|He left.|iPhone sales fell."},
    {"He said: \"The end.\"", "|He said: \"The end.\""},
};

static void render_sentences(const NmkDoc *doc, char *out) {
    uint32_t s = 0;
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        const NmkToken *t = &doc->tokens.at[i];
        bool starts = s < doc->n_sentences && doc->sentences[s] == i;
        s += starts;
        const char *before = starts ? "|" : t->flags & NMK_GLUED ? "-" : t->flags & NMK_SPACED ? " " : "";
        if (t->kind == NMK_BREAK)
            *out++ = '\n';
        else
            out += sprintf(out, "%s%.*s", before, (int)(t->end - t->start), doc->text.bytes + t->start);
    }
    *out = 0;
    cr_assert_eq(s, doc->n_sentences);
}

Test(sentences, starts) {
    NmkArena arena;
    nmk_arena_init(&arena, NULL);
    for (size_t i = 0; i < sizeof SENTENCES / sizeof SENTENCES[0]; i++) {
        char out[300];
        NmkDoc doc = read_text(&arena, SENTENCES[i][0]);
        render_sentences(&doc, out);
        cr_expect_str_eq(out, SENTENCES[i][1], "%s", out);
    }
    nmk_arena_free(&arena);
}

/* The flag stands on the first word of each sentence, past its quotation mark, and nowhere else. */
Test(sentences, first_words_are_flagged) {
    NmkArena arena;
    nmk_arena_init(&arena, NULL);
    NmkDoc doc = read_text(&arena, "\"Go,\" he said. (5 left.)\n- They did.");
    char flagged[100], *out = flagged;
    for (uint32_t i = 0; i < doc.tokens.count; i++)
        if (doc.tokens.at[i].flags & NMK_SENTENCE) out += sprintf(out, "%.*s ", (int)nmk_doc_token(&doc, i).length, nmk_doc_token(&doc, i).bytes);
    cr_expect_str_eq(flagged, "Go 5 They ");
    cr_expect_eq(doc.n_sentences, 3);
    nmk_arena_free(&arena);
}

/* Whatever the bytes: lines are in order, hold no line end, and every token has one; sentences are in order. */
Test(lines, any_text) {
    static const char *const PARTS[] = {"The ", "minister ", "of ", "U.S. ", ". ", "\n",   "\n\n", "   ",  "- ",
                                        "5 ",   "\"",        "! ",  ") ",    "(",  "No. ", "\t",   "\xFF", "J. "};
    NmkArena arena;
    uint64_t state = 7;
    nmk_arena_init(&arena, NULL);
    for (int round = 0; round < 3000; round++) {
        char text[1000];
        size_t n = 0;
        for (int i = 0; i < round % 100; i++) {
            state = state * 6364136223846793005ULL + 1442695040888963407ULL;
            n += (size_t)sprintf(text + n, "%s", PARTS[(state >> 33) % (sizeof PARTS / sizeof PARTS[0])]);
        }
        text[n] = 0;
        NmkDoc doc = read_text(&arena, text);
        uint32_t at = 0;
        for (uint32_t l = 0; l < doc.n_lines; l++) {
            cr_assert(doc.lines[l].first >= at && doc.lines[l].end >= doc.lines[l].first && doc.lines[l].end <= doc.tokens.count);
            for (uint32_t i = doc.lines[l].first; i < doc.lines[l].end; i++) cr_assert(doc.tokens.at[i].kind != NMK_BREAK && doc.line_of[i] == l);
            at = doc.lines[l].end;
        }
        for (uint32_t i = 0; i < doc.tokens.count; i++) cr_assert_lt(doc.line_of[i], doc.n_lines);
        for (uint32_t s = 1; s < doc.n_sentences; s++) cr_assert_lt(doc.sentences[s - 1], doc.sentences[s]);
    }
    nmk_arena_free(&arena);
}
