/* The affinity mask says what taskset, containers and job runners leave to us; the number of processors of the machine does not. */
#include "cli/jobs.h"

#include <sched.h>
#include <unistd.h>

unsigned nmk_processors(void) {
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) return (unsigned)CPU_COUNT(&allowed);
    const long online = sysconf(_SC_NPROCESSORS_ONLN); /* more processors than the mask has bits */
    return online > 0 ? (unsigned)online : 1;
}
