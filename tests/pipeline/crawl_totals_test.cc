// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/crawl_totals.h"

#include <gtest/gtest.h>

#include "pipeline/crawl_snapshot.h"

namespace ritmon {
namespace {

class CrawlTotalsTest : public ::testing::Test {
 protected:
  CrawlTotals::Values Values() { return CrawlTotals::Read(database_).value(); }

  Database database_ = Database::Open(":memory:").value();
};

TEST_F(CrawlTotalsTest, AddsUpOverRoundsAndJobs) {
  for (int job = 0; job < 2; ++job) {
    Counters counters;
    for (int round = 0; round < 3; ++round) {
      // Each round of a job has a snapshot of its own.
      auto snapshots = CrawlSnapshots::Open(database_);
      ASSERT_TRUE(snapshots);
      counters.Add(Counter::fetched, 10);
      counters.Add(FetchOutcome::kTimeout);
      counters.Add(LeftAlone::kBudget);
      counters.Set(Counter::waiting, 99);
      ASSERT_TRUE(snapshots->Write(counters, FromMillis(1000)));
      ASSERT_TRUE(snapshots->End(counters, FromMillis(2000)));
      // Between two rounds.
      counters.Add(Counter::rendered);
    }
    auto totals = CrawlTotals::Open(database_);
    ASSERT_TRUE(totals);
    ASSERT_TRUE(totals->Add(counters));
    ASSERT_TRUE(totals->Add(counters));
  }
  const CrawlTotals::Values expected = {{{"fetched", ""}, 60},
                                        {{"fetches", "timeout"}, 6},
                                        {{"left_alone", "budget"}, 6},
                                        {{"rendered", ""}, 6}};
  EXPECT_EQ(Values(), expected);
}

TEST_F(CrawlTotalsTest, GoesWithTheTransactionThatItIsPartOf) {
  auto totals = CrawlTotals::Open(database_);
  ASSERT_TRUE(totals);
  Counters counters;
  counters.Add(Counter::pages, 5);
  ASSERT_TRUE(database_.Begin());
  ASSERT_TRUE(totals->Add(counters));
  database_.Rollback();
  EXPECT_TRUE(Values().empty());
}

TEST_F(CrawlTotalsTest, NothingIsKnownBeforeTheFirstCrawl) {
  EXPECT_FALSE(CrawlTotals::Read(database_));
}

TEST(CounterSeriesTest, EachHasANameOfItsOwn) {
  std::set<std::pair<std::string, std::string>> names;
  int levels = 0;
  for (size_t place = 0; place < CounterSeries::kAll; ++place) {
    const CounterSeries series = SeriesOf(place);
    EXPECT_TRUE(
        names.emplace(std::string(series.name), std::string(series.label))
            .second)
        << series.name << series.label;
    levels += series.adds_up ? 0 : 1;
  }
  EXPECT_EQ(levels, 4);
  EXPECT_TRUE(names.contains({"fetches", "unwanted-type"}));
  EXPECT_FALSE(names.contains({"fetches", "unknown"}));
}

TEST(CounterSeriesTest, ReasonsAreFew) {
  const std::vector<std::pair<std::string, LeftAlone>> cases = {
      {"robots.txt", LeftAlone::kRobots},
      {"robots.txt unreachable", LeftAlone::kRobotsUnreachable},
      {"reserved (tdmrep.json)", LeftAlone::kReserved},
      {"budget of bytes", LeftAlone::kBudget},
      {"budget of pages", LeftAlone::kBudget},
  };
  for (const auto& [words, why] : cases) {
    EXPECT_EQ(LeftAloneOf(words), why) << words;
  }
}

}  // namespace
}  // namespace ritmon
