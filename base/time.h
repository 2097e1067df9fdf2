// SPDX-License-Identifier: GPL-3.0-or-later
// Time: one point type, one clock interface, one text form.
//
// Only base/time.cc reads the machine's clock; everything else is handed a
// Clock, so that tests need no time. Times are UTC.

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ritmon {

using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;
using Date = std::chrono::year_month_day;

// Later than anything that is due.
inline constexpr Timestamp kNever{std::chrono::milliseconds(INT64_MAX / 4)};

// Milliseconds since 1970, as tables hold times.
inline int64_t ToMillis(Timestamp time) {
  return time.time_since_epoch().count();
}
inline Timestamp FromMillis(int64_t millis) {
  return Timestamp(std::chrono::milliseconds(millis));
}

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Timestamp Now() const = 0;
  // Monotonic; for delays and durations.
  virtual std::chrono::steady_clock::time_point Steady() const = 0;
};

// The machine's clock. Safe to share between threads.
class SystemClock final : public Clock {
 public:
  Timestamp Now() const override;
  std::chrono::steady_clock::time_point Steady() const override;
};

// "2026-11-23T17:54:46Z" (ISO 8601; fractions of a second are cut).
std::string FormatTimestamp(Timestamp time);

// The form of FormatTimestamp, with optional fraction and ±hh:mm offset.
std::optional<Timestamp> ParseTimestamp(std::string_view text);

// "2026-11-23".
std::string FormatDate(Date date);
// "2026-11-23", "2026-11" (the first of it), "2026" (1 January), or the German
// "23.11.2026"; nothing else.
std::optional<Date> ParseDate(std::string_view text);

// An HTTP-date in any of its three forms (RFC 9110, 5.6.7):
// "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT" (years 1969
// to 2068) and "Sun Nov  6 08:49:37 1994". The weekday is not looked at.
std::optional<Timestamp> ParseHttpDate(std::string_view text);

}  // namespace ritmon
