/* Home words: what tells where a text is at home although no country is named: "crore", "Sheriff", "NHS", a telephone number of ten digits. Of each
 * country the best word of each strength counts once, so three points are the most. */
#include "recognize/places.h"

/* Codes have two letters. */
static int compare_codes(const char *a, const char *b) {
    const int first = (unsigned char)a[0] - (unsigned char)b[0];
    return first || !a[0] ? first : (unsigned char)a[1] - (unsigned char)b[1];
}

uint16_t nmk_country_by_code(const NmkModelView *model, const char *code) {
    uint32_t low = 0, high = model->count[NMK_SECTION_COUNTRIES];
    while (low < high) {
        const uint32_t middle = (low + high) / 2;
        if (compare_codes(model->countries[middle].alpha2, code) < 0) low = middle + 1;
        else high = middle;
    }
    return low < model->count[NMK_SECTION_COUNTRIES] && !compare_codes(model->countries[low].alpha2, code) ? (uint16_t)low : NMK_NO_COUNTRY;
}

static bool has_digits(const NmkDoc *doc, uint32_t i, uint32_t digits) {
    const NmkToken *token = &doc->tokens.at[i];
    if (token->kind != NMK_NUMBER || token->end - token->start != digits) return false;
    for (uint32_t b = token->start; b < token->end; b++)
        if (doc->text.bytes[b] < '0' || doc->text.bytes[b] > '9') return false;
    return true;
}

/* "(318) 555-0134" or "318-555-0134": its last token */
static bool is_us_telephone(const NmkDoc *doc, uint32_t i) {
    if (i < 3 || !(doc->tokens.at[i].flags & NMK_GLUED) || !has_digits(doc, i, 4) || !has_digits(doc, i - 1, 3)) return false;
    if (doc->tokens.at[i - 1].flags & NMK_GLUED) return has_digits(doc, i - 2, 3);
    return doc->tokens.at[i - 2].kind == NMK_MARK && nmk_doc_has(doc, i - 2, NMK_A_close) && has_digits(doc, i - 3, 3);
}

static bool is_pound(const NmkDoc *doc, uint32_t i) {
    return doc->tokens.at[i].kind == NMK_MARK && nmk_slice_is(nmk_doc_token(doc, i), "\xC2\xA3");
}

static void add_point(NmkPlaces *p, uint16_t country, uint32_t points) {
    if (country == NMK_NO_COUNTRY) return;
    p->at_home = true;
    NmkSigns *signs = nmk_signs_of(p, country);
    signs->home |= points == 1 ? 1 : 2;
    signs->home_count += points;
}

/* The field source_country: a code or a name. */
static void read_field(NmkPlaces *p) {
    const NmkSlice field = p->doc->fields->source_country;
    const NmkModelView *model = p->doc->model;
    for (uint32_t c = 0; field.length && c < p->n_countries; c++) {
        const NmkCountry *country = &model->countries[c];
        if (nmk_slice_is(field, country->alpha2) || nmk_slice_is(field, country->alpha3) || nmk_slice_equal(field, nmk_string(model, country->name)))
            add_point(p, (uint16_t)c, 2);
    }
}

/* Telephone numbers and pounds: most tokens are words, which are passed over at once. */
static void read_numbers(NmkPlaces *p) {
    const NmkDoc *doc = p->doc;
    const NmkToken *first = doc->tokens.at, *end = first + doc->tokens.count;
    for (const NmkToken *at = first; at < end; at++) {
        if (at->kind == NMK_WORD) continue;
        const uint32_t i = (uint32_t)(at - first);
        if (at->kind == NMK_NUMBER && (at->flags & NMK_GLUED) && is_us_telephone(doc, i)) add_point(p, p->us, 2);
        if (at->kind == NMK_MARK && doc->text.bytes[at->start] == '\xC2' && is_pound(doc, i)) add_point(p, nmk_country_by_code(doc->model, "GB"), 2);
    }
}

void nmk_home_word(NmkPlaces *p, const NmkMatch *match) {
    const NmkDoc *doc = p->doc;
    const NmkEntry *entry = &doc->model->entries[match->entry];
    if (!nmk_zone_counts(nmk_doc_zone(doc, match->first)) || nmk_is_credit(doc, match->first)) return;
    if (entry->id / 4 < p->n_countries) add_point(p, (uint16_t)(entry->id / 4), entry->id % 4);
}

void nmk_find_home(NmkPlaces *p) {
    read_field(p);
    read_numbers(p);
}
