/* The one control-flow macro of the project: returns a failed status to the caller. */
#ifndef NEWSMARK_BASE_STATUS_H
#define NEWSMARK_BASE_STATUS_H

#include "newsmark.h"

#define NEWSMARK_TRY(call)                              \
    do {                                                \
        NewsmarkStatus status_ = (call);                \
        if (status_ != NEWSMARK_OK) return status_;     \
    } while (0)

#endif
