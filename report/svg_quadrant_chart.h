// SPDX-License-Identifier: GPL-3.0-or-later
// Points by two ratios (Abb. 7): both axes logarithmic and split at 1.00, so
// that twice as much lies as far from the middle as half as much. As
// report/svg_chart.h otherwise.

#pragma once

#include <string>
#include <vector>

#include "report/svg_chart.h"

namespace ritmon {

struct QuadrantPoint {
  std::string label;
  double x = 1;  // greater than 0
  double y = 1;
  bool is_unstable = false;  // drawn hollow
  size_t group = 0;          // its colour: GroupColour
};

struct QuadrantChart {
  ChartText text;
  std::string x_label;  // below
  std::string y_label;  // above
  // What the corners mean: lower left, lower right, upper left, upper right.
  std::vector<std::string> corners;
  std::vector<QuadrantPoint> points;
};

// Points carry numbers; the list of what they are stands beside or below.
std::string RenderQuadrantChart(const QuadrantChart& chart, ChartWidth width,
                                Language language);

}  // namespace ritmon
