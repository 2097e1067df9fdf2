// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/review_decisions.h"

#include <gtest/gtest.h>

namespace ritmon {
namespace {

class ReviewDecisionsTest : public testing::Test {
 protected:
  ReviewDecisionsTest()
      : database_(*Database::Open(":memory:")),
        store_(*ReviewDecisions::Open(database_)) {}

  void Put(const char* site, const char* company, ReviewVerdict verdict) {
    ASSERT_TRUE(
        store_.Put({.site = site, .company_id = company, .verdict = verdict}));
  }

  std::string All() {
    std::string text;
    const auto all = *store_.All();
    for (const ReviewDecision& decision : all) {
      text += decision.site + " " + std::string(ToString(decision.verdict)) +
              " " + decision.company_id + "\n";
    }
    return text;
  }

  Database database_;
  ReviewDecisions store_;
};

TEST_F(ReviewDecisionsTest, EverythingComesBack) {
  ReviewDecision decision{
      .site = "a.example",
      .company_id = "K1",
      .verdict = ReviewVerdict::kOther,
      .note = "laut Register; \"Umlaut ä\"",
      .decided_at = Timestamp(std::chrono::milliseconds(1'700'000'000'123)),
      .machine = {.company_id = "K2",
                  .score = 45,
                  .rule = "similar name, postcode and street",
                  .decision = "review"}};
  ASSERT_TRUE(store_.Put(decision));
  const auto all = *store_.All();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_TRUE(all[0].SameAs(decision));
  EXPECT_EQ(all[0].decided_at, decision.decided_at);
  EXPECT_EQ(all[0].machine.company_id, "K2");
  EXPECT_EQ(all[0].machine.score, 45);
  EXPECT_EQ(all[0].machine.rule, decision.machine.rule);
  EXPECT_EQ(all[0].machine.decision, "review");
}

TEST_F(ReviewDecisionsTest, ASiteHasOneCompanyAndManyThatItIsNot) {
  using enum ReviewVerdict;
  Put("a.example", "K1", kReject);
  Put("a.example", "K2", kReject);
  Put("a.example", "K3", kAccept);
  EXPECT_EQ(All(),
            "a.example reject K1\na.example reject K2\n"
            "a.example accept K3\n");
  Put("a.example", "K4", kOther);  // in the stead of K3
  Put("b.example", "K3", kAccept);
  EXPECT_EQ(All(),
            "a.example reject K1\na.example reject K2\n"
            "a.example other K4\nb.example accept K3\n");
  Put("a.example", "K2", kAccept);  // they have thought again
  Put("b.example", "K3", kReject);
  EXPECT_EQ(All(),
            "a.example reject K1\na.example accept K2\n"
            "b.example reject K3\n");
  const auto all = *store_.All();
  const auto sites = BySite(all);
  ASSERT_EQ(sites.size(), 2u);
  EXPECT_EQ(sites.at("a.example").company->company_id, "K2");
  EXPECT_EQ(sites.at("a.example").rejected.size(), 1u);
  EXPECT_EQ(sites.at("b.example").company, nullptr);
  EXPECT_EQ(*store_.Remove("a.example"), 2);
  EXPECT_EQ(*store_.Remove("a.example"), 0);
  EXPECT_EQ(All(), "b.example reject K3\n");
}

}  // namespace
}  // namespace ritmon
