// SPDX-License-Identifier: GPL-3.0-or-later
// What the crawl may never do, whatever the sites do.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "tests/crawler/crawl_harness.h"

namespace ritmon {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Seen = FakeFetcher::Seen;

class CrawlPolitenessTest : public testing::Test, protected CrawlHarness {
 protected:
  // The shortest pause between the end of one and the start of the next.
  static milliseconds ShortestPause(std::vector<Seen> seen) {
    std::sort(seen.begin(), seen.end(), [](const Seen& a, const Seen& b) {
      return a.started < b.started;
    });
    auto shortest = std::chrono::nanoseconds::max();
    for (size_t i = 1; i < seen.size(); ++i) {
      shortest = std::min(shortest, seen[i].started - seen[i - 1].ended);
    }
    return std::chrono::duration_cast<milliseconds>(shortest);
  }

  std::vector<Seen> SeenAt(const std::string& host) const {
    std::vector<Seen> at;
    for (const Seen& seen : fetcher.seen()) {
      if (seen.request.url.host() == host) at.push_back(seen);
    }
    return at;
  }

  void Site(const std::string& host, int pages) {
    std::string links;
    for (int i = 0; i < pages; ++i) {
      const std::string path = "/p" + std::to_string(i);
      Page("http://" + host + path);
      links += path + " ";
    }
    Page("http://" + host + "/", links);
    seeds.push_back("http://" + host + "/");
  }
};

TEST_F(CrawlPolitenessTest, DelayPerHost) {
  options.politeness.delay = milliseconds(2000);
  Site("a.example", 10);
  Site("b.example", 10);
  MustCrawl();
  EXPECT_EQ(SeenAt("a.example").size(), 12u);
  EXPECT_EQ(ShortestPause(SeenAt("a.example")), milliseconds(2000));
  EXPECT_EQ(ShortestPause(SeenAt("b.example")), milliseconds(2000));
  // Two hosts do not wait for one another.
  EXPECT_LT(clock.passed(), milliseconds(13 * 2100 + 100));
}

TEST_F(CrawlPolitenessTest, CrawlDelayAndItsCap) {
  options.politeness = {.delay = milliseconds(2000),
                        .max_crawl_delay = milliseconds(60000)};
  Site("ten.example", 4);
  Site("day.example", 4);
  Site("none.example", 4);
  Robots("http://ten.example", "User-agent: *\nCrawl-delay: 10\n");
  Robots("http://day.example", "User-agent: *\nCrawl-delay: 86400\n");
  Robots("http://none.example", "User-agent: *\nCrawl-delay: 0\n");
  MustCrawl();
  EXPECT_EQ(ShortestPause(SeenAt("ten.example")), milliseconds(10000));
  EXPECT_EQ(ShortestPause(SeenAt("day.example")), milliseconds(60000));
  EXPECT_EQ(ShortestPause(SeenAt("none.example")), milliseconds(2000));
}

TEST_F(CrawlPolitenessTest, DelayPerAddressKnownBeforehand) {
  options.politeness.delay = milliseconds(2000);
  for (const char* host : {"a.example", "b.example", "c.example"}) {
    Site(host, 5);
    fetcher.SetAddress(host, "127.77.0.10", true);
  }
  MustCrawl();
  EXPECT_EQ(fetcher.seen().size(), 3u * 7u);
  EXPECT_EQ(ShortestPause(fetcher.seen()), milliseconds(2000));
}

// All first requests overlap, for nobody knows yet; none afterwards does. The
// first answers find their address busy and must come to their turn all the
// same.
TEST_F(CrawlPolitenessTest, DelayPerAddressLearntFromAnswers) {
  options.politeness.delay = milliseconds(2000);
  for (int i = 0; i < 8; ++i) {
    const std::string host = "h" + std::to_string(i) + ".example";
    Site(host, 3);
    fetcher.SetAddress(host, "192.0.2.1");
    FakeAnswer slow;
    slow.status = 404;
    slow.takes = seconds(1 + 3 * i);
    fetcher.Answer("http://" + host + "/robots.txt", slow);
  }
  MustCrawl();
  std::vector<Seen> later;
  for (const Seen& seen : fetcher.seen()) {
    if (seen.request.kind != FetchKind::kRobots) later.push_back(seen);
  }
  EXPECT_EQ(later.size(), 8u * 4u);
  EXPECT_GE(ShortestPause(later), milliseconds(2000));
}

// A redirect of robots.txt is a request like any other.
TEST_F(CrawlPolitenessTest, DelayBeforeRedirectedRobots) {
  options.politeness.delay = milliseconds(2000);
  Site("a.example", 3);
  Site("www.example", 3);
  Page("http://www.example/r2", "");
  fetcher.Answer("http://a.example/robots.txt", FakeAnswer::Redirect("/r1"));
  fetcher.Answer("http://a.example/r1",
                 FakeAnswer::Redirect("http://www.example/r2"));
  MustCrawl();
  EXPECT_EQ(fetcher.CountSeen("http://www.example/r2"), 1u);
  EXPECT_EQ(ShortestPause(SeenAt("a.example")), milliseconds(2000));
  EXPECT_EQ(ShortestPause(SeenAt("www.example")), milliseconds(2000));
}

// Random sites, addresses, answers: see below for what must hold.
class RandomRegion : public CrawlPolitenessTest,
                     public testing::WithParamInterface<int> {
 protected:
  int Pick(int below) {
    return static_cast<int>(random_() % static_cast<unsigned>(below));
  }

  FakeAnswer RandomAnswer(const std::string& links) {
    FakeAnswer answer;
    answer.takes = milliseconds(1 + Pick(5000));
    answer.body = links;
    switch (Pick(12)) {
      case 0:
        answer.status = 404;
        break;
      case 1:
        answer.status = 503;
        break;
      case 2:
        answer.status = 429;
        answer.headers = {{"Retry-After", std::to_string(Pick(600))}};
        break;
      case 3:
        return FakeAnswer::Failure(FetchOutcome::kConnectError);
      case 4:
        answer.outcome = FetchOutcome::kProtocolError;
        break;
      case 5:
        return FakeAnswer::Redirect("http://" + RandomHost() + RandomPath());
      default:
        break;
    }
    return answer;
  }

  std::string RandomHost() {
    return "h" + std::to_string(Pick(12)) + ".example";
  }
  std::string RandomPath() { return "/p" + std::to_string(Pick(9)); }

  void MakeRegion() {
    for (int h = 0; h < 12; ++h) {
      const std::string host = "h" + std::to_string(h) + ".example";
      const std::string origin = "http://" + host;
      seeds.push_back(origin + "/");
      if (Pick(5) != 0) {
        fetcher.SetAddress(host, "192.0.2." + std::to_string(Pick(4)),
                           Pick(2) == 0);
      }
      FakeAnswer robots =
          RandomAnswer(Pick(2) == 0 ? "User-agent: *\nDisallow: /p3\n" : "");
      fetcher.Answer(origin + "/robots.txt", robots);
      for (int p = -1; p < 9; ++p) {
        const std::string path = p < 0 ? "/" : "/p" + std::to_string(p);
        std::string links;
        for (int i = 0; i < 4; ++i) {
          links += (Pick(4) == 0 ? "http://" + RandomHost() : origin) +
                   RandomPath() + " ";
        }
        for (int i = 0; i < 3; ++i) {
          fetcher.Answer(origin + path, RandomAnswer(links));
        }
      }
    }
  }

  std::mt19937 random_{static_cast<unsigned>(GetParam())};
};

TEST_P(RandomRegion, IsCrawledPolitely) {
  options.politeness.delay = milliseconds(1500);
  options.max_in_flight = 6;
  sink.slots = 9;
  MakeRegion();
  for (int run = 0; run < 3; ++run) {
    MustCrawl();  // it ends
    clock.Advance(options.retry_after);
  }
  std::map<std::string, std::vector<Seen>> by_host;
  std::map<std::string, std::vector<Seen>> by_address;
  std::map<std::string, int> times;
  for (const Seen& seen : fetcher.seen()) {
    const std::string host(seen.request.url.host());
    // An address counts once its host has answered.
    const bool first =
        by_host[host].empty() && seen.request.kind == FetchKind::kRobots;
    by_host[host].push_back(seen);
    const std::string address = fetcher.KnownAddress(host);
    if (!address.empty() && !first) by_address[address].push_back(seen);
    EXPECT_LT(seen.ended, FakeFetcher::Time::max());
    // A redirect of robots.txt may lead to any page.
    if (seen.request.kind != FetchKind::kRobots) {
      ++times[seen.request.url.href()];
    }
  }
  ASSERT_GT(by_host.size(), 6u);
  for (const auto& [host, seen] : by_host) {
    EXPECT_GE(ShortestPause(seen), milliseconds(1500)) << host;
  }
  for (const auto& [address, seen] : by_address) {
    EXPECT_GE(ShortestPause(seen), milliseconds(1500)) << address;
  }
  for (const auto& [url, count] : times) {
    EXPECT_LE(count, 3 * options.retry.max_attempts) << url;
  }
  for (const auto& [url, why] : sink.not_fetched) {
    if (why == "robots.txt") {
      EXPECT_EQ(times.count(url), 0u) << url;
    }
  }
  // Nothing is handed on and then forgotten.
  std::set<std::string> done;
  for (const std::string& page : sink.pages) done.insert(page);
  for (const std::string& page : done) EXPECT_EQ(StateOf(page), "live") << page;
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomRegion, testing::Range(1, 41));

}  // namespace
}  // namespace ritmon
