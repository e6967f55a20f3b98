/* One lock, taken twice a batch, which is some milliseconds of work. Slots are batches: free ones are filled by the reader, full ones wait for a worker, done
 * ones for their turn. Whoever finds the batch whose turn it is done writes it, and all that follow; there is no thread for that. When writing has
 * ended, a reader that waits for somebody else's pipe learns of it with the next record. */
#include "cli/pipeline.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

typedef enum SlotState { FREE, FILLING, FULL, WORKING, DONE } SlotState;

typedef struct Slot {
    SlotState state;
    NmkBatch batch;
} Slot;

typedef struct Pipeline {
    const NmkSteps *steps;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    Slot *slots;
    unsigned n_slots;
    uint64_t read, written;  /* batches */
    size_t bytes;            /* in slots that are not free */
    bool ended, stopped;     /* nothing more is read; nothing more is written */
    bool writing;            /* somebody is at it */
} Pipeline;

typedef struct Thread {
    Pipeline *pipeline;
    void *worker;
    pthread_t id;
} Thread;

/* The slot in that state that is first in the order of reading; NULL where there is none. */
static Slot *find(Pipeline *p, SlotState state) {
    Slot *first = NULL;
    for (unsigned i = 0; i < p->n_slots; i++) {
        Slot *slot = &p->slots[i];
        if (slot->state == state && (!first || slot->batch.number < first->batch.number)) first = slot;
    }
    return first;
}

static void set_free(Pipeline *p, Slot *slot) {
    p->bytes -= slot->batch.bytes.length;
    nmk_batch_reset(&slot->batch);
    slot->state = FREE;
    pthread_cond_broadcast(&p->changed);
}

/* Writes what is done and has its turn. Called and left with the lock held, which is open while something is written. */
static void write_done(Pipeline *p) {
    while (!p->writing) {
        Slot *slot = find(p, DONE);
        if (!slot || (!p->steps->unordered && slot->batch.number != p->written)) return;
        if (!p->stopped) {
            p->writing = true;
            pthread_mutex_unlock(&p->lock);
            const bool more = p->steps->write(p->steps->context, &slot->batch);
            pthread_mutex_lock(&p->lock);
            p->writing = false;
            p->stopped |= !more;
        }
        p->written++;
        set_free(p, slot);
    }
}

static void *run_worker(void *argument) {
    Thread *thread = argument;
    Pipeline *p = thread->pipeline;
    pthread_mutex_lock(&p->lock);
    for (;;) {
        Slot *slot = find(p, FULL);
        if (!slot) {
            if (p->ended) break;
            pthread_cond_wait(&p->changed, &p->lock);
            continue;
        }
        slot->state = WORKING;
        if (!p->stopped) {
            pthread_mutex_unlock(&p->lock);
            p->steps->work(thread->worker, &slot->batch);
            pthread_mutex_lock(&p->lock);
        }
        slot->state = DONE;
        write_done(p);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

/* Fills one slot after the other. */
static void read_all(Pipeline *p) {
    pthread_mutex_lock(&p->lock);
    while (!p->ended) {
        Slot *slot = find(p, FREE);
        if (!p->stopped && (!slot || p->bytes > NMK_BYTES_UNDER_WAY)) {
            pthread_cond_wait(&p->changed, &p->lock);
            continue;
        }
        if (p->stopped) break;
        slot->state = FILLING;
        pthread_mutex_unlock(&p->lock);
        const bool more = p->steps->read(p->steps->context, &slot->batch);
        pthread_mutex_lock(&p->lock);
        slot->batch.number = p->read++;
        p->bytes += slot->batch.bytes.length;
        slot->state = FULL;
        p->ended = !more;
        pthread_cond_broadcast(&p->changed);
    }
    p->ended = true;
    pthread_cond_broadcast(&p->changed);
    pthread_mutex_unlock(&p->lock);
}

/* Starts the workers; the signals that end the program gently come to the reader alone. Returns how many run. */
static unsigned start(Pipeline *p, Thread *threads) {
    sigset_t ending, before;
    sigemptyset(&ending);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ending, &before);
    unsigned n = 0;
    for (; n < p->steps->n_workers; n++) {
        threads[n] = (Thread){.pipeline = p, .worker = p->steps->workers[n]};
        if (pthread_create(&threads[n].id, NULL, run_worker, &threads[n]) != 0) break;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return n;
}

static bool run_threads(Pipeline *p) {
    Thread *threads = calloc(p->steps->n_workers, sizeof *threads);
    p->n_slots = 2 * p->steps->n_workers;
    p->slots = calloc(p->n_slots, sizeof *p->slots);
    const unsigned started = threads && p->slots ? start(p, threads) : 0;
    if (started) read_all(p);
    for (unsigned i = 0; i < started; i++) pthread_join(threads[i].id, NULL);
    for (unsigned i = 0; p->slots && i < p->n_slots; i++) nmk_batch_free(&p->slots[i].batch);
    free(p->slots);
    free(threads);
    return started > 0;
}

static bool run_alone(const NmkSteps *steps) {
    NmkBatch batch = {.count = 0};
    for (bool more = true; more;) {
        more = steps->read(steps->context, &batch);
        steps->work(steps->workers[0], &batch);
        more &= steps->write(steps->context, &batch);
        nmk_batch_reset(&batch);
        batch.number++;
    }
    nmk_batch_free(&batch);
    return true;
}

bool nmk_pipeline_run(const NmkSteps *steps) {
    if (steps->n_workers == 1) return run_alone(steps);
    Pipeline p = {.steps = steps};
    pthread_mutex_init(&p.lock, NULL);
    pthread_cond_init(&p.changed, NULL);
    const bool ran = run_threads(&p);
    pthread_cond_destroy(&p.changed);
    pthread_mutex_destroy(&p.lock);
    return ran;
}
