// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/berlin_time.h"

#include <gtest/gtest.h>

namespace ritmon {
namespace {

TEST(BerlinTimeTest, KnowsTheOffsetsOfItsDay) {
  struct Case {
    const char* utc;
    const char* date;
  };
  const Case cases[] = {
      // Central European Time begins on 1 April 1893; before it the sun of
      // Berlin counts, 53 minutes and 28 seconds ahead.
      {"1890-01-01T23:06:31Z", "1890-01-01"},
      {"1890-01-01T23:06:32Z", "1890-01-02"},
      {"1895-05-01T22:59:59Z", "1895-05-01"},
      {"1895-05-01T23:00:00Z", "1895-05-02"},
      // Summer time all the year, 1941 and 1942.
      {"1941-01-05T21:59:59Z", "1941-01-05"},
      {"1941-01-05T22:00:00Z", "1941-01-06"},
      // The double summer time of 1945 (Moscow's) and of 1947.
      {"1945-06-01T21:00:00Z", "1945-06-02"},
      {"1947-05-20T20:59:59Z", "1947-05-20"},
      {"1947-05-20T21:00:00Z", "1947-05-21"},
      // None from 1950 to 1979, again from 6 April 1980.
      {"1955-07-01T22:30:00Z", "1955-07-01"},
      {"1977-03-02T23:00:00Z", "1977-03-03"},
      {"1980-04-05T22:30:00Z", "1980-04-05"},
      {"1980-07-01T21:59:59Z", "1980-07-01"},
      {"1980-07-01T22:00:00Z", "1980-07-02"},
      {"2024-12-31T23:00:00Z", "2025-01-01"},
      {"2024-06-30T00:00:00+02:00", "2024-06-30"},
  };
  const BerlinCalendar calendar;
  for (const Case& c : cases) {
    const auto time = ParseTimestamp(c.utc);
    ASSERT_TRUE(time.has_value()) << c.utc;
    EXPECT_EQ(FormatDate(calendar.DateAt(*time)), c.date) << c.utc;
  }
}

}  // namespace
}  // namespace ritmon
