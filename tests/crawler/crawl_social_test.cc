// SPDX-License-Identifier: GPL-3.0-or-later
// Services that are asked for accounts: as politely as any site.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/crawler/crawl_harness.h"

namespace ritmon {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr char kPosts[] = "https://inst.example/api/v1/accounts/7/statuses";

class CrawlSocialTest : public testing::Test, protected CrawlHarness {
 protected:
  int64_t Asked(const std::string& href) const {
    return std::count_if(fetcher.seen().begin(), fetcher.seen().end(),
                         [&](const FakeFetcher::Seen& seen) {
                           return seen.request.url.href() == href;
                         });
  }
};

TEST_F(CrawlSocialTest, AnswersLeadOnWithinTheAccountOnly) {
  const std::string next = std::string(kPosts) + "?max_id=5";
  Page(kPosts, next + " https://inst.example/api/v1/accounts/8/statuses " +
                   "https://inst.example/@other");
  Page(next);
  calls = {kPosts};
  MustCrawl();
  EXPECT_EQ(sink.pages, (std::vector<std::string>{kPosts, next}));
  EXPECT_EQ(StateOf("https://inst.example/api/v1/accounts/8/statuses"),
            "unknown");
  EXPECT_EQ(StateOf("https://inst.example/@other"), "unknown");
}

// Its sitemap is that of other people's pages.
TEST_F(CrawlSocialTest, NoPageOfTheServiceIsWanted) {
  Robots("https://inst.example",
         "User-agent: *\nAllow: /\nSitemap: https://inst.example/sitemap.xml");
  Page(kPosts);
  calls = {kPosts};
  MustCrawl();
  EXPECT_EQ(StateOf("https://inst.example/sitemap.xml"), "unknown");
  EXPECT_EQ(Asked(kPosts), 1);
}

TEST_F(CrawlSocialTest, RobotsTxtIsObeyed) {
  Robots("https://inst.example", "User-agent: *\nDisallow: /api/");
  Page(kPosts);
  calls = {kPosts};
  MustCrawl();
  EXPECT_EQ(Asked(kPosts), 0);
  EXPECT_EQ(Find(kPosts)->outcome, "robots.txt");
}

TEST_F(CrawlSocialTest, RedirectsAreNotFollowed) {
  fetcher.Answer(kPosts, FakeAnswer::Redirect("https://other.example/login"));
  calls = {kPosts};
  MustCrawl();
  EXPECT_EQ(StateOf("https://other.example/login"), "unknown");
}

TEST_F(CrawlSocialTest, NeverDueByItself) {
  Page(kPosts);
  calls = {kPosts};
  MustCrawl();
  calls.clear();
  clock.Advance(hours(24 * 400));
  MustCrawl();
  EXPECT_EQ(Asked(kPosts), 1);
  // Asked again when wanted again, but not twice a day.
  calls = {kPosts};
  MustCrawl();
  EXPECT_EQ(Asked(kPosts), 2);
  MustCrawl();
  EXPECT_EQ(Asked(kPosts), 2);
}

TEST_F(CrawlSocialTest, ACountedServiceRests) {
  const std::string other = "https://inst.example/api/v1/accounts/8/statuses";
  for (const std::string& href : {std::string(kPosts), other}) {
    FakeAnswer answer;
    answer.headers = {{"X-RateLimit-Remaining", "0"},
                      {"X-RateLimit-Reset", "120"}};
    fetcher.Answer(href, answer);
  }
  calls = {kPosts, other};
  MustCrawl();
  ASSERT_EQ(Asked(kPosts), 1);
  ASSERT_EQ(Asked(other), 1);
  std::vector<FakeFetcher::Seen> seen;
  for (const auto& one : fetcher.seen()) {
    if (one.request.kind == FetchKind::kSocial) seen.push_back(one);
  }
  ASSERT_EQ(seen.size(), 2u);
  EXPECT_GE(seen[1].started - seen[0].ended, seconds(120));
  ASSERT_FALSE(sink.blocked.empty());
  EXPECT_EQ(sink.blocked.front().first, "inst.example");
}

// 429 without Retry-After: until the count begins anew.
TEST_F(CrawlSocialTest, TooManyWithoutRetryAfter) {
  Status(kPosts, 429,
         {{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "200"}});
  Page(kPosts);
  calls = {kPosts};
  const Timestamp begin = clock.Now();
  MustCrawl();
  ASSERT_FALSE(sink.blocked.empty());
  EXPECT_GE(sink.blocked.front().second, begin + seconds(200));
  EXPECT_EQ(Asked(kPosts), 2);
}

}  // namespace
}  // namespace ritmon
