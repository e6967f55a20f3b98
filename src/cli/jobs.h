/* How many threads work. */
#ifndef NEWSMARK_CLI_JOBS_H
#define NEWSMARK_CLI_JOBS_H

#include <stdbool.h>

/* The processors this process may run on, at least 1. */
unsigned nmk_processors(void);

#endif
