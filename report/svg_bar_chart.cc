// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "report/svg_chart.h"
#include "report/svg_parts.h"
#include "report/svg_text.h"

namespace ritmon {
namespace {

// From dark to pale (CIE L* 22, 32, 47, 61), so that neighbours differ in grey
// as well, and two more should there be more future fields than the study has.
// All at least 3:1 against white (WCAG 2.2, 1.4.11).
constexpr std::array<std::string_view, 6> kGroupColours = {
    "#1d3461", "#7a2e62", "#b5532a", "#60a257", "#2b2f36", "#3f7f93"};

constexpr double kFont = 14;
constexpr double kSmallFont = 12;
constexpr double kLineHeight = 17;
constexpr double kGap = 10;     // between label, bar and value
constexpr double kBold = 1.12;  // how much broader bold letters are

struct Geometry {
  double width;        // of the whole chart
  double label_width;  // of the column left of the bars; 0: labels above
  double bar_height;
  double row_gap;
};

constexpr Geometry GeometryOf(ChartWidth width) {
  return width == ChartWidth::kWide ? Geometry{920, 330, 18, 10}
                                    : Geometry{360, 0, 14, 12};
}

double SumOf(const Bar& bar) {
  return static_cast<double>(bar.counted) + static_cast<double>(bar.candidates);
}

std::string CandidateValue(const Bar& bar, Language language) {
  return "+" + FormatCount(bar.candidates, language);
}

// Draws from top to bottom.
class Drawing {
 public:
  Drawing(const BarChart& chart, ChartWidth width, Language language)
      : chart_(chart),
        geometry_(GeometryOf(width)),
        language_(language),
        id_(chart.text.id +
            (width == ChartWidth::kWide ? "-wide" : "-narrow")) {
    double most = 0;
    double value_width = 0;
    for (const BarGroup& group : chart.groups) {
      for (const Bar& bar : group.bars) {
        most = std::max(most, SumOf(bar));
        value_width = std::max(value_width, ValueWidth(bar));
      }
    }
    axis_ = AxisFor(most);
    left_ = geometry_.label_width > 0 ? geometry_.label_width + kGap : 1;
    plot_width_ =
        std::max(40.0, geometry_.width - left_ - value_width - 2 * kGap);
  }

  std::string Render() {
    DrawLegend();
    const double top = y_;
    if (geometry_.label_width > 0) y_ += kSmallFont + kGap;
    for (size_t g = 0; g < chart_.groups.size(); ++g) DrawGroup(g);
    const std::string grid =
        geometry_.label_width > 0 ? Grid(top, y_) : std::string();
    return SvgHead(chart_.text, id_, geometry_.width, y_) + Patterns() + grid +
           body_ + "</svg>\n";
  }

 private:
  double ValueWidth(const Bar& bar) const {
    double width =
        kBold * TextWidth(FormatCount(bar.counted, language_), kFont);
    if (bar.candidates > 0) {
      width += 6 + TextWidth(CandidateValue(bar, language_), kFont);
    }
    return width;
  }

  double X(double value) const {
    return left_ + plot_width_ * value / axis_.end;
  }

  std::string PatternId(size_t group) const {
    return fmt::format("{}-hatch-{}", id_, group % kGroupColours.size());
  }

  std::string Patterns() const {
    std::string out =
        "<defs>\n" + SvgHatch(id_ + "-hatch-legend", kChartPaleInk);
    const size_t used = std::min(chart_.groups.size(), kGroupColours.size());
    for (size_t g = 0; g < used; ++g) {
      out += SvgHatch(PatternId(g), GroupColour(g));
    }
    return out + "</defs>\n";
  }

  // Lines at the round numbers, their figures on top.
  std::string Grid(double top, double bottom) const {
    std::string grid;
    const int steps = static_cast<int>(std::lround(axis_.end / axis_.step));
    for (int i = 0; i <= steps; ++i) {
      const double value = axis_.step * i;
      grid += SvgLine(X(value), top + kSmallFont + 6, X(value), bottom,
                      i == 0 ? kChartBaseline : kChartGrid);
      // A number beyond 64 bits is not written rather than written wrong.
      if (value < 1.8e19) {
        grid += SvgTextAt(
            X(value), top + kSmallFont,
            FormatCount(static_cast<uint64_t>(value), language_),
            SvgTextStyle(kSmallFont, kChartPaleInk, "text-anchor=\"middle\""));
      }
    }
    return grid;
  }

  void DrawLegend() {
    constexpr double kSwatch = 26 + 8;
    constexpr double kBetween = 28;
    const double first = kSwatch + TextWidth(chart_.counted_label, kSmallFont);
    const double second =
        kSwatch + TextWidth(chart_.candidates_label, kSmallFont);
    const double start = geometry_.label_width > 0 ? left_ : 1;
    const bool one_line = start + first + kBetween + second <= geometry_.width;
    DrawLegendEntry(start, kChartPaleInk, chart_.counted_label);
    if (!one_line) y_ += kLineHeight + 3;
    DrawLegendEntry(one_line ? start + first + kBetween : start,
                    "url(#" + id_ + "-hatch-legend)", chart_.candidates_label);
    y_ += kLineHeight + kGap;
  }

  void DrawLegendEntry(double x, std::string_view fill, std::string_view text) {
    body_ += fmt::format(
        "<rect x=\"{}\" y=\"{}\" width=\"26\" height=\"12\" fill=\"{}\" "
        "stroke=\"{}\"/>\n",
        SvgNumber(x), SvgNumber(y_ + 2), fill, kChartPaleInk);
    body_ += SvgTextAt(x + 34, y_ + 12, text,
                       SvgTextStyle(kSmallFont, kChartPaleInk));
  }

  void DrawGroup(size_t group) {
    constexpr double kHeadFont = 15;
    constexpr double kSquare = 12;
    constexpr double kIndent = kSquare + 8;
    y_ += group == 0 ? 4 : kGap + 4;
    const BarGroup& content = chart_.groups[group];
    const double column =
        geometry_.label_width > 0 ? geometry_.label_width : geometry_.width - 2;
    body_ += fmt::format(
        "<rect x=\"0\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>\n",
        SvgNumber(y_ + 4), SvgNumber(kSquare), SvgNumber(kSquare),
        GroupColour(group));
    for (const std::string& line :
         WrapText(content.label, (column - kIndent) / kBold, kHeadFont)) {
      y_ += 19;
      body_ +=
          SvgTextAt(kIndent, y_ - 4, line,
                    SvgTextStyle(kHeadFont, kChartInk, "font-weight=\"700\""));
    }
    y_ += 8;
    for (const Bar& bar : content.bars) DrawBar(group, bar);
  }

  void DrawBar(size_t group, const Bar& bar) {
    const bool beside = geometry_.label_width > 0;
    const double width = beside ? geometry_.label_width : geometry_.width - 2;
    const std::vector<std::string> lines = WrapText(bar.label, width, kFont);
    const double text_height = kLineHeight * static_cast<double>(lines.size());
    const double row =
        beside ? std::max(geometry_.bar_height, text_height) : text_height;
    double baseline = y_ + (row - text_height) / 2 + 13;
    for (const std::string& line : lines) {
      body_ += SvgTextAt(0, baseline, line, SvgTextStyle(kFont, kChartInk));
      baseline += kLineHeight;
    }
    const double bar_top =
        beside ? y_ + (row - geometry_.bar_height) / 2 : y_ + row + 2;
    DrawBars(group, bar, bar_top);
    y_ = (beside ? y_ + row : bar_top + geometry_.bar_height) +
         geometry_.row_gap;
  }

  void DrawBars(size_t group, const Bar& bar, double top) {
    const double counted_end = X(static_cast<double>(bar.counted));
    const double end = X(SumOf(bar));
    // At 0 a thin mark shows that the field was looked at.
    body_ += fmt::format(
        "<rect class=\"bar\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" "
        "fill=\"{}\"/>\n",
        SvgNumber(left_), SvgNumber(top),
        SvgNumber(std::max(1.5, counted_end - left_)),
        SvgNumber(geometry_.bar_height), GroupColour(group));
    if (bar.candidates > 0) {
      body_ += fmt::format(
          "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" "
          "fill=\"url(#{})\" stroke=\"{}\" stroke-width=\"1\"/>\n",
          SvgNumber(counted_end + 0.5), SvgNumber(top + 0.5),
          SvgNumber(std::max(1.0, end - counted_end - 1)),
          SvgNumber(geometry_.bar_height - 1), PatternId(group),
          GroupColour(group));
    }
    const double baseline = top + geometry_.bar_height / 2 + 5;
    const std::string counted = FormatCount(bar.counted, language_);
    const double x = std::max(end, left_ + 1.5) + 7;
    body_ += SvgTextAt(x, baseline, counted,
                       SvgTextStyle(kFont, kChartInk, "font-weight=\"700\""));
    if (bar.candidates > 0) {
      body_ += SvgTextAt(x + kBold * TextWidth(counted, kFont) + 6, baseline,
                         CandidateValue(bar, language_),
                         SvgTextStyle(kFont, kChartPaleInk));
    }
  }

  const BarChart& chart_;  // for the length of one call
  Geometry geometry_;
  Language language_;
  std::string id_;
  ChartAxis axis_;
  double left_ = 0;
  double plot_width_ = 0;
  double y_ = 0;
  std::string body_;
};

}  // namespace

std::string_view GroupColour(size_t group) {
  return kGroupColours[group % kGroupColours.size()];
}

std::string RenderBarChart(const BarChart& chart, ChartWidth width,
                           Language language) {
  return Drawing(chart, width, language).Render();
}

}  // namespace ritmon
