// The JSON reader: simdjson finds and checks the structure, this file walks it and reads strings, numbers and literals. The only C++ of
// the project, behind a C face. Strings are read here because simdjson refuses lone surrogates, which news databases are full of.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic" // C headers with compound literals
extern "C" {
#include "io/json_fault.h"
#include "io/json_reader.h"
#include "text/utf8.h"
}
#pragma GCC diagnostic pop

#define SIMDJSON_EXCEPTIONS 0
#include <simdjson.h>

#include <cstdio>
#include <cstdlib>
#include <new>

namespace ondemand = simdjson::ondemand;
using simdjson::error_code;

// An object or array that is being walked.
struct Level {
    uint32_t at; // its value
    ondemand::object_iterator fields; // one of the two
    ondemand::array_iterator elements;
};

struct NmkJsonReader {
    ondemand::parser parser;
    Level levels[NMK_JSON_DEPTH]; // depth used
    unsigned depth = 0;
    NmkJsonValue *values = nullptr; // capacity of them, count used
    uint32_t count = 0, capacity = 0;
    char *strings = nullptr; // unescaped strings; never longer than the text, so the room is fixed for a text
    size_t used = 0, room = 0;
    const char *text = nullptr, *end = nullptr;
    const char *fault = nullptr;         // where a check of this file failed
    const char *fault_message = nullptr; // why
};

namespace {

bool fail(NmkJsonReader *r, const char *at, const char *message) {
    r->fault = at;
    r->fault_message = message;
    return false;
}

// Index of a new value, NMK_JSON_MISSING when out of memory.
uint32_t add(NmkJsonReader *r, NmkJsonKind kind, NmkSlice key) {
    if (r->count == r->capacity) {
        uint32_t capacity = r->capacity ? r->capacity * 2 : 64;
        void *grown = capacity > r->capacity ? std::realloc(static_cast<void *>(r->values), capacity * sizeof *r->values) : nullptr;
        if (!grown) return NMK_JSON_MISSING;
        r->values = static_cast<NmkJsonValue *>(grown);
        r->capacity = capacity;
    }
    r->values[r->count] = NmkJsonValue{key, NmkSlice{"", 0}, NmkSlice{"", 0}, r->count + 1, kind};
    return r->count++;
}

int hex4(const char *p) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
        int c = static_cast<unsigned char>(p[i]);
        int digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
        if (digit < 0) return -1;
        value = value << 4 | digit;
    }
    return value;
}

// Reads what stands behind \u at p into the strings; returns the first byte behind it, nullptr where it is malformed. Padding makes it safe
// to look ahead.
const char *unicode_escape(NmkJsonReader *r, const char *p) {
    int first = hex4(p);
    if (first < 0) return nullptr;
    p += 4;
    uint32_t value = static_cast<uint32_t>(first);
    if (value >= 0xD800 && value < 0xDC00 && p[0] == '\\' && p[1] == 'u') {
        int second = hex4(p + 2);
        if (second >= 0xDC00 && second < 0xE000) {
            value = 0x10000 + ((value - 0xD800) << 10) + (static_cast<uint32_t>(second) - 0xDC00);
            p += 6;
        }
    }
    if (value >= 0xD800 && value < 0xE000) value = 0xFFFD;
    r->used += nmk_utf8_put(value, r->strings + r->used);
    return p;
}

// Reads the escape behind a backslash at p; same result as unicode_escape.
const char *escape(NmkJsonReader *r, const char *p) {
    if (*p == 'u') return unicode_escape(r, p + 1);
    char meaning;
    switch (*p) {
    case 'n': meaning = '\n'; break;
    case '"':
    case '\\':
    case '/': meaning = *p; break;
    case 't': meaning = '\t'; break;
    case 'r': meaning = '\r'; break;
    case 'b': meaning = '\b'; break;
    case 'f': meaning = '\f'; break;
    default: return nullptr;
    }
    r->strings[r->used++] = meaning;
    return p + 1;
}

// Reads the string whose first byte behind the quote is p: a piece of the text where nothing is escaped, else unescaped into the strings.
// Each byte is searched once for a quote and once for a backslash. Returns the quote that ends it, nullptr where it is malformed.
const char *read_string(NmkJsonReader *r, const char *p, NmkSlice *out) {
    const char *start = p, *quote = nullptr;
    const size_t first = r->used;
    for (bool escaped = false;; escaped = true) {
        if (!quote || quote < p) quote = static_cast<const char *>(std::memchr(p, '"', static_cast<size_t>(r->end - p)));
        if (!quote) return fail(r, start, "a string has no end"), nullptr;
        const size_t length = static_cast<size_t>(quote - p);
        const char *slash = *p == '\\' ? p : static_cast<const char *>(std::memchr(p, '\\', length)); // escapes often come in a row
        if (!slash && !escaped) {
            *out = NmkSlice{p, length};
            return quote;
        }
        const size_t piece = slash ? static_cast<size_t>(slash - p) : length;
        std::memcpy(r->strings + r->used, p, piece);
        r->used += piece;
        if (!slash) break;
        p = escape(r, slash + 1);
        if (!p || p > r->end) return fail(r, slash, "this escape does not exist"), nullptr;
    }
    *out = NmkSlice{r->strings + first, r->used - first};
    return quote;
}

size_t digits(std::string_view t, size_t at) {
    size_t n = 0;
    while (at + n < t.size() && t[at + n] >= '0' && t[at + n] <= '9') n++;
    return n;
}

bool number_is_valid(std::string_view t) {
    size_t at = !t.empty() && t[0] == '-', whole = digits(t, at);
    if (!whole || (whole > 1 && t[at] == '0')) return false;
    at += whole;
    if (at < t.size() && t[at] == '.') {
        size_t fraction = digits(t, at + 1);
        if (!fraction) return false;
        at += 1 + fraction;
    }
    if (at < t.size() && (t[at] | 32) == 'e') {
        at++;
        if (at < t.size() && (t[at] == '+' || t[at] == '-')) at++;
        size_t exponent = digits(t, at);
        if (!exponent) return false;
        at += exponent;
    }
    return at == t.size();
}

// [from, end) without the white space at its end
NmkSlice trimmed(const char *from, const char *end) {
    while (end > from && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\n' || end[-1] == '\r')) end--;
    return NmkSlice{from, static_cast<size_t>(end - from)};
}

bool read_plain(NmkJsonReader *r, NmkJsonValue *value, std::string_view token) {
    value->text = value->raw = trimmed(token.data(), token.data() + token.size());
    token = std::string_view(value->text.bytes, value->text.length);
    bool valid = true;
    switch (value->kind) {
    case NMK_JSON_NULL: valid = token == "null"; break;
    case NMK_JSON_BOOLEAN: valid = token == "true" || token == "false"; break;
    case NMK_JSON_NUMBER: valid = number_is_valid(token); break;
    case NMK_JSON_STRING:
    case NMK_JSON_ARRAY:
    case NMK_JSON_OBJECT: break;
    }
    return valid || fail(r, token.data(), "expected a value");
}

// Reads a string, number or literal. simdjson has to read it too, so that it moves on.
error_code read_scalar(NmkJsonReader *r, ondemand::value value, NmkJsonValue *out) {
    const std::string_view token = value.raw_json_token(); // read before it is consumed
    if (out->kind != NMK_JSON_STRING) {
        if (!read_plain(r, out, token)) return simdjson::TAPE_ERROR;
        return out->kind == NMK_JSON_NULL ? value.is_null().error() : out->kind == NMK_JSON_BOOLEAN ? value.get_bool().error() : simdjson::SUCCESS;
    }
    ondemand::raw_json_string raw;
    if (error_code e = value.get_raw_json_string().get(raw)) return e;
    const char *quote = read_string(r, token.data() + 1, &out->text);
    if (!quote) return simdjson::STRING_ERROR;
    out->raw = NmkSlice{token.data(), static_cast<size_t>(quote + 1 - token.data())};
    return simdjson::SUCCESS;
}

NmkJsonKind kind_of(ondemand::json_type type) {
    switch (type) {
    case ondemand::json_type::array: return NMK_JSON_ARRAY;
    case ondemand::json_type::object: return NMK_JSON_OBJECT;
    case ondemand::json_type::number: return NMK_JSON_NUMBER;
    case ondemand::json_type::string: return NMK_JSON_STRING;
    case ondemand::json_type::boolean: return NMK_JSON_BOOLEAN;
    case ondemand::json_type::null: break;
    }
    return NMK_JSON_NULL;
}

// Begins to walk an object or array: what is inside it comes next.
template <typename Value> error_code open_level(NmkJsonReader *r, Value &value, uint32_t at) {
    if (r->depth == NMK_JSON_DEPTH) return simdjson::DEPTH_ERROR;
    Level *level = &r->levels[r->depth++];
    level->at = at;
    if (r->values[at].kind == NMK_JSON_ARRAY) {
        ondemand::array array;
        if (error_code e = value.get_array().get(array)) return e;
        return array.begin().get(level->elements);
    }
    ondemand::object object;
    if (error_code e = value.get_object().get(object)) return e;
    return object.begin().get(level->fields);
}

bool is_object(const NmkJsonReader *r, const Level *level) {
    return r->values[level->at].kind == NMK_JSON_OBJECT;
}

// Ends the innermost object or array and moves the one around it on.
void close_level(NmkJsonReader *r, ondemand::document *document) {
    NmkJsonValue *closed = &r->values[r->levels[--r->depth].at];
    const char *behind; // what follows it, after white space; nothing behind the root
    if (document->current_location().get(behind)) behind = r->end;
    closed->after = r->count;
    closed->raw = trimmed(closed->raw.bytes, behind);
    if (!r->depth) return;
    Level *level = &r->levels[r->depth - 1];
    if (is_object(r, level)) ++level->fields;
    else ++level->elements;
}

// The next member or element of the innermost object or array.
error_code read_next(NmkJsonReader *r, Level *level) {
    NmkSlice key{"", 0};
    ondemand::value value;
    const bool in_object = is_object(r, level);
    if (in_object) {
        ondemand::field field;
        if (error_code e = (*level->fields).get(field)) return e;
        if (!read_string(r, field.key().raw(), &key)) return simdjson::STRING_ERROR;
        value = field.value();
    } else if (error_code e = (*level->elements).get(value)) {
        return e;
    }
    ondemand::json_type type;
    if (error_code e = value.type().get(type)) return e;
    const NmkJsonKind kind = kind_of(type);
    const uint32_t at = add(r, kind, key);
    if (at == NMK_JSON_MISSING) return simdjson::MEMALLOC;
    if (kind == NMK_JSON_OBJECT || kind == NMK_JSON_ARRAY) {
        r->values[at].raw.bytes = value.raw_json_token().data();
        return open_level(r, value, at);
    }
    if (error_code e = read_scalar(r, value, &r->values[at])) return e;
    if (in_object) ++level->fields;
    else ++level->elements;
    return simdjson::SUCCESS;
}

error_code walk_document(NmkJsonReader *r, ondemand::document *document) {
    if (add(r, NMK_JSON_OBJECT, NmkSlice{"", 0}) == NMK_JSON_MISSING) return simdjson::MEMALLOC;
    r->values[0].raw.bytes = r->text;
    if (error_code e = open_level(r, *document, 0)) return e;
    while (r->depth) {
        Level *level = &r->levels[r->depth - 1];
        const bool more = is_object(r, level) ? level->fields != level->fields : level->elements != level->elements; // what is compared with is ignored
        if (!more) close_level(r, document);
        else if (error_code e = read_next(r, level)) return e;
    }
    const char *rest; // there is a place only where something is left
    return document->current_location().get(rest) ? simdjson::SUCCESS : simdjson::TRAILING_CONTENT;
}

const char *words(error_code e) {
    switch (e) {
    case simdjson::UNCLOSED_STRING: return "a string has no end";
    case simdjson::UNESCAPED_CHARS: return "a control character stands unescaped in a string";
    case simdjson::UTF8_ERROR: return "not UTF-8";
    case simdjson::EMPTY: return "expected an object, found nothing";
    case simdjson::INCORRECT_TYPE: return "expected an object";
    case simdjson::TRAILING_CONTENT: return "something follows the object";
    case simdjson::DEPTH_ERROR: return "nested deeper than 512 levels";
    case simdjson::MEMALLOC: return "out of memory";
    default: return "this is not how JSON is written";
    }
}

void describe(NmkJsonReader *r, NmkSlice text, error_code e, const char *location, NmkJsonFault *fault) {
    fault->code = e == simdjson::MEMALLOC ? "memory" : e == simdjson::UTF8_ERROR ? "bad_utf8" : "bad_json";
    fault->message = r->fault_message ? r->fault_message : words(e);
    if (r->fault) location = r->fault;
    if (e == simdjson::UTF8_ERROR)
        fault->byte = nmk_json_malformed(text);
    else if (e == simdjson::UNCLOSED_STRING || e == simdjson::UNESCAPED_CHARS)
        fault->byte = nmk_json_bad_string(text);
    else if (e == simdjson::INCOMPLETE_ARRAY_OR_OBJECT || (e != simdjson::MEMALLOC && location == r->end))
        fault->message = nmk_json_bad_end(text, &fault->byte);
    else
        fault->byte = location && location >= text.bytes && location <= r->end ? static_cast<size_t>(location - text.bytes) : 0;
}

bool prepare(NmkJsonReader *r, NmkSlice text) {
    r->count = r->depth = 0;
    r->used = 0;
    r->end = text.bytes + text.length;
    r->text = text.bytes;
    r->fault = r->fault_message = nullptr;
    if (r->room > text.length) return true;
    std::free(r->strings);
    r->room = text.length + 1;
    r->strings = static_cast<char *>(std::malloc(r->room));
    if (!r->strings) r->room = 0;
    return r->strings != nullptr;
}

[[noreturn]] void end_without_memory() {
    std::fputs("newsmark: out of memory\n", stderr);
    std::_Exit(70);
}

// simdjson looks for its kernel once, and asks for a few bytes in a way that ends the program where they are refused. That is done here, before
// there is any output, and ends with a message.
void choose_kernel() {
    const std::new_handler before = std::set_new_handler(end_without_memory);
    simdjson::get_active_implementation()->name();
    std::set_new_handler(before);
}

} // namespace

extern "C" NmkJsonReader *nmk_json_reader_new(void) {
    choose_kernel();
    return new (std::nothrow) NmkJsonReader;
}

extern "C" void nmk_json_reader_free(NmkJsonReader *reader) {
    if (!reader) return;
    std::free(reader->values);
    std::free(reader->strings);
    delete reader;
}

extern "C" const NmkJsonValue *nmk_json_read(NmkJsonReader *reader, NmkSlice text, NmkJsonFault *fault) {
    static_assert(static_cast<size_t>(NMK_JSON_PADDING) >= simdjson::SIMDJSON_PADDING, "records are padded enough");
    error_code e = simdjson::MEMALLOC;
    const char *location = nullptr;
    if (prepare(reader, text)) {
        ondemand::document document;
        e = reader->parser.iterate(text.bytes, text.length, text.length + simdjson::SIMDJSON_PADDING).get(document);
        if (!e) {
            e = walk_document(reader, &document);
            if (e && document.current_location().get(location)) location = nullptr;
        }
    }
    if (!e) return reader->values;
    describe(reader, text, e, location, fault);
    return nullptr;
}
