/* A pull that looks at the bytes it passes on, until it knows what they are. */
#include "io/encoding.h"

#include <stdlib.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

#include "io/detect.h"

enum {
    PIVOT = 4096,
    SURE = 16 /* so many well-formed sequences without a malformed one, and a text is UTF-8 for good */
};

typedef enum State { BEGINNING, CHECKING, DECIDING, UTF8, CONVERTING, CONVERTED } State;

struct NmkEncoding {
    NmkWindow window, *from;
    const char *name; /* NULL: told by itself */
    State state;
    size_t well_formed; /* sequences seen so far */
    UConverter *converter, *utf8;
    char converter_name[64];
    UChar pivot[PIVOT], *pivot_in, *pivot_out;
};

NmkEncoding *nmk_encoding_new(const char *name) {
    NmkEncoding *e = calloc(1, sizeof *e);
    if (e && name && ucnv_compareNames(name, "auto") != 0) e->name = name;
    return e;
}

void nmk_encoding_free(NmkEncoding *encoding) {
    if (!encoding) return;
    ucnv_close(encoding->converter);
    ucnv_close(encoding->utf8);
    nmk_window_free(&encoding->window);
    free(encoding);
}

/* Whatever kind of malformed bytes: U+FFFD. */
static void replace(const void *context, UConverterToUnicodeArgs *arguments, const char *bytes, int32_t length, UConverterCallbackReason reason,
                    UErrorCode *status) {
    static const UChar REPLACEMENT = 0xFFFD;
    (void)context, (void)bytes, (void)length;
    if (reason > UCNV_IRREGULAR) return;
    *status = U_ZERO_ERROR;
    ucnv_cbToUWriteUChars(arguments, &REPLACEMENT, 1, 0, status);
}

static bool open_converters(NmkEncoding *e, const char *name) {
    UErrorCode status = U_ZERO_ERROR;
    if (!e->utf8) e->utf8 = ucnv_open("UTF-8", &status);
    if (!e->converter || strcmp(e->converter_name, name) != 0) {
        ucnv_close(e->converter);
        e->converter = ucnv_open(name, &status);
        if (U_SUCCESS(status)) ucnv_setToUCallBack(e->converter, replace, NULL, NULL, NULL, &status);
        strncpy(e->converter_name, name, sizeof e->converter_name - 1);
    }
    if (U_FAILURE(status)) return false;
    ucnv_reset(e->converter);
    ucnv_reset(e->utf8);
    e->pivot_in = e->pivot_out = e->pivot;
    return true;
}

static void convert_from(NmkEncoding *e, const char *name) {
    e->state = CONVERTING;
    if (!open_converters(e, name)) nmk_window_fail(&e->window, "cannot convert from %.60s", name);
}

/* Four bytes tell byte order marks; a line end before them tells that there is none. */
static void begin(NmkEncoding *e) {
    NmkSlice text;
    do text = nmk_window_unread(e->from);
    while (text.length < 4 && !memchr(text.bytes, '\n', text.length) && nmk_window_more(e->from));
    const char *marked = nmk_detect_mark(text);
    const char *name = marked ? marked : e->name;
    if (!name && memchr(text.bytes, '\0', text.length < 4 ? text.length : 4)) {
        nmk_window_fill(e->from, NMK_DETECT_SAMPLE);
        name = nmk_detect_wide(nmk_window_unread(e->from));
    }
    if (!name)
        e->state = CHECKING;
    else if (ucnv_compareNames(name, "UTF-8") == 0)
        e->state = UTF8;
    else
        convert_from(e, name);
}

static void decide(NmkEncoding *e) {
    nmk_window_fill(e->from, NMK_DETECT_SAMPLE);
    const char *name = nmk_detect_narrow(nmk_window_unread(e->from), e->well_formed);
    if (name)
        convert_from(e, name);
    else
        e->state = UTF8;
}

static ptrdiff_t failed(NmkEncoding *e) {
    nmk_window_fail(&e->window, "%s", e->from->fault);
    return -1;
}

/* Passes well-formed UTF-8 on. 0 where the first bytes are not, which are unread then. */
static ptrdiff_t check(NmkEncoding *e, char *to, size_t room) {
    ptrdiff_t got = nmk_window_take(e->from, to, room);
    if (got < 0) return failed(e);
    NmkSlice text = nmk_slice(to, (size_t)got);
    bool cut = false;
    size_t fine = nmk_detect_well_formed(text, SURE, &e->well_formed, &cut);
    if (e->well_formed >= SURE) {
        e->state = UTF8;
        return got;
    }
    if (fine == text.length) return got;
    if (!nmk_window_give_back(e->from, nmk_slice(to + fine, text.length - fine))) return failed(e);
    bool waits = cut && !e->from->at_end && (fine || nmk_window_fill(e->from, text.length - fine + 1));
    if (!waits) e->state = DECIDING;
    return (ptrdiff_t)fine;
}

static ptrdiff_t convert(NmkEncoding *e, char *to, size_t room) {
    char *target = to;
    while (target == to && e->state == CONVERTING) {
        if (e->from->start == e->from->end) nmk_window_more(e->from);
        if (e->from->fault[0]) return failed(e);
        NmkSlice bytes = nmk_window_unread(e->from);
        const char *source = bytes.bytes;
        UErrorCode status = U_ZERO_ERROR;
        ucnv_convertEx(e->utf8, e->converter, &target, to + room, &source, bytes.bytes + bytes.length, e->pivot, &e->pivot_in, &e->pivot_out,
                       e->pivot + PIVOT, false, e->from->at_end, &status);
        nmk_window_drop(e->from, (size_t)(source - bytes.bytes));
        if (status == U_BUFFER_OVERFLOW_ERROR) break;
        if (U_FAILURE(status)) {
            nmk_window_fail(&e->window, "cannot convert from %.60s: %s", e->converter_name, u_errorName(status));
            return -1;
        }
        if (e->from->at_end) e->state = CONVERTED;
    }
    return target - to;
}

static ptrdiff_t pull(void *from, char *to, size_t room) {
    NmkEncoding *e = from;
    for (;;) {
        ptrdiff_t got = 0;
        State before = e->state;
        switch (before) {
        case BEGINNING: begin(e); break;
        case CHECKING: got = check(e, to, room); break;
        case DECIDING: decide(e); break;
        case UTF8:
            got = nmk_window_take(e->from, to, room);
            return got < 0 ? failed(e) : got;
        case CONVERTING: got = convert(e, to, room); break;
        case CONVERTED: return 0;
        }
        if (e->window.fault[0]) return -1;
        if (got) return got;
        if (before == CHECKING && e->state == CHECKING && e->from->at_end && e->from->start == e->from->end) return 0;
    }
}

NmkWindow *nmk_encoding_open(NmkEncoding *e, NmkWindow *from) {
    nmk_window_open(&e->window, pull, e);
    e->from = from;
    e->state = BEGINNING;
    e->well_formed = 0;
    return &e->window;
}

/* Letters, digits and marks of names only: more would be options of ICU's, or paths. */
bool nmk_encoding_is_known(const char *name) {
    if (ucnv_compareNames(name, "auto") == 0) return true;
    if (!*name || name[strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:+ ")]) return false;
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &status);
    ucnv_close(converter);
    return U_SUCCESS(status);
}

const char **nmk_encoding_names(void) {
    size_t n = 0, room = 0;
    const char **names = NULL;
    for (int32_t i = 0, converters = ucnv_countAvailable(); i < converters; i++) {
        UErrorCode status = U_ZERO_ERROR;
        const char *converter = ucnv_getAvailableName(i);
        const uint16_t aliases = ucnv_countAliases(converter, &status);
        if (n + aliases + 1 > room) {
            room = 2 * room + aliases + 1;
            const char **larger = realloc(names, room * sizeof *names);
            if (!larger) break;
            names = larger;
        }
        for (uint16_t a = 0; a < aliases; a++) {
            const char *alias = ucnv_getAlias(converter, a, &status);
            if (U_SUCCESS(status) && alias) names[n++] = alias;
        }
    }
    if (names) names[n] = NULL;
    return names;
}
