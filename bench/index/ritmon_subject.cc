// SPDX-License-Identifier: GPL-3.0-or-later
#include <utility>

#include "bench/index/page_subject.h"
#include "bench/must.h"
#include "index/index_reader.h"
#include "index/index_writer.h"

namespace ritmon {
namespace {

constexpr uint64_t kAnswers = 20;

class Writer final : public PageWriter {
 public:
  explicit Writer(PageIndexWriter writer) : writer_(std::move(writer)) {}

  void Add(const PageRecord& page, const CompanyFacets& owner) override {
    Must(writer_.Replace(page, &owner));
  }
  void Commit() override { Must(writer_.Commit()); }

 private:
  PageIndexWriter writer_;
};

class Asker final : public PageAsker {
 public:
  Asker(PageIndexReader reader, const Vocabulary& vocabulary)
      : reader_(std::move(reader)), vocabulary_(vocabulary) {}

  uint64_t Ask(const PageQuestion& question) override {
    if (IsCount(question)) return Counts(question).size();
    const bool collapsed = question.kind == PageQuestionKind::kCollapsed;
    return Must(reader_.Search(Parse(question), 0, kAnswers, collapsed))
        .hits.size();
  }

  uint64_t Matches(const PageQuestion& question) override {
    if (IsCount(question)) {
      uint64_t sum = 0;
      for (const auto& [field, pages] : Counts(question)) sum += pages;
      return sum;
    }
    const PageHits hits = Must(reader_.Search(Parse(question), 0, 1));
    return hits.total_is_exact ? std::min(hits.total, kMostMatches)
                               : kMostMatches;
  }

 private:
  static bool IsCount(const PageQuestion& question) {
    return question.kind == PageQuestionKind::kFields ||
           question.kind == PageQuestionKind::kFieldsOfWord;
  }

  std::map<std::string, uint64_t> Counts(const PageQuestion& question) {
    return Must(reader_.Count(Parse(question), PageDimension::kField));
  }

  Query Parse(const PageQuestion& question) const {
    return Must(ParseQuery(TextOf(question),
                           {QueryTarget::kPages, &vocabulary_, Date{}}));
  }

  static std::string TextOf(const PageQuestion& question) {
    switch (question.kind) {
      case PageQuestionKind::kTwoWords:
        return question.first + " " + question.second;
      case PageQuestionKind::kCollapsed:
        return question.first + " " + question.second +
               " field:" + question.field;
      case PageQuestionKind::kPhrase:
        return "\"" + question.first + " " + question.second + "\"";
      case PageQuestionKind::kFields:
        return "";
      case PageQuestionKind::kFieldsOfWord:
        return question.first;
    }
    return "";
  }

  PageIndexReader reader_;
  const Vocabulary& vocabulary_;  // must outlive this
};

}  // namespace

static_assert(kMostMatches == kExactPages);

std::unique_ptr<PageWriter> RitmonWriter(const std::filesystem::path& folder) {
  return std::make_unique<Writer>(
      Must(PageIndexWriter::Open(folder, OpenMode::kFresh)));
}

std::unique_ptr<PageAsker> RitmonAsker(const std::filesystem::path& folder,
                                       const Vocabulary& vocabulary) {
  return std::make_unique<Asker>(Must(PageIndexReader::Open(folder)),
                                 vocabulary);
}

}  // namespace ritmon
