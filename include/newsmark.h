/* newsmark: marks the people, countries and topics in news text, and says why.
 *
 * Two handles. A model is the compiled knowledge: immutable once opened, shared by any number of threads. A document
 * is the working memory of one thread: it is reused from text to text and allocates nothing once it has seen its
 * largest text. The library keeps no other state, prints nothing, reads no locale and never ends the process.
 *
 * Text is a pointer and a length in bytes. It may hold NUL bytes and malformed UTF-8 (each maximal malformed part reads
 * as U+FFFD) and is never written to. All offsets are bytes of that text, half open: [start, end). Every string in a
 * result is a NewsmarkString: it points into the text, the model or the document and is not NUL-terminated. A result
 * lives until the next newsmark_annotate on that document, or until the document or the model is freed.
 *
 * Functions that can fail return a NewsmarkStatus; NULL where a pointer is required is NEWSMARK_ERROR_ARGUMENT.
 */
#ifndef NEWSMARK_H
#define NEWSMARK_H

#include <stddef.h>
#include <stdint.h>

#define NEWSMARK_VERSION_MAJOR 0
#define NEWSMARK_VERSION_MINOR 1
#define NEWSMARK_VERSION_PATCH 0
#define NEWSMARK_VERSION "0.1.0"

#ifdef __cplusplus
extern "C" {
#endif
#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

typedef struct NewsmarkModel NewsmarkModel;
typedef struct NewsmarkDocument NewsmarkDocument;

typedef enum NewsmarkStatus {
    NEWSMARK_OK = 0,
    NEWSMARK_ERROR_MEMORY = 1,   /* an allocation failed; the document can be used again */
    NEWSMARK_ERROR_IO = 2,       /* a file could not be read */
    NEWSMARK_ERROR_VERSION = 3,  /* the image was made by another version, or on a machine of other byte order */
    NEWSMARK_ERROR_CORRUPT = 4,  /* the image is damaged: checksum, offsets or ids do not hold */
    NEWSMARK_ERROR_TOO_LARGE = 5, /* the text is longer than NEWSMARK_MAX_TEXT */
    NEWSMARK_ERROR_ARGUMENT = 6,
    NEWSMARK_ERROR_NO_MODEL = 7  /* the library was built without an embedded image */
} NewsmarkStatus;

enum { NEWSMARK_MAX_TEXT = 1 << 30 }; /* bytes */

/* What went wrong, in words: lower case, no full stop. Filled by the functions that take it; may be NULL there. */
typedef struct NewsmarkError {
    NewsmarkStatus status;
    char message[244];
} NewsmarkError;

typedef struct NewsmarkString {
    const char *bytes;
    size_t length;
} NewsmarkString;

typedef enum NewsmarkType {
    NEWSMARK_PERSON = 0,
    NEWSMARK_ORGANIZATION = 1,
    NEWSMARK_PLACE = 2,
    NEWSMARK_OTHER = 3, /* another proper name: a book, a prize, a law; never in results */
    NEWSMARK_NONE = 4,  /* no name; never in results */
    NEWSMARK_COUNTRY = 5
} NewsmarkType;

/* How a mention speaks of a country. */
typedef enum NewsmarkKind {
    NEWSMARK_KIND_NONE = 0,
    NEWSMARK_KIND_NAME = 1,        /* Japan */
    NEWSMARK_KIND_DEMONYM = 2,     /* Japanese, Frenchmen */
    NEWSMARK_KIND_CAPITAL = 3,     /* Tokyo, where it acts or is a place */
    NEWSMARK_KIND_GOVERNMENT = 4,  /* Kremlin, White House */
    NEWSMARK_KIND_REGION = 5,      /* Bavaria, Texas */
    NEWSMARK_KIND_CITY = 6,        /* Osaka */
    NEWSMARK_KIND_INSTITUTION = 7, /* Bundestag, Bank of Japan */
    NEWSMARK_KINDS = 8
} NewsmarkKind;

typedef enum NewsmarkZone {
    NEWSMARK_ZONE_HEADLINE = 0,
    NEWSMARK_ZONE_DEK = 1,      /* the line under the headline */
    NEWSMARK_ZONE_METADATA = 2, /* date, time, source, section */
    NEWSMARK_ZONE_BYLINE = 3,
    NEWSMARK_ZONE_DATELINE = 4,
    NEWSMARK_ZONE_BODY = 5,
    NEWSMARK_ZONE_TAIL = 6, /* tags, related links, share buttons, copyright */
    NEWSMARK_ZONES = 7
} NewsmarkZone;

#define NEWSMARK_NO_ENTITY UINT32_MAX
#define NEWSMARK_NO_TOPIC UINT32_MAX

typedef struct NewsmarkMention {
    uint32_t start, end; /* bytes of the text */
    NewsmarkType type;
    NewsmarkKind kind;   /* of countries, and of places and organizations with a code */
    NewsmarkZone zone;
    uint32_t entity;     /* index into entities, or NEWSMARK_NO_ENTITY (byline authors) */
    char code[3];        /* ISO 3166-1 alpha-2 of the country, or "" */
    uint8_t score;       /* 0-100: how sure */
    uint32_t geonames;   /* GeoNames id of a place, 0 where unknown */
    NewsmarkString rule; /* the fact that weighed most for it */
} NewsmarkMention;

typedef struct NewsmarkEntity {
    NewsmarkType type;
    char code[3];              /* country, place, organization: its country; person: nationality or country of the role */
    uint8_t salience;          /* 0-100 */
    uint32_t mentions;         /* how many in the story (byline and tail apart) */
    uint32_t first;            /* index of the first mention */
    uint32_t geonames;
    NewsmarkString name;       /* canonical: the fullest form, white space normalised */
    NewsmarkString given, family; /* persons, "" where not told apart */
    NewsmarkString role;       /* persons: as the text states it, or as known for the date of the document */
    NewsmarkString affiliation; /* persons: organization the text names beside the role */
} NewsmarkEntity;

typedef struct NewsmarkCountry {
    char code[3], alpha3[4];
    uint16_t numeric;
    uint8_t score;  /* 0-100, 100 for the first */
    uint32_t mentions;
    uint32_t kinds[NEWSMARK_KINDS];
    NewsmarkString name;
} NewsmarkCountry;

typedef struct NewsmarkTopic {
    NewsmarkString topic; /* our slug */
    NewsmarkString code;  /* "medtop:20000739", or "" */
    uint8_t relevance;    /* 0-100: from 50 the article is about it, from 25 it says something of substance */
    uint32_t first_evidence, n_evidence; /* in terms */
    uint32_t parent; /* the broader topic: index into topics, before or behind this one; NEWSMARK_NO_TOPIC of the top level */
} NewsmarkTopic;

/* A term that earned a topic its relevance. */
typedef struct NewsmarkTerm {
    NewsmarkString term; /* as the topic file writes it */
    NewsmarkString source; /* "topics/space.topics:12" */
    uint32_t count;      /* in the text */
    uint32_t start, end; /* its first place */
    uint8_t strength;    /* 3 strong, 2 medium, 1 weak */
} NewsmarkTerm;

typedef struct NewsmarkSection {
    uint32_t start, end;
    NewsmarkZone zone;
} NewsmarkSection;

/* Details of the document: found in the text, or given as fields. Empty where unknown. */
typedef struct NewsmarkDetails {
    NewsmarkString title, source, dateline;
    NewsmarkString language; /* ISO 639-1, "" when the text is too short to tell */
    char date[11];           /* "2022-01-27", "2022-01", "2022" or "" */
    const NewsmarkString *authors;
    size_t n_authors;
    uint64_t fingerprint;    /* simhash of the words: near copies differ in few bits */
} NewsmarkDetails;

typedef struct NewsmarkResult {
    NewsmarkDetails details;
    const NewsmarkSection *sections; /* the whole text in zones, in order */
    const NewsmarkMention *mentions; /* by start; one mention a span */
    const NewsmarkEntity *entities;  /* by salience */
    const NewsmarkCountry *countries; /* by score */
    const NewsmarkTopic *topics;     /* by relevance */
    const NewsmarkTerm *terms;       /* of all topics */
    size_t n_sections, n_mentions, n_entities, n_countries, n_topics, n_terms;
    size_t n_focus; /* the first n_focus countries are what the story is centred on */
} NewsmarkResult;

/* What is known of a text besides the text: each replaces a guess. All optional, strings borrowed for the call. */
typedef struct NewsmarkFields {
    NewsmarkString title, date, source, source_country, authors, dateline, section;
} NewsmarkFields;

/* One fact and what it says for each type, in tenths of a logit. */
typedef struct NewsmarkFact {
    NewsmarkString name;   /* "left:title" */
    NewsmarkString source; /* "rules/person.rules:12", "lists/office.txt", or "" */
    int16_t weight[5];     /* by NewsmarkType up to NEWSMARK_NONE */
} NewsmarkFact;

/* Why a span is, or is not, a name. */
typedef struct NewsmarkEvidence {
    uint32_t start, end; /* the span asked for, widened to words */
    NewsmarkType type;   /* decided type; NEWSMARK_NONE where it is no mention */
    int32_t total[5];    /* sums by type; the facts add up to it */
    uint8_t share[5];    /* probability of each type, in hundredths */
    uint32_t lost_start, lost_end; /* a chosen span that overlaps it, 0,0 if none */
    const NewsmarkFact *facts;     /* by weight of the decision, largest first */
    size_t n_facts;
} NewsmarkEvidence;

/* The stages of newsmark_annotate, in order. */
typedef enum NewsmarkStage {
    NEWSMARK_STAGE_TOKENS,
    NEWSMARK_STAGE_LINES,
    NEWSMARK_STAGE_LOOKUP,
    NEWSMARK_STAGE_LANGUAGE,
    NEWSMARK_STAGE_ZONES,
    NEWSMARK_STAGE_SENTENCES,
    NEWSMARK_STAGE_RULES, /* their preparation: they run inside names */
    NEWSMARK_STAGE_NAMES,
    NEWSMARK_STAGE_COUNTRIES,
    NEWSMARK_STAGE_ENTITIES,
    NEWSMARK_STAGE_TOPICS,
    NEWSMARK_STAGE_RESULT,
    NEWSMARK_STAGES
} NewsmarkStage;

/* Where the time went: wall time of each stage, and what it was spent on. */
typedef struct NewsmarkProfile {
    uint64_t nanoseconds[NEWSMARK_STAGES];
    uint64_t documents, bytes, tokens;
} NewsmarkProfile;

/* "0.1.0" */
const char *newsmark_version(void);

/* A constant sentence for a status. */
const char *newsmark_status_text(NewsmarkStatus status);

/* Opens the image at path, or the embedded one where path is NULL. A file is read, mapped and verified completely. */
NewsmarkStatus newsmark_model_open(const char *path, NewsmarkModel **model, NewsmarkError *error);

/* Opens an image in memory, aligned to 64 bytes; it is verified completely and borrowed until newsmark_model_free. */
NewsmarkStatus newsmark_model_open_memory(const void *image, size_t size, NewsmarkModel **model, NewsmarkError *error);

/* NULL is fine. Documents of the model must be freed before. */
void newsmark_model_free(NewsmarkModel *model);

/* 16 hexadecimal digits that name the knowledge; NUL-terminated, as long as the model. */
const char *newsmark_model_digest(const NewsmarkModel *model);

NewsmarkStatus newsmark_document_new(const NewsmarkModel *model, NewsmarkDocument **document);
void newsmark_document_free(NewsmarkDocument *document);

/* Annotates one text; the text and the fields must live as long as the result is used. fields may be NULL. Time is linear in length. */
NewsmarkStatus newsmark_annotate(NewsmarkDocument *document, const char *text, size_t length, const NewsmarkFields *fields);

/* The result of the last newsmark_annotate that returned NEWSMARK_OK; never NULL (an empty result before that). */
const NewsmarkResult *newsmark_result(const NewsmarkDocument *document);

/* Lists the facts for the span of words that covers bytes [start, end) of the last text. The evidence lives like a result,
 * until the next call of this function. NEWSMARK_ERROR_ARGUMENT where no word stands there. */
NewsmarkStatus newsmark_evidence(NewsmarkDocument *document, uint32_t start, uint32_t end, const NewsmarkEvidence **evidence);

/* From now on each newsmark_annotate adds its times to *profile, which the caller set to zero and keeps; NULL ends that. */
void newsmark_document_profile(NewsmarkDocument *document, NewsmarkProfile *profile);

/* Chooses the vector instructions: "scalar", "avx2", "avx512", or "best" (as from the start). All give the same results.
 * NEWSMARK_ERROR_ARGUMENT where the name is none of these, or this machine cannot run it. */
NewsmarkStatus newsmark_document_cpu(NewsmarkDocument *document, const char *name);

const char *newsmark_stage_name(NewsmarkStage stage); /* "lookup" */
const char *newsmark_type_name(NewsmarkType type); /* "person" */
const char *newsmark_kind_name(NewsmarkKind kind); /* "demonym" */
const char *newsmark_zone_name(NewsmarkZone zone); /* "headline" */

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif
#ifdef __cplusplus
}
#endif
#endif
