// SPDX-License-Identifier: GPL-3.0-or-later
// Hours of the week in which no job begins and none asks other people's
// servers: "mon-fri 07:00-19:00", "22:30-05:00" (every day, over midnight),
// "sat,sun 00:00-24:00". By the clocks on the wall of a time zone.
//
// A value, immutable, any thread.

#pragma once

#include <bitset>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace date {
class time_zone;
}

namespace ritmon {

class QuietHours {
 public:
  // None.
  QuietHours() = default;
  // kInvalid names the text and what is wrong with it, the zone, or that no
  // minute of the week is left.
  static Result<QuietHours> Parse(const std::vector<std::string>& texts,
                                  const std::string& zone);

  bool Contains(Timestamp time) const;
  // `time` itself if it is not quiet, else the first moment that is not.
  Timestamp EndAt(Timestamp time) const;
  // The first quiet minute that begins after `time`; kNever if there is none.
  Timestamp NextAfter(Timestamp time) const;

 private:
  static constexpr int kDay = 24 * 60;
  static constexpr int kWeek = 7 * kDay;

  Status Add(std::string_view text);
  Timestamp FirstMinute(Timestamp from, bool is_quiet) const;

  std::bitset<kWeek> minutes_;  // from Sunday, midnight
  const date::time_zone* zone_ = nullptr;
};

}  // namespace ritmon
