/* Interning: numbers in order of first appearance, whatever the bytes; copies that outlive their originals. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "base/intern.h"

Test(intern, numbers) {
    static const struct {
        const char *bytes;
        size_t length;
        uint32_t number;
    } ROWS[] = {{"a", 1, 0}, {"b", 1, 1}, {"a", 1, 0}, {"", 0, 2}, {"a\0b", 3, 3}, {"a\0c", 3, 4}, {"a\0b", 3, 3}, {"", 0, 2}};
    NmkIntern *intern = nmk_intern_new();
    cr_expect_eq(nmk_intern_find(intern, nmk_slice("a", 1)), NMK_INTERN_NONE);
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        const NmkSlice text = nmk_slice(ROWS[i].bytes, ROWS[i].length);
        cr_expect_eq(nmk_intern(intern, text), ROWS[i].number, "row %zu", i);
        cr_expect_eq(nmk_intern_find(intern, text), ROWS[i].number, "row %zu", i);
        cr_expect(nmk_slice_equal(nmk_intern_text(intern, ROWS[i].number), text), "row %zu", i);
    }
    cr_expect_eq(nmk_intern_count(intern), 5);
    cr_expect_eq(nmk_intern_find(intern, nmk_slice("c", 1)), NMK_INTERN_NONE);
    nmk_intern_free(intern);
    nmk_intern_free(NULL);
}

Test(intern, many) {
    enum { COUNT = 50000 };
    NmkIntern *intern = nmk_intern_new();
    char text[16];
    for (uint32_t round = 0; round < 2; round++)
        for (uint32_t i = 0; i < COUNT; i++) {
            snprintf(text, sizeof text, "%u", (unsigned)(i * 7919u));
            cr_assert_eq(nmk_intern(intern, nmk_slice_of(text)), i);
        }
    cr_expect_eq(nmk_intern_count(intern), COUNT);
    const NmkSlice last = nmk_intern_text(intern, COUNT - 1);
    cr_expect(nmk_slice_is(last, text));
    cr_expect_eq(last.bytes[last.length], '\0');
    nmk_intern_free(intern);
}
