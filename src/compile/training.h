/* Training: the evidence of every candidate of a gold text, for scripts/fit. One line a candidate:
 *     C first end run type facts...      (bytes; type 0-3, 4 for no name; o before the type where it is optional)
 * facts are numbers; nmk_training_names writes their names once. */
#ifndef NEWSMARK_COMPILE_TRAINING_H
#define NEWSMARK_COMPILE_TRAINING_H

#include "base/slice.h"

typedef struct NmkGoldSpan {
    uint32_t start, end; /* bytes */
    uint8_t type;        /* NewsmarkType, up to NEWSMARK_OTHER */
    uint8_t optional;
} NmkGoldSpan;

typedef void (*NmkWrite)(void *context, const char *bytes, size_t length);

/* Writes the candidates with their facts as they stand before the decision of a pass (1 to 3); of pass 4, the decided ones, with the decided type
 * in place of facts. */
NewsmarkStatus nmk_training_dump(const NewsmarkModel *model, NmkSlice text, const NmkGoldSpan *gold, size_t n_gold, uint32_t pass, NmkWrite write,
                                 void *context);

/* Writes "F number name" for every fact of the model. */
void nmk_training_names(const NewsmarkModel *model, NmkWrite write, void *context);

#endif
