/* The entities stage: drafts of persons, organizations, places and countries, then what is said of the persons, then the result. */
#include "recognize/entities.h"

#include "recognize/linking.h"

NewsmarkStatus nmk_link_entities(NmkDoc *doc) {
    NmkLinking linking = {.doc = doc, .role_list = nmk_list_by_name(doc->model, "role"),
                          .prefix_list = nmk_list_by_name(doc->model, "role_prefix")};
    for (uint32_t i = 0; i < doc->mentions.count; i++) doc->mentions.at[i].entity = NMK_NONE;
    NEWSMARK_TRY(nmk_link_persons(&linking));
    NEWSMARK_TRY(nmk_link_organizations(&linking));
    NEWSMARK_TRY(nmk_link_landmarks(&linking));
    return nmk_rank_entities(&linking);
}
