// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/wording.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>
#include <vector>

namespace ritmon {
namespace {

struct Row {
  std::string name;
  std::string german;
  std::string english;
};

const std::vector<Row>& Phrases() {
  static const std::vector<Row> rows = {
#define PHRASE(name, german, english) {#name, german, english},
#define WORD(id, german, english)
#include "cli/wording.def"
#undef WORD
#undef PHRASE
  };
  return rows;
}

// Each "{}" and "{:.0f}", in order.
std::vector<std::string> Places(const std::string& text) {
  static const std::regex place("\\{[^}]*\\}");
  return {std::sregex_token_iterator(text.begin(), text.end(), place),
          std::sregex_token_iterator()};
}

TEST(WordingTest, BothLanguagesHaveTheSamePlaces) {
  ASSERT_GT(Phrases().size(), 50u);
  for (const Row& row : Phrases()) {
    EXPECT_EQ(Places(row.german), Places(row.english)) << row.name;
    EXPECT_FALSE(row.german.empty() || row.english.empty()) << row.name;
  }
}

TEST(WordingTest, NoWordIsThereTwice) {
  std::multiset<std::string> words;
#define PHRASE(name, german, english)
#define WORD(id, german, english) words.insert(id);
#include "cli/wording.def"
#undef WORD
#undef PHRASE
  for (const std::string& word : words)
    EXPECT_EQ(words.count(word), 1u) << word;
}

TEST(WordingTest, SaysItInTheLanguage) {
  EXPECT_EQ(Say(Language::kGerman, Phrase::companies_of, 3, 12),
            "3 von 12 Unternehmen");
  EXPECT_EQ(Say(Language::kEnglish, Phrase::companies_of, 3, 12),
            "3 of 12 companies");
  EXPECT_EQ(WordIn(Language::kGerman, "high"), "hoch");
  EXPECT_EQ(WordIn(Language::kEnglish, "high"), "high");
  EXPECT_EQ(WordIn(Language::kGerman, "10-24"), "10-24");
  EXPECT_EQ(HeadIn(Language::kGerman, "size"), "GRÖSSE");
  EXPECT_EQ(HeadIn(Language::kGerman, "founded"), "GEGRÜNDET");
  EXPECT_EQ(HeadIn(Language::kEnglish, "future-field"), "FUTURE-FIELD");
}

}  // namespace
}  // namespace ritmon
