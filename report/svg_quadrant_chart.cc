// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/svg_quadrant_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "report/svg_parts.h"
#include "report/svg_text.h"

namespace ritmon {
namespace {

constexpr double kFont = 13;
constexpr double kSmallFont = 12;
constexpr double kLineHeight = 18;
constexpr double kRadius = 10;
// Powers of two: what lies farther out is drawn at the edge. A thousandfold
// says no more than 64-fold.
constexpr int kFarthest = 6;

struct Layout {
  double width;
  double plot;  // length of a side
  bool list_beside;
};

constexpr Layout LayoutOf(ChartWidth width) {
  return width == ChartWidth::kWide ? Layout{920, 470, true}
                                    : Layout{360, 300, false};
}

// "0,5", "1,00", "4": ratios of powers of two.
std::string TickText(int power, Language language) {
  std::string text = power == 0  ? "1.00"
                     : power < 0 ? fmt::format("{}", std::pow(2.0, power))
                                 : fmt::format("{}", 1 << power);
  if (language == Language::kGerman) {
    std::replace(text.begin(), text.end(), '.', ',');
  }
  return text;
}

class Drawing {
 public:
  Drawing(const QuadrantChart& chart, ChartWidth width, Language language)
      : chart_(chart),
        layout_(LayoutOf(width)),
        language_(language),
        id_(chart.text.id +
            (width == ChartWidth::kWide ? "-wide" : "-narrow")) {
    for (const QuadrantPoint& point : chart.points) {
      for (const double value : {point.x, point.y}) {
        const double away = std::fabs(std::log2(Clamped(value)));
        const int needed = static_cast<int>(std::ceil(away + 0.1));
        reach_ = std::clamp(needed, reach_, kFarthest);
      }
    }
  }

  std::string Render() {
    DrawFrame();
    Place();
    DrawPoints();
    const double below = kTop + layout_.plot + 44;
    const double bottom = layout_.list_beside
                              ? std::max(below, DrawList(List(), kTop))
                              : DrawList(1, below + 8);
    return SvgHead(chart_.text, id_, layout_.width, bottom) + body_ +
           "</svg>\n";
  }

 private:
  static constexpr double kTop = 34;
  static constexpr double kLeft = 52;

  struct Spot {
    double x;
    double y;
  };

  static double Clamped(double value) {
    return std::clamp(value, std::exp2(-kFarthest), std::exp2(kFarthest));
  }
  // Ticks that lie close to one another would run together.
  int TickStep() const { return reach_ > 3 ? 2 : 1; }
  double Across(double value) const {
    return (std::log2(Clamped(value)) / reach_ + 1) / 2 * layout_.plot;
  }
  double X(double value) const { return kLeft + Across(value); }
  double Y(double value) const { return kTop + layout_.plot - Across(value); }
  double List() const { return kLeft + layout_.plot + 34; }

  void DrawFrame() {
    body_ += SvgRect(kLeft, kTop, layout_.plot, layout_.plot, "none",
                     fmt::format("stroke=\"{}\"", kChartGrid));
    const int outermost = reach_ / TickStep() * TickStep();
    for (int power = -outermost; power <= outermost; power += TickStep()) {
      const double value = std::pow(2.0, power);
      const std::string_view colour = power == 0 ? kChartBaseline : kChartGrid;
      body_ += SvgLine(X(value), kTop, X(value), kTop + layout_.plot, colour);
      body_ += SvgLine(kLeft, Y(value), kLeft + layout_.plot, Y(value), colour);
      const std::string text = TickText(power, language_);
      body_ += SvgTextAt(
          X(value), kTop + layout_.plot + 16, text,
          SvgTextStyle(kSmallFont, kChartPaleInk, "text-anchor=\"middle\""));
      body_ += SvgTextAt(
          kLeft - 6, Y(value) + 4, text,
          SvgTextStyle(kSmallFont, kChartPaleInk, "text-anchor=\"end\""));
    }
    body_ +=
        SvgTextAt(0, 16, "↑ " + chart_.y_label, SvgTextStyle(kFont, kChartInk));
    body_ += SvgTextAt(kLeft + layout_.plot, kTop + layout_.plot + 36,
                       chart_.x_label + " →",
                       SvgTextStyle(kFont, kChartInk, "text-anchor=\"end\""));
    const double inset = 8;
    for (size_t i = 0; i < chart_.corners.size() && i < 4; ++i) {
      const bool right = i % 2 == 1;
      const bool upper = i >= 2;
      body_ += SvgTextAt(
          right ? kLeft + layout_.plot - inset : kLeft + inset,
          upper ? kTop + 16 : kTop + layout_.plot - inset, chart_.corners[i],
          SvgTextStyle(11, kChartPaleInk, right ? "text-anchor=\"end\"" : ""));
    }
  }

  // Where the numbers stand: at their points, moved apart where they would lie
  // on one another.
  void Place() {
    for (const QuadrantPoint& point : chart_.points) {
      spots_.push_back({X(point.x), Y(point.y)});
    }
    constexpr double kApart = 2 * kRadius + 1;
    for (int round = 0; round < 200; ++round) {
      bool moved = false;
      for (size_t i = 0; i < spots_.size(); ++i) {
        for (size_t j = i + 1; j < spots_.size(); ++j) {
          moved |= Part(spots_[i], spots_[j], kApart);
        }
      }
      if (!moved) break;
    }
    for (Spot& spot : spots_) {
      spot.x =
          std::clamp(spot.x, kLeft + kRadius, kLeft + layout_.plot - kRadius);
      spot.y =
          std::clamp(spot.y, kTop + kRadius, kTop + layout_.plot - kRadius);
    }
  }

  static bool Part(Spot& a, Spot& b, double apart) {
    double dx = b.x - a.x;
    double dy = b.y - a.y;
    const double distance = std::hypot(dx, dy);
    if (distance >= apart) return false;
    if (distance < 0.01) {
      dx = 1;
      dy = 0;
    } else {
      dx /= distance;
      dy /= distance;
    }
    const double move = (apart - distance) / 2 + 0.05;
    a.x -= dx * move;
    a.y -= dy * move;
    b.x += dx * move;
    b.y += dy * move;
    return true;
  }

  void DrawPoints() {
    for (size_t i = 0; i < spots_.size(); ++i) {
      const QuadrantPoint& point = chart_.points[i];
      const double x = X(point.x);
      const double y = Y(point.y);
      if (std::hypot(spots_[i].x - x, spots_[i].y - y) > 2) {
        body_ += SvgLine(x, y, spots_[i].x, spots_[i].y, kChartPaleInk);
        body_ +=
            fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"2\" fill=\"{}\"/>\n",
                        SvgNumber(x), SvgNumber(y), kChartPaleInk);
      }
    }
    for (size_t i = 0; i < spots_.size(); ++i) {
      DrawNumber(i, spots_[i].x, spots_[i].y);
    }
  }

  void DrawNumber(size_t i, double x, double y) {
    const QuadrantPoint& point = chart_.points[i];
    const std::string_view colour = GroupColour(point.group);
    body_ += fmt::format(
        "<circle class=\"point\" cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\" "
        "stroke=\"{}\" stroke-width=\"1.5\"{}/>\n",
        SvgNumber(x), SvgNumber(y), SvgNumber(kRadius),
        point.is_unstable ? "#ffffff" : colour, colour,
        point.is_unstable ? " stroke-dasharray=\"3 2\"" : "");
    body_ +=
        SvgTextAt(x, y + 4, std::to_string(i + 1),
                  SvgTextStyle(11.5,
                               point.is_unstable || NeedsDarkInk(point.group)
                                   ? kChartInk
                                   : std::string_view("#ffffff"),
                               "text-anchor=\"middle\" font-weight=\"600\""));
  }

  // The palest of the groups' colours: white on it is below 4.5:1.
  static bool NeedsDarkInk(size_t group) {
    return GroupColour(group) == GroupColour(3);
  }

  double DrawList(double x, double y) {
    for (size_t i = 0; i < chart_.points.size(); ++i) {
      DrawNumber(i, x + kRadius, y + kRadius);
      for (const std::string& line :
           WrapText(chart_.points[i].label,
                    layout_.width - x - 2 * kRadius - 10, kFont)) {
        body_ += SvgTextAt(x + 2 * kRadius + 8, y + 14, line,
                           SvgTextStyle(kFont, kChartInk));
        y += kLineHeight;
      }
      y += 7;
    }
    return y;
  }

  const QuadrantChart& chart_;  // for the length of one call
  Layout layout_;
  Language language_;
  std::string id_;
  int reach_ = 1;  // powers of two on each side of 1
  std::vector<Spot> spots_;
  std::string body_;
};

}  // namespace

std::string RenderQuadrantChart(const QuadrantChart& chart, ChartWidth width,
                                Language language) {
  return Drawing(chart, width, language).Render();
}

}  // namespace ritmon
