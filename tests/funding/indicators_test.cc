// SPDX-License-Identifier: GPL-3.0-or-later
#include "funding/indicators.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace ritmon {
namespace {

using enum ActorClass;

TaggedGrant Make(const std::string& fkz, ActorClass actor, int64_t cents,
                 std::vector<std::string> fields,
                 const std::string& project = "") {
  TaggedGrant tagged;
  tagged.grant.fkz = fkz;
  tagged.grant.actor = actor;
  tagged.grant.amount_cents = cents;
  tagged.grant.start = ParseDate("2021-05-01");
  tagged.fields = std::move(fields);
  tagged.project = project;
  return tagged;
}

FundingFigures MustCompute(const std::vector<TaggedGrant>& grants,
                           const IndicatorOptions& options = {}) {
  auto figures = ComputeFunding(grants, options);
  EXPECT_TRUE(figures.has_value()) << figures.error().message;
  return figures.value_or(FundingFigures{});
}

const FundingCell& Cell(const FundingFigures& figures, std::string_view field,
                        ActorClass actor) {
  static const FundingCell kNone;
  for (const FundingRow& row : figures.rows) {
    if (row.field == field && row.actor == actor) return row.cell;
  }
  return kNone;
}

std::vector<TaggedGrant> Sample() {
  std::vector<TaggedGrant> grants = {
      Make("1", kBusiness, 10001, {"wind", "gas"}, "joint"),
      Make("2", kBusiness, 5000, {"gas"}),
      Make("3", kScience, 7000, {"wind", "wind"}, "joint"),
      Make("4", kPublic, 900, {}),
      Make("5", kScience, 0, {"gas"}),
  };
  grants[1].grant.plan_code = "Y1";
  return grants;
}

// By hand: grant 1 splits into gas 5001 and wind 5000.
TEST(IndicatorsTest, SplitsEqually) {
  const FundingFigures f = MustCompute(Sample());
  EXPECT_EQ(f.options.split, FieldSplit::kEqual);
  ASSERT_EQ(f.rows.size(), 4u);
  EXPECT_EQ(Cell(f, "gas", kBusiness).cents, 10001);
  EXPECT_EQ(Cell(f, "gas", kBusiness).grants, 2u);
  EXPECT_EQ(Cell(f, "gas", kBusiness).outside_research_cents, 5000);
  EXPECT_EQ(Cell(f, "gas", kBusiness).largest_cents, 5001);
  EXPECT_EQ(Cell(f, "gas", kBusiness).estimated_own_cents, 10001);
  EXPECT_EQ(Cell(f, "wind", kBusiness).cents, 5000);
  EXPECT_EQ(Cell(f, "wind", kScience).cents, 7000);
  EXPECT_EQ(Cell(f, "wind", kScience).estimated_own_cents, 0);
  EXPECT_EQ(Cell(f, "gas", kScience).undisclosed, 1u);
  EXPECT_EQ(f.fields.at("wind").cents, 12000);
  EXPECT_EQ(f.fields.at("wind").grants, 2u);
  EXPECT_EQ(f.fields.at("wind").projects, 1u);  // one joint project
  EXPECT_EQ(f.fields.at("wind").largest_cents, 12000);
  EXPECT_EQ(f.actors.at(kBusiness).cents, 15001);
  EXPECT_EQ(f.actors.at(kScience).cents, 7000);
  EXPECT_EQ(f.total.cents, 22001);
  EXPECT_EQ(f.total.grants, 4u);
  EXPECT_EQ(f.total.projects, 3u);
  EXPECT_TRUE(f.total.unstable());
  EXPECT_EQ(f.no_field.cents, 900);
  EXPECT_EQ(f.no_field.grants, 1u);
}

TEST(IndicatorsTest, CountsInFull) {
  IndicatorOptions options;
  options.split = FieldSplit::kFull;
  const FundingFigures f = MustCompute(Sample(), options);
  EXPECT_EQ(f.options.split, FieldSplit::kFull);
  EXPECT_EQ(Cell(f, "gas", kBusiness).cents, 15001);
  EXPECT_EQ(Cell(f, "wind", kBusiness).cents, 10001);
  EXPECT_EQ(f.fields.at("gas").cents + f.fields.at("wind").cents, 32002);
  EXPECT_EQ(f.total.cents, 22001);  // every grant once
}

// fn 24 of the study: I = F (1 - q) / q.
TEST(IndicatorsTest, EstimatesOwnInvestment) {
  EXPECT_EQ(OwnInvestment(10150000000, 0.5), 10150000000);
  EXPECT_EQ(OwnInvestment(100, 0.4), 150);
  EXPECT_EQ(OwnInvestment(100, 0.25), 300);
  EXPECT_EQ(OwnInvestment(100, 1), 0);
  EXPECT_EQ(OwnInvestment(1, 0.6), 1);

  auto grants = Sample();
  grants[0].grant.kind = "Auftragsforschung";
  IndicatorOptions options;
  options.funding_quota = 0.4;
  options.quota_by_kind["Auftragsforschung"] = 1;
  const FundingFigures f = MustCompute(grants, options);
  EXPECT_EQ(f.total.estimated_own_cents, 7500);
  for (const double q : {0.0, -0.5, 1.5, 0.001, std::nan("")}) {
    options.funding_quota = q;
    const auto bad = ComputeFunding(grants, options);
    ASSERT_FALSE(bad.has_value()) << q;
    EXPECT_EQ(bad.error().kind, ErrorKind::kInvalid);
  }
  options.funding_quota = 0.5;
  options.quota_by_kind["x"] = 0;
  EXPECT_FALSE(ComputeFunding(grants, options).has_value());
}

TEST(IndicatorsTest, KeepsToThePeriod) {
  auto grants = Sample();
  grants[0].grant.start = ParseDate("2019-12-31");
  grants[1].grant.start = ParseDate("2020-01-01");
  grants[2].grant.start.reset();
  IndicatorOptions options;
  options.start_from = ParseDate("2020-01-01");
  options.start_until = ParseDate("2021-05-01");
  const FundingFigures f = MustCompute(grants, options);
  EXPECT_EQ(f.out_of_period, 2u);
  EXPECT_EQ(f.total.cents, 5000);
  EXPECT_EQ(f.total.grants, 2u);
  EXPECT_EQ(MustCompute(grants).out_of_period, 0u);
}

TEST(IndicatorsTest, NothingIsZero) {
  const FundingFigures f = MustCompute({});
  EXPECT_TRUE(f.rows.empty());
  EXPECT_EQ(f.total.cents, 0);
  EXPECT_EQ(f.total.projects, 0u);
}

TEST(IndicatorsTest, HugeSumsDoNotWrap) {
  const int64_t huge = int64_t{1} << 62;
  const FundingFigures f = MustCompute({Make("1", kBusiness, huge, {"a"}),
                                        Make("2", kBusiness, huge, {"a"}),
                                        Make("3", kBusiness, huge, {"a"})});
  EXPECT_EQ(f.total.cents, INT64_MAX);
}

TEST(IndicatorsTest, EqualSplitsAddUpToTheTotal) {
  std::mt19937 random(20261123);
  const std::string names[] = {"a", "b", "c", "d", "e", "f", "g"};
  std::vector<TaggedGrant> grants;
  for (int i = 0; i < 2000; ++i) {
    std::vector<std::string> fields;
    for (size_t n = random() % 6; n > 0; --n) {
      fields.push_back(names[random() % std::size(names)]);
    }
    grants.push_back(Make(std::to_string(i),
                          static_cast<ActorClass>(random() % 5),
                          random() % 1000003, fields));
  }
  const FundingFigures f = MustCompute(grants);
  int64_t by_row = 0;
  int64_t by_field = 0;
  int64_t by_actor = 0;
  for (const FundingRow& row : f.rows) by_row += row.cell.cents;
  for (const auto& [field, cell] : f.fields) by_field += cell.cents;
  for (const auto& [actor, cell] : f.actors) by_actor += cell.cents;
  EXPECT_EQ(by_row, f.total.cents);
  EXPECT_EQ(by_field, f.total.cents);
  EXPECT_EQ(by_actor, f.total.cents);
  EXPECT_EQ(f.total.grants + f.no_field.grants, 2000u);
  EXPECT_FALSE(f.total.unstable());
}

}  // namespace
}  // namespace ritmon
