/* Names of parts, and faults in words. */
#include "cli/parts.h"

#include <stdio.h>

#include "cli/cli.h"
#include "io/record_writer.h"

typedef struct PartName {
    const char *name;
    NmkPart part;
} PartName;

static const PartName NAMES[] = {
    {"people", NMK_PART_PEOPLE}, {"organizations", NMK_PART_ORGANIZATIONS}, {"places", NMK_PART_PLACES}, {"countries", NMK_PART_COUNTRIES},
    {"topics", NMK_PART_TOPICS},
};
enum { N_NAMES = sizeof NAMES / sizeof *NAMES };

bool nmk_parts_read(const char *list, unsigned *parts) {
    *parts = 0;
    for (const char *at = list;; at++) {
        NmkSlice name = nmk_slice(at, strcspn(at, ","));
        size_t i = 0;
        while (i < N_NAMES && !nmk_slice_is(name, NAMES[i].name)) i++;
        if (i == N_NAMES) return false;
        *parts |= NAMES[i].part;
        at += name.length;
        if (!*at) return true;
    }
}

void nmk_fault_words(const NmkInput *input, char text[1024]) {
    enum { ROOM = 1024 };
    const NmkFault *fault = &input->fault;
    const char *file = input->file ? input->file : "standard input";
    const int length = (int)fault->message.length;
    if (strcmp(fault->code, "unreadable") == 0)
        snprintf(text, ROOM, "%.*s", length, fault->message.bytes);
    else if (input->line)
        snprintf(text, ROOM, "%s:%llu: %.*s", file, (unsigned long long)input->line, length, fault->message.bytes);
    else
        snprintf(text, ROOM, "%s: %.*s", file, length, fault->message.bytes);
}

void nmk_fault_message(const NmkInput *input) {
    char text[1024];
    nmk_fault_words(input, text);
    nmk_message("%s", text);
}
