/* The sample article as a string, read from the source tree. */
#ifndef NEWSMARK_TESTS_SAMPLE_H
#define NEWSMARK_TESTS_SAMPLE_H

#include <stdio.h>
#include <stdlib.h>

static inline char *sample_read(size_t *length) {
    FILE *file = fopen(NEWSMARK_SAMPLE, "rb");
    enum { MOST = 1 << 16 };
    char *text = malloc(MOST);
    *length = file && text ? fread(text, 1, MOST, file) : 0;
    if (*length == 0) {
        fprintf(stderr, "cannot read %s\n", NEWSMARK_SAMPLE);
        exit(1);
    }
    fclose(file);
    return text;
}

#endif
