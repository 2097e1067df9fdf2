// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/time.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace ritmon {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::month;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year;

// Reads exactly `width` digits at `*pos`; advances past them.
std::optional<int> Digits(std::string_view text, size_t* pos, size_t width) {
  if (*pos + width > text.size()) return std::nullopt;
  int value = 0;
  for (size_t i = 0; i < width; ++i) {
    const char c = text[*pos + i];
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  *pos += width;
  return value;
}

bool Skip(std::string_view text, size_t* pos, char c) {
  if (*pos >= text.size() || text[*pos] != c) return false;
  ++*pos;
  return true;
}

std::optional<Date> MakeDate(int y, int m, int d) {
  const Date date{year{y}, month{static_cast<unsigned>(m)},
                  day{static_cast<unsigned>(d)}};
  if (!date.ok()) return std::nullopt;
  return date;
}

std::optional<milliseconds> ParseTimeOfDay(std::string_view text, size_t* pos) {
  const auto h = Digits(text, pos, 2);
  if (!h || !Skip(text, pos, ':')) return std::nullopt;
  const auto m = Digits(text, pos, 2);
  if (!m || !Skip(text, pos, ':')) return std::nullopt;
  const auto s = Digits(text, pos, 2);
  if (!s || *h > 23 || *m > 59 || *s > 60) return std::nullopt;
  return hours{*h} + minutes{*m} + seconds{*s};
}

// "Z", "+hh:mm", "+hhmm"; what has to be subtracted to get UTC.
std::optional<minutes> ParseOffset(std::string_view text, size_t* pos) {
  if (Skip(text, pos, 'Z')) return minutes{0};
  const bool negative = *pos < text.size() && text[*pos] == '-';
  if (!negative && (*pos >= text.size() || text[*pos] != '+')) {
    return std::nullopt;
  }
  ++*pos;
  const auto h = Digits(text, pos, 2);
  if (!h) return std::nullopt;
  Skip(text, pos, ':');
  const auto m = Digits(text, pos, 2);
  if (!m) return std::nullopt;
  const minutes offset = hours{*h} + minutes{*m};
  return negative ? -offset : offset;
}

// "Nov" is 11.
std::optional<int> MonthName(std::string_view text, size_t* pos) {
  static constexpr std::string_view kMonths =
      "JanFebMarAprMayJunJulAugSepOctNovDec";
  if (*pos + 3 > text.size()) return std::nullopt;
  const size_t found = kMonths.find(text.substr(*pos, 3));
  if (found == std::string_view::npos || found % 3 != 0) return std::nullopt;
  *pos += 3;
  return static_cast<int>(found / 3) + 1;
}

// Four digits, or the two of RFC 850. That form is obsolete, so that its years
// are those of POSIX, 1969 to 2068, whatever year it is now.
std::optional<int> HttpYear(std::string_view text, size_t* pos) {
  if (const auto y = Digits(text, pos, 4)) return y;
  const auto y = Digits(text, pos, 2);
  if (!y) return std::nullopt;
  return *y < 69 ? 2000 + *y : 1900 + *y;
}

// "Sun Nov  6 08:49:37 1994", as C's asctime() has it.
std::optional<Timestamp> ParseAsctime(std::string_view text) {
  size_t pos = std::min(text.find(' '), text.size());
  if (!Skip(text, &pos, ' ')) return std::nullopt;
  const auto m = MonthName(text, &pos);
  if (!m || !Skip(text, &pos, ' ')) return std::nullopt;
  Skip(text, &pos, ' ');
  auto d = Digits(text, &pos, 2);
  if (!d) d = Digits(text, &pos, 1);
  if (!d || !Skip(text, &pos, ' ')) return std::nullopt;
  const auto time = ParseTimeOfDay(text, &pos);
  if (!time || !Skip(text, &pos, ' ')) return std::nullopt;
  const auto y = Digits(text, &pos, 4);
  if (!y || pos != text.size()) return std::nullopt;
  const auto date = MakeDate(*y, *m, *d);
  if (!date) return std::nullopt;
  return Timestamp{sys_days{*date}} + *time;
}

}  // namespace

Timestamp SystemClock::Now() const {
  return floor<milliseconds>(std::chrono::system_clock::now());
}

std::chrono::steady_clock::time_point SystemClock::Steady() const {
  return std::chrono::steady_clock::now();
}

std::string FormatDate(Date date) {
  std::array<char, 32> out{};
  std::snprintf(
      out.data(), out.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return out.data();
}

std::string FormatTimestamp(Timestamp time) {
  const auto midnight = floor<days>(time);
  const std::chrono::hh_mm_ss clock{floor<seconds>(time - midnight)};
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "T%02d:%02d:%02dZ",
                static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return FormatDate(Date{midnight}) + out.data();
}

std::optional<Timestamp> ParseTimestamp(std::string_view text) {
  size_t pos = 0;
  const auto y = Digits(text, &pos, 4);
  if (!y || !Skip(text, &pos, '-')) return std::nullopt;
  const auto m = Digits(text, &pos, 2);
  if (!m || !Skip(text, &pos, '-')) return std::nullopt;
  const auto d = Digits(text, &pos, 2);
  if (!d || (!Skip(text, &pos, 'T') && !Skip(text, &pos, ' '))) {
    return std::nullopt;
  }
  const auto date = MakeDate(*y, *m, *d);
  const auto time = ParseTimeOfDay(text, &pos);
  if (!date || !time) return std::nullopt;
  if (Skip(text, &pos, '.')) {
    while (pos < text.size() && text[pos] >= '0' && text[pos] <= '9') ++pos;
  }
  const auto offset = ParseOffset(text, &pos);
  if (!offset || pos != text.size()) return std::nullopt;
  return Timestamp{sys_days{*date}} + *time - *offset;
}

std::optional<Date> ParseDate(std::string_view text) {
  size_t pos = 0;
  if (text.size() == 10 && text[2] == '.' && text[5] == '.') {
    const auto d = Digits(text, &pos, 2);
    ++pos;
    const auto m = Digits(text, &pos, 2);
    ++pos;
    const auto y = Digits(text, &pos, 4);
    if (!d || !m || !y) return std::nullopt;
    return MakeDate(*y, *m, *d);
  }
  const auto y = Digits(text, &pos, 4);
  if (!y) return std::nullopt;
  if (pos == text.size()) return MakeDate(*y, 1, 1);
  if (!Skip(text, &pos, '-')) return std::nullopt;
  const auto m = Digits(text, &pos, 2);
  if (!m) return std::nullopt;
  if (pos == text.size()) return MakeDate(*y, *m, 1);
  if (!Skip(text, &pos, '-')) return std::nullopt;
  const auto d = Digits(text, &pos, 2);
  if (!d || pos != text.size()) return std::nullopt;
  return MakeDate(*y, *m, *d);
}

std::optional<Timestamp> ParseHttpDate(std::string_view text) {
  // The weekday carries nothing and is skipped unread.
  const size_t comma = text.find(", ");
  if (comma == std::string_view::npos) return ParseAsctime(text);
  size_t pos = comma + 2;
  const auto d = Digits(text, &pos, 2);
  if (!d || (!Skip(text, &pos, ' ') && !Skip(text, &pos, '-'))) {
    return std::nullopt;
  }
  const auto m = MonthName(text, &pos);
  if (!m || (!Skip(text, &pos, ' ') && !Skip(text, &pos, '-'))) {
    return std::nullopt;
  }
  const auto y = HttpYear(text, &pos);
  if (!y || !Skip(text, &pos, ' ')) return std::nullopt;
  const auto date = MakeDate(*y, *m, *d);
  const auto time = ParseTimeOfDay(text, &pos);
  if (!date || !time || text.substr(pos) != " GMT") return std::nullopt;
  return Timestamp{sys_days{*date}} + *time;
}

}  // namespace ritmon
