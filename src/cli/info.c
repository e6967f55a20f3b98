/* newsmark info: the version, and what the knowledge is made of. This is the one place of the command that knows the layout of images. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/profile.h"
#include "io/json_writer.h"
#include "io/output.h"
#include "model/embed.h"
#include "model/image.h"

enum { JSON, PROFILE, MODEL, N_OPTIONS };

static const NmkOption OPTIONS[N_OPTIONS] = {
    [JSON] = {"json", 0, NULL, "as JSON"},
    [PROFILE] = {"profile", 0, "FILE", "where the time goes on the records of FILE, by stage, and which rules\ncarried evidence"},
    [MODEL] = {"model", 'm', "FILE", "of the knowledge in FILE (newsmark build)"},
};

static const char *const NAMES[] = {
#define X(name, field, row) #field,
    NMK_IMAGE_SECTIONS(X)
#undef X
};

/* Sections whose rows are things a user knows. */
typedef struct Thing {
    NmkSectionKind section;
    const char *name;
} Thing;

static const Thing THINGS[] = {
    {NMK_SECTION_WORDS, "words"},
    {NMK_SECTION_ENTRIES, "phrases"},
    {NMK_SECTION_COUNTRIES, "countries"},
    {NMK_SECTION_REGIONS, "regions"},
    {NMK_SECTION_CITIES, "cities"},
    {NMK_SECTION_ORGANIZATIONS, "organizations"},
    {NMK_SECTION_PEOPLE, "known people"},
    {NMK_SECTION_TOPICS, "topics"},
    {NMK_SECTION_TERMS, "topic terms"},
    {NMK_SECTION_RULES, "rules"},
    {NMK_SECTION_FACTS, "facts with a weight"},
    {NMK_SECTION_FILES, "source files"},
};
enum { N_THINGS = sizeof THINGS / sizeof *THINGS };

static const NmkImageSection *sections_of(const void *image) {
    return (const NmkImageSection *)((const char *)image + sizeof(NmkImageHeader));
}

static bool put_text(const char *digest, const NmkImageHeader *header, const NmkImageSection *sections) {
    printf("newsmark %s\nknowledge %s, image format %u, %llu bytes\n", newsmark_version(), digest, header->version, (unsigned long long)header->size);
    for (size_t i = 0; i < N_THINGS; i++) printf("%12llu %s\n", (unsigned long long)sections[THINGS[i].section].count, THINGS[i].name);
    puts("sections of the image (bytes, rows):");
    for (uint32_t i = 0; i < header->n_sections && i < NMK_SECTION_COUNT; i++)
        printf("%12llu %10llu %s\n", (unsigned long long)sections[i].count * sections[i].element, (unsigned long long)sections[i].count, NAMES[i]);
    return true;
}

static bool put_json(const char *digest, const NmkImageHeader *header, const NmkImageSection *sections) {
    NmkBuffer b = {.bytes = NULL};
    nmk_put(&b, "{\"version\":");
    nmk_put_json_string(&b, nmk_slice_of(newsmark_version()));
    nmk_put(&b, ",\"digest\":");
    nmk_put_json_string(&b, nmk_slice_of(digest));
    nmk_put(&b, ",\"format\":");
    nmk_put_unsigned(&b, header->version);
    nmk_put(&b, ",\"bytes\":");
    nmk_put_unsigned(&b, header->size);
    nmk_put(&b, ",\"sections\":{");
    for (uint32_t i = 0; i < header->n_sections && i < NMK_SECTION_COUNT; i++) {
        if (i) nmk_put(&b, ",");
        nmk_put_key(&b, NAMES[i]);
        nmk_put(&b, "{\"rows\":");
        nmk_put_unsigned(&b, sections[i].count);
        nmk_put(&b, ",\"bytes\":");
        nmk_put_unsigned(&b, sections[i].count * sections[i].element);
        nmk_put(&b, "}");
    }
    nmk_put(&b, "}}\n");
    const bool whole = !b.failed;
    if (whole) fwrite(b.bytes, 1, b.length, stdout);
    nmk_buffer_free(&b);
    return whole;
}

/* The image was verified by opening a model of it. */
static NmkExit show(const NmkCommandLine *line, const char *digest, const void *image) {
    const NmkImageHeader *header = image;
    const bool whole = (nmk_given(line, JSON) ? put_json : put_text)(digest, header, sections_of(image));
    return whole ? NMK_EXIT_OK : nmk_out_of_memory();
}

static NmkExit show_file(const NmkCommandLine *line, const char *digest) {
    NmkArena arena;
    NmkSlice image;
    NewsmarkError error = {.message = ""};
    nmk_arena_init(&arena, NULL);
    NewsmarkStatus status = nmk_file_read(line->values[MODEL], &arena, &image, &error);
    if (status != NEWSMARK_OK) nmk_message("%s", error.message);
    const NmkExit code = status == NEWSMARK_OK ? show(line, digest, image.bytes) : nmk_exit_of(status);
    nmk_arena_free(&arena);
    return code;
}

static int run(const NmkCommandLine *line) {
    NewsmarkModel *model;
    NewsmarkDocument *document;
    NmkExit code = nmk_open_engine(line->values[MODEL], &model, &document);
    if (code != NMK_EXIT_OK) return (int)code;
    const char *digest = newsmark_model_digest(model);
    if (nmk_given(line, PROFILE)) code = nmk_show_profile(line->values[PROFILE], document, nmk_given(line, JSON));
    else code = nmk_given(line, MODEL) ? show_file(line, digest) : show(line, digest, nmk_embedded_image);
    newsmark_document_free(document);
    newsmark_model_free(model);
    return (int)code;
}

const NmkCommand nmk_info = {
    .name = "info",
    .summary = "the version, and what the knowledge is made of",
    .operands = "",
    .text = "Shows the version of the program and of its knowledge, and how much of each kind there is.\n\n"
            "  newsmark info --profile=news.ndjson     what each stage costs on your records\n",
    .options = OPTIONS,
    .n_options = N_OPTIONS,
    .run = run,
};
