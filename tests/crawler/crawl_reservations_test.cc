// SPDX-License-Identifier: GPL-3.0-or-later
// The right not to be mined, as the crawl obeys it (§ 44b (3) UrhG; TDMRep).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/crawler/crawl_harness.h"

namespace ritmon {
namespace {

using std::chrono::hours;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

class CrawlReservationsTest : public testing::Test, protected CrawlHarness {
 protected:
  CrawlReservationsTest() { ask_for_tdm_files = true; }

  void TdmFile(const std::string& origin, const std::string& json) {
    Page(origin + "/.well-known/tdmrep.json", json);
  }

  // "source scope target" of each row that holds.
  std::vector<std::string> Ledger() const {
    std::vector<std::string> rows;
    auto database = Database::Open(directory / "state.db");
    auto ledger = ReservationLedger::Open(*database);
    EXPECT_TRUE(ledger->ForEach([&](const ReservationEntry& entry) {
      if (entry.withdrawn_at) return;
      rows.push_back(
          std::string(ToString(entry.key.source)) +
          (entry.scope == ReservationScope::kSite ? " site " : " page ") +
          entry.key.target);
    }));
    return rows;
  }
};

TEST_F(CrawlReservationsTest, FileIsAskedForOnceAfterRobots) {
  seeds = {"http://a.example/"};
  Page("http://a.example/", "/1");
  Page("http://a.example/1");
  MustCrawl();
  EXPECT_THAT(fetcher.SeenUrls(),
              ElementsAre("http://a.example/robots.txt",
                          "http://a.example/.well-known/tdmrep.json",
                          "http://a.example/", "http://a.example/1"));
  EXPECT_THAT(Ledger(), IsEmpty());
}

TEST_F(CrawlReservationsTest, ReservedOriginIsNotCrawled) {
  seeds = {"http://a.example/", "http://b.example/"};
  TdmFile("http://a.example", R"([{"location": "/", "tdm-reservation": 1}])");
  Page("http://a.example/", "/1");
  Page("http://b.example/");
  MustCrawl();
  EXPECT_EQ(fetcher.CountSeen("http://a.example/"), 0u);
  EXPECT_EQ(StateOf("http://a.example/"), "refused");
  EXPECT_EQ(StateOf("http://b.example/"), "live");
  EXPECT_THAT(Ledger(), ElementsAre("tdmrep.json site http://a.example"));
  // Not asked again for a month; then it may have been withdrawn.
  clock.Advance(hours(29 * 24));
  MustCrawl();
  EXPECT_EQ(fetcher.CountSeen("http://a.example/.well-known/tdmrep.json"), 1u);
  clock.Advance(hours(24));
  TdmFile("http://a.example", "[]");
  fetcher.Forget("http://a.example/.well-known/tdmrep.json");
  MustCrawl();
  EXPECT_EQ(StateOf("http://a.example/"), "live");
}

// A path that is reserved is fetched: its own answer may say otherwise.
TEST_F(CrawlReservationsTest, RequestCarriesWhatTheFileSays) {
  seeds = {"http://a.example/"};
  TdmFile("http://a.example",
          R"([{"location": "/x", "tdm-reservation": 1,
               "tdm-policy": "https://a.example/p"}])");
  Page("http://a.example/", "/x /y");
  Page("http://a.example/x");
  Page("http://a.example/y");
  MustCrawl();
  for (const auto& seen : fetcher.seen()) {
    const std::string href = seen.request.url.href();
    if (href == "http://a.example/x") {
      EXPECT_EQ(seen.request.tdm_file, true);
      EXPECT_EQ(seen.request.tdm_policy, "https://a.example/p");
    } else {
      EXPECT_NE(seen.request.tdm_file, true) << href;
    }
  }
  EXPECT_EQ(fetcher.CountSeen("http://a.example/x"), 1u);
}

TEST_F(CrawlReservationsTest, ReservedPageLeavesOnlyTheFact) {
  seeds = {"http://a.example/"};
  Page("http://a.example/", "/x /y");
  Page("http://a.example/x", "/z");
  Page("http://a.example/y");
  sink.reserve = [](const FetchResult& result) {
    FoundReservation found;
    if (result.request.url.path() == "/x") {
      found.source = ReservationSource::kTdmHeader;
      found.said = "tdm-reservation: 1";
    }
    return found;
  };
  MustCrawl();
  EXPECT_EQ(StateOf("http://a.example/x"), "refused");
  EXPECT_EQ(Find("http://a.example/x")->outcome, "reserved (tdm-header)");
  EXPECT_EQ(StateOf("http://a.example/z"), "unknown");
  EXPECT_EQ(StateOf("http://a.example/y"), "live");
  EXPECT_THAT(Ledger(), ElementsAre("tdm-header page http://a.example/x"));
  // Withdrawn: the page says so no more.
  sink.reserve = nullptr;
  Page("http://a.example/z");
  clock.Advance(hours(31 * 24));
  MustCrawl();
  EXPECT_EQ(StateOf("http://a.example/x"), "live");
  EXPECT_THAT(Ledger(), IsEmpty());
}

// A reservation in the words of an imprint ends the crawl of the site.
TEST_F(CrawlReservationsTest, WordsSpeakForTheSite) {
  seeds = {"http://a.example/"};
  Page("http://a.example/", "/impressum /1 /2 http://shop.a.example/");
  for (const char* page : {"impressum", "1", "2"}) {
    Page(std::string("http://a.example/") + page);
  }
  Page("http://shop.a.example/");
  sink.reserve_when_read = [](const FetchResult& result) {
    FoundReservation found;
    if (result.request.url.path() == "/impressum") {
      found.source = ReservationSource::kPhrase;
      found.said = "Wir behalten uns Text und Data Mining vor.";
      found.archived = true;
    }
    return found;
  };
  MustCrawl();
  EXPECT_THAT(fetcher.SeenUrls(), Contains("http://a.example/impressum"));
  EXPECT_THAT(fetcher.SeenUrls(), Not(Contains("http://a.example/2")));
  EXPECT_THAT(fetcher.SeenUrls(), Not(Contains("http://shop.a.example/")));
  EXPECT_THAT(Ledger(), ElementsAre("phrase site http://a.example"));
  clock.Advance(hours(365 * 24));
  const size_t asked = fetcher.seen().size();
  MustCrawl();
  EXPECT_EQ(fetcher.seen().size(), asked);
}

TEST_F(CrawlReservationsTest, RobotsMayForbidTheFile) {
  seeds = {"http://a.example/"};
  Robots("http://a.example", "User-agent: *\nDisallow: /.well-known/\n");
  TdmFile("http://a.example", R"([{"location": "/", "tdm-reservation": 1}])");
  Page("http://a.example/");
  MustCrawl();
  EXPECT_THAT(fetcher.SeenUrls(),
              ElementsAre("http://a.example/robots.txt", "http://a.example/"));
}

// Not to get the file forbids nothing; a host that is overloaded is left alone.
TEST_F(CrawlReservationsTest, FileThatIsNotToBeHad) {
  seeds = {"http://a.example/", "http://b.example/"};
  Status("http://a.example/.well-known/tdmrep.json", 500);
  Status("http://b.example/.well-known/tdmrep.json", 503);
  Page("http://a.example/");
  Page("http://b.example/");
  MustCrawl();
  EXPECT_EQ(StateOf("http://a.example/"), "live");
  EXPECT_EQ(StateOf("http://b.example/"), "live");
  ASSERT_EQ(sink.blocked.size(), 1u);
  EXPECT_EQ(sink.blocked[0].first, "b.example");
}

}  // namespace
}  // namespace ritmon
