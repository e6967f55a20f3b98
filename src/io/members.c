/* A stack of layers on the file: each unpacks the one below it. */
#include "io/members.h"

#include <stdlib.h>

#include "io/buffer.h"
#include "io/gzip.h"

enum { DEEPEST = 8 };

/* Readers are kept for the next file of their depth. */
typedef struct Layer {
    NmkPacking packing;
    NmkGzip *gzip;
    NmkArchive *archive;
    size_t path_length; /* of the archive */
} Layer;

struct NmkMembers {
    NmkSource source;
    bool fresh; /* nothing of the file was given yet */
    const char *fault;
    Layer layers[DEEPEST];
    size_t depth;
    NmkWindow *window;
    NmkBuffer path; /* ends with NUL */
    bool is_named;  /* false: standard input itself */
};

NmkMembers *nmk_members_new(void) {
    return calloc(1, sizeof(NmkMembers));
}

static void pop(NmkMembers *m) {
    Layer *layer = &m->layers[--m->depth];
    if (layer->archive) nmk_archive_close(layer->archive);
}

static void close_layers(NmkMembers *m) {
    while (m->depth) pop(m);
}

/* Who writes into standard input is not to be cut off because an archive ended. */
static void close_file(NmkMembers *m) {
    close_layers(m);
    bool drains = m->source.is_open && !m->source.owned;
    while (drains && nmk_window_more(&m->source.window)) nmk_window_drop(&m->source.window, m->source.window.end - m->source.window.start);
    nmk_source_close(&m->source);
}

void nmk_members_free(NmkMembers *members) {
    if (!members) return;
    close_layers(members);
    for (size_t i = 0; i < DEEPEST; i++) {
        nmk_gzip_free(members->layers[i].gzip);
        nmk_archive_free(members->layers[i].archive);
    }
    nmk_source_free(&members->source);
    nmk_buffer_free(&members->path);
    free(members);
}

void nmk_members_stop_on(NmkMembers *members, const volatile sig_atomic_t *stop) {
    members->source.stop = stop;
}

static void end_path(NmkMembers *m) {
    nmk_put_bytes(&m->path, "", 1);
    m->path.length -= !m->path.failed;
}

void nmk_members_open(NmkMembers *m, const NmkOperand *operand) {
    m->is_named = operand->path != NULL;
    m->path.length = 0;
    nmk_put(&m->path, operand->path ? operand->path : "-");
    end_path(m);
    m->fresh = true;
    m->fault = operand->fault;
    if (!m->fault && !nmk_source_open(&m->source, operand->path, operand->follow)) m->fault = m->source.window.fault;
    m->window = &m->source.window;
}

static bool open_archive(NmkMembers *m, Layer *layer) {
    const NmkSource *file = m->window == &m->source.window ? &m->source : NULL;
    if (!layer->archive) layer->archive = nmk_archive_new();
    if (layer->archive && nmk_archive_open(layer->archive, layer->packing, m->window, file)) return true;
    m->fault = layer->archive ? nmk_archive_window(layer->archive)->fault : "out of memory";
    return false;
}

static bool open_stream(NmkMembers *m, Layer *layer) {
    if (layer->packing == NMK_COMPRESSED) {
        if (!open_archive(m, layer)) return false;
        nmk_archive_next(layer->archive);
        m->window = nmk_archive_window(layer->archive);
        return true;
    }
    if (!layer->gzip) layer->gzip = nmk_gzip_new();
    if (layer->gzip)
        m->window = nmk_gzip_open(layer->gzip, m->window);
    else
        m->fault = "out of memory";
    return layer->gzip != NULL;
}

static bool holds_files(NmkPacking packing) {
    return packing == NMK_TAR || packing == NMK_ZIP;
}

/* Unpacks the present stream as far as it is packed: until it is plain, or an archive whose files come next. false, with a fault, where that
 * fails. */
static bool unpack(NmkMembers *m, bool *plain) {
    for (;;) {
        NmkPacking packing = nmk_packing_find(m->window);
        *plain = packing == NMK_PLAIN;
        if (*plain) return true;
        if (m->depth == DEEPEST) {
            m->fault = "archives are nested too deep in it";
            return false;
        }
        Layer *layer = &m->layers[m->depth++];
        layer->packing = packing;
        layer->path_length = m->path.length;
        if (!(holds_files(packing) ? open_archive(m, layer) : open_stream(m, layer))) {
            m->depth--;
            return false;
        }
        if (holds_files(packing)) return true;
    }
}

/* An archive ends before the stream that it is compressed in, whose checksum stands at its very end. false, with a fault, where it is wrong
 * and nobody has been told. */
static bool end_stream(NmkMembers *m, const Layer *layer) {
    NmkWindow *window = layer->packing == NMK_GZIP ? nmk_gzip_window(layer->gzip) : nmk_archive_window(layer->archive);
    if (window->fault[0] || window == m->window) return true;
    do nmk_window_drop(window, window->end - window->start);
    while (nmk_window_more(window));
    m->fault = window->fault[0] ? window->fault : NULL;
    return !m->fault;
}

/* The next file of the innermost archive that has one more. */
static NmkMember next_file(NmkMembers *m) {
    while (m->depth) {
        Layer *layer = &m->layers[m->depth - 1];
        NmkMember member = NMK_MEMBER_NONE;
        if (holds_files(layer->packing) && layer->archive) member = nmk_archive_next(layer->archive);
        if (member == NMK_MEMBER_NONE) {
            m->path.length = layer->path_length;
            end_path(m);
            bool sound = holds_files(layer->packing) || end_stream(m, layer);
            pop(m);
            if (!sound) return NMK_MEMBER_BAD;
            continue;
        }
        const char *name = nmk_archive_name(layer->archive);
        m->path.length = layer->path_length;
        m->is_named = true;
        if (*name) nmk_put(&m->path, "/");
        nmk_put(&m->path, name);
        end_path(m);
        m->window = nmk_archive_window(layer->archive);
        if (member == NMK_MEMBER_BAD) m->fault = m->window->fault;
        return member;
    }
    return NMK_MEMBER_NONE;
}

NmkMember nmk_members_next(NmkMembers *m, const char **fault) {
    bool plain = false;
    while (!m->fault && !plain) {
        if (!m->fresh && next_file(m) == NMK_MEMBER_NONE) {
            close_file(m);
            return NMK_MEMBER_NONE;
        }
        m->fresh = false;
        if (!m->fault && unpack(m, &plain) && m->path.failed) m->fault = "out of memory";
    }
    *fault = m->fault;
    m->fault = NULL;
    m->fresh = false;
    return *fault ? NMK_MEMBER_BAD : NMK_MEMBER;
}

NmkWindow *nmk_members_window(NmkMembers *members) {
    return members->window;
}

const char *nmk_members_path(const NmkMembers *members) {
    return members->is_named && !members->path.failed ? members->path.bytes : NULL;
}

bool nmk_members_waiting(const NmkMembers *members) {
    return nmk_source_waiting(&members->source);
}
