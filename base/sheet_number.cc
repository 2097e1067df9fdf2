// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/sheet_number.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>

#include "base/time.h"

namespace ritmon {
namespace {

constexpr double kSecondsOfDay = 86400;
constexpr double kLastDay = 2'958'465;  // 31 December 9999
// Larger ones are not shown with all digits.
constexpr double kPlainIntegers = 1e15;

// Nothing for the 29 February 1900, which spreadsheets count.
std::optional<Date> DayOf(int64_t serial, bool since_1904) {
  using std::chrono::days;
  using std::chrono::sys_days;
  if (since_1904) {
    return Date(sys_days(std::chrono::year(1904) / 1 / 1) + days(serial));
  }
  if (serial == 60) return std::nullopt;
  return Date(sys_days(std::chrono::year(1899) / 12 / 31) +
              days(serial < 60 ? serial : serial - 1));
}

std::optional<std::string> DateText(double value, const NumberFormat& format,
                                    bool since_1904) {
  if (!(value >= 0) || value >= kLastDay + 1) return std::nullopt;
  const auto seconds = static_cast<int64_t>(
      std::llround((value - std::floor(value)) * kSecondsOfDay));
  const bool next_day = seconds >= static_cast<int64_t>(kSecondsOfDay);
  const int64_t serial =
      static_cast<int64_t>(std::floor(value)) + (next_day ? 1 : 0);
  const int64_t rest = next_day ? 0 : seconds;
  const std::string time =
      fmt::format("{:02}:{:02}:{:02}", rest / 3600, rest / 60 % 60, rest % 60);
  if (serial == 0 && format.has_time && !since_1904) return time;
  const auto day = DayOf(serial, since_1904);
  if (!day) return std::nullopt;
  if (!format.has_time || rest == 0) return FormatDate(*day);
  return FormatDate(*day) + " " + time;
}

}  // namespace

NumberFormat BuiltInFormat(int id) {
  NumberFormat format;
  // 27 to 36 and 50 to 58 are dates of East Asian versions.
  format.has_date = (id >= 14 && id <= 17) || id == 22 ||
                    (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
  format.has_time = (id >= 18 && id <= 22) || id == 45 || id == 47;
  return format;
}

NumberFormat ParseNumberFormat(std::string_view code) {
  NumberFormat format;
  if (!code.empty() && code.find_first_not_of('0') == std::string_view::npos) {
    format.digits = code.size() > 1 ? code.size() : 0;
    return format;
  }
  bool month_or_minute = false;
  for (size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    const char c = code[i];
    if (c == '"' || c == '[') {
      const size_t end = code.find(c == '"' ? '"' : ']', i + 1);
      if (end == std::string_view::npos) break;
      const std::string_view inner = code.substr(i + 1, end - i - 1);
      // Elapsed hours, minutes, seconds.
      if (c == '[' && !inner.empty() &&
          inner.find_first_not_of("hHmMsS") == std::string_view::npos) {
        return {};
      }
      i = end;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;  // a literal character, or one of which only the width counts
    } else if (c == 'y' || c == 'Y' || c == 'd' || c == 'D') {
      format.has_date = true;
    } else if (c == 'h' || c == 'H' || c == 's' || c == 'S') {
      format.has_time = true;
    } else if (c == 'm' || c == 'M') {
      month_or_minute = true;
    }
  }
  if (month_or_minute && !format.has_time) format.has_date = true;
  return format;
}

std::string FormatSheetNumber(std::string_view number,
                              const NumberFormat& format, bool since_1904) {
  double value = 0;
  const char* end = number.data() + number.size();
  const auto read = std::from_chars(number.data(), end, value);
  if (read.ec != std::errc() || read.ptr != end || !std::isfinite(value)) {
    return std::string(number);
  }
  if (format.has_date || format.has_time) {
    if (auto text = DateText(value, format, since_1904)) return *text;
  }
  if (value == std::floor(value) && std::fabs(value) < kPlainIntegers) {
    const auto integer = static_cast<int64_t>(value);
    // A code with leading zeros, a postcode for one.
    return integer >= 0 ? fmt::format("{:0{}}", integer, format.digits)
                        : std::to_string(integer);
  }
  return fmt::format("{}", value);
}

}  // namespace ritmon
