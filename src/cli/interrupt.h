/* Ctrl-C and a polite kill: the record at hand is finished and what is ready is written. A second one ends the program at once. */
#ifndef NEWSMARK_CLI_INTERRUPT_H
#define NEWSMARK_CLI_INTERRUPT_H

#include <signal.h>

/* From now on SIGINT and SIGTERM set the number that is returned to theirs; it is 0 until then. */
const volatile sig_atomic_t *nmk_interrupts(void);

#endif
