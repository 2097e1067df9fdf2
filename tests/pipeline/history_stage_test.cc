// SPDX-License-Identifier: GPL-3.0-or-later
// Whole runs on a small region: what the history keeps of them.
#include "pipeline/history_stage.h"

#include <gtest/gtest.h>

#include "crawler/host_store.h"
#include "crawler/reservation_ledger.h"
#include "pipeline/trend.h"
#include "tests/pipeline/stored_region.h"

namespace ritmon {
namespace {

class HistoryStageTest : public StoredRegionTest {
 protected:
  FieldHistory Past() const {
    return FieldHistory::OpenReadOnly(options_.workspace.history_db()).value();
  }
  std::map<std::string, int64_t> CountedBySnapshot() const {
    std::map<std::string, int64_t> counted;
    const auto snapshots = Past().Snapshots().value();
    for (const auto& [line, count] : snapshots.back().counts) {
      if (line.first == kByField && count.companies > 0) {
        counted[line.second] = count.companies;
      }
    }
    return counted;
  }
  // Of the last snapshot, in the field.
  MassChange Change(const std::string& field) const {
    const auto snapshots = Past().Snapshots().value();
    const auto& counts = snapshots.back().counts;
    const auto count = counts.find({std::string(kByField), field});
    return count == counts.end() ? MassChange() : count->second.change;
  }
};

TEST_F(HistoryStageTest, ASnapshotCountsWhatTheIndexCounts) {
  AddSampleRegion();
  Read();
  EXPECT_FALSE(Counted().empty());
  EXPECT_EQ(CountedBySnapshot(), Counted());
  const FieldSnapshot snapshot = Past().Snapshots()->back();
  EXPECT_EQ(snapshot.list_version, SampleTaxonomy()->version());
  EXPECT_EQ(snapshot.coverage.read, 4);
  EXPECT_EQ(snapshot.coverage.sites, 5);
  EXPECT_EQ(snapshot.coverage.reachable, 5);
  EXPECT_GT(snapshot.coverage.pages, 0);
}

TEST_F(HistoryStageTest, ASilentHostIsNotReachableAndStillCounted) {
  AddSampleRegion();
  ASSERT_TRUE(MakeDirectories(options_.workspace.root));
  {
    auto database = Database::Open(options_.workspace.state_db());
    auto hosts = HostStore::Open(*database);
    for (const char* host : {"nordstack.example", "nobodys.example"}) {
      ASSERT_TRUE(hosts->Touch(host, clock_.Now()));
    }
    auto taken = hosts->TakeReady(clock_.Now(), 10).value();
    ASSERT_EQ(taken.size(), 2u);
    for (HostState& host : taken) {
      host.failures = 2;
      ASSERT_TRUE(hosts->Release(host, std::nullopt));
    }
  }
  Read();
  const CoverageFacts facts = Past().Snapshots()->back().coverage;
  EXPECT_EQ(facts.sites, 5);
  EXPECT_EQ(facts.reachable, 4);
  EXPECT_EQ(CountedBySnapshot(), Counted());
}

TEST_F(HistoryStageTest, AReplayFindsThePastAsItWasAndAddsNothing) {
  AddSampleRegion();
  Read();
  const auto before = Past().TagsOf(IdOf("Nordstack GmbH"));
  results_.clear();
  Read();
  EXPECT_EQ(Past().Snapshots()->size(), 1u);
  EXPECT_EQ(Past().TagsOf(IdOf("Nordstack GmbH"))->size(), before->size());
}

TEST_F(HistoryStageTest, OtherListsAreNoRealChange) {
  AddSampleRegion();
  Read();
  const auto before = Counted();
  Tag(ChangedFiles("hydrogen.toml", "medium.de = [\"brennstoffzelle*\"]",
                   "medium.de = [\"brennstoffkessel\"]"));
  ASSERT_NE(Counted(), before);
  EXPECT_EQ(CountedBySnapshot(), Counted());
  const int64_t difference = Counted()["hydrogen"] - before.at("hydrogen");
  EXPECT_EQ(Change("hydrogen"), MassChange{.lists = difference});
}

TEST_F(HistoryStageTest, NewCompaniesAreCoverageAndChangedPagesAreReal) {
  AddSampleRegion();
  Read();
  results_.clear();
  clock_.Advance(std::chrono::hours(48));
  AddCompany("Windgas GmbH", "windgas.example",
             {{"/",
               "<title>Windgas</title><h1>Wasserstoff und Elektrolyse</h1>"
               "<p>Wir bauen Elektrolyseure für Wasserstoff.</p>"},
              {"/technik",
               "<title>Technik</title><h1>Elektrolyseure</h1><p>Unser "
               "Elektrolyseur und Wasserstoffspeicher.</p>"}});
  for (const char* path : {"/", "/produkte"}) {
    Add(std::string("http://nordstack.example") + path,
        "<html lang=de><title>Nordstack</title><p>Wir bauen Regale.</p>");
  }
  Read();
  const MassChange both{.real = -1, .coverage = 1};
  EXPECT_EQ(Change("hydrogen"), both);
  EXPECT_EQ(CountedBySnapshot(), Counted());
}

TEST_F(HistoryStageTest, ARunWithoutNewsLeavesOneSnapshotADay) {
  AddSampleRegion();
  Read();
  for (int hours = 0; hours < 60; hours += 6) {
    clock_.Advance(std::chrono::hours(6));
    ASSERT_FALSE(OpenJob().IndexIfChanged().value());
  }
  EXPECT_EQ(Past().Snapshots()->size(), 3u);
  EXPECT_EQ(CountedBySnapshot(), Counted());
}

TEST_F(HistoryStageTest, WhatPurgedPagesSaidIsForgotten) {
  AddSampleRegion();
  Read();
  const std::string id = IdOf("Nordstack GmbH");
  ASSERT_FALSE(Past().TagsOf(id)->empty());
  {
    auto database = Database::Open(options_.workspace.state_db());
    auto ledger = ReservationLedger::Open(*database);
    ASSERT_TRUE(ledger->Record(
        ReservationEntry{
            .key = {"nordstack.example", ReservationSource::kPhrase,
                    "http://nordstack.example"},
            .site = "nordstack.example",
            .scope = ReservationScope::kSite,
            .archived = true},
        clock_.Now()));
  }
  clock_.Advance(std::chrono::hours(1));
  Job job = OpenJob();
  ASSERT_TRUE(job.Crawl({}));
  EXPECT_TRUE(Past().TagsOf(id)->empty());
  ASSERT_TRUE(job.IndexIfChanged());
  EXPECT_EQ(Change("hydrogen"), MassChange{.lost_sites = -1});
  EXPECT_EQ(Past().Snapshots()->back().coverage.reserved, 1);
  EXPECT_EQ(CountedBySnapshot(), Counted());
}

}  // namespace
}  // namespace ritmon
