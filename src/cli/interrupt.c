/* The one variable of the program that changes: a signal handler has no other place to write to. */
#include "cli/interrupt.h"

#include <stddef.h>

static volatile sig_atomic_t caught;

static void remember(int signal) {
    caught = signal;
}

const volatile sig_atomic_t *nmk_interrupts(void) {
    struct sigaction action = {.sa_handler = remember, .sa_flags = (int)SA_RESETHAND}; /* reading is interrupted, not restarted */
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    return &caught;
}
