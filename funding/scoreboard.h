// SPDX-License-Identifier: GPL-3.0-or-later
// Indicators of the Regional Innovation Scoreboard (Abb. 13 to 16), as an
// optional table that people bring: one row a region, indicator and year.
//
// Columns: region, indicator, value, year, source; German titles too. Values
// are whatever the indicator's unit is, the scoreboard's own mostly relative to
// the EU (= 100). Immutable once read.

#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace ritmon {

struct ScoreboardValue {
  std::string region;  // as the table calls it: "Hamburg", "EU"
  double value = 0;
  int year = 0;
  std::string source;
};

struct ScoreboardIndicator {
  std::string name;
  std::vector<ScoreboardValue> values;  // as the table has them
};

// Indicators in the order of the table. kInvalid with all mistakes: what is no
// number or year, a region twice for an indicator and year.
Result<std::vector<ScoreboardIndicator>> ReadScoreboard(
    const std::filesystem::path& path);

}  // namespace ritmon
