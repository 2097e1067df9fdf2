// SPDX-License-Identifier: GPL-3.0-or-later
// What all charts are made of: head, text, colours, axes. For report/svg_*.cc.
// Pure functions.

#pragma once

#include <string>
#include <string_view>

#include "report/svg_chart.h"

namespace ritmon {

inline constexpr std::string_view kChartInk = "#1b1f24";
inline constexpr std::string_view kChartPaleInk = "#57606a";
inline constexpr std::string_view kChartGrid = "#e2e6ea";
inline constexpr std::string_view kChartBaseline = "#8c959f";

// "<svg ...>" with title and description; `id` is unique in the document (a
// chart may be drawn in two widths).
std::string SvgHead(const ChartText& text, std::string_view id, double width,
                    double height);

// "font-size=... fill=...", and `more` attributes.
std::string SvgTextStyle(double size, std::string_view colour,
                         std::string_view more = "");
// A text element; `text` is plain.
std::string SvgTextAt(double x, double baseline, std::string_view text,
                      std::string_view attributes);
// A rectangle; `more` attributes behind.
std::string SvgRect(double x, double y, double width, double height,
                    std::string_view fill, std::string_view more = "");
// A straight line, one pixel wide.
std::string SvgLine(double x1, double y1, double x2, double y2,
                    std::string_view colour, std::string_view more = "");
// Stripes in `colour` on white, for what is no counted number.
std::string SvgHatch(std::string_view id, std::string_view colour);

struct ChartAxis {
  double step = 1;
  double end = 1;
};
// From 0 to the first round number that is not below `most`, in at most five
// steps of 1, 2 or 5 times a power of ten.
ChartAxis AxisFor(double most);

}  // namespace ritmon
