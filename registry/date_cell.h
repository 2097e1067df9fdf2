// SPDX-License-Identifier: GPL-3.0-or-later
// Dates in the cells of company lists. Pure functions.

#pragma once

#include <optional>
#include <string_view>

#include "base/time.h"

namespace ritmon {

// How a list writes its dates. Without a format only what has one meaning is
// read: ISO 8601, "17.05.2001", "05/17/2001", a year.
enum class DateFormat {
  kUnknown,
  kDayFirst,    // "dmy": 03/04/2012 is 3 April
  kMonthFirst,  // "mdy"
  kYearFirst,   // "ymd": 20120403 and 12/04/03 too
  kSerial,      // "excel": days since 30 December 1899
};
// By the names above.
std::optional<DateFormat> ParseDateFormat(std::string_view name);
std::string_view ToString(DateFormat format);

struct DateCell {
  std::optional<Date> date;
  bool is_day = false;        // else only the year is said (or year and month)
  bool is_ambiguous = false;  // 03/04/2012 without a format
};

// Years of two digits: 00 to 29 are 2000 to 2029, the others 1930 to 1999.
DateCell ReadDateCell(std::string_view cell, DateFormat format);

}  // namespace ritmon
