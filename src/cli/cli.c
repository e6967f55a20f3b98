/* Messages and the opening of models. */
#include "cli/cli.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/json_writer.h"

void nmk_message(const char *format, ...) {
    char text[2048];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    const char *log_format = getenv("NEWSMARK_LOG_FORMAT");
    if (!log_format || strcmp(log_format, "json") != 0) {
        fprintf(stderr, "newsmark: %s\n", text);
        return;
    }
    NmkBuffer line = {.bytes = NULL};
    nmk_put(&line, "{\"program\":\"newsmark\",\"message\":");
    nmk_put_json_string(&line, nmk_slice_of(text));
    nmk_put(&line, "}\n");
    fwrite(line.bytes, 1, line.length, stderr);
    nmk_buffer_free(&line);
}

NmkExit nmk_out_of_memory(void) {
    nmk_message("out of memory");
    return NMK_EXIT_INTERNAL;
}

NmkExit nmk_exit_of(NewsmarkStatus status) {
    switch (status) {
    case NEWSMARK_OK: return NMK_EXIT_OK;
    case NEWSMARK_ERROR_IO: return NMK_EXIT_IO;
    case NEWSMARK_ERROR_VERSION:
    case NEWSMARK_ERROR_CORRUPT:
    case NEWSMARK_ERROR_NO_MODEL: return NMK_EXIT_DATA;
    case NEWSMARK_ERROR_TOO_LARGE: return NMK_EXIT_INPUT;
    case NEWSMARK_ERROR_MEMORY:
    case NEWSMARK_ERROR_ARGUMENT: break;
    }
    return NMK_EXIT_INTERNAL;
}

NmkExit nmk_open_engine(const char *path, NewsmarkModel **model, NewsmarkDocument **document) {
    NewsmarkError error = {.message = ""};
    *model = NULL;
    *document = NULL;
    NewsmarkStatus status = newsmark_model_open(path, model, &error);
    if (status != NEWSMARK_OK) {
        if (path && status != NEWSMARK_ERROR_IO)
            nmk_message("%s: %s", path, error.message);
        else
            nmk_message("%s", error.message);
        return nmk_exit_of(status);
    }
    status = newsmark_document_new(*model, document);
    if (status == NEWSMARK_OK) return NMK_EXIT_OK;
    nmk_message("%s", newsmark_status_text(status));
    newsmark_model_free(*model);
    *model = NULL;
    return nmk_exit_of(status);
}
