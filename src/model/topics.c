/* Verification of the topic sections: what the scorer follows without looking stays inside its tables. */
#include "model/model.h"

enum { WEIGHT_MAX = 64 }; /* of parents and links: keeps the sums of the scorer within 64 bits */

static bool topic_valid(const NmkModelView *model, uint32_t number) {
    const NmkTopic *topic = &model->topics[number];
    uint64_t parents_end = (uint64_t)topic->parents + topic->n_parents, links_end = (uint64_t)topic->links + topic->n_links;
    if (!nmk_string_valid(model, topic->slug) || !nmk_string_valid(model, topic->code) || !nmk_string_valid(model, topic->name)) return false;
    if (parents_end > model->count[NMK_SECTION_TOPIC_PARENTS] || links_end > model->count[NMK_SECTION_TOPIC_LINKS]) return false;
    if (topic->threshold == 0 || topic->classes >> NMK_CLASSES || topic->factor > WEIGHT_MAX) return false;
    if (topic->order >= model->count[NMK_SECTION_TOPICS]) return false;
    return number < NMK_CLASSES ? topic->broader == NMK_NO_TOPIC : topic->broader < number;
}

static bool phrase_terms_valid(const NmkModelView *model) {
    const uint32_t count = model->count[NMK_SECTION_PHRASE_TERMS];
    for (uint32_t i = 0; i < count; i++) {
        const NmkPhraseTerm *row = &model->phrase_terms[i];
        if (row->term >= model->count[NMK_SECTION_TERMS]) return false;
        if (row->topic != model->terms[row->term].topic || row->strength > NMK_STRONG) return false;
    }
    return true;
}

bool nmk_topics_valid(const NmkModelView *model) {
    uint32_t n_topics = model->count[NMK_SECTION_TOPICS], n_terms = model->count[NMK_SECTION_TERMS];
    if (n_topics >= NMK_NO_TOPIC || (n_topics > 0 && n_topics < NMK_CLASSES)) return false;
    for (uint32_t i = 0; i < n_topics; i++)
        if (!topic_valid(model, i)) return false;
    for (uint32_t i = 0; i < model->count[NMK_SECTION_TOPIC_PARENTS]; i++)
        if (model->topic_parents[i].topic >= NMK_CLASSES || model->topic_parents[i].weight > WEIGHT_MAX) return false;
    for (uint32_t i = 0; i < model->count[NMK_SECTION_TOPIC_LINKS]; i++)
        if (model->topic_links[i].topic >= n_topics || model->topic_links[i].weight > WEIGHT_MAX) return false;
    for (uint32_t i = 0; i < n_terms; i++) {
        const NmkTerm *term = &model->terms[i];
        if (!nmk_string_valid(model, term->text) || nmk_string(model, term->text).length != term->text_length) return false;
        if (!nmk_string_valid(model, term->source) || nmk_string(model, term->source).length != term->source_length) return false;
        if (term->topic >= n_topics || term->key >= n_terms) return false;
    }
    if (model->count[NMK_SECTION_TOPIC_PARENTS] > 0 && n_topics < NMK_CLASSES) return false;
    return phrase_terms_valid(model);
}
