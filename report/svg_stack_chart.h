// SPDX-License-Identifier: GPL-3.0-or-later
// Horizontal bars of several parts (money by kind of actor), each row one bar,
// or one bar for each of two regions. As report/svg_chart.h otherwise.

#pragma once

#include <string>
#include <vector>

#include "report/svg_chart.h"

namespace ritmon {

struct StackSeries {
  std::string label;
  // Striped: an estimate, not a sum.
  bool is_estimate = false;
};

struct StackRow {
  std::string label;  // empty: belongs to the row above
  std::string note;   // at the bar's end, behind the sum and the estimate: "!"
  std::vector<double> values;  // one for each series, none negative
};

struct StackChart {
  ChartText text;
  std::vector<StackSeries> series;
  std::vector<StackRow> rows;
  std::string unit;  // of the axis: "Mio. EUR"; values are in it
};

std::string RenderStackChart(const StackChart& chart, ChartWidth width,
                             Language language);

enum class Decimals { kIfAny, kAlways };
// 1234.5 with one decimal, as the language writes it; of whole numbers without
// it if kIfAny.
std::string FormatDecimal(double number, Language language,
                          Decimals decimals = Decimals::kIfAny);

}  // namespace ritmon
