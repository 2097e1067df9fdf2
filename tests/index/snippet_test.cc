// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/snippet.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "base/charset.h"

namespace ritmon {
namespace {

size_t Characters(const std::string& text) {
  return static_cast<size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

TEST(SnippetTest, MarksInflectedWordsOfEitherSpelling) {
  const Snippet snippet =
      MakeSnippet("Wir bauen Häuser und E-Fuels.", "de", {"haus", "fuels"});
  EXPECT_EQ(Marked(snippet, "**", "**"),
            "Wir bauen **Häuser** und E-**Fuels**.");
}

TEST(SnippetTest, ShowsTheStretchWithTheMostDifferentWords) {
  std::string text = "Wasserstoff ist ein Gas. ";
  for (int i = 0; i < 60; ++i) text += "Füllwort ";
  text += "Hier steht Wasserstoff neben Brennstoffzellen im Text. ";
  for (int i = 0; i < 60; ++i) text += "Füllwort ";
  const Snippet snippet =
      MakeSnippet(text, "de", {"wasserstoff", "brennstoffzelle"});
  EXPECT_TRUE(snippet.text.starts_with("…"));
  EXPECT_TRUE(snippet.text.ends_with("…"));
  EXPECT_EQ(snippet.marks.size(), 2u);
  EXPECT_NE(Marked(snippet, "<", ">")
                .find("Hier steht <Wasserstoff> neben <Brennstoffzellen> im"),
            std::string::npos);
}

TEST(SnippetTest, WithoutHitsIsTheBeginning) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "Wort ";
  const Snippet snippet = MakeSnippet(text, "de", {"fehlt"});
  EXPECT_TRUE(snippet.text.starts_with("Wort Wort"));
  EXPECT_TRUE(snippet.marks.empty());
  EXPECT_GT(Characters(snippet.text), 150u);
  EXPECT_EQ(MakeSnippet("", "de", {"a"}).text, "");
}

// Property, on text from nowhere: valid UTF-8, short, marks inside and in
// order.
TEST(SnippetTest, HoldsItsLimitsOnAnyText) {
  const char* pieces[] = {"Wasserstoff",
                          " ",
                          "ä",
                          "ß",
                          "\n",
                          "½",
                          "\u00ad",
                          "e\u0301",
                          "漢",
                          "!",
                          "\xff",
                          "-",
                          "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
  std::mt19937 random(42);
  for (int i = 0; i < 3000; ++i) {
    std::string text;
    const unsigned length = random() % 300;
    for (unsigned k = 0; k < length; ++k) {
      text += pieces[random() % std::size(pieces)];
    }
    const Snippet snippet =
        MakeSnippet(text, i % 2 == 0 ? "de" : "en", {"wasserstoff", "1", "ae"});
    ASSERT_TRUE(IsValidUtf8(snippet.text));
    ASSERT_LE(Characters(snippet.text), kMaxSnippetCharacters);
    size_t last = 0;
    for (const auto& [begin, end] : snippet.marks) {
      ASSERT_LE(last, begin);
      ASSERT_LT(begin, end);
      ASSERT_LE(end, snippet.text.size());
      ASSERT_TRUE(IsValidUtf8(snippet.text.substr(begin, end - begin)));
      last = begin;
    }
    ASSERT_TRUE(IsValidUtf8(Marked(snippet, "**", "**")));
  }
}

}  // namespace
}  // namespace ritmon
