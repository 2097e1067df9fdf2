// SPDX-License-Identifier: GPL-3.0-or-later
// The program may be killed at any moment: the next run completes the job.
#include <gtest/gtest.h>

#include "tests/crawler/crawl_harness.h"

namespace ritmon {
namespace {

struct Killed {};

// Two sites with everything that leaves a trace in the state.
void MakeRegion(CrawlHarness& crawl) {
  crawl.seeds = {"http://alt.example/", "http://b.example/"};
  crawl.fetcher.SetAddress("b.example", "192.0.2.1");
  crawl.fetcher.SetAddress("www.neu.example", "192.0.2.1");
  crawl.fetcher.Answer("http://alt.example/",
                       FakeAnswer::Redirect("http://www.neu.example/"));
  crawl.Robots("http://www.neu.example",
               "User-agent: *\nDisallow: /x\nSitemap: /sitemap.xml\n");
  crawl.Page("http://www.neu.example/sitemap.xml",
             "<urlset><url><loc>/hidden</loc></url></urlset>");
  crawl.Page("http://www.neu.example/", "/1 /2 /x /impressum");
  crawl.Page("http://www.neu.example/1", "/3");
  crawl.fetcher.Answer("http://www.neu.example/2", FakeAnswer::Redirect("/4"));
  for (const char* page : {"3", "4", "hidden", "impressum"}) {
    crawl.Page(std::string("http://www.neu.example/") + page);
  }
  crawl.fetcher.Answer("http://b.example/robots.txt",
                       FakeAnswer::Redirect("http://www.b.example/r"));
  crawl.Robots("http://www.b.example/r", "");
  crawl.Page("http://b.example/", "/1 /2");
  crawl.Status("http://b.example/1", 404);
  crawl.Page("http://b.example/2", "/1 /3");
  crawl.Page("http://b.example/3");
}

// A kill at the `at`th moment at which the crawl calls anybody.
bool KillAt(CrawlHarness& crawl, int at) {
  int step = 0;
  const auto count = [&] {
    if (++step == at) throw Killed();
  };
  crawl.on_wait = count;
  crawl.sink.on_call = count;
  bool killed = false;
  try {
    crawl.MustCrawl();
  } catch (const Killed&) {
    killed = true;
  }
  crawl.on_wait = nullptr;
  crawl.sink.on_call = nullptr;
  return killed;
}

// The process is gone, its transfers and what was being processed with it.
void BuryAnswers(CrawlHarness& crawl) {
  while (crawl.fetcher.in_flight() > 0) {
    crawl.fetcher.Wait(std::chrono::seconds(1));
  }
  crawl.sink.TakeFacts(CrawlTurn{});
}

TEST(CrawlKillTest, AnyMomentGivesTheSameInTheEnd) {
  CrawlHarness undisturbed;
  MakeRegion(undisturbed);
  undisturbed.MustCrawl();
  const auto expected = undisturbed.Picture();
  ASSERT_EQ(expected.size(), 14u);
  int moments = 0;
  while (true) {
    CrawlHarness crawl;
    MakeRegion(crawl);
    if (!KillAt(crawl, moments + 1)) break;
    ++moments;
    BuryAnswers(crawl);
    crawl.MustCrawl();
    ASSERT_EQ(crawl.Picture(), expected) << "killed at " << moments;
  }
  EXPECT_GT(moments, 60);
}

TEST(CrawlKillTest, AgainAndAgain) {
  CrawlHarness undisturbed;
  MakeRegion(undisturbed);
  undisturbed.MustCrawl();
  CrawlHarness crawl;
  MakeRegion(crawl);
  int kills = 0;
  // Long enough for one URL to be done and kept in each run.
  while (KillAt(crawl, 17)) {
    BuryAnswers(crawl);
    ASSERT_LT(++kills, 100);
  }
  EXPECT_GT(kills, 3);
  EXPECT_EQ(crawl.Picture(), undisturbed.Picture());
}

}  // namespace
}  // namespace ritmon
