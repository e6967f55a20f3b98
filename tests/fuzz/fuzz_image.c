/* Damaged images. With an even first byte the rest are changes to a good small image, six bytes each: section, row (two bytes), byte of
 * the row, how, value; with an odd one the rest is the image itself. The checksum is made right, so that the verifiers have to find what is
 * wrong; an image that passes them must be usable without harm. */
#include "knowledge.h"

#include <stddef.h>

#include "model/image.h"

enum { MOST_CHANGES = 64 };

/* A change of up to four bytes, and what stood there. */
typedef struct Change {
    size_t at;
    char old[4];
} Change;

static const NmkImageHeader *good;
static size_t good_size;
static char *copy; /* of the good image; changed and changed back */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

static char *aligned(size_t size) {
    char *bytes = aligned_alloc(NMK_IMAGE_ALIGN, (size + NMK_IMAGE_ALIGN) / NMK_IMAGE_ALIGN * NMK_IMAGE_ALIGN);
    if (!bytes) abort();
    return bytes;
}

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc, (void)argv;
    void *image;
    good_size = small_image(&image);
    good = image;
    copy = aligned(good_size);
    memcpy(copy, image, good_size);
    return 0;
}

/* Where a change goes: below 240 into a row of a section, else into header and section table. The image's size where there is no row. */
static size_t place(const uint8_t *c) {
    const NmkImageSection *sections = (const NmkImageSection *)(good + 1);
    const size_t row = (size_t)c[1] | (size_t)c[2] << 8;
    if (c[0] >= 240) return (row * 256 + c[3]) % (sizeof *good + good->n_sections * sizeof *sections);
    const NmkImageSection *section = &sections[c[0] % good->n_sections];
    return section->count ? section->offset + row % section->count * section->element + c[3] % section->element : good_size;
}

static Change change(char *image, const uint8_t *c) {
    Change made = {.at = place(c)};
    if (made.at > good_size - 4) made.at = good_size - 4;
    memcpy(made.old, image + made.at, 4);
    switch (c[4] % 4) {
    case 0: image[made.at] = (char)c[5]; break;
    case 1: image[made.at] = (char)(image[made.at] + (signed char)c[5]); break;
    case 2: image[made.at] = (char)(image[made.at] ^ (1 << c[5] % 8)); break;
    default: memset(image + made.at, c[5] & 1 ? 0xFF : 0, 4);
    }
    return made;
}

static void use(char *image, size_t size) {
    const size_t from = offsetof(NmkImageHeader, checksum) + 8;
    if (size >= sizeof(NmkImageHeader)) ((NmkImageHeader *)(void *)image)->checksum = nmk_checksum(image + from, size - from);
    NewsmarkModel *model;
    NewsmarkError error;
    if (newsmark_model_open_memory(image, size, &model, &error) != NEWSMARK_OK) return;
    NewsmarkDocument *document;
    if (newsmark_document_new(model, &document) != NEWSMARK_OK) abort();
    annotate_all(document, MEETING_TEXT, sizeof MEETING_TEXT - 1, NULL, false);
    newsmark_document_free(document);
    newsmark_model_free(model);
}

static void use_raw(const uint8_t *data, size_t size) {
    char *image = aligned(size);
    memcpy(image, data, size);
    use(image, size);
    free(image);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0) return 0;
    if (data[0] & 1) {
        use_raw(data + 1, size - 1);
        return 0;
    }
    Change changes[MOST_CHANGES];
    size_t n = 0;
    for (size_t at = 1; at + 6 <= size && n < MOST_CHANGES; at += 6) changes[n++] = change(copy, data + at);
    use(copy, good_size);
    while (n--) memcpy(copy + changes[n].at, changes[n].old, 4);
    return 0;
}
