// SPDX-License-Identifier: GPL-3.0-or-later
// What single patterns find is in keyword_matcher_test.cc; here: many of them
// together, and bytes that share a symbol.
#include "classifier/pattern_trie.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace ritmon {
namespace {

std::set<uint32_t> Found(const PatternTrie& trie, const std::string& text) {
  std::vector<TrieMatch> matches;
  uint64_t steps = 0;
  trie.Match(text, std::vector<uint32_t>{0}, matches, steps);
  std::set<uint32_t> found;
  for (const TrieMatch& match : matches) found.insert(match.value);
  return found;
}

TriePattern One(std::string stem, StemEnding ending, uint32_t value) {
  return {{{std::move(stem), ending}}, value};
}

TEST(PatternTrieTest, SharedBeginningsAndSharedSymbols) {
  const PatternTrie trie({
      One("gas", StemEnding::kExact, 0),
      One("gas", StemEnding::kNounDe, 1),
      One("gasnetz", StemEnding::kOpen, 2),
      One("g", StemEnding::kOpen, 3),
      One("\u03B1\u03B2", StemEnding::kExact, 4),  // Greek
      One("\u03B1\u03B3", StemEnding::kExact, 5),
      One("\u0434\u0430", StemEnding::kExact, 6),  // Cyrillic
      One("f&e", StemEnding::kExact, 7),
      One("f+e", StemEnding::kExact, 8),
      One("f.e", StemEnding::kAnything, 9),
  });
  const std::vector<std::pair<std::string, std::set<uint32_t>>> cases = {
      {"gas", {0, 1, 3}}, {"gase", {1, 3}},      {"gasnetzbau", {2, 3}},
      {"g", {3}},         {"\u03B1\u03B2", {4}}, {"\u03B1\u03B3 x", {5}},
      {"\u03B1", {}},     {"\u0434\u0430", {6}}, {"f&e", {7}},
      {"f+e,", {8}},      {"f.ex", {9}},         {"f-e", {}},
      {"", {}},
  };
  for (const auto& [text, values] : cases) {
    EXPECT_EQ(Found(trie, text), values) << text;
  }
}

TEST(PatternTrieTest, AnEmptyOneFindsNothing) {
  const PatternTrie trie;
  EXPECT_TRUE(trie.empty());
  EXPECT_TRUE(trie.Beginnings().empty());
  EXPECT_EQ(Found(trie, "gas"), std::set<uint32_t>());
}

TEST(PatternTrieTest, LabelsOfAnyLength) {
  for (const size_t length : {1, 2, 3, 4, 7, 8, 9, 11, 12, 40, 300}) {
    const std::string stem(length, 'a');
    const PatternTrie trie({One(stem, StemEnding::kExact, 1)});
    EXPECT_EQ(Found(trie, stem), (std::set<uint32_t>{1})) << length;
    EXPECT_EQ(Found(trie, stem + "a"), std::set<uint32_t>()) << length;
    EXPECT_EQ(Found(trie, stem.substr(1)), std::set<uint32_t>()) << length;
  }
}

// Of many random stems exactly those that the text begins with are found.
TEST(PatternTrieTest, AgreesWithComparingEach) {
  std::mt19937 random(5);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> stems;
    std::vector<TriePattern> patterns;
    for (uint32_t i = 0; i < 40; ++i) {
      std::string stem(1 + random() % 14, 'a');
      for (char& c : stem) c = "ab\xCE\xCF&"[random() % 5];
      patterns.push_back(One(stem, StemEnding::kAnything, i));
      stems.push_back(std::move(stem));
    }
    const PatternTrie trie(patterns);
    for (int k = 0; k < 20; ++k) {
      std::string text = stems[random() % stems.size()];
      text += stems[random() % stems.size()];
      std::set<uint32_t> expected;
      for (uint32_t i = 0; i < stems.size(); ++i) {
        if (text.starts_with(stems[i])) expected.insert(i);
      }
      ASSERT_EQ(Found(trie, text), expected) << testing::PrintToString(text);
    }
  }
}

// A text that a pattern begins in begins with one of its beginnings.
TEST(PatternTrieTest, Beginnings) {
  const PatternTrie trie({
      {{{"h", StemEnding::kExact}, {"netz", StemEnding::kOpen}}, 0},
      One("kwk", StemEnding::kNounDe, 1),
      One("wasserstofftank", StemEnding::kNounDe, 2),
  });
  const std::set<std::string> beginnings = trie.Beginnings();
  const std::string no_ascii(1, '\xFF');
  for (const std::string& one :
       {std::string("h netz"), std::string("hnetz"), std::string("kwk "),
        "kwk" + no_ascii, std::string("kwken "), std::string("wasserst")}) {
    EXPECT_TRUE(beginnings.contains(one)) << one;
  }
  EXPECT_FALSE(beginnings.contains("kwk"));
}

}  // namespace
}  // namespace ritmon
