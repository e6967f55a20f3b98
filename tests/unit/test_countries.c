/* Countries: each row is a text of our own, and what the whole engine must make of it with the shipped data. The sorts of mistakes that cost most
 * on real news are all here: persons and firms named as countries, namesakes of towns, abbreviations that are words, capitals that act. */
#include <criterion/criterion.h>
#include <string.h>

#include "shipped.h"

TestSuite(countries, .init = shipped_open, .fini = shipped_free);

static const NewsmarkResult *annotate(const char *text, const NewsmarkFields *fields) {
    cr_assert(newsmark_annotate(document, text, strlen(text), fields) == NEWSMARK_OK);
    return newsmark_result(document);
}

/* codes of the first n countries, as "JP US" */
static const char *codes(const NewsmarkResult *result, size_t n) {
    static char out[256];
    size_t length = 0;
    for (size_t i = 0; i < n && length + 4 < sizeof out; i++) {
        if (i) out[length++] = ' ';
        memcpy(out + length, result->countries[i].code, 2);
        length += 2;
    }
    out[length] = 0;
    return out;
}

static const struct {
    const char *text, *countries; /* by score */
} RANKED[] = {
    {"Japan will send a delegation to Seoul next month, the Japanese foreign ministry said. South Korea welcomed the step, but Japan gave no date.", "JP KR"},
    {"The U.S. and Mexico signed the treaty in Geneva on Friday, U.S. officials said. The United States Senate must still approve it.", "US MX CH"},
    {"Michael Jordan and Chad Smith were on stage when Paris Hilton arrived. Jordan laughed, and Smith left the room.", ""},
    {"The officers were in Paris, Texas, when the call came. The sheriff said the two men had driven from Dallas and Houston.", "US"},
    {"The river rose again in Bavaria on Monday. In Munich the authorities closed two bridges.", "DE"},
    {"Man and machine. Miss Parker was ill, she said, and stayed at home in the evening with her two dogs.", ""},
    {"Fares will rise by two crore rupees a year, or Rs 20 lakh a month, the corporation said.", "IN"},
    {"The Soviet Union rejected the offer. Moscow said that Soviet ships would stay, and Russian sailors cheered.", "SU"},
    {"Georgia lost its war in 2008, and Russia still holds a fifth of its land, officials in Tbilisi said.", "GE RU"},
    {"Georgia and Alabama will share the water of the river, the governors said in Atlanta. Florida sued both states.", "US"},
    {"She speaks French and some German, ordered french fries and read the menu in Italian.", ""},
    {"The price was US$20 a barrel in the first week, traders said, and it is not likely to fall soon.", ""},
    {"The Bank of Japan kept its rate unchanged on Thursday, as economists had expected it to.", "JP"},
    {"Voters in Georgia, Alabama and Florida go to the polls on Tuesday.", "US"},
    {"Polish your shoes before you leave, she said, and the Polish guest laughed.", "PL"},
    {"A man in a Panama hat wrote a letter with India ink.", ""},
    {"GENEVA (AP) \xE2\x80\x94 Talks on the river ended on Friday without a result, the envoy said.", "CH"},
    {"Crews closed U.S. 79 and Texas 19 near Palestine for an hour, the Anderson County sheriff's office said. The sheriff said that a Palestine man "
     "was taken to the county jail.",
     "US"},
    {"The EU-Israel summit was put off, and a non-Russian bid for the fields won.", "IL RU"},
    {"He lived on Washington Street for years, next to the bakery, and never once took the bus.", ""},
};

Test(countries, ranks_what_is_mentioned) {
    for (size_t i = 0; i < sizeof RANKED / sizeof *RANKED; i++) {
        const NewsmarkResult *result = annotate(RANKED[i].text, NULL);
        const char *found = codes(result, result->n_countries);
        cr_expect(strcmp(found, RANKED[i].countries) == 0, "\"%s\" instead of \"%s\" in: %s", found, RANKED[i].countries, RANKED[i].text);
    }
}

static const struct {
    const char *text, *mention;
    NewsmarkType type;
    NewsmarkKind kind;
    const char *code;
} MENTIONS[] = {
    {"Officials in Norway were silent.", "Norway", NEWSMARK_COUNTRY, NEWSMARK_KIND_NAME, "NO"},
    {"Three Frenchmen were hurt in the crash near Lyon.", "Frenchmen", NEWSMARK_COUNTRY, NEWSMARK_KIND_DEMONYM, "FR"},
    {"Three Frenchmen were hurt in the crash near Lyon.", "Lyon", NEWSMARK_PLACE, NEWSMARK_KIND_CITY, "FR"},
    {"The Kremlin denied the report at once.", "Kremlin", NEWSMARK_COUNTRY, NEWSMARK_KIND_GOVERNMENT, "RU"},
    {"Beijing said on Monday that it would not attend.", "Beijing", NEWSMARK_COUNTRY, NEWSMARK_KIND_CAPITAL, "CN"},
    {"The crowd in Beijing was larger than last year.", "Beijing", NEWSMARK_PLACE, NEWSMARK_KIND_CAPITAL, "CN"},
    {"Farmers across Saskatchewan waited for rain.", "Saskatchewan", NEWSMARK_PLACE, NEWSMARK_KIND_REGION, "CA"},
    {"Envoys urged Moscow to answer within a week.", "Moscow", NEWSMARK_COUNTRY, NEWSMARK_KIND_CAPITAL, "RU"},
    {"The talks between Serbia and Kosovo resumed.", "Kosovo", NEWSMARK_COUNTRY, NEWSMARK_KIND_NAME, "XK"},
};

static const NewsmarkMention *find(const NewsmarkResult *result, const char *text, const char *mention) {
    const size_t start = (size_t)(strstr(text, mention) - text);
    for (size_t i = 0; i < result->n_mentions; i++)
        if (result->mentions[i].start == start && result->mentions[i].end == start + strlen(mention)) return &result->mentions[i];
    return NULL;
}

Test(countries, marks_mentions_by_kind) {
    for (size_t i = 0; i < sizeof MENTIONS / sizeof *MENTIONS; i++) {
        const NewsmarkMention *found = find(annotate(MENTIONS[i].text, NULL), MENTIONS[i].text, MENTIONS[i].mention);
        cr_expect(found != NULL, "no \"%s\" in: %s", MENTIONS[i].mention, MENTIONS[i].text);
        if (!found) continue;
        cr_expect(found->type == MENTIONS[i].type && found->kind == MENTIONS[i].kind && strcmp(found->code, MENTIONS[i].code) == 0,
                  "\"%s\" is %s, %s, %s in: %s", MENTIONS[i].mention, newsmark_type_name(found->type), newsmark_kind_name(found->kind), found->code,
                  MENTIONS[i].text);
    }
}

Test(countries, leaves_persons_their_names) {
    const char *text = "Michael Jordan bought the team. The crowd rose when Jordan came in.";
    const NewsmarkResult *result = annotate(text, NULL);
    const char *alone = strstr(text, "Jordan came");
    bool found = false;
    for (size_t i = 0; i < result->n_mentions; i++)
        if (result->mentions[i].start == (size_t)(alone - text)) found = result->mentions[i].type == NEWSMARK_PERSON;
    cr_expect(found);
    cr_expect(result->n_countries == 0);
}

Test(countries, names_the_town) {
    const char *text = "The fair opens in Osaka on Sunday.";
    const NewsmarkMention *found = find(annotate(text, NULL), text, "Osaka");
    cr_assert(found != NULL);
    cr_expect(found->geonames == 1853909, "%u", found->geonames);
}

Test(countries, never_overlap_and_stay_in_order) {
    const NewsmarkResult *result = annotate(
        "EU-Israel talks and the Arab-Israeli dispute filled the agenda in New York City, New York, as United Russia and the Communist Party of China "
        "sent envoys to the French Open in Paris, France, and to Mexico City.",
        NULL);
    cr_assert(result->n_mentions > 3);
    for (size_t i = 1; i < result->n_mentions; i++) cr_expect(result->mentions[i - 1].end <= result->mentions[i].start, "mention %zu", i);
}

Test(countries, counts_add_up) {
    const NewsmarkResult *result = annotate("Italy beat Spain. Rome cheered, Italian flags flew in Milan, and Italy's coach wept.", NULL);
    cr_assert(result->n_countries == 2);
    const NewsmarkCountry *italy = &result->countries[0];
    cr_expect(strcmp(italy->code, "IT") == 0 && strcmp(italy->alpha3, "ITA") == 0 && italy->numeric == 380 && italy->score == 100);
    cr_expect(italy->kinds[NEWSMARK_KIND_NAME] == 2 && italy->kinds[NEWSMARK_KIND_DEMONYM] == 1);
    cr_expect(italy->kinds[NEWSMARK_KIND_CAPITAL] == 1 && italy->kinds[NEWSMARK_KIND_CITY] == 1);
    cr_expect(italy->mentions == 5, "%u", italy->mentions);
    cr_expect(result->countries[1].score < 100);
}

Test(countries, focus_is_what_leads) {
    const NewsmarkResult *result = annotate(
        "Peru's president named a new cabinet on Tuesday. The Peruvian congress in Lima must approve it within a month. Peru has had six presidents "
        "in as many years; a lawmaker said that even Italy did better.",
        NULL);
    cr_assert(result->n_focus == 1, "%zu", result->n_focus);
    cr_expect(strcmp(codes(result, result->n_countries), "PE IT") == 0);
}

Test(countries, source_country_settles_namesakes) {
    const char *text = "The council in Hamilton will close the pool for repairs, and the one in Cambridge too, it said.";
    const NewsmarkFields home = {.source_country = {"NZ", 2}};
    cr_expect(strcmp(codes(annotate(text, &home), 1), "NZ") == 0);
}

/* Every name of a state of the United States after a town fixes it, and the town keeps that meaning. */
Test(countries, neighbour_holds_for_the_document) {
    const char *text = "The plant in Lebanon, Pa., will close. Workers in Lebanon were told on Friday that the company had lost its largest customer.";
    const NewsmarkResult *result = annotate(text, NULL);
    cr_expect(strcmp(codes(result, result->n_countries), "US") == 0, "%s", codes(result, result->n_countries));
}
