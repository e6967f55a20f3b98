/* The text is read as items: numbers, words and what stands between them. At each item the written orders of a date are tried, the most
 * explicit first. Only English months; no time of day, no time zone, no relative dates. Years from 1700 to 2099. */
#include "recognize/dates.h"

enum { MIN_YEAR = 1700, MAX_YEAR = 2099, LONGEST_GAP = 4 };

/* A number or a word of ASCII letters; of other texts the letters are passed over. */
typedef struct Item {
    size_t start, end; /* end: past an ordinal ending ("27th") or the dot of an abbreviation ("Jan.") */
    unsigned digits;   /* 0: a word */
    unsigned value;    /* number, or month of the word */
} Item;

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool same_letters(const char *p, const char *letters, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (lower(p[i]) != letters[i]) return false;
    return true;
}

unsigned nmk_month_of(NmkSlice word) {
    static const char *const names[] = {"january", "february", "march",     "april",   "may",      "june",
                                        "july",    "august",   "september", "october", "november", "december"};
    size_t n = word.length && word.bytes[word.length - 1] == '.' ? word.length - 1 : word.length;
    if (n < 3) return 0;
    for (unsigned m = 0; m < 12; m++) {
        if (lower(*word.bytes) != *names[m]) continue;
        size_t full = strlen(names[m]);
        bool accepted = n == 3 || n == full || (n == 4 && m == 8);
        if (accepted && n <= full && same_letters(word.bytes, names[m], n)) return m + 1;
    }
    return 0;
}

static size_t skip_ordinal(NmkSlice text, size_t at) {
    static const char *const endings[] = {"st", "nd", "rd", "th"};
    for (unsigned i = 0; i < 4 && at + 2 <= text.length; i++)
        if (same_letters(text.bytes + at, endings[i], 2) && (at + 2 == text.length || !is_letter(text.bytes[at + 2]))) return at + 2;
    return at;
}

static Item read_item(NmkSlice text, size_t at) {
    Item item = {.start = at};
    if (is_digit(text.bytes[at])) {
        for (; at < text.length && is_digit(text.bytes[at]); at++)
            if (item.digits++ < 8) item.value = item.value * 10 + (unsigned)(text.bytes[at] - '0');
        item.end = item.digits <= 2 ? skip_ordinal(text, at) : at;
        return item;
    }
    while (at < text.length && is_letter(text.bytes[at])) at++;
    item.value = nmk_month_of(nmk_slice(text.bytes + item.start, at - item.start));
    item.end = item.value && at < text.length && text.bytes[at] == '.' ? at + 1 : at;
    return item;
}

/* The item after a gap of at most a few of the characters `between`; false where anything else stands there. */
static bool next_item(NmkSlice text, const Item *item, const char *between, Item *next) {
    size_t at = item->end;
    while (at < text.length && at < item->end + LONGEST_GAP && text.bytes[at] && strchr(between, text.bytes[at])) at++;
    if (at >= text.length || !(is_digit(text.bytes[at]) || is_letter(text.bytes[at]))) return false;
    *next = read_item(text, at);
    return true;
}

static bool is_year(const Item *item) {
    return item->digits == 4 && item->value >= MIN_YEAR && item->value <= MAX_YEAR;
}
static bool is_short(const Item *item) {
    return item->digits == 1 || item->digits == 2;
}
static bool is_month(const Item *item) {
    return item->digits == 0 && item->value > 0;
}

static bool is_day(unsigned year, unsigned month, unsigned day) {
    static const unsigned char days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12 || day < 1 || day > days[month - 1]) return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return !(month == 2 && day == 29 && year && !leap);
}

/* Four digits of a year, or a hyphen and two digits. */
static void put_number(char *out, unsigned value, unsigned digits) {
    if (digits == 2) *out++ = '-';
    for (unsigned i = digits; i-- > 0; value /= 10) out[i] = (char)('0' + value % 10);
}

static NmkDate date_of(unsigned year, unsigned month, unsigned day, size_t start, size_t end) {
    NmkDate date = {.precision = NMK_DATE_NONE, .start = start, .end = end};
    if (day && !is_day(year, month, day)) return date;
    if (!year)
        date.precision = NMK_DATE_DAY_ONLY;
    else if (!month)
        date.precision = NMK_DATE_YEAR;
    else
        date.precision = day ? NMK_DATE_FULL : NMK_DATE_MONTH;
    if (year) put_number(date.iso, year, 4);
    if (year && month) put_number(date.iso + 4, month, 2);
    if (year && month && day) put_number(date.iso + 7, day, 2);
    return date;
}

static const NmkDate none = {.precision = NMK_DATE_NONE};

/* January 27, 2022; Jan. 27; January 2022 */
static NmkDate month_first(NmkSlice text, const Item *month) {
    Item day, year;
    if (!next_item(text, month, " ,.-\t", &day)) return none;
    if (is_year(&day)) return date_of(day.value, month->value, 0, month->start, day.end);
    if (!is_short(&day)) return none;
    if (next_item(text, &day, " ,.-\t", &year) && is_year(&year)) return date_of(year.value, month->value, day.value, month->start, year.end);
    return date_of(0, month->value, day.value, month->start, day.end);
}

/* 27 January 2022; 27th of January; 27-Jan-2022 */
static NmkDate day_month(NmkSlice text, const Item *day, const Item *month) {
    Item year;
    if (next_item(text, month, " ,.-/\t", &year) && is_year(&year)) return date_of(year.value, month->value, day->value, day->start, year.end);
    return date_of(0, month->value, day->value, day->start, month->end);
}

/* 27/01/2022, 1/27/2022: only where one number can be no month, or both are the same; 27.01.2022 is always day first. */
static NmkDate two_numbers(NmkSlice text, const Item *first, const Item *second) {
    Item year;
    char mark = text.bytes[first->end];
    char marks[2] = {mark, 0};
    if (!next_item(text, second, marks, &year) || !is_year(&year)) return none;
    unsigned a = first->value, b = second->value;
    if (mark == '.' || a > 12 || a == b) return date_of(year.value, b, a, first->start, year.end);
    return b > 12 ? date_of(year.value, a, b, first->start, year.end) : none;
}

static NmkDate day_first(NmkSlice text, const Item *day) {
    Item second, third;
    if (!next_item(text, day, " ,./-\t", &second)) return none;
    if (is_month(&second)) return day_month(text, day, &second);
    if (second.digits == 0) {
        bool of = second.end - second.start == 2 && same_letters(text.bytes + second.start, "of", 2);
        return of && next_item(text, &second, " ", &third) && is_month(&third) ? day_month(text, day, &third) : none;
    }
    bool tight = second.start == day->end + 1 && strchr("./-", text.bytes[day->end]);
    return is_short(&second) && tight ? two_numbers(text, day, &second) : none;
}

/* 2022-01-27, 2022/01/27, 2022 January 27 */
static NmkDate year_first(NmkSlice text, const Item *year) {
    Item month, day;
    if (!next_item(text, year, "-/. ", &month)) return none;
    bool tight = month.start == year->end + 1 && text.bytes[year->end] != ' ';
    if (!is_month(&month) && !(is_short(&month) && tight)) return none;
    if (!next_item(text, &month, "-/. ", &day) || !is_short(&day)) return none;
    return date_of(year->value, month.value, day.value, year->start, day.end);
}

static NmkDate read_date(NmkSlice text, const Item *item) {
    if (is_month(item)) return month_first(text, item);
    if (is_short(item)) return day_first(text, item);
    if (is_year(item)) return year_first(text, item);
    if (item->digits == 8 && item->value / 10000 >= 1900 && item->value / 10000 <= MAX_YEAR)
        return date_of(item->value / 10000, item->value / 100 % 100, item->value % 100, item->start, item->end);
    return none;
}

NmkDate nmk_date_at(NmkSlice text, size_t at) {
    if (at >= text.length || !(is_digit(text.bytes[at]) || is_letter(text.bytes[at]))) return none;
    Item item = read_item(text, at);
    return read_date(text, &item);
}

NmkDate nmk_date_find(NmkSlice text) {
    NmkDate best = none;
    Item item = {.digits = 0}, alone = {.digits = 0};
    unsigned items = 0;
    for (size_t at = 0; at < text.length; at = item.end) {
        if (!is_digit(text.bytes[at]) && !is_letter(text.bytes[at])) {
            item.end = at + 1;
            continue;
        }
        item = read_item(text, at);
        if (items++ == 0) alone = item;
        NmkDate date = read_date(text, &item);
        if (date.precision > best.precision) best = date;
        if (best.precision == NMK_DATE_FULL) return best;
    }
    if (items == 1 && is_year(&alone)) return date_of(alone.value, 0, 0, alone.start, alone.end);
    return best;
}
