// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/gold.h"

#include <gtest/gtest.h>

#include <cmath>

namespace ritmon {
namespace {

// Values of the closed formula, as statistics packages print them.
TEST(GoldTest, WilsonIntervals) {
  struct Case {
    int part;
    int all;
    double low;
    double high;
  };
  const Case cases[] = {{0, 0, 0, 1},
                        {0, 10, 0, 0.27753},
                        {10, 10, 0.72247, 1},
                        {5, 10, 0.23659, 0.76341},
                        {1, 29, 0.00611, 0.17176},
                        {81, 263, 0.25525, 0.36621},
                        {15, 148, 0.06240, 0.16052}};
  for (const Case& c : cases) {
    const Interval interval = WilsonInterval(c.part, c.all);
    EXPECT_NEAR(interval.low, c.low, 1e-4) << c.part << "/" << c.all;
    EXPECT_NEAR(interval.high, c.high, 1e-4) << c.part << "/" << c.all;
  }
}

TEST(GoldTest, CountsPairsAndWhatWasGivenInstead) {
  const std::vector<GoldPage> pages = {
      {{"x", "y"}, {"x"}},  // y missed
      {{"x"}, {"z"}},       // z instead of x
      {{}, {"z"}},          // z out of nothing
      {{}, {}},
      {{"y"}, {"y"}},
  };
  const GoldEvaluation result = EvaluateGold(pages);
  EXPECT_EQ(result.pages, 5);
  EXPECT_EQ(result.empty_pages, 2);
  EXPECT_EQ(result.empty_tagged, 1);
  EXPECT_DOUBLE_EQ(result.by_field.at("x").precision.value, 1);
  EXPECT_DOUBLE_EQ(result.by_field.at("x").recall.value, 0.5);
  EXPECT_DOUBLE_EQ(result.by_field.at("x").f1.value, 2.0 / 3);
  EXPECT_DOUBLE_EQ(result.by_field.at("z").f1.value, 0);
  EXPECT_EQ(result.micro.score.true_positives, 2);
  EXPECT_EQ(result.micro.score.false_positives, 2);
  EXPECT_EQ(result.micro.score.false_negatives, 2);
  EXPECT_DOUBLE_EQ(result.micro.f1.value, 0.5);
  // z is in no gold: it lowers the micro average only.
  EXPECT_DOUBLE_EQ(result.macro.f1.value, 2.0 / 3);
  EXPECT_DOUBLE_EQ(result.macro.recall.value, 0.5);
  const std::map<std::pair<std::string, std::string>, int> confusion = {
      {{"y", ""}, 1}, {{"x", "z"}, 1}, {{"", "z"}, 1}};
  EXPECT_EQ(result.confusion, confusion);
}

TEST(GoldTest, IntervalsHoldTheValueAndNarrowWithMorePages) {
  std::vector<GoldPage> pages;
  for (int i = 0; i < 40; ++i) {
    pages.push_back(
        {{"x"},
         i % 4 == 0 ? std::set<std::string>{} : std::set<std::string>{"x"}});
  }
  const GoldEvaluation few = EvaluateGold(pages);
  std::vector<GoldPage> more;
  for (int i = 0; i < 16; ++i)
    more.insert(more.end(), pages.begin(), pages.end());
  const GoldEvaluation many = EvaluateGold(more);
  for (const auto* result : {&few, &many}) {
    for (const FieldMeasures* m :
         {&result->micro, &result->macro, &result->by_field.at("x")}) {
      for (const Measure* measure : {&m->recall, &m->f1}) {
        EXPECT_LT(measure->interval.low, measure->value);
        EXPECT_GT(measure->interval.high, measure->value);
      }
    }
  }
  const auto width = [](const Interval& i) { return i.high - i.low; };
  // Sixteen times the pages: a quarter of the width.
  EXPECT_NEAR(width(many.micro.f1.interval) / width(few.micro.f1.interval),
              0.25, 0.06);
  // F1 = 2r / (1 + r) where nothing is wrong: the interval of r, transformed.
  const Interval r = few.micro.recall.interval;
  EXPECT_NEAR(few.micro.f1.interval.low, 2 * r.low / (1 + r.low), 0.05);
  EXPECT_NEAR(few.micro.f1.interval.high, 2 * r.high / (1 + r.high), 0.05);
}

TEST(GoldTest, TheSamePagesGiveTheSameNumbers) {
  const std::vector<GoldPage> pages = {
      {{"x"}, {"x"}}, {{"y"}, {"x"}}, {{}, {}}, {{"y"}, {"y"}}};
  const GoldEvaluation a = EvaluateGold(pages);
  const GoldEvaluation b = EvaluateGold(pages);
  EXPECT_EQ(a.micro.f1.interval.low, b.micro.f1.interval.low);
  EXPECT_EQ(a.macro.f1.interval.high, b.macro.f1.interval.high);
}

TEST(GoldTest, NoPagesAndNoFields) {
  EXPECT_DOUBLE_EQ(EvaluateGold({}).micro.f1.value, 1);
  const GoldEvaluation empty = EvaluateGold({{{}, {}}});
  EXPECT_EQ(empty.empty_pages, 1);
  EXPECT_DOUBLE_EQ(empty.micro.precision.value, 1);
  EXPECT_EQ(empty.micro.f1.interval.low, 0);
  EXPECT_TRUE(empty.by_field.empty());
}

}  // namespace
}  // namespace ritmon
