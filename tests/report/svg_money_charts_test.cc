// SPDX-License-Identifier: GPL-3.0-or-later
// The charts of the chapters on money and trend.

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "report/svg_line_chart.h"
#include "report/svg_quadrant_chart.h"
#include "report/svg_stack_chart.h"
#include "tests/report/markup.h"
#include "tests/report/sample_report.h"

namespace ritmon {
namespace {

constexpr ChartWidth kWidths[] = {ChartWidth::kWide, ChartWidth::kNarrow};

double Attribute(const MarkupElement& element, const std::string& name) {
  return std::stod(element.attributes.at(name));
}

// Every mark lies within the picture.
void ExpectInside(const std::string& svg) {
  double width = 0;
  double height = 0;
  for (const MarkupElement& element : MarkupReader::Read(svg).elements) {
    if (element.name == "svg") {
      const std::string& box = element.attributes.at("viewBox");
      ASSERT_EQ(std::sscanf(box.c_str(), "0 0 %lf %lf", &width, &height), 2);
    }
    if (element.name == "rect" && element.attributes.contains("x")) {
      EXPECT_GE(Attribute(element, "x"), -0.01);
      EXPECT_LE(Attribute(element, "x") + Attribute(element, "width"),
                width + 0.01);
      EXPECT_LE(Attribute(element, "y") + Attribute(element, "height"),
                height + 0.01);
    }
    if (element.name == "circle") {
      EXPECT_GE(Attribute(element, "cx"), 0);
      EXPECT_LE(Attribute(element, "cx"), width);
      EXPECT_LE(Attribute(element, "cy"), height);
    }
  }
  EXPECT_GT(width, 0);
}

StackChart SampleStack(double scale, const std::string& text) {
  StackChart chart;
  chart.text = {"stack", text, text};
  chart.unit = text;
  chart.series = {{text, false}, {text, false}, {text, true}};
  chart.rows = {{text, "!", {scale, 0, scale / 2}},
                {"", "", {0, 0, 0}},
                {"c", "", {0, scale / 3, 0}}};
  return chart;
}

TEST(StackChartTest, DrawsEachPartInsideThePicture) {
  for (const double scale : {0.0, 0.04, 1.0, 47.3, 1e6, 1e12}) {
    for (const ChartWidth width : kWidths) {
      const std::string svg = RenderStackChart(SampleStack(scale, "Text"),
                                               width, Language::kGerman);
      EXPECT_EQ(MistakesOf(svg), "");
      ExpectInside(svg);
      // Three parts, and a mark where a row has nothing.
      EXPECT_EQ(CountOf(svg, "class=\"bar\""), scale > 0 ? 4u : 3u) << scale;
    }
  }
}

TEST(StackChartTest, LengthsAreInProportion) {
  StackChart chart = SampleStack(30, "Text");
  const std::string svg =
      RenderStackChart(chart, ChartWidth::kWide, Language::kEnglish);
  std::vector<double> widths;
  for (const MarkupElement& element : MarkupReader::Read(svg).elements) {
    const auto name = element.attributes.find("class");
    if (name == element.attributes.end() || name->second != "bar") continue;
    widths.push_back(Attribute(element, "width") + 1);
  }
  ASSERT_EQ(widths.size(), 4u);
  EXPECT_NEAR(widths[0] / widths[1], 2, 0.05);
  EXPECT_NEAR(widths[0] / widths[3], 3, 0.05);
}

TEST(StackChartTest, HostileTextIsHarmless) {
  for (const std::string& text : HostileStrings()) {
    EXPECT_EQ(
        MistakesOf(RenderStackChart(SampleStack(3, text), ChartWidth::kNarrow,
                                    Language::kGerman)),
        "");
  }
}

TEST(StackChartTest, WritesDecimals) {
  EXPECT_EQ(FormatDecimal(0, Language::kGerman), "0");
  EXPECT_EQ(FormatDecimal(1234.56, Language::kGerman), "1.234,6");
  EXPECT_EQ(FormatDecimal(1234.56, Language::kEnglish), "1,234.6");
  EXPECT_EQ(FormatDecimal(0.96, Language::kEnglish), "1");
  EXPECT_EQ(FormatDecimal(2, Language::kGerman, Decimals::kAlways), "2,0");
}

QuadrantChart SampleQuadrants(const std::string& text, size_t points,
                              unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> power(-9, 9);
  QuadrantChart chart;
  chart.text = {"quadrant", text, text};
  chart.x_label = chart.y_label = text;
  chart.corners = {text, text, text, text};
  for (size_t i = 0; i < points; ++i) {
    chart.points.push_back({text, std::exp2(power(random)),
                            std::exp2(power(random)), i % 3 == 0, i % 4});
  }
  return chart;
}

TEST(QuadrantChartTest, PointsLieOnTheirSideOfTheMiddle) {
  QuadrantChart chart = SampleQuadrants("Text", 0, 1);
  chart.points = {{"low", 0.639, 0.689, false, 0},
                  {"high", 4, 2, false, 1},
                  {"mixed", 3, 0.25, true, 2}};
  const std::string svg =
      RenderQuadrantChart(chart, ChartWidth::kWide, Language::kGerman);
  std::vector<std::pair<double, double>> points;
  for (const MarkupElement& element : MarkupReader::Read(svg).elements) {
    const auto name = element.attributes.find("class");
    if (name == element.attributes.end() || name->second != "point") continue;
    points.emplace_back(Attribute(element, "cx"), Attribute(element, "cy"));
  }
  ASSERT_EQ(points.size(), 6u);  // on the chart, and in the list
  const double middle_x = 52 + 470 / 2.0;
  const double middle_y = 34 + 470 / 2.0;
  EXPECT_LT(points[0].first, middle_x);
  EXPECT_GT(points[0].second, middle_y);
  EXPECT_GT(points[1].first, middle_x);
  EXPECT_LT(points[1].second, middle_y);
  EXPECT_GT(points[2].first, middle_x);
  EXPECT_GT(points[2].second, middle_y);
}

TEST(QuadrantChartTest, NumbersDoNotCoverEachOther) {
  QuadrantChart chart = SampleQuadrants("Text", 0, 1);
  for (int i = 0; i < 15; ++i) chart.points.push_back({"same", 1.1, 0.9});
  const std::string svg =
      RenderQuadrantChart(chart, ChartWidth::kWide, Language::kGerman);
  std::vector<std::pair<double, double>> at;
  for (const MarkupElement& element : MarkupReader::Read(svg).elements) {
    const auto name = element.attributes.find("class");
    if (name == element.attributes.end() || name->second != "point") continue;
    for (const auto& [x, y] : at) {
      EXPECT_GT(std::hypot(x - Attribute(element, "cx"),
                           y - Attribute(element, "cy")),
                15);
    }
    at.emplace_back(Attribute(element, "cx"), Attribute(element, "cy"));
  }
  EXPECT_EQ(at.size(), 30u);
}

TEST(QuadrantChartTest, RandomPointsAndHostileTextStayInside) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    for (const ChartWidth width : kWidths) {
      const std::string svg = RenderQuadrantChart(
          SampleQuadrants("Text", seed, seed), width, Language::kEnglish);
      EXPECT_EQ(MistakesOf(svg), "");
      ExpectInside(svg);
    }
  }
  for (const std::string& text : HostileStrings()) {
    EXPECT_EQ(
        MistakesOf(RenderQuadrantChart(SampleQuadrants(text, 3, 7),
                                       ChartWidth::kWide, Language::kGerman)),
        "");
  }
}

TEST(LineChartTest, DrawsALineForEachGroup) {
  const TrendChapter trend = SampleTrend();
  LineChart chart;
  chart.text = {"trend", "t", "d"};
  chart.days = trend.dates;
  for (const std::string& text : {std::string("A"), HostileStrings()[0]}) {
    chart.lines = {{text, {0, 0, 0}}, {text, {5, 100, 7}}};
    for (const ChartWidth width : kWidths) {
      const std::string svg = RenderLineChart(chart, width, Language::kGerman);
      EXPECT_EQ(MistakesOf(svg), "");
      EXPECT_EQ(CountOf(svg, "class=\"line\""), 2u);
      EXPECT_EQ(CountOf(svg, "nan"), 0u);
    }
  }
  EXPECT_EQ(RenderLineChart({}, ChartWidth::kWide, Language::kGerman), "");
}

}  // namespace
}  // namespace ritmon
