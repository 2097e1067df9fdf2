// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/evaluate.h"

#include <gtest/gtest.h>

namespace ritmon {
namespace {

TEST(EvaluateTest, CountsPairs) {
  const FieldsByCompany truth = {
      {"A", {"x", "y"}}, {"B", {}}, {"C", {"x"}}, {"D", {"z"}}};
  const FieldsByCompany found = {
      {"A", {"x"}}, {"B", {"z"}}, {"C", {"x"}}, {"Not judged", {"x"}}};
  const Evaluation result = Evaluate(truth, found);
  EXPECT_EQ(result.companies, 4);
  EXPECT_EQ(result.all.true_positives, 2);
  EXPECT_EQ(result.all.false_positives, 1);
  EXPECT_EQ(result.all.false_negatives, 2);
  EXPECT_DOUBLE_EQ(result.all.precision(), 2.0 / 3);
  EXPECT_DOUBLE_EQ(result.all.recall(), 0.5);
  EXPECT_EQ(result.wrong, std::vector<std::string>{"B: z"});
  EXPECT_EQ(result.missed, (std::vector<std::string>{"A: y", "D: z"}));
  EXPECT_EQ(result.unknown, std::vector<std::string>{"D"});
  EXPECT_EQ(result.by_field.at("x").true_positives, 2);
}

TEST(EvaluateTest, NothingToFindIsNotZero) {
  const Evaluation result = Evaluate({{"A", {}}}, {{"A", {}}});
  EXPECT_DOUBLE_EQ(result.all.precision(), 1);
  EXPECT_DOUBLE_EQ(result.all.recall(), 1);
}

TEST(EvaluateTest, EveryBadLineOfATruthIsNamed) {
  const auto truth = ParseTruth(
      "{\"company\":\"A\",\"fields\":[\"x\"]}\n\nnonsense\n"
      "{\"company\":\"B\"}\n");
  ASSERT_FALSE(truth);
  EXPECT_NE(truth.error().message.find("line 3"), std::string::npos);
  EXPECT_NE(truth.error().message.find("line 4"), std::string::npos);
  EXPECT_EQ(ParseTruth("{\"company\":\"A\",\"fields\":[]}")->size(), 1u);
}

}  // namespace
}  // namespace ritmon
