/* The entities stage: drafts of persons, organizations, places and countries, then what is said of the persons, then the result. */
#include "recognize/entities.h"

#include "recognize/linking.h"

static uint32_t list_of(const NmkModelView *model, const char *name) {
    for (uint32_t i = 0; i < model->count[NMK_SECTION_LISTS]; i++)
        if (nmk_slice_is(nmk_string(model, model->lists[i]), name)) return i;
    return NMK_NONE;
}

NewsmarkStatus nmk_link_entities(NmkDoc *doc) {
    NmkLinking linking = {.doc = doc, .role_list = list_of(doc->model, "role"), .prefix_list = list_of(doc->model, "role_prefix")};
    for (uint32_t i = 0; i < doc->mentions.count; i++) doc->mentions.at[i].entity = NMK_NONE;
    NEWSMARK_TRY(nmk_link_persons(&linking));
    NEWSMARK_TRY(nmk_link_organizations(&linking));
    NEWSMARK_TRY(nmk_link_landmarks(&linking));
    return nmk_rank_entities(&linking);
}
