// SPDX-License-Identifier: GPL-3.0-or-later
// When a job is due: a cron expression (POSIX.1-2017, crontab) in a time zone
// of the IANA database.
//
// Five fields, minute 0-59, hour 0-23, day of month 1-31, month 1-12 or jan to
// dec, day of week 0-7 or sun to sat (0 and 7: Sunday): "*", numbers, ranges
// "1-5", steps "*/15" and "8-18/2", lists "0,30". Where both days are
// restricted, either of them suffices, as POSIX has it. "@hourly", "@daily",
// "@weekly", "@monthly" and "@yearly" stand for the usual five.
//
// When clocks change: a job of certain hours that fall into the hour which is
// left out runs when the clocks have changed; one in the hour that comes twice
// runs the first time. Jobs of every hour go by real time.
//
// A value, immutable, any thread.

#pragma once

#include <bitset>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace date {
class time_zone;
}

namespace ritmon {

class CronSchedule {
 public:
  // Never due; for those who read one piece by piece.
  CronSchedule() = default;
  // kInvalid names the field and what is wrong with it, or the zone; also for
  // days that never come ("0 0 31 2 *").
  static Result<CronSchedule> Parse(std::string_view expression,
                                    const std::string& zone = "UTC");

  // The first moment later than `after`, a whole minute; kNever for one that is
  // not due.
  Timestamp NextAfter(Timestamp after) const;

  const std::string& expression() const { return expression_; }

 private:
  struct Fields {
    std::bitset<60> minutes;
    std::bitset<24> hours;
    std::bitset<32> days;     // from 1
    std::bitset<13> months;   // from 1
    std::bitset<7> weekdays;  // Sunday is 0
    bool every_hour = false;
    bool any_day = false;
    bool any_weekday = false;
  };

  static Result<Fields> ParseFields(std::string_view expression);
  bool Includes(std::chrono::year_month_day day) const;
  std::optional<Timestamp> FirstOn(std::chrono::sys_days day,
                                   Timestamp after) const;
  std::optional<Timestamp> Search(Timestamp after) const;

  std::string expression_;
  Fields fields_;
  const date::time_zone* zone_ = nullptr;
};

}  // namespace ritmon
