// SPDX-License-Identifier: GPL-3.0-or-later
#include "funding/funding_table.h"

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

using Axes = std::vector<FundingAxis>;
const Axes kFieldAndActor = {FundingAxis::kField, FundingAxis::kActor};

Result<FundingTable> Compute(const std::vector<TaggedGrant>& grants,
                             const IndicatorOptions& options = {},
                             const Axes& axes = kFieldAndActor) {
  auto tally = FundingTally::Begin(axes, options, GrantPlace::kExecuting);
  if (!tally) return tl::unexpected(tally.error());
  for (const TaggedGrant& grant : grants) tally->Add(grant);
  return std::move(*tally).Finish();
}

FundingTable MustCompute(const std::vector<TaggedGrant>& grants,
                         const IndicatorOptions& options = {},
                         const Axes& axes = kFieldAndActor) {
  auto table = Compute(grants, options, axes);
  EXPECT_TRUE(table.has_value()) << table.error().message;
  return table.value_or(FundingTable{});
}

FundingCell Cell(const FundingTable& table, const std::string& field,
                 ActorClass actor) {
  const auto found = table.cells.find({field, std::string(ToString(actor))});
  return found == table.cells.end() ? FundingCell{} : found->second;
}

FundingCell Actor(const FundingTable& table, ActorClass actor) {
  return table.margins[1].at(std::string(ToString(actor)));
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
TEST(FundingTableTest, SplitsEqually) {
  const FundingTable f = MustCompute(Sample());
  EXPECT_EQ(f.options.split, FieldSplit::kEqual);
  ASSERT_EQ(f.cells.size(), 4u);
  EXPECT_EQ(Cell(f, "gas", kBusiness).cents, 10001);
  EXPECT_EQ(Cell(f, "gas", kBusiness).grants, 2u);
  EXPECT_EQ(Cell(f, "gas", kBusiness).outside_research_cents, 5000);
  EXPECT_EQ(Cell(f, "gas", kBusiness).largest_cents, 5001);
  EXPECT_EQ(Cell(f, "gas", kBusiness).estimated_own_cents, 10001);
  EXPECT_EQ(Cell(f, "wind", kBusiness).cents, 5000);
  EXPECT_EQ(Cell(f, "wind", kScience).cents, 7000);
  EXPECT_EQ(Cell(f, "wind", kScience).estimated_own_cents, 0);
  EXPECT_EQ(Cell(f, "gas", kScience).undisclosed, 1u);
  EXPECT_EQ(f.margins[0].at("wind").cents, 12000);
  EXPECT_EQ(f.margins[0].at("wind").grants, 2u);
  EXPECT_EQ(f.margins[0].at("wind").projects, 1u);  // one joint project
  EXPECT_EQ(f.margins[0].at("wind").largest_cents, 12000);
  EXPECT_EQ(Actor(f, kBusiness).cents, 15001);
  EXPECT_EQ(Actor(f, kScience).cents, 7000);
  EXPECT_EQ(f.total.cents, 22001);
  EXPECT_EQ(f.total.grants, 4u);
  EXPECT_EQ(f.total.projects, 3u);
  EXPECT_TRUE(f.total.unstable());
  EXPECT_EQ(f.without.cents, 900);
  EXPECT_EQ(f.without.grants, 1u);
}

TEST(FundingTableTest, CountsInFull) {
  IndicatorOptions options;
  options.split = FieldSplit::kFull;
  const FundingTable f = MustCompute(Sample(), options);
  EXPECT_EQ(f.options.split, FieldSplit::kFull);
  EXPECT_EQ(Cell(f, "gas", kBusiness).cents, 15001);
  EXPECT_EQ(Cell(f, "wind", kBusiness).cents, 10001);
  EXPECT_EQ(f.margins[0].at("gas").cents + f.margins[0].at("wind").cents,
            32002);
  EXPECT_EQ(f.total.cents, 22001);  // every grant once
}

// fn 24 of the study: I = F (1 - q) / q.
TEST(FundingTableTest, EstimatesOwnInvestment) {
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
  const FundingTable f = MustCompute(grants, options);
  EXPECT_EQ(f.total.estimated_own_cents, 7500);
  for (const double q : {0.0, -0.5, 1.5, 0.001, std::nan("")}) {
    options.funding_quota = q;
    const auto bad = Compute(grants, options);
    ASSERT_FALSE(bad.has_value()) << q;
    EXPECT_EQ(bad.error().kind, ErrorKind::kInvalid);
  }
  options.funding_quota = 0.5;
  options.quota_by_kind["x"] = 0;
  EXPECT_FALSE(Compute(grants, options).has_value());
}

TEST(FundingTableTest, KeepsToThePeriod) {
  auto grants = Sample();
  grants[0].grant.start = ParseDate("2019-12-31");
  grants[1].grant.start = ParseDate("2020-01-01");
  grants[2].grant.start.reset();
  IndicatorOptions options;
  options.start_from = ParseDate("2020-01-01");
  options.start_until = ParseDate("2021-05-01");
  const FundingTable f = MustCompute(grants, options);
  EXPECT_EQ(f.out_of_period, 2u);
  EXPECT_EQ(f.total.cents, 5000);
  EXPECT_EQ(f.total.grants, 2u);
  EXPECT_EQ(MustCompute(grants).out_of_period, 0u);
}

TEST(FundingTableTest, NothingIsZero) {
  const FundingTable f = MustCompute({});
  EXPECT_TRUE(f.cells.empty());
  EXPECT_EQ(f.total.cents, 0);
  EXPECT_EQ(f.total.projects, 0u);
}

TEST(FundingTableTest, HugeSumsDoNotWrap) {
  const int64_t huge = int64_t{1} << 62;
  const FundingTable f = MustCompute({Make("1", kBusiness, huge, {"a"}),
                                      Make("2", kBusiness, huge, {"a"}),
                                      Make("3", kBusiness, huge, {"a"})});
  EXPECT_EQ(f.total.cents, INT64_MAX);
}

TEST(FundingTableTest, EqualSplitsAddUpToTheTotal) {
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
  const FundingTable f = MustCompute(grants);
  int64_t by_row = 0;
  int64_t by_field = 0;
  int64_t by_actor = 0;
  for (const auto& [key, cell] : f.cells) by_row += cell.cents;
  for (const auto& [field, cell] : f.margins[0]) by_field += cell.cents;
  for (const auto& [actor, cell] : f.margins[1]) by_actor += cell.cents;
  EXPECT_EQ(by_row, f.total.cents);
  EXPECT_EQ(by_field, f.total.cents);
  EXPECT_EQ(by_actor, f.total.cents);
  EXPECT_EQ(f.total.grants + f.without.grants, 2000u);
  EXPECT_FALSE(f.total.unstable());
}

TEST(FundingTableTest, CrossesTwoDimensionsThatAGrantHasSeveralValuesOn) {
  TaggedGrant grant = Make("1", kScience, 100, {"gas", "wind"});
  grant.topics = {"alloy", "coating", "foil"};
  const FundingTable f =
      MustCompute({grant}, {}, {FundingAxis::kTopic, FundingAxis::kField});
  ASSERT_EQ(f.cells.size(), 6u);
  int64_t sum = 0;
  for (const auto& [key, cell] : f.cells) sum += cell.cents;
  EXPECT_EQ(sum, 100);
  EXPECT_EQ(f.margins[0].at("alloy").cents, 34);
  EXPECT_EQ(f.margins[1].at("gas").cents, 50);
  EXPECT_EQ(f.total.grants, 1u);
}

TEST(FundingTableTest, EveryAxisHasItsValue) {
  TaggedGrant tagged = Make("03X1A", kBusiness, 700, {"gas"}, "joint");
  tagged.future_fields = {"green"};
  tagged.topics = {"foil"};
  tagged.company_id = "K1";
  Grant& grant = tagged.grant;
  grant.kind = "Auftragsforschung";
  grant.profile = "Innovation";
  grant.ministry = "BMWE";
  grant.recipient = {"Muster GmbH", "02000000", "Hamburg", "", ""};
  grant.executing = {"Muster GmbH", "01053032", "Geesthacht", "", ""};
  const char* const kValues[] = {"green",
                                 "gas",
                                 "foil",
                                 "wirtschaft",
                                 "2021",
                                 "01053",
                                 "Auftragsforschung",
                                 "Innovation",
                                 "BMWE",
                                 "Muster GmbH",
                                 "joint",
                                 "K1"};
  const auto names = FundingAxisNames();
  ASSERT_EQ(names.size(), std::size(kValues));
  for (size_t i = 0; i < names.size(); ++i) {
    const auto axis = ParseFundingAxis(names[i]);
    ASSERT_TRUE(axis.has_value()) << names[i];
    EXPECT_EQ(ValuesOn(*axis, tagged, GrantPlace::kExecuting),
              std::vector<std::string>{kValues[i]});
    EXPECT_EQ(ToString(*axis), names[i]);
    const FundingTable f = MustCompute({tagged}, {}, {*axis});
    EXPECT_EQ(f.cells.at({kValues[i]}).cents, 700) << names[i];
  }
  EXPECT_EQ(ValuesOn(FundingAxis::kDistrict, tagged, GrantPlace::kRecipient),
            std::vector<std::string>{"02000"});
}

// A future field's share is that of its fields together.
TEST(FundingTableTest, FutureFieldsAreTheSumOfTheirFields) {
  TaggedGrant grant = Make("1", kScience, 1000, {"sun", "car", "wind"});
  grant.future_fields = {"green", "mobile", "green"};
  const FundingTable fields = MustCompute({grant}, {}, {FundingAxis::kField});
  const FundingTable futures =
      MustCompute({grant}, {}, {FundingAxis::kFutureField});
  EXPECT_EQ(futures.margins[0].at("mobile").cents,
            fields.margins[0].at("car").cents);
  EXPECT_EQ(
      futures.margins[0].at("green").cents,
      fields.margins[0].at("sun").cents + fields.margins[0].at("wind").cents);
  EXPECT_EQ(futures.cells.at({"green"}).grants, 1u);
  IndicatorOptions full;
  full.split = FieldSplit::kFull;
  EXPECT_EQ(MustCompute({grant}, full, {FundingAxis::kFutureField})
                .margins[0]
                .at("green")
                .cents,
            1000);
}

TEST(FundingTableTest, FieldsStandUnderTheirOwnFutureFieldOnly) {
  TaggedGrant grant = Make("1", kScience, 1000, {"sun", "car"});
  grant.future_fields = {"green", "mobile"};
  for (const bool outer_first : {true, false}) {
    std::vector<FundingAxis> axes = {FundingAxis::kFutureField,
                                     FundingAxis::kField};
    if (!outer_first) std::swap(axes[0], axes[1]);
    const FundingTable table = MustCompute({grant}, {}, axes);
    ASSERT_EQ(table.cells.size(), 2u);
    for (const auto& [key, cell] : table.cells) {
      EXPECT_EQ(cell.cents, 500) << key[0] << " " << key[1];
      EXPECT_EQ(key[0] == "sun" || key[1] == "sun",
                key[0] == "green" || key[1] == "green");
    }
  }
}

TEST(FundingTableTest, TheSameDimensionTwiceIsNone) {
  const auto tally = FundingTally::Begin(
      {FundingAxis::kActor, FundingAxis::kActor}, {}, GrantPlace::kExecuting);
  ASSERT_FALSE(tally.has_value());
  EXPECT_EQ(tally.error().message, "the dimension 'actor' stands there twice");
}

TEST(FundingTableTest, SaysWhatIsNoDimension) {
  const auto wrong = ParseFundingAxis("feild");
  ASSERT_FALSE(wrong.has_value());
  EXPECT_EQ(wrong.error().message,
            "no dimension 'feild', do you mean 'field'?");
  EXPECT_TRUE(ParseFundingAxis("jahr").has_value());
  EXPECT_FALSE(Compute({}, {}, {}).has_value());
  EXPECT_FALSE(Compute({}, {}, Axes(3, FundingAxis::kField)).has_value());
}

}  // namespace
}  // namespace ritmon
