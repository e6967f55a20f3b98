/* Places and countries as entities: places of one name in one country are one, and so is everything that speaks of one country. */
#include "recognize/linking.h"

static uint64_t key_of(const NmkDoc *doc, const NmkMention *m) {
    const uint64_t country = (uint64_t)m->country + 1;
    if (m->type == NEWSMARK_COUNTRY && m->country != NMK_NO_COUNTRY) return nmk_chain(1, country);
    return nmk_chain(nmk_chain(nmk_form_of(doc, m), m->type), country);
}

NewsmarkStatus nmk_link_landmarks(NmkLinking *linking) {
    NmkMentions *mentions = &linking->doc->mentions;
    NmkIndex index = nmk_index_in(linking->doc->arena);
    for (uint32_t pass = 0; pass < 2; pass++) { /* what tells first, then what only joins */
        for (uint32_t i = 0; i < mentions->count; i++) {
            NmkMention *m = &mentions->at[i];
            if ((m->type != NEWSMARK_PLACE && m->type != NEWSMARK_COUNTRY) || nmk_zone_tells(m->zone) == (pass == 1)) continue;
            const uint64_t key = key_of(linking->doc, m);
            if (pass == 1) {
                m->entity = nmk_index_find(&index, key);
                continue;
            }
            bool fresh;
            uint32_t *draft = nmk_index_at(&index, key, &fresh);
            if (draft && fresh) *draft = nmk_draft_new(linking, i);
            if (!draft || *draft == NMK_NONE) return NEWSMARK_ERROR_MEMORY;
            m->entity = *draft;
        }
    }
    return NEWSMARK_OK;
}
