// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/daemon.h"

#include <gmock/gmock.h>

#include <deque>

namespace ritmon {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::ElementsAre;

constexpr auto kMidnight =
    std::chrono::sys_days(std::chrono::year(2026) / 11 / 29);

class SetClock final : public Clock {
 public:
  Timestamp Now() const override { return now; }
  std::chrono::steady_clock::time_point Steady() const override {
    return std::chrono::steady_clock::time_point(now.time_since_epoch());
  }
  Timestamp now = kMidnight;
};

PlannedJob Plan(const std::string& name, const char* cron) {
  return {name, CronSchedule::Parse(cron).value(), Missed::kCatchUp};
}

Timetable TimetableOf(std::vector<PlannedJob> jobs, Timestamp now) {
  return Timetable(std::move(jobs), {}, {}, now);
}

// Time passes while it waits, and while a job runs.
class FakeHost final : public DaemonHost {
 public:
  FakeHost(SetClock& clock, Timestamp end) : clock_(clock), end_(end) {}

  std::optional<std::string> WhyNot(const std::string& job) override {
    if (clock_.now >= held_until) return std::nullopt;
    return job + ": no room";
  }
  JobEnd Run(const std::string& job) override {
    ran.push_back(job + FormatTimestamp(clock_.now).substr(10, 6));
    clock_.now += lasts;
    if (pauses-- > 0) return {JobOutcome::kPaused, "quiet hours"};
    return job == "bad" ? JobEnd{JobOutcome::kFailed, "no disk"}
                        : JobEnd{JobOutcome::kDone, "all well"};
  }
  void Wait(milliseconds time) override {
    EXPECT_GT(time, milliseconds(0));
    longest_wait = std::max(longest_wait, time);
    clock_.now += time;
    if (clock_.now >= jump_at) {
      clock_.now += jump;
      jump_at = kNever;
    }
  }
  bool stopped() const override { return clock_.now >= end_; }
  std::optional<Timetable> Reloaded() override {
    if (reloads.empty() || clock_.now < reload_at) return std::nullopt;
    Timetable next = std::move(reloads.front());
    reloads.pop_front();
    return next;
  }
  void OnWaiting(const Timetable&) override { ++waits; }
  void OnEnd(const std::string&, const JobEnd&) override {}

  std::vector<std::string> ran;
  milliseconds lasts{0};
  Timestamp held_until{};
  int pauses = 0;  // so many runs do not come to their end
  milliseconds longest_wait{0};
  Timestamp jump_at = kNever;
  milliseconds jump{0};
  std::deque<Timetable> reloads;
  Timestamp reload_at{};
  int waits = 0;

 private:
  SetClock& clock_;
  Timestamp end_;
};

class DaemonTest : public ::testing::Test {
 protected:
  void Run(std::vector<PlannedJob> jobs) {
    const auto status = RunDaemon(TimetableOf(std::move(jobs), clock_.now),
                                  clock_, log_, host_);
    EXPECT_TRUE(status.has_value());
  }

  SetClock clock_;
  Database database_ = Database::Open(":memory:").value();
  JobLog log_ = JobLog::Open(database_).value();
  FakeHost host_{clock_, kMidnight + hours(6)};
};

TEST_F(DaemonTest, RunsEachWhenItIsDue) {
  Run({Plan("crawl", "0 3 * * *"), Plan("news", "30 */2 * * *")});
  EXPECT_THAT(host_.ran, ElementsAre("newsT00:30", "newsT02:30", "crawlT03:00",
                                     "newsT04:30"));
  EXPECT_LE(host_.longest_wait, seconds(20));
}

TEST_F(DaemonTest, ALongRunDelaysTheOthersAndRunsThemOnce) {
  host_.lasts = hours(3);
  Run({Plan("crawl", "0 1 * * *"), Plan("news", "30 * * * *")});
  EXPECT_THAT(host_.ran, ElementsAre("newsT00:30", "crawlT03:30"));
}

TEST_F(DaemonTest, AFailureIsNotedAndHoldsNothingUp) {
  Run({Plan("bad", "0 1 * * *"), Plan("good", "0 2 * * *")});
  EXPECT_THAT(host_.ran, ElementsAre("badT01:00", "goodT02:00"));
  const auto runs = log_.LastRuns().value();
  EXPECT_EQ(runs.at("bad").outcome, JobOutcome::kFailed);
  EXPECT_EQ(runs.at("bad").message, "no disk");
  EXPECT_EQ(runs.at("good").outcome, JobOutcome::kDone);
  EXPECT_EQ(runs.at("good").due, kMidnight + hours(2));
  EXPECT_EQ(log_.LastSuccesses()->size(), 1u);
}

TEST_F(DaemonTest, AClockThatIsSetForwardRunsWhatItPassed) {
  host_.jump_at = kMidnight + minutes(10);
  host_.jump = hours(4);
  Run({Plan("crawl", "0 3 * * *")});
  ASSERT_EQ(host_.ran.size(), 1u);
  EXPECT_EQ(host_.ran[0], "crawlT04:10");
}

TEST_F(DaemonTest, AClockThatIsSetBackIsFollowed) {
  // It showed a wrong year when the daemon began.
  const Timestamp wrong = kMidnight + hours(24 * 365);
  clock_.now = wrong;
  host_.jump_at = wrong + minutes(1);
  host_.jump = kMidnight - host_.jump_at;
  Run({Plan("crawl", "0 3 * * *")});
  EXPECT_TRUE(host_.ran.empty()) << "the test's end is in the past then";
  host_.ran.clear();
  clock_.now = kMidnight - hours(1);
  host_.jump_at = kMidnight;
  host_.jump = -hours(2);
  Run({Plan("crawl", "0 3 * * *")});
  EXPECT_THAT(host_.ran, ElementsAre("crawlT03:00"));
}

TEST_F(DaemonTest, WhatCannotBeDoneNowIsDoneWhenItCan) {
  host_.held_until = kMidnight + hours(4);
  Run({Plan("crawl", "0 3 * * *"), Plan("tag", "30 3 * * *")});
  EXPECT_THAT(host_.ran, ElementsAre("crawlT04:00", "tagT04:00"));
  EXPECT_EQ(log_.LastRuns()->at("crawl").due, kMidnight + hours(3));
}

TEST_F(DaemonTest, APausedRunIsGoneOnWith) {
  host_.pauses = 2;
  host_.lasts = minutes(1);
  Run({Plan("crawl", "0 3 * * *")});
  EXPECT_THAT(host_.ran,
              ElementsAre("crawlT03:00", "crawlT03:02", "crawlT03:04"));
  const auto run = log_.LastRuns()->at("crawl");
  EXPECT_EQ(run.outcome, JobOutcome::kDone);
  EXPECT_EQ(run.due, kMidnight + hours(3));
}

TEST_F(DaemonTest, ANewTimetableIsTaken) {
  host_.reload_at = kMidnight + hours(1);
  host_.reloads.push_back(
      TimetableOf({Plan("tag", "0 2 * * *")}, host_.reload_at));
  Run({Plan("crawl", "0 3 * * *")});
  EXPECT_THAT(host_.ran, ElementsAre("tagT02:00"));
}

TEST_F(DaemonTest, WithoutJobsItWaits) {
  Run({});
  EXPECT_TRUE(host_.ran.empty());
  EXPECT_GT(host_.waits, 0);
}

TEST_F(DaemonTest, WhatADeadDaemonLeftIsInterrupted) {
  ASSERT_TRUE(log_.Begin("crawl", kMidnight, kMidnight).has_value());
  EXPECT_EQ(log_.LastRuns()->at("crawl").outcome, JobOutcome::kRunning);
  ASSERT_TRUE(log_.MarkInterrupted(kMidnight + hours(1)).has_value());
  EXPECT_EQ(log_.LastRuns()->at("crawl").outcome, JobOutcome::kInterrupted);
  EXPECT_FALSE(log_.LastDue()->contains("crawl")) << "it is still to be done";
}

TEST_F(DaemonTest, OldRunsAreForgotten) {
  for (int64_t i = 0; i < JobLog::kKept + 5; ++i) {
    const Timestamp due = kMidnight + minutes(i);
    const auto run = log_.Begin("news", due, due);
    ASSERT_TRUE(run.has_value());
    ASSERT_TRUE(log_.End(*run, JobOutcome::kDone, "", due).has_value());
  }
  auto count = database_.Prepare("SELECT count(*), min(due) FROM job_run");
  ASSERT_TRUE(count->Step().value());
  EXPECT_EQ(count->Int(0), JobLog::kKept);
  EXPECT_EQ(FromMillis(count->Int(1)), kMidnight + minutes(5));
}

}  // namespace
}  // namespace ritmon
