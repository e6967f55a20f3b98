/* The order of compilation: names and words first, then what refers to them, then the sums of evidence over the finished sets. */
#include "compile/compile.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/status.h"
#include "compile/evidence.h"
#include "compile/rules.h"
#include "compile/topics.h"
#include "model/model.h"

static NewsmarkStatus compile_all(NmkBuilder *builder, const NmkSources *sources, const char *weights_path, NewsmarkError *error) {
    nmk_compile_lists(builder, sources);
    nmk_compile_lexicons(builder, sources);
    nmk_compile_gazetteer(builder, sources);
    NEWSMARK_TRY(nmk_compile_topics(builder, sources));
    NEWSMARK_TRY(nmk_compile_rules(builder, sources));
    return nmk_compile_evidence(builder, sources, weights_path, error);
}

/* The image must pass the same checks as one from outside. */
static NewsmarkStatus write_checked(NmkBuilder *builder, uint64_t digest, void **image, size_t *size, NewsmarkError *error) {
    NmkModelView view;
    NewsmarkStatus status = nmk_builder_write(builder, digest, image, size);
    if (status != NEWSMARK_OK) return nmk_fail(error, status, "the image cannot be written: %s", newsmark_status_text(status));
    status = nmk_view_verified(*image, *size, &view, error);
    if (status == NEWSMARK_OK) return NEWSMARK_OK;
    free(*image);
    *image = NULL;
    return status;
}

/* Runs the examples that rules and topics carry on the finished image. */
static NewsmarkStatus check_examples(NmkBuilder *builder, const NmkSources *sources, const void *image, size_t size, NewsmarkError *error) {
    NmkDiagnostics *diagnostics = nmk_builder_diagnostics(builder);
    NewsmarkStatus status = nmk_check_rules(diagnostics, sources, image, size, error);
    if (status == NEWSMARK_OK) status = nmk_check_topics(diagnostics, sources, image, size, error);
    if (status != NEWSMARK_OK) return nmk_fail(error, status, "the examples cannot be tried: %s", newsmark_status_text(status));
    if (diagnostics->errors == 0) return NEWSMARK_OK;
    return nmk_fail(error, NEWSMARK_ERROR_ARGUMENT, "%u of the examples in the data %s not hold", (unsigned)diagnostics->errors,
                    diagnostics->errors == 1 ? "does" : "do");
}

static NewsmarkStatus compile_with(NmkBuilder *builder, const NmkSources *sources, const char *weights_path, bool examples, void **image,
                                   size_t *size, NewsmarkError *error) {
    const NmkDiagnostics *diagnostics = nmk_builder_diagnostics(builder);
    NewsmarkStatus status = compile_all(builder, sources, weights_path, error);
    if (status == NEWSMARK_ERROR_IO) return status;
    if (nmk_builder_failed(builder)) status = NEWSMARK_ERROR_MEMORY; /* what was complained of may be none of the data's faults */
    if (diagnostics->errors && status != NEWSMARK_ERROR_MEMORY)
        return nmk_fail(error, NEWSMARK_ERROR_ARGUMENT, "%u %s in the data", (unsigned)diagnostics->errors,
                        diagnostics->errors == 1 ? "error" : "errors");
    if (status != NEWSMARK_OK) return nmk_fail(error, status, "%s", newsmark_status_text(status));
    NEWSMARK_TRY(write_checked(builder, sources->digest, image, size, error));
    status = !examples ? NEWSMARK_OK : check_examples(builder, sources, *image, *size, error);
    if (status == NEWSMARK_OK) return NEWSMARK_OK;
    free(*image);
    *image = NULL;
    return status;
}

static NewsmarkStatus compile_folders(const char *const *folders, size_t n_folders, const char *weights_path, bool examples,
                                      NmkDiagnostics *diagnostics, void **image, size_t *size, NewsmarkError *error) {
    NmkBuilder *builder = nmk_builder_new(diagnostics);
    if (!builder) return nmk_fail(error, NEWSMARK_ERROR_MEMORY, "out of memory");
    NmkSources sources;
    NewsmarkStatus status = nmk_sources_read(builder, folders, n_folders, &sources, error);
    if (status == NEWSMARK_OK) status = compile_with(builder, &sources, weights_path, examples, image, size, error);
    nmk_builder_free(builder);
    return status;
}

NewsmarkStatus nmk_compile(const char *const *folders, size_t n_folders, const char *weights_path, NmkDiagnostics *diagnostics, void **image,
                           size_t *size, NewsmarkError *error) {
    return compile_folders(folders, n_folders, weights_path, true, diagnostics, image, size, error);
}

NewsmarkStatus nmk_compile_trial(const char *const *folders, size_t n_folders, const char *weights_path, NmkDiagnostics *diagnostics, void **image,
                                 size_t *size, NewsmarkError *error) {
    return compile_folders(folders, n_folders, weights_path, false, diagnostics, image, size, error);
}
