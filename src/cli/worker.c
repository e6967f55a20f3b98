/* One record after the other. The working memory of a document grows with its largest text: after a very large one a new document is taken. */
#include "cli/worker.h"

#include "cli/article.h"
#include "cli/parts.h"

enum { LARGE_TEXT = 2 << 20 }; /* bytes */

bool nmk_worker_init(NmkWorker *worker, const NmkPlan *plan, const NewsmarkModel *model) {
    *worker = (NmkWorker){.plan = plan, .model = model};
    return nmk_input_reader_init(&worker->inputs, &plan->paths, plan->max_bytes) && newsmark_document_new(model, &worker->document) == NEWSMARK_OK &&
           (!plan->cpu || newsmark_document_cpu(worker->document, plan->cpu) == NEWSMARK_OK);
}

void nmk_worker_free(NmkWorker *worker) {
    newsmark_document_free(worker->document);
    nmk_input_reader_free(&worker->inputs);
}

static void set_fault(NmkInput *input, NewsmarkStatus status) {
    input->fault = (NmkFault){.code = status == NEWSMARK_ERROR_TOO_LARGE ? "too_large" : "memory", .message = nmk_slice_of(newsmark_status_text(status))};
}

/* Puts out the record; where there is no room for it, nothing. */
static void put_result(NmkWorker *worker, NmkBatch *batch, NmkInput *input) {
    const NmkPlan *plan = worker->plan;
    const NewsmarkResult *result = newsmark_result(worker->document);
    const size_t before = batch->out.length;
    bool whole = true;
    if (plan->as_text) nmk_put_article(&batch->out, plan->terminal, input, result, plan->style.parts, false);
    else whole = nmk_put_record(&batch->out, &plan->style, input, worker->document);
    if (!whole || batch->out.failed) {
        batch->out.failed = false;
        batch->out.length = before;
        set_fault(input, NEWSMARK_ERROR_MEMORY);
    } else if (result->n_mentions || result->n_countries || result->n_topics) {
        batch->found++;
    }
}

static void put_fault(const NmkPlan *plan, NmkBatch *batch, uint32_t record, const NmkInput *input) {
    NmkBuffer *errors = plan->errors_apart ? &batch->errors : &batch->out;
    if (plan->as_text || plan->on_error == NMK_ON_ERROR_FAIL || strcmp(input->fault.code, "unreadable") == 0) {
        char words[1024];
        nmk_fault_words(input, words);
        nmk_put_bytes(&batch->messages, words, strlen(words) + 1);
    }
    if (plan->errors_apart || (!plan->as_text && plan->on_error == NMK_ON_ERROR_EMIT)) nmk_put_error_record(errors, input);
    batch->failed |= errors->failed || batch->messages.failed;
    nmk_batch_fault(batch, record, input->fault.code);
}

/* After a very large text: false when out of memory. */
static bool renew(NmkWorker *worker, size_t length) {
    if (length < LARGE_TEXT) return true;
    newsmark_document_free(worker->document);
    worker->document = NULL;
    return newsmark_document_new(worker->model, &worker->document) == NEWSMARK_OK &&
           (!worker->plan->cpu || newsmark_document_cpu(worker->document, worker->plan->cpu) == NEWSMARK_OK);
}

void nmk_work(NmkWorker *worker, NmkBatch *batch) {
    for (uint32_t i = 0; i < batch->count; i++) {
        const NmkRecord record = nmk_batch_record(batch, i);
        NmkInput input = nmk_input_read(&worker->inputs, &record);
        if (!input.fault.code && !worker->document) set_fault(&input, NEWSMARK_ERROR_MEMORY);
        if (!input.fault.code) {
            const NewsmarkStatus status = newsmark_annotate(worker->document, input.text.bytes, input.text.length, &input.fields);
            if (status == NEWSMARK_OK) put_result(worker, batch, &input);
            else set_fault(&input, status);
        }
        if (input.fault.code) put_fault(worker->plan, batch, i, &input);
        if (!renew(worker, input.text.length)) worker->document = NULL;
    }
}
