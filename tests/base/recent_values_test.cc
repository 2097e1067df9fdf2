// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/recent_values.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>

namespace ritmon {
namespace {

TEST(RecentValuesTest, ATextIsFoundOnce) {
  RecentValues<size_t, 4> sizes;
  int found = 0;
  const auto size_of = [&](std::string_view text) {
    return sizes.Of(text, [&] {
      ++found;
      return text.size();
    });
  };
  EXPECT_EQ(size_of("Wasserstoff"), 11u);
  EXPECT_EQ(size_of("Wasserstoff"), 11u);
  EXPECT_EQ(found, 1);
}

// Whether its place is still free, or another text has it.
TEST(RecentValuesTest, OfNoTextThereIsNoValue) {
  RecentValues<std::string, 1> values;
  const auto same = [&](std::string_view text) {
    return values.Of(text, [&] { return std::string(text); });
  };
  EXPECT_EQ(same(""), "");
  EXPECT_EQ(same("Wind"), "Wind");
  EXPECT_EQ(same(""), "");
}

// More texts than places, so that they take each other's.
TEST(RecentValuesTest, WhatIsRememberedIsWhatWasFound) {
  RecentValues<std::string, 16> twice;
  std::mt19937 random(1);
  int found = 0;
  for (int round = 0; round < 2000; ++round) {
    const std::string text = std::to_string(random() % 40);
    ASSERT_EQ(twice.Of(text,
                       [&] {
                         ++found;
                         return text + text;
                       }),
              text + text);
  }
  EXPECT_LT(found, 2000);
}

// With one place, what is asked for on the way takes it first.
TEST(RecentValuesTest, FindMayAskForOtherTexts) {
  RecentValues<int, 1> sums;
  const auto sum = [&](const auto& self, std::string_view digits) -> int {
    return sums.Of(digits, [&] {
      return digits.front() - '0' +
             (digits.size() > 1 ? self(self, digits.substr(1)) : 0);
    });
  };
  EXPECT_EQ(sum(sum, "1234"), 10);
  EXPECT_EQ(sum(sum, "34"), 7);
  EXPECT_EQ(sum(sum, "1234"), 10);
}

}  // namespace
}  // namespace ritmon
