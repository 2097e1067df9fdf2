// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/written_date.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <utility>

namespace ritmon {
namespace {

TEST(WrittenDateTest, ReadsWhatFeedsWrite) {
  const std::pair<const char*, const char*> cases[] = {
      // RFC 822, 2822, 5322.
      {"Thu, 05 Jan 2017 13:34:51 +0100", "2017-01-05T12:34:51Z"},
      {"Thu, 05 Jan 2017 13:34 GMT", "2017-01-05T13:34:00Z"},
      {"5 Jan 17 13:34:52 EST", "2017-01-05T18:34:52Z"},
      {"Sun, 06 Nov 94 08:49 GMT", "1994-11-06T08:49:00Z"},
      {"5 Jan 117 13:34:52 Z", "2017-01-05T13:34:52Z"},
      {"Thu, 5 Jan 2017 13:34:51 +0100 (CET)", "2017-01-05T12:34:51Z"},
      // What is taken for them.
      {"WED,23 MAY 2012 02:23:01", "2012-05-23T02:23:01Z"},
      {"Tue, 18 Sept 2018 15:53:56 +0300", "2018-09-18T12:53:56Z"},
      {"Tue, Jan 23 2018 02:54:55 MST", "2018-01-23T09:54:55Z"},
      {"Mon, May 25 2020 04:45:26 +0000", "2020-05-25T04:45:26Z"},
      {"Sun, 15 Dec 2024 12:15 PM", "2024-12-15T12:15:00Z"},
      {"Sun, 15 Dec 2024 12:15 AM", "2024-12-15T00:15:00Z"},
      {"15 Dec 2024 1:15pm", "2024-12-15T13:15:00Z"},
      {"Mon, 02 Jan 2006, 15:04", "2006-01-02T15:04:00Z"},
      {"Thursday,  05-Jan-17 13:34:51 GMT", "2017-01-05T13:34:51Z"},
      {"Thu Jan  5 13:34:51 2017", "2017-01-05T13:34:51Z"},
      {"Thu Jan  5 13:34:51 CET 2017", "2017-01-05T12:34:51Z"},
      {"Tursday, 05 Januray 2017 13:34:51 GMT", "2017-01-05T13:34:51Z"},
      {"Thu, 05 Jan 2017 13:34:51 GMT+0200", "2017-01-05T11:34:51Z"},
      {"Thu, 05 Jan 2017 13:34:51 -5", "2017-01-05T18:34:51Z"},
      {"Thu, 05 Jan 2017 13:34:51 XYZ", "2017-01-05T13:34:51Z"},
      {"Thu, 05 Jan 2017", "2017-01-05T00:00:00Z"},
      // German.
      {"Sa, 16 Mär 2019  6:50:31 GMT", "2019-03-16T06:50:31Z"},
      {"Di, 23 Jan 2018 00:00:00 +0100", "2018-01-22T23:00:00Z"},
      {"Do, 05 Okt 2023 08:00:00 MESZ", "2023-10-05T06:00:00Z"},
      {"Dienstag, 5. Dezember 2023, 17:54 Uhr", "2023-12-05T17:54:00Z"},
      {"1. MÄRZ 2024", "2024-03-01T00:00:00Z"},
      {"23.11.2026", "2026-11-23T00:00:00Z"},
      {"23.11.26 08:15", "2026-11-23T08:15:00Z"},
      {"23/11/2026", "2026-11-23T00:00:00Z"},
      {"11/23/2026 8:15 PM", "2026-11-23T20:15:00Z"},
      // RFC 3339 and ISO 8601.
      {"2024", "2024-01-01T00:00:00Z"},
      {"2024-05", "2024-05-01T00:00:00Z"},
      {"2024-05-06", "2024-05-06T00:00:00Z"},
      {"2024-5-6", "2024-05-06T00:00:00Z"},
      {"2024/05/06 07:08", "2024-05-06T07:08:00Z"},
      {"2024-05-06T07:08Z", "2024-05-06T07:08:00Z"},
      {"2024-05-06T07:08:09.123456789+02:00", "2024-05-06T05:08:09Z"},
      {"2024-05-06t07:08:09,5z", "2024-05-06T07:08:09Z"},
      {"2024-05-06 07:08:09 -0130", "2024-05-06T08:38:09Z"},
      {"2024-05-06 07:08:09 UTC", "2024-05-06T07:08:09Z"},
      {"2024-05-06 07:08:09 CEST", "2024-05-06T05:08:09Z"},
      {"2024-12-31T24:00:00Z", "2025-01-01T00:00:00Z"},
      {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"},
      {"20240506T070809Z", "2024-05-06T07:08:09Z"},
      {"20240506", "2024-05-06T00:00:00Z"},
      {"1714979289", "2024-05-06T07:08:09Z"},
      {"1714979289000", "2024-05-06T07:08:09Z"},
      {" \n2024-05-06T07:08:09Z\t", "2024-05-06T07:08:09Z"},
  };
  for (const auto& [text, expected] : cases) {
    const auto time = ParseWrittenDate(text);
    ASSERT_TRUE(time.has_value()) << text;
    EXPECT_EQ(FormatTimestamp(*time), expected) << text;
  }
}

TEST(WrittenDateTest, LeavesWhatIsNone) {
  for (const char* text : {"",
                           " ",
                           "yesterday",
                           "2024-13-06",
                           "2024-05-32",
                           "2024-05-06T25:00:00Z",
                           "2024-05-06T24:00:01Z",
                           "2024-05-06Tx",
                           "2024-05-06T",
                           "2024-",
                           "31 Feb 2024 00:00:00 GMT",
                           "1 Anj 2024 00:00",
                           "0001-01-01T00:00:00Z",
                           "1 Jan 2024 12:60",
                           "1 Jan 2024 12:",
                           "5 Jan",
                           "12:34",
                           "Jan 2024",
                           "2024-05-06T07:08:09+99:00",
                           "123456",
                           "99999999999999999999",
                           "32.01.2024",
                           "1 Jan 2024 2025 2026"}) {
    const auto time = ParseWrittenDate(text);
    EXPECT_FALSE(time.has_value()) << text << ": " << FormatTimestamp(*time);
  }
  EXPECT_FALSE(ParseWrittenDate("1 Jan 2024 " + std::string(1000, ' ') + "x"));
}

TEST(WrittenDateTest, MonthsByName) {
  EXPECT_EQ(MonthByName("mär"), 3U);
  EXPECT_EQ(MonthByName("sept"), 9U);
  EXPECT_EQ(MonthByName("dez"), 12U);
  EXPECT_EQ(MonthByName("ja"), 0U);
  EXPECT_EQ(MonthByName("mayor"), 0U);
}

// Any bytes; what is read can be written and read again.
TEST(WrittenDateTest, AnyBytesAreAccepted) {
  std::mt19937 random(7);
  constexpr std::string_view kLetters =
      "0123456789:-+/.,TZ JanMärzGMT()\xC3\x84";
  int read = 0;
  for (int i = 0; i < 200000; ++i) {
    std::string text = i % 2 == 0 ? "5 Jan 2017 13:34:51 +0100" : "";
    for (size_t n = random() % 8; n > 0; --n) {
      text.insert(random() % (text.size() + 1), 1,
                  kLetters[random() % kLetters.size()]);
    }
    const auto time = ParseWrittenDate(text);
    if (!time) continue;
    ++read;
    ASSERT_EQ(ParseWrittenDate(FormatTimestamp(*time)),
              std::chrono::floor<std::chrono::seconds>(*time))
        << text;
  }
  EXPECT_GT(read, 1000);
}

}  // namespace
}  // namespace ritmon
