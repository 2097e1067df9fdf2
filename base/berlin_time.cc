// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/berlin_time.h"

#include <unicode/timezone.h>

namespace ritmon {

struct BerlinCalendar::Zone {
  std::unique_ptr<icu::TimeZone> berlin{
      icu::TimeZone::createTimeZone("Europe/Berlin")};
};

BerlinCalendar::BerlinCalendar() : zone_(std::make_unique<Zone>()) {}
BerlinCalendar::~BerlinCalendar() = default;
BerlinCalendar::BerlinCalendar(BerlinCalendar&&) noexcept = default;
BerlinCalendar& BerlinCalendar::operator=(BerlinCalendar&&) noexcept = default;

Date BerlinCalendar::DateAt(Timestamp time) const {
  int32_t offset = 0;
  int32_t summer = 0;
  UErrorCode code = U_ZERO_ERROR;
  zone_->berlin->getOffset(static_cast<double>(ToMillis(time)), false, offset,
                           summer, code);
  const std::chrono::milliseconds shift(offset + summer);
  return Date(std::chrono::floor<std::chrono::days>(time + shift));
}

}  // namespace ritmon
