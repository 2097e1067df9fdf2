// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/svg_chart.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <sstream>

#include "report/svg_text.h"
#include "tests/report/markup.h"
#include "tests/report/sample_report.h"

namespace ritmon {
namespace {

constexpr ChartWidth kWidths[] = {ChartWidth::kWide, ChartWidth::kNarrow};

double NumberIn(const MarkupElement& element, const std::string& attribute) {
  const auto at = element.attributes.find(attribute);
  return at == element.attributes.end() ? NAN : std::stod(at->second);
}

BarChart ChartOf(std::vector<BarGroup> groups) {
  return {{"chart", "A title", "A description"},
          "gezählt",
          "Kandidaten, nicht gezählt",
          std::move(groups)};
}

BarChart StudyChart() {
  return ChartOf({{"Smart Production",
                   {{"Industrierobotik", 38, 6},
                    {"Batteriezellenfertigung/-forschung", 0, 2},
                    {"Smart Factory", 102, 13}}},
                  {"Green Economy",
                   {{"Biogene Wertschöpfung & Smart Farming", 64, 0},
                    {"Erneuerbare Energien & Smart Grid", 1296, 138},
                    {"Bioökonomie", 0, 0}}}});
}

std::vector<MarkupElement> BarsOf(const std::string& svg) {
  std::vector<MarkupElement> bars;
  for (const MarkupElement& element : MarkupReader::Read(svg).elements) {
    const auto at = element.attributes.find("class");
    if (element.name == "rect" && at != element.attributes.end() &&
        at->second == "bar") {
      bars.push_back(element);
    }
  }
  return bars;
}

// Every text lies within the picture, reckoned with broad letters.
void ExpectNoTextCut(const std::string& svg, const std::string& what) {
  const Markup markup = MarkupReader::Read(svg);
  ASSERT_EQ(MistakesOf(svg), "") << what;
  std::istringstream box(markup.elements.front().attributes.at("viewBox"));
  double zero_x = 0, zero_y = 0, width = 0, height = 0;
  box >> zero_x >> zero_y >> width >> height;
  size_t texts = 0;
  for (const MarkupElement& element : markup.elements) {
    if (element.name != "text") continue;
    ++texts;
    const double x = NumberIn(element, "x");
    // Escaped text is longer than shown: the bound holds all the more.
    double size = TextWidth(element.text, NumberIn(element, "font-size"));
    double left = x;
    if (element.attributes.contains("text-anchor")) {
      ASSERT_EQ(element.attributes.at("text-anchor"), "middle");
      left = x - size / 2;
    }
    EXPECT_GE(left, 0) << what << ": " << element.text;
    EXPECT_LE(left + size, width + 0.01) << what << ": " << element.text;
    EXPECT_GT(NumberIn(element, "y"), 0) << what;
    EXPECT_LT(NumberIn(element, "y"), height) << what << element.text;
  }
  EXPECT_GT(texts, 0u);
}

TEST(SvgChartTest, EveryFieldHasABarAlsoAtZero) {
  for (const ChartWidth width : kWidths) {
    const std::string svg =
        RenderBarChart(StudyChart(), width, Language::kGerman);
    const auto bars = BarsOf(svg);
    ASSERT_EQ(bars.size(), 6u);
    for (const MarkupElement& bar : bars) {
      EXPECT_GE(NumberIn(bar, "width"), 1.5);
    }
    EXPECT_EQ(NumberIn(bars[1], "width"), 1.5);
    EXPECT_EQ(NumberIn(bars[5], "width"), 1.5);
    EXPECT_NE(svg.find(">1.296</text>"), std::string::npos);
    EXPECT_NE(svg.find(">+138</text>"), std::string::npos);
  }
}

TEST(SvgChartTest, BarsAreAsLongAsTheirNumbers) {
  for (const ChartWidth width : kWidths) {
    const auto bars =
        BarsOf(RenderBarChart(StudyChart(), width, Language::kGerman));
    const double unit = NumberIn(bars[4], "width") / 1296;
    EXPECT_NEAR(NumberIn(bars[2], "width"), 102 * unit, 0.02);
    EXPECT_NEAR(NumberIn(bars[3], "width"), 64 * unit, 0.02);
  }
}

TEST(SvgChartTest, CandidatesAreHatched) {
  const Markup markup = MarkupReader::Read(
      RenderBarChart(StudyChart(), ChartWidth::kWide, Language::kGerman));
  size_t hatched = 0;
  for (const MarkupElement& element : markup.elements) {
    const auto fill = element.attributes.find("fill");
    if (element.name == "rect" && fill != element.attributes.end() &&
        fill->second.starts_with("url(#")) {
      ++hatched;
    }
  }
  EXPECT_EQ(hatched, 4u + 1u);  // four fields with candidates, and the legend
}

TEST(SvgChartTest, CutsNoText) {
  for (const ChartWidth width : kWidths) {
    for (const Language language : {Language::kGerman, Language::kEnglish}) {
      ExpectNoTextCut(RenderBarChart(StudyChart(), width, language), "study");
      ExpectNoTextCut(RenderBarChart(ChartOf({}), width, language), "empty");
      ExpectNoTextCut(
          RenderBarChart(ChartOf({{"G", {{"F", 0, 0}}}}), width, language),
          "zero");
      ExpectNoTextCut(
          RenderBarChart(ChartOf({{std::string(200, 'W'),
                                   {{std::string(500, 'M'), 999999, 99999}}}}),
                         width, language),
          "broad");
    }
  }
}

TEST(SvgChartTest, TakesAnyStringAndNumber) {
  constexpr uint64_t kNumbers[] = {0, 1, 9, 1000003, UINT64_MAX};
  size_t ran = 0;
  for (const std::string& text : HostileStrings()) {
    for (const uint64_t number : kNumbers) {
      BarChart chart = ChartOf({{text, {{text, number, number}}}});
      chart.text = {"id", text, text};
      chart.counted_label = chart.candidates_label = text;
      const ShareChart share{{"id", text, text},
                             {{text, number}, {text, 1}, {text, number}}};
      for (const ChartWidth width : kWidths) {
        EXPECT_EQ(MistakesOf(RenderBarChart(chart, width, Language::kEnglish)),
                  "");
      }
      EXPECT_EQ(MistakesOf(RenderRing(share, text, text, Language::kGerman)),
                "");
      EXPECT_EQ(MistakesOf(RenderShareBar(share, Language::kGerman)), "");
      ++ran;
    }
  }
  EXPECT_EQ(ran, HostileStrings().size() * std::size(kNumbers));
}

TEST(SvgChartTest, NumbersAreFinite) {
  for (const uint64_t number : {uint64_t{0}, uint64_t{1}, UINT64_MAX}) {
    const ShareChart share{{"id", "t", "d"}, {{"a", number}, {"b", number}}};
    for (const std::string& svg :
         {RenderRing(share, "1", "2", Language::kGerman),
          RenderShareBar(share, Language::kGerman),
          RenderBarChart(ChartOf({{"g", {{"b", number, number}}}}),
                         ChartWidth::kWide, Language::kGerman)}) {
      EXPECT_EQ(svg.find("nan"), std::string::npos);
      EXPECT_EQ(svg.find("inf"), std::string::npos);
    }
  }
}

TEST(SvgChartTest, HasTitleAndDescription) {
  const ShareChart share{{"ring", "Age", "under 5: 3; over: 1"},
                         {{"under 5", 3}, {"over", 1}}};
  for (const std::string& svg :
       {RenderRing(share, "4", "companies", Language::kEnglish),
        RenderShareBar(share, Language::kEnglish)}) {
    const Markup markup = MarkupReader::Read(svg);
    ASSERT_GE(markup.elements.size(), 3u);
    EXPECT_EQ(markup.elements[0].attributes.at("role"), "img");
    EXPECT_EQ(markup.elements[1].name, "title");
    EXPECT_EQ(markup.elements[1].text, "Age");
    EXPECT_EQ(markup.elements[2].name, "desc");
    EXPECT_EQ(markup.elements[2].text, "under 5: 3; over: 1");
    EXPECT_NE(svg.find(">75%</text>"), std::string::npos);
    EXPECT_NE(svg.find(">25%</text>"), std::string::npos);
  }
}

TEST(SvgChartTest, ARingOfOnePartIsClosed) {
  const auto ring = [](uint64_t first, uint64_t second) {
    return RenderRing({{"r", "t", "d"}, {{"a", first}, {"b", second}}}, "n", "",
                      Language::kGerman);
  };
  EXPECT_EQ(CountOf(ring(5, 0), "<path"), 0u);  // an arc would vanish
  EXPECT_EQ(CountOf(ring(5, 0), "<circle"), 3u);
  EXPECT_EQ(CountOf(ring(5, 5), "<path"), 2u);
  EXPECT_EQ(CountOf(ring(5, 5), "<circle"), 2u);
  EXPECT_EQ(CountOf(ring(0, 0), "<path"), 0u);
  EXPECT_EQ(CountOf(ring(0, 0), "<circle"), 2u);
}

double Linear(int part) {
  const double value = part / 255.0;
  return value <= 0.04045 ? value / 12.92
                          : std::pow((value + 0.055) / 1.055, 2.4);
}

// WCAG 2.2, "relative luminance".
double Luminance(std::string_view colour) {
  const auto part = [&](size_t at) {
    return static_cast<int>(
        std::strtol(std::string(colour.substr(at, 2)).c_str(), nullptr, 16));
  };
  return 0.2126 * Linear(part(1)) + 0.7152 * Linear(part(3)) +
         0.0722 * Linear(part(5));
}

double Contrast(std::string_view a, std::string_view b) {
  const double x = Luminance(a) + 0.05;
  const double y = Luminance(b) + 0.05;
  return x > y ? x / y : y / x;
}

// CIE 1976 L*, what is left of a colour in a grey print.
double Lightness(std::string_view colour) {
  return 116 * std::cbrt(Luminance(colour)) - 16;
}

TEST(SvgChartTest, ColoursCanBeToldApartInGrey) {
  for (size_t a = 0; a < 4; ++a) {
    EXPECT_GE(Contrast(GroupColour(a), "#ffffff"), 3.0) << a;
    for (size_t b = 0; b < a; ++b) {
      EXPECT_GE(std::abs(Lightness(GroupColour(a)) - Lightness(GroupColour(b))),
                9.0)
          << a << " and " << b;
    }
  }
  for (const size_t slices : {2u, 5u, 6u}) {
    for (size_t i = 1; i < slices; ++i) {
      EXPECT_GE(Lightness(SliceColour(i, slices)) -
                    Lightness(SliceColour(i - 1, slices)),
                10.0);
    }
  }
}

// WCAG 2.2, 1.4.3: 4.5:1.
TEST(SvgChartTest, SharesCanBeReadOnTheirSlices) {
  for (size_t slices = 1; slices <= 12; ++slices) {
    for (size_t i = 0; i < slices; ++i) {
      ShareChart chart{{"r", "t", "d"}, std::vector<Slice>(slices)};
      chart.slices[i].value = 1;
      const std::string svg = RenderShareBar(chart, Language::kEnglish);
      const Markup markup = MarkupReader::Read(svg);
      size_t texts = 0;
      for (const MarkupElement& element : markup.elements) {
        if (element.name != "text") continue;
        ++texts;
        EXPECT_GE(
            Contrast(element.attributes.at("fill"), SliceColour(i, slices)),
            4.5);
      }
      EXPECT_EQ(texts, 1u);
    }
  }
}

TEST(SvgTextTest, WrapsAtBlanksThenSignsThenAnywhere) {
  const struct {
    const char* text;
    double width;
    std::vector<std::string> lines;
  } cases[] = {
      {"", 100, {""}},
      {"   ", 100, {""}},
      {"one", 100, {"one"}},
      {"eins zwei", 50, {"eins", "zwei"}},
      {" eins  zwei ", 500, {"eins zwei"}},
      {"Fertigung/-forschung", 110, {"Fertigung/-", "forschung"}},
      {"WWWW", 25, {"WW", "WW"}},
      {"ÄÖÜ", 1, {"Ä", "Ö", "Ü"}},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(WrapText(c.text, c.width, 12), c.lines) << c.text;
  }
}

// Nothing is lost, no line is too broad, no character is torn.
TEST(SvgTextTest, WrappingLosesNothing) {
  const std::vector<std::string> pieces = {
      "a", "W", "ß", "/", "-", " ", "\xF0\x9F\x94\x8B", "i", "&"};
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (size_t i = random() % 40; i > 0; --i) {
      text += pieces[random() % pieces.size()];
    }
    const double width = 20 + random() % 100;
    std::string joined;
    for (const std::string& line : WrapText(text, width, 12)) {
      joined += line;
      EXPECT_LE(TextWidth(line, 12), width);
      EXPECT_TRUE(IsValidUtf8(line));
    }
    std::erase(joined, ' ');
    std::erase(text, ' ');
    ASSERT_EQ(joined, text);
  }
}

TEST(SvgTextTest, WritesCoordinates) {
  const struct {
    double number;
    const char* text;
  } cases[] = {{0, "0"},     {-0.001, "0"},    {1, "1"},     {1.5, "1.5"},
               {1.005, "1"}, {-2.25, "-2.25"}, {100, "100"}, {1e6, "1000000"}};
  for (const auto& c : cases) EXPECT_EQ(SvgNumber(c.number), c.text);
}

}  // namespace
}  // namespace ritmon
