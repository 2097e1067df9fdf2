// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/robots_cache.h"

#include <gtest/gtest.h>

#include "tests/testing/fake_clock.h"
#include "tests/testing/make_url.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

constexpr auto kAllowed = RobotsVerdict::kAllowed;
constexpr auto kDisallowed = RobotsVerdict::kDisallowed;
constexpr auto kUnknown = RobotsVerdict::kUnknown;
constexpr auto kUnreachable = RobotsVerdict::kUnreachable;

constexpr char kRules[] =
    "User-agent: *\nDisallow: /private/\nCrawl-delay: 7\n"
    "Sitemap: /sitemap.xml\n";

class RobotsCacheTest : public testing::Test {
 protected:
  RobotsCacheTest() { Reopen(); }

  void Reopen() {
    cache_.reset();
    database_.reset();
    auto database = Database::Open(directory_ / "state.db");
    ASSERT_TRUE(database) << database.error().message;
    database_.emplace(std::move(*database));
    auto cache = RobotsCache::Open(*database_, "ritmon");
    ASSERT_TRUE(cache) << cache.error().message;
    cache_.emplace(std::move(*cache));
  }

  void Store(const std::string& origin, FetchOutcome outcome, int status,
             std::string body = kRules) {
    FetchResult result{.request = {.url = MakeUrl(origin + "/robots.txt"),
                                   .kind = FetchKind::kRobots}};
    result.outcome = outcome;
    result.status = status;
    result.body = std::move(body);
    result.fetched_at = clock_.Now();
    const auto status_of_store =
        cache_->Store(origin, result, clock_.Now() + std::chrono::hours(1));
    ASSERT_TRUE(status_of_store) << status_of_store.error().message;
  }

  RobotsVerdict Check(const std::string& url) {
    auto verdict = cache_->Check(MakeUrl(url), clock_.Now());
    EXPECT_TRUE(verdict) << verdict.error().message;
    return verdict.value_or(kUnknown);
  }

  TempDirectory directory_;
  FakeClock clock_;
  std::optional<Database> database_;
  std::optional<RobotsCache> cache_;
};

// RFC 9309, 2.3.1: what each kind of answer means.
TEST_F(RobotsCacheTest, AnswerDecides) {
  const struct {
    FetchOutcome outcome;
    int status;
    RobotsVerdict private_page;
  } cases[] = {
      {FetchOutcome::kOk, 200, kDisallowed},
      {FetchOutcome::kOk, 206, kDisallowed},
      // 2.3.1.2: more redirects than are followed.
      {FetchOutcome::kRedirect, 301, kAllowed},
      // 2.3.1.3: unavailable.
      {FetchOutcome::kClientError, 404, kAllowed},
      {FetchOutcome::kClientError, 401, kAllowed},
      {FetchOutcome::kClientError, 403, kAllowed},
      {FetchOutcome::kClientError, 410, kAllowed},
      // 2.3.1.4: unreachable.
      {FetchOutcome::kServerError, 500, kUnreachable},
      {FetchOutcome::kServerError, 503, kUnreachable},
      {FetchOutcome::kConnectError, 0, kUnreachable},
      {FetchOutcome::kDnsError, 0, kUnreachable},
      {FetchOutcome::kTimeout, 0, kUnreachable},
      {FetchOutcome::kAddressRefused, 0, kUnreachable},
      // The house's: asked to slow down, or half an answer.
      {FetchOutcome::kClientError, 429, kUnreachable},
      {FetchOutcome::kTimeout, 200, kUnreachable},
      {FetchOutcome::kProtocolError, 200, kUnreachable},
  };
  for (const auto& c : cases) {
    const std::string origin =
        "http://h" + std::to_string(&c - cases) + ".example";
    Store(origin, c.outcome, c.status);
    EXPECT_EQ(Check(origin + "/private/x"), c.private_page)
        << ToString(c.outcome) << c.status;
    EXPECT_EQ(Check(origin + "/"),
              c.private_page == kUnreachable ? kUnreachable : kAllowed);
  }
  EXPECT_EQ(std::size(cases), 16u);
}

TEST_F(RobotsCacheTest, EachOriginHasItsOwn) {
  Store("http://a.example", FetchOutcome::kOk, 200);
  EXPECT_EQ(Check("http://a.example/private/"), kDisallowed);
  EXPECT_EQ(Check("https://a.example/private/"), kUnknown);
  EXPECT_EQ(Check("http://a.example:8080/private/"), kUnknown);
  EXPECT_EQ(Check("http://www.a.example/private/"), kUnknown);
}

// RFC 9309, 2.4.
TEST_F(RobotsCacheTest, IsKeptForADay) {
  Store("http://a.example", FetchOutcome::kOk, 200);
  clock_.Advance(std::chrono::hours(24) - std::chrono::milliseconds(1));
  EXPECT_EQ(Check("http://a.example/private/"), kDisallowed);
  clock_.Advance(std::chrono::milliseconds(1));
  EXPECT_EQ(Check("http://a.example/private/"), kUnknown);
}

TEST_F(RobotsCacheTest, UnreachableIsAskedAgainWhenTold) {
  Store("http://a.example", FetchOutcome::kServerError, 503);
  clock_.Advance(std::chrono::minutes(59));
  EXPECT_EQ(Check("http://a.example/"), kUnreachable);
  clock_.Advance(std::chrono::minutes(1));
  EXPECT_EQ(Check("http://a.example/"), kUnknown);
}

TEST_F(RobotsCacheTest, SurvivesARestart) {
  Store("http://a.example", FetchOutcome::kOk, 200);
  Store("http://b.example", FetchOutcome::kServerError, 500);
  Store("http://c.example", FetchOutcome::kOk, 200);
  Store("http://c.example", FetchOutcome::kClientError, 404);
  Reopen();
  EXPECT_EQ(Check("http://a.example/private/"), kDisallowed);
  EXPECT_EQ(cache_->CrawlDelay("http://a.example"), std::chrono::seconds(7));
  EXPECT_EQ(cache_->Sitemaps("http://a.example"),
            std::vector<std::string>{"/sitemap.xml"});
  EXPECT_EQ(Check("http://b.example/"), kUnreachable);
  EXPECT_EQ(Check("http://c.example/private/"), kAllowed);
}

// However many and large the files are, what is kept in memory is bounded, and
// what fell out of it is read from the store again.
TEST_F(RobotsCacheTest, BoundedMemory) {
  auto small = RobotsCache::Open(*database_, "ritmon", 8 * 1024);
  ASSERT_TRUE(small);
  cache_.emplace(std::move(*small));
  const std::string rules = kRules + std::string(3000, '#');
  for (int i = 0; i < 20; ++i) {
    Store("http://h" + std::to_string(i) + ".example", FetchOutcome::kOk, 200,
          rules);
  }
  EXPECT_EQ(cache_->CrawlDelay("http://h0.example"), std::nullopt);
  for (int i = 0; i < 20; ++i) {
    const std::string origin = "http://h" + std::to_string(i) + ".example";
    EXPECT_EQ(Check(origin + "/private/"), kDisallowed);
    EXPECT_EQ(cache_->CrawlDelay(origin), std::chrono::seconds(7));
  }
}

TEST_F(RobotsCacheTest, KnowsNothingOfStrangers) {
  EXPECT_EQ(Check("http://a.example/"), kUnknown);
  EXPECT_EQ(cache_->CrawlDelay("http://a.example"), std::nullopt);
  EXPECT_TRUE(cache_->Sitemaps("http://a.example").empty());
}

TEST_F(RobotsCacheTest, AnyBytesAreKept) {
  std::string body("User-agent: *\n\0\xff\xfe\nDisallow: /private/\n", 38);
  body += std::string(3 << 20, '#');
  Store("http://a.example", FetchOutcome::kOk, 200, body);
  Reopen();
  EXPECT_EQ(Check("http://a.example/private/"), kDisallowed);
}

}  // namespace
}  // namespace ritmon
