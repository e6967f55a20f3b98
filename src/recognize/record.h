/* Record: a text that is the row of a database, "DATE: July 2, 2015", one field a line. */
#ifndef NEWSMARK_RECOGNIZE_RECORD_H
#define NEWSMARK_RECOGNIZE_RECORD_H

#include "recognize/page.h"

/* If the text begins as a record, gives the zones of all its fields, fills the page from them and sets *found. Lines after the field that
 * holds the text stay body. */
NewsmarkStatus nmk_read_record(NmkPage *page, bool *found);

/* A single field in the head of a page ("Source: Valley Chronicle"): fills the page from it and returns whether the line is one. */
NewsmarkStatus nmk_read_field_line(NmkPage *page, uint32_t line, bool *found);

#endif
