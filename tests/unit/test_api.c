/* The public interface: arguments, statuses and texts that nobody should send. Opens the embedded model. */
#include <criterion/criterion.h>

#include "digest.h"
#include "promises.h"
#include "sample.h"

static NewsmarkModel *model;

static void open_model(void) {
    NewsmarkError error;
    cr_assert_eq(newsmark_model_open(NULL, &model, &error), NEWSMARK_OK, "%s", error.message);
}

static void close_model(void) { newsmark_model_free(model); }

TestSuite(api, .init = open_model, .fini = close_model);

static NewsmarkDocument *document_new(void) {
    NewsmarkDocument *document = NULL;
    cr_assert_eq(newsmark_document_new(model, &document), NEWSMARK_OK);
    return document;
}

static void annotate(NewsmarkDocument *document, const char *text, size_t length) {
    cr_assert_eq(newsmark_annotate(document, text, length, NULL), NEWSMARK_OK);
    const char *broken = broken_promise(newsmark_result(document), text, length);
    cr_expect(!broken, "%s", broken);
}

Test(api, version_is_that_of_the_header) {
    char expected[32];
    snprintf(expected, sizeof expected, "%d.%d.%d", NEWSMARK_VERSION_MAJOR, NEWSMARK_VERSION_MINOR, NEWSMARK_VERSION_PATCH);
    cr_expect_str_eq(newsmark_version(), expected);
    cr_expect_str_eq(NEWSMARK_VERSION, expected);
}

Test(api, every_status_has_its_own_sentence) {
    for (int s = NEWSMARK_OK; s <= NEWSMARK_ERROR_NO_MODEL; s++) {
        const char *text = newsmark_status_text((NewsmarkStatus)s);
        cr_assert(text && *text);
        for (int other = 0; other < s; other++) cr_expect_str_neq(text, newsmark_status_text((NewsmarkStatus)other));
    }
    cr_expect_not_null(newsmark_status_text((NewsmarkStatus)1000));
}

Test(api, every_type_kind_and_zone_has_a_name) {
    cr_expect_str_eq(newsmark_type_name(NEWSMARK_PERSON), "person");
    cr_expect_str_eq(newsmark_type_name(NEWSMARK_COUNTRY), "country");
    cr_expect_str_eq(newsmark_kind_name(NEWSMARK_KIND_DEMONYM), "demonym");
    cr_expect_str_eq(newsmark_zone_name(NEWSMARK_ZONE_HEADLINE), "headline");
    for (int k = 0; k < NEWSMARK_KINDS; k++) cr_expect_not_null(newsmark_kind_name((NewsmarkKind)k));
    for (int z = 0; z < NEWSMARK_ZONES; z++) cr_expect_not_null(newsmark_zone_name((NewsmarkZone)z));
    cr_expect_not_null(newsmark_type_name((NewsmarkType)99));
    cr_expect_not_null(newsmark_kind_name((NewsmarkKind)99));
    cr_expect_not_null(newsmark_zone_name((NewsmarkZone)99));
}

Test(api, a_profile_adds_up_until_it_is_ended) {
    NewsmarkDocument *document = document_new();
    NewsmarkProfile profile = {.documents = 0};
    const char text[] = "President Emmanuel Macron met Angela Merkel in Paris on Monday, officials in France said.";
    newsmark_document_profile(document, &profile);
    for (uint64_t n = 1; n <= 3; n++) {
        annotate(document, text, sizeof text - 1);
        cr_expect_eq(profile.documents, n);
        cr_expect_eq(profile.bytes, n * (sizeof text - 1));
    }
    cr_expect_gt(profile.nanoseconds[NEWSMARK_STAGE_NAMES], 0u);
    cr_expect_eq(profile.tokens % 3, 0u);
    newsmark_document_profile(document, NULL);
    annotate(document, text, sizeof text - 1);
    cr_expect_eq(profile.documents, 3u);
    newsmark_document_free(document);
    for (int s = 0; s < NEWSMARK_STAGES; s++) cr_expect(*newsmark_stage_name((NewsmarkStage)s));
    cr_expect_str_eq(newsmark_stage_name(NEWSMARK_STAGES), "");
}

Test(api, vector_instructions_are_chosen_by_name) {
    NewsmarkDocument *document = document_new();
    cr_expect_eq(newsmark_document_cpu(document, "scalar"), NEWSMARK_OK);
    annotate(document, "Angela Merkel spoke.", 20);
    cr_expect_eq(newsmark_document_cpu(document, "best"), NEWSMARK_OK);
    cr_expect_eq(newsmark_document_cpu(document, "mmx"), NEWSMARK_ERROR_ARGUMENT);
    cr_expect_eq(newsmark_document_cpu(document, NULL), NEWSMARK_ERROR_ARGUMENT);
    cr_expect_eq(newsmark_document_cpu(NULL, "best"), NEWSMARK_ERROR_ARGUMENT);
    newsmark_document_free(document);
}

Test(api, null_where_something_is_required) {
    NewsmarkDocument *document = document_new();
    const NewsmarkEvidence *evidence;
    cr_expect_eq(newsmark_model_open(NULL, NULL, NULL), NEWSMARK_ERROR_ARGUMENT);
    NewsmarkModel *other;
    cr_expect_eq(newsmark_model_open_memory(NULL, 100, &other, NULL), NEWSMARK_ERROR_ARGUMENT);
    cr_expect_eq(newsmark_document_new(NULL, &document), NEWSMARK_ERROR_ARGUMENT);
    cr_expect_eq(newsmark_document_new(model, NULL), NEWSMARK_ERROR_ARGUMENT);
    cr_expect_eq(newsmark_annotate(NULL, "a", 1, NULL), NEWSMARK_ERROR_ARGUMENT);
    cr_expect_eq(newsmark_annotate(document, NULL, 1, NULL), NEWSMARK_ERROR_ARGUMENT);
    cr_expect_eq(newsmark_annotate(document, NULL, 0, NULL), NEWSMARK_OK);
    cr_expect_eq(newsmark_evidence(NULL, 0, 1, &evidence), NEWSMARK_ERROR_ARGUMENT);
    cr_expect_eq(newsmark_evidence(document, 0, 1, NULL), NEWSMARK_ERROR_ARGUMENT);
    newsmark_document_free(document);
    newsmark_document_free(NULL);
    newsmark_model_free(NULL);
}

Test(api, files_that_are_no_image) {
    NewsmarkModel *other = NULL;
    NewsmarkError error;
    cr_expect_eq(newsmark_model_open("/nonexistent/image", &other, &error), NEWSMARK_ERROR_IO);
    cr_expect_eq(error.status, NEWSMARK_ERROR_IO);
    cr_expect(strlen(error.message) > 0 && strlen(error.message) < sizeof error.message);
    cr_expect_eq(newsmark_model_open("/", &other, &error), NEWSMARK_ERROR_IO);
    cr_expect_eq(newsmark_model_open("/dev/null", &other, &error), NEWSMARK_ERROR_IO);
    cr_expect_eq(newsmark_model_open(NEWSMARK_SAMPLE, &other, &error), NEWSMARK_ERROR_CORRUPT);
    cr_expect_null(other);
}

Test(api, images_in_memory_that_are_none) {
    static const _Alignas(64) char bytes[256] = "NEWSMRK\n";
    NewsmarkModel *other = NULL;
    NewsmarkError error;
    for (size_t size = 0; size <= sizeof bytes; size += 8) cr_expect_neq(newsmark_model_open_memory(bytes, size, &other, &error), NEWSMARK_OK);
    cr_expect_neq(newsmark_model_open_memory(bytes + 1, 128, &other, NULL), NEWSMARK_OK);
    cr_expect_null(other);
}

Test(api, the_digest_names_the_knowledge) {
    const char *digest = newsmark_model_digest(model);
    cr_expect_eq(strlen(digest), 16);
    cr_expect_eq(strspn(digest, "0123456789abcdef"), 16);
}

Test(api, a_fresh_document_has_an_empty_result) {
    NewsmarkDocument *document = document_new();
    const NewsmarkResult *result = newsmark_result(document);
    cr_assert_not_null(result);
    cr_expect_eq(result->n_mentions + result->n_entities + result->n_countries + result->n_topics + result->n_sections, 0);
    const NewsmarkEvidence *evidence;
    cr_expect_eq(newsmark_evidence(document, 0, 1, &evidence), NEWSMARK_ERROR_ARGUMENT);
    newsmark_document_free(document);
}

Test(api, texts_without_a_word) {
    static const struct {
        const char *name, *text;
        size_t length;
    } ROWS[] = {
        {"empty", "", 0},
        {"white space", " \n\t\r\n \xC2\xA0 \n", 10},
        {"NUL", "\0", 1},
        {"NULs", "\0\0\0\0\n\0\0", 7},
        {"marks", "!?.,;:-()[]{}\"'", 15},
        {"byte order mark", "\xEF\xBB\xBF", 3},
        {"half a character", "\xE2\x82", 2},
        {"continuing bytes", "\x80\x80\x80\x80", 4},
        {"overlong and surrogate", "\xC0\xAF\xED\xA0\x80\xF8\x88", 7},
    };
    NewsmarkDocument *document = document_new();
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        annotate(document, ROWS[i].text, ROWS[i].length);
        const NewsmarkResult *result = newsmark_result(document);
        cr_expect_eq(result->n_mentions + result->n_countries + result->n_topics, 0, "%s", ROWS[i].name);
        const NewsmarkEvidence *evidence;
        cr_expect_eq(newsmark_evidence(document, 0, 0, &evidence), NEWSMARK_ERROR_ARGUMENT, "%s", ROWS[i].name);
        cr_expect_neq(newsmark_evidence(document, 4000000000u, UINT32_MAX, &evidence), NEWSMARK_OK, "%s", ROWS[i].name);
    }
    newsmark_document_free(document);
}

Test(api, too_long_a_text_is_refused_unread) {
    NewsmarkDocument *document = document_new();
    cr_expect_eq(newsmark_annotate(document, "short", (size_t)NEWSMARK_MAX_TEXT + 1, NULL), NEWSMARK_ERROR_TOO_LARGE);
    cr_expect_eq(newsmark_annotate(document, "short", SIZE_MAX, NULL), NEWSMARK_ERROR_TOO_LARGE);
    annotate(document, "Fumio Kishida visited Paris.", 28);
    newsmark_document_free(document);
}

/* Bytes that are no UTF-8 and NULs between the words change neither the words nor their offsets. */
Test(api, offsets_hold_in_broken_text) {
    static const char text[] = "\xFF\xE2\x82 Prime Minister Fumio Kishida said on Monday.\0 \xF0\x9F He met Emmanuel Macron, the French president, in Paris.";
    NewsmarkDocument *document = document_new();
    annotate(document, text, sizeof text - 1);
    const NewsmarkResult *result = newsmark_result(document);
    int found = 0;
    for (size_t i = 0; i < result->n_mentions; i++) {
        const NewsmarkMention *m = &result->mentions[i];
        const NewsmarkString name = {text + m->start, m->end - m->start};
        found += m->type == NEWSMARK_PERSON && name.length == 13 && memcmp(name.bytes, "Fumio Kishida", 13) == 0;
        found += m->type == NEWSMARK_PERSON && name.length == 15 && memcmp(name.bytes, "Emmanuel Macron", 15) == 0;
    }
    cr_expect_eq(found, 2);
    newsmark_document_free(document);
}

Test(api, a_document_used_again_gives_the_same_result) {
    size_t length;
    char *sample = sample_read(&length);
    NewsmarkDocument *document = document_new(), *other = document_new();
    annotate(document, sample, length);
    const uint64_t digest = result_digest(newsmark_result(document));
    annotate(document, "Chad Smith drums in Georgia.", 28);
    annotate(document, "", 0);
    annotate(document, sample, length);
    cr_expect_eq(result_digest(newsmark_result(document)), digest);
    cr_expect_neq(newsmark_annotate(document, sample, SIZE_MAX, NULL), NEWSMARK_OK);
    annotate(document, sample, length);
    cr_expect_eq(result_digest(newsmark_result(document)), digest);
    annotate(other, sample, length);
    cr_expect_eq(result_digest(newsmark_result(other)), digest);
    newsmark_document_free(document);
    newsmark_document_free(other);
    free(sample);
}

Test(api, the_text_is_not_written_to) {
    size_t length;
    char *sample = sample_read(&length);
    char *copy = malloc(length);
    memcpy(copy, sample, length);
    NewsmarkDocument *document = document_new();
    annotate(document, sample, length);
    cr_expect(memcmp(sample, copy, length) == 0);
    newsmark_document_free(document);
    free(copy);
    free(sample);
}

Test(api, evidence_adds_up_for_every_mention) {
    size_t length;
    char *sample = sample_read(&length);
    NewsmarkDocument *document = document_new();
    annotate(document, sample, length);
    const NewsmarkResult *result = newsmark_result(document);
    cr_assert_gt(result->n_mentions, 30);
    size_t persons = 0;
    for (size_t i = 0; i < result->n_mentions; i++) {
        const NewsmarkMention *m = &result->mentions[i];
        const NewsmarkEvidence *evidence;
        cr_assert_eq(newsmark_evidence(document, m->start, m->end, &evidence), NEWSMARK_OK);
        const char *broken = broken_evidence(evidence, length);
        cr_expect(!broken, "%s: %.*s", broken, (int)(m->end - m->start), sample + m->start);
        cr_expect(evidence->start <= m->start && evidence->end >= m->end);
        if (m->type != NEWSMARK_PERSON || m->zone == NEWSMARK_ZONE_BYLINE) continue;
        persons++;
        cr_expect_eq(evidence->type, NEWSMARK_PERSON, "%.*s", (int)(m->end - m->start), sample + m->start);
        cr_expect_gt(evidence->n_facts, 0);
    }
    cr_expect_geq(persons, 9);
    newsmark_document_free(document);
    free(sample);
}

/* Any range of bytes may be asked for. */
Test(api, evidence_of_any_range) {
    size_t length;
    char *sample = sample_read(&length);
    NewsmarkDocument *document = document_new();
    annotate(document, sample, length);
    const NewsmarkEvidence *evidence;
    for (uint32_t start = 0; start < length; start += 3)
        for (uint32_t size = 0; size < 200; size += 1 + size / 2) {
            if (newsmark_evidence(document, start, start + size, &evidence) != NEWSMARK_OK) continue;
            const char *broken = broken_evidence(evidence, length);
            cr_assert(!broken, "%s at %u, %u bytes", broken, start, size);
        }
    newsmark_document_free(document);
    free(sample);
}

Test(api, fields_replace_guesses) {
    const char *text = "The minister spoke for an hour.";
    const NewsmarkFields fields = {.title = {"Kishida speaks in Paris", 23}, .date = {"2022-01-27", 10}, .source = {"Daily Example", 13}, .authors = {"Rosa Quist", 10}};
    NewsmarkDocument *document = document_new();
    cr_assert_eq(newsmark_annotate(document, text, strlen(text), &fields), NEWSMARK_OK);
    const NewsmarkResult *result = newsmark_result(document);
    cr_expect_str_eq(result->details.date, "2022-01-27");
    cr_expect(result->details.title.length == 23 && memcmp(result->details.title.bytes, fields.title.bytes, 23) == 0);
    cr_expect(result->details.source.length == 13 && memcmp(result->details.source.bytes, fields.source.bytes, 13) == 0);
    cr_assert_eq(result->details.n_authors, 1);
    cr_expect(result->details.authors[0].length == 10);
    const char *broken = broken_promise(result, text, strlen(text));
    cr_expect(!broken, "%s", broken);
    newsmark_document_free(document);
}
