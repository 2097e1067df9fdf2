// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/time.h"

#include <gtest/gtest.h>

namespace ritmon {
namespace {

struct Case {
  const char* text;
  const char* expected;  // nullptr: refused
};

TEST(TimeTest, ParsesIso8601) {
  const Case cases[] = {
      {"2026-11-23T17:54:46Z", "2026-11-23T17:54:46Z"},
      {"2026-11-23 17:54:46Z", "2026-11-23T17:54:46Z"},
      {"2026-11-23T17:54:46.123Z", "2026-11-23T17:54:46Z"},
      {"1977-03-03T00:00:00+01:00", "1977-03-02T23:00:00Z"},
      {"2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"},
      {"2023-02-29T00:00:00Z", nullptr},
      {"2023-02-28T24:00:00Z", nullptr},
      {"2023-02-28T00:00:00", nullptr},
      {"2023-02-28T00:00:00Zx", nullptr},
      {"", nullptr},
  };
  for (const Case& c : cases) {
    const auto time = ParseTimestamp(c.text);
    ASSERT_EQ(time.has_value(), c.expected != nullptr) << c.text;
    if (time) {
      EXPECT_EQ(FormatTimestamp(*time), c.expected) << c.text;
    }
  }
}

TEST(TimeTest, ParsesDates) {
  const Case cases[] = {
      {"2026-11-23", "2026-11-23"}, {"23.11.2026", "2026-11-23"},
      {"2026-11", "2026-11-01"},    {"2026", "2026-01-01"},
      {"1898-04-01", "1898-04-01"}, {"31.02.2026", nullptr},
      {"2026-13-01", nullptr},      {"26", nullptr},
      {"2026-11-23x", nullptr},     {"", nullptr},
  };
  for (const Case& c : cases) {
    const auto date = ParseDate(c.text);
    ASSERT_EQ(date.has_value(), c.expected != nullptr) << c.text;
    if (date) {
      EXPECT_EQ(FormatDate(*date), c.expected) << c.text;
    }
  }
}

// RFC 9110, 5.6.7.
TEST(TimeTest, ParsesHttpDates) {
  const auto time = ParseHttpDate("Sun, 06 Nov 1994 08:49:37 GMT");
  ASSERT_TRUE(time.has_value());
  EXPECT_EQ(FormatTimestamp(*time), "1994-11-06T08:49:37Z");
  EXPECT_FALSE(ParseHttpDate("Sun, 06 Nov 1994 08:49:37").has_value());
  EXPECT_FALSE(ParseHttpDate("0").has_value());
}

}  // namespace
}  // namespace ritmon
