// SPDX-License-Identifier: GPL-3.0-or-later
// One field of a cron expression: numbers and names, ranges, steps, lists.

#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"

namespace ritmon {

struct CronRange {
  std::string_view name;  // for messages: "hour"
  int first;
  int last;
  std::vector<std::string_view> words;  // for `first` and those behind it
};

// 0 to 7 and sun to sat; 0 and 7 are both Sunday.
CronRange DaysOfWeek();

std::vector<std::string_view> SplitAt(std::string_view text, char delimiter);

// What "*", "3", "1-5", "*/15", "8-18/2" and lists of these stand for; some may
// come twice. kInvalid names the field and the part that is wrong.
Result<std::vector<int>> ParseCronField(std::string_view text,
                                        const CronRange& range);

}  // namespace ritmon
