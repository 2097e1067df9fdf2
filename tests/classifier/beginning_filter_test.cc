// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/beginning_filter.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>

namespace ritmon {
namespace {

std::string Plain(std::string_view text) {
  std::string plain;
  MakePlain(text, plain);
  EXPECT_EQ(plain.size(), text.size() + kPlainPadding);
  plain.resize(text.size());
  return plain;
}

TEST(BeginningFilterTest, PlainForm) {
  EXPECT_EQ(Plain("a1 (h2)\n"), "a1  h2  ");
  EXPECT_EQ(Plain("f&e"), "f e");
  EXPECT_EQ(Plain("\u20AC 5"), "\xFF\xFF\xFF 5");
  EXPECT_EQ(Plain(""), "");
}

// The clever against the stupid: whatever begins somewhere is let through, and
// most of the rest is not.
TEST(BeginningFilterTest, LetsAllThroughThatBegin) {
  std::mt19937 random(3);
  constexpr std::string_view kLetters = "abcdefgh ";
  const auto word = [&](size_t longest) {
    std::string text(1 + random() % longest, ' ');
    for (char& c : text) c = kLetters[random() % kLetters.size()];
    if (text[0] == ' ') text[0] = 'a';
    return text;
  };
  size_t through = 0;
  size_t places = 0;
  for (int round = 0; round < 60; ++round) {
    std::set<std::string> beginnings;
    for (int i = 0; i < 20; ++i) {
      beginnings.insert(word(i % 7 == 0 ? 4 : BeginningFilter::kLongest));
    }
    const auto for_starts = BeginningFilter::ForPlaces(beginnings);
    const auto for_pairs = BeginningFilter::ForPairs(beginnings);
    std::string text;
    for (int i = 0; i < 60; ++i) text += word(9);
    for (int i = 0; i < 3; ++i) text += *beginnings.begin();
    std::string plain;
    MakePlain(text, plain);
    const BeginningFilter::Reader starts(for_starts, plain);
    const BeginningFilter::Reader pairs(for_pairs, plain);
    for (size_t at = 0; at < text.size(); ++at) {
      bool begins = false;
      for (const std::string& one : beginnings) {
        begins = begins || text.compare(at, one.size(), one) == 0;
      }
      ++places;
      through += starts.MayBegin(at);
      if (!begins) continue;
      ASSERT_EQ(starts.MayBegin(at), 1u) << at << " in " << text;
      ASSERT_EQ(pairs.NextPair(at, text.size()), at) << text;
      ASSERT_EQ(pairs.NextPair(at + 1, text.size()), at + 1) << text;
    }
  }
  EXPECT_LT(through, places / 2);
}

TEST(BeginningFilterTest, NothingBeginsInAnEmptyOne) {
  const BeginningFilter filter;
  std::string plain;
  MakePlain("wasserstoff", plain);
  const BeginningFilter::Reader reader(filter, plain);
  for (size_t at = 0; at < 11; ++at) EXPECT_EQ(reader.MayBegin(at), 0u);
}

}  // namespace
}  // namespace ritmon
