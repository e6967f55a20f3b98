/* Entities: which mentions are one person, organization, place or country, and what it is called. Each row is a text of our own and the entities
 * that the whole engine must make of it with the shipped data: every way news writes a name twice, and every way two people share one. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shipped.h"

TestSuite(entities, .init = shipped_open, .fini = shipped_free);

static const NewsmarkResult *annotate(const char *text) {
    cr_assert(newsmark_annotate(document, text, strlen(text), NULL) == NEWSMARK_OK);
    return newsmark_result(document);
}

/* "Joe Biden 2; Fumio Kishida": the entities of a type by first mention, with their mentions where there are several */
static const char *listed(const NewsmarkResult *result, NewsmarkType type) {
    static char out[1024];
    size_t length = 0;
    out[0] = 0;
    for (uint32_t first = 0; first < result->n_mentions; first++)
        for (size_t i = 0; i < result->n_entities; i++) {
            const NewsmarkEntity *e = &result->entities[i];
            if (e->type != type || e->first != first) continue;
            length += (size_t)snprintf(out + length, sizeof out - length, "%s%.*s", length ? "; " : "", (int)e->name.length, e->name.bytes);
            if (e->mentions > 1) length += (size_t)snprintf(out + length, sizeof out - length, " %u", e->mentions);
        }
    return out;
}

static const struct {
    const char *text, *persons;
} PERSONS[] = {
    /* a surname after and before the full name */
    {"Fumio Kishida left for Washington on Monday. Kishida said that the talks were long, and Kishida smiled.", "Fumio Kishida 3"},
    {"Critics of Kishida were quick to answer. Fumio Kishida himself said nothing on Tuesday.", "Fumio Kishida 2"},
    {"KISHIDA LEAVES FOR WASHINGTON\n\nFumio Kishida left for Washington on Monday, his office said in a statement. Mr. Kishida will return on "
     "Friday.",
     "Fumio Kishida 3"},
    /* titles, initials, middle names */
    {"George W. Bush spoke first. Then George Bush sat down, and Mr. Bush was silent.", "George W. Bush 3"},
    {"The book by J.K. Rowling sold well. J. K. Rowling thanked the readers, and Rowling left.", "J.K. Rowling 3"},
    {"Vladimir Vladimirovich Putin was born in Leningrad. Vladimir Putin was once a spy, and Putin speaks German.", "Vladimir Vladimirovich Putin 3"},
    /* two persons of one surname */
    {"John Smith runs the shop. Mary Smith paints. Mr Smith said business was slow. Mrs Smith said she liked it.", "John Smith 2; Mary Smith 2"},
    {"John Smith and Mary Smith were there. Smith said nothing.", "John Smith; Mary Smith; Smith"},
    {"John Smith opened the shop in May. Smith had never sold a chair before, he said. Later his partner Mary Smith joined.",
     "John Smith 2; Mary Smith"},
    {"Harold Pruitt taught for thirty years. His son Harold Pruitt Jr. became a lawyer.", "Harold Pruitt; Harold Pruitt Jr."},
    {"Bill Clinton was there with friends. Mrs. Clinton stayed at home with a cold, a neighbour said.", "Bill Clinton; Clinton"},
    {"President Bill Clinton flew to Ireland with Hillary Clinton on Friday. They were glad. It was President Clinton who spoke.",
     "Bill Clinton 2; Hillary Clinton"},
    /* nicknames in quotation marks, short forms of given names */
    {"Earl \"Buddy\" Carter spoke for an hour. Buddy Carter then left, and Earl Carter came back alone.", "Earl \"Buddy\" Carter 3"},
    {"Philip Seary rang the police at once. Phil Seary had heard the shots, he said.", "Philip Seary 2"},
    /* particles, apostrophes, hyphens */
    {"Alexander Van der Bellen met the ministers on Friday. Van der Bellen asked them to stay.", "Alexander Van der Bellen 2"},
    {"Mohammed bin Salman met the visitors in Riyadh. Later bin Salman flew to Jeddah.", "Mohammed bin Salman 2"},
    {"Bashar al-Assad gave no interview this year. Assad last spoke in May, and al-Assad was angry then.", "Bashar al-Assad 3"},
    {"Niamh O'Rourke asked the question. O\xe2\x80\x99Rourke got no answer.", "Niamh O'Rourke 2"},
    {"Sara Mancuso-Greco called for calm. Mancuso-Greco has flown for ten years.", "Sara Mancuso-Greco 2"},
    /* family names that come first, or are two words */
    {"Xi Jinping spoke in Beijing for three hours on Sunday. Xi called for unity.", "Xi Jinping 2"},
    {"Kim Jong-un watched the launch from a hill. Kim Jong Un was pleased, and Kim smoked.", "Kim Jong-un 3"},
    {"Fumio Kishida greeted the guests in Hiroshima. Kishida Fumio is how his name is written at home.", "Fumio Kishida 2"},
    {"Gabriel Garc\xc3\xad"
     "a M\xc3\xa1rquez wrote it in Mexico City. Garc\xc3\xad"
     "a M\xc3\xa1rquez was poor then, but Garc\xc3\xad"
     "a never gave up.",
     "Gabriel Garc\xc3\xad"
     "a M\xc3\xa1rquez 3"},
    /* kin are others */
    {"Theresa May waited for the results in Maidenhead. Her husband, Philip, made tea, and Mrs May thanked him.", "Theresa May 2; Philip"},
};

Test(entities, persons) {
    for (size_t i = 0; i < sizeof PERSONS / sizeof *PERSONS; i++)
        cr_expect_str_eq(listed(annotate(PERSONS[i].text), NEWSMARK_PERSON), PERSONS[i].persons, "%s\n  are: %s", PERSONS[i].text,
                         listed(newsmark_result(document), NEWSMARK_PERSON));
}

static const struct {
    const char *text, *name, *given, *family;
} PARTS[] = {
    {"Fumio Kishida left on Monday.", "Fumio Kishida", "Fumio", "Kishida"},
    {"Xi Jinping left on Monday.", "Xi Jinping", "Jinping", "Xi"},
    {"Park Geun-hye left on Monday.", "Park Geun-hye", "Geun-hye", "Park"},
    {"Nguyen Phu Trong left on Monday.", "Nguyen Phu Trong", "Phu Trong", "Nguyen"},
    {"Mohammed bin Salman left on Monday.", "Mohammed bin Salman", "Mohammed", "bin Salman"},
    {"Ursula von der Leyen left on Monday.", "Ursula von der Leyen", "Ursula", "von der Leyen"},
    {"George W. Bush left on Monday.", "George W. Bush", "George W.", "Bush"},
    {"Robert F. Kennedy Jr. left on Monday.", "Robert F. Kennedy Jr.", "Robert F.", "Kennedy"},
    {"Robert Kennedy, Jr., left on Monday.", "Robert Kennedy, Jr.", "Robert", "Kennedy"},
    {"Al Gore left on Monday.", "Al Gore", "Al", "Gore"},
    {"Ben Carver left on Monday.", "Ben Carver", "Ben", "Carver"},
    {"Mr. Kishida left on Monday. Kishida returned.", "Kishida", "", "Kishida"},
    {"ANGELA MERKEL LEAVES BERLIN AFTER SIXTEEN YEARS", "Angela Merkel", "Angela", "Merkel"},
};

static bool equal(NewsmarkString a, const char *text) {
    return a.length == strlen(text) && memcmp(a.bytes, text, a.length) == 0;
}

Test(entities, parts) {
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
        const NewsmarkResult *result = annotate(PARTS[i].text);
        cr_expect(result->n_entities > 0 && result->entities[0].type == NEWSMARK_PERSON, "%s", PARTS[i].text);
        if (!result->n_entities) continue;
        const NewsmarkEntity *e = &result->entities[0];
        cr_expect(equal(e->name, PARTS[i].name), "%s: name %.*s", PARTS[i].text, (int)e->name.length, e->name.bytes);
        cr_expect(equal(e->given, PARTS[i].given), "%s: given %.*s", PARTS[i].text, (int)e->given.length, e->given.bytes);
        cr_expect(equal(e->family, PARTS[i].family), "%s: family %.*s", PARTS[i].text, (int)e->family.length, e->family.bytes);
    }
}

static const struct {
    const char *text;
    NewsmarkType type;
    const char *entities;
} OTHERS[] = {
    {"The World Health Organization (WHO) met on Monday. The WHO gave no figures.", NEWSMARK_ORGANIZATION, "World Health Organization 3"},
    {"NATO ministers met in Brussels. The North Atlantic Treaty Organization has 32 members.", NEWSMARK_ORGANIZATION,
     "North Atlantic Treaty Organization 2"},
    {"She teaches at Keio University in Tokyo. Keio University opened in 1858.", NEWSMARK_ORGANIZATION, "Keio University 2"},
    {"Japan sent a ship. Japanese sailors were on board, and Japan's minister waved.", NEWSMARK_COUNTRY, "Japan 3"},
    {"British troops left. The United Kingdom had promised it, and Britain kept its word.", NEWSMARK_COUNTRY, "United Kingdom 3"},
};

Test(entities, others) {
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
        cr_expect_str_eq(listed(annotate(OTHERS[i].text), OTHERS[i].type), OTHERS[i].entities, "%s\n  are: %s", OTHERS[i].text,
                         listed(newsmark_result(document), OTHERS[i].type));
}

Test(entities, order_and_numbers) {
    const NewsmarkResult *result =
        annotate("Kishida visits India\n\nFumio Kishida arrived in New Delhi on Saturday for two days of talks. Narendra Modi met him at the "
                 "airport. Kishida said that he was glad. Reporters saw Anthony Albanese on the same day in another hall.");
    cr_assert(result->n_entities >= 3);
    cr_expect(equal(result->entities[0].name, "Fumio Kishida"));
    for (size_t i = 1; i < result->n_entities; i++) {
        const NewsmarkEntity *a = &result->entities[i - 1], *b = &result->entities[i];
        cr_expect(a->salience > b->salience || (a->salience == b->salience && a->first < b->first));
    }
    for (size_t i = 0; i < result->n_entities; i++) {
        uint32_t mentions = 0, first = UINT32_MAX;
        for (uint32_t m = 0; m < result->n_mentions; m++) {
            if (result->mentions[m].entity != i) continue;
            cr_expect_eq(result->mentions[m].type, result->entities[i].type);
            if (!mentions++) first = m;
        }
        cr_expect_eq(result->entities[i].mentions, mentions);
        cr_expect_eq(result->entities[i].first, first);
    }
    for (size_t m = 0; m < result->n_mentions; m++) cr_expect(result->mentions[m].entity < result->n_entities);
}

Test(entities, byline_has_none) {
    const NewsmarkResult *result = annotate(
        "Harbour town opens school for pilots\n\nBy Rieko Hall\n\nShip's pilots will train together, said Marek Wysocki on Tuesday. Wysocki is "
        "harbour master of the town, and he has waited for years.");
    cr_expect_str_eq(listed(result, NEWSMARK_PERSON), "Marek Wysocki 2");
    for (size_t m = 0; m < result->n_mentions; m++)
        if (result->mentions[m].zone == NEWSMARK_ZONE_BYLINE) cr_expect_eq(result->mentions[m].entity, NEWSMARK_NO_ENTITY);
}

/* Twice the text takes about twice the work: many persons of one surname must not be compared with each other. */
Test(entities, many_namesakes) {
    enum { PEOPLE = 20000, ROOM = 80 };
    char *text = malloc((size_t)PEOPLE * ROOM);
    cr_assert(text != NULL);
    size_t length = 0;
    for (int i = 0; i < PEOPLE; i++) {
        const char a = (char)('a' + i % 26), b = (char)('a' + i / 26 % 26), c = (char)('a' + i / 676 % 26);
        length += (size_t)sprintf(text + length, "Then Mr J%ca%co%cen Smith met the other Smith, and they were glad. ", a, b, c);
    }
    cr_assert(newsmark_annotate(document, text, length, NULL) == NEWSMARK_OK);
    cr_expect(newsmark_result(document)->n_entities > PEOPLE / 2);
    free(text);
}
