// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/svg_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/svg_text.h"

namespace ritmon {

std::string SvgHead(const ChartText& text, std::string_view id, double width,
                    double height) {
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" "
      "viewBox=\"0 0 {} {}\" role=\"img\" "
      "aria-labelledby=\"{}-title {}-desc\" "
      "font-family=\"Helvetica, Arial, sans-serif\">\n"
      "<title id=\"{}-title\">{}</title>\n<desc id=\"{}-desc\">{}</desc>\n",
      SvgNumber(width), SvgNumber(height), id, id, id, EscapeHtml(text.title),
      id, EscapeHtml(text.description));
}

std::string SvgTextStyle(double size, std::string_view colour,
                         std::string_view more) {
  return fmt::format("font-size=\"{}\" fill=\"{}\"{}{}", SvgNumber(size),
                     colour, more.empty() ? "" : " ", more);
}

std::string SvgTextAt(double x, double baseline, std::string_view text,
                      std::string_view attributes) {
  return fmt::format("<text x=\"{}\" y=\"{}\" {}>{}</text>\n", SvgNumber(x),
                     SvgNumber(baseline), attributes, EscapeHtml(text));
}

std::string SvgRect(double x, double y, double width, double height,
                    std::string_view fill, std::string_view more) {
  return fmt::format(
      "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"{}{}/>\n",
      SvgNumber(x), SvgNumber(y), SvgNumber(width), SvgNumber(height), fill,
      more.empty() ? "" : " ", more);
}

std::string SvgLine(double x1, double y1, double x2, double y2,
                    std::string_view colour, std::string_view more) {
  return fmt::format(
      "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\" "
      "stroke-width=\"1\"{}{}/>\n",
      SvgNumber(x1), SvgNumber(y1), SvgNumber(x2), SvgNumber(y2), colour,
      more.empty() ? "" : " ", more);
}

std::string SvgHatch(std::string_view id, std::string_view colour) {
  return fmt::format(
      "<pattern id=\"{}\" width=\"6\" height=\"6\" "
      "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
      "<rect width=\"6\" height=\"6\" fill=\"#ffffff\"/>"
      "<rect width=\"2\" height=\"6\" fill=\"{}\"/></pattern>\n",
      id, colour);
}

ChartAxis AxisFor(double most) {
  constexpr double kMaxSteps = 5;
  double power = 1;
  while (true) {
    for (const double factor : {1.0, 2.0, 5.0}) {
      const double step = factor * power;
      if (most <= step * kMaxSteps) {
        return {step, std::max(1.0, std::ceil(most / step)) * step};
      }
    }
    power *= 10;
  }
}

}  // namespace ritmon
