/* libarchive, with nothing switched on but what is needed: some of its readers claim text files, some of its filters run other programs. */
#include "io/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { LONGEST_NAME = 4096 };

struct NmkArchive {
    NmkWindow window; /* on the present member */
    NmkWindow *from;
    const NmkSource *file;
    struct archive *reader;
    size_t lent; /* bytes of from that the reader works on */
    bool over;   /* nothing more can be read */
    bool lost;   /* between damaged headers */
    int64_t at;  /* in the member */
    const char *block;
    size_t block_length;
    char name[LONGEST_NAME];
};

NmkArchive *nmk_archive_new(void) {
    return calloc(1, sizeof(NmkArchive));
}

void nmk_archive_close(NmkArchive *archive) {
    if (archive->reader) archive_read_free(archive->reader);
    archive->reader = NULL;
}

void nmk_archive_free(NmkArchive *archive) {
    if (!archive) return;
    nmk_archive_close(archive);
    nmk_window_free(&archive->window);
    free(archive);
}

static la_ssize_t lend(struct archive *reader, void *context, const void **bytes) {
    NmkArchive *archive = context;
    nmk_window_drop(archive->from, archive->lent);
    nmk_window_fill(archive->from, 1);
    NmkSlice text = nmk_window_unread(archive->from);
    archive->lent = text.length;
    *bytes = text.bytes;
    if (text.length || !archive->from->fault[0]) return (la_ssize_t)text.length;
    archive_set_error(reader, EIO, "%s", archive->from->fault);
    return -1;
}

/* Only where the window is one on the file itself. */
static la_int64_t seek(struct archive *reader, void *context, la_int64_t offset, int whence) {
    NmkArchive *archive = context;
    off_t at = lseek(archive->file->file, offset, whence);
    if (at < 0) {
        archive_set_error(reader, errno, "%s", strerror(errno));
        return ARCHIVE_FATAL;
    }
    nmk_window_open(archive->from, archive->from->pull, archive->from->from);
    archive->from->byte = (uint64_t)at;
    archive->lent = 0;
    return at;
}

static void support(struct archive *reader, NmkPacking packing) {
    if (packing == NMK_TAR) archive_read_support_format_tar(reader);
    if (packing == NMK_ZIP) archive_read_support_format_zip(reader);
    if (packing != NMK_COMPRESSED) return;
    archive_read_support_format_raw(reader);
    archive_read_support_format_empty(reader);
    archive_read_support_filter_zstd(reader);
    archive_read_support_filter_xz(reader);
    archive_read_support_filter_bzip2(reader);
    archive_read_support_filter_lz4(reader);
}

/* Words of libarchive's, with spaces for its line ends. */
static NmkMember fail(NmkArchive *archive) {
    const char *words = archive->reader ? archive_error_string(archive->reader) : "out of memory";
    if (!words || !*words) words = "the archive is damaged";
    if (strstr(words, "No progress is possible")) words = "the xz data ends early";
    nmk_window_fail(&archive->window, "%s", words);
    char *fault = archive->window.fault;
    for (char *at = fault; *at; at++)
        if ((unsigned char)*at < ' ') *at = ' ';
    for (size_t n = strlen(fault); n && fault[n - 1] == ' '; n--) fault[n - 1] = '\0';
    return NMK_MEMBER_BAD;
}

bool nmk_archive_open(NmkArchive *archive, NmkPacking packing, NmkWindow *from, const NmkSource *file) {
    nmk_archive_close(archive);
    nmk_window_open(&archive->window, NULL, NULL);
    archive->from = from;
    archive->file = file;
    archive->lent = 0;
    archive->lost = false;
    archive->reader = archive_read_new();
    archive->over = true;
    archive->name[0] = '\0';
    if (!archive->reader) return fail(archive) == NMK_MEMBER;
    support(archive->reader, packing);
    archive_read_set_read_callback(archive->reader, lend);
    archive_read_set_callback_data(archive->reader, archive);
    bool seekable = packing == NMK_ZIP && file && lseek(file->file, 0, SEEK_CUR) >= 0;
    if (seekable) archive_read_set_seek_callback(archive->reader, seek);
    if (archive_read_open1(archive->reader) < ARCHIVE_WARN) return fail(archive) == NMK_MEMBER;
    archive->over = false;
    return true;
}

/* Parts of names that begin with a dot are hidden, but for "." and "..". */
static bool is_hidden(const char *name) {
    for (const char *part = name; part; part = strchr(part, '/')) {
        part += *part == '/';
        size_t length = strcspn(part, "/");
        bool dots = (length == 1 && part[0] == '.') || (length == 2 && part[0] == '.' && part[1] == '.');
        if (part[0] == '.' && !dots) return true;
    }
    return false;
}

static void keep_name(NmkArchive *archive, const char *name) {
    size_t n = 0;
    while (strncmp(name, "./", 2) == 0) name += 2;
    for (; name[n] && n + 1 < LONGEST_NAME; n++) archive->name[n] = (unsigned char)name[n] < ' ' || name[n] == 0x7F ? '?' : name[n];
    if (!n) archive->name[n++] = '?';
    archive->name[n] = '\0';
}

/* Reads a block ahead. 1: there is one, 0: the end, -1: it failed. */
static int next_block(NmkArchive *archive) {
    const void *bytes;
    la_int64_t offset;
    int status;
    do status = archive_read_data_block(archive->reader, &bytes, &archive->block_length, &offset);
    while (status == ARCHIVE_RETRY || (status == ARCHIVE_OK && !archive->block_length));
    if (status == ARCHIVE_EOF) return 0;
    if (status != ARCHIVE_OK) {
        archive->over = status == ARCHIVE_FATAL;
        fail(archive);
        return -1;
    }
    if (offset != archive->at) {
        nmk_window_fail(&archive->window, "a file with holes in it");
        return -1;
    }
    archive->block = bytes;
    archive->at += (int64_t)archive->block_length;
    return 1;
}

static ptrdiff_t pull(void *from, char *to, size_t room) {
    NmkArchive *archive = from;
    if (!archive->block_length) {
        int got = next_block(archive);
        if (got <= 0) return got;
    }
    size_t size = archive->block_length < room ? archive->block_length : room;
    memcpy(to, archive->block, size);
    archive->block += size;
    archive->block_length -= size;
    return (ptrdiff_t)size;
}

static bool is_file(struct archive_entry *entry) {
    return archive_entry_filetype(entry) == AE_IFREG && !archive_entry_hardlink(entry) && !archive_entry_symlink(entry);
}

NmkMember nmk_archive_next(NmkArchive *archive) {
    while (!archive->over) {
        struct archive_entry *entry;
        int status = archive_read_next_header(archive->reader, &entry);
        if (status == ARCHIVE_EOF) break;
        nmk_window_open(&archive->window, pull, archive);
        archive->at = 0;
        archive->block_length = 0;
        archive->over = status == ARCHIVE_FATAL;
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
            bool said = archive->lost && !archive->over;
            archive->lost = true;
            archive->name[0] = '\0';
            if (!said) return fail(archive);
            continue;
        }
        archive->lost = false;
        if (!is_file(entry)) continue;
        const char *name = archive_entry_pathname_utf8(entry);
        if (!name) name = archive_entry_pathname(entry);
        keep_name(archive, name ? name : "");
        if (!is_hidden(archive->name)) return NMK_MEMBER;
    }
    archive->over = true;
    nmk_window_open(&archive->window, pull, archive);
    archive->window.at_end = true;
    return NMK_MEMBER_NONE;
}

NmkWindow *nmk_archive_window(NmkArchive *archive) {
    return &archive->window;
}

const char *nmk_archive_name(const NmkArchive *archive) {
    return archive->name;
}
