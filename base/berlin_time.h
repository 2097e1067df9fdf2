// SPDX-License-Identifier: GPL-3.0-or-later
// The date in Germany at a moment, with all the offsets and summer times that
// Europe/Berlin has had (IANA time zone database, as ICU carries it).

#pragma once

#include <memory>

#include "base/time.h"

namespace ritmon {

// Immutable; safe to share between threads.
class BerlinCalendar {
 public:
  BerlinCalendar();
  ~BerlinCalendar();
  BerlinCalendar(BerlinCalendar&&) noexcept;
  BerlinCalendar& operator=(BerlinCalendar&&) noexcept;

  // 3 March 1977 for 1977-03-02T23:00:00Z.
  Date DateAt(Timestamp time) const;

 private:
  struct Zone;
  std::unique_ptr<const Zone> zone_;
};

}  // namespace ritmon
