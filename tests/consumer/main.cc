// A user's program in C++: prints the persons and countries of a sentence.
#include <newsmark.h>

#include <iostream>
#include <memory>
#include <string>

int main() {
    const std::string text = "Prime Minister Fumio Kishida of Japan met Emmanuel Macron in Paris.";
    NewsmarkModel *opened = nullptr;
    NewsmarkDocument *made = nullptr;
    if (newsmark_model_open(nullptr, &opened, nullptr) != NEWSMARK_OK) return 1;
    const std::unique_ptr<NewsmarkModel, decltype(&newsmark_model_free)> model(opened, newsmark_model_free);
    if (newsmark_document_new(model.get(), &made) != NEWSMARK_OK) return 1;
    const std::unique_ptr<NewsmarkDocument, decltype(&newsmark_document_free)> document(made, newsmark_document_free);
    if (newsmark_annotate(document.get(), text.data(), text.size(), nullptr) != NEWSMARK_OK) return 1;
    const NewsmarkResult *result = newsmark_result(document.get());
    for (std::size_t i = 0; i < result->n_mentions; i++) {
        const NewsmarkMention &m = result->mentions[i];
        if (m.type == NEWSMARK_PERSON || m.type == NEWSMARK_COUNTRY)
            std::cout << newsmark_type_name(m.type) << ' ' << text.substr(m.start, m.end - m.start) << '\n';
    }
    return 0;
}
