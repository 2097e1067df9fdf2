// SPDX-License-Identifier: GPL-3.0-or-later
// What must not stay goes, from archive and store; what may stay, stays.
#include "pipeline/purge_stage.h"

#include <gtest/gtest.h>

#include "crawler/archive_index.h"
#include "crawler/reservation_ledger.h"
#include "crawler/warc_writer.h"
#include "pipeline/job.h"
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

}  // namespace
}  // namespace ritmon
