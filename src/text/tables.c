/* The Unicode tables, made when newsmark is built (compile/unicode_tables.c); text/classes.h says what they hold. */
#include "text/classes.h"

#include "text/unicode_tables.h"
