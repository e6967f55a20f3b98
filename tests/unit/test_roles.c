/* Roles: what a text says a person is, where, and for whom; and what is known for the date of the document where the text says nothing. */
#include <criterion/criterion.h>
#include <string.h>

#include "shipped.h"

TestSuite(roles, .init = shipped_open, .fini = shipped_free);

static bool equal(NewsmarkString a, const char *text) {
    return a.length == strlen(text) && memcmp(a.bytes, text, a.length) == 0;
}

static const NewsmarkEntity *person(const NewsmarkResult *result, const char *name) {
    for (size_t i = 0; i < result->n_entities; i++)
        if (result->entities[i].type == NEWSMARK_PERSON && equal(result->entities[i].name, name)) return &result->entities[i];
    return NULL;
}

static const struct {
    const char *text, *date, *name, *role, *code, *affiliation;
} ROLES[] = {
    /* before the name */
    {"Japanese Prime Minister Fumio Kishida said on Monday that talks would go on.", "", "Fumio Kishida", "prime minister", "JP", ""},
    {"Former President George W. Bush read from his book.", "", "George W. Bush", "former president", "US", ""},
    {"The award went to economist Helen Whitcombe on Monday.", "", "Helen Whitcombe", "economist", "", ""},
    {"Gen. Mark Milley spoke to the senators on Tuesday.", "", "Mark Milley", "general", "US", ""},
    {"France's foreign minister Pierre Lasalle met reporters on Tuesday.", "", "Pierre Lasalle", "foreign minister", "FR", ""},
    {"Microsoft chief executive Satya Nadella opened the fair on Friday.", "", "Satya Nadella", "chief executive", "US", "Microsoft"},
    {"Prime Minister Sir Keir Starmer answered questions on Wednesday.", "", "Keir Starmer", "prime minister", "GB", ""},
    /* after the name */
    {"\"It is a threat,\" said Michito Tsuruoka, an associate professor of policy management at Keio University in Tokyo.", "", "Michito Tsuruoka",
     "associate professor", "", "Keio University"},
    {"Mary Achieng, a teacher, said that she had waited for years.", "", "Mary Achieng", "teacher", "", ""},
    {"Kang Dae-hyun, a South Korean historian, disagreed with all of them.", "", "Kang Dae-hyun", "historian", "KR", ""},
    {"Eyda Morales, Panama's vice minister of finance, insisted on it.", "", "Eyda Morales", "vice minister", "PA", ""},
    {"Paul Addison, who is chairman of the board, left early.", "", "Paul Addison", "chairman of the board", "", ""},
    {"Nouzha Lamrini, 61, a former mayor of the town, carried the banner.", "", "Nouzha Lamrini", "former mayor", "", ""},
    {"Jacques Poos, foreign minister of Luxembourg, was the last to leave.", "", "Jacques Poos", "foreign minister", "LU", ""},
    /* beside a comma */
    {"A spokesman for the company, Faisal Rahmani, confirmed the figures.", "", "Faisal Rahmani", "spokesman", "", ""},
    /* nationality alone */
    {"The race was won by Norway's Henrik Solberg on Sunday.", "", "Henrik Solberg", "", "NO", ""},
    /* no role: it is another person's */
    {"After a talk with Helen Whitcombe, President Emmanuel Macron flew home.", "", "Helen Whitcombe", "", "", ""},
    {"Helen Whitcombe, the president said, was a great teacher to him.", "", "Helen Whitcombe", "", "", ""},
    /* known for the date */
    {"Fumio Kishida arrived in London on Thursday.", "2022-05-05", "Fumio Kishida", "prime minister", "JP", ""},
    {"Fumio Kishida arrived in London on Thursday.", "2016-05-05", "Fumio Kishida", "foreign minister", "JP", ""},
    {"Fumio Kishida arrived in London on Thursday.", "2025-05-05", "Fumio Kishida", "", "JP", ""},
    {"Fumio Kishida arrived in London on Thursday.", "", "Fumio Kishida", "", "JP", ""},
};

Test(roles, stated_and_known) {
    for (size_t i = 0; i < sizeof ROLES / sizeof *ROLES; i++) {
        const NewsmarkFields fields = {.date = {ROLES[i].date, strlen(ROLES[i].date)}, .title = {"", 0}};
        cr_assert(newsmark_annotate(document, ROLES[i].text, strlen(ROLES[i].text), &fields) == NEWSMARK_OK);
        const NewsmarkEntity *e = person(newsmark_result(document), ROLES[i].name);
        cr_expect(e != NULL, "%s: no %s", ROLES[i].text, ROLES[i].name);
        if (!e) continue;
        cr_expect(equal(e->role, ROLES[i].role), "%s: role %.*s", ROLES[i].text, (int)e->role.length, e->role.bytes);
        cr_expect_str_eq(e->code, ROLES[i].code, "%s: code %s", ROLES[i].text, e->code);
        cr_expect(equal(e->affiliation, ROLES[i].affiliation), "%s: affiliation %.*s", ROLES[i].text, (int)e->affiliation.length,
                  e->affiliation.bytes);
    }
}
