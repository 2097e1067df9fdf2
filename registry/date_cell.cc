// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/date_cell.h"

#include <array>
#include <charconv>
#include <vector>

namespace ritmon {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;

constexpr int kTwoDigitPivot = 30;
// Companies older than this are typing mistakes.
constexpr int kFirstYear = 1000;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The numbers of "1.4.1998", and what stands between them ('.'); nothing if it
// is anything else.
struct Numbers {
  std::vector<std::string_view> parts;
  char separator = 0;
};
std::optional<Numbers> Split(std::string_view text) {
  Numbers numbers;
  size_t begin = 0;
  for (size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && IsDigit(text[i])) continue;
    if (i == begin) return std::nullopt;
    numbers.parts.push_back(text.substr(begin, i - begin));
    begin = i + 1;
    if (i == text.size()) break;
    if (numbers.separator != 0 && text[i] != numbers.separator) {
      return std::nullopt;
    }
    numbers.separator = text[i];
    // "1. 4. 1998".
    while (begin < text.size() && text[begin] == ' ') ++begin;
    i = begin - 1;
  }
  return numbers;
}

int NumberOf(std::string_view digits) {
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

int YearOf(std::string_view digits) {
  const int number = NumberOf(digits);
  if (digits.size() != 2) return number;
  return number < kTwoDigitPivot ? 2000 + number : 1900 + number;
}

std::optional<Date> Make(int y, int m, int d) {
  const Date date{year{y}, month{static_cast<unsigned>(m)},
                  day{static_cast<unsigned>(d)}};
  if (!date.ok() || y < kFirstYear) return std::nullopt;
  return date;
}

DateCell Day(std::optional<Date> date) { return {date, true, false}; }

bool IsYear(std::string_view digits) {
  return digits.size() == 4 || digits.size() == 2;
}

// "20120403", "1998", a serial number.
DateCell OneNumber(std::string_view digits, DateFormat format) {
  if (format == DateFormat::kSerial && digits.size() <= 6) {
    return Day(Date(sys_days(year{1899} / 12 / 30) + days(NumberOf(digits))));
  }
  if (digits.size() == 4) {
    return {Make(NumberOf(digits), 1, 1), false, false};
  }
  if (digits.size() == 8) {
    return Day(Make(NumberOf(digits.substr(0, 4)),
                    NumberOf(digits.substr(4, 2)),
                    NumberOf(digits.substr(6, 2))));
  }
  return {};
}

// "04/1998", "1998-04": the month says too little, the year counts.
DateCell TwoNumbers(const Numbers& numbers) {
  const bool year_first = numbers.parts[0].size() == 4;
  const auto y = numbers.parts[year_first ? 0 : 1];
  const auto m = numbers.parts[year_first ? 1 : 0];
  if (y.size() != 4 || m.size() > 2) return {};
  return {Make(NumberOf(y), NumberOf(m), 1), false, false};
}

DateCell ThreeNumbers(const Numbers& numbers, DateFormat format) {
  const std::string_view a = numbers.parts[0];
  const std::string_view b = numbers.parts[1];
  const std::string_view c = numbers.parts[2];
  if (b.size() > 2) return {};
  if (a.size() == 4 || format == DateFormat::kYearFirst) {
    if (!IsYear(a) || c.size() > 2) return {};
    return Day(Make(YearOf(a), NumberOf(b), NumberOf(c)));
  }
  if (a.size() > 2 || !IsYear(c)) return {};
  const auto day_first = Make(YearOf(c), NumberOf(b), NumberOf(a));
  const auto month_first = Make(YearOf(c), NumberOf(a), NumberOf(b));
  if (format == DateFormat::kDayFirst) return Day(day_first);
  if (format == DateFormat::kMonthFirst) return Day(month_first);
  // Nobody but Germans writes dots, and they have the day first.
  if (numbers.separator == '.') return Day(day_first);
  if (day_first && month_first && day_first != month_first) {
    return {std::nullopt, true, true};
  }
  return Day(day_first ? day_first : month_first);
}

}  // namespace

std::optional<DateFormat> ParseDateFormat(std::string_view name) {
  for (const DateFormat format :
       {DateFormat::kDayFirst, DateFormat::kMonthFirst, DateFormat::kYearFirst,
        DateFormat::kSerial}) {
    if (name == ToString(format)) return format;
  }
  return std::nullopt;
}

std::string_view ToString(DateFormat format) {
  constexpr std::array<std::string_view, 5> kNames = {"", "dmy", "mdy", "ymd",
                                                      "excel"};
  return kNames[static_cast<size_t>(format)];
}

DateCell ReadDateCell(std::string_view cell, DateFormat format) {
  // "2001-05-17 00:00:00": a database's export. Its time says nothing.
  const size_t time = cell.find_first_of("T ");
  if (time != std::string_view::npos && time >= 8 &&
      cell.find(':', time) != std::string_view::npos) {
    cell = cell.substr(0, time);
  }
  // "1998.0", "36892,0": a number's column.
  if (cell.size() >= 6 && (cell.ends_with(".0") || cell.ends_with(",0"))) {
    cell.remove_suffix(2);
  }
  const auto numbers = Split(cell);
  if (!numbers) return {};
  switch (numbers->parts.size()) {
    case 1:
      return OneNumber(numbers->parts[0], format);
    case 2:
      return TwoNumbers(*numbers);
    case 3:
      return ThreeNumbers(*numbers, format);
    default:
      return {};
  }
}

}  // namespace ritmon
