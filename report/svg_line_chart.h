// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers over time: one line a group, named at its end. As report/svg_chart.h
// otherwise.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/time.h"
#include "report/svg_chart.h"

namespace ritmon {

struct ChartLine {
  std::string label;
  std::vector<int64_t> values;  // one for each day, none negative
};

struct LineChart {
  ChartText text;
  std::vector<Date> days;  // rising; at least two
  std::vector<ChartLine> lines;
};

std::string RenderLineChart(const LineChart& chart, ChartWidth width,
                            Language language);

}  // namespace ritmon
