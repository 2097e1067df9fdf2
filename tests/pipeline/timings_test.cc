// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/timings.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <thread>
#include <vector>

#include "base/cpu_time.h"
#include "pipeline/pipeline.h"
#include "pipeline/run_timings.h"
#include "pipeline/stores.h"
#include "pipeline/timing_store.h"
#include "tests/pipeline/stored_region.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

using std::chrono::milliseconds;

// Each reading is 1 ms of CPU and 10 ms later than the one before.
StepClock::Reading Ticking() {
  static int64_t readings = 0;
  ++readings;
  return {.cpu = milliseconds(readings), .wall = milliseconds(10 * readings)};
}

StepTime Ticks(int64_t ticks, int64_t things = 0) {
  return {.things = things,
          .cpu = milliseconds(ticks),
          .wall = milliseconds(10 * ticks)};
}

StepTime SumOf(const Timings& timings) {
  return TimedRun{.steps = TimesOf(timings)}.Sum();
}

TEST(JobStepTest, EachHasANameThatLeadsBackToIt) {
  std::set<std::string_view> names;
  for (size_t i = 0; i < kJobSteps; ++i) {
    const auto step = static_cast<JobStep>(i);
    const StepInfo& info = InfoOf(step);
    EXPECT_TRUE(names.insert(info.name).second) << info.name;
    EXPECT_EQ(ParseJobStep(info.name), step);
    EXPECT_FALSE(info.unit.empty());
    EXPECT_FALSE(info.what.empty());
  }
  EXPECT_EQ(names.size(), kJobSteps);
  EXPECT_FALSE(ParseJobStep("nothing of ours"));
  for (size_t i = 0; i < kJobThreads; ++i) {
    const auto thread = static_cast<JobThread>(i);
    EXPECT_EQ(ParseJobThread(ToString(thread)), thread);
  }
}

TEST(StepClockTest, SharesOutAllTheTimeOfItsThread) {
  Timings timings;
  {
    StepClock clock(timings, JobThread::kWorker, JobStep::queues, Ticking);
    {
      const StepTimer record(clock, JobStep::record);
      {
        const StepTimer match(clock, JobStep::match);
        clock.Count(JobStep::match, 3);
      }
      // Back in the record: its own time is what is not the match's.
      const StepTimer imprint(clock, JobStep::imprint);
    }
    clock.AddCpu(JobStep::document, milliseconds(7));
  }
  const auto of = [&](JobStep step) {
    return timings.Of(step, JobThread::kWorker);
  };
  EXPECT_EQ(of(JobStep::queues), Ticks(2));
  EXPECT_EQ(of(JobStep::record), Ticks(3));
  EXPECT_EQ(of(JobStep::match), Ticks(1, 3));
  EXPECT_EQ(of(JobStep::imprint), Ticks(1));
  EXPECT_EQ(of(JobStep::document), StepTime{.cpu = milliseconds(7)});
  // 8 readings, so 7 ticks between the first and the last.
  EXPECT_EQ(SumOf(timings).cpu, milliseconds(7 + 7));
  EXPECT_EQ(SumOf(timings).wall, milliseconds(70));
}

TEST(StepClockTest, AThreadMayPlayAnotherPart) {
  Timings timings;
  {
    StepClock clock(timings, JobThread::kMain, JobStep::other, Ticking);
    EXPECT_EQ(clock.Become(JobThread::kCrawl), JobThread::kMain);
    EXPECT_EQ(clock.Switch(JobStep::frontier), JobStep::other);
    clock.Count(JobStep::frontier);
  }
  EXPECT_EQ(timings.Of(JobStep::other, JobThread::kMain), Ticks(1));
  EXPECT_EQ(timings.Of(JobStep::other, JobThread::kCrawl), Ticks(1));
  EXPECT_EQ(timings.Of(JobStep::frontier, JobThread::kCrawl), Ticks(1, 1));
}

TEST(StepClockTest, WhereNobodyKeepsTimeNothingHappens) {
  const StepTimer timer(nullptr, JobStep::match);
}

TEST(TimingsTest, NothingIsLostBetweenThreads) {
  constexpr int kThreads = 4;
  constexpr int64_t kRounds = 10'000;
  Timings timings;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&timings] {
      for (int64_t round = 0; round < kRounds; ++round) {
        timings.Add(JobStep::parse, JobThread::kWorker, Ticks(1, 2));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(timings.Of(JobStep::parse, JobThread::kWorker),
            Ticks(kThreads * kRounds, 2 * kThreads * kRounds));
}

TEST(TimingsTest, WhatThreadsDoTogetherIsNoMoreThanTheProcessHasUsed) {
  Timings timings;
  const auto before = ProcessCpuTime();
  std::vector<std::string> texts(64);
  ParallelFor(
      3, texts.size(),
      [&](size_t item, int) {
        for (int i = 0; i < 100'000; ++i) texts[item] += static_cast<char>(i);
      },
      timings, JobStep::tag);
  const auto used = ProcessCpuTime() - before;
  const StepTime tag = timings.Of(JobStep::tag, JobThread::kWorker);
  EXPECT_GT(tag.cpu.count(), 0);
  EXPECT_LE(tag.cpu, used);
  EXPECT_GE(tag.wall.count(), tag.cpu.count() / 2);
  EXPECT_EQ(SumOf(timings), tag);
}

class TimingStoreTest : public ::testing::Test {
 protected:
  static TimedRun Run(const std::string& kind, int64_t began, int64_t ticks) {
    TimedRun run{.kind = kind,
                 .began_at = FromMillis(began),
                 .updated_at = FromMillis(began + ticks),
                 .running = true,
                 .cpu = milliseconds(ticks + 1),
                 .wall = milliseconds(10 * ticks)};
    run.steps[static_cast<size_t>(JobStep::fetch)]
             [static_cast<size_t>(JobThread::kCrawl)] = Ticks(ticks, ticks);
    return run;
  }
  std::vector<TimedRun> Read() { return TimingStore::Read(database_).value(); }

  Database database_ = Database::Open(":memory:").value();
};

TEST_F(TimingStoreTest, ReadersMakeNoTables) {
  EXPECT_TRUE(Read().empty());
  EXPECT_FALSE(TimingStore::OpenExisting(database_));
  EXPECT_FALSE(database_.HasTables());
}

TEST_F(TimingStoreTest, TheLastOfEachKindAndTheSumOfAll) {
  auto store = TimingStore::Open(database_);
  ASSERT_TRUE(store);
  const auto keep = [&](const TimedRun& run,
                        const std::optional<TimedRun>& kept) {
    ASSERT_TRUE(store->Keep(run, kept));
  };
  const TimedRun first = Run("crawl", 1000, 5);
  keep(first, std::nullopt);
  TimedRun later = Run("crawl", 1000, 8);
  later.running = false;
  keep(later, first);
  keep(Run("tag", 3000, 2), std::nullopt);
  // Has done other things than the first one.
  TimedRun second = Run("crawl", 2000, 4);
  std::swap(second.steps[static_cast<size_t>(JobStep::fetch)],
            second.steps[static_cast<size_t>(JobStep::render)]);
  keep(second, std::nullopt);

  const auto runs = Read();
  ASSERT_EQ(runs.size(), 3u);
  EXPECT_EQ(runs[0].kind, "tag");
  EXPECT_EQ(runs[0].Sum(), Ticks(2, 2));
  // Nobody has said that it ended: it was killed, and what it kept is there.
  EXPECT_TRUE(runs[0].running);
  EXPECT_EQ(runs[1].kind, "crawl");
  EXPECT_EQ(runs[1].began_at, FromMillis(2000));
  EXPECT_EQ(runs[1].Of(JobStep::fetch), StepTime());
  EXPECT_EQ(runs[1].Of(JobStep::render), Ticks(4, 4));
  EXPECT_EQ(runs[1].cpu, milliseconds(5));
  EXPECT_EQ(runs[2].kind, TimedRun::kAll);
  EXPECT_EQ(runs[2].runs, 3);
  EXPECT_EQ(runs[2].began_at, FromMillis(1000));
  EXPECT_EQ(runs[2].Of(JobStep::fetch), Ticks(10, 10));
  EXPECT_EQ(runs[2].Of(JobThread::kCrawl), Ticks(14, 14));
  EXPECT_EQ(runs[2].cpu, milliseconds(9 + 3 + 5));
  EXPECT_EQ(runs[2].wall, milliseconds(140));
  EXPECT_FALSE(runs[2].running);
}

TEST_F(TimingStoreTest, GoesWithTheTransactionThatItIsPartOf) {
  auto store = TimingStore::Open(database_);
  ASSERT_TRUE(store);
  ASSERT_TRUE(database_.Begin());
  ASSERT_TRUE(store->Keep(Run("crawl", 1000, 5), std::nullopt));
  database_.Rollback();
  EXPECT_TRUE(Read().empty());
}

TEST_F(TimingStoreTest, StepsOfAnotherVersionAreLeftOut) {
  auto store = TimingStore::Open(database_);
  ASSERT_TRUE(store);
  ASSERT_TRUE(store->Keep(Run("crawl", 1000, 5), std::nullopt));
  ASSERT_TRUE(database_.Execute(
      "INSERT INTO timed_step (kind, step, thread, things, cpu, wall) "
      "VALUES ('crawl', 'guesswork', 'crawl', 1, 1, 1)"));
  EXPECT_EQ(Read().front().Sum(), Ticks(5, 5));
}

class RunTimingsTest : public ::testing::Test {
 protected:
  std::vector<TimedRun> Read() {
    auto database = OpenStateReadOnly(workspace_);
    return database ? TimingStore::Read(*database).value()
                    : std::vector<TimedRun>();
  }
  void MakeState() { ASSERT_TRUE(OpenState(workspace_)); }

  TempDirectory folder_;
  Workspace workspace_{.root = folder_.path()};
  FakeClock clock_;
};

TEST_F(RunTimingsTest, IsKeptWhenItEnds) {
  MakeState();
  {
    RunTimings run("tag", workspace_, clock_, TimingWriter::kJob,
                   JobStep::startup);
    run.StartKeeping();
    run.clock().Count(JobStep::tag, 4);
    EXPECT_TRUE(Read().empty());
  }
  const auto runs = Read();
  ASSERT_EQ(runs.size(), 2u);
  EXPECT_FALSE(runs[0].running);
  EXPECT_EQ(runs[0].began_at, clock_.Now());
  EXPECT_EQ(runs[0].Of(JobStep::tag).things, 4);
  EXPECT_GT(runs[0].Of(JobStep::startup).wall.count(), 0);
  EXPECT_LE(runs[0].Sum().cpu, runs[0].cpu);
}

TEST_F(RunTimingsTest, WhatAKillLeavesIsWhatItKeptLast) {
  MakeState();
  RunTimings run("crawl", workspace_, clock_, TimingWriter::kJob,
                 JobStep::startup);
  run.StartKeeping();
  auto database = OpenState(workspace_);
  ASSERT_TRUE(database);
  for (int64_t round = 1; round <= 3; ++round) {
    run.clock().Count(JobStep::fetch, 10);
    ASSERT_TRUE(run.KeepIn(*database));
    const auto runs = Read();
    ASSERT_EQ(runs.size(), 2u);
    for (const TimedRun& kept : runs) {
      EXPECT_EQ(kept.Of(JobStep::fetch).things, 10 * round) << kept.kind;
    }
    EXPECT_TRUE(runs[0].running);
    EXPECT_EQ(runs[1].runs, 1);
  }
}

TEST_F(RunTimingsTest, WhoDidNotBeginOrOnlyReadsLeavesNoTrace) {
  {
    RunTimings run("tag", workspace_, clock_, TimingWriter::kJob,
                   JobStep::startup);
  }
  {
    RunTimings run("tag", workspace_, clock_, TimingWriter::kJob,
                   JobStep::startup);
    run.StartKeeping();
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path())) << "no state store";
  MakeState();
  {
    RunTimings run("report", workspace_, clock_, TimingWriter::kReader,
                   JobStep::report);
    run.StartKeeping();
  }
  EXPECT_FALSE(OpenState(workspace_)->HasTable("timed_run"));
}

using JobTimingsTest = StoredRegionTest;

TEST_F(JobTimingsTest, AJobPutsItsTimeDownToTheStepsThatItDid) {
  AddCompany(
      "Nordwerk GmbH", "nordwerk.example",
      {{"/", "<p>Wir bauen Elektrolyseure für grünen Wasserstoff.</p>"}});
  AddCompany("Elbtechnik GmbH", "elbtechnik.example",
             {{"/", "<p>Guten Tag</p>"}});
  const auto before = ProcessCpuTime();
  Read();
  const auto used = ProcessCpuTime() - before;
  auto database = OpenStateReadOnly(options_.workspace);
  ASSERT_TRUE(database);
  const auto runs = TimingStore::Read(*database).value();
  ASSERT_GE(runs.size(), 2u);
  const TimedRun& all = runs.back();
  ASSERT_EQ(all.kind, TimedRun::kAll);
  const std::pair<JobStep, int64_t> counted[] = {
      {JobStep::decode, 4},      {JobStep::parse, 4},
      {JobStep::extract, 4},     {JobStep::imprint, 4},
      {JobStep::match, 4},       {JobStep::record, 4},
      {JobStep::store, 4},       {JobStep::sites, 2},
      {JobStep::matching, 2},    {JobStep::attribution, 2},
      {JobStep::history, 2},     {JobStep::index_companies, 2},
      {JobStep::index_pages, 4}, {JobStep::index_commit, 2}};
  for (const auto& [step, things] : counted) {
    EXPECT_EQ(all.Of(step).things, things) << InfoOf(step).name;
    EXPECT_GT(all.Of(step).cpu.count(), 0) << InfoOf(step).name;
  }
  EXPECT_EQ(all.Of(JobStep::fetch), StepTime()) << "it read an archive";
  EXPECT_GT(all.Of(JobThread::kWorker).cpu.count(), 0);
  EXPECT_LE(all.Sum().cpu, used);
}

}  // namespace
}  // namespace ritmon
