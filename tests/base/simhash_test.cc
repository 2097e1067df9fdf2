// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/simhash.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace ritmon {
namespace {

// A text as a page has it: `count` words out of a vocabulary, frequent ones
// more often.
std::vector<std::string> SomeWords(size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<std::string> words;
  for (size_t i = 0; i < count; ++i) {
    const auto rank = static_cast<unsigned>(random() % 60 * (random() % 60));
    words.push_back("wort" + std::to_string(rank));
  }
  return words;
}

std::string Join(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += word + " ";
  return text;
}

TEST(SimhashTest, SpellingDoesNotCount) {
  std::string text = Join(SomeWords(100, 1)) + "\u00C4pfel \u00DCber Gr\u00FCn";
  const uint64_t hash = Simhash(text);
  EXPECT_EQ(Simhash("  " + text + ".\n"), hash);
  std::string other = Join(SomeWords(100, 1));
  std::transform(other.begin(), other.end(), other.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? c - 32 : c; });
  std::string spaced;
  for (const char c : other) {
    spaced += c == ' ' ? std::string("\u00A0\u2013 \t") : std::string(1, c);
  }
  spaced += "\u201E\u00E4PFEL\u201C, \u00FCBER... GR\u00DCN";
  EXPECT_EQ(Simhash(spaced), hash);
}

TEST(SimhashTest, ShortTextsAreNearToThemselvesOnly) {
  std::vector<std::string> words = SomeWords(49, 2);
  const uint64_t hash = Simhash(Join(words));
  EXPECT_TRUE(IsNearDuplicate(hash, hash));
  EXPECT_TRUE(IsNearDuplicate(hash, Simhash(" " + Join(words))));
  for (size_t i = 0; i < words.size(); ++i) {
    auto changed = words;
    changed[i] += "x";
    EXPECT_FALSE(IsNearDuplicate(hash, Simhash(Join(changed)), 64));
  }
  words.push_back("lang");
  EXPECT_FALSE(IsNearDuplicate(hash, Simhash(Join(words)), 64));
}

TEST(SimhashTest, NothingIsNearToNothing) {
  for (const char* text : {"", " ", "...\n\t", "\u00A0\u2013"}) {
    EXPECT_EQ(Simhash(text), 0u) << text;
  }
  EXPECT_FALSE(IsNearDuplicate(0, 0, 64));
  EXPECT_FALSE(IsNearDuplicate(0, Simhash(Join(SomeWords(100, 3))), 64));
}

TEST(SimhashTest, Distances) {
  EXPECT_EQ(HammingDistance(0, 0), 0);
  EXPECT_EQ(HammingDistance(0, ~uint64_t{0}), 64);
  EXPECT_EQ(HammingDistance(0b1010, 0b0110), 2);
  EXPECT_TRUE(IsNearDuplicate(0b11110, 0b00010));
  EXPECT_FALSE(IsNearDuplicate(0b111100, 0b0000010));
  EXPECT_TRUE(IsNearDuplicate(0b111100, 0b0000010, 5));
}

// What a text hashes to is stored: it must not change.
TEST(SimhashTest, StoredHashesStay) {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "Wort" + std::to_string(i) + ", ";
  EXPECT_EQ(Simhash("Hallo Welt"), Simhash("hallo  WELT!"));
  EXPECT_EQ(Simhash(text), 0x82AF1E46357FC102u);
  EXPECT_EQ(Simhash("Hallo Welt"), 0x6B566BFCE86DE3E1u);
}

// One word of a long text replaced, added or dropped: nearly always near.
TEST(SimhashTest, SmallEditsStayNear) {
  std::mt19937 random(4);
  int near = 0;
  constexpr int kTexts = 300;
  for (unsigned i = 0; i < kTexts; ++i) {
    auto words = SomeWords(1500, 100 + i);
    const uint64_t hash = Simhash(Join(words));
    const auto at = static_cast<ptrdiff_t>(random() % words.size());
    if (i % 3 == 0) words[static_cast<size_t>(at)] = "ersetzt";
    if (i % 3 == 1) words.insert(words.begin() + at, "neu");
    if (i % 3 == 2) words.erase(words.begin() + at);
    near += IsNearDuplicate(hash, Simhash(Join(words))) ? 1 : 0;
  }
  EXPECT_GT(near, kTexts * 95 / 100) << near;
}

// Different texts of the same vocabulary are far apart, like random bits.
TEST(SimhashTest, DifferentTextsAreFar) {
  std::vector<uint64_t> hashes;
  for (unsigned i = 0; i < 300; ++i) {
    hashes.push_back(Simhash(Join(SomeWords(500, 1000 + i))));
  }
  int64_t sum = 0;
  int pairs = 0;
  int nearest = 64;
  for (size_t i = 0; i < hashes.size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      const int distance = HammingDistance(hashes[i], hashes[j]);
      nearest = std::min(nearest, distance);
      sum += distance;
      ++pairs;
    }
  }
  EXPECT_GT(nearest, 3);
  EXPECT_NEAR(static_cast<double>(sum) / pairs, 31.5, 2.0);
}

TEST(SimhashTest, AnyBytesAreAccepted) {
  std::mt19937 random(6);
  for (int i = 0; i < 20000; ++i) {
    // A buffer of exact size, so that a sanitizer sees one byte too far.
    std::vector<char> bytes(random() % 600);
    static constexpr char kCommon[] = {'\xC2', '\xC3', '\xE2',
                                       '\x80', ' ',    'a'};
    for (char& c : bytes) {
      c = random() % 2 == 0 ? kCommon[random() % std::size(kCommon)]
                            : static_cast<char>(random());
    }
    const std::string_view text(bytes.data(), bytes.size());
    EXPECT_EQ(Simhash(text), Simhash(text));
  }
}

}  // namespace
}  // namespace ritmon
