/* Opening and closing models: the embedded image, a file, or memory of the caller. */
#include "model/model.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "model/embed.h"

/* A model without a view. */
static NewsmarkStatus new_model(NewsmarkModel **model, NewsmarkError *error) {
    *model = calloc(1, sizeof **model);
    return *model ? NEWSMARK_OK : nmk_fail(error, NEWSMARK_ERROR_MEMORY, "out of memory");
}

static NewsmarkStatus open_embedded(NewsmarkModel *model, NewsmarkError *error) {
    size_t size = (size_t)((uintptr_t)nmk_embedded_image_end - (uintptr_t)nmk_embedded_image);
    if (size == 0) return nmk_fail(error, NEWSMARK_ERROR_NO_MODEL, "this library was built without an image");
    return nmk_view_of(nmk_embedded_image, size, &model->view, error);
}

static NewsmarkStatus open_file(NewsmarkModel *model, const char *path, NewsmarkError *error) {
    NewsmarkStatus status = nmk_file_map(path, &model->mapped, &model->size, error);
    if (status != NEWSMARK_OK) return status;
    if (!model->mapped) return nmk_fail(error, NEWSMARK_ERROR_CORRUPT, "the image %s is empty", path);
    return nmk_view_verified(model->mapped, model->size, &model->view, error);
}

/* Gives the model away where it opened, frees it where not. */
static NewsmarkStatus finish(NewsmarkStatus status, NewsmarkModel *made, NewsmarkModel **model) {
    if (status == NEWSMARK_OK)
        *model = made;
    else
        newsmark_model_free(made);
    return status;
}

NewsmarkStatus newsmark_model_open(const char *path, NewsmarkModel **model, NewsmarkError *error) {
    if (!model) return nmk_fail(error, NEWSMARK_ERROR_ARGUMENT, "no place for the model");
    NewsmarkModel *made;
    NewsmarkStatus status = new_model(&made, error);
    if (status != NEWSMARK_OK) return status;
    return finish(path ? open_file(made, path, error) : open_embedded(made, error), made, model);
}

NewsmarkStatus newsmark_model_open_memory(const void *image, size_t size, NewsmarkModel **model, NewsmarkError *error) {
    if (!model || !image) return nmk_fail(error, NEWSMARK_ERROR_ARGUMENT, "no image, or no place for the model");
    NewsmarkModel *made;
    NewsmarkStatus status = new_model(&made, error);
    if (status != NEWSMARK_OK) return status;
    return finish(nmk_view_verified(image, size, &made->view, error), made, model);
}

void newsmark_model_free(NewsmarkModel *model) {
    if (!model) return;
    nmk_file_unmap(model->mapped, model->size);
    free(model);
}

const char *newsmark_model_digest(const NewsmarkModel *model) {
    return model ? model->view.header->digest : "";
}

bool nmk_source_valid(const NmkModelView *model, uint32_t source) {
    return !source || source >> 20 < model->count[NMK_SECTION_FILES];
}

void nmk_source_text(const NmkModelView *model, uint32_t source, char out[128]) {
    out[0] = '\0';
    if (source) snprintf(out, 128, "%.110s:%u", nmk_text(model, model->files[source >> 20]), (unsigned)(source & 0xfffff));
}
