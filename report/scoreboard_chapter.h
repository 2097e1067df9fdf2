// SPDX-License-Identifier: GPL-3.0-or-later
// Indicators of the Regional Innovation Scoreboard, as values.

#pragma once

#include <string>
#include <vector>

namespace ritmon {

struct ScoreboardBar {
  std::string region;
  double value = 0;
  int year = 0;
};

struct ScoreboardFigure {
  std::string indicator;
  std::vector<ScoreboardBar> bars;
  std::string source;
};

}  // namespace ritmon
