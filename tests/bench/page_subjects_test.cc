// SPDX-License-Identifier: GPL-3.0-or-later
// ritmon's index and those beside which it is measured hold the same pages.

#include <filesystem>
#include <set>
#include <string>

#include "base/files.h"
#include "bench/index/index_text.h"
#include "bench/index/page_questions.h"
#include "bench/index/page_subject.h"
#include "gtest/gtest.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

constexpr uint64_t kPages = 400;
constexpr size_t kQuestions = 60;

constexpr PageQuestionKind kKinds[] = {
    PageQuestionKind::kTwoWords, PageQuestionKind::kCollapsed,
    PageQuestionKind::kPhrase, PageQuestionKind::kFields,
    PageQuestionKind::kFieldsOfWord};

class PageSubjectsTest : public ::testing::Test {
 protected:
  std::filesystem::path Written(const std::string& subject) {
    const auto path = folder_.path() / subject;
    const auto writer = MakePageWriter(subject, path);
    for (uint64_t i = 0; i < kPages; ++i) {
      writer->Add(text_.Page(i, 1000),
                  FacetsOf(text_.CompanyOf(text_.OwnerOf(i))));
    }
    writer->Commit();
    writer->Pack();
    return path;
  }

  TempDirectory folder_;
  IndexText text_{kPages, kPages / 5};
};

TEST_F(PageSubjectsTest, FindTheSamePages) {
  const QuestionMaker maker(text_);
  const auto ritmon =
      MakePageAsker("ritmon", Written("ritmon"), text_.vocabulary());
  const auto fts5 = MakePageAsker("FTS5", Written("FTS5"), text_.vocabulary());
  for (const PageQuestionKind kind : kKinds) {
    uint64_t found = 0;
    for (const PageQuestion& question : maker.Make(kind, kQuestions, 3)) {
      const uint64_t matches = ritmon->Matches(question);
      EXPECT_EQ(matches, fts5->Matches(question))
          << question.first << " " << question.second << " " << question.field;
      EXPECT_EQ(ritmon->Ask(question), fts5->Ask(question))
          << question.first << " " << question.second << " " << question.field;
      found += matches;
    }
    // Fewer pages have two words side by side, or both and a field.
    EXPECT_GT(found, 0u) << static_cast<int>(kind);
  }
}

TEST_F(PageSubjectsTest, TermGeneratorOnlyWrites) {
  EXPECT_GT(BytesIn(Written("TermGenerator")).value_or(0), kPages);
  EXPECT_EQ(MakePageAsker("TermGenerator", folder_.path(), text_.vocabulary()),
            nullptr);
}

TEST_F(PageSubjectsTest, AnUnknownNameIsNone) {
  EXPECT_EQ(MakePageWriter("grep", folder_.path() / "grep"), nullptr);
  EXPECT_EQ(MakePageAsker("grep", folder_.path(), text_.vocabulary()), nullptr);
}

TEST_F(PageSubjectsTest, QuestionsAreTheSameForTheSameSeed) {
  const QuestionMaker maker(text_);
  std::set<std::string> words;
  for (const uint64_t seed : {1, 1, 2}) {
    std::string all;
    for (const PageQuestion& question :
         maker.Make(PageQuestionKind::kTwoWords, 20, seed)) {
      all += question.first + " " + question.second + "\n";
    }
    words.insert(all);
  }
  EXPECT_EQ(words.size(), 2u);
}

}  // namespace
}  // namespace ritmon
