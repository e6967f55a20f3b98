/* Images: made twice they are the same bytes; opened they give back what the data says; damaged they are refused, or, where the
 * damage passes every check, can be used without harm. */
#define _XOPEN_SOURCE 700
#include <stddef.h>

#include "base/hash.h"
#include "compile/compile.h"
#include "folder.h"
#include "model/model.h"

enum { CHECKED_FROM = offsetof(NmkImageHeader, checksum) + 8 };

static const struct {
    const char *name, *text;
} DATA[] = {
    {"lists/mr.txt", "mr|mr.\nmrs\nyour excellency\n"},
    {"lexicon/words.tsv", "the\t10\nhouse\t10\n"},
    {"lexicon/given.tsv", "José\t3\tm\nMaria\t2\tf\n"},
    {"lexicon/surnames.tsv", "Silva\t2\n"},
    {"lexicon/suffixes.tsv", "ing\ting\t6\nsky\tslavic_surname\t6\n"},
    {"lexicon/stopwords.tsv", "en\tthe\nde\tder\n"},
    {"lexicon/countries.tsv", "JP\tJPN\t392\tJapan\tState of Japan\tAsia\tTokyo\tJA\t-\t-\t-\n"
                              "RU\tRUS\t643\tRussia\tRussian Federation\tEurope\tMoscow\tRS\t-\t-\t-\n"
                              "SU\tSUN\t810\tSoviet Union\tUnion of Soviet Socialist Republics\tEurope\tMoscow\tUR\t1922\t1991\tRU\n"},
    {"lexicon/country_names.tsv", "JP\tJapanese\tadjective\nRU\tKremlin\tseat\nRU\tSiberia\tregion\n"},
    {"lexicon/regions.tsv", "JP\tHokkaido\t01\tstate\n"},
    {"lexicon/cities.tsv", "10\tTokyo\tJP\t13\t8336599\t35.6895\t139.6917\tcapital\tEdo|Tōkyō\n20\tTokyo\tRU\t-\t900\t-1.5\t2\t-\t-\n"},
    {"lexicon/organizations.tsv", "Toyota\tcompany\tJP\tToyota Motor\n"},
    {"lexicon/people.tsv", "Fumio Kishida\t-\tJP\tprime minister @ 2021-10-04..2024-10; author\n"},
    {"lexicon/home_words.tsv", "JP\tyen\t2\n"},
    {"topics/tree.tsv", "01000000\ta\t-\ta\n02000000\tb\t-\tb\n03000000\tc\t-\tc\n04000000\td\t-\td\n05000000\te\t-\te\n06000000\tf\t-\tf\n"
                        "07000000\tg\t-\tg\n08000000\th\t-\th\n09000000\ti\t-\ti\n10000000\tj\t-\tj\n11000000\tk\t-\tk\n12000000\tl\t-\tl\n"
                        "13000000\tm\t-\tm\n14000000\tn\t-\tn\n15000000\to\t-\to\n16000000\tp\t-\tp\n17000000\tq\t-\tq\n-\tspace\tm\tspace\n"},
    {"topics/a.topics", "topic space\nthreshold 105\nfrom a 2/16\nstrong: comet | rocket launch\nweak: house\ntopic a\nmedium: comet\nblock: house\n"},
};

static NewsmarkStatus compile(void **image, size_t *size) {
    const Folder folder = folder_new();
    for (size_t i = 0; i < sizeof DATA / sizeof *DATA; i++) folder_write(&folder, DATA[i].name, DATA[i].text);
    NmkArena arena;
    nmk_arena_init(&arena, NULL);
    NmkDiagnostics diagnostics = {.arena = &arena};
    const char *path = folder.path;
    NewsmarkError error = {0};
    NewsmarkStatus status = nmk_compile(&path, 1, NULL, &diagnostics, image, size, &error);
    cr_expect_eq(diagnostics.count, 0);
    cr_expect_eq(status, NEWSMARK_OK, "%s", error.message);
    nmk_arena_free(&arena);
    folder_remove(&folder);
    return status;
}

/* a copy of the same alignment, of just that size */
static char *copy_of(const void *image, size_t size) {
    char *copy = aligned_alloc(NMK_IMAGE_ALIGN, (size + NMK_IMAGE_ALIGN - 1) / NMK_IMAGE_ALIGN * NMK_IMAGE_ALIGN);
    cr_assert(copy != NULL);
    memcpy(copy, image, size);
    return copy;
}

Test(image, same_bytes) {
    void *one, *two;
    size_t size, other;
    cr_assert_eq(compile(&one, &size), NEWSMARK_OK);
    cr_assert_eq(compile(&two, &other), NEWSMARK_OK);
    cr_assert_eq(size, other);
    cr_expect_eq(memcmp(one, two, size), 0);
    free(one);
    free(two);
}

static const NmkEntry *entry_of(const NmkModelView *view, const char *word, NmkEntryKind kind) {
    const NmkNode *node = &view->nodes[view->words[nmk_word_find(view, word, strlen(word))].node];
    for (uint32_t i = 0; i < node->entries; i++)
        if (view->entries[node->entry + i].kind == kind) return &view->entries[node->entry + i];
    return NULL;
}

static bool has(const NmkModelView *view, const char *word, unsigned attribute) {
    return nmk_set_has(nmk_set(view, view->words[nmk_word_find(view, word, strlen(word))].set), attribute);
}

Test(image, round_trip) {
    void *image;
    size_t size;
    cr_assert_eq(compile(&image, &size), NEWSMARK_OK);
    NewsmarkModel *model;
    NewsmarkError error;
    cr_assert_eq(newsmark_model_open_memory(image, size, &model, &error), NEWSMARK_OK, "%s", error.message);
    cr_expect_eq(strlen(newsmark_model_digest(model)), 16);
    const NmkModelView *view = &model->view;
    cr_expect(has(view, "jose", NMK_A_given3) && has(view, "jose", NMK_A_male_given) && has(view, "maria", NMK_A_female_given));
    cr_expect(has(view, "silva", NMK_A_surname2) && has(view, "mr", NMK_A_mr) && !has(view, "excellency", NMK_A_mr));
    cr_expect(has(view, "japan", NMK_A_country) && has(view, "japanese", NMK_A_demonym) && has(view, "siberia", NMK_A_region));
    cr_expect(has(view, "hokkaido", NMK_A_region) && has(view, "tokyo", NMK_A_place3) && has(view, "toyota", NMK_A_organization_word));
    cr_expect(!has(view, "kremlin", NMK_A_country) && has(view, "kremlin", NMK_A_unknown) && !has(view, "kishida", NMK_A_given3));
    cr_assert_eq(view->count[NMK_SECTION_COUNTRIES], 3);
    cr_expect(view->countries[2].successor == 1 && view->countries[2].until == 1991 && view->countries[0].successor == NMK_NO_COUNTRY);
    cr_expect_str_eq(view->countries[0].alpha3, "JPN");
    const NmkCityName *tokyo = &view->city_names[entry_of(view, "tokyo", NMK_ENTRY_CITY)->id];
    cr_assert_eq(tokyo->count, 2); /* Tōkyō is no third one */
    const NmkCity *city = &view->cities[view->city_senses[tokyo->first].city];
    cr_expect(city->geonames == 10 && city->latitude == 356895 && city->longitude == 1396917 && city->capital == 1);
    cr_expect_eq(view->cities[1].latitude, -15000);
    cr_expect_eq(view->city_senses[view->city_names[entry_of(view, "edo", NMK_ENTRY_CITY)->id].first].population, 8336599 / 4);
    cr_expect_eq(entry_of(view, "yen", NMK_ENTRY_HOME)->id, 2);
    cr_assert_eq(view->count[NMK_SECTION_ROLES], 2);
    cr_expect(view->roles[0].from == 20211004 && view->roles[0].until == 20241031 && view->roles[1].from == 0 && view->roles[1].until == 0);
    cr_expect_eq(view->language_sets[view->words[nmk_word_find(view, "der", 3)].languages], 2);
    newsmark_model_free(model);
    free(image);
}

Test(image, file) {
    void *image;
    size_t size;
    cr_assert_eq(compile(&image, &size), NEWSMARK_OK);
    const Folder folder = folder_new();
    char path[256];
    snprintf(path, sizeof path, "%s/image", folder.path);
    NewsmarkModel *model = NULL;
    NewsmarkError error = {0};
    cr_expect_eq(newsmark_model_open(path, &model, &error), NEWSMARK_ERROR_IO);
    folder_write(&folder, "image", "");
    cr_expect_eq(newsmark_model_open(path, &model, &error), NEWSMARK_ERROR_CORRUPT);
    cr_expect_eq(newsmark_model_open(folder.path, &model, &error), NEWSMARK_ERROR_IO);
    FILE *file = fopen(path, "wb");
    cr_assert(fwrite(image, 1, size, file) == size && fclose(file) == 0);
    cr_expect_null(model);
    cr_assert_eq(newsmark_model_open(path, &model, &error), NEWSMARK_OK, "%s", error.message);
    cr_expect(nmk_word_find(&model->view, "silva", 5) != 0);
    newsmark_model_free(model);
    cr_expect_eq(newsmark_model_open(path, NULL, &error), NEWSMARK_ERROR_ARGUMENT);
    cr_expect_eq(newsmark_model_open_memory((char *)image + 8, size - 8, &model, &error), NEWSMARK_ERROR_ARGUMENT);
    newsmark_model_free(NULL);
    folder_remove(&folder);
    free(image);
}

Test(image, every_header_byte) {
    void *image;
    size_t size;
    cr_assert_eq(compile(&image, &size), NEWSMARK_OK);
    char *copy = copy_of(image, size);
    NmkModelView view;
    cr_assert_eq(nmk_view_verified(copy, size, &view, NULL), NEWSMARK_OK);
    const size_t end = sizeof(NmkImageHeader) + NMK_SECTION_COUNT * sizeof(NmkImageSection);
    for (size_t i = 0; i < end; i++)
        for (int bit = 0; bit < 8; bit++) {
            copy[i] = (char)(copy[i] ^ 1 << bit);
            cr_expect_neq(nmk_view_verified(copy, size, &view, NULL), NEWSMARK_OK, "byte %zu bit %d", i, bit);
            copy[i] = (char)(copy[i] ^ 1 << bit);
        }
    free(copy);
    free(image);
}

Test(image, truncations) {
    void *image;
    size_t size;
    cr_assert_eq(compile(&image, &size), NEWSMARK_OK);
    NmkModelView view;
    for (size_t length = 0; length < size; length += length < 2048 ? 1 : 997) {
        char *copy = malloc(length + NMK_IMAGE_ALIGN); /* nothing after the end but the alignment before it */
        char *start = copy + (NMK_IMAGE_ALIGN - (uintptr_t)copy % NMK_IMAGE_ALIGN) % NMK_IMAGE_ALIGN;
        memcpy(start, image, length);
        cr_expect_neq(nmk_view_verified(start, length, &view, NULL), NEWSMARK_OK, "%zu bytes", length);
        free(copy);
    }
    free(image);
}

/* Uses every table that the run side reads by number. */
static uint64_t use(const NmkModelView *view) {
    uint64_t sum = 0;
    char source[128];
    for (uint32_t i = 0; i < view->count[NMK_SECTION_WORDS]; i++) {
        const NmkWord *word = &view->words[i];
        const int length = snprintf(source, sizeof source, "word%u", (unsigned)i);
        sum += nmk_word_find(view, source, (size_t)length) + nmk_word_guess(view, source, (size_t)length) + nmk_set(view, word->set)->bits[0];
        sum += nmk_phrase_step(view, word->node, i);
    }
    for (uint32_t i = 0; i < view->count[NMK_SECTION_NODES]; i++)
        for (uint32_t e = 0; e < view->nodes[i].entries; e++) sum += view->entries[view->nodes[i].entry + e].id;
    for (uint32_t i = 0; i < view->count[NMK_SECTION_ENTRIES]; i++) {
        nmk_source_text(view, view->entry_sources[i], source);
        sum += strlen(source);
    }
    for (uint32_t i = 0; i < view->count[NMK_SECTION_ENTRIES]; i++) {
        const NmkEntry *entry = &view->entries[i];
        for (uint32_t k = 0; entry->kind == NMK_ENTRY_TERM && k < nmk_entry_terms(entry) + nmk_entry_blocks(entry); k++) {
            const NmkPhraseTerm *row = &view->phrase_terms[entry->id + k];
            sum += nmk_string(view, view->terms[row->term].text).length + nmk_string(view, view->topics[row->topic].slug).length;
        }
    }
    for (uint32_t i = 0; i < view->count[NMK_SECTION_CITY_NAMES]; i++)
        for (uint32_t s = 0; s < view->city_names[i].count; s++)
            sum += nmk_string(view, view->cities[view->city_senses[view->city_names[i].first + s].city].name).length;
    for (uint32_t i = 0; i < view->count[NMK_SECTION_PEOPLE]; i++)
        for (uint32_t r = 0; r < view->people[i].roles; r++) sum += nmk_string(view, view->roles[view->people[i].role + r].text).length;
    for (uint32_t i = 0; i < view->count[NMK_SECTION_COUNTRIES]; i++)
        sum += strlen(view->countries[i].alpha2) + nmk_string(view, view->countries[i].name).length;
    return sum;
}

/* Damage with a right checksum: what the verifiers are for. Every byte but those of strings and vectors, which mean nothing to them. */
Test(image, damage_behind_the_checksum, .timeout = 120) {
    void *image;
    size_t size, refused = 0, harmless = 0;
    cr_assert_eq(compile(&image, &size), NEWSMARK_OK);
    char *copy = copy_of(image, size);
    NmkImageHeader *header = (NmkImageHeader *)(void *)copy;
    const NmkImageSection *table = (const NmkImageSection *)((const NmkImageHeader *)image + 1);
    NmkModelView view;
    for (size_t kind = 0; kind <= NMK_SECTION_COUNT; kind++) {
        const bool is_header = kind == NMK_SECTION_COUNT;
        if (kind == NMK_SECTION_VECTORS || kind == NMK_SECTION_FACTS) continue;
        const size_t start = is_header ? 0 : table[kind].offset, length = is_header ? table[0].offset : table[kind].count * table[kind].element;
        for (size_t i = start; i<start + length; i += length> 4096 ? 61 : 1) {
            const char old = copy[i];
            copy[i] = (char)(old ^ (1 << i % 8));
            header->checksum = nmk_checksum(copy + CHECKED_FROM, size - CHECKED_FROM);
            if (nmk_view_verified(copy, size, &view, NULL) == NEWSMARK_OK)
                harmless += use(&view) != 1;
            else
                refused++;
            copy[i] = old;
        }
    }
    cr_expect(refused > 500 && harmless > 100, "%zu refused, %zu harmless", refused, harmless);
    free(copy);
    free(image);
}

/* A text that meets all of DATA. */
static const char MEETING[] = "Tokyo and Edo, Hokkaido (Reuters) - Your Excellency Mrs. José Maria Silva met Fumio Kishida of Japan, the Kremlin and Toyota Motor in "
                              "Siberia; the yen, the house. Zubrowsky was sailing.\n";

/* Opens the image, which was put a right checksum on; what opens must be usable. */
static bool is_usable(char *image, size_t size) {
    NmkImageHeader *header = (NmkImageHeader *)(void *)image;
    header->checksum = nmk_checksum(image + CHECKED_FROM, size - CHECKED_FROM);
    NewsmarkModel *model;
    NewsmarkDocument *document;
    if (newsmark_model_open_memory(image, size, &model, NULL) != NEWSMARK_OK) return false;
    cr_assert_eq(newsmark_document_new(model, &document), NEWSMARK_OK);
    cr_expect_eq(newsmark_annotate(document, MEETING, sizeof MEETING - 1, NULL), NEWSMARK_OK);
    const NewsmarkResult *result = newsmark_result(document);
    const NewsmarkEvidence *evidence;
    for (size_t i = 0; i < result->n_mentions; i++) newsmark_evidence(document, result->mentions[i].start, result->mentions[i].end, &evidence);
    newsmark_document_free(document);
    newsmark_model_free(model);
    return true;
}

/* One to four bytes of rows and of the section table are changed at random, from a fixed start. The sanitized build sees what goes astray. */
Test(image, random_damage_is_refused_or_harmless, .timeout = 120) {
    void *image;
    size_t size, refused = 0, harmless = 0;
    cr_assert_eq(compile(&image, &size), NEWSMARK_OK);
    char *copy = copy_of(image, size);
    const NmkImageSection *table = (const NmkImageSection *)((const NmkImageHeader *)image + 1);
    uint64_t random = 1;
    for (int round = 0; round < 3000; round++) {
        for (int changes = 1 + round % 4; changes; changes--) {
            random = nmk_mix(random + 0x9e3779b97f4a7c15ULL, 0xd1b54a32d192ed03ULL);
            const NmkImageSection *section = &table[random % NMK_SECTION_COUNT];
            const size_t length = section->count * section->element, behind = (random >> 8) % 16 ? section->offset : sizeof(NmkImageHeader);
            if (length) copy[behind + (random >> 16) % length % (size - behind)] = (char)(random >> 56);
        }
        if (is_usable(copy, size))
            harmless++;
        else
            refused++;
        memcpy(copy, image, size);
    }
    cr_expect(refused > 300 && harmless > 300, "%zu refused, %zu harmless", refused, harmless);
    free(copy);
    free(image);
}

/* The last byte of an abbreviation is asked for its dot. */
Test(image, a_region_has_a_text) {
    void *image;
    size_t size;
    NmkModelView view;
    cr_assert_eq(compile(&image, &size), NEWSMARK_OK);
    cr_expect(is_usable(image, size));
    cr_assert_eq(nmk_view_of(image, size, &view, NULL), NEWSMARK_OK);
    ((NmkRegion *)(uintptr_t)view.regions)->text = 0; /* the empty string */
    cr_expect_not(is_usable(image, size));
    free(image);
}
