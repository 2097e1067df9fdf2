// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/svg_stack_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "report/svg_parts.h"
#include "report/svg_text.h"

namespace ritmon {
namespace {

// From dark to pale, so that neighbours differ in grey as well; all at least
// 3:1 against white.
constexpr std::array<std::string_view, 5> kColours = {
    "#1d3461", "#b5532a", "#3f7f93", "#7a2e62", "#6b7280"};

constexpr double kFont = 14;
constexpr double kSmallFont = 12;
constexpr double kLineHeight = 17;
constexpr double kGap = 10;

struct Layout {
  double width;
  double label_width;  // 0: labels above the bars
  double bar_height;
};

constexpr Layout LayoutOf(ChartWidth width) {
  return width == ChartWidth::kWide ? Layout{920, 300, 18} : Layout{360, 0, 14};
}

double SumOf(const StackRow& row) {
  double sum = 0;
  for (const double value : row.values) sum += value;
  return sum;
}

// Draws from top to bottom.
class Drawing {
 public:
  Drawing(const StackChart& chart, ChartWidth width, Language language)
      : chart_(chart),
        layout_(LayoutOf(width)),
        language_(language),
        id_(chart.text.id +
            (width == ChartWidth::kWide ? "-wide" : "-narrow")) {
    double most = 0;
    double value_width = 0;
    for (const StackRow& row : chart.rows) {
      most = std::max(most, SumOf(row));
      value_width = std::max(value_width, TextWidth(ValueText(row), kFont));
    }
    axis_ = AxisFor(most);
    left_ = layout_.label_width > 0 ? layout_.label_width + kGap : 1;
    plot_width_ =
        std::max(40.0, layout_.width - left_ - value_width - 2 * kGap);
  }

  std::string Render() {
    DrawLegend();
    const double top = y_;
    y_ += kSmallFont + kGap;
    for (const StackRow& row : chart_.rows) DrawRow(row);
    y_ += 4;
    return SvgHead(chart_.text, id_, layout_.width, y_) + Patterns() +
           Grid(top, y_ - 4) + body_ + "</svg>\n";
  }

 private:
  double X(double value) const {
    return left_ + plot_width_ * value / axis_.end;
  }

  // "8,9 + 4,7 !": the sum, what is estimated beside it, the note.
  std::string ValueText(const StackRow& row) const {
    double sum = 0;
    double estimate = 0;
    for (size_t i = 0; i < row.values.size(); ++i) {
      (chart_.series[i].is_estimate ? estimate : sum) += row.values[i];
    }
    if (sum + estimate <= 0) return "0";
    std::string text = FormatDecimal(sum, language_, Decimals::kAlways);
    if (estimate > 0) {
      text += " + " + FormatDecimal(estimate, language_, Decimals::kAlways);
    }
    if (!row.note.empty()) text += " " + row.note;
    return text;
  }

  std::string Fill(size_t series) const {
    if (!chart_.series[series].is_estimate) return std::string(Colour(series));
    return fmt::format("url(#{}-hatch-{})", id_, series);
  }
  static std::string_view Colour(size_t series) {
    return kColours[series % kColours.size()];
  }

  std::string Patterns() const {
    std::string out;
    for (size_t i = 0; i < chart_.series.size(); ++i) {
      if (chart_.series[i].is_estimate) {
        out += SvgHatch(fmt::format("{}-hatch-{}", id_, i), Colour(i));
      }
    }
    return out.empty() ? out : "<defs>\n" + out + "</defs>\n";
  }

  std::string Grid(double top, double bottom) const {
    std::string grid;
    const int steps = static_cast<int>(std::lround(axis_.end / axis_.step));
    for (int i = 0; i <= steps; ++i) {
      const double x = X(axis_.step * i);
      grid += SvgLine(x, top + kSmallFont + 6, x, bottom,
                      i == 0 ? kChartBaseline : kChartGrid);
      grid += SvgTextAt(x, top + kSmallFont,
                        FormatDecimal(axis_.step * i, language_),
                        SvgTextStyle(kSmallFont, kChartPaleInk,
                                     i == 0 ? "" : "text-anchor=\"middle\""));
    }
    return grid;
  }

  void DrawLegend() {
    double x = layout_.label_width > 0 ? left_ : 1;
    const double start = x;
    for (size_t i = 0; i < chart_.series.size(); ++i) {
      const double width =
          34 + TextWidth(chart_.series[i].label, kSmallFont) + 20;
      if (x > start && x + width - 20 > layout_.width) {
        x = start;
        y_ += kLineHeight + 3;
      }
      body_ += SvgRect(x, y_ + 2, 26, 12, Fill(i),
                       fmt::format("stroke=\"{}\"", Colour(i)));
      body_ += SvgTextAt(x + 34, y_ + 12, chart_.series[i].label,
                         SvgTextStyle(kSmallFont, kChartPaleInk));
      x += width;
    }
    y_ += kLineHeight + 4;
    body_ += SvgTextAt(start, y_ + 12, chart_.unit,
                       SvgTextStyle(kSmallFont, kChartPaleInk));
    y_ += kLineHeight + 2;
  }

  void DrawRow(const StackRow& row) {
    const bool beside = layout_.label_width > 0;
    y_ += row.label.empty() ? 3 : 9;
    std::vector<std::string> lines;
    if (!row.label.empty()) {
      lines = WrapText(row.label,
                       beside ? layout_.label_width : layout_.width - 2, kFont);
    }
    const double text_height = kLineHeight * static_cast<double>(lines.size());
    double baseline = y_ + 13;
    for (const std::string& line : lines) {
      body_ += SvgTextAt(0, baseline, line, SvgTextStyle(kFont, kChartInk));
      baseline += kLineHeight;
    }
    const double bar_top = beside ? y_ : y_ + text_height + 2;
    DrawBar(row, bar_top);
    y_ =
        std::max(beside ? y_ + text_height : 0.0, bar_top + layout_.bar_height);
  }

  void DrawBar(const StackRow& row, double top) {
    double from = 0;
    for (size_t i = 0; i < row.values.size(); ++i) {
      if (row.values[i] <= 0) continue;
      const double x = X(from);
      const double width = std::max(1.0, X(from + row.values[i]) - x - 1);
      body_ += SvgRect(x, top, width, layout_.bar_height, Fill(i),
                       fmt::format("class=\"bar\" stroke=\"{}\" "
                                   "stroke-width=\"0.75\"",
                                   Colour(i)));
      from += row.values[i];
    }
    if (from <= 0) {
      // A thin mark shows that it was looked at.
      body_ += SvgRect(left_, top, 1.5, layout_.bar_height, kChartBaseline,
                       "class=\"bar\"");
    }
    body_ += SvgTextAt(std::max(X(from), left_ + 1.5) + 7,
                       top + layout_.bar_height / 2 + 5, ValueText(row),
                       SvgTextStyle(kFont, kChartInk));
  }

  const StackChart& chart_;  // for the length of one call
  Layout layout_;
  Language language_;
  std::string id_;
  ChartAxis axis_;
  double left_ = 0;
  double plot_width_ = 0;
  double y_ = 0;
  std::string body_;
};

}  // namespace

std::string FormatDecimal(double number, Language language, Decimals decimals) {
  const auto tenths = static_cast<uint64_t>(std::llround(number * 10));
  std::string text = FormatCount(tenths / 10, language);
  if (tenths % 10 != 0 || decimals == Decimals::kAlways) {
    text += fmt::format("{}{}", language == Language::kGerman ? "," : ".",
                        tenths % 10);
  }
  return text;
}

std::string RenderStackChart(const StackChart& chart, ChartWidth width,
                             Language language) {
  return Drawing(chart, width, language).Render();
}

}  // namespace ritmon
