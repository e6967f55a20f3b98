/* Blocks: where they begin and end, and which of them somebody broke for their width. */
#include <criterion/criterion.h>

#include "io/blocks.h"

#define PROSE "A ferry with two hundred people on board sank in a storm between\n" \
              "two islands of the Philippines, the coast guard said on Monday. The\n" \
              "search for survivors began at dawn.\n"

static NmkBlock block_of(const char *text, size_t from) {
    return nmk_block_at(nmk_slice_of(text), from);
}

Test(blocks, which_are_wrapped) {
    static const struct {
        const char *name, *text;
        bool wrapped;
    } ROWS[] = {
        {"prose", PROSE, true},
        {"prose with an indent", "   " PROSE, true},
        {"prose with CRLF", "A ferry with two hundred people on board sank in a storm between\r\ntwo islands of the Philippines, the coast guard said.\r\n", true},
        {"names at the starts of all lines",
         "Bonn and London reacted with caution. West Germany's Chancellor Helmut\nKohl asked for time to study the offer, while British Prime Minister\n"
         "Margaret Thatcher, who visited Moscow in March, has warned against a\nEurope without nuclear weapons.\n", true},
        {"one line", "A ferry with two hundred people on board sank in a storm between two islands.\n", false},
        {"short lines", "The sea was calm,\nand all went well,\nuntil the evening bell\n", false},
        {"lines that end early", "The ferry sank in a storm between two islands of the Philippines.\nnobody was hurt.\nthe search began.\n"
                                 "the coast guard said so.\nfour boats went out.\n", false},
        {"long lines", "A ferry with two hundred people on board sank in a storm between two islands of the Philippines, the coast guard said on Monday.\n"
                       "the search for survivors began at dawn.\n", false},
        {"a list", "- a ferry with two hundred people on board sank in a storm between\n- two islands of the Philippines, the coast guard said on Monday. The\n", false},
        {"a table", "  Ferries    12   the coast guard counted them all on\n  Boats     140   the days of that week, and once more\n", false},
        {"characters, not bytes", "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 e\n\xC3\xA9\xC3\xA9 e\ne e\n", false},
        {"nothing", "", false},
        {"blank lines", " \n\t\r\n\n", false},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        cr_expect_eq(block_of(ROWS[i].text, 0).wrapped, ROWS[i].wrapped, "%s", ROWS[i].name);
}

Test(blocks, where_they_are) {
    const char *text = "\n \none\ntwo\n\nthree\n  four\n  five\nsix";
    NmkBlock block = block_of(text, 0);
    cr_expect_eq(block.start, 3);
    cr_expect_eq(block.end, 11);
    block = block_of(text, block.end);
    cr_expect_eq(block.start, 12);
    cr_expect_eq(block.end, 18);
    block = block_of(text, block.end);
    cr_expect_eq(block.start, 18, "an indented line behind one that is not begins a block");
    cr_expect_eq(block.end, strlen(text));
    cr_expect_eq(block_of(text, block.end).start, strlen(text));
    cr_expect_eq(block_of("a\n\n ", 2).start, 4, "the end of the text where there is no block");
}
