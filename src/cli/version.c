/* Program and library have one version; the soname counts as the ABI's. The knowledge is named by its digest. */
#include "cli/version.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

int nmk_version_print(int argc, char **argv) {
    bool json = false;
    for (int i = 1; i < argc; i++) json |= strcmp(argv[i], "--json") == 0;
    NewsmarkModel *model = NULL;
    const bool has_knowledge = newsmark_model_open(NULL, &model, NULL) == NEWSMARK_OK;
    const char *digest = has_knowledge ? newsmark_model_digest(model) : "none";
    printf(json ? "{\"program\":\"%s\",\"library\":\"%s\",\"abi\":%d,\"icu\":\"%s\",\"knowledge\":\"%s\"}\n"
                : "newsmark %s (libnewsmark %s, ABI %d, ICU %s, knowledge %s)\n",
           NEWSMARK_VERSION, newsmark_version(), NEWSMARK_VERSION_MAJOR, NEWSMARK_ICU_VERSION, digest);
    newsmark_model_free(model);
    return NMK_EXIT_OK;
}
