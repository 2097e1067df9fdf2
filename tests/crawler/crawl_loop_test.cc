// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/crawl_loop.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/crawler/crawl_harness.h"

namespace ritmon {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;

class CrawlLoopTest : public testing::Test, protected CrawlHarness {};

TEST_F(CrawlLoopTest, NothingToDo) {
  MustCrawl();
  EXPECT_THAT(fetcher.seen(), IsEmpty());
  EXPECT_EQ(clock.passed(), milliseconds(0));
}

TEST_F(CrawlLoopTest, RobotsThenHomeThenImprintThenTheRest) {
  seeds = {"http://a.example/"};
  Page("http://a.example/", "/produkte /impressum http://b.example/");
  Page("http://a.example/impressum");
  Page("http://a.example/produkte", "/ /produkte/2");
  Page("http://a.example/produkte/2");
  MustCrawl();
  EXPECT_THAT(
      fetcher.SeenUrls(),
      ElementsAre("http://a.example/robots.txt", "http://a.example/",
                  "http://a.example/impressum", "http://a.example/produkte",
                  "http://a.example/produkte/2"));
  EXPECT_EQ(sink.results.size(), 6u);  // with tdmrep.json
  EXPECT_EQ(StateOf("http://a.example/produkte/2"), "live");
  EXPECT_EQ(StateOf("http://b.example/"), "unknown");
}

TEST_F(CrawlLoopTest, SecondRunFetchesNothingUntilItIsDue) {
  seeds = {"http://a.example/"};
  FakeAnswer home;
  home.headers = {{"ETag", "\"1\""}};
  fetcher.Answer("http://a.example/", home);
  Status("http://a.example/", 304);
  MustCrawl();
  ASSERT_EQ(fetcher.seen().size(), 2u);
  MustCrawl();
  ASSERT_EQ(fetcher.seen().size(), 2u);
  for (int round = 0; round < 2; ++round) {
    clock.Advance(*Find("http://a.example/")->due_at - clock.Now());
    MustCrawl();
    EXPECT_EQ(fetcher.seen().back().request.etag, "\"1\"");
  }
  EXPECT_EQ(fetcher.CountSeen("http://a.example/robots.txt"), 3u);
  EXPECT_EQ(fetcher.CountSeen("http://a.example/"), 3u);
}

TEST_F(CrawlLoopTest, DisallowedIsNeverAsked) {
  seeds = {"http://a.example/", "http://b.example/"};
  Robots("http://a.example",
         "User-agent: ritmon\nDisallow: /x\n\nUser-agent: *\nDisallow: /\n");
  Robots("http://b.example", "User-agent: *\nDisallow: /\n");
  Page("http://a.example/", "/x/1 /x/impressum /y");
  Page("http://a.example/y");
  Page("http://b.example/");
  MustCrawl();
  EXPECT_THAT(fetcher.SeenUrls(),
              Not(Contains(testing::HasSubstr("a.example/x"))));
  EXPECT_THAT(fetcher.SeenUrls(), Not(Contains("http://b.example/")));
  EXPECT_THAT(fetcher.SeenUrls(), Contains("http://a.example/y"));
  EXPECT_THAT(sink.not_fetched,
              testing::UnorderedElementsAre(
                  Pair("http://a.example/x/1", "robots.txt"),
                  Pair("http://a.example/x/impressum", "robots.txt"),
                  Pair("http://b.example/", "robots.txt")));
  EXPECT_EQ(StateOf("http://b.example/"), "refused");
}

struct RobotsCase {
  int status;
  bool allowed;
};

// RFC 9309, 2.3.1.3 and 2.3.1.4.
TEST_F(CrawlLoopTest, RobotsStatusDecides) {
  const RobotsCase cases[] = {{404, true},  {403, true},  {410, true},
                              {500, false}, {503, false}, {429, false}};
  for (const RobotsCase& c : cases) {
    const std::string origin =
        "http://h" + std::to_string(c.status) + ".example";
    seeds.push_back(origin + "/");
    Status(origin + "/robots.txt", c.status);
    Page(origin + "/");
  }
  MustCrawl();
  for (const RobotsCase& c : cases) {
    const std::string home =
        "http://h" + std::to_string(c.status) + ".example/";
    EXPECT_EQ(fetcher.CountSeen(home), c.allowed ? 1u : 0u) << home;
    EXPECT_EQ(StateOf(home), c.allowed ? "live" : "due") << home;
  }
  // The others are left alone, their pages not even looked at.
  EXPECT_EQ(sink.not_fetched.size(), 1u);
  EXPECT_GE(sink.blocked.size(), 3u);
  // In the same hours nobody is asked again; then they are, robots.txt first.
  const size_t asked = fetcher.seen().size();
  MustCrawl();
  EXPECT_EQ(fetcher.seen().size(), asked);
  clock.Advance(options.retry_after);
  fetcher.Forget("http://h500.example/robots.txt");
  MustCrawl();
  EXPECT_EQ(StateOf("http://h500.example/"), "live");
  EXPECT_EQ(StateOf("http://h503.example/"), "due");
}

TEST_F(CrawlLoopTest, HalfARobotsFileIsNotPermission) {
  seeds = {"http://a.example/"};
  FakeAnswer cut;
  cut.outcome = FetchOutcome::kProtocolError;
  cut.body = "User-agent: *\nDis";
  fetcher.Answer("http://a.example/robots.txt", cut);
  Page("http://a.example/");
  MustCrawl();
  EXPECT_EQ(fetcher.CountSeen("http://a.example/"), 0u);
}

// RFC 9309, 2.3.1.2: at least five redirects, also to other hosts.
TEST_F(CrawlLoopTest, RobotsRedirects) {
  for (const int redirects : {1, 5, 6}) {
    const std::string origin =
        "http://r" + std::to_string(redirects) + ".example";
    seeds.push_back(origin + "/");
    std::string from = origin + "/robots.txt";
    for (int i = 1; i <= redirects; ++i) {
      // Every second hop leaves the host.
      const std::string to = (i % 2 == 1 ? "http://www.r" : "http://r") +
                             std::to_string(redirects) + ".example/hop" +
                             std::to_string(i);
      fetcher.Answer(from, FakeAnswer::Redirect(to));
      from = to;
    }
    Page(from, "User-agent: *\nDisallow: /\n");
    Page(origin + "/");
  }
  MustCrawl();
  EXPECT_EQ(StateOf("http://r1.example/"), "refused");
  EXPECT_EQ(StateOf("http://r5.example/"), "refused");
  // Beyond that it counts as not there.
  EXPECT_EQ(StateOf("http://r6.example/"), "live");
  EXPECT_EQ(fetcher.CountSeen("http://r6.example/hop6"), 0u);
}

TEST_F(CrawlLoopTest, RobotsRedirectLoopsAndNonsenseEnd) {
  seeds = {"http://a.example/", "http://b.example/"};
  fetcher.Answer("http://a.example/robots.txt",
                 FakeAnswer::Redirect("/robots.txt"));
  fetcher.Answer("http://b.example/robots.txt",
                 FakeAnswer::Redirect("http://[nonsense/"));
  Page("http://a.example/");
  Page("http://b.example/");
  MustCrawl();
  EXPECT_EQ(fetcher.CountSeen("http://a.example/robots.txt"), 6u);
  EXPECT_EQ(StateOf("http://a.example/"), "live");
  EXPECT_EQ(StateOf("http://b.example/"), "live");
}

// A slow robots.txt behind a redirect is waited for, not asked for again.
TEST_F(CrawlLoopTest, RobotsOfAnOriginIsAskedForOnce) {
  seeds = {"http://a.example/"};
  fetcher.Answer("http://a.example/robots.txt",
                 FakeAnswer::Redirect("http://slow.example/robots.txt"));
  FakeAnswer slow;
  slow.takes = seconds(30);
  fetcher.Answer("http://slow.example/robots.txt", slow);
  Page("http://a.example/");
  MustCrawl();
  EXPECT_EQ(fetcher.CountSeen("http://a.example/robots.txt"), 1u);
  EXPECT_EQ(fetcher.CountSeen("http://slow.example/robots.txt"), 1u);
  EXPECT_EQ(StateOf("http://a.example/"), "live");
}

TEST_F(CrawlLoopTest, SitemapsAreFollowed) {
  seeds = {"http://a.example/"};
  Robots("http://a.example", "Sitemap: http://a.example/index.xml.gz\n");
  Page("http://a.example/");
  Page("http://a.example/index.xml.gz",
       "<sitemapindex><sitemap><loc>http://a.example/s1.xml</loc></sitemap>"
       "</sitemapindex>");
  Page("http://a.example/s1.xml",
       "<urlset><url><loc>http://a.example/hidden</loc></url>"
       "<url><loc>http://other.example/</loc></url></urlset>");
  Page("http://a.example/hidden", "/linked");
  Page("http://a.example/linked");
  MustCrawl();
  EXPECT_EQ(StateOf("http://a.example/hidden"), "live");
  EXPECT_EQ(StateOf("http://a.example/linked"), "live");
  EXPECT_EQ(StateOf("http://other.example/"), "unknown");
  EXPECT_EQ(Find("http://a.example/index.xml.gz")->found_on, "robots.txt");
  EXPECT_EQ(Find("http://a.example/hidden")->found_on,
            "http://a.example/s1.xml");
}

TEST_F(CrawlLoopTest, RedirectChainsAndLoops) {
  seeds = {"http://a.example/"};
  fetcher.Answer("http://a.example/", FakeAnswer::Redirect("/de/", 302));
  Page("http://a.example/de/", "/one /loop1 /away");
  fetcher.Answer("http://a.example/one", FakeAnswer::Redirect("two"));
  fetcher.Answer("http://a.example/two", FakeAnswer::Redirect("three", 308));
  Page("http://a.example/three");
  fetcher.Answer("http://a.example/loop1", FakeAnswer::Redirect("/loop2"));
  fetcher.Answer("http://a.example/loop2", FakeAnswer::Redirect("/loop1"));
  fetcher.Answer("http://a.example/away",
                 FakeAnswer::Redirect("http://other.example/"));
  MustCrawl();
  EXPECT_EQ(StateOf("http://a.example/three"), "live");
  EXPECT_EQ(fetcher.CountSeen("http://a.example/loop1"), 1u);
  EXPECT_EQ(fetcher.CountSeen("http://a.example/loop2"), 1u);
  EXPECT_EQ(StateOf("http://other.example/"), "unknown");
}

TEST_F(CrawlLoopTest, MovedSeedIsFollowedWithItsOwnRobots) {
  seeds = {"http://alt.example/"};
  fetcher.Answer("http://alt.example/",
                 FakeAnswer::Redirect("https://www.neu.example/"));
  Robots("https://www.neu.example", "User-agent: *\nDisallow: /intern\n");
  Page("https://www.neu.example/", "/intern /produkte");
  Page("https://www.neu.example/produkte");
  MustCrawl();
  EXPECT_EQ(StateOf("https://www.neu.example/produkte"), "live");
  EXPECT_EQ(StateOf("https://www.neu.example/intern"), "refused");
  EXPECT_EQ(Find("https://www.neu.example/")->site, "neu.example");
}

TEST_F(CrawlLoopTest, ImprintBeyondTheBudget) {
  scope_options.defaults.max_pages = 3;
  seeds = {"http://a.example/"};
  Page("http://a.example/", "/1 /2 /3 /4");
  Page("http://a.example/1", "/impressum");
  Page("http://a.example/2");
  Page("http://a.example/impressum");
  MustCrawl();
  EXPECT_EQ(StateOf("http://a.example/impressum"), "live");
  EXPECT_EQ(StateOf("http://a.example/2"), "live");
  EXPECT_EQ(StateOf("http://a.example/3"), "unknown");
}

// Every page links to the next one, without end.
TEST_F(CrawlLoopTest, EndlessSitesEnd) {
  scope_options.defaults = {.max_depth = 3, .max_pages = 20};
  seeds = {"http://deep.example/", "http://wide.example/",
           "http://calendar.example/"};
  Page("http://deep.example/", "/p/0");
  std::string wide;
  for (int i = 0; i < 100; ++i) {
    const std::string number = std::to_string(i);
    Page("http://deep.example/p/" + number, "/p/" + std::to_string(i + 1));
    wide += "/w/" + number + " ";
    Page("http://wide.example/w/" + number, "/v/" + number);
    Page("http://calendar.example/kalender/" + number);
  }
  Page("http://wide.example/", wide);
  Page("http://calendar.example/",
       "/kalender/1 /termine?monat=1 /termine?monat=2 /cart /ok");
  Page("http://calendar.example/ok");
  MustCrawl();
  EXPECT_EQ(StateOf("http://deep.example/p/2"), "live");
  EXPECT_EQ(StateOf("http://deep.example/p/3"), "unknown");
  size_t asked = 0;
  for (const std::string& url : fetcher.SeenUrls()) {
    asked += url.find("wide.example") != std::string::npos ? 1 : 0;
  }
  EXPECT_EQ(asked, 1u + 20u);
  EXPECT_EQ(Picture().count("http://calendar.example/kalender/1"), 0u);
  EXPECT_EQ(StateOf("http://calendar.example/ok"), "live");
}

TEST_F(CrawlLoopTest, BusyServerIsAskedAgainAfterItsWish) {
  for (const int status : {429, 503}) {
    const std::string home = "http://h" + std::to_string(status) + ".example/";
    seeds.push_back(home);
    Status(home, status, {{"Retry-After", "90"}});
    Page(home);
  }
  MustCrawl();
  for (const std::string& home : seeds) {
    EXPECT_EQ(StateOf(home), "live");
    std::vector<FakeFetcher::Seen> seen;
    for (const auto& s : fetcher.seen()) {
      if (s.request.url.href() == home) seen.push_back(s);
    }
    ASSERT_EQ(seen.size(), 2u);
    EXPECT_GE(seen[1].started - seen[0].ended, seconds(90));
    EXPECT_LE(seen[1].started - seen[0].ended, seconds(90 + 9 + 1));
  }
}

TEST_F(CrawlLoopTest, LongRetryAfterEndsTheHostsTurn) {
  seeds = {"http://a.example/"};
  Page("http://a.example/", "/1 /2");
  Status("http://a.example/1", 503, {{"Retry-After", "172800"}});
  Page("http://a.example/1");
  Page("http://a.example/2");
  MustCrawl();
  EXPECT_EQ(fetcher.CountSeen("http://a.example/2"), 0u);
  EXPECT_EQ(StateOf("http://a.example/1"), "due");
  clock.Advance(hours(47));
  MustCrawl();
  EXPECT_EQ(fetcher.CountSeen("http://a.example/1"), 1u);
  clock.Advance(hours(1 + 5));  // and a tenth more at most
  MustCrawl();
  EXPECT_EQ(StateOf("http://a.example/1"), "live");
  EXPECT_EQ(StateOf("http://a.example/2"), "live");
}

TEST_F(CrawlLoopTest, DeadHostIsGivenUpAndDueAgainLater) {
  seeds = {"http://a.example/"};
  Page("http://a.example/", "/1 /2 /3 /4 /5");
  for (int i = 1; i <= 5; ++i) {
    const std::string href = "http://a.example/" + std::to_string(i);
    fetcher.Answer(href, FakeAnswer::Failure(FetchOutcome::kConnectError));
    Page(href);
  }
  MustCrawl();
  // After a minute, two and four; the eight that come next are too long.
  EXPECT_EQ(fetcher.seen().size(), 2u + 4u);
  EXPECT_EQ(StateOf("http://a.example/5"), "due");
  ASSERT_FALSE(sink.blocked.empty());
  EXPECT_EQ(sink.blocked.back().first, "a.example");
  EXPECT_GE(sink.blocked.back().second, clock.Now() + std::chrono::minutes(8));
  MustCrawl();
  EXPECT_EQ(fetcher.seen().size(), 2u + 4u);
  clock.Advance(hours(12));
  fetcher.Forget("http://a.example/4");  // 404 by now
  Page("http://a.example/5");
  MustCrawl();
  for (int i = 1; i <= 5; ++i) {
    EXPECT_EQ(StateOf("http://a.example/" + std::to_string(i)),
              i == 4 ? "done" : "live")
        << i;
  }
}

TEST_F(CrawlLoopTest, RefusedConnectionAtOnceCostsOneRequest) {
  seeds = {"http://a.example/"};
  fetcher.Answer("http://a.example/robots.txt",
                 FakeAnswer::Failure(FetchOutcome::kConnectError));
  MustCrawl();
  EXPECT_THAT(fetcher.SeenUrls(), ElementsAre("http://a.example/robots.txt"));
  EXPECT_EQ(StateOf("http://a.example/"), "due");
}

// A page that always fails must not take its site with it.
TEST_F(CrawlLoopTest, OneBrokenPageIsNotABrokenHost) {
  seeds = {"http://a.example/"};
  Page("http://a.example/", "/impressum /1 /2 /3");
  Status("http://a.example/impressum", 500);
  for (const char* page : {"1", "2", "3"}) {
    Page(std::string("http://a.example/") + page);
  }
  MustCrawl();
  EXPECT_EQ(StateOf("http://a.example/impressum"), "failing");
  EXPECT_EQ(fetcher.CountSeen("http://a.example/impressum"), 3u);
  for (const char* page : {"1", "2", "3"}) {
    EXPECT_EQ(StateOf(std::string("http://a.example/") + page), "live");
  }
}

// Nor what is still to be found, should it be the only one left for now.
TEST_F(CrawlLoopTest, OneBrokenPageWhileOthersAreBeingRead) {
  seeds = {"http://a.example/"};
  Page("http://a.example/", "/1 /broken");
  Page("http://a.example/1", "/2");
  Page("http://a.example/2");
  Status("http://a.example/broken", 500);
  on_wait = [&] {
    const size_t failures = fetcher.CountSeen("http://a.example/broken");
    sink.hold_facts = fetcher.CountSeen("http://a.example/1") > 0 &&
                      (failures < 3 || fetcher.in_flight() > 0);
  };
  MustCrawl();
  EXPECT_EQ(fetcher.CountSeen("http://a.example/broken"), 3u);
  EXPECT_EQ(StateOf("http://a.example/2"), "live");
}

TEST_F(CrawlLoopTest, PrivateAddressIsRefused) {
  seeds = {"http://a.example/"};
  Page("http://a.example/robots.txt");
  fetcher.Answer("http://a.example/",
                 FakeAnswer::Failure(FetchOutcome::kAddressRefused));
  MustCrawl();
  EXPECT_EQ(StateOf("http://a.example/"), "failing");
  EXPECT_EQ(fetcher.CountSeen("http://a.example/"), 1u);
}

// The workers are slower than the network: the crawl waits for their links.
TEST_F(CrawlLoopTest, FactsLaterThanTheEnd) {
  seeds = {"http://a.example/"};
  Page("http://a.example/", "/1");
  Page("http://a.example/1");
  sink.hold_facts = true;
  int waits = 0;
  on_wait = [&] {
    if (++waits % 50 == 0) sink.hold_facts = !sink.hold_facts;
  };
  MustCrawl();
  EXPECT_EQ(StateOf("http://a.example/1"), "live");
  EXPECT_THAT(sink.pages,
              ElementsAre("http://a.example/", "http://a.example/1"));
}

TEST_F(CrawlLoopTest, FullSinkStartsNothing) {
  seeds = {"http://a.example/", "http://b.example/", "http://c.example/"};
  for (const std::string& seed : seeds) Page(seed);
  sink.slots = 0;
  int waits = 0;
  on_wait = [&] {
    if (sink.slots == 0) {
      EXPECT_EQ(fetcher.seen().size(), 0u);
    }
    EXPECT_LE(fetcher.in_flight(), sink.slots);
    if (++waits == 20) sink.slots = 1;
  };
  MustCrawl();
  EXPECT_EQ(sink.pages.size(), 3u);
}

TEST_F(CrawlLoopTest, NeverMoreInFlightThanAllowed) {
  options.max_in_flight = 4;
  for (int i = 0; i < 30; ++i) {
    seeds.push_back("http://h" + std::to_string(i) + ".example/");
    Page(seeds.back());
  }
  size_t most = 0;
  on_wait = [&] { most = std::max(most, fetcher.in_flight()); };
  MustCrawl();
  EXPECT_EQ(most, 4u);
  EXPECT_EQ(sink.pages.size(), 30u);
}

TEST_F(CrawlLoopTest, SinkErrorEndsTheCrawl) {
  seeds = {"http://a.example/"};
  Page("http://a.example/", "/1");
  int calls = 0;
  sink.on_call = [&] {
    if (++calls > 6) sink.failure = Error{ErrorKind::kIo, "disk full"};
  };
  const ritmon::Status status = Crawl();
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().message, "disk full");
  sink.on_call = nullptr;
  sink.failure.reset();
  Page("http://a.example/1");
  MustCrawl();
  EXPECT_EQ(StateOf("http://a.example/1"), "live");
}

TEST_F(CrawlLoopTest, WorkersErrorEndsTheCrawl) {
  seeds = {"http://a.example/"};
  Page("http://a.example/");
  sink.on_call = [&] {
    if (fetcher.seen().size() == 2) {
      sink.facts_failure = Error{ErrorKind::kInternal, "worker died"};
    }
  };
  const ritmon::Status status = Crawl();
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().message, "worker died");
  EXPECT_EQ(StateOf("http://a.example/"), "due");
}

TEST_F(CrawlLoopTest, StopsWhenAskedAndGoesOnLater) {
  seeds = {"http://a.example/"};
  Page("http://a.example/", "/1 /2 /3");
  for (int i = 1; i <= 3; ++i) {
    Page("http://a.example/" + std::to_string(i));
  }
  on_wait = [&] {
    if (fetcher.seen().size() == 3) stop.request_stop();
  };
  MustCrawl();
  EXPECT_EQ(fetcher.seen().size(), 3u);
  EXPECT_EQ(StateOf("http://a.example/"), "live");
  EXPECT_EQ(StateOf("http://a.example/3"), "due");
  on_wait = nullptr;
  stop = std::stop_source();
  while (fetcher.in_flight() > 0) fetcher.Wait(seconds(1));
  MustCrawl();
  EXPECT_EQ(StateOf("http://a.example/3"), "live");
}

}  // namespace
}  // namespace ritmon
