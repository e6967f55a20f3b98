/* Damaged images. With an even first byte the rest are changes to a good small image, six bytes each: section, row (two bytes), byte of
 * the row, how, value; with an odd one the rest is the image itself. The checksum is made right, so that the verifiers have to find what is
 * wrong; an image that passes them must be usable without harm. */
#include "knowledge.h"

#include <stddef.h>

#include "model/image.h"

static char *good;
static size_t good_size;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc, (void)argv;
    void *image;
    good_size = small_image(&image);
    good = image;
    return 0;
}

static char *aligned(size_t size) {
    char *bytes = aligned_alloc(NMK_IMAGE_ALIGN, (size + NMK_IMAGE_ALIGN) / NMK_IMAGE_ALIGN * NMK_IMAGE_ALIGN);
    if (!bytes) abort();
    return bytes;
}

/* Changes below 60 go to a section, others to header and section table. */
static void change(char *image, size_t size, const uint8_t *c) {
    const NmkImageHeader *header = (const NmkImageHeader *)(void *)good;
    const NmkImageSection *sections = (const NmkImageSection *)(const void *)(good + sizeof *header);
    const size_t row = (size_t)c[1] | (size_t)c[2] << 8;
    size_t at = (row * 256 + c[3]) % (sizeof *header + header->n_sections * sizeof *sections);
    if (c[0] < 240) {
        const NmkImageSection *section = &sections[c[0] % header->n_sections];
        if (section->count == 0) return;
        at = section->offset + row % section->count * section->element + c[3] % section->element;
    }
    if (at >= size) return;
    switch (c[4] % 4) {
    case 0: image[at] = (char)c[5]; break;
    case 1: image[at] = (char)(image[at] + (signed char)c[5]); break;
    case 2: image[at] = (char)(image[at] ^ (1 << c[5] % 8)); break;
    default: memset(image + at, c[5] & 1 ? 0xFF : 0, at + 4 <= size ? 4 : 1);
    }
}

static void use(const char *image, size_t size) {
    NewsmarkModel *model;
    NewsmarkError error;
    if (newsmark_model_open_memory(image, size, &model, &error) != NEWSMARK_OK) return;
    NewsmarkDocument *document;
    if (newsmark_document_new(model, &document) != NEWSMARK_OK) abort();
    annotate_all(document, MEETING_TEXT, sizeof MEETING_TEXT - 1, NULL, false);
    newsmark_document_free(document);
    newsmark_model_free(model);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0) return 0;
    const bool raw = data[0] & 1;
    const size_t image_size = raw ? size - 1 : good_size;
    char *image = aligned(image_size);
    memcpy(image, raw ? (const char *)data + 1 : good, image_size);
    for (size_t at = 1; !raw && at + 6 <= size && at < 6 * 64; at += 6) change(image, image_size, data + at);
    const size_t from = offsetof(NmkImageHeader, checksum) + 8;
    if (image_size >= sizeof(NmkImageHeader)) {
        const uint64_t checksum = nmk_checksum(image + from, image_size - from);
        memcpy(image + offsetof(NmkImageHeader, checksum), &checksum, 8);
    }
    use(image, image_size);
    free(image);
    return 0;
}
