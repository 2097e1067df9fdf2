// SPDX-License-Identifier: GPL-3.0-or-later
#include "funding/excellence_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ritmon {
namespace {

using ::testing::HasSubstr;

RegionFunding Region(const std::string& name, int64_t employees,
                     const char* date, int64_t euros, uint64_t projects = 9) {
  RegionFunding region;
  region.region = name;
  if (employees > 0) {
    region.employment =
        EmploymentFigure{name, employees, *ParseDate(date), "test"};
  }
  if (projects > 0) {
    FundingCell cell;
    cell.cents = euros * 100;
    cell.projects = projects;
    cell.largest_cents = cell.cents / 2;
    region.fields.emplace("gas", cell);
  }
  return region;
}

// The worked example of domain/spec.md 7.
TEST(ExcellenceIndexTest, WorkedExample) {
  auto index = ComputeExcellence(
      {Region("hh", 1008635, "2021-06-30", 20'000'000),
       Region("muc", 966262, "2021-06-30", 30'000'000),
       Region("str", 416667, "2021-06-30", 12'000'000)},
      Region("de", 33802173, "2021-06-30", 900'000'000), {"gas"}, {});
  ASSERT_TRUE(index.has_value()) << index.error().message;
  ASSERT_EQ(index->rows.size(), 1u);
  const IndexRow& row = index->rows[0];
  EXPECT_NEAR(*row.intensity[0], 19.83, 0.005);
  EXPECT_NEAR(*row.intensity[1], 31.05, 0.005);
  EXPECT_NEAR(*row.intensity[2], 28.80, 0.005);
  EXPECT_NEAR(*row.ratios[0].value, 0.639, 0.0005);
  EXPECT_NEAR(*row.ratios[1].value, 0.689, 0.001);
  EXPECT_NEAR(*row.ratios[0].inverse, 1.566, 0.0005);
  EXPECT_NEAR(*row.ratios[1].inverse, 1.452, 0.001);
  EXPECT_NEAR(*row.fei, 0.745, 0.0005);
  EXPECT_DOUBLE_EQ(row.largest_share[0], 0.5);
  EXPECT_FALSE(row.ratios[0].unstable);
}

TEST(ExcellenceIndexTest, CountsProjectsInsteadOfSums) {
  auto index = ComputeExcellence({Region("a", 1000, "2021-06-30", 1, 10),
                                  Region("b", 1000, "2021-06-30", 100, 5)},
                                 std::nullopt, {"gas"},
                                 {.measure = IndexMeasure::kProjects});
  ASSERT_TRUE(index.has_value());
  EXPECT_DOUBLE_EQ(*index->rows[0].ratios[0].value, 2);
  EXPECT_FALSE(index->rows[0].fei.has_value());
}

TEST(ExcellenceIndexTest, NeverInfiniteNeverAWrongZero) {
  struct {
    int64_t here, there;  // euros; -1: no grant at all
    int64_t staff_here, staff_there;
    NoRatio reason;
    std::optional<double> value;
  } const kCases[] = {
      {100, 100, 10, 10, NoRatio::kNone, 1.0},
      {-1, 100, 10, 10, NoRatio::kNone, 0.0},
      {100, -1, 10, 10, NoRatio::kNoFundingThere, std::nullopt},
      {100, 0, 10, 10, NoRatio::kNoFundingThere, std::nullopt},
      {-1, -1, 10, 10, NoRatio::kNoFundingAnywhere, std::nullopt},
      {100, 100, 0, 10, NoRatio::kNoEmploymentHere, std::nullopt},
      {100, 100, 10, 0, NoRatio::kNoEmploymentThere, std::nullopt},
  };
  for (const auto& c : kCases) {
    auto index = ComputeExcellence(
        {Region("a", c.staff_here, "2021-06-30", c.here, c.here < 0 ? 0 : 4),
         Region("b", c.staff_there, "2021-06-30", c.there,
                c.there < 0 ? 0 : 9)},
        std::nullopt, {"gas"}, {});
    ASSERT_TRUE(index.has_value());
    const IndexRatio& ratio = index->rows[0].ratios[0];
    EXPECT_EQ(ratio.reason, c.reason);
    EXPECT_EQ(ratio.value, c.value);
    EXPECT_EQ(ToString(ratio.reason).empty(), ratio.value.has_value());
    EXPECT_TRUE(ratio.unstable);
  }
}

TEST(ExcellenceIndexTest, RefusesDatesThatLieApart) {
  const std::vector<RegionFunding> regions = {Region("a", 10, "2021-06-30", 1),
                                              Region("b", 10, "2022-07-01", 1)};
  const auto refused = ComputeExcellence(regions, std::nullopt, {"gas"}, {});
  ASSERT_FALSE(refused.has_value());
  EXPECT_THAT(refused.error().message,
              HasSubstr("13 months apart (a 2021-06-30, b 2022-07-01)"));
  EXPECT_TRUE(ComputeExcellence(regions, std::nullopt, {"gas"},
                                {.allow_dates_apart = true})
                  .has_value());
  EXPECT_FALSE(
      ComputeExcellence({regions[0]}, std::nullopt, {"gas"}, {}).has_value());
}

}  // namespace
}  // namespace ritmon
