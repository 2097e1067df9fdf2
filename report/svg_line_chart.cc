// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/svg_line_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <utility>

#include "report/svg_parts.h"
#include "report/svg_text.h"

namespace ritmon {
namespace {

constexpr double kSmallFont = 12;
constexpr double kPlotHeight = 250;
constexpr double kTop = 12;
constexpr double kLeft = 44;

// Lines differ in more than colour.
constexpr std::array<std::string_view, 4> kDashes = {"", "7 4", "2 3",
                                                     "10 3 2 3"};

double Days(Date date) {
  return static_cast<double>(
      std::chrono::sys_days(date).time_since_epoch().count());
}

class Drawing {
 public:
  Drawing(const LineChart& chart, ChartWidth width, Language language)
      : chart_(chart),
        language_(language),
        width_(width == ChartWidth::kWide ? 920 : 360),
        right_(width == ChartWidth::kWide ? 250 : 12),
        id_(chart.text.id +
            (width == ChartWidth::kWide ? "-wide" : "-narrow")) {
    double most = 0;
    for (const ChartLine& line : chart.lines) {
      for (const int64_t value : line.values) {
        most = std::max(most, static_cast<double>(value));
      }
    }
    axis_ = AxisFor(most);
    first_ = Days(chart.days.front());
    span_ = std::max(1.0, Days(chart.days.back()) - first_);
  }

  std::string Render() {
    Grid();
    for (size_t i = 0; i < chart_.lines.size(); ++i) Line(i);
    const double bottom = Names();
    return SvgHead(chart_.text, id_, width_, bottom) + body_ + "</svg>\n";
  }

 private:
  double X(Date day) const {
    return kLeft + (width_ - kLeft - right_) * (Days(day) - first_) / span_;
  }
  double Y(double value) const {
    return kTop + kPlotHeight * (1 - value / axis_.end);
  }

  void Grid() {
    const int steps = static_cast<int>(std::lround(axis_.end / axis_.step));
    for (int i = 0; i <= steps; ++i) {
      const double value = axis_.step * i;
      body_ += SvgLine(kLeft, Y(value), width_ - right_, Y(value),
                       i == 0 ? kChartBaseline : kChartGrid);
      body_ += SvgTextAt(
          kLeft - 6, Y(value) + 4,
          FormatCount(static_cast<uint64_t>(value), language_),
          SvgTextStyle(kSmallFont, kChartPaleInk, "text-anchor=\"end\""));
    }
    const auto date = [&](Date day, std::string_view anchor) {
      body_ += SvgTextAt(X(day), kTop + kPlotHeight + 18,
                         FormatLongDate(day, language_),
                         SvgTextStyle(kSmallFont, kChartPaleInk, anchor));
    };
    date(chart_.days.front(), "");
    date(chart_.days.back(), "text-anchor=\"end\"");
  }

  void Line(size_t i) {
    std::string path;
    const ChartLine& line = chart_.lines[i];
    for (size_t at = 0; at < line.values.size(); ++at) {
      path += fmt::format("{}{} {}", at == 0 ? "M" : "L",
                          SvgNumber(X(chart_.days[at])),
                          SvgNumber(Y(static_cast<double>(line.values[at]))));
    }
    body_ += fmt::format(
        "<path class=\"line\" d=\"{}\" fill=\"none\" stroke=\"{}\" "
        "stroke-width=\"2.5\" stroke-dasharray=\"{}\"/>\n",
        path, GroupColour(i),
        kDashes[i % kDashes.size()].empty() ? "none"
                                            : kDashes[i % kDashes.size()]);
  }

  // Beside the ends, or below on a narrow chart. Returns where the chart ends.
  double Names() {
    const double below = kTop + kPlotHeight + 34;
    std::vector<std::pair<double, size_t>> ends;
    for (size_t i = 0; i < chart_.lines.size(); ++i) {
      ends.emplace_back(Y(static_cast<double>(chart_.lines[i].values.back())),
                        i);
    }
    std::sort(ends.begin(), ends.end());
    const bool beside = right_ > 100;
    double y = beside ? 0 : below;
    for (const auto& [end, i] : ends) {
      y = beside ? std::max(y + 17, end + 4) : y + 18;
      const double x = beside ? width_ - right_ + 34 : 34;
      body_ += fmt::format(
          "<line x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\" stroke=\"{}\" "
          "stroke-width=\"2.5\" stroke-dasharray=\"{}\"/>\n",
          SvgNumber(x - 26), SvgNumber(x - 4), SvgNumber(y - 4),
          SvgNumber(y - 4), GroupColour(i),
          kDashes[i % kDashes.size()].empty() ? "none"
                                              : kDashes[i % kDashes.size()]);
      body_ += SvgTextAt(
          x, y,
          fmt::format(
              "{} {}",
              FormatCount(static_cast<uint64_t>(chart_.lines[i].values.back()),
                          language_),
              chart_.lines[i].label),
          SvgTextStyle(13, kChartInk));
    }
    return std::max(below, y + 10);
  }

  const LineChart& chart_;  // for the length of one call
  Language language_;
  double width_;
  double right_;
  std::string id_;
  ChartAxis axis_;
  double first_ = 0;
  double span_ = 1;
  std::string body_;
};

}  // namespace

std::string RenderLineChart(const LineChart& chart, ChartWidth width,
                            Language language) {
  if (chart.days.empty() || chart.lines.empty()) return {};
  return Drawing(chart, width, language).Render();
}

}  // namespace ritmon
