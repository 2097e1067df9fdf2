// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/data_facts.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "pipeline/page_store.h"
#include "registry/company_store.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/make_url.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

class DataFactsTest : public ::testing::Test {
 protected:
  // One due URL of a host that is left alone, one crawl, no page.
  void MakeState() {
    auto database = Database::Open(workspace_.state_db());
    ASSERT_TRUE(database);
    const Scope scope({});
    auto frontier = Frontier::Open(*database, scope);
    ASSERT_TRUE(frontier);
    ASSERT_TRUE(frontier->AddSeed(MakeUrl("https://a.example/"),
                                  clock_.Now() - std::chrono::hours(1)));
    ASSERT_TRUE(frontier->Commit());
    ASSERT_TRUE(database->Execute("UPDATE host SET blocked_until = " +
                                  std::to_string(ToMillis(clock_.Now()) + 1)));
    ASSERT_TRUE(CompanyStore::Open(*database));
    auto snapshots = CrawlSnapshots::Open(*database);
    ASSERT_TRUE(snapshots);
    Counters counters;
    counters.Add(Counter::fetched, 7);
    ASSERT_TRUE(snapshots->Write(counters, clock_.Now()));
  }

  TempDirectory folder_;
  Workspace workspace_{folder_.path()};
  FakeClock clock_;
  DataFactsReader reader_{workspace_, clock_};
};

TEST_F(DataFactsTest, NothingIsKnownOfAnEmptyDirectory) {
  const DataFacts facts = reader_.Read();
  EXPECT_FALSE(facts.slow.urls);
  EXPECT_FALSE(facts.slow.companies);
  EXPECT_FALSE(facts.slow.pages);
  EXPECT_TRUE(facts.slow.sizes.empty());
  EXPECT_FALSE(facts.totals);
  EXPECT_FALSE(facts.timings);
  EXPECT_FALSE(facts.crawl);
  EXPECT_FALSE(facts.counted);
  EXPECT_FALSE(facts.index_stale);
  EXPECT_FALSE(facts.index_written);
  EXPECT_GT(facts.disk_free_bytes.value(), 0U);
  // Watching leaves nothing behind.
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

TEST_F(DataFactsTest, ReadsWhatIsThere) {
  MakeState();
  ASSERT_TRUE(PageStore::Open(workspace_.text()));
  ASSERT_TRUE(MakeDirectories(workspace_.warc() / "below"));
  ASSERT_TRUE(WriteFileAtomically(workspace_.warc() / "a", "12345"));
  ASSERT_TRUE(WriteFileAtomically(workspace_.warc() / "below" / "b", "678"));
  const DataFacts facts = reader_.Read();
  EXPECT_EQ(facts.slow.urls->due, 1);
  EXPECT_EQ(facts.slow.urls->hosts, 1);
  EXPECT_EQ(facts.slow.urls->blocked_hosts, 1);
  EXPECT_EQ(facts.slow.companies, 0);
  EXPECT_EQ(facts.slow.pages, 0);
  EXPECT_EQ(facts.slow.sizes.front().part, "archive");
  EXPECT_EQ(facts.slow.sizes.front().bytes, 8U);
  EXPECT_EQ(facts.totals->at({"fetched", ""}), 7);
  EXPECT_TRUE(facts.crawl->IsAlive(clock_.Now()));
  EXPECT_EQ(facts.index_stale, true);
}

TEST_F(DataFactsTest, CountsRarelyAndReadsAlways) {
  reader_.Read();
  MakeState();
  EXPECT_FALSE(reader_.Read().slow.urls);
  EXPECT_TRUE(reader_.Read().totals);
  clock_.Advance(DataFactsReader::kKept);
  EXPECT_TRUE(reader_.Read().slow.urls);
}

TEST_F(DataFactsTest, WhatSomebodyHasToHimselfIsNotKnown) {
  MakeState();
  auto database = Database::Open(workspace_.state_db());
  ASSERT_TRUE(database);
  {
    // A writer alone is in nobody's way.
    auto transaction = Transaction::Begin(*database);
    ASSERT_TRUE(transaction);
    EXPECT_TRUE(reader_.Read().totals);
  }
  const DirectWrites alone(*database);
  ASSERT_TRUE(database->Begin());
  ASSERT_TRUE(database->Execute("CREATE TABLE t (x INTEGER)"));
  const DataFacts facts = reader_.Read();
  EXPECT_FALSE(facts.totals);
  EXPECT_FALSE(facts.crawl);
  EXPECT_GT(facts.disk_free_bytes.value(), 0U);
}

}  // namespace
}  // namespace ritmon
