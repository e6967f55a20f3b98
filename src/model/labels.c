/* The names of what the public header numbers. */
#include "newsmark.h"

const char *newsmark_version(void) { return NEWSMARK_VERSION; }

const char *newsmark_status_text(NewsmarkStatus status) {
    switch (status) {
    case NEWSMARK_OK: return "no error";
    case NEWSMARK_ERROR_MEMORY: return "out of memory";
    case NEWSMARK_ERROR_IO: return "a file could not be read";
    case NEWSMARK_ERROR_VERSION: return "the image was made by another version of newsmark";
    case NEWSMARK_ERROR_CORRUPT: return "the image is damaged";
    case NEWSMARK_ERROR_TOO_LARGE: return "the text is too large";
    case NEWSMARK_ERROR_ARGUMENT: return "a function was called with a wrong argument";
    case NEWSMARK_ERROR_NO_MODEL: return "the library was built without an embedded image";
    }
    return "unknown status";
}

const char *newsmark_type_name(NewsmarkType type) {
    switch (type) {
    case NEWSMARK_PERSON: return "person";
    case NEWSMARK_ORGANIZATION: return "organization";
    case NEWSMARK_PLACE: return "place";
    case NEWSMARK_OTHER: return "other";
    case NEWSMARK_NONE: return "none";
    case NEWSMARK_COUNTRY: return "country";
    }
    return "";
}

const char *newsmark_kind_name(NewsmarkKind kind) {
    switch (kind) {
    case NEWSMARK_KIND_NONE: return "";
    case NEWSMARK_KIND_NAME: return "name";
    case NEWSMARK_KIND_DEMONYM: return "demonym";
    case NEWSMARK_KIND_CAPITAL: return "capital";
    case NEWSMARK_KIND_GOVERNMENT: return "government";
    case NEWSMARK_KIND_REGION: return "region";
    case NEWSMARK_KIND_CITY: return "city";
    case NEWSMARK_KIND_INSTITUTION: return "institution";
    case NEWSMARK_KINDS: break;
    }
    return "";
}

const char *newsmark_zone_name(NewsmarkZone zone) {
    switch (zone) {
    case NEWSMARK_ZONE_HEADLINE: return "headline";
    case NEWSMARK_ZONE_DEK: return "dek";
    case NEWSMARK_ZONE_METADATA: return "metadata";
    case NEWSMARK_ZONE_BYLINE: return "byline";
    case NEWSMARK_ZONE_DATELINE: return "dateline";
    case NEWSMARK_ZONE_BODY: return "body";
    case NEWSMARK_ZONE_TAIL: return "tail";
    case NEWSMARK_ZONES: break;
    }
    return "";
}

const char *newsmark_stage_name(NewsmarkStage stage) {
    static const char *const NAMES[NEWSMARK_STAGES] = {"tokens", "lines", "lookup",    "language", "zones",  "sentences",
                                                       "rules",  "names", "countries", "entities", "topics", "result"};
    return (unsigned)stage < NEWSMARK_STAGES ? NAMES[stage] : "";
}
