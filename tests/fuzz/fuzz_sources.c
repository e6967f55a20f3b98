/* Any bytes as a file of a user's data folder, read after the small shipped one. The first byte says which file. What compiles must make an
 * image that verifies and can be used; what does not must be refused with messages. */
#include "knowledge.h"

#include <sys/stat.h>
#include <unistd.h>

static const char *const FILES[] = {
    "rules/user.rules", "topics/user.topics", "topics/tree.tsv", "topics/forms.tsv", "weights.tsv", "lists/mr.txt", "lists/user.txt",
    "lexicon/words.tsv", "lexicon/given.tsv", "lexicon/surnames.tsv", "lexicon/suffixes.tsv", "lexicon/stopwords.tsv", "lexicon/countries.tsv",
    "lexicon/country_names.tsv", "lexicon/regions.tsv", "lexicon/cities.tsv", "lexicon/organizations.tsv", "lexicon/people.tsv", "lexicon/home_words.tsv",
};
enum { N_FILES = sizeof FILES / sizeof *FILES };

static char folder[300];

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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0) return 0;
    char path[400];
    snprintf(path, sizeof path, "%s/%s", folder, FILES[data[0] % N_FILES]);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(data + 1, 1, size - 1, file) != size - 1 || fclose(file) != 0) stop_if("cannot write the file");
    const char *const folders[] = {NEWSMARK_KNOWLEDGE, folder};
    void *image;
    const size_t image_size = compiled(folders, 2, &image);
    if (image_size) use(image, image_size);
    free(image);
    remove(path);
    return 0;
}
