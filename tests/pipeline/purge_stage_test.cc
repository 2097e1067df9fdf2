// SPDX-License-Identifier: GPL-3.0-or-later
// What must not stay goes, from archive and store; what may stay, stays.
#include "pipeline/purge_stage.h"

#include <gtest/gtest.h>

#include "crawler/archive_index.h"
#include "crawler/frontier.h"
#include "crawler/reservation_ledger.h"
#include "crawler/warc_writer.h"
#include "pipeline/job.h"
#include "pipeline/retention_log.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/make_url.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

class PurgeStageTest : public testing::Test {
 protected:
  PurgeStageTest() {
    options_.workspace.root = folder_ / "data";
    options_.keyword_lists = SourceFile("keyword-lists");
    options_.geo = SourceFile("config/geo");
    options_.courts = SourceFile("config/register_courts.tsv");
    options_.fetch.allow_private_addresses = true;
    options_.pipeline.workers = 1;
    Archive({"http://a.example/", "http://a.example/x", "http://b.example/",
             "http://shop.b.example/"});
  }

  void Archive(const std::vector<std::string>& urls) {
    auto writer = WarcWriter::Open(
        WarcWriterOptions{.directory = options_.workspace.warc()}, clock_);
    ASSERT_TRUE(writer);
    for (const std::string& url : urls) {
      FetchResult result{.request = {.url = MakeUrl(url)}};
      result.outcome = FetchOutcome::kOk;
      result.status = 200;
      result.headers = {{"Content-Type", "text/html"}};
      result.body = "<title>Seite</title><p>Der Text von " + url + " hier.";
      result.fetched_at = clock_.Now();
      ASSERT_TRUE(writer->Write(result));
    }
    ASSERT_TRUE(writer->Close());
  }

  Job OpenJob() { return Job::Open(options_, clock_).value(); }

  std::vector<std::string> Captures() const {
    std::vector<std::string> urls;
    const auto found = FindCaptures(options_.workspace.warc(),
                                    [](const Url&) { return true; });
    for (const auto& capture : found.value()) {
      urls.push_back(capture.url);
    }
    std::sort(urls.begin(), urls.end());
    return urls;
  }

  std::vector<std::string> Stored() const {
    std::vector<std::string> urls;
    auto store = PageStore::OpenReadOnly(options_.workspace.text());
    EXPECT_TRUE(store->ForEach([&](PageRecord page) -> Status {
      urls.push_back(page.href);
      return {};
    }));
    return urls;
  }

  void Reserve(const std::string& url, ReservationScope scope,
               ReservationSource source, const std::string& site) {
    auto database = Database::Open(options_.workspace.state_db());
    auto ledger = ReservationLedger::Open(*database);
    ASSERT_TRUE(ledger->Record(
        ReservationEntry{
            .key = {std::string(MakeUrl(url).host()), source,
                    scope == ReservationScope::kPage ? url
                                                     : MakeUrl(url).origin()},
            .site = site,
            .scope = scope,
            .archived = true},
        clock_.Now()));
  }

  using Urls = std::vector<std::string>;
  TempDirectory folder_;
  FakeClock clock_;
  Options options_;
};

TEST_F(PurgeStageTest, ReservedPageSiteAndOrigin) {
  ASSERT_TRUE(OpenJob().Replay());
  ASSERT_EQ(Stored().size(), 4u);
  Reserve("http://a.example/x", ReservationScope::kPage,
          ReservationSource::kTdmMeta, "a.example");
  ASSERT_TRUE(OpenJob().Crawl({}));
  const Urls without_page = {"http://a.example/", "http://b.example/",
                             "http://shop.b.example/"};
  EXPECT_EQ(Captures(), without_page);
  EXPECT_EQ(Stored(), without_page);
  // tdmrep.json speaks for its origin, words speak for the whole site.
  Reserve("http://shop.b.example/", ReservationScope::kSite,
          ReservationSource::kTdmFile, "b.example");
  ASSERT_TRUE(OpenJob().Crawl({}));
  EXPECT_EQ(Captures(), (Urls{"http://a.example/", "http://b.example/"}));
  Reserve("http://b.example/", ReservationScope::kSite,
          ReservationSource::kPhrase, "b.example");
  ASSERT_TRUE(OpenJob().Replay());
  EXPECT_EQ(Captures(), Urls{"http://a.example/"});
  EXPECT_EQ(Stored(), Urls{"http://a.example/"});
}

TEST_F(PurgeStageTest, LedgerSaysWhatWasPurged) {
  ASSERT_TRUE(OpenJob().Replay());
  Reserve("http://a.example/x", ReservationScope::kPage,
          ReservationSource::kTdmMeta, "a.example");
  ASSERT_TRUE(OpenJob().Crawl({}));
  auto database = Database::Open(options_.workspace.state_db());
  auto ledger = ReservationLedger::Open(*database);
  int rows = 0;
  ASSERT_TRUE(ledger->ForEach([&](const ReservationEntry& entry) {
    ++rows;
    EXPECT_FALSE(entry.purge_pending);
    EXPECT_EQ(entry.purged, 1);
  }));
  EXPECT_EQ(rows, 1);
}

// The raw page goes, what was derived from it stays, through a replay too.
TEST_F(PurgeStageTest, RetentionKeepsTheFacts) {
  options_.retention_days = 30;
  ASSERT_TRUE(OpenJob().Replay());
  clock_.Advance(std::chrono::hours(24 * 20));
  Archive({"http://c.example/"});
  clock_.Advance(std::chrono::hours(24 * 15));
  ASSERT_TRUE(OpenJob().Crawl({}));
  EXPECT_EQ(Captures(), Urls{"http://c.example/"});
  ASSERT_EQ(Stored().size(), 4u);
  auto reports = OpenJob().Replay();
  ASSERT_TRUE(reports) << reports.error().message;
  EXPECT_EQ(Stored().size(), 5u);
  auto store = PageStore::OpenReadOnly(options_.workspace.text());
  const auto kept = store->Find("http://a.example/x").value();
  ASSERT_TRUE(kept);
  EXPECT_TRUE(kept->expired);
  EXPECT_NE(kept->blocks.back().text.find("a.example/x"), std::string::npos);
  EXPECT_FALSE(store->Find("http://c.example/").value()->expired);
}

class RetentionTest : public PurgeStageTest {
 protected:
  // Pages of a.example in the frontier, gone for as long as told.
  void MakeGone(const std::string& url, std::chrono::hours ago) {
    auto database = Database::Open(options_.workspace.state_db());
    const Scope scope(ScopeOptions{});
    auto frontier = Frontier::Open(*database, scope);
    ASSERT_TRUE(frontier->AddSeed(MakeUrl(url), clock_.Now()));
    ASSERT_TRUE(frontier->Commit());
    auto update = database->Prepare(
        "UPDATE url SET state = 4, due_at = $1, missing_since = $2 "
        "WHERE url = $3");
    ASSERT_TRUE(update->Bind(1, ToMillis(clock_.Now() + days(365)))
                    .Bind(2, ToMillis(clock_.Now() - ago))
                    .Bind(3, MakeUrl(url).Canonical())
                    .Run());
  }
  bool IsKnown(const std::string& url) {
    auto database = Database::Open(options_.workspace.state_db());
    const Scope scope(ScopeOptions{});
    auto frontier = Frontier::Open(*database, scope);
    return frontier->Find(MakeUrl(url)).value().has_value();
  }
  std::vector<RetentionRun> Runs() {
    auto database = Database::Open(options_.workspace.state_db());
    return RetentionLog::Open(*database)->Runs().value();
  }
  using days = std::chrono::days;
};

TEST_F(RetentionTest, SaysWhatItWouldRemoveRemovesItAndNotesIt) {
  ASSERT_TRUE(OpenJob().Replay());
  clock_.Advance(days(20));
  EXPECT_FALSE(OpenJob().EndRetention()->any()) << "retention is off";
  options_.retention_days = 10;
  const auto told = OpenJob().EndRetention(RetentionMode::kCount);
  ASSERT_TRUE(told);
  EXPECT_EQ(told->files, 1);
  EXPECT_EQ(told->captures, 4);
  EXPECT_GT(told->bytes, 100);
  EXPECT_EQ(Captures().size(), 4u);
  EXPECT_TRUE(Runs().empty());
  const auto removed = OpenJob().EndRetention();
  EXPECT_EQ(removed->captures, 4);
  EXPECT_EQ(removed->bytes, told->bytes);
  EXPECT_TRUE(Captures().empty());
  // Nothing left to do, nothing to note.
  EXPECT_FALSE(OpenJob().EndRetention()->any());
  ASSERT_EQ(Runs().size(), 1u);
  EXPECT_EQ(Runs().front().removed.captures, 4);
}

TEST_F(RetentionTest, PagesThatAreGoneForLongGoWithTheirCaptures) {
  ASSERT_TRUE(OpenJob().Replay());
  MakeGone("http://a.example/x", days(400));
  MakeGone("http://a.example/", days(300));
  MakeGone("http://never-read.example/", days(400));
  // The capture of the first would bring it back.
  const auto held = OpenJob().EndRetention();
  EXPECT_EQ(held->pages, 0);
  EXPECT_EQ(held->urls, 1);
  EXPECT_FALSE(IsKnown("http://never-read.example/"));
  EXPECT_TRUE(IsKnown("http://a.example/x"));
  options_.retention_days = 10;
  clock_.Advance(days(20));
  const auto removed = OpenJob().EndRetention();
  EXPECT_EQ(removed->pages, 1);
  EXPECT_EQ(removed->urls, 1);
  EXPECT_FALSE(IsKnown("http://a.example/x"));
  EXPECT_TRUE(IsKnown("http://a.example/"));
  ASSERT_TRUE(OpenJob().Replay());
  EXPECT_EQ(Stored(), (Urls{"http://a.example/", "http://b.example/",
                            "http://shop.b.example/"}));
}

TEST_F(RetentionTest, WhatKillsHaveLeftIsClearedAway) {
  const auto root = options_.workspace.root;
  for (const char* name :
       {"warc/x.warc.gz.tmp", "warc/ingest.partial/y.warc", "reports/a.csv.new",
        "index/pages.new/z", "render/profile"}) {
    ASSERT_TRUE(MakeDirectories((root / name).parent_path()));
    ASSERT_TRUE(WriteFileAtomically(root / name, "half"));
  }
  ASSERT_TRUE(WriteFileAtomically(root / "reports" / "mine.csv", "whole"));
  { Job job = OpenJob(); }
  for (const char* name :
       {"warc/x.warc.gz.tmp", "warc/ingest.partial", "reports/a.csv.new",
        "index/pages.new", "render/profile"}) {
    EXPECT_FALSE(std::filesystem::exists(root / name)) << name;
  }
  EXPECT_TRUE(std::filesystem::exists(root / "reports" / "mine.csv"));
  EXPECT_EQ(Captures().size(), 4u);
}

}  // namespace
}  // namespace ritmon
