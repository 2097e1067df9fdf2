// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/render_ledger.h"

#include <gtest/gtest.h>

#include "tests/testing/fake_clock.h"

namespace ritmon {
namespace {

class RenderLedgerTest : public testing::Test {
 protected:
  RenderLedger Open() { return *RenderLedger::Open(database_); }
  bool MayTry(RenderLedger& ledger, const std::string& digest) {
    return *ledger.MayTry("a", digest, clock_.Now());
  }

  Database database_ = *Database::Open(":memory:");
  FakeClock clock_;
};

TEST_F(RenderLedgerTest, WhatIsDoneIsDoneUntilThePageChanges) {
  for (const RenderOutcome outcome :
       {RenderOutcome::kRendered, RenderOutcome::kRedirected}) {
    RenderLedger ledger = Open();
    ASSERT_TRUE(ledger.Put("a", "sha1:X", outcome, "", clock_.Now()));
    clock_.Advance(std::chrono::hours(1000));
    EXPECT_FALSE(MayTry(ledger, "sha1:X"));
    EXPECT_TRUE(MayTry(ledger, "sha1:Y"));
  }
}

TEST_F(RenderLedgerTest, AFailureIsTriedAgainLaterAndNotForEver) {
  RenderLedger ledger = Open();
  EXPECT_TRUE(MayTry(ledger, "sha1:X"));
  for (int attempt = 1; attempt <= RenderLedger::kMaxAttempts; ++attempt) {
    ASSERT_TRUE(ledger.Put("a", "sha1:X", RenderOutcome::kTimeout, "slow",
                           clock_.Now()));
    EXPECT_FALSE(MayTry(ledger, "sha1:X"));
    clock_.Advance(RenderLedger::kTryAgain);
    EXPECT_EQ(MayTry(ledger, "sha1:X"), attempt < RenderLedger::kMaxAttempts);
  }
  EXPECT_EQ(*ledger.Describe("a"), "timeout: slow");
  // Another capture begins anew.
  ASSERT_TRUE(
      ledger.Put("a", "sha1:Y", RenderOutcome::kMemory, "", clock_.Now()));
  clock_.Advance(RenderLedger::kTryAgain);
  EXPECT_TRUE(MayTry(ledger, "sha1:Y"));
}

TEST_F(RenderLedgerTest, CountsAndForgets) {
  RenderLedger ledger = Open();
  const Timestamp now = clock_.Now();
  ASSERT_TRUE(ledger.Put("a", "x", RenderOutcome::kTimeout, "", now));
  ASSERT_TRUE(ledger.Put("b", "x", RenderOutcome::kTimeout, "", now));
  ASSERT_TRUE(ledger.Put("c", "x", RenderOutcome::kRendered, "", now));
  EXPECT_EQ(*ledger.Counts(),
            (std::map<std::string, int64_t>{{"timeout", 2}, {"rendered", 1}}));
  ASSERT_TRUE(ledger.Forget("a"));
  EXPECT_EQ((*ledger.Counts())["timeout"], 1);
  EXPECT_EQ(*ledger.Describe("a"), "");
  EXPECT_TRUE(MayTry(ledger, "x"));
}

TEST(RenderOutcomeTest, NamesGoThereAndBack) {
  for (int i = 0; i < kRenderOutcomes; ++i) {
    const auto outcome = static_cast<RenderOutcome>(i);
    EXPECT_EQ(ParseRenderOutcome(ToString(outcome)), outcome);
  }
  EXPECT_FALSE(ParseRenderOutcome("x"));
}

}  // namespace
}  // namespace ritmon
