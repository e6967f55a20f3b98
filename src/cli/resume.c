/* The order of steps is all there is to it: output to the disk, then the checkpoint that counts it; at the end a checkpoint that says so, then
 * the names of the outputs, then no checkpoint. */
#include "cli/resume.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

NmkExit nmk_resume_refuse(const NmkResume *resume, const char *why) {
    nmk_message("cannot resume: %s; remove %s to begin again", why, resume->path);
    return NMK_EXIT_USAGE;
}

static NmkExit check(const NmkResume *resume, const NmkCheckpoint *found) {
    if (!resume->goes_on) {
        nmk_message("%s is there: an earlier run was not finished; --resume goes on with it", resume->path);
        return NMK_EXIT_USAGE;
    }
    if (found->setup.program != resume->setup.program) return nmk_resume_refuse(resume, "the run was begun by another version of newsmark");
    if (found->setup.knowledge != resume->setup.knowledge) return nmk_resume_refuse(resume, "the run was begun with other knowledge");
    if (found->setup.options != resume->setup.options) return nmk_resume_refuse(resume, "the run was begun with other options");
    return NMK_EXIT_OK;
}

NmkExit nmk_resume_begin(NmkResume *resume) {
    NmkCheckpoint found;
    NmkExit code = NMK_EXIT_IO;
    switch (nmk_checkpoint_read(resume->path, &found)) {
    case NMK_CHECKPOINT_FOUND: code = check(resume, &found); break;
    case NMK_CHECKPOINT_NONE:
        found = (NmkCheckpoint){.complete = 0};
        code = NMK_EXIT_OK;
        break;
    case NMK_CHECKPOINT_DAMAGED: nmk_message("%s is no checkpoint, or a damaged one", resume->path); break;
    case NMK_CHECKPOINT_UNREADABLE: nmk_message("cannot read %s: %s", resume->path, strerror(errno)); break;
    }
    resume->state = found;
    resume->state.setup = resume->setup;
    resume->saved = nmk_clock();
    return code;
}

/* Of a complete run an output may have its name already. */
static bool has_name(const NmkResume *resume, const char *path, uint64_t length) {
    struct stat about;
    return resume->state.complete && stat(path, &about) == 0 && (uint64_t)about.st_size == length;
}

bool nmk_resume_open(const NmkResume *resume, NmkOutput *output, const char *path, uint64_t length) {
    if (!resume->path) return nmk_output_open(output, path);
    if (nmk_output_open_part(output, path, length)) return true;
    if (output->reason != ESTALE || !has_name(resume, path, length)) return false;
    nmk_output_close(output, false);
    *output = (NmkOutput){.file = -1};
    return true;
}

bool nmk_resume_pass(NmkResume *resume, const NmkPosition *position, const NmkStats *stats, NmkOutput *output, NmkOutput *errors) {
    resume->state.position = *position;
    resume->state.stats = *stats;
    return nmk_clock() - resume->saved < resume->every || nmk_resume_save(resume, false, output, errors);
}

bool nmk_resume_save(NmkResume *resume, bool complete, NmkOutput *output, NmkOutput *errors) {
    if (resume->state.position.unsure && !complete) return true;
    if (output->file >= 0 && !nmk_output_sync(output)) return false;
    if (errors && errors->file >= 0 && !nmk_output_sync(errors)) return false;
    NmkCheckpoint *state = &resume->state;
    if (output->file >= 0) state->output = output->written;
    if (errors && errors->file >= 0) state->errors = errors->written;
    state->complete = complete;
    const int reason = nmk_checkpoint_write(resume->path, state);
    if (reason) nmk_message("cannot write %s: %s", resume->path, reason == EBUSY ? "another run writes it" : strerror(reason));
    resume->failed = reason != 0;
    resume->saved = nmk_clock();
    return !reason;
}

void nmk_resume_end(const NmkResume *resume) {
    if (unlink(resume->path)) nmk_message("cannot remove %s: %s", resume->path, strerror(errno));
}
