// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/date_cell.h"

#include <gtest/gtest.h>

#include <string>

namespace ritmon {
namespace {

constexpr auto kAny = DateFormat::kUnknown;

TEST(DateCellTest, ReadsWhatHasOneMeaning) {
  struct Case {
    const char* cell;
    DateFormat format;
    const char* date;  // empty: none; "?": may be two
    bool is_day = true;
  };
  const Case cases[] = {
      {"2001-05-17", kAny, "2001-05-17"},
      {"2001-05-17 00:00:00", kAny, "2001-05-17"},
      {"2001-05-17T23:00:00Z", kAny, "2001-05-17"},
      {"17.05.2001", kAny, "2001-05-17"},
      {"7.5.2001", kAny, "2001-05-07"},
      {"7. 5. 2001", kAny, "2001-05-07"},
      {"03.04.2012", kAny, "2012-04-03"},
      {"17/05/2001", kAny, "2001-05-17"},
      {"05/17/2001", kAny, "2001-05-17"},
      {"04/04/2012", kAny, "2012-04-04"},
      {"03/04/2012", kAny, "?"},
      {"03-04-2012", kAny, "?"},
      {"03/04/2012", DateFormat::kDayFirst, "2012-04-03"},
      {"03/04/2012", DateFormat::kMonthFirst, "2012-03-04"},
      {"12/04/03", DateFormat::kYearFirst, "2012-04-03"},
      {"01.04.98", kAny, "1998-04-01"},
      {"01.04.12", kAny, "2012-04-01"},
      {"01.04.29", kAny, "2029-04-01"},
      {"01.04.30", kAny, "1930-04-01"},
      {"20120403", kAny, "2012-04-03"},
      {"36892", DateFormat::kSerial, "2001-01-01"},
      {"36892.0", DateFormat::kSerial, "2001-01-01"},
      {"1", DateFormat::kSerial, "1899-12-31"},
      {"36892", kAny, ""},
      {"2001", kAny, "2001-01-01", false},
      {"2001.0", kAny, "2001-01-01", false},
      {"2001", DateFormat::kDayFirst, "2001-01-01", false},
      {"2001-05", kAny, "2001-05-01", false},
      {"05/2001", kAny, "2001-05-01", false},
      {"31.02.2001", kAny, ""},
      {"2001-13-01", kAny, ""},
      {"Mai 2001", kAny, ""},
      {"0001-01-01", kAny, ""},
      {"1.2.3.4", kAny, ""},
      {"..", kAny, ""},
      {"", kAny, ""},
      {"-", kAny, ""},
  };
  for (const Case& c : cases) {
    const DateCell read = ReadDateCell(c.cell, c.format);
    const std::string date = read.is_ambiguous ? "?"
                             : read.date       ? FormatDate(*read.date)
                                               : "";
    EXPECT_EQ(date, c.date) << c.cell << " " << ToString(c.format);
    if (read.date) EXPECT_EQ(read.is_day, c.is_day) << c.cell;
  }
}

TEST(DateCellTest, FormatsHaveNames) {
  for (const char* name : {"dmy", "mdy", "ymd", "excel"}) {
    const auto format = ParseDateFormat(name);
    ASSERT_TRUE(format.has_value()) << name;
    EXPECT_EQ(ToString(*format), name);
  }
  EXPECT_FALSE(ParseDateFormat("").has_value());
  EXPECT_FALSE(ParseDateFormat("ydm").has_value());
}

}  // namespace
}  // namespace ritmon
