/* Any bytes as a file of a user's data folder, read after the small shipped one. The first byte says which file. Below 224 the file is read
 * from memory by the compilers of names, topics and rules, and no more, which is fast; from 224 on it is written to a folder that is
 * compiled whole: what compiles must make an image that verifies and can be used, what does not must be refused with messages. */
#include "knowledge.h"

#include <sys/stat.h>
#include <unistd.h>

#include "compile/rules.h"
#include "compile/topics.h"
#include "text/utf8.h"

static const char *const FILES[] = {
    "rules/user.rules", "topics/user.topics", "topics/tree.tsv", "topics/forms.tsv", "weights.tsv", "lists/mr.txt", "lists/user.txt",
    "lexicon/words.tsv", "lexicon/given.tsv", "lexicon/surnames.tsv", "lexicon/suffixes.tsv", "lexicon/stopwords.tsv", "lexicon/countries.tsv",
    "lexicon/country_names.tsv", "lexicon/regions.tsv", "lexicon/cities.tsv", "lexicon/organizations.tsv", "lexicon/people.tsv", "lexicon/home_words.tsv",
};
enum { N_FILES = sizeof FILES / sizeof *FILES, WHOLE = 224 };

static char folder[300];
static NmkSources shipped; /* the files of tests/fuzz/knowledge */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

static void remove_folder(void) {
    char path[400];
    static const char *const NAMES[] = {"rules", "topics", "lists", "lexicon"};
    for (size_t i = 0; i < 4; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, NAMES[i]);
        rmdir(path);
    }
    rmdir(folder);
}

static void read_shipped(void) {
    static NmkArena arena; /* the sources live as long as the program */
    nmk_arena_init(&arena, NULL);
    NmkDiagnostics diagnostics = {.arena = &arena};
    static const char *const folders[] = {NEWSMARK_KNOWLEDGE};
    NmkSources sources = {.count = 0};
    NewsmarkError error;
    static NmkBuilder *builder;
    builder = nmk_builder_new(&diagnostics);
    if (!builder || nmk_sources_read(builder, folders, 1, &sources, &error) != NEWSMARK_OK) stop_if("tests/fuzz/knowledge cannot be read");
    shipped = sources;
}

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc, (void)argv;
    const char *parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : P_tmpdir;
    snprintf(folder, sizeof folder, "%s/newsmark-fuzz-XXXXXX", parent);
    if (!mkdtemp(folder)) stop_if("no temporary folder");
    char path[400];
    static const char *const NAMES[] = {"rules", "topics", "lists", "lexicon"};
    for (size_t i = 0; i < 4; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, NAMES[i]);
        if (mkdir(path, 0777) != 0) stop_if("no temporary folder");
    }
    atexit(remove_folder);
    read_shipped();
    return 0;
}

static void use(const void *image, size_t size) {
    NewsmarkModel *model;
    NewsmarkDocument *document;
    NewsmarkError error;
    if (newsmark_model_open_memory(image, size, &model, &error) != NEWSMARK_OK) stop_if("a compiled image does not verify");
    if (newsmark_document_new(model, &document) != NEWSMARK_OK) abort();
    annotate_all(document, MEETING_TEXT, sizeof MEETING_TEXT - 1, NULL, true);
    newsmark_document_free(document);
    newsmark_model_free(model);
}

/* All that reads sources, but for the sums of weights and the writing of the image, which take most of the time. */
static void read_one(const char *path, NmkSlice text) {
    if (!nmk_utf8_valid(text)) return; /* such a file goes no further */
    NmkArena arena;
    nmk_arena_init(&arena, NULL);
    NmkDiagnostics diagnostics = {.arena = &arena};
    NmkBuilder *builder = nmk_builder_new(&diagnostics);
    NmkSources sources = {.at = nmk_arena_take(&arena, (shipped.count + 1) * sizeof *sources.at), .count = shipped.count + 1};
    if (!builder || !sources.at) abort();
    memcpy(sources.at, shipped.at, shipped.count * sizeof *sources.at);
    sources.at[shipped.count] = (NmkSourceFile){.path = nmk_slice_of(path), .text = text};
    for (uint32_t i = 0; i < sources.count; i++) sources.at[i].number = nmk_builder_file(builder, sources.at[i].path);
    nmk_compile_lists(builder, &sources);
    nmk_compile_lexicons(builder, &sources);
    nmk_compile_gazetteer(builder, &sources);
    if (nmk_compile_topics(builder, &sources) == NEWSMARK_OK) nmk_compile_rules(builder, &sources);
    char line[4096];
    for (uint32_t i = 0; i < diagnostics.count; i++) nmk_diagnostic_text(&diagnostics.at[i], line, sizeof line);
    nmk_builder_free(builder);
    nmk_arena_free(&arena);
}

static void compile_whole(const char *name, NmkSlice text) {
    char path[400];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(text.bytes, 1, text.length, file) != text.length || fclose(file) != 0) stop_if("cannot write the file");
    const char *const folders[] = {NEWSMARK_KNOWLEDGE, folder};
    void *image;
    const size_t image_size = compiled(folders, 2, &image);
    if (image_size) use(image, image_size);
    free(image);
    remove(path);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0) return 0;
    const NmkSlice text = nmk_slice((const char *)data + 1, size - 1);
    if (data[0] < WHOLE)
        read_one(FILES[data[0] % N_FILES], text);
    else
        compile_whole(FILES[(data[0] - WHOLE) % N_FILES], text);
    return 0;
}
