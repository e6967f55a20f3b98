// The JSON reader: simdjson finds and checks the structure, this file walks it and reads strings, numbers and literals. The only C++ of
// the project, behind a C face. Strings are read here because simdjson refuses lone surrogates, which news databases are full of.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic" // C headers with compound literals
extern "C" {
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

struct NmkJsonReader {
    ondemand::parser parser;
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
    r->values[r->count] = NmkJsonValue{key, NmkSlice{"", 0}, r->count + 1, kind};
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
// Each byte is searched once for a quote and once for a backslash.
bool read_string(NmkJsonReader *r, const char *p, NmkSlice *out) {
    const char *start = p, *quote = nullptr;
    const size_t first = r->used;
    for (bool escaped = false;; escaped = true) {
        if (!quote || quote < p) quote = static_cast<const char *>(std::memchr(p, '"', static_cast<size_t>(r->end - p)));
        if (!quote) return fail(r, start, "a string has no end");
        const size_t length = static_cast<size_t>(quote - p);
        const char *slash = static_cast<const char *>(std::memchr(p, '\\', length));
        if (!slash && !escaped) {
            *out = NmkSlice{p, length};
            return true;
        }
        const size_t piece = slash ? static_cast<size_t>(slash - p) : length;
        std::memcpy(r->strings + r->used, p, piece);
        r->used += piece;
        if (!slash) break;
        p = escape(r, slash + 1);
        if (!p || p > r->end) return fail(r, slash, "this escape does not exist");
    }
    *out = NmkSlice{r->strings + first, r->used - first};
    return true;
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

std::string_view trimmed(std::string_view t) {
    while (!t.empty() && (t.back() == ' ' || t.back() == '\t' || t.back() == '\n' || t.back() == '\r')) t.remove_suffix(1);
    return t;
}

bool read_plain(NmkJsonReader *r, uint32_t at, std::string_view token) {
    token = trimmed(token);
    bool valid = true;
    switch (r->values[at].kind) {
    case NMK_JSON_NULL: valid = token == "null"; break;
    case NMK_JSON_BOOLEAN: valid = token == "true" || token == "false"; break;
    case NMK_JSON_NUMBER: valid = number_is_valid(token); break;
    case NMK_JSON_STRING:
    case NMK_JSON_ARRAY:
    case NMK_JSON_OBJECT: break;
    }
    r->values[at].text = NmkSlice{token.data(), token.size()};
    return valid || fail(r, token.data(), "expected a value");
}

error_code walk_value(NmkJsonReader *r, ondemand::value value, NmkSlice key, unsigned depth);

error_code walk_object(NmkJsonReader *r, ondemand::object object, unsigned depth) {
    for (auto item : object) {
        ondemand::field field;
        if (error_code e = std::move(item).get(field)) return e;
        NmkSlice key;
        if (!read_string(r, field.key().raw(), &key)) return simdjson::STRING_ERROR;
        if (error_code e = walk_value(r, field.value(), key, depth)) return e;
    }
    return simdjson::SUCCESS;
}

error_code walk_array(NmkJsonReader *r, ondemand::array array, unsigned depth) {
    for (auto item : array) {
        ondemand::value value;
        if (error_code e = std::move(item).get(value)) return e;
        if (error_code e = walk_value(r, value, NmkSlice{"", 0}, depth)) return e;
    }
    return simdjson::SUCCESS;
}

error_code walk_scalar(NmkJsonReader *r, ondemand::value value, uint32_t at) {
    if (r->values[at].kind != NMK_JSON_STRING) return read_plain(r, at, value.raw_json_token()) ? simdjson::SUCCESS : simdjson::TAPE_ERROR;
    const char *token = value.raw_json_token().data(); // read before it is consumed
    ondemand::raw_json_string raw;
    if (error_code e = value.get_raw_json_string().get(raw)) return e;
    return read_string(r, token + 1, &r->values[at].text) ? simdjson::SUCCESS : simdjson::STRING_ERROR;
}

error_code consume(ondemand::value value, NmkJsonKind kind) { // a scalar must be read by simdjson too, so that it moves on
    if (kind == NMK_JSON_NULL) return value.is_null().error();
    if (kind == NMK_JSON_BOOLEAN) return value.get_bool().error();
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

// Recursion is bounded by NMK_JSON_DEPTH.
error_code walk_value(NmkJsonReader *r, ondemand::value value, NmkSlice key, unsigned depth) {
    if (depth >= NMK_JSON_DEPTH) return simdjson::DEPTH_ERROR;
    ondemand::json_type type;
    if (error_code e = value.type().get(type)) return e;
    const NmkJsonKind kind = kind_of(type);
    const uint32_t at = add(r, kind, key);
    if (at == NMK_JSON_MISSING) return simdjson::MEMALLOC;
    error_code result;
    if (kind == NMK_JSON_OBJECT) {
        ondemand::object object;
        result = value.get_object().get(object);
        if (!result) result = walk_object(r, object, depth + 1);
    } else if (kind == NMK_JSON_ARRAY) {
        ondemand::array array;
        result = value.get_array().get(array);
        if (!result) result = walk_array(r, array, depth + 1);
    } else {
        result = walk_scalar(r, value, at);
        if (!result) result = consume(value, kind);
    }
    r->values[at].after = r->count;
    return result;
}

error_code walk_document(NmkJsonReader *r, ondemand::document *document) {
    ondemand::object object;
    if (error_code e = document->get_object().get(object)) return e;
    if (add(r, NMK_JSON_OBJECT, NmkSlice{"", 0}) == NMK_JSON_MISSING) return simdjson::MEMALLOC;
    if (error_code e = walk_object(r, object, 1)) return e;
    r->values[0].after = r->count;
    const char *rest; // there is a place only where something is left
    return document->current_location().get(rest) ? simdjson::SUCCESS : simdjson::TRAILING_CONTENT;
}

size_t first_malformed(NmkSlice text) {
    for (size_t at = 0; at < text.length;) {
        NmkCodePoint c = nmk_utf8_next(text.bytes, text.length, at);
        if (c.value == 0xFFFD && !(c.length == 3 && std::memcmp(text.bytes + at, "\xEF\xBF\xBD", 3) == 0)) return at;
        at += c.length;
    }
    return text.length;
}

// The first control character inside a string, or else the start of a string without an end; the end of the text where there is neither.
size_t string_fault(NmkSlice text) {
    size_t open = text.length;
    for (size_t at = 0; at < text.length; at++) {
        const unsigned char c = static_cast<unsigned char>(text.bytes[at]);
        const bool inside = open != text.length;
        if (inside && c < 0x20) return at;
        if (inside && c == '\\')
            at++;
        else if (c == '"')
            open = inside ? text.length : at;
    }
    return open;
}

const char *words(error_code e) {
    switch (e) {
    case simdjson::UNCLOSED_STRING: return "a string has no end";
    case simdjson::UNESCAPED_CHARS: return "a control character stands unescaped in a string";
    case simdjson::UTF8_ERROR: return "not UTF-8";
    case simdjson::EMPTY: return "expected an object, found nothing";
    case simdjson::INCORRECT_TYPE: return "expected an object";
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT: return "expected the object to end with }";
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
        fault->byte = first_malformed(text);
    else if (e == simdjson::UNCLOSED_STRING || e == simdjson::UNESCAPED_CHARS)
        fault->byte = string_fault(text);
    else if (e == simdjson::INCOMPLETE_ARRAY_OR_OBJECT)
        fault->byte = text.length;
    else
        fault->byte = location && location >= text.bytes && location <= r->end ? static_cast<size_t>(location - text.bytes) : 0;
}

bool prepare(NmkJsonReader *r, NmkSlice text) {
    r->count = 0;
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
