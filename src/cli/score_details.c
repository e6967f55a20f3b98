/* How the page is built: zones of its lines, title, date, source, authors, dateline, language; only where gold has zones. A detail that
 * gold gives as null is one that the text does not state: finding it is wrong. */
#include "cli/scores.h"
#include "cli/spelling.h"

static void score_text(NmkScores *scores, NmkMeasure measure, const NmkGold *gold, const char *path, NmkSlice found) {
    uint32_t at = nmk_json_path(gold->values, path);
    if (at == NMK_JSON_MISSING) return;
    NmkSlice wanted = gold->values[at].kind == NMK_JSON_STRING ? gold->values[at].text : nmk_slice("", 0);
    bool right = nmk_same_spelling(wanted, found);
    nmk_score_answer(scores, measure, right);
    if (right) return;
    if (wanted.length) nmk_score_mistake(scores, measure, true, wanted);
    if (found.length) nmk_score_mistake(scores, measure, false, found);
}

static bool finds_author(const NewsmarkDetails *details, NmkSlice name) {
    for (size_t i = 0; i < details->n_authors; i++)
        if (nmk_same_spelling(details->authors[i], name)) return true;
    return false;
}

static void score_authors(NmkScores *scores, const NmkGold *gold, const NewsmarkDetails *details) {
    if (!nmk_gold_has(gold, "meta.authors", NMK_JSON_ARRAY)) return;
    size_t wanted = 0;
    bool right = true;
    NmkSlice name;
    for (uint32_t at = 0; nmk_gold_next(gold, "meta.authors", &at, &name); wanted++) {
        if (finds_author(details, name)) continue;
        right = false;
        nmk_score_mistake(scores, NMK_MEASURE_AUTHORS, true, name);
    }
    if (wanted != details->n_authors) {
        right = false;
        for (size_t i = 0; i < details->n_authors; i++) nmk_score_mistake(scores, NMK_MEASURE_AUTHORS, false, details->authors[i]);
    }
    nmk_score_answer(scores, NMK_MEASURE_AUTHORS, right);
}

/* The zone at a byte. A dateline begins a line of the body, which gold gives as body. */
static const char *zone_at(const NewsmarkResult *result, size_t byte) {
    for (size_t i = 0; i < result->n_sections; i++) {
        if (byte >= result->sections[i].end || byte < result->sections[i].start) continue;
        NewsmarkZone zone = result->sections[i].zone;
        return newsmark_zone_name(zone == NEWSMARK_ZONE_DATELINE ? NEWSMARK_ZONE_BODY : zone);
    }
    return "none";
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void score_line(NmkScores *scores, const NewsmarkResult *result, size_t byte, NmkSlice zone) {
    const char *found = zone_at(result, byte);
    bool right = nmk_slice_is(zone, found);
    nmk_score_answer(scores, NMK_MEASURE_ZONES, right);
    if (right) return;
    nmk_score_mistake(scores, NMK_MEASURE_ZONES, true, zone);
    nmk_score_mistake(scores, NMK_MEASURE_ZONES, false, nmk_slice_of(found));
}

/* Lines of [start, end) that are not empty, by their first character that is no space. */
static void score_lines(NmkScores *scores, const NmkGold *gold, const NewsmarkResult *result, size_t start, size_t end, NmkSlice zone) {
    bool pending = true;
    for (size_t at = start; at < end; at++) {
        char c = gold->text.bytes[at];
        if (c == '\n')
            pending = true;
        else if (pending && !is_space(c)) {
            score_line(scores, result, at, zone);
            pending = false;
        }
    }
}

static void score_zones(NmkScores *scores, const NmkGold *gold, const NewsmarkResult *result) {
    const NmkJsonValue *values = gold->values;
    uint32_t list = nmk_json_path(values, "meta.zones");
    if (list == NMK_JSON_MISSING || values[list].kind != NMK_JSON_ARRAY) return;
    for (uint32_t i = list + 1; i < values[list].after; i = values[i].after) {
        uint32_t start = nmk_json_member(values, i, nmk_slice_of("start")), end = nmk_json_member(values, i, nmk_slice_of("end"));
        uint32_t zone = nmk_json_member(values, i, nmk_slice_of("zone")), first, last;
        if (start == NMK_JSON_MISSING || end == NMK_JSON_MISSING || zone == NMK_JSON_MISSING) continue;
        if (!nmk_json_count(&values[start], &first) || !nmk_json_count(&values[end], &last) || first > last || last > gold->n_points) continue;
        score_lines(scores, gold, result, gold->bytes[first], gold->bytes[last], values[zone].text);
    }
}

void nmk_score_details(NmkScores *scores, const NmkGold *gold, const NewsmarkResult *result) {
    const NewsmarkDetails *details = &result->details;
    if (!nmk_gold_has(gold, "meta.zones", NMK_JSON_ARRAY)) return;
    score_zones(scores, gold, result);
    score_text(scores, NMK_MEASURE_TITLE, gold, "meta.title", details->title);
    score_text(scores, NMK_MEASURE_DATE, gold, "meta.date", nmk_slice_of(details->date));
    score_text(scores, NMK_MEASURE_SOURCE, gold, "meta.source", details->source);
    score_text(scores, NMK_MEASURE_DATELINE, gold, "meta.dateline", details->dateline);
    score_text(scores, NMK_MEASURE_LANGUAGE, gold, "meta.language", details->language);
    score_authors(scores, gold, details);
}
