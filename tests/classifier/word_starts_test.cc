// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/word_starts.h"

#include <gtest/gtest.h>

#include <optional>
#include <random>
#include <string>
#include <vector>

namespace ritmon {
namespace {

// In `text` up to `end`, from `begin` on; only of `asked` if that is given.
std::vector<uint32_t> Starts(const std::string& text, size_t begin, size_t end,
                             std::optional<size_t> asked = std::nullopt) {
  std::string plain;
  MakePlain(text, plain);
  std::vector<uint32_t> starts;
  FindWordStarts(
      std::string_view(text).substr(0, end), plain, begin,
      [&](size_t at) { return uint64_t{!asked || at == *asked ? 1u : 0u}; },
      starts);
  return starts;
}

std::vector<uint32_t> Starts(const std::string& text) {
  return Starts(text, 0, text.size());
}

TEST(WordStartsTest, Table) {
  struct Case {
    std::string text;
    std::vector<uint32_t> starts;
  };
  const Case cases[] = {
      {"", {}},
      {"wind und solar", {0, 5, 9}},
      {"(h2) co2", {1, 5}},
      {"\u201Egas\u201C", {3}},     // quotation marks
      {"5 \u20AC kwh", {0, 6}},     // a currency sign
      {"\u03B1-strahler", {0, 3}},  // Greek letters are letters
      {"x\u03B1y", {0}},
      {std::string(63, ' ') + "ab cd", {63, 66}},
      {std::string(64, 'a') + " b", {0, 65}},
      {std::string(62, ' ') + "\u201Eab", {65}},
  };
  for (const Case& c : cases) EXPECT_EQ(Starts(c.text), c.starts) << c.text;
}

TEST(WordStartsTest, AgreesWithTheStupidWay) {
  std::mt19937 random(4);
  const std::vector<std::string> pieces = {
      "a",      "7",      " ",      "-",    "\n", "\u201E",
      "\u20AC", "\u03B1", "\u00AD", "\xFF", "z"};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    const size_t length = random() % 200;
    while (text.size() < length) text += pieces[random() % pieces.size()];
    std::vector<uint32_t> expected;
    for (size_t at = 0; at < text.size(); ++at) {
      if ((text[at] & 0xC0) != 0x80 && IsWordAt(text, at) &&
          !IsWordBefore(text, at)) {
        expected.push_back(static_cast<uint32_t>(at));
      }
    }
    ASSERT_EQ(Starts(text), expected) << testing::PrintToString(text);
  }
}

TEST(WordStartsTest, OfAPart) {
  EXPECT_EQ(Starts("aa bb\ncc dd ee", 6, 10), (std::vector<uint32_t>{6, 9}));
}

TEST(WordStartsTest, OnlyWhatIsAskedFor) {
  EXPECT_EQ(Starts("aa bb cc", 0, 8, 3), (std::vector<uint32_t>{3}));
}

}  // namespace
}  // namespace ritmon
