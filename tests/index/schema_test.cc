// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/schema.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace ritmon {
namespace {

TEST(SchemaTest, TermsPartPrefixAndValueWhereNeeded) {
  EXPECT_EQ(MakeTerm(kTermField, "hydrogen-efuels"), "XFhydrogen-efuels");
  EXPECT_EQ(MakeTerm(kTermCompany, "K1101R_HRB1"), "XC:K1101R_HRB1");
  EXPECT_EQ(MakeTerm(kTermFieldConfidence, ":high"), "XG::high");
  EXPECT_EQ(MakeTerm(kTermId, "http://a.example/"), "Qhttp://a.example/");
  // Else "XT" + "Gx" would read as "XTG" + "x".
  EXPECT_NE(MakeTerm(kTermTopic, "Gx"), MakeTerm(kTermTopicConfidence, "x"));
}

TEST(SchemaTest, LongTermsAreShortenedAndStayDifferent) {
  const std::string base(5000, 'a');
  const std::string one = MakeTerm(kTermUrl, base + "1");
  const std::string two = MakeTerm(kTermUrl, base + "2");
  EXPECT_EQ(one.size(), kMaxTermBytes);
  EXPECT_NE(one, two);
  EXPECT_EQ(one, MakeTerm(kTermUrl, base + "1"));
  const std::string just_fits(kMaxTermBytes - 1, 'a');
  EXPECT_EQ(MakeTerm(kTermUrl, just_fits), kTermUrl + just_fits);
  EXPECT_EQ(MakeTerm(kTermUrl, just_fits + "a").size(), kMaxTermBytes);
}

// Xapian stores a zero byte as two.
TEST(SchemaTest, ZeroBytesCountTwice) {
  const std::string term = MakeTerm(kTermUrl, std::string(200, '\0'));
  const auto zeros = std::count(term.begin(), term.end(), '\0');
  EXPECT_LE(term.size() + static_cast<size_t>(zeros), kMaxTermBytes);
}

TEST(SchemaTest, NumbersSortAsText) {
  EXPECT_LT(NumberValue(9), NumberValue(10));
  EXPECT_EQ(NumberValue(-3), NumberValue(0));
  EXPECT_EQ(NumberValue(INT64_MAX).size(), NumberValue(0).size());
  EXPECT_LT(ScoreValue(2.5), ScoreValue(10.25));
  EXPECT_LT(ScoreValue(2.5), ScoreValue(2.501));
  EXPECT_EQ(ScoreValue(-1), ScoreValue(0));
  EXPECT_EQ(ScoreValue(1e300).size(), ScoreValue(0).size());
}

}  // namespace
}  // namespace ritmon
