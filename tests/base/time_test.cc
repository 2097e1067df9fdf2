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

// RFC 9110, 5.6.7: "A recipient that parses a timestamp value in an HTTP field
// MUST accept all three HTTP-date formats."
TEST(TimeTest, ParsesHttpDates) {
  const Case cases[] = {
      {"Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"},
      {"Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"},
      {"Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z"},
      {"Wed Nov 16 08:49:37 1994", "1994-11-16T08:49:37Z"},
      {"Thu, 29 Feb 2024 00:00:00 GMT", "2024-02-29T00:00:00Z"},
      {"Fri, 31 Dec 1999 23:59:60 GMT", "2000-01-01T00:00:00Z"},
      {"Monday, 23-Nov-26 07:00:00 GMT", "2026-11-23T07:00:00Z"},
      {"Sunday, 01-Jan-68 00:00:00 GMT", "2068-01-01T00:00:00Z"},
      {"Wednesday, 01-Jan-69 00:00:00 GMT", "1969-01-01T00:00:00Z"},
      // Widely sent, understood by everyone.
      {"Mon, 23-Nov-2026 07:00:00 GMT", "2026-11-23T07:00:00Z"},
      {"Sun Nov 6 08:49:37 1994", "1994-11-06T08:49:37Z"},
      // A wrong weekday says nothing about the rest.
      {"Mon, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"},
      {"Sun, 06 Nov 1994 08:49:37", nullptr},
      {"Sun, 06 Nov 1994 08:49:37 CET", nullptr},
      {"Sun, 06 Nov 1994 08:49:37 GMTx", nullptr},
      {"Sun, 6 Nov 1994 08:49:37 GMT", nullptr},
      {"Sun, 06 ovD 1994 08:49:37 GMT", nullptr},
      {"Sun, 06 Nov 1994 24:00:00 GMT", nullptr},
      {"Sun, 31 Nov 1994 08:49:37 GMT", nullptr},
      {"Sun, 06 No", nullptr},
      {"Sunday, 06-Nov-9 08:49:37 GMT", nullptr},
      {"Sun Nov 31 08:49:37 1994", nullptr},
      {"Sun Nov  6 08:49:37 94", nullptr},
      {"Sun Nov  6 08:49:37 1994 ", nullptr},
      {"Sun Nov", nullptr},
      {"Sun ", nullptr},
      {", ", nullptr},
      {"0", nullptr},
      {"", nullptr},
  };
  for (const Case& c : cases) {
    const auto time = ParseHttpDate(c.text);
    ASSERT_EQ(time.has_value(), c.expected != nullptr) << c.text;
    if (time) {
      EXPECT_EQ(FormatTimestamp(*time), c.expected) << c.text;
    }
  }
}

}  // namespace
}  // namespace ritmon
