// SPDX-License-Identifier: GPL-3.0-or-later
// What was parsed, written down in any form and parsed again, is the same time.

#include <array>
#include <cstdio>
#include <string>

#include "base/time.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Parts {
  int year;
  unsigned month;
  unsigned day;
  std::string clock;
};

Parts PartsOf(ritmon::Timestamp time) {
  const auto midnight = std::chrono::floor<std::chrono::days>(time);
  const ritmon::Date date{midnight};
  return {static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
          static_cast<unsigned>(date.day()),
          ritmon::FormatTimestamp(time).substr(11, 8)};
}

template <typename... Values>
std::string Print(const char* format, Values... values) {
  std::array<char, 64> out{};
  std::snprintf(out.data(), out.size(), format, values...);
  return out.data();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const ritmon::FuzzInput input(data, size);
  const auto time = ritmon::ParseHttpDate(input.view());
  if (!time) return 0;
  const Parts p = PartsOf(*time);
  // A leap second may carry the last second of the year 9999 over.
  if (p.year > 9999) return 0;
  const char* month = kMonths[p.month - 1];
  const auto same = [&](const std::string& text) {
    return ritmon::ParseHttpDate(text) == time;
  };
  ritmon::Require(same(Print("Sun, %02u %s %04d %s GMT", p.day, month, p.year,
                             p.clock.c_str())));
  ritmon::Require(
      same(Print("Sun %s %2u %s %04d", month, p.day, p.clock.c_str(), p.year)));
  if (p.year >= 1969 && p.year <= 2068) {
    ritmon::Require(same(Print("Sunday, %02u-%s-%02d %s GMT", p.day, month,
                               p.year % 100, p.clock.c_str())));
  }
  ritmon::Require(ritmon::ParseTimestamp(ritmon::FormatTimestamp(*time)) ==
                  time);
  return 0;
}
