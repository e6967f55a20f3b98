/* One mask of attributes a trait. */
#include "model/traits.h"

#include <stddef.h>

typedef struct Trait {
    uint16_t attributes[6];
    uint16_t count;
} Trait;

#define A(name) NMK_A_##name
#define LIST1(a) {A(a)}, 1
#define LIST2(a, b) {A(a), A(b)}, 2
#define LIST3(a, b, c) {A(a), A(b), A(c)}, 3
#define LIST4(a, b, c, d) {A(a), A(b), A(c), A(d)}, 4
#define LIST5(a, b, c, d, e) {A(a), A(b), A(c), A(d), A(e)}, 5
#define PICK(a, b, c, d, e, name, ...) name
#define LIST(...) PICK(__VA_ARGS__, LIST5, LIST4, LIST3, LIST2, LIST1, )(__VA_ARGS__)

static const Trait TRAITS[] = {
#define X(name, ...) {LIST(__VA_ARGS__)},
    NMK_TRAITS(X)
#undef X
};

_Static_assert(NMK_TRAIT_COUNT <= 64, "a trait is one bit of a word");

NmkTraits nmk_traits_of(const NmkSet *set) {
    NmkTraits traits = 0;
    for (size_t i = 0; i < NMK_TRAIT_COUNT; i++)
        for (uint16_t a = 0; a < TRAITS[i].count; a++)
            if (nmk_set_has(set, TRAITS[i].attributes[a])) traits |= (NmkTraits)1 << i;
    return traits;
}
