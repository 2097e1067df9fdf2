// SPDX-License-Identifier: GPL-3.0-or-later
#include "funding/employment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/files.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

using ::testing::HasSubstr;

Result<Employment> Read(const std::string& rows) {
  const TempDirectory folder;
  EXPECT_TRUE(WriteFileAtomically(folder / "employment.csv",
                                  "region;employees;date;source\n" + rows));
  return Employment::Read(folder / "employment.csv");
}

// Figures of domain/spec.md 6.2, with their sources.
constexpr char kFigures[] =
    "hamburg;1.008.635;2021-06-30;statistikportal.de\n"
    "hamburg;997,534;2020-06-30;statistikportal.de\n"
    "09162;797102;2015-06-30;stadt.muenchen.de\n"
    "09162;966262;2024-03-31;stadt.muenchen.de\n"
    "08111;416 667;31.12.2018;Statistisches Amt\n";

TEST(EmploymentTest, FindsTheNewestUpToADate) {
  auto employment = Read(kFigures);
  ASSERT_TRUE(employment.has_value()) << employment.error().message;
  EXPECT_EQ(employment->figures().size(), 5u);
  EXPECT_EQ(employment->Find("hamburg")->employees, 1008635);
  EXPECT_EQ(employment->Find("hamburg", ParseDate("2021-06-29"))->employees,
            997534);
  EXPECT_EQ(employment->Find("hamburg", ParseDate("2020-06-29")), nullptr);
  EXPECT_EQ(employment->Find("kiel"), nullptr);
}

TEST(EmploymentTest, TakesFiguresThatLieNearEachOther) {
  auto employment = Read(kFigures);
  ASSERT_TRUE(employment.has_value());
  const auto set = employment->NearestTogether({"hamburg", "09162", "kiel"});
  ASSERT_EQ(set.size(), 3u);
  EXPECT_EQ(set[0]->employees, 1008635);
  EXPECT_EQ(set[1]->employees, 966262);
  EXPECT_FALSE(set[2].has_value());
  EXPECT_EQ(MonthsApart(set), 33);
  EXPECT_GT(MonthsApart(set), kMaxMonthsApart);
  const auto pair = employment->NearestTogether({"hamburg", "08111"});
  EXPECT_EQ(pair[0]->employees, 997534);  // 18 months, not 30
  EXPECT_EQ(MonthsApart(pair), 18);
  EXPECT_EQ(MonthsApart({}), 0);
}

TEST(EmploymentTest, RefusesWhatCannotBeCompared) {
  struct {
    const char* row;
    const char* why;
  } const kCases[] = {
      {"hamburg;1,3 Mio;2021-06-30;x", "'1,3 Mio' is no number of employees"},
      {"hamburg;0;2021-06-30;x", "'0' is no number of employees"},
      {"hamburg;1.113;2021-06-30;x", "'1.113' is no number of employees"},
      {"hamburg;33.80;2021-06-30;x", "'33.80' is no number of employees"},
      {"hamburg;1008635.5;2021-06-30;x", "'1008635.5' is no number"},
      {"hamburg;1.008,635;2021-06-30;x", "'1.008,635' is no number"},
      {"hamburg;5000;June;x", "'June' is no date"},
      {"hamburg;5000;2021-06-30;", "no source"},
      {";5000;2021-06-30;x", "no region"},
      {"a;5000;2021-06-30;x\na;6000;2021-06-30;y",
       ":3: another figure of a for 2021"},
  };
  for (const auto& c : kCases) {
    const auto employment = Read(std::string(c.row) + "\n");
    ASSERT_FALSE(employment.has_value()) << c.row;
    EXPECT_THAT(employment.error().message, HasSubstr(c.why));
    EXPECT_EQ(employment.error().kind, ErrorKind::kInvalid);
  }
}

}  // namespace
}  // namespace ritmon
