// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/job_log.h"

#include <gtest/gtest.h>

namespace ritmon {
namespace {

const Timestamp kNow = FromMillis(1'764'411'300'000);

class JobLogTest : public ::testing::Test {
 protected:
  void Run(const std::string& job, JobOutcome outcome, int times = 1) {
    for (int i = 0; i < times; ++i) {
      const auto run = log_.Begin(job, kNow, kNow);
      ASSERT_TRUE(run) << run.error().message;
      ASSERT_TRUE(log_.End(*run, outcome, "", kNow));
    }
  }
  int64_t Total(const std::string& job, JobOutcome outcome) {
    return log_.Totals().value()[{job, outcome}];
  }

  Database database_ = Database::Open(":memory:").value();
  JobLog log_ = JobLog::Open(database_).value();
};

TEST_F(JobLogTest, TotalsOutliveTheRunsThatAreKept) {
  Run("crawl", JobOutcome::kDone, JobLog::kKept + 10);
  Run("crawl", JobOutcome::kFailed, 3);
  Run("tag", JobOutcome::kStopped);
  EXPECT_EQ(Total("crawl", JobOutcome::kDone), JobLog::kKept + 10);
  EXPECT_EQ(Total("crawl", JobOutcome::kFailed), 3);
  EXPECT_EQ(Total("tag", JobOutcome::kStopped), 1);
  // Opening it again counts nothing again.
  ASSERT_TRUE(JobLog::Open(database_));
  EXPECT_EQ(Total("crawl", JobOutcome::kFailed), 3);
}

TEST_F(JobLogTest, ARunThatItsDaemonLeftIsCountedOnce) {
  ASSERT_TRUE(log_.Begin("crawl", kNow, kNow));
  EXPECT_EQ(Total("crawl", JobOutcome::kInterrupted), 0);
  ASSERT_TRUE(log_.MarkInterrupted(kNow));
  ASSERT_TRUE(log_.MarkInterrupted(kNow));
  EXPECT_EQ(Total("crawl", JobOutcome::kInterrupted), 1);
  EXPECT_EQ(log_.LastRuns().value().at("crawl").outcome,
            JobOutcome::kInterrupted);
}

TEST_F(JobLogTest, ALogFromBeforeThereWereTotals) {
  Run("crawl", JobOutcome::kDone, 2);
  Run("crawl", JobOutcome::kFailed);
  ASSERT_TRUE(log_.Begin("tag", kNow, kNow));
  ASSERT_TRUE(database_.Execute("DROP TABLE job_total"));
  EXPECT_FALSE(log_.Totals());
  ASSERT_TRUE(JobLog::Open(database_));
  EXPECT_EQ(Total("crawl", JobOutcome::kDone), 2);
  EXPECT_EQ(Total("crawl", JobOutcome::kFailed), 1);
  EXPECT_EQ(log_.Totals().value().size(), 2U);
}

}  // namespace
}  // namespace ritmon
