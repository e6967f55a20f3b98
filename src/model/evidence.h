/* Evidence of names: facts and what they weigh.
 *
 * A fact is a yes/no statement about a span of words with a weight for each of the five types in each of three passes. The fifteen
 * weights are one vector, so that one addition serves all passes. Facts are of three origins, in this order of numbers:
 *   built in     about the document, neighbours and pooled mentions (model/facts.h)
 *   rules        data/rules
 *   words        ROLE:ATTRIBUTE, for each role a word can have towards a span; and ROLE=SHAPE
 * The vectors of all attributes of a set in a role are summed when the image is built: a cell; those of built-in facts that come together: a bundle.
 * VECTORS holds them all, in the order of model/facts.h. */
#ifndef NEWSMARK_MODEL_EVIDENCE_H
#define NEWSMARK_MODEL_EVIDENCE_H

#include "model/image.h"
#include "model/traits.h"

enum { NMK_PASSES = 3, NMK_TYPES = 5 };

typedef struct NmkVector {
    int16_t weight[16]; /* [pass * 5 + type], tenths of a logit */
} NmkVector;

/* The place left over: for each type but the last, by how much one of the facts that make up the vector speaks for it in the last pass at most, against
 * any other type: four bits a type, a step of them NMK_REACH_STEP tenths of a logit. */
enum { NMK_REACH = 15, NMK_REACH_STEP = 4, NMK_REACH_MAX = 15 };

static inline uint32_t nmk_reach_of(int32_t margin) {
    const int32_t steps = margin / NMK_REACH_STEP;
    return steps < 0 ? 0 : steps > NMK_REACH_MAX ? NMK_REACH_MAX : (uint32_t)steps;
}
static inline uint32_t nmk_reach(const NmkVector *vector, uint32_t type) { return (uint32_t)(uint16_t)vector->weight[NMK_REACH] >> 4 * type & 15; }

/* Of a bundle: the fact that speaks most for a type against each other type in the last pass; of equals the one with the lowest number. */
typedef struct NmkBundleBests {
    uint32_t fact[NMK_TYPES - 1][NMK_TYPES]; /* [type][rival]; anything where both are the same */
} NmkBundleBests;

typedef struct NmkFactRow {
    uint32_t name;
    uint32_t source; /* nmk_source, 0 where built in */
} NmkFactRow;

#endif
