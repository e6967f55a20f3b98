/* Evidence of names: facts and what they weigh.
 *
 * A fact is a yes/no statement about a span of words with a weight for each of the five types in each of three passes. The fifteen
 * weights are one vector, so that one addition serves all passes. Facts are of three origins, in this order of numbers:
 *   built in     about the document, neighbours and pooled mentions (model/facts.h)
 *   rules        data/rules
 *   words        ROLE:ATTRIBUTE, for each role a word can have towards a span; and ROLE=SHAPE
 * The vectors of all attributes of a set in a role are summed when the image is built: a cell. CELLS holds a row of them, one a role, for
 * every set. */
#ifndef NEWSMARK_MODEL_EVIDENCE_H
#define NEWSMARK_MODEL_EVIDENCE_H

#include "model/image.h"
#include "model/traits.h"

enum { NMK_PASSES = 3, NMK_TYPES = 5 };

typedef struct NmkVector {
    int16_t weight[16]; /* [pass * 5 + type], tenths of a logit */
} NmkVector;

/* The place left over: the most by which one of the facts that make up the vector speaks for one type against another in the last pass. */
enum { NMK_LARGEST_MARGIN = 15 };

typedef struct NmkFactRow {
    uint32_t name;
    uint32_t source; /* nmk_source, 0 where built in */
} NmkFactRow;

#endif
