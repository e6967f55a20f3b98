/* From bytes to a view: header, section table, checksum, then the verifiers of the section groups. */
#include "model/image.h"

#include <string.h>

#include "base/file.h"
#include "model/model.h"

/* Bytes of a row by section kind. */
static const uint32_t ELEMENTS[] = {
#define X(name, field, row) sizeof(row),
    NMK_IMAGE_SECTIONS(X)
#undef X
};

static const size_t CHECKED_FROM = offsetof(NmkImageHeader, checksum) + sizeof(uint64_t);

static NewsmarkStatus corrupt(NewsmarkError *error, const char *what) {
    return nmk_fail(error, NEWSMARK_ERROR_CORRUPT, "the image is damaged: %s", what);
}

static NewsmarkStatus check_header(const NmkImageHeader *header, size_t size, NewsmarkError *error) {
    if (size < sizeof *header) return corrupt(error, "shorter than its header");
    if (memcmp(header->magic, NMK_IMAGE_MAGIC, sizeof header->magic)) return corrupt(error, "not a newsmark image");
    if (header->byte_order != 0x01020304) return nmk_fail(error, NEWSMARK_ERROR_VERSION, "the image was made on a machine of other byte order");
    if (header->version != NMK_IMAGE_VERSION)
        return nmk_fail(error, NEWSMARK_ERROR_VERSION, "the image has version %u, this program reads version %d", (unsigned)header->version,
                        NMK_IMAGE_VERSION);
    if (header->size != size) return corrupt(error, "its size differs from what its header says");
    if (header->n_sections != NMK_SECTION_COUNT || memchr(header->digest, '\0', sizeof header->digest) != header->digest + 16)
        return corrupt(error, "malformed header");
    return NEWSMARK_OK;
}

/* Every kind once, in order, each aligned and behind the one before. */
static NewsmarkStatus check_table(const NmkImageSection *table, size_t size, NewsmarkError *error) {
    uint64_t end = sizeof(NmkImageHeader) + NMK_SECTION_COUNT * sizeof *table;
    if (size < end) return corrupt(error, "shorter than its section table");
    for (uint32_t i = 0; i < NMK_SECTION_COUNT; i++) {
        const NmkImageSection *section = &table[i];
        if (section->kind != i || section->element != ELEMENTS[i]) return corrupt(error, "malformed section table");
        if (section->offset % NMK_IMAGE_ALIGN || section->offset < end || section->offset > size || section->count > UINT32_MAX)
            return corrupt(error, "malformed section table");
        if (section->count > (size - section->offset) / section->element) return corrupt(error, "a section leaves the image");
        end = section->offset + section->count * section->element;
    }
    return NEWSMARK_OK;
}

NewsmarkStatus nmk_view_of(const void *image, size_t size, NmkModelView *view, NewsmarkError *error) {
    const NmkImageHeader *header = image;
    if ((uintptr_t)image % NMK_IMAGE_ALIGN) return nmk_fail(error, NEWSMARK_ERROR_ARGUMENT, "the image is not aligned to %d bytes", NMK_IMAGE_ALIGN);
    NewsmarkStatus status = check_header(header, size, error);
    if (status != NEWSMARK_OK) return status;
    const NmkImageSection *table = (const NmkImageSection *)(header + 1);
    status = check_table(table, size, error);
    if (status != NEWSMARK_OK) return status;
    *view = (NmkModelView){.header = header};
    const char *bytes = image;
#define X(name, field, row)                                                                                                                          \
    view->field = (const row *)(const void *)(bytes + table[NMK_SECTION_##name].offset);                                                             \
    view->count[NMK_SECTION_##name] = (uint32_t)table[NMK_SECTION_##name].count;
    NMK_IMAGE_SECTIONS(X)
#undef X
    return NEWSMARK_OK;
}

NewsmarkStatus nmk_view_verified(const void *image, size_t size, NmkModelView *view, NewsmarkError *error) {
    /* Words come first: they see to it that no table that others divide by is empty. */
    static const struct {
        bool (*valid)(const NmkModelView *model);
        const char *what;
    } GROUPS[] = {{nmk_words_valid, "words"},       {nmk_phrases_valid, "phrases"}, {nmk_gazetteer_valid, "gazetteer"},
                  {nmk_evidence_valid, "evidence"}, {nmk_rules_valid, "rules"},     {nmk_topics_valid, "topics"}};
    NmkModelView found;
    NewsmarkStatus status = nmk_view_of(image, size, &found, error);
    if (status != NEWSMARK_OK) return status;
    if (nmk_checksum((const char *)image + CHECKED_FROM, size - CHECKED_FROM) != found.header->checksum)
        return corrupt(error, "its checksum does not match");
    for (size_t i = 0; i < sizeof GROUPS / sizeof *GROUPS; i++)
        if (!GROUPS[i].valid(&found)) return corrupt(error, GROUPS[i].what);
    *view = found;
    return NEWSMARK_OK;
}
