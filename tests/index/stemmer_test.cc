// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/stemmer.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace ritmon {
namespace {

// More words than are remembered, so that they take each other's place.
TEST(StemmerTest, ARememberedStemIsTheStem) {
  std::mt19937 random(20261129);
  for (const char* lang : {"de", "en"}) {
    const Stemmer stemmer(lang);
    StemCache cache(lang);
    for (int round = 0; round < 200'000; ++round) {
      std::string word;
      for (size_t n = random() % 7; n > 0; --n) {
        word += static_cast<char>('a' + random() % 8);
      }
      if (random() % 2 == 0) word += "ungen";
      ASSERT_EQ(cache.Stem(word), stemmer.Stem(word)) << word;
    }
  }
}

}  // namespace
}  // namespace ritmon
