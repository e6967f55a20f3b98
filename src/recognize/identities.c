/* Identities: what people.tsv knows of the persons of a text. Only a full name is an identity; a surname could be anybody's. */
#include "recognize/linking.h"

uint32_t nmk_identity(const NmkDoc *doc, const NmkMention *mention) {
    return nmk_entry_of(doc, mention, NMK_ENTRY_PERSON);
}

/* The day, or the span of days where only month or year are known, as yyyymmdd; false where there is no date. */
static bool days_of(const NmkDoc *doc, uint32_t *from, uint32_t *until) {
    uint32_t part[3] = {0, 0, 0}, n = 0;
    const char *date = doc->details.date;
    if (date[0] < '0' || date[0] > '9') return false;
    for (size_t i = 0; i < sizeof doc->details.date && date[i] && n < 3; i++) {
        if (date[i] == '-')
            n++;
        else
            part[n] = part[n] * 10 + (uint32_t)(date[i] - '0');
    }
    *from = part[0] * 10000 + (part[1] ? part[1] : 1) * 100 + (part[2] ? part[2] : 1);
    *until = part[0] * 10000 + (part[1] ? part[1] : 12) * 100 + (part[2] ? part[2] : 31);
    return true;
}

uint32_t nmk_identity_role(const NmkDoc *doc, uint32_t person) {
    uint32_t from, until, latest = 0, text = 0;
    if (!days_of(doc, &from, &until)) return 0;
    const NmkPerson *row = &doc->model->people[person];
    for (uint32_t i = row->role; i < row->role + row->roles; i++) {
        const NmkRole *role = &doc->model->roles[i];
        if (!role->from || role->from > from || (role->until && role->until < until) || role->from < latest) continue;
        latest = role->from;
        text = role->text;
    }
    return text;
}
