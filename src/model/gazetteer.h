/* Rows of what has an identity in the world: countries, regions, cities, organizations, people. Strings are offsets into
 * STRINGS; countries are indexes into COUNTRIES, NMK_NO_COUNTRY where none. */
#ifndef NEWSMARK_MODEL_GAZETTEER_H
#define NEWSMARK_MODEL_GAZETTEER_H

#include "model/image.h"

enum { NMK_NO_COUNTRY = 0xffff };

typedef struct NmkCountry {
    char alpha2[4], alpha3[4]; /* NUL-terminated */
    uint32_t name, official, capital;
    uint16_t numeric, from, until; /* years of a former state, 0 open */
    uint16_t successor;            /* in COUNTRIES */
    char fips[4];
    uint32_t continent;
} NmkCountry;

typedef enum NmkNameKind {
    NMK_NAME_NAME, NMK_NAME_ADJECTIVE, NMK_NAME_DEMONYM, NMK_NAME_SEAT, NMK_NAME_REGION, NMK_NAME_INSTITUTION, NMK_NAME_FIRM,
    NMK_NAME_POST, NMK_NAME_SPORT, NMK_NAME_KINDS
} NmkNameKind;

typedef struct NmkCountryName {
    uint32_t text;
    uint16_t country;
    uint8_t kind; /* NmkNameKind */
    uint8_t exact; /* 1: only in exactly this spelling */
} NmkCountryName;

typedef enum NmkRegionKind { NMK_REGION_STATE, NMK_REGION_COUNTY, NMK_REGION_ABBREVIATION, NMK_REGION_KINDS } NmkRegionKind;

typedef struct NmkRegion {
    uint32_t text, code; /* code: of the first-level division, as in CITIES */
    uint16_t country;
    uint16_t kind;
} NmkRegion;

typedef struct NmkCity {
    uint32_t name, division; /* first-level division */
    uint32_t geonames, population;
    int32_t latitude, longitude; /* 1/10,000 degree */
    uint16_t country;
    uint16_t capital; /* 1: capital of its country */
} NmkCity;

/* All cities that one written name may mean: senses [first, first + count), by population, largest first. */
typedef struct NmkCityName {
    uint32_t first, count;
} NmkCityName;

typedef struct NmkCitySense {
    uint32_t city;
    uint32_t population; /* at least 500; a quarter where the name is not its main one */
} NmkCitySense;

typedef struct NmkOrganization {
    uint32_t name, kind; /* kind: "company" */
    uint16_t country;
    uint16_t reserved;
} NmkOrganization;

typedef struct NmkPerson {
    uint32_t name;
    uint32_t role, roles; /* first in ROLES, how many */
    uint16_t country;
    uint16_t reserved;
} NmkPerson;

typedef struct NmkRole {
    uint32_t text;
    uint32_t from, until; /* yyyymmdd; 0: not dated (from) or open (until) */
} NmkRole;

#endif
