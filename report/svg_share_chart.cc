// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>

#include "report/svg_chart.h"
#include "report/svg_parts.h"
#include "report/svg_text.h"

namespace ritmon {
namespace {

using Rgb = std::array<double, 3>;

constexpr Rgb kDark = {22, 50, 79};
constexpr Rgb kMiddle = {92, 142, 184};
constexpr Rgb kPale = {222, 232, 241};
constexpr std::string_view kOutline = "#5b7083";

// Ends at the greatest number rather than beginning anew.
uint64_t TotalOf(const ShareChart& chart) {
  uint64_t total = 0;
  for (const Slice& slice : chart.slices) {
    total += std::min(slice.value, UINT64_MAX - total);
  }
  return total;
}

double Part(uint64_t value, uint64_t total) {
  return static_cast<double>(value) / static_cast<double>(total);
}

Rgb Ramp(size_t slice, size_t slices) {
  const double at = slices < 2 ? 0
                               : 2.0 * static_cast<double>(slice) /
                                     static_cast<double>(slices - 1);
  const Rgb& from = at < 1 ? kDark : kMiddle;
  const Rgb& to = at < 1 ? kMiddle : kPale;
  const double part = at < 1 ? at : at - 1;
  Rgb colour{};
  for (size_t i = 0; i < 3; ++i) {
    colour[i] = from[i] + (to[i] - from[i]) * part;
  }
  return colour;
}

// WCAG 2.2, "relative luminance".
double Luminance(const Rgb& colour) {
  constexpr Rgb kWeights = {0.2126, 0.7152, 0.0722};
  double luminance = 0;
  for (size_t i = 0; i < 3; ++i) {
    const double part = colour[i] / 255;
    luminance +=
        kWeights[i] * (part <= 0.04045 ? part / 12.92
                                       : std::pow((part + 0.055) / 1.055, 2.4));
  }
  return luminance;
}

// White or black, whichever can be read better on the slice; above 0.179 that
// is black. The contrast is at least 4.5:1 on any colour.
std::string_view InkOn(size_t slice, size_t slices) {
  return Luminance(Ramp(slice, slices)) > 0.179 ? "#000000" : "#ffffff";
}

std::string Text(double x, double y, double size, std::string_view fill,
                 std::string_view weight, std::string_view text) {
  return fmt::format(
      "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{}\" "
      "font-weight=\"{}\" text-anchor=\"middle\">{}</text>\n",
      SvgNumber(x), SvgNumber(y), SvgNumber(size), fill, weight,
      EscapeHtml(text));
}

constexpr double kCentre = 100;
constexpr double kOuter = 92;
constexpr double kInner = 56;

struct Point {
  double x;
  double y;
};

// On a circle, clockwise from the top; `turn` is 0 to 1.
Point OnCircle(double radius, double turn) {
  const double angle = 2 * std::numbers::pi * turn;
  return {kCentre + radius * std::sin(angle),
          kCentre - radius * std::cos(angle)};
}

std::string ArcTo(double radius, double turn, bool large, bool clockwise) {
  const Point to = OnCircle(radius, turn);
  return fmt::format("A{} {} 0 {} {} {} {}", SvgNumber(radius),
                     SvgNumber(radius), large ? 1 : 0, clockwise ? 1 : 0,
                     SvgNumber(to.x), SvgNumber(to.y));
}

std::string Segment(double from, double to, std::string_view fill) {
  const bool large = to - from > 0.5;
  const Point start = OnCircle(kOuter, from);
  const Point inner = OnCircle(kInner, to);
  return fmt::format(
      "<path d=\"M{} {}{}L{} {}{}Z\" fill=\"{}\" stroke=\"#ffffff\" "
      "stroke-width=\"1.5\"/>\n",
      SvgNumber(start.x), SvgNumber(start.y), ArcTo(kOuter, to, large, true),
      SvgNumber(inner.x), SvgNumber(inner.y), ArcTo(kInner, from, large, false),
      fill);
}

// An arc whose ends meet draws nothing: the whole is two circles' stroke.
std::string WholeRing(std::string_view fill) {
  return fmt::format(
      "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"none\" stroke=\"{}\" "
      "stroke-width=\"{}\"/>\n",
      SvgNumber(kCentre), SvgNumber(kCentre), SvgNumber((kOuter + kInner) / 2),
      fill, SvgNumber(kOuter - kInner));
}

std::string Circle(double radius) {
  return fmt::format(
      "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"none\" stroke=\"{}\" "
      "stroke-width=\"0.75\"/>\n",
      SvgNumber(kCentre), SvgNumber(kCentre), SvgNumber(radius), kOutline);
}

}  // namespace

std::string SliceColour(size_t slice, size_t slices) {
  const Rgb colour = Ramp(slice, slices);
  return fmt::format("#{:02x}{:02x}{:02x}",
                     static_cast<int>(std::lround(colour[0])),
                     static_cast<int>(std::lround(colour[1])),
                     static_cast<int>(std::lround(colour[2])));
}

std::string RenderRing(const ShareChart& chart, std::string_view centre,
                       std::string_view centre_note, Language language) {
  // A segment narrower than this has no room for its share.
  constexpr double kLeastLabelled = 0.08;
  std::string out =
      SvgHead(chart.text, chart.text.id, 2 * kCentre, 2 * kCentre);
  const uint64_t total = TotalOf(chart);
  std::string labels;
  double from = 0;
  for (size_t i = 0; i < chart.slices.size() && total > 0; ++i) {
    if (chart.slices[i].value == 0) continue;
    const double part = Part(chart.slices[i].value, total);
    const std::string colour = SliceColour(i, chart.slices.size());
    out +=
        part > 0.9999 ? WholeRing(colour) : Segment(from, from + part, colour);
    if (part >= kLeastLabelled) {
      const Point at = OnCircle((kOuter + kInner) / 2, from + part / 2);
      labels +=
          Text(at.x, at.y + 4.5, 12.5, InkOn(i, chart.slices.size()), "600",
               FormatShare(chart.slices[i].value, total, language));
    }
    from += part;
  }
  out += Circle(kOuter) + Circle(kInner) + labels;
  const double size =
      std::min(30.0, 2 * kInner * 0.8 / TextWidth(centre, 1.12 /* bold */));
  out += Text(kCentre, kCentre + 6, size, "#1b1f24", "700", centre);
  out += Text(kCentre, kCentre + 25, 12.5, "#57606a", "400", centre_note);
  return out + "</svg>\n";
}

std::string RenderShareBar(const ShareChart& chart, Language language) {
  constexpr double kWidth = 440;
  constexpr double kHeight = 34;
  constexpr double kFont = 13;
  std::string out = SvgHead(chart.text, chart.text.id, kWidth, kHeight);
  const uint64_t total = TotalOf(chart);
  double x = 0;
  for (size_t i = 0; i < chart.slices.size() && total > 0; ++i) {
    if (chart.slices[i].value == 0) continue;
    const double width = kWidth * Part(chart.slices[i].value, total);
    out += fmt::format(
        "<rect x=\"{}\" y=\"1\" width=\"{}\" height=\"{}\" fill=\"{}\" "
        "stroke=\"#ffffff\" stroke-width=\"1.5\"/>\n",
        SvgNumber(x), SvgNumber(width), SvgNumber(kHeight - 2),
        SliceColour(i, chart.slices.size()));
    const std::string share =
        FormatShare(chart.slices[i].value, total, language);
    if (TextWidth(share, kFont) + 6 <= width) {
      out += Text(x + width / 2, kHeight / 2 + 4.5, kFont,
                  InkOn(i, chart.slices.size()), "600", share);
    }
    x += width;
  }
  out += fmt::format(
      "<rect x=\"0.5\" y=\"0.5\" width=\"{}\" height=\"{}\" fill=\"none\" "
      "stroke=\"{}\" stroke-width=\"0.75\"/>\n",
      SvgNumber(kWidth - 1), SvgNumber(kHeight - 1), kOutline);
  return out + "</svg>\n";
}

}  // namespace ritmon
