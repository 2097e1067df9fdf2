// SPDX-License-Identifier: GPL-3.0-or-later
// Delays, blocks and budgets outlive the process; what is learnt about hosts
// over weeks adds up.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/crawler/crawl_harness.h"

namespace ritmon {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

class CrawlRestartTest : public testing::Test, protected CrawlHarness {
 protected:
  // The process ends at the `n`th answer, its transfers with it.
  void RunUntil(size_t n) {
    on_wait = [this, n] {
      if (fetcher.seen().size() >= n) stop.request_stop();
    };
    MustCrawl();
    on_wait = nullptr;
    stop = std::stop_source();
    while (fetcher.in_flight() > 0) fetcher.Wait(seconds(1));
  }

  FakeFetcher::Time FirstAfter(size_t n) const {
    return fetcher.seen().at(n).started;
  }
};

TEST_F(CrawlRestartTest, DelayAfterARestart) {
  options.politeness.delay = milliseconds(5000);
  seeds = {"http://a.example/", "http://b.example/"};
  for (const char* host : {"a.example", "b.example"}) {
    fetcher.SetAddress(host, "192.0.2.1");
    Page(std::string("http://") + host + "/", "/1 /2 /3");
    for (const char* page : {"/1", "/2", "/3"}) {
      Page(std::string("http://") + host + page);
    }
  }
  RunUntil(5);
  const auto restarted = clock.Steady();
  const size_t before = fetcher.seen().size();
  MustCrawl();
  EXPECT_GE(FirstAfter(before) - restarted, milliseconds(5000));
  EXPECT_EQ(StateOf("http://a.example/3"), "live");
  EXPECT_EQ(StateOf("http://b.example/3"), "live");
}

// A host is given back while its only page is being read; whether the process
// then ends in peace or not, the page is asked for again.
TEST_F(CrawlRestartTest, PageThatWasBeingReadIsNotForgotten) {
  seeds = {"http://a.example/", "http://b.example/"};
  Page("http://a.example/", "/1");
  Page("http://a.example/1");
  Page("http://b.example/");
  sink.hold_facts = true;
  int waits = 0;
  on_wait = [&] {
    if (++waits == 30) stop.request_stop();
  };
  MustCrawl();
  EXPECT_EQ(StateOf("http://a.example/"), "due");
  on_wait = nullptr;
  stop = std::stop_source();
  sink = FakeSink();
  MustCrawl();
  EXPECT_EQ(StateOf("http://a.example/1"), "live");
  EXPECT_EQ(StateOf("http://b.example/"), "live");
}

TEST_F(CrawlRestartTest, PageThatWasBeingReadAtAKillIsNotForgotten) {
  struct Killed {};
  seeds = {"http://a.example/", "http://b.example/"};
  Page("http://a.example/", "/1");
  Page("http://a.example/1");
  Page("http://b.example/");
  sink.hold_facts = true;
  int waits = 0;
  on_wait = [&] {
    if (++waits == 30) throw Killed();
  };
  EXPECT_THROW(MustCrawl(), Killed);
  on_wait = nullptr;
  sink = FakeSink();
  MustCrawl();
  EXPECT_EQ(StateOf("http://a.example/1"), "live");
  EXPECT_EQ(StateOf("http://b.example/"), "live");
}

// The same without a restart: it is due again when its time has come.
TEST_F(CrawlRestartTest, SinglePageIsVisitedAgain) {
  seeds = {"http://a.example/"};
  Page("http://a.example/");
  for (int visit = 1; visit <= 3; ++visit) {
    MustCrawl();
    EXPECT_EQ(fetcher.CountSeen("http://a.example/"),
              static_cast<size_t>(visit));
    clock.Advance(*Find("http://a.example/")->due_at - clock.Now());
  }
}

TEST_F(CrawlRestartTest, BlocksAfterARestart) {
  seeds = {"http://a.example/"};
  Page("http://a.example/", "/1");
  Status("http://a.example/1", 429, {{"Retry-After", "1800"}});
  Page("http://a.example/1");
  MustCrawl();
  ASSERT_EQ(sink.blocked.size(), 1u);
  const size_t asked = fetcher.seen().size();
  clock.Advance(minutes(20));  // the rest would be within a run's patience
  options.patience = minutes(5);
  MustCrawl();
  EXPECT_EQ(fetcher.seen().size(), asked);
  clock.Advance(minutes(20));
  MustCrawl();
  EXPECT_EQ(StateOf("http://a.example/1"), "live");
}

// Up and down and up again: each 503 doubles the pause, half an hour of peace
// forgives.
TEST_F(CrawlRestartTest, FlappingServer) {
  options.patience = hours(2);
  seeds = {"http://a.example/"};
  Page("http://a.example/", "/1 /2 /3 /4");
  for (int i = 1; i <= 4; ++i) {
    const std::string href = "http://a.example/" + std::to_string(i);
    Status(href, 503);
    Page(href);
  }
  MustCrawl();
  ASSERT_EQ(sink.blocked.size(), 4u);
  for (int i = 1; i <= 4; ++i) {
    EXPECT_EQ(StateOf("http://a.example/" + std::to_string(i)), "live");
  }
  // Four incidents: a minute, two, four, eight, and a tenth more at most.
  EXPECT_GE(clock.passed(), minutes(1 + 2 + 4 + 8));
  EXPECT_LE(clock.passed(), minutes(20));
}

TEST_F(CrawlRestartTest, ForbiddenIsNoTrigger) {
  seeds = {"http://a.example/"};
  Page("http://a.example/", "/1 /2");
  Status("http://a.example/1", 403);
  Page("http://a.example/2");
  MustCrawl();
  EXPECT_TRUE(sink.blocked.empty());
  EXPECT_EQ(fetcher.CountSeen("http://a.example/1"), 1u);
  EXPECT_EQ(StateOf("http://a.example/2"), "live");
}

TEST_F(CrawlRestartTest, BudgetOfBytesAfterARestart) {
  scope_options.defaults.max_bytes = 2500;
  frontier_options.revisit.page.start = hours(60 * 24);
  seeds = {"http://a.example/"};
  const std::string filler(1000, '#');
  Page("http://a.example/", "/1 /2 /3 " + filler);
  for (int i = 1; i <= 3; ++i) {
    Page("http://a.example/" + std::to_string(i), filler + std::to_string(i));
  }
  RunUntil(3);
  MustCrawl();
  EXPECT_EQ(fetcher.CountSeen("http://a.example/3"), 0u);
  EXPECT_EQ(Find("http://a.example/3")->outcome, "budget of bytes");
  MustCrawl();
  EXPECT_EQ(fetcher.CountSeen("http://a.example/3"), 0u);
  clock.Advance(hours(7 * 24));
  MustCrawl();
  EXPECT_EQ(StateOf("http://a.example/3"), "live");
}

TEST_F(CrawlRestartTest, ASitesOwnRules) {
  SiteRules own;
  own.max_pages = 2;
  own.delay = milliseconds(10);
  scope_options.sites["a.example"] = own;
  options.politeness.delay = milliseconds(2000);
  seeds = {"http://a.example/", "http://b.example/"};
  for (const char* host : {"a", "b"}) {
    const std::string origin = std::string("http://") + host + ".example";
    Page(origin + "/", "/1 /2 /3");
    for (const char* page : {"/1", "/2", "/3"}) Page(origin + page);
  }
  MustCrawl();
  EXPECT_EQ(StateOf("http://a.example/2"), "unknown");
  EXPECT_EQ(StateOf("http://b.example/3"), "live");
}

// A company's server that is never seen again.
TEST_F(CrawlRestartTest, DeadHostTakesItsPagesWithItOnlyInTheEnd) {
  seeds = {"http://a.example/"};
  Page("http://a.example/", "/1");
  Page("http://a.example/1");
  MustCrawl();
  for (const char* path : {"/robots.txt", "/", "/1"}) {
    const std::string href = std::string("http://a.example") + path;
    fetcher.Forget(href);
    fetcher.Answer(href, FakeAnswer::Failure(FetchOutcome::kConnectError));
  }
  for (int day = 0; day < 59; ++day) {
    clock.Advance(hours(24));
    MustCrawl();
    ASSERT_NE(StateOf("http://a.example/"), "gone") << day;
  }
  for (int day = 0; day < 30; ++day) {
    clock.Advance(hours(24));
    MustCrawl();
  }
  EXPECT_EQ(StateOf("http://a.example/"), "gone");
  EXPECT_EQ(StateOf("http://a.example/1"), "gone");
}

// The same pages under a second name, and under endless queries.
TEST_F(CrawlRestartTest, CopiesAreNotFollowed) {
  seeds = {"http://a.example/", "http://alt.a.example/"};
  for (const char* host : {"a", "alt.a"}) {
    const std::string origin = std::string("http://") + host + ".example";
    Page(origin + "/", "/1 /?page=2");
    Page(origin + "/1");
    Page(origin + "/?page=2", "/1 /?page=2");
  }
  MustCrawl();
  const int both =
      static_cast<int>(fetcher.CountSeen("http://a.example/1") +
                       fetcher.CountSeen("http://alt.a.example/1"));
  EXPECT_EQ(both, 1);
}

TEST_F(CrawlRestartTest, RedirectsThatLeaveAreAliases) {
  seeds = {"http://alt.example/"};
  fetcher.Answer("http://alt.example/",
                 FakeAnswer::Redirect("http://portal.example/firmen/alt"));
  Page("http://portal.example/firmen/alt", "/firmen/andere");
  Page("http://portal.example/firmen/andere");
  MustCrawl();
  // The page inside the portal is read, the portal is not crawled.
  EXPECT_EQ(StateOf("http://portal.example/firmen/alt"), "live");
  EXPECT_EQ(StateOf("http://portal.example/firmen/andere"), "unknown");
  const Scope scope(scope_options);
  auto database = Database::Open(directory / "state.db");
  auto frontier = Frontier::Open(*database, scope);
  const std::vector<std::pair<std::string, std::string>> expected = {
      {"alt.example", "portal.example"}};
  EXPECT_EQ(*frontier->Aliases(), expected);
}

// A host that is taken while a neighbour at its address is being asked.
TEST_F(CrawlRestartTest, NeighboursAfterARestart) {
  for (int i = 0; i < 9; ++i) {
    const std::string host = "h" + std::to_string(i) + ".example";
    fetcher.SetAddress(host, "192.0.2.1");
    seeds.push_back("http://" + host + "/");
    Page(seeds.back(), "/1");
    Page(seeds.back() + "1");
  }
  for (size_t answers = 5; answers < 40; answers += 7) {
    RunUntil(answers);
    sink = FakeSink();
  }
  MustCrawl();
  for (const std::string& seed : seeds) {
    EXPECT_EQ(StateOf(seed + "1"), "live");
  }
}

// More hosts than are held in memory at a time, many at one address.
TEST_F(CrawlRestartTest, ManyHostsFewAtHand) {
  options.hosts.max_hosts = 7;
  for (int i = 0; i < 60; ++i) {
    const std::string host = "h" + std::to_string(i) + ".example";
    fetcher.SetAddress(host, "192.0.2." + std::to_string(i % 5));
    seeds.push_back("http://" + host + "/");
    Page(seeds.back(), "/1 /2");
    Page(seeds.back() + "1");
    Page(seeds.back() + "2");
  }
  MustCrawl();
  EXPECT_EQ(sink.pages.size(), 180u);
}

}  // namespace
}  // namespace ritmon
